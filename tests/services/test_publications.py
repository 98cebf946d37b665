"""Results, publications, and what a recheck finds."""

from datetime import date
from fractions import Fraction
from uuid import UUID

import pytest
from sqlalchemy import select, text

from tests.support import city
from tests.support.city import POLICY
from tests.support.office import REPORTER, Office, codes
from xiangmu.catalog import Catalog
from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.db.facts import head_no
from xiangmu.domain.scoring import Scorecard
from xiangmu.plugin.periods import Period
from xiangmu.plugin.policy import RankBy
from xiangmu.plugin.vocabulary import Stage
from xiangmu.services.conduct import PraiseRecord
from xiangmu.services.corrections import FactCorrect, FactKind, FactReject
from xiangmu.services.enrolments import EnrolmentSet, ProjectTransfer
from xiangmu.services.events import StageRecord
from xiangmu.services.judgements import JudgementGive
from xiangmu.services.jurisdictions import JurisdictionInstall
from xiangmu.services.policies import PolicyEnable
from xiangmu.services.problems import Refused
from xiangmu.services.publications import find_publication, latest_of, printed_of, publications_of
from xiangmu.services.recheck import Outcome, Recheck, recheck
from xiangmu.services.results import board, print_cards, year_cards

pytestmark = pytest.mark.anyio
MAY, JUNE = date(2023, 5, 1), date(2023, 6, 1)


async def started_project(office: Office, name: str = "碳材料厂", unit: str = "town1") -> tuple[UUID, UUID]:
    """A project of ``unit`` that started in May, and the fact that says so."""
    project = await office.enrolled_project(name, unit)
    receipt = await office.do(StageRecord(project=project, stage=Stage.STARTED, on=MAY))
    return project, UUID(receipt.subject)


async def cards(office: Office, period: str = "2023Q2", **known: object) -> dict[str, Scorecard]:
    async with office.database.reading() as connection:
        found = await board(connection, office.catalog, POLICY, period, **known)  # type: ignore[arg-type]  # as given
    return {card.unit: card for card in print_cards(office.catalog, found.board.group("towns")).cards}


async def rechecked(office: Office, publication: UUID, catalog: Catalog | None = None) -> Recheck:
    async with office.database.reading() as connection:
        found = await find_publication(connection, publication)
        assert found is not None
        return await recheck(connection, catalog or office.catalog, found)


async def behind_the_ledger(database: Database, change: str) -> None:
    table = change.split()[1]
    async with database.writing() as connection:
        if database.dialect == "postgresql":
            await connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        else:
            await connection.execute(text(f"DROP TRIGGER {table}_fix"))
        await connection.execute(text(change))


async def test_a_board_shows_what_was_known_at_a_number(office: Office) -> None:
    await started_project(office)
    async with office.database.reading() as connection:
        no = await head_no(connection)
    assert (await cards(office))["town1"].total == 1
    assert (await cards(office, known_no=no - 1))["town1"].total == 0
    assert (await cards(office, as_of=date(2023, 4, 30)))["town1"].total == 0
    assert (await cards(office, period="2023Q1"))["town1"].total == 0


async def test_claimed_facts_show_only_in_a_preview_that_asks_for_them(office: Office) -> None:
    project = await office.enrolled_project()
    await office.do(StageRecord(project=project, stage=Stage.STARTED, on=MAY), principal=REPORTER)
    assert (await cards(office))["town1"].total == 0
    assert (await cards(office, include_claimed=True))["town1"].total == 1
    readings = {"count_claimed": "YES"}
    await office.do(PolicyEnable(policy=POLICY, since=date(2023, 1, 1), readings=readings))
    assert (await cards(office))["town1"].total == 1


async def test_the_readings_in_force_decide(office: Office) -> None:
    await started_project(office)
    await office.do(PolicyEnable(policy=POLICY, since=JUNE, readings={"points": "THIRD"}))
    card = (await cards(office))["town1"]
    assert (card.exact, card.total) == (Fraction(1, 3), Fraction(33, 100))
    assert (await cards(office, as_of=date(2023, 5, 31)))["town1"].exact == 1


