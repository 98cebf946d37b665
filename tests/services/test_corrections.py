"""Confirming, rejecting and correcting: the fact keeps its id, what was known before stays known."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from tests.support.city import CITY
from tests.support.office import REPORTER, Office, codes
from xiangmu.db.facts import head_no, load_facts
from xiangmu.plugin.facts import Facts
from xiangmu.plugin.vocabulary import Stage
from xiangmu.services.conduct import MeetingRecord
from xiangmu.services.corrections import FactConfirm, FactCorrect, FactKind, FactReject
from xiangmu.services.events import StageRecord, StartRecord
from xiangmu.services.plans import PlanChange, PlanSet

pytestmark = pytest.mark.anyio
APRIL, MAY, JUNE = date(2023, 4, 1), date(2023, 5, 1), date(2023, 6, 1)


async def facts(office: Office, *, no: int | None = None, claimed: bool = False) -> Facts:
    async with office.database.reading() as connection:
        known = await head_no(connection) if no is None else no
        return await load_facts(connection, CITY, known, include_claimed=claimed)


def signed(project: UUID, on: date = MAY) -> StageRecord:
    return StageRecord(project=project, stage=Stage.SIGNED, on=on)


async def test_a_claim_counts_once_the_office_confirms_it(office: Office) -> None:
    project = await office.project()
    claim = UUID((await office.do(signed(project), principal=REPORTER)).subject)
    assert (await facts(office)).stages == ()
    assert [event.id for event in (await facts(office, claimed=True)).stages] == [claim]
    confirm = FactConfirm(kind=FactKind.STAGE, fact=claim)
    assert codes(await office.refused(confirm, principal=REPORTER)) == [("fact", "NOT_ALLOWED")]
    await office.do(confirm)
    assert [event.id for event in (await facts(office)).stages] == [claim]
    assert codes(await office.refused(confirm)) == [("fact", "NOT_ALLOWED")]


async def test_a_rejected_claim_makes_room_for_another(office: Office) -> None:
    project = await office.project()
    claim = UUID((await office.do(signed(project), principal=REPORTER)).subject)
    reject = FactReject(kind=FactKind.STAGE, fact=claim)
    assert codes(await office.refused(reject)) == [("reason", "REQUIRED")]
    await office.do(reject, reason="合同未盖章")
    assert (await facts(office, claimed=True)).stages == ()
    await office.do(signed(project))
    assert codes(await office.refused(reject, reason="再退")) == [("fact", "NOT_FOUND")]


async def test_a_correction_keeps_the_id_and_what_was_known_before(office: Office) -> None:
    project = await office.project()
    receipt = await office.do(signed(project, MAY))
    fact = UUID(receipt.subject)
    correction = FactCorrect(fact=fact, replacement=signed(project, APRIL))
    assert codes(await office.refused(correction)) == [("reason", "REQUIRED")]
    await office.do(correction, reason="日期录错")
    assert [(event.id, event.on) for event in (await facts(office)).stages] == [(fact, APRIL)]
    assert [(event.id, event.on) for event in (await facts(office, no=receipt.no)).stages] == [(fact, MAY)]


async def test_a_correction_is_judged_like_a_first_entry(office: Office) -> None:
    project = await office.project()
    fact = UUID((await office.do(signed(project, APRIL))).subject)
    await office.do(StageRecord(project=project, stage=Stage.STARTED, on=MAY))
    late = FactCorrect(fact=fact, replacement=signed(project, JUNE))
    assert codes(await office.refused(late, reason="改")) == [("replacement.stage", "REVERSED")]
    other_kind = FactCorrect(
        fact=fact, replacement=StartRecord.model_validate({"project": project, "kind": "CEREMONY", "on": MAY})
    )
    assert codes(await office.refused(other_kind, reason="改")) == [("fact", "NOT_FOUND")]
    unknown = FactCorrect(fact=uuid4(), replacement=signed(project, APRIL))
    assert codes(await office.refused(unknown, reason="改")) == [("fact", "NOT_FOUND")]


async def test_a_reporter_corrects_claims_but_not_what_is_confirmed(office: Office) -> None:
    project = await office.project()
    claim = UUID((await office.do(signed(project), principal=REPORTER)).subject)
    correction = FactCorrect(fact=claim, replacement=signed(project, APRIL))
    await office.do(correction, reason="录错", principal=REPORTER)
    assert [event.on for event in (await facts(office, claimed=True)).stages] == [APRIL]
    await office.do(FactConfirm(kind=FactKind.STAGE, fact=claim))
    again = FactCorrect(fact=claim, replacement=signed(project, MAY))
    problems = await office.refused(again, reason="再改", principal=REPORTER)
    assert codes(problems) == [("fact", "NOT_ALLOWED")]


async def test_a_corrected_meeting_has_the_projects_of_the_correction(office: Office) -> None:
    first, second = await office.project("甲"), await office.project("乙")

    def meeting(*projects: UUID) -> MeetingRecord:
        return MeetingRecord.model_validate(
            {
                "jurisdiction": CITY,
                "unit": "town1",
                "on": MAY,
                "kind": "ON_SITE",
                "chair": "MAIN_LEADER",
                "solved": True,
                "projects": projects,
            }
        )

    receipt = await office.do(meeting(first))
    fact = UUID(receipt.subject)
    await office.do(FactCorrect(fact=fact, replacement=meeting(first, second)), reason="漏填")
    assert (await facts(office)).meetings[0].projects == tuple(sorted((first, second)))
    assert (await facts(office, no=receipt.no)).meetings[0].projects == (first,)


async def test_the_first_plan_can_be_corrected_after_it_was_changed(office: Office) -> None:
    project = await office.project()
    first = PlanSet(project=project, milestone=Stage.STARTED, due=MAY, made_on=date(2023, 2, 1))
    fact = UUID((await office.do(first)).subject)
    await office.do(PlanChange(project=project, milestone=Stage.STARTED, due=JUNE, made_on=APRIL))
    corrected = first.model_copy(update={"due": APRIL})
    await office.do(FactCorrect(fact=fact, replacement=corrected), reason="录错")
    too_late = first.model_copy(update={"made_on": MAY})
    problems = await office.refused(FactCorrect(fact=fact, replacement=too_late), reason="录错")
    assert codes(problems) == [("replacement.made_on", "REVERSED")]


async def test_what_changed_since_it_was_looked_at_is_not_decided(office: Office) -> None:
    project = await office.project()
    claim = await office.do(signed(project), principal=REPORTER)
    fact = UUID(claim.subject)
    correction = FactCorrect(fact=fact, replacement=signed(project, APRIL), version=claim.no)
    changed = await office.do(correction, reason="日期录错", principal=REPORTER)
    confirmation = FactConfirm(kind=FactKind.STAGE, fact=fact, version=claim.no)
    assert codes(await office.refused(confirmation)) == [("version", "CONFLICT")]
    rejection = FactReject(kind=FactKind.STAGE, fact=fact, version=claim.no)
    assert codes(await office.refused(rejection, reason="不实")) == [("version", "CONFLICT")]
    assert codes(await office.refused(correction, reason="再改")) == [("version", "CONFLICT")]
    await office.do(confirmation.model_copy(update={"version": changed.no}))
