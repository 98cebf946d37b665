"""What the hook ``profile`` states: the city's own fields and what it asks of projects. No threshold is printed."""

from xiangmu.plugin.profile import Profile
from xiangmu_jincheng.fields import CLASSIFICATIONS, JinchengProfile
from xiangmu_jincheng.forms import FORMS
from xiangmu_jincheng.rules import DUPLICATES, RULES

PROFILE = Profile(
    model=JinchengProfile,
    classifications=CLASSIFICATIONS,
    rules=RULES,
    duplicates=DUPLICATES,
    forms=FORMS,
)