async def test_a_publication_that_nothing_touched_is_the_same(office: Office) -> None:
    await started_project(office)
    publication = await office.publish()
    found = await rechecked(office, publication)
    assert (found.outcome, found.facts, found.cards, found.notes) == (Outcome.SAME, (), (), ())


async def test_facts_that_do_not_concern_the_group_and_period_change_nothing(office: Office) -> None:
    project, _ = await started_project(office)
    publication = await office.publish()
    await started_project(office, "服务项目", "bureau")
    await office.do(StageRecord(project=project, stage=Stage.BUILDING, on=date(2023, 7, 1)))
    assert (await rechecked(office, publication)).outcome is Outcome.SAME


async def test_a_late_correction_changes_the_preview_and_not_the_publication(office: Office) -> None:
    project, fact = await started_project(office)
    publication = await office.publish()
    corrected = StageRecord(project=project, stage=Stage.STARTED, on=date(2023, 3, 31))
    receipt = await office.do(FactCorrect(fact=fact, replacement=corrected), reason="日期录错")
    assert (await cards(office))["town1"].total == 0
    async with office.database.reading() as connection:
        printed = printed_of((await latest_of(connection, POLICY, "towns", receipt.no))["2023Q2"])
    assert {card.unit: card.total for card in printed.cards}["town1"] == 1
    found = await rechecked(office, publication)
    assert found.outcome is Outcome.FACTS_DIFFER
    assert [(d.kind, d.id, d.project, d.no) for d in found.facts] == [("阶段", fact, project, receipt.no)]
    assert found.facts[0].what == "日期由 2023-05-01 改为 2023-03-31"
    assert found.cards == ()


async def test_late_and_withdrawn_facts_are_named(office: Office) -> None:
    project, fact = await started_project(office)
    publication = await office.publish()
    late = PraiseRecord.model_validate(
        {"jurisdiction": city.CITY, "unit": "town1", "on": JUNE, "source": "HIGHER_MEDIA", "matter": "专版"}
    )
    praise = await office.do(late)
    rejection = await office.do(FactReject(kind=FactKind.STAGE, fact=fact), reason="未开工")
    found = await rechecked(office, publication)
    assert {(d.id, d.no): d.what for d in found.facts} == {
        (UUID(praise.subject), praise.no): "新增: 单位 town1, 日期 2023-06-01, 事项 专版",
        (fact, rejection.no): "不再有: 阶段 开工, 日期 2023-05-01",
    }
    assert project in {d.project for d in found.facts}


async def test_a_transferred_project_is_one_difference_and_not_all_its_facts(office: Office) -> None:
    project, _ = await started_project(office)
    publication = await office.publish()
    receipt = await office.do(ProjectTransfer(project=project, policy=POLICY, unit="bureau", on=MAY))
    found = await rechecked(office, publication)
    assert found.outcome is Outcome.FACTS_DIFFER
    assert {(d.kind, d.no) for d in found.facts} == {("纳入", receipt.no)}
    assert len(found.facts) == 2


async def test_a_project_enrolled_late_is_named_by_its_enrolment(office: Office) -> None:
    project = await office.project()
    await office.do(StageRecord(project=project, stage=Stage.STARTED, on=MAY))
    publication = await office.publish()
    receipt = await office.do(EnrolmentSet(project=project, policy=POLICY, unit="town1", since=MAY))
    found = await rechecked(office, publication)
    assert [(d.kind, str(d.id), d.no) for d in found.facts] == [("纳入", receipt.subject, receipt.no)]


