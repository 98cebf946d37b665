"""Expectations of how procedures of projects stand, and of what their lights show."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from xiangmu.domain.lights import lights_of
from xiangmu.domain.procedures import procedures_of
from xiangmu.domain.schedule.counting import WorkdayCount
from xiangmu.domain.schedule.workdays import NOTICES
from xiangmu.plugin.procedures import PROCEDURE_STATE_TITLES
from xiangmu.testing import words
from xiangmu.testing.expecting import Told, keyed, same, says


def _procedures(told: Told, wanted: object) -> Iterator[str]:
    found = {told.name(one.project): one for one in procedures_of(told.catalog, told.board, _counting())}
    for name, stated in keyed(
        "手续情况", wanted, {told.name(p.id): p for p in told.board.whole.projects}
    ).items():
        standings = found[name].standings if name in found else ()
        stands = {standing.rule.kind: standing for standing in standings}
        for title, state in keyed(f"手续情况 {name}", stated, words.PROCEDURES).items():
            standing = stands.get(words.PROCEDURES[title])
            yield from _stands(
                f"{name}的{title}",
                None if standing is None else (PROCEDURE_STATE_TITLES[standing.state], standing.because),
                state,
            )


def _lights(told: Told, wanted: object) -> Iterator[str]:
    rules = {rule.key: rule for rule in told.catalog.lights_of(told.case.policy.key)}
    lit = lights_of(told.catalog, told.board, {}, _counting())
    found = {told.name(one.project): {on.rule.key: on.light for on in one.lit} for one in lit}
    for name, stated in keyed("亮灯", wanted, found).items():
        for key, state in keyed(f"亮灯 {name}", stated, rules).items():
            light = found[name].get(key)
            shown = None if light is None else (light.state.title, light.because)
            yield from _stands(f"{name}的灯 {key}", shown, state)


def _stands(what: str, found: tuple[str, str] | None, wanted: object) -> Iterator[str]:
    """``wanted`` is a state; or a state with words of its reason; or null where there is none."""
    if not isinstance(wanted, dict):
        yield from same(what, None if found is None else found[0], wanted)
        return
    yield from same(what, None if found is None else found[0], wanted.get("状态"))
    yield from says(what, "" if found is None else found[1], wanted.get("说明", ""))


def _counting() -> WorkdayCount:
    return WorkdayCount(NOTICES)


CHECKS: Mapping[str, Callable[[Told, Any], Iterator[str]]] = {"手续情况": _procedures, "亮灯": _lights}
