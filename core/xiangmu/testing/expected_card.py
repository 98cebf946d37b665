"""Expectations of the case's score card."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from xiangmu.domain.scoring import Scorecard, score
from xiangmu.plugin.points import printed
from xiangmu.testing.cases import snapshot_in
from xiangmu.testing.cells import CaseError
from xiangmu.testing.expecting import Told, same


def _card(told: Told) -> Scorecard:
    card = told.catalog.cards.get((told.case.policy.key, told.case.group))
    if card is None:
        raise CaseError(f"{told.case.place}: 分组 {told.case.group} 没有得分表")
    return score(card, snapshot_in(told.board, told.case))


def _of_card(check: Callable[[Scorecard, Any], Iterator[str]]) -> Callable[[Told, Any], Iterator[str]]:
    return lambda told, wanted: check(_card(told), wanted)


def _total(card: Scorecard, wanted: object) -> Iterator[str]:
    total = None if card.total is None else printed(card.total)
    yield from same("合计", total, str(wanted))


def _points(card: Scorecard, wanted: dict[str, object]) -> Iterator[str]:
    for item, points in wanted.items():
        lines = [line for line in card.lines if line.item == item]
        earned = sum((line.points for line in lines), Fraction(0))
        if earned != Fraction(str(points)):
            yield f"得分 {item}: 应为 {points}, 实为 {earned}" + "".join(
                f"\n    {x.points}: {x.because}" for x in lines
            )


def _awaited(card: Scorecard, wanted: list[str]) -> Iterator[str]:
    yield from same("待认定", sorted(item.key for item in card.awaiting), sorted(wanted))


def _said(card: Scorecard, wanted: dict[str, str]) -> Iterator[str]:
    for item, text in wanted.items():
        said = [line.because for line in card.lines if line.item == item]
        if not any(text in because for because in said):
            yield f"说明 {item}: 应含“{text}”, 实为 {said}"


def _evidence(card: Scorecard, wanted: dict[str, int]) -> Iterator[str]:
    for item, count in wanted.items():
        found = {evidence.id for line in card.lines if line.item == item for evidence in line.evidence}
        yield from same(f"依据数 {item}", len(found), count)


def _no_total(card: Scorecard, wanted: bool | str) -> Iterator[str]:
    yield from same("无合计", card.total is None, bool(wanted))
    if isinstance(wanted, str) and wanted not in card.no_total:
        yield f"无合计: 应含“{wanted}”, 实为“{card.no_total}”"


def _disqualified(card: Scorecard, wanted: bool) -> Iterator[str]:
    yield from same("取消评奖", card.disqualified, wanted)


CHECKS: Mapping[str, Callable[[Told, Any], Iterator[str]]] = {
    "合计": _of_card(_total),
    "得分": _of_card(_points),
    "待认定": _of_card(_awaited),
    "说明": _of_card(_said),
    "依据数": _of_card(_evidence),
    "无合计": _of_card(_no_total),
    "取消评奖": _of_card(_disqualified),
}
