"""The invented city with a card that tells every fact that rules may look at: no change of a fact can hide in it."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from tests.api import testville
from tests.support.supposing import anonymous
from xiangmu.catalog import Catalog
from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.scoring import Line, ScoringRule, Section
from xiangmu.plugin.snapshot import Snapshot

OF_UNITS = ("meetings", "praises", "criticisms", "harms", "judgements")


def everything(snapshot: Snapshot[Any]) -> Iterator[Line]:
    """One line for each project and each fact about the unit; a third of a point each."""
    for project in snapshot.projects:
        evidence = Evidence(kind=EvidenceKind.PROJECT, id=project.id, project=project.id)
        yield Line(points=Fraction(1, 3), because=repr(anonymous(project)), evidence=(evidence,))
    told = (repr(anonymous(fact)) for field in OF_UNITS for fact in getattr(snapshot, field))
    yield from (Line(points=Fraction(1, 3), because=because) for because in sorted(told))


def catalog() -> Catalog:
    """The invented city, its cards with one more item."""
    city = testville.catalog().cities[0]
    mirror = ScoringRule(key="mirror", title="一切", clause="T-2", section=Section.BONUS, formula=everything)
    cards = tuple(replace(card, rules=(*card.rules, mirror)) for card in city.scoring.cards)
    return Catalog((replace(city, scoring=replace(city.scoring, cards=cards)),))
