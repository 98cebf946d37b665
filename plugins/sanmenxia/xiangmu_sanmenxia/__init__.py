"""三门峡市: the “百日攻坚” campaign of 2020. What it says to the core, hook by hook."""

from xiangmu.plugin import hookimpl
from xiangmu.plugin.demo import Demo
from xiangmu.plugin.leaders import Leaders
from xiangmu.plugin.policy import Policies
from xiangmu.plugin.profile import Profile
from xiangmu.plugin.schedule import Schedule
from xiangmu.plugin.scoring import Scoring
from xiangmu.plugin.supervision import Supervision
from xiangmu.plugin.targets import Targets
from xiangmu.plugin.units import PluginInfo, Units
from xiangmu_sanmenxia.demo import DEMO
from xiangmu_sanmenxia.fields import PROFILE
from xiangmu_sanmenxia.leaders import LEADERS
from xiangmu_sanmenxia.policy import POLICIES
from xiangmu_sanmenxia.schedule import SCHEDULE
from xiangmu_sanmenxia.scoring import SCORING
from xiangmu_sanmenxia.supervision import SUPERVISION
from xiangmu_sanmenxia.targets import TARGETS
from xiangmu_sanmenxia.units import INFO, UNITS


@hookimpl
def plugin_info() -> PluginInfo:
    """Who the plugin speaks for."""
    return INFO


@hookimpl
def policies() -> Policies:
    """The policy with its clauses."""
    return POLICIES


@hookimpl
def units() -> Units:
    """The responsible units."""
    return UNITS


@hookimpl
def targets() -> Targets:
    """The 8262 plan, the ten monthly indicators, and the province's first tier."""
    return TARGETS


@hookimpl
def schedule() -> Schedule:
    """The three phases, and what is reported, published and inspected week by week and month by month."""
    return SCHEDULE


@hookimpl
def leaders() -> Leaders:
    """Task forces on record."""
    return LEADERS


@hookimpl
def scoring() -> Scoring:
    """Boards of the product's own and the accountability list; the notice prints no formula."""
    return SCORING


@hookimpl
def profile() -> Profile:
    """The eight fields of the plan, and the notice's names of stages."""
    return PROFILE


@hookimpl
def supervision() -> Supervision:
    """How problems and inspections are followed up."""
    return SUPERVISION


@hookimpl
def demo() -> Demo:
    """Real projects as public sources tell them."""
    return DEMO
