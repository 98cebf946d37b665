"""What every plugin keeps, whatever its rules say: checked over its own cases."""

import random
from collections.abc import Iterator
from dataclasses import fields
from fractions import Fraction
from functools import cache

from pydantic import TypeAdapter

from xiangmu.catalog import Catalog
from xiangmu.domain.scoring import Scorecard, score
from xiangmu.plugin.facts import Facts
from xiangmu.plugin.policy import Policy, Readings
from xiangmu.plugin.snapshot import Snapshot
from xiangmu.testing.cases import Case, board_of, snapshot_in


def breaches(catalog: Catalog, case: Case) -> Iterator[str]:
    """Every way in which a plugin's rules break the contract on one case, in Chinese."""
    snapshot = snapshot_in(board_of(catalog, case, case.facts), case)
    card = score(catalog.cards[case.policy.key, case.group], snapshot)
    if score(catalog.cards[case.policy.key, case.group], snapshot) != card:
        yield "同样的事实算出两种结果"
    if snapshot_in(board_of(catalog, case, shuffled(case.facts)), case) != snapshot:
        yield "事实的先后次序改变了结果"
    if through_json(case.policy, snapshot) != snapshot:
        yield "快照存为 JSON 再读回后不同"
    yield from broken_lines(case.policy, card)


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
