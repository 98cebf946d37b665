"""A plugin that says something wrong stops the start, with plugin, hook and item named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from xiangmu.catalog import Catalog, CatalogError, build_catalog, load_catalog
from xiangmu.plugin import hookimpl
from xiangmu.plugin.happenings import reached
from xiangmu.plugin.measures import count
from xiangmu.plugin.periods import PeriodKind
from xiangmu.plugin.policy import Basis, Clause, Policies, Policy
from xiangmu.plugin.scoring import Ranking, Scoring
from xiangmu.plugin.targets import Target, Targets
from xiangmu.plugin.units import Group, Jurisdiction, PluginInfo, Unit, UnitKind, Units
from xiangmu.plugin.vocabulary import Stage

CLAUSE = Clause(id="T-01", locator="一", kind="target", gist="谋划项目两个")
POLICY = Policy(
    key="test-2023",
    title="试验方案",
    number="",
    jurisdiction="test",
    issued_on=date(2023, 1, 1),
    starts=date(2023, 1, 1),
    ends=date(2023, 12, 31),
    clauses=(CLAUSE,),
)
UNIT = Unit(key="east", title="东镇", kind=UnitKind.TOWNSHIP)
GROUP = Group(policy="test-2023", key="all", title="各镇", units=("east",), clause="T-01")
TARGET = Target(
    policy="test-2023",
    key="planned",
    title="谋划",
    measure=count(reached(Stage.RESERVED), title="谋划数"),
    goal=2,
    clause="T-01",
    due=date(2023, 12, 31),
    group="all",
    unit="east",
)
BOARD = Ranking(
    policy="test-2023",
    key="towns",
    title="各镇榜",
    group="all",
    basis=Basis.PRINTED,
    period_kind=PeriodKind.QUARTER,
    clause="T-01",
)
SAYS: dict[str, Any] = {
    "plugin_info": PluginInfo(
        key="test", title="试验县", version="1", jurisdiction=Jurisdiction(key="test", title="试验县")
    ),
    "policies": Policies(policies=(POLICY,)),
    "units": Units(units=(UNIT,), groups=(GROUP,)),
    "targets": Targets(targets=(TARGET,)),
}


def plugin(**says: Any) -> ModuleType:
    module = ModuleType("test")
    for hook, answer in (SAYS | says).items():
        if answer is not None:
            setattr(module, hook, hookimpl(_saying(answer)))
    return module


def _saying(answer: object) -> Callable[[], object]:
    return lambda: answer


def catalog(**says: Any) -> Catalog:
    return build_catalog([("test", plugin(**says))])


def test_a_plugin_that_says_what_holds_is_loaded() -> None:
    loaded = catalog()
    assert loaded.policies["test-2023"] == POLICY
    assert loaded.unit("test-2023", "east") == UNIT
    assert loaded.goals("test-2023", "all", "east") == {"planned": 2}
    assert loaded.city_of("test-2023").demo.facts.versions == ()


@pytest.mark.parametrize(
    ("says", "named"),
    [
        ({"policies": None}, ("policies", "必须提供")),
        ({"units": POLICY}, ("units", "应返回 Units")),
        ({"scorings": 1}, ("hookimpl", "scorings")),
        ({"policies": Policies(policies=(POLICY, POLICY))}, ("policies", "test-2023")),
        ({"policies": Policies(policies=(replace(POLICY, clauses=(CLAUSE, CLAUSE)),))}, ("policies", "T-01")),
        ({"policies": Policies(policies=(replace(POLICY, jurisdiction="x"),))}, ("policies", "辖区")),
        ({"policies": Policies(policies=(replace(POLICY, ends=date(2022, 1, 1)),))}, ("policies", "颠倒")),
        ({"units": Units(units=(UNIT, replace(UNIT, key="west")), groups=(GROUP,))}, ("units", "东镇")),
        (
            {
                "units": Units(
                    units=(UNIT, Unit(key="w", title="西镇", kind=UnitKind.ZONE, aliases=("东 镇",)))
                )
            },
            ("units", "东镇"),
        ),
        ({"units": Units(units=(UNIT,), groups=(replace(GROUP, units=("south",)),))}, ("units", "south")),
        ({"units": Units(units=(UNIT,), groups=(replace(GROUP, clause="T-99"),))}, ("units", "T-99")),
        ({"targets": Targets(targets=(replace(TARGET, clause="T-02"),))}, ("targets", "T-02")),
        ({"targets": Targets(targets=(replace(TARGET, unit="west"),))}, ("targets", "west")),
        ({"targets": Targets(targets=(replace(TARGET, lead="west"),))}, ("targets", "west")),
        ({"targets": Targets(targets=(TARGET, TARGET))}, ("targets", "planned")),
        ({"scoring": Scoring(rankings=(BOARD,))}, ("scoring", "所排的得分表")),
    ],
)
def test_what_does_not_hold_stops_the_start(says: dict[str, Any], named: tuple[str, ...]) -> None:
    with pytest.raises(CatalogError) as refusal:
        catalog(**says)
    assert refusal.value.plugin == "test"
    for words in named:
        assert words in str(refusal.value)


def test_two_plugins_cannot_state_the_same_policy() -> None:
    other = PluginInfo(key="b", title="乙县", version="1", jurisdiction=Jurisdiction(key="b", title="乙县"))
    with pytest.raises(CatalogError, match="test-2023 已由插件 test 使用"):
        build_catalog([("test", plugin()), ("b", plugin(plugin_info=other))])


def test_two_plugins_cannot_have_the_same_key() -> None:
    with pytest.raises(CatalogError, match="test 已由插件 test 使用"):
        build_catalog([("test", plugin()), ("again", plugin())])


def test_a_plugin_named_twice_is_refused() -> None:
    with pytest.raises(CatalogError, match="插件 ruzhou · plugin_info: 在要装载的插件里写了不止一次"):
        load_catalog(["ruzhou", "ruzhou"])


def test_a_plugin_that_is_not_installed_is_named() -> None:
    with pytest.raises(CatalogError, match="没有安装名为 atlantis 的插件"):
        load_catalog(["atlantis"])


def test_the_five_cities_come_with_the_program() -> None:
    keys = {city.info.jurisdiction.key for city in load_catalog().cities}
    assert keys == {"sanmenxia", "lingbao", "ruzhou", "lanxian", "jincheng"}
