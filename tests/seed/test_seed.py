"""What a city tells and what the ledger holds are the same, on both databases."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from tests.seed.conftest import SeededAt
from tests.seed.test_ruzhou_demo import POLICY, PUBLISHED, QUARTERS
from xiangmu.catalog import Catalog
from xiangmu.catalog.discovery import load_catalog
from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.db.facts import head_no, known_at, load_facts
from xiangmu.db.verify import verify
from xiangmu.domain.fold import Board, fold, parse_period
from xiangmu.domain.scoring import Scorecard, score
from xiangmu.plugin.demo import Demo
from xiangmu.plugin.evidence import EvidenceKind
from xiangmu.plugin.facts import Facts
from xiangmu.seed import Seeded, seed_demo
from xiangmu.seed.steps import request_id
from xiangmu.services.problems import Refused
from xiangmu.services.publications import printed_of, publications_of
from xiangmu.services.recheck import Outcome, recheck
from xiangmu.services.results import board

pytestmark = pytest.mark.anyio

SECRET = UUID(int=0)
"""Stands for the id of any ballot: the ledger gives a ballot another one than the city did."""


async def ids_in_ledger(database: Database, facts: Facts) -> dict[UUID, UUID]:
    """What the ledger calls each project and fact that the city tells, ballots left out."""
    async with database.reading() as connection:
        rows = await connection.execute(select(t.command.c.request_id, t.command.c.subject))
        subjects = {row.request_id: row.subject for row in rows}
    first = {v.project: v for v in sorted(facts.versions, key=lambda v: v.effective, reverse=True)}
    told = {project: version.id for project, version in first.items()}
    for field in fields(facts):
        if field.name not in ("versions", "ballots"):
            told |= {fact.id: fact.id for fact in getattr(facts, field.name)}
    return {own: UUID(subjects[request_id(entered)]) for own, entered in told.items()}


def renamed(facts: Facts, ids: Mapping[UUID, UUID]) -> Facts:
    """``facts`` under the ledger's ids."""

    def rename(fact: Any) -> Any:
        changes: dict[str, Any] = {"id": ids.get(fact.id, fact.id)}
        if hasattr(fact, "project"):
            changes["project"] = ids[fact.project]
        if hasattr(fact, "projects"):
            changes["projects"] = tuple(sorted(ids[project] for project in fact.projects))
        return replace(fact, **changes)

    return Facts(**{f.name: tuple(map(rename, getattr(facts, f.name))) for f in fields(facts)})


def projects_of(fact: Any) -> set[UUID]:
    """The projects that ``fact`` is about."""
    return {fact.project} if hasattr(fact, "project") else {*getattr(fact, "projects", ())}


def scored(catalog: Catalog, seen: Board) -> dict[tuple[str, str], Scorecard]:
    """Every card of a board, ballots without their ids."""
    return {
        key: secret(score(catalog.cards[POLICY, key[0]], snapshot)) for key, snapshot in seen.units.items()
    }


def secret(card: Scorecard) -> Scorecard:
    """``card`` with no ballot's id."""
    return replace(
        card,
        lines=tuple(
            replace(
                line,
                evidence=tuple(
                    replace(e, id=SECRET) if e.kind is EvidenceKind.SURVEY else e for e in line.evidence
                ),
            )
            for line in card.lines
        ),
    )


@pytest.mark.parametrize("period", QUARTERS)
async def test_the_ledger_scores_as_the_facts_do(seeded: Database, catalog: Catalog, period: str) -> None:
    told = catalog.city("ruzhou").demo.facts
    policy = catalog.policies[POLICY]
    facts = renamed(told, await ids_in_ledger(seeded, told))
    expected = fold(facts, catalog, POLICY, policy.readings(), parse_period(policy, period))
    async with seeded.reading() as connection:
        found = (await board(connection, catalog, POLICY, period)).board
    assert scored(catalog, found) == scored(catalog, expected)
    assert set(found.double_claims) == set(expected.double_claims)


async def test_every_fact_is_in_the_ledger(seeded: Database, catalog: Catalog) -> None:
    async with seeded.reading() as connection:
        head = await head_no(connection)
        for city in catalog.cities:
            held = await load_facts(connection, city.info.jurisdiction.key, head)
            lent = {version.project for version in held.versions if version.home}
            for field in fields(held):
                told = getattr(city.demo.facts, field.name)
                if field.name == "meetings":
                    told += city.demo.meetings
                if field.name == "inspections":
                    told = tuple(one for inspection in city.demo.inspections for one in inspection.projects)
                if field.name == "findings":
                    told = tuple(one for inspection in city.demo.inspections for one in inspection.findings)
                own = [fact for fact in getattr(held, field.name) if not projects_of(fact) & lent]
                assert len(own) == len(told), (city.info.key, field.name)


