"""Forms filled in: a file that is brought in again as it left changes nothing."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from tests.files.sending import problems
from tests.sheets.exports.exporting import Exporter
from tests.sheets.imports.importing import states, workbook
from tests.support.city import CITY, POLICY
from tests.support.office import Office
from xiangmu.plugin.money import wan
from xiangmu.plugin.vocabulary import Flag, Stage, StartKind
from xiangmu.services.events import StageRecord, StartRecord
from xiangmu.services.plans import PlanSet
from xiangmu.services.progress import ProgressReport
from xiangmu.services.projects import ProjectChange
from xiangmu.services.year_plans import YearPlanSet

pytestmark = pytest.mark.anyio
HERE = {"jurisdiction": [CITY]}
ON = "2023-07-01"


async def again(exporter: Exporter, form: str, content: bytes, **given: Any) -> list[str]:
    """What would become of the rows of an export."""
    run = await exporter.preview(content, form, on=ON, **given)
    assert run["state"] == "READY", run
    assert not run["preview"]["needsMoneyUnit"]
    assert not [row["problems"] for row in run["preview"]["rows"]["nodes"] if row["problems"]]
    return states(run)


async def rich(office: Office) -> UUID:
    """A project of which everything is recorded that a ledger has a column for."""
    project = await office.project(
        "碳材料厂",
        codes=("2301-990001-04-01-123456", "2301-990001-04-01-123457"),
        profile={"chain": "新材料"},
        total_yuan=1_234_567_891,
        flags=(Flag.DIGITAL_ECONOMY, Flag.ADVANCED_MANUFACTURING),
        place="南区",
        sector="C26",
    )
    await office.run_all(
        StageRecord(project=project, stage=Stage.SIGNED, on=date(2023, 2, 1)),
        StageRecord(project=project, stage=Stage.STARTED, on=date(2023, 3, 1)),
        StartRecord(project=project, kind=StartKind.CEREMONY, on=date(2023, 2, 28)),
        StartRecord(project=project, kind=StartKind.SUBSTANTIVE, on=date(2023, 3, 1)),
        PlanSet(project=project, milestone=Stage.STARTED, due=date(2023, 3, 15), made_on=date(2023, 1, 20)),
        PlanSet(project=project, milestone=Stage.COMPLETED, due=date(2024, 6, 30), made_on=date(2023, 1, 20)),
        YearPlanSet(project=project, year=2023, planned_yuan=wan(8000)),
    )
    await office.do(
        ProjectChange(project=project, version=1, effective=date(2023, 5, 1), place="南区二路"), reason="更址"
    )
    return project


async def test_a_ledger_of_projects_comes_back_unchanged(exporter: Exporter, office: Office) -> None:
    await rich(office)
    await office.project("=康养小镇", unit="town2")
    await office.project("康养小镇(二期)", unit="town2", total_yuan=1)
    asked = {"filter": HERE, "order": [{"by": "NAME"}], "form": "projects"}
    name, content = await exporter.fetched(projects=asked)
    assert name == "试验市项目台账(2023-07-01).xlsx"
    sheet = await exporter.table(projects=asked)
    row = sheet.rows[-1]
    assert (row["项目名称"], row["责任单位"], row["产业链"], row["建设地点"]) == (
        "碳材料厂",
        "1镇",
        "新材料",
        "南区二路",
    )
    assert Decimal(str(row["总投资"])) == Decimal("123456.7891")
    assert (row["项目阶段"], row["到达日期"]) == ("开工", date(2023, 3, 1))
    assert (row["开工仪式日期"], row["计划竣工日期"], row["年度计划投资"]) == (
        date(2023, 2, 28),
        date(2024, 6, 30),
        8000,
    )
    assert await again(exporter, "projects", content) == ["UNCHANGED"] * 3


async def test_the_filter_holds_for_forms_too(exporter: Exporter, office: Office) -> None:
    await rich(office)
    await office.project("康养小镇", unit="town2")
    asked = {"filter": HERE | {"total": {"most": "20000"}}, "form": "projects"}
    assert (await exporter.table(projects=asked)).column("项目名称") == ["康养小镇"]


async def test_progress_comes_back_unchanged(exporter: Exporter, office: Office) -> None:
    project = await rich(office)
    for month, picture in ((4, "主体\n施工"), (5, "")):
        await office.do(
            ProgressReport(
                project=project,
                month=date(2023, month, 1),
                invested_yuan=wan(500) + 1,
                cumulative_yuan=wan(500) * (month - 3) + 1,
                picture=picture,
            )
        )
    _, content = await exporter.fetched(monthProgress={"filter": HERE, "form": "progress"})
    assert await again(exporter, "progress", content) == ["UNCHANGED"] * 2


async def test_issues_units_and_inventories_come_back_unchanged(exporter: Exporter, office: Office) -> None:
    await rich(office)
    issues = workbook(
        ("项目", "问题类别", "问题", "责任单位", "提出日期", "轻重"),
        ("碳材料厂", "用地", "征地未完成", "服务局", "2023-05-06", None),
        (None, "用地", "一次性\n告知不到位", "1镇", "2023-05-07", None),
    )
    await exporter.imported(issues, "issues", policy=POLICY)
    asked = {"filter": HERE | {"policy": [POLICY]}, "form": "issues"}
    _, content = await exporter.fetched(issues=asked)
    assert await again(exporter, "issues", content, policy=POLICY) == ["UNCHANGED"] * 2
    names = workbook(("标识", "单位名称", "单位类别", "别名"), ("town9", "9镇", "乡镇、街道", "第9镇、九镇"))
    await exporter.imported(names, "units")
    _, content = await exporter.fetched(units={"filter": HERE, "form": "units"})
    assert {*await again(exporter, "units", content)} == {"UNCHANGED"}
    items = workbook(
        ("名称", "责任单位", "位置", "用途", "面积", "成因"),
        ("南街地块", "1镇", "南街", "工业", 12.5, "停建"),
    )
    await exporter.imported(items, "inventory_land")
    _, content = await exporter.fetched(inventoryItems={"filter": HERE, "form": "inventory_land"})
    assert await again(exporter, "inventory_land", content) == ["UNCHANGED"]


async def test_tasks_come_back_unchanged(exporter: Exporter) -> None:
    heads = ("责任单位", "目标任务", "目标值", "批准日期", "批准人职务", "调整理由")
    await exporter.imported(
        workbook(heads, ("1镇", "开工任务", 3, "2023-05-20", "市长", "任务加码")), "tasks", policy=POLICY
    )
    sheet = await exporter.table(tasks={"policy": POLICY})
    assert {(row["责任单位"], row["目标值"]) for row in sheet.rows} >= {("1镇", 3)}
    _, content = await exporter.fetched(tasks={"policy": POLICY})
    assert {*await again(exporter, "tasks", content, policy=POLICY)} == {"UNCHANGED"}


async def test_what_cannot_be_filled_in_is_refused(exporter: Exporter) -> None:
    for asked, problem in (
        ({"projects": {"filter": HERE, "form": "units"}}, ("projects.form", "NOT_FOUND")),
        ({"projects": {"filter": HERE, "form": "none"}}, ("projects.form", "NOT_FOUND")),
        (
            {"projects": {"filter": {"jurisdiction": ["mars"]}, "form": "projects"}},
            ("projects.filter.jurisdiction", "NOT_FOUND"),
        ),
        ({"tasks": {"policy": "mars"}}, ("tasks.policy", "NOT_FOUND")),
    ):
        assert problems(await exporter.wanted(**asked)) == [problem]
