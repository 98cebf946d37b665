"""Which clauses of a policy are implemented, and by what."""

from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from typing import Protocol

from xiangmu.catalog.catalog import Catalog, City
from xiangmu.catalog.clauses import inspected_by
from xiangmu.plugin.libraries import LibraryRules
from xiangmu.plugin.supervision import IssueRules
from xiangmu.plugin.value import value


class _Keyed(Protocol):
    @property
    def policy(self) -> str: ...
    @property
    def clause(self) -> str: ...
    @property
    def key(self) -> str: ...


class _OfGroup(Protocol):
    @property
    def policy(self) -> str: ...
    @property
    def group(self) -> str: ...


Implementation = tuple[str, str, str]
"""Policy, clause, and the name of what fulfils it."""


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


def _implementations(city: City) -> Iterator[Implementation]:
    """(policy, clause, name) of everything a city states that fulfils a clause."""
    yield from _documents(city)
    yield from _assessed(city)
    yield from _aimed_at(city)
    yield from _scheduled(city)
    for duty in city.leaders.duties:
        yield duty.policy, duty.clause, f"leaders.{duty.key}"
    for one in city.lists.lists:
        yield one.policy, one.clause, f"lists.{one.key}"
    yield from _supervised(city)
    yield from _scored(city)
    yield from _of_projects(city)


def _documents(city: City) -> Iterator[Implementation]:
    for policy in city.policies.policies:
        if policy.span_clause:
            yield policy.key, policy.span_clause, "policies.span"
        for option in policy.readings().in_force():
            if option.clause:
                yield policy.key, option.clause, f"readings.{option.key}"
    for provided in city.policies.provided:
        yield provided.policy, provided.clause, f"core.{provided.feature.lower()}"
    for body in city.units.bodies:
        yield body.policy, body.clause, f"units.{body.key}"


def _assessed(city: City) -> Iterator[Implementation]:
    """The groups of which something is worked out."""
    scoring = city.scoring
    entries: tuple[_OfGroup, ...]
    entries = (*scoring.cards, *scoring.rankings, *scoring.classes, *scoring.accountability)
    worked_out = {(entry.policy, entry.group) for entry in entries}
    worked_out |= {(target.policy, target.group) for target in city.targets.targets}
    worked_out |= {(one.policy, one.group) for one in city.schedule.obligations}
    worked_out |= {(duty.policy, group) for duty in city.leaders.duties for group in duty.groups}
    for group in city.units.groups:
        if (group.policy, group.key) in worked_out:
            yield group.policy, group.clause, f"units.{group.key}"


def _aimed_at(city: City) -> Iterator[Implementation]:
    for target in city.targets.targets:
        yield target.policy, target.clause, f"targets.{target.key}"
        for milestone in target.milestones:
            if milestone.clause:
                yield target.policy, milestone.clause, f"targets.{target.key}.{milestone.due}"
    for notice in city.targets.notices:
        yield notice.policy, notice.clause, "targets.notice"
    for indicator in city.targets.indicators:
        yield indicator.policy, indicator.clause, f"targets.{indicator.key}"


def _scheduled(city: City) -> Iterator[Implementation]:
    for phase in city.schedule.phases:
        yield phase.policy, phase.clause, f"schedule.{phase.key}"
    for obligation in city.schedule.obligations:
        yield obligation.policy, obligation.clause, f"schedule.{obligation.key}"
        if obligation.meeting and obligation.meeting.clause:
            yield obligation.policy, obligation.meeting.clause, f"schedule.{obligation.key}.meeting"


def _supervised(city: City) -> Iterator[Implementation]:
    for inspected in city.supervision.inspections:
        for name, clause in inspected_by(inspected):
            yield inspected.policy, clause, f"inspections.{name}"
    for inventory in city.supervision.inventories:
        yield inventory.policy, inventory.clause, f"inventories.{inventory.key}"
    for procedure in city.supervision.procedures:
        yield procedure.policy, procedure.clause, f"procedures.{procedure.kind.lower()}"
    for light in city.supervision.lights:
        if light.clause:
            yield light.policy, light.clause, f"lights.{light.key}"
    for libraries in city.supervision.libraries:
        yield from _of_libraries(libraries)
    for rules in city.supervision.issues:
        yield from _of_issues(rules)


def _of_issues(rules: IssueRules) -> Iterator[Implementation]:
    named = {"life": rules.clause, "confirmed": rules.confirmed, "named": rules.named}
    named |= {f"lead.{rule.level}": rule.clause for rule in rules.leads}
    named |= {f"ledger.{ledger.status.lower()}": ledger.clause for ledger in rules.ledgers}
    named |= {f"planned.{category.key}": category.planned for category in rules.categories}
    named |= {category.key: category.clause for category in rules.categories}
    named |= {checkpoint.key: checkpoint.clause for checkpoint in rules.checkpoints}
    named |= {escalation.key: escalation.clause for escalation in rules.escalations}
    for key, clause in named.items():
        if clause:
            yield rules.policy, clause, f"supervision.{key}"


def _of_libraries(rules: LibraryRules) -> Iterator[Implementation]:
    named = {"review": rules.clause, "order": rules.order, "reconciled": rules.reconciled}
    for key, clause in named.items():
        if clause:
            yield rules.policy, clause, f"libraries.{key}"


def _scored(city: City) -> Iterator[Implementation]:
    scoring = city.scoring
    for card in scoring.cards:
        yield card.policy, card.clause, f"scoring.{card.group}"
        if card.year_clause:
            yield card.policy, card.year_clause, f"scoring.{card.group}.year"
        for rule in card.rules:
            yield card.policy, rule.clause, f"scoring.{rule.key}"
            for item in rule.judgements:
                yield card.policy, item.clause, f"scoring.{rule.key}.{item.key}"
    entries: tuple[_Keyed, ...]
    entries = (*scoring.rankings, *scoring.classes, *scoring.accountability, *scoring.rolls)
    for entry in entries:
        yield entry.policy, entry.clause, f"scoring.{entry.key}"
    for award in scoring.awards:
        yield award.policy, award.clause, "scoring.awards"


def _of_projects(city: City) -> Iterator[Implementation]:
    profile = city.profile
    for rule in profile.admission:
        yield rule.policy, rule.clause, "profile.admission"
    for classification in profile.classifications:
        for policy in city.policies.policies:
            yield policy.key, classification.clause, f"profile.{classification.key}"
    entries: tuple[_Keyed, ...] = (*profile.stages, *profile.rules, *profile.duplicates)
    for entry in entries:
        yield entry.policy, entry.clause, f"profile.{entry.key}"
