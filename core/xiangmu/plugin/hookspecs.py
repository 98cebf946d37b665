"""The whole contract between the core and a city: every hook is asked once, at start-up."""

import pluggy

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

hookspec = pluggy.HookspecMarker("xiangmu")
hookimpl = pluggy.HookimplMarker("xiangmu")


@hookspec
def plugin_info() -> PluginInfo:  # type: ignore[empty-body]  # a pluggy specification has no body
    """Who the plugin speaks for. Required."""


@hookspec
def policies() -> Policies:  # type: ignore[empty-body]  # a pluggy specification has no body
    """The policies, with every clause and the options an office may switch. Required."""


@hookspec
def units() -> Units:  # type: ignore[empty-body]  # a pluggy specification has no body
    """The responsible units with their groups, and who runs the policy by post. Required."""


@hookspec
def targets() -> Targets:  # type: ignore[empty-body]  # a pluggy specification has no body
    """The goals that the policies set, and how each is measured."""


@hookspec
def schedule() -> Schedule:  # type: ignore[empty-body]  # a pluggy specification has no body
    """What the policies have done again and again, and until when."""


@hookspec
def leaders() -> Leaders:  # type: ignore[empty-body]  # a pluggy specification has no body
    """Who must be on record for which project and which unit."""


@hookspec
def lists() -> Lists:  # type: ignore[empty-body]  # a pluggy specification has no body
    """Lists of projects that the policies ask for."""


@hookspec
def supervision() -> Supervision:  # type: ignore[empty-body]  # a pluggy specification has no body
    """How problems are followed up: their kinds, their life, deadlines and escalation."""


@hookspec
def scoring() -> Scoring:  # type: ignore[empty-body]  # a pluggy specification has no body
    """Score cards, boards, awards and accountability lists."""


@hookspec
def profile() -> Profile:  # type: ignore[empty-body]  # a pluggy specification has no body
    """The city's own project fields, and which projects a policy admits."""


@hookspec
def demo() -> Demo:  # type: ignore[empty-body]  # a pluggy specification has no body
    """Facts for a demonstration, entered through the ledger like any others."""
