"""Whatever is entered in whatever order: the ledger verifies, the list is what the facts say, lines add up."""

import asyncio
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import URL

from tests.support import city, databases
from tests.support.city import CITY, POLICY
from tests.support.office import REPORTER, Office
from xiangmu.access.principals import SYSTEM
from xiangmu.plugin.vocabulary import ProjectKind, Stage
from xiangmu.services import maintenance, results
from xiangmu.services.assignments import DutyAssign
from xiangmu.services.command import Command, Input
from xiangmu.services.corrections import FactConfirm, FactCorrect, FactKind, FactReject
from xiangmu.services.duplicates import DuplicateDecide
from xiangmu.services.enrolments import EnrolmentSet
from xiangmu.services.events import StageRecord
from xiangmu.services.indicators import IndicatorRead
from xiangmu.services.judgements import JudgementGive
from xiangmu.services.jurisdictions import JurisdictionInstall
from xiangmu.services.policies import PolicyEnable
from xiangmu.services.problems import Refused
from xiangmu.services.procedures import ProcedureRecord
from xiangmu.services.projects import ProjectChange, ProjectCodesSet, ProjectRegister

CATALOG = city.catalog()
Step = Callable[[list[UUID], list[UUID]], Input]
"""From the projects and stage facts so far to the next input."""

days = st.integers(0, 170).map(lambda n: date(2023, 1, 10) + timedelta(days=n))
amounts = st.integers(0, 10**10)
places = st.integers(0, 3)
PERIODS = ("2023Q1", "2023Q2")


def of(found: list[UUID], place: int) -> UUID:
    return found[place % len(found)] if found else UUID(int=place)


@st.composite
def registrations(draw: st.DrawFn) -> Step:
    data = ProjectRegister(
        jurisdiction=CITY,
        name=draw(st.sampled_from(["甲厂", "乙厂"])),
        total_yuan=draw(amounts),
        kind=draw(st.sampled_from(ProjectKind)),
        effective=draw(days),
    )
    return lambda _, __: data


@st.composite
def changes(draw: st.DrawFn) -> Step:
    place, version, day, total = draw(places), draw(st.integers(1, 3)), draw(days), draw(amounts)
    return lambda projects, _: ProjectChange(
        project=of(projects, place), version=version, effective=day, total_yuan=total
    )


@st.composite
def code_changes(draw: st.DrawFn) -> Step:
    place, codes = draw(places), draw(st.lists(st.integers(1, 3), max_size=2))
    written = tuple(f"2301-990001-04-01-{code:06}" for code in codes)
    return lambda projects, _: ProjectCodesSet(project=of(projects, place), codes=written)


@st.composite
def stages(draw: st.DrawFn) -> Step:
    place, stage, day = draw(places), draw(st.sampled_from(Stage)), draw(days)
    return lambda projects, _: StageRecord(project=of(projects, place), stage=stage, on=day)


@st.composite
def procedures(draw: st.DrawFn) -> Step:
    place, kind = draw(places), draw(st.sampled_from(["EIA", "SITE"]))
    given_ = {name: draw(st.none() | days) for name in ("applied_on", "promised_on", "done_on")}
    return lambda projects, _: ProcedureRecord.model_validate(
        {"project": of(projects, place), "kind": kind} | given_
    )


@st.composite
def duties(draw: st.DrawFn) -> Step:
    place, post, since = draw(places), draw(st.sampled_from(["甲", "乙"])), draw(days)
    given_ = {"jurisdiction": CITY, "duty": "COUNTY_LEADER", "post": post, "since": since}
    return lambda projects, _: DutyAssign.model_validate(given_ | {"project": of(projects, place)})


@st.composite
def rulings(draw: st.DrawFn) -> Step:
    one, other, same, day = draw(places), draw(places), draw(st.booleans()), draw(days)
    return lambda projects, _: DuplicateDecide(
        project=of(projects, one), other=of(projects, other), same=same, on=day, ruling_reason="核对"
    )


