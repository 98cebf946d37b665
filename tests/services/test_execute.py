"""The one place that commits: numbers, idempotency, batches, concurrency, statements."""

import asyncio
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from tests.support.city import CITY
from tests.support.office import EVERYTHING, NOON, REPORTER, Office, codes
from tests.support.statements import statements_of
from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.db.facts import head_no, known_at, load_facts
from xiangmu.plugin.vocabulary import MeetingKind, Stage
from xiangmu.services.command import Command, Need
from xiangmu.services.conduct import MeetingRecord, PraiseRecord
from xiangmu.services.events import StageRecord
from xiangmu.services.judgements import JudgementGive
from xiangmu.services.jurisdictions import JurisdictionInstall
from xiangmu.services.problems import Refused
from xiangmu.services.projects import ProjectCodesSet, ProjectRegister
from xiangmu.services.rows import LiveRows

pytestmark = pytest.mark.anyio


def praise(matter: str = "专版报道", unit: str = "town1") -> PraiseRecord:
    return PraiseRecord.model_validate(
        {
            "jurisdiction": CITY,
            "unit": unit,
            "on": date(2023, 5, 1),
            "source": "HIGHER_MEDIA",
            "matter": matter,
        }
    )


async def ledger(office: Office) -> list[dict[str, object]]:
    async with office.database.reading() as connection:
        rows = await connection.execute(select(t.command).order_by(t.command.c.no))
        return [dict(row) for row in rows.mappings()]


async def test_every_command_is_one_line_of_the_ledger(office: Office) -> None:
    receipt = await office.do(praise(), reason="据日报")
    line = (await ledger(office))[-1]
    assert (line["no"], line["kind"], line["subject"]) == (receipt.no, "praise_record", receipt.subject)
    assert (line["principal"], line["scope"], line["reason"]) == ("system", CITY, "据日报")
    assert line["recorded_at"] == NOON


async def test_a_repeated_request_returns_the_first_result_and_records_nothing(office: Office) -> None:
    request = uuid4()
    first = await office.do(praise(), request_id=request)
    again = await office.do(praise(), request_id=request)
    assert (again.no, again.subject, again.replayed) == (first.no, first.subject, True)
    assert (await ledger(office))[-1]["no"] == first.no


async def test_other_content_under_the_same_request_id_is_refused(office: Office) -> None:
    request = uuid4()
    await office.do(praise(), request_id=request)
    for data, principal in ((praise("另一事"), None), (praise(), REPORTER)):
        with pytest.raises(Refused) as refused:
            await office.run([Command(request_id=request, data=data)], *filter(None, [principal]))
        assert codes(refused.value.problems) == [("requestId", "REQUEST_ID_REUSED")]


async def test_a_request_repeated_within_a_batch_is_done_once(office: Office) -> None:
    command = Command(request_id=uuid4(), data=praise())
    first, second = await office.run([command, command])
    assert (second.no, second.replayed) == (first.no, True)


async def test_a_batch_is_recorded_whole_or_not_at_all(office: Office) -> None:
    before = await ledger(office)
    batch = [praise("甲"), praise("乙", unit="nowhere"), praise("丙"), praise("")]
    with pytest.raises(Refused) as refused:
        await office.run([Command(request_id=uuid4(), data=data) for data in batch])
    assert [(problem.command, str(problem.code)) for problem in refused.value.problems] == [
        (1, "UNKNOWN_UNIT"),
        (3, "REQUIRED"),
    ]
    assert await ledger(office) == before


