"""The other forms: each is shown, recorded, and the same file again changes nothing."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.sheets.imports.importing import Importer, differing, states, told, workbook
from tests.support.city import POLICY
from tests.support.office import Office
from xiangmu.db import tables as t
from xiangmu.services.files.keeping import forget_imports
from xiangmu.services.problems import Refused
from xiangmu.services.surveys import SurveyOpen, token_of
from xiangmu.sheets.imports.ballots import require_together
from xiangmu.sheets.imports.preview import loaded
from xiangmu.sheets.imports.rows import GivenRow, Planned

pytestmark = pytest.mark.anyio
SECRET = "0123456789abcdef"  # noqa: S105 - a survey of a test


async def again(importer: Importer, content: bytes, form: str, **given: Any) -> list[str]:
    """What becomes of the rows when they are recorded and the file is imported once more."""
    await importer.imported(content, form, **given)
    return states(await importer.preview(content, form, **given))


async def test_progress_is_reported_and_corrected(importer: Importer, office: Office) -> None:
    await office.project("碳材料厂")
    heads = ("项目名称", "月份", "当月完成投资(万元)", "累计完成投资(万元)", "形象进度")
    content = workbook(heads, ("碳材料厂", "2023年5月", 500, 900, "主体完工"))
    assert await again(importer, content, "progress") == ["UNCHANGED"]
    other = workbook(heads, ("碳材料厂", "2023-05", 600, 1000, ""))
    run = await importer.preview(other, "progress")
    assert differing(run, 0) == {
        "invested_yuan": ("500万元", "600万元"),
        "cumulative_yuan": ("900万元", "1000万元"),
    }
    assert ("month", "UNUSUAL", "WARNING") in told(run, 0)
    assert (await importer.recorded(run["id"]))["state"] == "DONE"


async def test_progress_is_of_a_month_and_of_nothing_longer(importer: Importer, office: Office) -> None:
    await office.project("碳材料厂")
    heads = ("项目名称", "月份", "当月完成投资(万元)", "累计完成投资(万元)")
    run = await importer.preview(
        workbook(heads, ("碳材料厂", "2023年5月", 5, 9), ("碳材料厂", "2023年二季度", 5, 9)), "progress"
    )
    assert told(run, 0) == []
    assert told(run, 1) == [("month", "MALFORMED", "ERROR")]


async def test_issues_are_raised_once(importer: Importer, office: Office) -> None:
    await office.project("碳材料厂")
    content = workbook(
        ("项目", "问题类别", "问题", "责任单位", "提出日期"),
        ("碳材料厂", "用地", "征地未完成", "服务局", "2023-05-06"),
    )
    assert await again(importer, content, "issues", policy=POLICY) == ["UNCHANGED"]
    refused = await importer.asked(content, "issues")
    assert [error["code"] for error in refused["errors"]] == ["REQUIRED"]


async def test_units_are_added_and_get_further_names(importer: Importer) -> None:
    content = workbook(
        ("标识", "单位名称", "单位类别", "别名"),
        ("town9", "9镇", "乡镇、街道", "第9镇、九镇"),
        ("town1", "1镇", "", "一镇"),
    )
    assert await again(importer, content, "units") == ["UNCHANGED", "UNCHANGED"]
    run = await importer.preview(workbook(("标识", "单位名称"), ("town1", "壹镇")), "units")
    assert told(run, 0) == [("title", "NOT_ALLOWED", "ERROR")]


async def test_goals_are_revised_with_their_approval(importer: Importer) -> None:
    heads = ("责任单位", "目标任务", "目标值", "批准日期", "批准人职务", "调整理由")
    content = workbook(
        heads, ("1镇", "开工任务", 3, "2023-05-20", "市长", "任务加码"), ("2镇", "开工任务", 2, "", "", "")
    )
    run = await importer.preview(content, "tasks", policy=POLICY)
    assert states(run) == ["CHANGED", "UNCHANGED"]
    assert differing(run, 0) == {"goal": ("2", "3")}
    assert await again(importer, content, "tasks", policy=POLICY) == ["UNCHANGED", "UNCHANGED"]
    bare = workbook(heads, ("3镇", "开工任务", 9, "", "", ""))
    assert told(await importer.preview(bare, "tasks", policy=POLICY), 0) == [
        ("approved_on", "REQUIRED", "ERROR")
    ]


async def test_items_of_an_inventory_are_entered_and_changed(importer: Importer) -> None:
    heads = ("名称", "责任单位", "位置", "用途", "面积", "成因")
    content = workbook(heads, ("南街地块", "1镇", "南街", "工业", 12.5, "停建"))
    assert await again(importer, content, "inventory_land") == ["UNCHANGED"]
    run = await importer.preview(
        workbook(heads, ("南街地块", "1镇", "北街", "工业", 13, "停建")), "inventory_land"
    )
    assert differing(run, 0) == {"cells.place": ("南街", "北街"), "area": ("12.5", "13")}
    assert (await importer.recorded(run["id"]))["state"] == "DONE"


async def test_ballots_are_cast_and_nothing_of_them_is_kept(importer: Importer, office: Office) -> None:
    opened = await office.do(
        SurveyOpen(
            policy=POLICY, group="services", period="2023Q2", frame=("甲厂",), seed="七", secret=SECRET
        )
    )
    survey = UUID(opened.subject)
    token = token_of(SECRET, survey, "甲厂")
    content = workbook(
        ("评议券", "部门", "服务态度", "工作效率", "服务质量"), (token, "服务局", 18.5, 37, 36)
    )
    given = {"survey": f"svy_{survey.hex}", "policy": POLICY}
    await importer.imported(content, "ballots", **given)
    run = await importer.preview(content, "ballots", **given)
    assert told(run, 0) == [("token", "NOT_ALLOWED", "ERROR")]
    async with office.database.reading() as connection:
        box = (await connection.execute(select(t.ballot_box))).mappings().all()
        kept = (await connection.execute(select(t.import_run.c.preview))).scalars().all()
        reasons = (await connection.execute(select(t.command.c.reason))).scalars().all()
    assert [(row["attitude"], row["efficiency"], row["quality"]) for row in box] == [(1850, 3700, 3600)]
    assert not [one for one in kept if one and token in str(loaded(one))]
    assert not [reason for reason in reasons if token in reason]


async def test_the_rows_of_a_token_are_cast_together_or_not_at_all(
    importer: Importer, office: Office
) -> None:
    frame = ("甲厂",)
    opened = await office.do(
        SurveyOpen(policy=POLICY, group="services", period="2023Q2", frame=frame, seed="七", secret=SECRET)
    )
    survey = UUID(opened.subject)
    token = token_of(SECRET, survey, "甲厂")
    head = ("评议券", "部门", "服务态度", "工作效率", "服务质量")
    half = workbook(head, (token, "服务局", 18, 37, 36), (token, "火星局", 18, 37, 36))
    run = await importer.preview(half, "ballots", survey=f"svy_{survey.hex}", policy=POLICY)
    assert states(run) == ["ERROR", "ERROR"]
    assert [told(run, place) for place in (0, 1)] == [
        [("token", "NOT_ALLOWED", "ERROR")],
        [("unit", "UNKNOWN_UNIT", "ERROR")],
    ]


def test_no_token_is_torn_by_choosing_rows() -> None:
    tokens = ("甲", "甲", "乙")
    planned = [
        Planned(row=GivenRow(place=place, sheet="票", number=place + 2, values={"token": token}), subject="")
        for place, token in enumerate(tokens)
    ]
    require_together(planned, {0, 1})
    require_together(planned, {2})
    with pytest.raises(Refused, match="一张券"):
        require_together(planned, {1, 2})


async def test_days_that_a_file_does_not_tell_are_the_day_that_was_said(
    importer: Importer, office: Office
) -> None:
    content = workbook(("项目名称", "总投资(亿元)", "项目类别"), ("碳材料厂", 2, "制造业"))
    await importer.imported(content, on="2023-02-03")
    async with office.database.reading() as connection:
        [since] = (await connection.execute(select(t.project_version.c.effective))).scalars().all()
    assert since == date(2023, 2, 3)


async def test_old_imports_are_forgotten_with_their_files(importer: Importer, office: Office) -> None:
    content = workbook(("项目名称", "总投资(亿元)", "项目类别"), ("碳材料厂", 2, "制造业"))
    run = await importer.imported(content)
    assert await forget_imports(office.database, office.clock, days=7) == 0
    office.pass_time(days=8)
    assert await forget_imports(office.database, office.clock, days=7) == 1
    assert await importer.look(run["id"]) is None


async def test_what_is_required_and_blank_is_told_with_its_clause(importer: Importer) -> None:
    heads = ("名称", "责任单位", "位置", "用途", "面积", "成因")
    run = await importer.preview(
        workbook(heads, ("南街地块", "1镇", "", "工业", 12.5, "停建")), "inventory_land"
    )
    [problem] = run["preview"]["rows"]["nodes"][0]["problems"]
    assert (problem["field"], problem["code"], problem["clause"]) == ("cells.place", "REQUIRED", "T-1")
