"""What if: the facts as they would be if some had not happened, or others had."""

from collections.abc import Collection, Iterable
from typing import Any, TypeAlias, get_args, get_type_hints
from uuid import UUID

from xiangmu.plugin import facts as f
from xiangmu.plugin.facts import Facts
from xiangmu.plugin.value import value

AnyFact: TypeAlias = (
    f.ProjectVersion
    | f.ProjectFact
    | f.YearPlan
    | f.Procedure
    | f.ProjectCode
    | f.DuplicateRuling
    | f.Assignment
    | f.UnitFact
    | f.Judgement
    | f.Ballot
    | f.IndicatorReading
    | f.GoalRevision
    | f.Commitment
    | f.Inspected
    | f.Finding
)
FIELDS: dict[type[Any], str] = {get_args(hint)[0]: name for name, hint in get_type_hints(Facts).items()}
"""Which field of ``Facts`` holds the facts of a class."""


@value
class Change:
    """One thing that would be otherwise: the facts with the ids ``without`` go, then ``facts`` come."""

    without: frozenset[UUID] = frozenset()
    facts: tuple[AnyFact, ...] = ()


def with_changes(facts: Facts, changes: Iterable[Change]) -> Facts:
    """``facts`` after all ``changes`` in order; a fact that comes under an id in use takes that one's place."""
    gone: set[UUID] = set()
    come: dict[UUID, AnyFact] = {}
    for change in changes:
        for without in change.without:
            come.pop(without, None)
        come |= {fact.id: fact for fact in change.facts}
        gone |= change.without | come.keys()
    return Facts(
        **{
            name: (
                *(fact for fact in getattr(facts, name) if fact.id not in gone),
                *(fact for fact in come.values() if isinstance(fact, kind)),
            )
            for kind, name in FIELDS.items()
        }
    )


def facts_called(facts: Facts, ids: Collection[UUID]) -> dict[UUID, AnyFact]:
    """The facts with those ids, as far as there are any."""
    every = (fact for name in FIELDS.values() for fact in getattr(facts, name))
    return {fact.id: fact for fact in every if fact.id in ids}
