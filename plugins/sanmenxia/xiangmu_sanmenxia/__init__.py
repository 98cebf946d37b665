"""三门峡市: the “百日攻坚” campaign of 2020."""

from xiangmu.plugin import hookimpl
from xiangmu.plugin.demo import Demo
from xiangmu.plugin.policy import Policies
from xiangmu.plugin.units import PluginInfo, Units
from xiangmu_sanmenxia.demo import DEMO
from xiangmu_sanmenxia.policy import POLICIES
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
def demo() -> Demo:
    """Real projects as public sources tell them."""
    return DEMO