async def test_a_county_lends_its_city_what_it_reported_upwards(seeded: Database, catalog: Catalog) -> None:
    async with seeded.reading() as connection:
        held = await load_facts(connection, "sanmenxia", await head_no(connection))
    upwards = {
        enrolment.project
        for enrolment in catalog.city("lingbao").demo.facts.enrolments
        if catalog.policies[enrolment.policy].jurisdiction == "sanmenxia"
    }
    assert len(upwards) > 1
    assert len({version.project for version in held.versions if version.home == "lingbao"}) == len(upwards)


async def test_what_was_published_still_holds(seeded: Database, catalog: Catalog) -> None:
    async with seeded.reading() as connection:
        published = await publications_of(connection, POLICY, await head_no(connection))
        groups = {group.key for group in catalog.groups_of(POLICY)}
        assert {(p.group, p.period, p.number) for p in published} == {
            (group, period, 1) for group in groups for period in PUBLISHED
        }
        for publication in published:
            assert (await recheck(connection, catalog, publication)).outcome is Outcome.SAME


@pytest.mark.parametrize("period", PUBLISHED)
async def test_all_that_a_quarter_needs_was_known_when_it_was_published(
    seeded: Database, catalog: Catalog, period: str
) -> None:
    async with seeded.reading() as connection:
        now = scored(catalog, (await board(connection, catalog, POLICY, period)).board)
        for publication in await publications_of(connection, POLICY, await head_no(connection)):
            if publication.period == period:
                printed = {card.unit: secret(card) for card in printed_of(publication).cards}
                assert printed == {
                    unit: card for (group, unit), card in now.items() if group == publication.group
                }


async def test_nothing_was_known_before_it_happened(seeded: Database) -> None:
    noon = datetime(2023, 5, 16, 4, tzinfo=UTC)
    async with seeded.reading() as connection:
        facts = await load_facts(connection, "ruzhou", await known_at(connection, noon))
    assert facts.stages
    for events in (facts.stages, facts.starts, facts.listings, facts.funding, facts.meetings, facts.praises):
        assert max(event.on for event in events) <= noon.date()
    assert {judgement.period for judgement in facts.judgements} == {"2023Q1"}
    assert {ballot.period for ballot in facts.ballots} == {"2023Q1"}
    assert max(report.month for report in facts.progress).month == 4


async def test_the_ledger_holds_together(seeded: Database) -> None:
    async with seeded.reading() as connection:
        assert await verify(connection) == ()


async def test_seeding_again_changes_nothing(seeded_at: SeededAt, seeded: Database, catalog: Catalog) -> None:
    before = seeded_at[1]
    assert before.entered == before.head
    assert await seed_demo(seeded, catalog) == Seeded(entered=0, head=before.head)


async def test_a_city_loaded_later_is_entered_later(database: Database) -> None:
    """Its steps come from an earlier time than the ledger's last command: they are recorded after it."""
    alone = await seed_demo(database, load_catalog(["lingbao"]))
    both = await seed_demo(database, load_catalog(["jincheng", "lingbao"]))
    assert alone.entered == alone.head
    assert both.head == alone.head + both.entered
    assert both.entered > 0
    async with database.reading() as connection:
        latest = await connection.scalar(select(func.count()).select_from(t.project))
        assert await verify(connection) == ()
    assert latest == len(
        {v.project for city in load_catalog(["jincheng", "lingbao"]).cities for v in city.demo.facts.versions}
    )


async def test_a_refused_seed_can_be_taken_up_again(database: Database) -> None:
    catalog = load_catalog(["lingbao"])
    city = catalog.city("lingbao")
    facts = city.demo.facts
    latest = max(facts.versions, key=lambda version: version.effective)
    versions = tuple(replace(v, sector="不是代码") if v is latest else v for v in facts.versions)
    wrong = Catalog((replace(city, demo=Demo(facts=replace(facts, versions=versions))),))
    with pytest.raises(Refused, match="不是代码"):
        await seed_demo(database, wrong)
    async with database.reading() as connection:
        stayed = await head_no(connection)
    seeded = await seed_demo(database, catalog)
    assert stayed > 0
    assert seeded.head == stayed + seeded.entered
    async with database.reading() as connection:
        held = await load_facts(connection, "lingbao", seeded.head)
        assert await verify(connection) == ()
    assert len(held.versions) == len(facts.versions)