async def test_a_command_sees_what_the_batch_recorded_before_it(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        await office.run([Command(request_id=uuid4(), data=praise()) for _ in range(2)])
    assert [(p.command, str(p.code)) for p in refused.value.problems] == [(1, "DUPLICATE")]


async def test_time_never_runs_backwards_in_the_ledger(office: Office) -> None:
    office.pass_time(days=1)
    await office.do(praise("甲"))
    office.pass_time(days=-1, hours=1)
    await office.do(praise("乙"))
    assert [line["recorded_at"] for line in await ledger(office)][-2:] == [NOON + timedelta(days=1)] * 2


async def test_writers_at_the_same_time_get_numbers_without_a_gap(office: Office) -> None:
    other = Office(Database.open(office.database.engine.url.render_as_string(False)), office.catalog)
    await asyncio.gather(*((office, other)[n % 2].do(praise(f"{n}")) for n in range(8)))
    await other.database.dispose()
    numbers = [line["no"] for line in await ledger(office)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) == 2 + 8


async def test_the_same_requests_at_the_same_times_give_the_same_ids(office: Office) -> None:
    receipt = await office.do(praise(), request_id=UUID(int=7))
    assert receipt.subject == "01890f9b-8e00-7001-b3cf-9cf4d6562d02"


async def test_facts_are_as_they_were_known_at_a_number_or_a_time(office: Office) -> None:
    project = await office.project()
    before = NOON + timedelta(minutes=30)
    office.pass_time(hours=1)
    await office.do(StageRecord(project=project, stage=Stage.SIGNED, on=date(2023, 3, 1)))
    async with office.database.reading() as connection:
        now = await head_no(connection)
        then = await known_at(connection, before)
        assert then == now - 1
        assert (await load_facts(connection, CITY, then)).stages == ()
        assert len((await load_facts(connection, CITY, now)).stages) == 1
        assert await known_at(connection, NOON - timedelta(days=1)) == 0


async def test_the_number_of_statements_does_not_grow_with_the_batch(office: Office) -> None:
    async def enter(count: int) -> int:
        registrations = [
            Command(
                request_id=uuid4(),
                data=ProjectRegister.model_validate(
                    {
                        "jurisdiction": CITY,
                        "name": f"{count}-{n}",
                        "total_yuan": 10**8,
                        "kind": "SOCIAL",
                        "effective": date(2023, 1, 15),
                        "codes": (f"2301-990001-{count % 100:02}-01-{n:06}",),
                    }
                ),
            )
            for n in range(count)
        ]
        with statements_of(office.database) as statements:
            projects = [UUID(receipt.subject) for receipt in await office.run(registrations)]
            await office.run(
                [
                    Command(
                        request_id=uuid4(),
                        data=StageRecord(project=project, stage=Stage.SIGNED, on=date(2023, 3, 1)),
                    )
                    for project in projects
                ]
                + [
                    Command(
                        request_id=uuid4(),
                        data=MeetingRecord.model_validate(
                            {
                                "jurisdiction": CITY,
                                "unit": "town1",
                                "on": date(2023, 5, 1),
                                "kind": MeetingKind.ON_SITE,
                                "chair": "MAIN_LEADER",
                                "solved": True,
                                "projects": projects,
                            }
                        ),
                    )
                ]
            )
        return len(statements)

    assert await enter(2) == await enter(300)


async def test_the_number_of_statements_that_read_facts_is_constant(office: Office) -> None:
    async def read() -> int:
        with statements_of(office.database) as statements:
            async with office.database.reading() as connection:
                await load_facts(connection, CITY, await head_no(connection))
        return len(statements)

    before = await read()
    await office.run([Command(request_id=uuid4(), data=praise(f"{n}")) for n in range(50)])
    assert await read() == before


@pytest.mark.parametrize("text", ["甲\0", "长" * 2001], ids=["null", "long"])
async def test_a_text_that_no_database_looks_up_is_refused_before_it_is_read(
    office: Office, text: str
) -> None:
    inputs = (
        JurisdictionInstall(jurisdiction=text),
        JudgementGive(
            policy=text,
            group=text,
            unit=text,
            period=text,
            item=text,
            hundredths=0,
            judgement_reason=text,
        ),
        ProjectCodesSet(project=uuid4(), codes=(text,)),
    )
    for data in inputs:
        problems = await office.refused(data)
        assert {str(problem.code) for problem in problems} <= {"MALFORMED", "OUT_OF_RANGE"}


async def test_a_batch_may_look_at_more_than_one_statement_can_ask_for(office: Office) -> None:
    project = await office.project()
    asked = [uuid4() for _ in range(40_000)]
    needs = [Need(table=t.project, column="id", content=one) for one in (*asked, project)]
    async with office.database.reading() as connection:
        rows = await LiveRows.load(connection, needs, EVERYTHING)
    assert [row["name"] for row in rows.find(t.project, "id", project)] == ["碳材料厂"]
    assert rows.find(t.project, "id", asked[0]) == []