@st.composite
def readings(draw: st.DrawFn) -> Step:
    given_ = {
        "policy": POLICY,
        "indicator": "investment",
        "unit": draw(st.sampled_from(["", "town1"])),
        "period": draw(st.sampled_from(["2023-03", "2023-05"])),
        "value": draw(st.sampled_from(["0", "12.5", "x"])),
        "source": "统计月报",
    }
    return lambda _, __: IndicatorRead.model_validate(given_)


@st.composite
def enrolments(draw: st.DrawFn) -> Step:
    place, unit, day = draw(places), draw(st.sampled_from(["town1", "town2"])), draw(days)
    return lambda projects, _: EnrolmentSet(project=of(projects, place), policy=POLICY, unit=unit, since=day)


@st.composite
def judgements(draw: st.DrawFn) -> Step:
    data = JudgementGive(
        policy=POLICY,
        group="towns",
        unit=draw(st.sampled_from(["town1", "town2"])),
        period=draw(st.sampled_from(PERIODS)),
        item="effort",
        hundredths=draw(st.integers(0, 1000)),
        judgement_reason="核对",
    )
    return lambda _, __: data


@st.composite
def decisions(draw: st.DrawFn) -> Step:
    place, model = draw(places), draw(st.sampled_from([FactConfirm, FactReject]))
    return lambda _, facts: model(kind=FactKind.STAGE, fact=of(facts, place))


@st.composite
def corrections(draw: st.DrawFn) -> Step:
    place, stage = draw(places), draw(stages())

    def correct(projects: list[UUID], facts: list[UUID]) -> Input:
        return FactCorrect.model_validate({"fact": of(facts, place), "replacement": stage(projects, facts)})

    return correct


steps = st.one_of(
    registrations(),
    changes(),
    code_changes(),
    stages(),
    stages(),
    procedures(),
    duties(),
    rulings(),
    readings(),
    enrolments(),
    judgements(),
    decisions(),
    corrections(),
)
batches = st.lists(st.tuples(st.lists(steps, min_size=1, max_size=3), st.booleans()), max_size=10)


async def play(office: Office, played: list[tuple[list[Step], bool]]) -> None:
    """Enter each batch, as the office or as a reporter; what is refused leaves no trace."""
    projects: list[UUID] = []
    facts: list[UUID] = []
    for batch, confirms in played:
        inputs = [step(projects, facts) for step in batch]
        commands = [Command(request_id=uuid4(), data=data, reason="试验") for data in inputs]
        try:
            receipts = await office.run(commands, SYSTEM if confirms else REPORTER)
        except Refused:
            continue
        for data, receipt in zip(inputs, receipts, strict=True):
            if isinstance(data, ProjectRegister):
                projects.append(UUID(receipt.subject))
            if isinstance(data, StageRecord):
                facts.append(UUID(receipt.subject))
        office.pass_time(minutes=1)


async def enter_and_verify(template: Path | URL, played: list[tuple[list[Step], bool]]) -> None:
    """Play on a fresh database, then check what must always hold."""
    with TemporaryDirectory() as folder:
        async with databases.copied(template, Path(folder) / "ledger.db") as database:
            office = Office(database, CATALOG)
            await office.do(JurisdictionInstall(jurisdiction=CITY))
            thirds = {"points": "THIRD"}
            await office.do(PolicyEnable(policy=POLICY, since=date(2023, 1, 1), readings=thirds))
            await play(office, played)
            assert await maintenance.verify(database) == ()
            await lines_add_up(office)


async def lines_add_up(office: Office) -> None:
    """On every card of every period, to the printed total."""
    for period in PERIODS:
        async with office.database.reading() as connection:
            board = await results.board(connection, CATALOG, POLICY, period)
        cards = results.print_cards(CATALOG, results.seen_by(board, "towns").snapshots).cards
        assert len(cards) == 3
        for card in cards:
            assert sum((line.points for line in card.lines), Fraction(0)) == card.total


@settings(max_examples=25, deadline=None)
@given(played=batches)
def test_the_ledger_verifies_after_any_sequence(
    template: Path | URL, played: list[tuple[list[Step], bool]]
) -> None:
    asyncio.run(enter_and_verify(template, played))
