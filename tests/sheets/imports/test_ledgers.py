"""Ledgers of projects: what a messy one would change is shown first, then recorded, all or nothing."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from tests.files.sending import OTHER_REPORTER, REPORTER, problems
from tests.sheets.imports.importing import Importer, differing, states, told, workbook
from tests.support.city import POLICY
from tests.support.office import Office
from tests.support.statements import statements_of
from xiangmu.db import tables as t
from xiangmu.db.ledger import read_head
from xiangmu.plugin.money import yi
from xiangmu.plugin.vocabulary import Stage
from xiangmu.services.events import StageRecord
from xiangmu.services.projects import ProjectChange

pytestmark = pytest.mark.anyio
HEAD = ("序号", "项目名称", "责任单位", "总投资", "项目类别", "计划开工日期")
MESSY = workbook(
    ("试验市重点项目台账",),
    ("单位:亿元",),
    HEAD,
    (1, "锂电材料园", "第1镇", 12.5, "制造业", "2023年8月"),
    (2, "康养\n小镇", "2镇", "3.2", "现代服务业", None),
    (3, "无主项目", "火星镇", 1, "其他", None),
    ("合计", None, None, 16.7),
)
NAMES = "{ projects { nodes { name } } }"


def ledger(*rows: tuple[object, ...]) -> bytes:
    """A tidy ledger in 万元."""
    return workbook(("项目名称", "责任单位", "总投资(万元)", "项目类别"), *rows)


async def names(importer: Importer) -> list[str]:
    """The projects on record."""
    return sorted(node["name"] for node in (await importer.ask(NAMES))["projects"]["nodes"])


async def head(office: Office) -> int:
    """The last number of the ledger."""
    async with office.database.reading() as connection:
        return (await read_head(connection)).no


async def test_a_messy_ledger_is_shown_before_anything_is_written(importer: Importer, office: Office) -> None:
    before = await head(office)
    run = await importer.preview(MESSY)
    assert run["state"] == "READY"
    assert states(run) == ["NEW", "NEW", "ERROR"]
    [table] = run["preview"]["tables"]
    assert table["headerRows"] == [3]
    assert table["money"] == {"unit": "YI", "foundIn": "LINE", "text": "单位:亿元"}
    assert [row["number"] for row in table["skipped"]] == [7]
    assert differing(run, 0) == {
        "name": (None, "锂电材料园"),
        "unit": (None, "1镇"),
        "total_yuan": (None, "12.5亿元"),
        "kind": (None, "制造业"),
        "planned_start": (None, "2023-08-31"),
    }
    assert told(run, 0) == [("planned_start", "UNUSUAL", "WARNING")]
    assert told(run, 2) == [("unit", "UNKNOWN_UNIT", "ERROR")]
    assert run["preview"]["counts"] == {
        "rows": 3,
        "new": 2,
        "changed": 0,
        "unchanged": 0,
        "error": 1,
        "warned": 1,
        "hidden": 0,
    }
    assert (await head(office), await names(importer)) == (before, [])


async def test_rows_with_errors_keep_the_others_back_until_one_says_so(
    importer: Importer, office: Office
) -> None:
    run = await importer.preview(MESSY)
    refused = await importer.record(run["id"])
    assert problems(refused) == [("rows", "NOT_ALLOWED")]
    before = await head(office)
    done = await importer.recorded(run["id"], skipErrors=True)
    assert (done["state"], done["firstNo"], done["lastNo"]) == ("DONE", before + 1, before + 3)
    assert await names(importer) == ["康养小镇", "锂电材料园"]
    again = await importer.recorded(run["id"], skipErrors=True)
    assert (again["state"], await head(office)) == ("DONE", before + 3)


async def test_the_same_file_again_changes_nothing(importer: Importer, office: Office) -> None:
    await importer.recorded((await importer.preview(MESSY))["id"], skipErrors=True)
    run = await importer.preview(MESSY)
    assert states(run) == ["UNCHANGED", "UNCHANGED", "ERROR"]
    before = await head(office)
    done = await importer.recorded(run["id"], skipErrors=True)
    assert (done["state"], done["firstNo"], await head(office)) == ("DONE", None, before)


async def test_all_that_is_wrong_with_a_row_is_told_at_once(importer: Importer) -> None:
    run = await importer.preview(
        workbook(
            ("项目名称", "责任单位", "总投资(亿元)", "项目类别", "计划开工日期"),
            ("无主项目", "火星镇", "很多", None, "2023/13/45"),
            ("无主项目二", "火星镇", None, None, None),
        )
    )
    assert told(run, 0) == [
        ("total_yuan", "MALFORMED", "ERROR"),
        ("planned_start", "MALFORMED", "ERROR"),
        ("unit", "UNKNOWN_UNIT", "ERROR"),
    ]
    assert told(run, 1) == [("unit", "UNKNOWN_UNIT", "ERROR"), ("total_yuan", "REQUIRED", "ERROR")]
    [*_, problem] = run["preview"]["rows"]["nodes"][1]["problems"]
    assert "总投资、项目类别" in problem["message"]


async def test_one_chooses_rows(importer: Importer) -> None:
    run = await importer.preview(MESSY)
    assert problems(await importer.record(run["id"], only=[0, 9])) == [("rows", "NOT_FOUND")]
    assert (await importer.recorded(run["id"], only=[0, 1], without=[0]))["state"] == "DONE"
    assert await names(importer) == ["康养小镇"]


async def test_what_changed_since_the_preview_is_looked_at_again(importer: Importer, office: Office) -> None:
    project = await office.project("碳材料厂")
    run = await importer.preview(ledger(("碳材料厂", "1镇", 30000, "制造业")))
    assert differing(run, 0) == {"total_yuan": ("2亿元", "3亿元")}
    await office.do(
        ProjectChange(project=project, version=1, effective=date(2023, 5, 1), total_yuan=yi(5)), reason="调整"
    )
    before = await head(office)
    refused = await importer.recorded(run["id"])
    assert (refused["state"], refused["code"], await head(office)) == ("READY", "CONFLICT", before)
    assert "重新预览" in refused["message"]


async def test_without_a_unit_of_money_nothing_is_recorded(importer: Importer) -> None:
    nameless = workbook(("项目名称", "总投资", "项目类别"), ("碳材料厂", 2, "制造业"))
    run = await importer.preview(nameless)
    assert run["preview"]["needsMoneyUnit"] is True
    assert problems(await importer.record(run["id"])) == [("money", "REQUIRED")]
    said = await importer.preview(nameless, money="YI")
    assert said["preview"]["needsMoneyUnit"] is False
    assert differing(said, 0)["total_yuan"] == (None, "2亿元")


async def test_what_a_row_tells_of_a_known_project_is_changed_or_corrected(
    importer: Importer, office: Office
) -> None:
    project = await office.project("碳材料厂", codes=("2301-990001-04-01-123456",))
    await office.do(StageRecord(project=project, stage=Stage.STARTED, on=date(2023, 3, 1)))
    content = workbook(
        ("项目名称", "项目代码", "总投资(亿元)", "产业链", "项目阶段", "到达日期", "年度计划投资(万元)"),
        ("碳材料厂(二期)", "2301－990001－04－01－123456", 3, "新材料", "开工", "2023-04-02", 8000),
    )
    run = await importer.preview(content)
    assert states(run) == ["CHANGED"], told(run, 0)
    assert differing(run, 0) == {
        "name": ("碳材料厂", "碳材料厂(二期)"),
        "total_yuan": ("2亿元", "3亿元"),
        "profile.chain": (None, "新材料"),
        "stage_on": ("2023-03-01", "2023-04-02"),
        "year_plan_yuan": (None, "8000万元"),
    }
    assert ("stage_on", "UNUSUAL", "WARNING") in told(run, 0)
    assert (await importer.recorded(run["id"]))["state"] == "DONE"
    assert states(await importer.preview(content)) == ["UNCHANGED"]


async def test_a_policy_that_is_named_takes_new_projects_in(importer: Importer) -> None:
    await importer.imported(ledger(("大厂", "1镇", 20000, "制造业")), policy=POLICY)
    nodes = (await importer.ask("{ enrolments { nodes { policy unit { key } project { name } } } }"))[
        "enrolments"
    ]["nodes"]
    assert nodes == [{"policy": POLICY, "unit": {"key": "town1"}, "project": {"name": "大厂"}}]


async def test_two_rows_about_one_project_are_one_too_many(importer: Importer) -> None:
    run = await importer.preview(ledger(("厂", "1镇", 2, "制造业"), ("厂 ", "1镇", 3, "制造业")))
    assert states(run) == ["NEW", "ERROR"]
    assert told(run, 1) == [("name", "DUPLICATE", "ERROR")]


async def test_projects_of_one_name_are_told_apart_by_code_only(importer: Importer, office: Office) -> None:
    for _ in range(2):
        await office.project("碳材料厂")
    run = await importer.preview(ledger(("碳材料厂", "1镇", 2, "制造业")))
    assert told(run, 0) == [("codes", "REQUIRED", "ERROR")]


async def test_who_reports_for_a_unit_imports_its_own_as_claims(importer: Importer) -> None:
    importer.principal = REPORTER
    content = ledger(("一镇厂", "1镇", 20000, "制造业"), ("二镇厂", "2镇", 20000, "制造业"))
    run = await importer.preview(content)
    assert states(run) == ["NEW", "ERROR"]
    assert told(run, 1) == [("unit", "NOT_ALLOWED", "ERROR")]
    await importer.recorded(run["id"], skipErrors=True)
    async with importer.office.database.reading() as connection:
        columns = select(t.project_version.c.name, t.project_version.c.state)
        assert (await connection.execute(columns)).all() == [("一镇厂", "CLAIMED")]
    importer.principal = OTHER_REPORTER
    assert await importer.look(run["id"]) is None
    assert problems(await importer.record(run["id"])) == [("run", "NOT_FOUND")]


async def test_others_import_nothing(importer: Importer) -> None:
    own = await importer.send(MESSY, name="台账.xlsx")
    importer.principal = REPORTER
    assert problems(await importer.asked(MESSY, upload=own)) == [("upload", "NOT_FOUND")]
    assert problems(await importer.asked(MESSY, "units")) == [("form", "NOT_ALLOWED")]
    assert problems(await importer.asked(MESSY, "no-such")) == [("form", "UNKNOWN_ITEM")]
    assert problems(await importer.asked(MESSY, jurisdiction="mars")) == [
        ("jurisdiction", "UNKNOWN_JURISDICTION")
    ]
    assert problems(await importer.asked(MESSY, upload="att_1")) == [("upload", "MALFORMED")]


async def test_the_same_request_is_one_import(importer: Importer) -> None:
    upload = await importer.send(MESSY, name="台账.xlsx")
    given = {"requestId": str(uuid4()), "upload": upload}
    first = await importer.preview(MESSY, **given)
    assert (await importer.preview(MESSY, **given))["id"] == first["id"]
    other = await importer.asked(MESSY, **given, on="2023-05-01")
    assert problems(other) == [("requestId", "REQUEST_ID_REUSED")]


async def test_a_file_that_is_none_is_refused_with_a_reason(importer: Importer) -> None:
    run = await importer.preview(workbook(("姓名", "电话"), ("甲", "乙")))
    assert (run["state"], run["code"], run["preview"]) == ("FAILED", "NO_TABLE", None)


async def test_the_users_own_workbook_comes_back_marked(importer: Importer) -> None:
    run = await importer.preview(MESSY)
    response = await importer.http.get(run["preview"]["marked"])
    assert response.status_code == 200
    sheet = load_workbook(BytesIO(response.content)).worksheets[0]
    comment = sheet["C6"].comment
    assert comment is not None
    assert "火星镇" in comment.text
    assert sheet["C6"].fill.fgColor.rgb != sheet["C5"].fill.fgColor.rgb
    assert sheet["B6"].value == "无主项目"
    assert (await importer.http.get("/imports?token=made.up")).status_code == 404


async def test_statements_do_not_grow_with_rows(importer: Importer, office: Office) -> None:
    counted = []
    for number in (2, 40):
        rows = [(f"项目{number}-{place}", "1镇", 20000, "制造业") for place in range(number)]
        run = await importer.preview(ledger(*rows))
        with statements_of(office.database) as sent:
            assert (await importer.recorded(run["id"]))["state"] == "DONE"
        # beside the notes of how far it is, of which there are as many as it takes seconds
        counted.append(len({statement for statement in sent if "import_run" not in statement}))
    assert counted[0] == counted[1]
