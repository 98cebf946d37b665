"""岚县: the “大起底、大会战、大比拼” campaign of 2022."""

from xiangmu.plugin import hookimpl
from xiangmu.plugin.policy import Policies
from xiangmu.plugin.units import PluginInfo, Units
from xiangmu_lanxian.policy import POLICIES
from xiangmu_lanxian.units import INFO, UNITS


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