async def test_a_fact_changed_behind_the_ledger_is_told_apart(office: Office) -> None:
    _, fact = await started_project(office)
    publication = await office.publish()
    await behind_the_ledger(office.database, "UPDATE stage_event SET occurred_on = '2023-06-01'")
    found = await rechecked(office, publication)
    assert found.outcome is Outcome.FACTS_DIFFER
    assert [(d.id, d.no, d.what) for d in found.facts] == [(fact, None, "日期由 2023-05-01 改为 2023-06-01")]


@pytest.mark.parametrize(
    "change",
    ["UPDATE publication SET snapshots_hash = '00'", "UPDATE publication SET results_hash = '00'"],
    ids=["snapshots", "results"],
)
async def test_a_publication_whose_content_was_changed_is_found(office: Office, change: str) -> None:
    await started_project(office)
    publication = await office.publish()
    await behind_the_ledger(office.database, change)
    found = await rechecked(office, publication)
    assert found.outcome is Outcome.FACTS_DIFFER
    assert "已被改动" in found.notes[0]


async def test_a_changed_rule_is_told_apart_from_changed_facts(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await started_project(office)
    publication = await office.publish()
    monkeypatch.setattr(city, "EACH_START", Fraction(2))
    found = await rechecked(office, publication, city.catalog())
    assert (found.outcome, found.facts) == (Outcome.RULE_CHANGED, ())
    assert [(c.unit, c.printed, c.now, c.items) for c in found.cards] == [("town1", "1", "2", ("开工",))]


async def test_a_correction_is_numbered_and_reasoned(office: Office) -> None:
    await started_project(office)
    first = await office.publish()
    with pytest.raises(Refused) as refused:
        await office.publish()
    assert codes(refused.value.problems) == [("reason", "REQUIRED")]
    second = await office.publish(reason="补录")
    async with office.database.reading() as connection:
        publications = await publications_of(connection, POLICY, await head_no(connection))
    assert [(p.id, p.number, p.corrects) for p in publications] == [(first, 1, None), (second, 2, first)]
    assert publications[0].plugin_version == "1.0"


@pytest.mark.parametrize(
    ("period", "code"), [("2023-05", "MALFORMED"), ("soon", "MALFORMED"), ("2023Q4", "IN_FUTURE")]
)
async def test_only_a_period_of_the_card_that_has_begun_is_published(
    office: Office, period: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        await office.publish(period)
    assert codes(refused.value.problems) == [("period", code)]


async def test_a_policy_that_is_not_enabled_is_not_published(database: Database) -> None:
    office = Office(database, city.catalog())
    await office.do(JurisdictionInstall(jurisdiction=city.CITY))
    with pytest.raises(Refused) as refused:
        await office.publish()
    assert codes(refused.value.problems) == [("policy", "NOT_ENABLED")]


async def test_a_year_is_the_sum_of_the_latest_publications(office: Office) -> None:
    _, fact = await started_project(office)
    await office.publish("2023Q1")
    await office.publish("2023Q2")
    judged = {"policy": POLICY, "group": "towns", "unit": "town1", "period": "2023Q2", "item": "effort"}
    await office.do(JudgementGive.model_validate(judged | {"hundredths": 550, "judgement_reason": "扎实"}))

    async def year_total() -> Fraction | None:
        async with office.database.reading() as connection:
            latest = await latest_of(connection, POLICY, "towns", await head_no(connection))
        year = Period.whole_year(2023)
        found = year_cards(office.catalog, POLICY, "towns", year, latest, RankBy.PRINTED)
        return next(card.total for card in found if card.unit == "town1")

    assert await year_total() == 1
    await office.publish("2023Q2", reason="补评")
    assert await year_total() == Fraction(13, 2)
    assert fact


async def test_equal_facts_give_an_equal_publication(office: Office) -> None:
    await started_project(office)
    await office.publish()
    await office.publish(reason="再次公布")
    async with office.database.reading() as connection:
        hashes = await connection.execute(
            select(t.publication.c.snapshots_hash, t.publication.c.results_hash)
        )
        assert len(set(hashes.all())) == 1
