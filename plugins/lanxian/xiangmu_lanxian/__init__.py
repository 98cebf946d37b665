"""岚县: the “大起底、大会战、大比拼” campaign of 2022. What it says to the core, hook by hook."""

from xiangmu.plugin import hookimpl
from xiangmu.plugin.demo import Demo
from xiangmu.plugin.leaders import Leaders
from xiangmu.plugin.lists import Lists
from xiangmu.plugin.policy import Policies
from xiangmu.plugin.profile import Profile
from xiangmu.plugin.schedule import Schedule
from xiangmu.plugin.scoring import Scoring
from xiangmu.plugin.supervision import Supervision
from xiangmu.plugin.targets import Targets
from xiangmu.plugin.units import PluginInfo, Units
from xiangmu_lanxian.demo import DEMO
from xiangmu_lanxian.fields import PROFILE
from xiangmu_lanxian.leaders import LEADERS
from xiangmu_lanxian.lists import LISTS
from xiangmu_lanxian.policy import POLICIES
from xiangmu_lanxian.schedule import SCHEDULE
from xiangmu_lanxian.scoring import SCORING
from xiangmu_lanxian.supervision import SUPERVISION
from xiangmu_lanxian.targets import TARGETS
from xiangmu_lanxian.units import INFO, UNITS


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
    """The responsible units, and those that are ranked."""
    return UNITS


@hookimpl
def targets() -> Targets:
    """Indicators and the reserve of next year, to be looked at until goals are approved."""
    return TARGETS


@hookimpl
def schedule() -> Schedule:
    """Reports and forwarded problems twice a month, dispatches, meetings, bulletins, and the five inventories."""
    return SCHEDULE


@hookimpl
def lists() -> Lists:
    """The inventory, the classes of the reserve library, and what is not in statistics."""
    return LISTS


@hookimpl
def leaders() -> Leaders:
    """Leaders' packages, and the groups of units."""
    return LEADERS


@hookimpl
def scoring() -> Scoring:
    """The five comparisons: a ranking for every indicator, classes when switched on."""
    return SCORING


@hookimpl
def profile() -> Profile:
    """The county's own project fields."""
    return PROFILE


@hookimpl
def supervision() -> Supervision:
    """How problems and inspections are followed up."""
    return SUPERVISION


@hookimpl
def demo() -> Demo:
    """A sample campaign."""
    return DEMO
