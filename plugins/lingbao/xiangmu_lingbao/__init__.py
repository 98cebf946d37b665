"""灵宝市: the rules of 2020 for managing key projects. What it says to the core, hook by hook."""

from xiangmu.plugin import hookimpl
from xiangmu.plugin.demo import Demo
from xiangmu.plugin.leaders import Leaders
from xiangmu.plugin.lists import Lists
from xiangmu.plugin.policy import Policies
from xiangmu.plugin.profile import Profile
from xiangmu.plugin.schedule import Schedule
from xiangmu.plugin.scoring import Scoring
from xiangmu.plugin.supervision import Supervision
from xiangmu.plugin.units import PluginInfo, Units
from xiangmu_lingbao.demo import DEMO
from xiangmu_lingbao.fields import PROFILE
from xiangmu_lingbao.leaders import LEADERS
from xiangmu_lingbao.lists import LISTS
from xiangmu_lingbao.policy import POLICIES
from xiangmu_lingbao.schedule import SCHEDULE
from xiangmu_lingbao.scoring import SCORING
from xiangmu_lingbao.supervision import SUPERVISION
from xiangmu_lingbao.units import INFO, UNITS


@hookimpl
def plugin_info() -> PluginInfo:
    """Who the plugin speaks for."""
    return INFO


@hookimpl
def policies() -> Policies:
    """The policy with its clauses and options."""
    return POLICIES


@hookimpl
def units() -> Units:
    """The responsible units, and those that are assessed."""
    return UNITS


@hookimpl
def lists() -> Lists:
    """The key lists of the year, and what dispatch looks at."""
    return LISTS


@hookimpl
def schedule() -> Schedule:
    """The weekly analysis, the monthly inspection, and the three dispatches with their chairs."""
    return SCHEDULE


@hookimpl
def leaders() -> Leaders:
    """Who must be on record for key projects and in every unit."""
    return LEADERS


@hookimpl
def scoring() -> Scoring:
    """A board of the product's own; the document prints no formula."""
    return SCORING


@hookimpl
def profile() -> Profile:
    """The city's own project fields, and its names of the links that are followed."""
    return PROFILE


@hookimpl
def supervision() -> Supervision:
    """How problems and inspections are followed up."""
    return SUPERVISION


@hookimpl
def demo() -> Demo:
    """Real projects as public sources tell them, and samples."""
    return DEMO
