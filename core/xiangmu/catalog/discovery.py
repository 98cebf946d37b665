"""Finding and asking plugins: once, at start-up. Requests never call pluggy."""

from collections import Counter
from collections.abc import Sequence
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import Any

import pluggy

from xiangmu.catalog.catalog import Catalog, City
from xiangmu.catalog.checks import check
from xiangmu.catalog.errors import CatalogError
from xiangmu.plugin import hookspecs
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

ENTRY_POINTS = "xiangmu.plugins"
OWN_DISTRIBUTION = "xiangmu"
REQUIRED = ("plugin_info", "policies", "units")
BUNDLES: dict[str, type] = {
    "plugin_info": PluginInfo,
    "policies": Policies,
    "units": Units,
    "targets": Targets,
    "schedule": Schedule,
    "leaders": Leaders,
    "lists": Lists,
    "supervision": Supervision,
    "scoring": Scoring,
    "profile": Profile,
    "demo": Demo,
}


def load_catalog(names: Sequence[str] | None = None) -> Catalog:
    """The catalog of the plugins called ``names``; without names, of those that come with the program.

    Raises CatalogError when a plugin is missing or says something that does not hold.
    """
    installed = {point.name: point for point in entry_points(group=ENTRY_POINTS)}
    chosen = [name for name, point in installed.items() if _is_own(point)] if names is None else names
    if twice := [name for name, count in Counter(chosen).items() if count > 1]:
        raise CatalogError(twice[0], "plugin_info", "在要装载的插件里写了不止一次")
    for name in chosen:
        if name not in installed:
            raise CatalogError(name, "plugin_info", f"没有安装名为 {name} 的插件")
    return build_catalog([(name, installed[name].load()) for name in chosen])


def build_catalog(modules: Sequence[tuple[str, ModuleType]]) -> Catalog:
    """The checked catalog of plugins given as (name, module)."""
    cities = tuple(_ask(name, module) for name, module in modules)
    check(cities)
    return Catalog(cities)


def _is_own(point: EntryPoint) -> bool:
    return point.dist is not None and point.dist.name == OWN_DISTRIBUTION


def _ask(name: str, module: ModuleType) -> City:
    manager = pluggy.PluginManager("xiangmu")
    manager.add_hookspecs(hookspecs)
    try:
        manager.register(module, name)
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        raise CatalogError(name, "hookimpl", str(error)) from error
    answers = {hook: _answer(manager, name, hook, bundle) for hook, bundle in BUNDLES.items()}
    given = {hook: answer for hook, answer in answers.items() if answer is not None}
    return City(info=given.pop("plugin_info"), **given)


def _answer(manager: pluggy.PluginManager, name: str, hook: str, bundle: type) -> Any:
    answers = getattr(manager.hook, hook)()
    if not answers:
        if hook in REQUIRED:
            raise CatalogError(name, hook, "必须提供")
        return None
    if not isinstance(answers[0], bundle):
        raise CatalogError(name, hook, f"应返回 {bundle.__name__}, 实为 {type(answers[0]).__name__}")
    return answers[0]
