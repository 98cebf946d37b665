"""汝州市: the policy of 2023 as code. What it says to the core, hook by hook."""

from xiangmu.plugin import hookimpl
from xiangmu.plugin.demo import Demo
from xiangmu.plugin.leaders import Leaders
from xiangmu.plugin.policy import Policies
from xiangmu.plugin.profile import Profile
from xiangmu.plugin.schedule import Schedule
from xiangmu.plugin.scoring import Scoring
from xiangmu.plugin.supervision import Supervision
from xiangmu.plugin.targets import Targets
from xiangmu.plugin.units import Jurisdiction, PluginInfo, Units
from xiangmu_ruzhou.demo import DEMO
from xiangmu_ruzhou.leaders import LEADERS
from xiangmu_ruzhou.policy import POLICIES
from xiangmu_ruzhou.profile import PROFILE
from xiangmu_ruzhou.schedule import SCHEDULE
from xiangmu_ruzhou.scoring import SCORING
from xiangmu_ruzhou.supervision import SUPERVISION
from xiangmu_ruzhou.targets import TARGETS
from xiangmu_ruzhou.units import UNITS


@hookimpl
def plugin_info() -> PluginInfo:
    """Who the plugin speaks for."""
    jurisdiction = Jurisdiction(key="ruzhou", title="汝州市", division_code="410482")
    return PluginInfo(key="ruzhou", title="汝州市“三个一批”", version="1.0.0", jurisdiction=jurisdiction)


@hookimpl
def policies() -> Policies:
    """The document of 2023."""
    return POLICIES


@hookimpl
def units() -> Units:
    """The units, the three groups, and who runs the policy."""
    return UNITS


@hookimpl
def targets() -> Targets:
    """The city's targets and the units' tasks."""
    return TARGETS


@hookimpl
def leaders() -> Leaders:
    """Chief service officers, task forces and commissioners on record."""
    return LEADERS


@hookimpl
def schedule() -> Schedule:
    """The quarterly assessment, the monthly inspection with its ranking, and meetings."""
    return SCHEDULE


@hookimpl
def scoring() -> Scoring:
    """Cards, boards, awards and the accountability list."""
    return SCORING


@hookimpl
def profile() -> Profile:
    """The city's own project fields, and which projects enter 三个一批."""
    return PROFILE


@hookimpl
def supervision() -> Supervision:
    """How problems and inspections are followed up."""
    return SUPERVISION


@hookimpl
def demo() -> Demo:
    """A sample year with the real projects as public sources tell them."""
    return DEMO
