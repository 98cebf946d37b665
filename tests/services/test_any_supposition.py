"""Whatever the office records next, supposing it first shows exactly that; and supposing records nothing."""

import asyncio
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID, uuid4

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import URL

from tests.support import city, databases
from tests.support.city import CITY, POLICY
from tests.support.office import Office
from tests.support.supposing import board_if, board_now, shown, stored
from xiangmu.plugin.vocabulary import PLANNED_STAGES, Flag, FundStep, KeyList, Stage, StartKind
from xiangmu.services.assignments import DutyAssign
from xiangmu.services.command import Command, Input
from xiangmu.services.commitments import CommitmentRecord
from xiangmu.services.conduct import CriticismRecord, MeetingRecord, PraiseRecord
from xiangmu.services.corrections import FactKind, FactReject
from xiangmu.services.enrolments import EnrolmentSet, ProjectTransfer
from xiangmu.services.events import ListRecord, StageRecord, StartRecord
from xiangmu.services.funding import FundingRecord
from xiangmu.services.goals import GoalRevise
from xiangmu.services.indicators import IndicatorRead
from xiangmu.services.judgements import JudgementGive
from xiangmu.services.plans import PlanChange, PlanSet
from xiangmu.services.problems import Refused
from xiangmu.services.procedures import ProcedureRecord
from xiangmu.services.progress import ProgressReport
from xiangmu.services.projects import ProjectChange
from xiangmu.services.whatif import FactRemove
from xiangmu.services.year_plans import YearPlanSet

CATALOG = city.catalog()
PROJECTS = 2
Told = tuple[type[Input], dict[str, Any]]
"""A class of inputs and its fields; ``project`` is a number."""

days = st.integers(0, 9).map(lambda n: date(2023, 1, 15) + timedelta(days=19 * n))
amounts = st.integers(1, 3).map(lambda n: n * 10**8)
units = st.sampled_from(["town1", "town2", "town3"])


def told(model: type[Input], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Told]:
    return st.tuples(st.just(model), st.fixed_dictionaries(fields))


def of_project(model: type[Input], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Told]:
    return told(model, project=st.integers(0, PROJECTS - 1), **fields)


def of_unit(model: type[Input], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Told]:
    return told(model, jurisdiction=st.just(CITY), unit=units, on=days, **fields)


milestones = st.sampled_from(PLANNED_STAGES)
policies = st.just(POLICY)
steps = st.one_of(
    of_project(StageRecord, stage=st.sampled_from(Stage), on=days),
    of_project(StartRecord, kind=st.sampled_from(StartKind), on=days),
    of_project(ListRecord, key_list=st.sampled_from(KeyList), on=days, delisted=st.booleans()),
    of_project(
        FundingRecord,
        source=st.just("SPECIAL_BOND"),
        step=st.sampled_from(FundStep),
        amount_yuan=amounts,
        on=days,
        applicant=units,
    ),
    of_project(PlanSet, milestone=milestones, due=days, made_on=days),
    of_project(PlanChange, milestone=milestones, due=days, made_on=days, approved_on=st.none() | days),
    of_project(
        ProgressReport,
        month=st.integers(1, 3).map(lambda month: date(2023, month, 1)),
        invested_yuan=st.just(1),
        cumulative_yuan=amounts,
    ),
    of_project(
        ProjectChange,
        version=st.just(1),
        effective=days,
        total_yuan=amounts,
        flags=st.just((Flag.PURE_FARMING,)),
    ),
    of_project(EnrolmentSet, policy=policies, unit=units, since=days),
    of_project(ProjectTransfer, policy=policies, unit=units, on=days),
    of_unit(MeetingRecord, kind=st.just("STUDY"), chair=st.just("DEPUTY"), solved=st.booleans()),
    of_unit(PraiseRecord, source=st.just("HIGHER_MEDIA"), matter=st.sampled_from("甲乙")),
    of_unit(CriticismRecord, kind=st.just("INTERVIEW"), matter=st.sampled_from("甲乙")),
    of_project(YearPlanSet, year=st.integers(2022, 2024), planned_yuan=amounts),
    of_project(
        ProcedureRecord,
        kind=st.sampled_from(["EIA", "SITE"]),
        department=st.sampled_from(["", "bureau"]),
        applied_on=st.none() | days,
        promised_on=st.none() | days,
        done_on=st.none() | days,
    ),
    of_project(
        DutyAssign,
        jurisdiction=st.just(CITY),
        duty=st.sampled_from(["COUNTY_LEADER", "SERVICE_COMMISSIONER"]),
        unit=st.just("") | units,
        post=st.sampled_from(["甲", "乙"]),
        since=days,
        until=st.none() | days,
    ),
    told(
        IndicatorRead,
        policy=policies,
        indicator=st.just("investment"),
        unit=st.just("") | units,
        period=st.sampled_from(["2022-05", "2023-01", "2023-05"]),
        value=st.sampled_from(["0", "8", "12.5"]),
        source=st.just("统计月报"),
    ),
    told(
        GoalRevise,
        policy=policies,
        target=st.just("starts"),
        group=st.just("towns"),
        unit=units,
        goal=st.sampled_from(["0", "4"]),
        effective=days,
        approved_on=days,
        approver=st.just("市长"),
        revision_reason=st.just("加码"),
    ),
    told(
        CommitmentRecord,
        policy=policies,
        unit=units,
        text=st.sampled_from(["开工", "投产"]),
        on=days,
        due=st.none() | days,
    ),
    told(
        JudgementGive,
        policy=policies,
        group=st.just("towns"),
        unit=units,
        period=st.just("2023Q2"),
        item=st.just("effort"),
        hundredths=st.integers(0, 1000),
        judgement_reason=st.just("扎实"),
    ),
)


