"""Libraries as they are stated and how full they are; and what statistics, management and key works do not share."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.api.asking import Client
from tests.services.test_libraries import admit, reporter, review, submit
from tests.support.city import POLICY
from tests.support.office import Office
from tests.support.statements import statements_of
from xiangmu.plugin.vocabulary import KeyList, Stage
from xiangmu.services.events import ListRecord, StageRecord
from xiangmu.services.libraries.statistics import StatisticsListEnter
from xiangmu.services.projects import ProjectCodesSet

pytestmark = pytest.mark.anyio
MAY, JUNE = date(2023, 5, 1), date(2023, 6, 1)
CODE = "2301-990001-04-01-000001"
STATED = f"""{{ libraries(policy: "{POLICY}") {{ clause {{ id }} order {{ id }} reconciled {{ id }}
    statistics {{ key }} steps {{ key title level }}
    libraries {{ key title stages inStatistics admitted waiting {{ step {{ key }} count }} }} }} }}"""
COMPARED = """month listedOn lines byCode byName counts { gap count }
    differences { gap because project { id name library keyWork codes } line { number name code place } }"""


async def reconciled(client: Client, given: str = "") -> Any:
    asked = f'{{ libraryReconciliation(policy: "{POLICY}"{given}) {{ {COMPARED} }} }}'
    return (await client.ask(asked))["libraryReconciliation"]


async def statistics(office: Office, *lines: dict[str, str], month: date = JUNE) -> None:
    given = {"policy": POLICY, "month": month, "on": date(2023, 6, 20), "lines": lines}
    await office.do(StatisticsListEnter.model_validate(given))


def gaps(found: Any) -> list[tuple[str, str]]:
    return [(one["gap"], one["because"]) for one in found["differences"]]


async def test_libraries_are_stated_with_how_full_they_are(office: Office, client: Client) -> None:
    first, second = await office.project("甲"), await office.project("乙", unit="town2")
    await admit(office, first)
    await office.do(submit(second))
    await office.do(review(second))
    found = (await client.ask(STATED))["libraries"]
    assert (found["clause"], found["statistics"]) == ({"id": "T-1"}, {"key": "bureau"})
    assert [(step["key"], step["level"]) for step in found["steps"]] == [
        ("county", "COUNTY"),
        ("city", "CITY"),
        ("province", "PROVINCE"),
    ]
    planning = found["libraries"][0]
    assert (planning["title"], planning["admitted"], planning["inStatistics"]) == ("谋划库", 1, False)
    assert [(one["step"]["key"], one["count"]) for one in planning["waiting"]] == [
        ("county", 0),
        ("city", 0),
        ("province", 1),
    ]
    client.principal = reporter("town1")
    planning = (await client.ask(STATED))["libraries"]["libraries"][0]
    assert (planning["admitted"], planning["waiting"][2]["count"]) == (1, 0)


async def test_entries_are_found_by_what_they_wait_for(office: Office, client: Client) -> None:
    first, second = await office.project("甲"), await office.project("乙", unit="town2")
    await admit(office, first)
    await office.do(submit(second))
    await office.do(review(second, result="RETURNED", text="缺用地预审"))
    for given, names in (
        ("", ["甲", "乙"]),
        ("open: true", ["乙"]),
        ('awaits: ["county"]', ["乙"]),
        ("status: [ADMITTED]", ["甲"]),
        ('library: ["works"]', []),
        ('admittedOn: {since: "2023-06-01"}', ["甲"]),
    ):
        asked = f"{{ libraryEntries(filter: {{{given}}}) {{ nodes {{ project {{ name }} }} }} }}"
        found = (await client.ask(asked))["libraryEntries"]["nodes"]
        assert sorted(one["project"]["name"] for one in found) == sorted(names), given
    client.principal = reporter("town2")
    found = await client.ask("{ libraryEntries { nodes { project { name } steps { text } } } }")
    assert [one["project"]["name"] for one in found["libraryEntries"]["nodes"]] == ["乙"]
    found = await client.ask("{ projects { nodes { name libraryEntries { status } } } }")
    assert found["projects"]["nodes"] == [{"name": "乙", "libraryEntries": [{"status": "RETURNED"}]}]


async def test_what_is_in_one_library_and_not_in_the_others(office: Office, client: Client) -> None:
    built = await office.project("在建厂", place="东区")
    planned = await office.project("谋划厂", place="西区")
    await office.project("库外厂", place="南区")
    key = await office.project("重点厂", place="北区")
    await office.do(ListRecord(project=key, key_list=KeyList.CITY_KEY, on=MAY))
    await office.do(ProjectCodesSet(project=built, codes=(CODE,)))
    await office.do(StageRecord(project=built, stage=Stage.STARTED, on=MAY))
    await admit(office, built, "works")
    await admit(office, planned)
    assert gaps(await reconciled(client)) == [
        ("KEY_WORK_OUTSIDE", "重点厂是省市重点工程, 不在管理库的任何一个库")
    ]
    await statistics(
        office,
        {"code": CODE, "name": "改了名的厂"},
        {"name": "谋 划厂", "place": "西区"},
        {"name": "库外厂", "place": "南区"},
        {"code": "2301-990001-04-01-000009", "name": "陌生厂"},
        {"name": "在建厂", "place": "别处"},
    )
    found = await reconciled(client)
    assert (found["month"], found["lines"], found["byCode"], found["byName"]) == ("2023-06-01", 5, 1, 2)
    assert gaps(found) == [
        ("KEY_WORK_OUTSIDE", "重点厂是省市重点工程, 不在管理库的任何一个库"),
        ("AHEAD", "谋划厂在统计库, 管理库里仍在谋划库"),
        ("OUTSIDE", "库外厂在统计库, 不在管理库的任何一个库"),
        (
            "NOT_REGISTERED",
            "统计库第4条“陌生厂”没有登记: 代码2301-990001-04-01-000009和名称地点都对不上任何项目",
        ),
        ("NOT_REGISTERED", "统计库第5条“在建厂”没有登记: 没有代码, 名称地点都对不上任何项目"),
    ]
    assert found["differences"][1]["project"]["library"] == "planning"
    assert found["differences"][1]["line"] == {"number": 2, "name": "谋 划厂", "code": None, "place": "西区"}
    only = await reconciled(client, ", gap: [AHEAD]")
    assert [gap for gap, _ in gaps(only)] == ["AHEAD"]
    assert only["counts"] == found["counts"]
    assert gaps(await reconciled(client, ', library: "planning"')) == gaps(only)


async def test_what_statistics_lack_and_what_stands_in_the_wrong_library(
    office: Office, client: Client
) -> None:
    built, twin = await office.project("在建厂"), await office.project("在建厂", unit="town2")
    await admit(office, built, "works")
    await office.do(StageRecord(project=twin, stage=Stage.STARTED, on=MAY))
    await admit(office, twin)
    await statistics(office, {"name": "另一厂"}, month=MAY)
    found = await reconciled(client, ', month: "2023-05-31", library: "works"')
    assert gaps(found) == [("NOT_IN_STATISTICS", "在建厂在建设库, 统计库没有")]
    await statistics(office, {"name": "在建厂"})
    assert gaps(await reconciled(client)) == [
        ("OTHER_LIBRARY", "在建厂现为开工, 应在建设库, 登记在谋划库"),
        ("AMBIGUOUS", "统计库第1条“在建厂”与2个项目相符(“在建厂”、“在建厂”), 须核对是哪一个"),
    ]


async def test_what_cannot_be_compared_is_said(client: Client) -> None:
    for given, told in (
        (', month: "2022-05-31"', "没有 2022-05 的统计库清单"),
        (', library: "gold"', "没有项目库“gold”"),
    ):
        asked = f'{{ libraryReconciliation(policy: "{POLICY}"{given}) {{ lines }} }}'
        assert (await client.refused(asked))[2] == told


async def test_the_list_is_for_the_statistics_office_and_those_who_read_all(
    office: Office, client: Client
) -> None:
    await statistics(office, {"name": "在建厂"})
    asked = "{ statisticsLists { nodes { lines } } statisticsLines { nodes { name list { month } } } }"
    for unit, count in (("bureau", 1), ("town1", 0)):
        client.principal = reporter(unit)
        found = await client.ask(asked)
        assert [len(found[name]["nodes"]) for name in found] == [count, count]


async def test_the_statements_do_not_grow_with_the_projects(office: Office, client: Client) -> None:
    counts = []
    for number in (1, 5):
        projects: list[UUID] = []
        for part in range(number):
            projects.append(await office.project(f"{number}-{part}厂", unit=f"town{part % 3 + 1}"))
            await office.do(submit(projects[-1]))
        await statistics(
            office,
            *({"name": f"{number}-{part}厂"} for part in range(number)),
            month=date(2023, number, 1),
        )
        with statements_of(office.database) as sent:
            await client.ask(STATED)
            await reconciled(client)
            await client.ask(
                "{ libraryEntries { nodes { title awaitsTitle project { name } unit { key } steps { kind } } } }"
            )
        counts.append(len(sent))
    assert counts[0] == counts[1]
