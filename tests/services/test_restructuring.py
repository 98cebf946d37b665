"""Splitting projects and merging them: history stays, nothing is counted twice or lost."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from tests.support.city import CITY, POLICY
from tests.support.office import REPORTER, Office, codes
from xiangmu.db import tables as t
from xiangmu.db.facts import head_no, load_facts
from xiangmu.plugin.facts import Enrolment, Facts
from xiangmu.plugin.money import yi
from xiangmu.plugin.vocabulary import EnrolmentState, Flag, Stage
from xiangmu.services import maintenance, results
from xiangmu.services.command import Receipt
from xiangmu.services.enrolments import EnrolmentDecide, EnrolmentSet, ProjectTransfer
from xiangmu.services.events import StageRecord
from xiangmu.services.projects import ProjectChange, ProjectCodesSet
from xiangmu.services.restructuring import ProjectMerge, ProjectSplit, SplitPart

pytestmark = pytest.mark.anyio
MAY, JUNE, MID_JUNE = date(2023, 5, 1), date(2023, 6, 1), date(2023, 6, 15)
CODE, OTHER_CODE = "2301-990001-04-01-000001", "2301-990001-04-01-000002"


async def facts(office: Office) -> Facts:
    async with office.database.reading() as connection:
        return await load_facts(connection, CITY, await head_no(connection))


async def row(office: Office, project: UUID) -> dict[str, object]:
    async with office.database.reading() as connection:
        found = await connection.execute(select(t.project).where(t.project.c.id == project))
        return dict(found.mappings().one())


async def origins(office: Office) -> list[tuple[UUID, UUID, str, date]]:
    columns = t.project_origin.c
    asked = select(columns.project_id, columns.origin_id, columns.how, columns.occurred_on)
    async with office.database.reading() as connection:
        return [tuple(found) for found in await connection.execute(asked.order_by(columns.row_id))]


async def codes_of(office: Office, project: UUID) -> list[str]:
    columns = t.project_code.c
    asked = select(columns.code).where(columns.project_id == project, columns.ended_no.is_(None))
    async with office.database.reading() as connection:
        return list(await connection.scalars(asked.order_by(columns.code)))


async def enrolments(office: Office, project: UUID) -> list[Enrolment]:
    found = (enrolment for enrolment in (await facts(office)).enrolments if enrolment.project == project)
    return sorted(found, key=lambda enrolment: enrolment.since)


async def points(office: Office, unit: str, on: date = date(2023, 6, 30)) -> str:
    """What the unit earns for starts in the quarter."""
    async with office.database.reading() as connection:
        board = await results.board(connection, office.catalog, POLICY, "2023Q2", as_of=on)
    snapshots = results.seen_by(board, "towns").snapshots
    [card] = [card for card in results.print_cards(office.catalog, snapshots).cards if card.unit == unit]
    return str(sum(line.points for line in card.lines if line.item == "starts"))


async def started(office: Office, project: UUID, on: date = MAY) -> None:
    await office.do(StageRecord(project=project, stage=Stage.STARTED, on=on))


def part(name: str = "二期", total_yuan: int = yi(1) // 2, **more: object) -> SplitPart:
    return SplitPart.model_validate({"name": name, "total_yuan": total_yuan} | more)


def split(project: UUID, *parts: SplitPart, version: int = 1, on: date = JUNE) -> ProjectSplit:
    return ProjectSplit(project=project, version=version, on=on, parts=parts)


def merge(project: UUID, *absorbed: UUID, version: int = 1, on: date = JUNE, **more: object) -> ProjectMerge:
    given = {"project": project, "absorbed": absorbed, "version": version, "on": on}
    return ProjectMerge.model_validate(given | more)


async def test_what_is_split_off_is_a_new_project_with_the_rest_left_behind(office: Office) -> None:
    project = await office.project(place="北区", flags=(Flag.DIGITAL_ECONOMY,), codes=(CODE,))
    await office.do(split(project, part(place="南区", codes=(OTHER_CODE,)), part("三期", unit="town2")))
    assert (await row(office, project))["total_yuan"] == yi(1)
    assert (await row(office, project))["version"] == 2
    second, third = [origin[0] for origin in await origins(office)]
    assert await origins(office) == [
        (second, project, "SPLIT", JUNE),
        (third, project, "SPLIT", JUNE),
    ]
    assert [(await row(office, one))["name"] for one in (second, third)] == ["二期", "三期"]
    assert [(await row(office, one))["place"] for one in (second, third)] == ["南区", "北区"]
    assert await codes_of(office, project) == [CODE]
    assert await codes_of(office, second) == [OTHER_CODE]
    versions = {version.project: version for version in (await facts(office)).versions}
    assert (versions[third].effective, versions[third].unit) == (JUNE, "town2")
    assert versions[third].flags == (Flag.DIGITAL_ECONOMY,)
    assert await maintenance.verify(office.database) == ()


async def test_a_split_neither_earns_nor_loses_points(office: Office) -> None:
    project = await office.enrolled_project()
    await started(office, project)
    before = await points(office, "town1")
    await office.do(split(project, part(), part("三期")))
    assert await points(office, "town1") == before == "1"
    second = (await origins(office))[0][0]
    assert [(e.unit, e.since, e.until) for e in await enrolments(office, second)] == [("town1", JUNE, None)]
    await started(office, second, MID_JUNE)
    assert await points(office, "town1") == "2"


async def test_enrolments_that_ended_or_were_excluded_are_not_taken_over(office: Office) -> None:
    project = await office.enrolled_project()
    await office.do(ProjectTransfer(project=project, policy=POLICY, unit="town2", on=MAY))
    doubtful = await office.do(EnrolmentSet(project=project, policy=POLICY, unit="town3", since=MAY))
    excluded = EnrolmentDecide(enrolment=UUID(doubtful.subject), state=EnrolmentState.EXCLUDED)
    await office.do(excluded, reason="重复")
    await office.do(split(project, part()))
    second = (await origins(office))[0][0]
    assert [(e.unit, e.since) for e in await enrolments(office, second)] == [("town2", JUNE)]


async def test_what_cannot_be_split_is_refused_with_nothing_done(office: Office) -> None:
    project = await office.project(codes=(CODE,))
    before = await facts(office)

    async def refused(data: ProjectSplit) -> list[tuple[str, str]]:
        return codes(await office.refused(data))

    assert await refused(split(uuid4(), part())) == [("project", "NOT_FOUND")]
    assert await refused(split(project, part(), version=2)) == [("version", "CONFLICT")]
    assert await refused(split(project)) == [("parts", "REQUIRED")]
    assert await refused(split(project, part(total_yuan=yi(2)))) == [("parts", "OUT_OF_RANGE")]
    assert await refused(split(project, part(), on=date(2023, 7, 2))) == [("on", "IN_FUTURE")]
    assert await refused(split(project, part(), on=date(2023, 1, 1))) == [("on", "REVERSED")]
    assert await refused(split(project, part(), part(codes=(CODE, "1")))) == [
        ("parts.1.codes.0", "TAKEN"),
        ("parts.1.codes.1", "MALFORMED"),
    ]
    assert await refused(split(project, part(name="", unit="nowhere", sector="x"))) == [
        ("parts.0.name", "REQUIRED"),
        ("parts.0.sector", "MALFORMED"),
        ("parts.0.unit", "UNKNOWN_UNIT"),
    ]
    assert await refused(split(project, part(profile={"colour": 1}))) == [
        ("parts.0.profile.colour", "MALFORMED")
    ]
    assert await refused(split(project, part(total_yuan=-1))) == [("parts.0.total_yuan", "OUT_OF_RANGE")]
    data = split(project, part())
    assert codes(await office.refused(data, principal=REPORTER)) == [("project", "NOT_ALLOWED")]
    assert await facts(office) == before
    assert await origins(office) == []


async def test_a_project_given_up_is_not_split(office: Office) -> None:
    project = await office.project()
    await office.do(StageRecord(project=project, stage=Stage.TERMINATED, on=MAY))
    assert codes(await office.refused(split(project, part()))) == [("project", "REVERSED")]


async def test_what_is_merged_goes_on_as_one(office: Office) -> None:
    project = await office.project("甲厂", codes=(CODE,))
    other = await office.project("乙厂", total_yuan=yi(3), codes=(OTHER_CODE,))
    third = await office.project("丙厂", total_yuan=yi(1))
    await office.do(merge(project, other, third, name="甲乙丙厂"))
    assert (await row(office, project)) | {"name": "甲乙丙厂", "total_yuan": yi(6), "version": 2} == (
        await row(office, project)
    )
    assert [(await row(office, one))["stage"] for one in (other, third)] == ["TERMINATED"] * 2
    assert await codes_of(office, project) == [CODE, OTHER_CODE]
    assert await codes_of(office, other) == []
    assert await origins(office) == [(project, other, "MERGED", JUNE), (project, third, "MERGED", JUNE)]
    assert await maintenance.verify(office.database) == ()


async def test_a_merged_project_leaves_the_counts_and_keeps_its_history(office: Office) -> None:
    project, other = await office.enrolled_project("甲厂"), await office.enrolled_project("乙厂")
    for one in (project, other):
        await started(office, one)
    assert await points(office, "town1") == "2"
    await office.do(merge(project, other))
    assert await points(office, "town1", MAY) == "2"
    assert await points(office, "town1") == "1"
    assert [event.stage for event in (await facts(office)).stages if event.project == other] == [
        Stage.STARTED,
        Stage.TERMINATED,
    ]
    assert [(e.unit, e.until) for e in await enrolments(office, other)] == [("town1", date(2023, 5, 31))]


async def test_an_enrolment_that_the_project_lacks_comes_with_the_one_merged_into_it(office: Office) -> None:
    project, other = await office.project("甲厂"), await office.enrolled_project("乙厂", "town2")
    late = await office.enrolled_project("丙厂", "town2")
    await office.do(merge(project, other, late))
    assert [(e.unit, e.since, e.until) for e in await enrolments(office, project)] == [("town2", JUNE, None)]
    for one in (other, late):
        assert [e.until for e in await enrolments(office, one)] == [date(2023, 5, 31)]


async def test_an_enrolment_that_had_not_begun_is_excluded_and_moved_whole(office: Office) -> None:
    project, other = await office.project("甲厂"), await office.project("乙厂")
    await office.do(EnrolmentSet(project=other, policy=POLICY, unit="town2", since=MID_JUNE))
    await office.do(merge(project, other))
    assert [(e.state, e.since) for e in await enrolments(office, other)] == [("EXCLUDED", MID_JUNE)]
    assert [(e.unit, e.since) for e in await enrolments(office, project)] == [("town2", MID_JUNE)]


async def test_another_units_claim_ends_with_a_warning(office: Office) -> None:
    project, other = await office.enrolled_project("甲厂"), await office.enrolled_project("乙厂", "town2")
    receipt: Receipt = await office.do(merge(project, other))
    assert codes(receipt.warnings) == [("absorbed.0", "UNUSUAL")]
    assert [e.unit for e in await enrolments(office, project)] == ["town1"]


async def test_a_total_may_be_stated(office: Office) -> None:
    project, other = await office.project("甲厂"), await office.project("乙厂")
    await office.do(merge(project, other, total_yuan=yi(9)))
    assert (await row(office, project))["total_yuan"] == yi(9)


async def test_what_cannot_be_merged_is_refused_with_nothing_done(office: Office) -> None:
    project, other = await office.project("甲厂"), await office.project("乙厂")
    ended = await office.project("旧厂")
    await office.do(StageRecord(project=ended, stage=Stage.TERMINATED, on=MAY))
    await started(office, other, MID_JUNE)
    before = await facts(office)

    async def refused(data: ProjectMerge) -> list[tuple[str, str]]:
        return codes(await office.refused(data))

    assert await refused(merge(project)) == [("absorbed", "REQUIRED")]
    assert await refused(merge(project, project)) == [("absorbed", "DUPLICATE")]
    assert await refused(merge(project, other, other)) == [("absorbed", "DUPLICATE")]
    assert await refused(merge(project, uuid4())) == [("absorbed.0", "NOT_FOUND")]
    assert await refused(merge(project, ended)) == [("absorbed.0", "REVERSED")]
    assert await refused(merge(project, other)) == [("on", "REVERSED")]
    assert await refused(merge(project, other, version=7)) == [("version", "CONFLICT")]
    assert await refused(merge(ended, other, on=MID_JUNE)) == [("project", "REVERSED")]
    assert await refused(merge(project, other, on=MID_JUNE, name="")) == [("name", "REQUIRED")]
    data = merge(project, other, on=MID_JUNE)
    assert codes(await office.refused(data, principal=REPORTER)) == [("project", "NOT_ALLOWED")]
    assert await facts(office) == before
    await office.do(data)


async def test_split_and_merge_on_the_day_of_the_first_version_correct_it(office: Office) -> None:
    day = date(2023, 1, 15)
    project, other = await office.project("甲厂"), await office.project("乙厂")
    await office.do(split(project, part(), on=day))
    await office.do(merge(project, other, version=2, on=day))
    totals = [v.total_yuan for v in (await facts(office)).versions if v.project == project]
    assert totals == [yi(2) - yi(1) // 2 + yi(2)]
    assert await maintenance.verify(office.database) == ()


async def test_later_changes_build_on_what_is_left(office: Office) -> None:
    project = await office.project()
    await office.do(split(project, part()))
    stale = ProjectChange(project=project, version=1, effective=MID_JUNE, name="一期")
    assert codes(await office.refused(stale)) == [("version", "CONFLICT")]
    await office.do(stale.model_copy(update={"version": 2}))
    assert (await row(office, project))["total_yuan"] == yi(2) - yi(1) // 2
    await office.do(ProjectCodesSet(project=project, codes=(CODE,)))


async def test_an_enrolment_decided_against_is_decided_anew_not_entered_again(office: Office) -> None:
    project = await office.project()
    enrolment = EnrolmentSet(project=project, policy=POLICY, unit="town1", since=MAY)
    fact = UUID((await office.do(enrolment)).subject)
    decision = EnrolmentDecide(enrolment=fact, state=EnrolmentState.EXCLUDED)
    await office.do(decision, reason="不符")
    assert codes(await office.refused(enrolment)) == [("since", "DUPLICATE")]