def inputs_of(stories: list[Told], projects: list[UUID]) -> list[Input]:
    """The inputs that ``stories`` tell; a change of a project is always of the version then in force."""
    inputs, versions = [], dict.fromkeys(projects, 1)
    for model, given_fields in stories:
        fields = dict(given_fields)
        if "project" in fields:
            fields["project"] = projects[fields["project"]]
        if model is ProjectChange:
            fields["version"] = versions[fields["project"]]
            versions[fields["project"]] += 1
        inputs.append(model.model_validate(fields))
    return inputs


async def record(office: Office, inputs: list[Input]) -> list[UUID] | None:
    """The ids of what was recorded; None when it was refused."""
    try:
        receipts = await office.run(
            [Command(request_id=uuid4(), data=data, reason="试验") for data in inputs]
        )
    except Refused:
        return None
    return [UUID(receipt.subject) for receipt in receipts]


async def hold_against_the_ledger(template: Path | URL, before: list[Told], supposed: list[Told]) -> None:
    """Suppose on a fresh database what is recorded right after, alone and all together."""
    with TemporaryDirectory() as folder:
        async with databases.copied(template, Path(folder) / "ledger.db") as database:
            office = Office(database, CATALOG)
            await office.open()
            projects = [await office.enrolled_project(f"项目{n}", "town1") for n in range(PROJECTS)]
            recorded = [
                (model, await record(office, [data]))
                for (model, _), data in zip(before, inputs_of(before, projects), strict=True)
                if model is not ProjectChange
            ]
            await hold_batch(office, inputs_of(supposed, projects))
            for model, found in recorded:
                if model is StageRecord and found:
                    await hold_removal(office, found[0])


async def hold_batch(office: Office, inputs: list[Input]) -> None:
    """What can be recorded can be supposed, with the same to be seen."""
    rows = await stored(office)
    try:
        expected = await board_if(office, inputs)
    except Refused:
        assert await record(office, inputs) is None
        return
    assert await stored(office) == rows
    # what is supposed may correct the ledger, or come in an order that it refuses
    if await record(office, inputs):
        assert shown(expected) == shown(await board_now(office))


async def hold_removal(office: Office, fact: UUID) -> None:
    expected = await board_if(office, [FactRemove(fact=fact)])
    await office.do(FactReject(kind=FactKind.STAGE, fact=fact), reason="试验")
    assert shown(expected) == shown(await board_now(office))


@settings(max_examples=15, deadline=None)
@given(before=st.lists(steps, max_size=6), supposed=st.lists(steps, min_size=1, max_size=3))
def test_supposing_shows_what_recording_shows(
    template: Path | URL, before: list[Told], supposed: list[Told]
) -> None:
    asyncio.run(hold_against_the_ledger(template, before, supposed))
