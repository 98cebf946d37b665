"""What every plugin keeps, whatever its rules say: checked over its own cases."""

import random
from collections.abc import Iterator
from dataclasses import fields
from fractions import Fraction
from functools import cache

from pydantic import TypeAdapter

from xiangmu.catalog import Catalog
from xiangmu.domain.accountability import accountable
from xiangmu.domain.attainment import Attainment, attain
from xiangmu.domain.boards import Places, boards_of
from xiangmu.domain.duties import Gap, gaps
from xiangmu.domain.fold import Board
from xiangmu.domain.lists import Listed, members_of
from xiangmu.domain.scoring import Scorecard, score
from xiangmu.plugin.facts import Facts
from xiangmu.plugin.figures import Amount
from xiangmu.plugin.policy import Policy, Readings
from xiangmu.plugin.scoring import Shortfall
from xiangmu.plugin.snapshot import Snapshot
from xiangmu.plugin.value import value
from xiangmu.testing.cases import Case, board_of, snapshot_in


def breaches(catalog: Catalog, case: Case) -> Iterator[str]:
    """Every way in which a plugin's rules break the contract on one case, in Chinese."""
    board, again = board_of(catalog, case, case.facts), board_of(catalog, case, shuffled(case.facts))
    snapshot = snapshot_in(board, case)
    if snapshot_in(again, case) != snapshot:
        yield "事实的先后次序改变了快照"
    if through_json(case.policy, snapshot) != snapshot:
        yield "快照存为 JSON 再读回后不同"
    stated = catalog.cards.get((case.policy.key, case.group))
    if stated is not None:
        card = score(stated, snapshot)
        if score(stated, snapshot) != card:
            yield "同样的事实算出两种得分"
        yield from broken_lines(case.policy, card)
    found = said_of(catalog, case, board)
    if said_of(catalog, case, again) != found:
        yield "事实的先后次序改变了目标、榜、名单或缺口"
    yield from broken_sentences(found)


@value
class Said:
    """All that rules say of a board besides cards; of targets, those of the case's unit and of the whole."""

    attainments: tuple[Attainment, ...]
    places: Places
    lists: dict[str, tuple[Listed, ...]]
    gaps: tuple[Gap, ...]
    accountable: dict[str, dict[str, tuple[Shortfall, ...]]]


def said_of(catalog: Catalog, case: Case, board: Board) -> Said:
    """What the rules say of ``board``."""
    policy = case.policy.key
    of = ((case.group, case.unit), ("", ""))
    own = (target for target in catalog.targets_of(policy) if (target.group, target.unit) in of)
    return Said(
        attainments=tuple(attain(board, own)),
        places=boards_of(catalog, board),
        lists={one.key: members_of(board, one) for one in catalog.lists_of(policy)},
        gaps=tuple(gaps(catalog, board)),
        accountable={one.key: accountable(board, one) for one in catalog.accountability_of(policy)},
    )


def broken_sentences(said: Said) -> Iterator[str]:
    """Figures without a sentence, and rates that do not follow from their base (A4)."""
    for found in said.attainments:
        if not found.because or not found.stand.because:
            yield f"目标 {found.target.key}: 没有说明"
        is_rate = found.target.measure.counts is Amount.RATE and None not in (found.part, found.base)
        if is_rate and (found.amount is None) != (found.base == 0):
            yield f"目标 {found.target.key}: 比率为空当且仅当基数为零"
    for key, places in said.places.items():
        if any(place.position is None and not place.because for place in places):
            yield f"榜 {key}: 不能排名的没有说明原因"
    for key, sentences in _sentences(said):
        if not all(sentences):
            yield f"{key}: 没有说明"


def _sentences(said: Said) -> Iterator[tuple[str, list[str]]]:
    for key, listed in said.lists.items():
        yield f"名单 {key}", [one.because for one in listed]
    for key, units in said.accountable.items():
        yield f"问责 {key}", [one.because for shortfalls in units.values() for one in shortfalls]


def broken_lines(policy: Policy, card: Scorecard) -> Iterator[str]:
    """What is wrong with a card's lines."""
    if card.total is not None and sum((line.points for line in card.lines), Fraction(0)) != card.total:
        yield "各行相加不等于合计"
    known = {clause.id for clause in policy.clauses}
    for line in card.lines:
        if not line.because:
            yield f"{line.item}: 没有说明"
        if line.clause not in known:
            yield f"{line.item}: 条款 {line.clause} 不存在"
        if line.awaiting and line.points:
            yield f"{line.item}: 待认定的行不得有分"


def shuffled(facts: Facts) -> Facts:
    """The same facts in another order."""
    order = random.Random(20230630)  # noqa: S311  # a fixed shuffle, nothing secret
    mixed = {}
    for field in fields(facts):
        values = list(getattr(facts, field.name))
        order.shuffle(values)
        mixed[field.name] = tuple(values)
    return Facts(**mixed)


def through_json(policy: Policy, snapshot: Snapshot) -> Snapshot:  # type: ignore[type-arg]  # any policy's readings
    """``snapshot`` written as JSON and read back."""
    adapter = _adapter(policy.readings)
    return adapter.validate_json(adapter.dump_json(snapshot))


@cache
def _adapter(readings: type[Readings]) -> TypeAdapter[Snapshot[Readings]]:
    return TypeAdapter(Snapshot[readings])  # type: ignore[valid-type]  # the model is chosen at run time
