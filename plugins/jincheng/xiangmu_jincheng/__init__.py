"""晋城市: the year of transformation projects, 2019. What it says to the core, hook by hook."""

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
from xiangmu_jincheng.demo import DEMO
from xiangmu_jincheng.leaders import LEADERS
from xiangmu_jincheng.lists import LISTS
from xiangmu_jincheng.policy import POLICIES
from xiangmu_jincheng.profile import PROFILE
from xiangmu_jincheng.schedule import SCHEDULE
from xiangmu_jincheng.scoring import SCORING
from xiangmu_jincheng.supervision import SUPERVISION
from xiangmu_jincheng.targets import TARGETS
from xiangmu_jincheng.units import INFO, UNITS


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
    """The responsible units and the three groups of planning bodies."""
    return UNITS


@hookimpl
def targets() -> Targets:
    """The city's goals, those of its planning bodies, and the indicators that the office reads."""
    return TARGETS


@hookimpl
def schedule() -> Schedule:
    """Reports by the 5th in several forms, and research, dispatch, bulletin, review and summary in turn."""
    return SCHEDULE


@hookimpl
def lists() -> Lists:
    """Projects behind, incomplete or too far off, and those the document singles out."""
    return LISTS


@hookimpl
def leaders() -> Leaders:
    """Leaders of key works, and who answers for signed projects."""
    return LEADERS


@hookimpl
def scoring() -> Scoring:
    """Boards of the product's own; the document prints no formula."""
    return SCORING


@hookimpl
def profile() -> Profile:
    """The city's own project fields, and what it asks of projects."""
    return PROFILE


@hookimpl
def supervision() -> Supervision:
    """How problems and inspections are followed up."""
    return SUPERVISION


@hookimpl
def demo() -> Demo:
    """Real projects as public sources tell them, among samples."""
    return DEMO
