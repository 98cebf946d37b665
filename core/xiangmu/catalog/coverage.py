"""Which clauses of a policy are implemented, and by what."""

from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum

from xiangmu.catalog.catalog import Catalog, City
from xiangmu.plugin.value import value


class Status(StrEnum):
    """How far a clause has come."""

    IMPLEMENTED = "implemented"
    NOTHING_TO_COMPUTE = "nothing_to_compute"
    OPEN = "open"


@value
class Covered:
    """One clause with the names of what implements it, or the reason why nothing does."""

    policy: str
    clause: str
    status: Status
    by: tuple[str, ...]
    reason: str


def coverage(catalog: Catalog) -> tuple[Covered, ...]:
    """Every clause of every loaded policy, in the order of the documents."""
    return tuple(covered for city in catalog.cities for covered in _of_city(city))


def _of_city(city: City) -> Iterator[Covered]:
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    for stated_in, clause_id, name in _implementations(city):
        names[stated_in, clause_id].add(name)
    for policy in city.policies.policies:
        for clause in policy.clauses:
            by = tuple(sorted(names[policy.key, clause.id]))
            if by:
                status, reason = Status.IMPLEMENTED, ""
            elif clause.nothing_to_compute:
                status, reason = Status.NOTHING_TO_COMPUTE, clause.nothing_to_compute
            else:
                status, reason = Status.OPEN, "尚无规则实现本条"
            yield Covered(policy=policy.key, clause=clause.id, status=status, by=by, reason=reason)


def _implementations(city: City) -> Iterator[tuple[str, str, str]]:
    """(policy, clause, name) of everything a city states that fulfils a clause."""
    for target in city.targets.targets:
        yield target.policy, target.clause, f"targets.{target.key}"
    for notice in city.targets.notices:
        yield notice.policy, notice.clause, "targets.notice"
    for body in city.units.bodies:
        yield body.policy, body.clause, f"units.{body.key}"
    yield from _scored(city)
    for policy in city.policies.policies:
        for option in policy.readings().in_force():
            if option.clause:
                yield policy.key, option.clause, f"readings.{option.key}"
    for rule in city.profile.admission:
        yield rule.policy, rule.clause, "profile.admission"
    for classification in city.profile.classifications:
        for policy in city.policies.policies:
            yield policy.key, classification.clause, f"profile.{classification.key}"


def _scored(city: City) -> Iterator[tuple[str, str, str]]:
    scoring = city.scoring
    groups = {(group.policy, group.key): group for group in city.units.groups}
    for card in scoring.cards:
        group = groups[card.policy, card.group]
        yield card.policy, group.clause, f"units.{group.key}"
        yield card.policy, card.clause, f"scoring.{card.group}"
        if card.year_clause:
            yield card.policy, card.year_clause, f"scoring.{card.group}.year"
        for rule in card.rules:
            yield card.policy, rule.clause, f"scoring.{rule.key}"
            for item in rule.judgements:
                yield card.policy, item.clause, f"scoring.{rule.key}.{item.key}"
    for ranking in scoring.rankings:
        yield ranking.policy, ranking.clause, f"scoring.{ranking.key}"
    for award in scoring.awards:
        yield award.policy, award.clause, "scoring.awards"
    for entry in scoring.accountability:
        yield entry.policy, entry.clause, f"scoring.{entry.key}"
