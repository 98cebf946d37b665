"""Lists as workbooks: the rows, fields and sums that the API answers to whoever asks, and nothing of it a formula."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.files.sending import NOBODY, REPORTER, problems
from tests.sheets.exports.exporting import Exporter
from tests.support.office import Office
from tests.support.statements import statements_of
from xiangmu.api.entities.roots import ROOTS
from xiangmu.api.reader.entity import All
from xiangmu.plugin.vocabulary import Flag, Stage
from xiangmu.services.events import StageRecord

pytestmark = pytest.mark.anyio
HOSTILE = '=HYPERLINK("http://a.example","看")'


async def test_a_list_is_what_the_api_answers(exporter: Exporter, office: Office) -> None:
    steel = await office.project(
        "碳材料厂",
        codes=("2301-990001-04-01-123456",),
        profile={"chain": "新材料"},
        total_yuan=1_234_567_891,
        flags=(Flag.DIGITAL_ECONOMY,),
    )
    await office.do(StageRecord(project=steel, stage=Stage.STARTED, on=date(2023, 3, 1)))
    await office.project("康养小镇", unit="town2")
    name, content = await exporter.fetched(projects={"order": [{"by": "NAME"}]})
    assert name == "试验市项目(2023-07-01).xlsx"
    book = load_workbook(BytesIO(content))
    sheet = await exporter.table(projects={"order": [{"by": "NAME"}]})
    assert sheet.column("项目名称") == ["康养小镇", "碳材料厂"]
    second = sheet.rows[1]
    assert second["总投资"] == pytest.approx(123456.7891)
    assert (second["填报单位"], second["所属辖区"], second["类别"]) == ("1镇", "试验市", "制造业")
    assert (second["阶段"], second["项目代码"], second["产业链"]) == (
        "开工",
        "2301-990001-04-01-123456",
        "新材料",
    )
    data = await exporter.data("{ projects { sums { total } totalCount nodes { id } } }")
    assert sheet.total is not None
    assert Decimal(str(sheet.total["总投资"])) == Decimal(data["projects"]["sums"]["total"])
    assert {*sheet.column("标识")} == {node["id"] for node in data["projects"]["nodes"]}
    worksheet = book.worksheets[0]
    assert worksheet.freeze_panes == "D7"
    assert worksheet.auto_filter.ref == f"A6:{worksheet.dimensions.split(':')[1][:-1]}8"
    assert (worksheet.print_title_rows, worksheet.page_setup.orientation) == ("$6:$6", "landscape")


async def test_filter_and_moment_stand_above(exporter: Exporter, office: Office) -> None:
    first = await office.project("碳材料厂")
    await office.project("康养小镇", unit="town2")
    units = await exporter.data("{ units { nodes { id title } } }")
    town = next(unit["id"] for unit in units["units"]["nodes"] if unit["title"] == "2镇")
    sheet = await exporter.table(
        projects={"filter": {"unit": [town], "jurisdiction": ["testville"]}, "order": [{"by": "TOTAL"}]}
    )
    assert sheet.column("项目名称") == ["康养小镇"]
    assert any("2镇" in line and "试验市" in line for line in sheet.lines if line.startswith("筛选："))
    assert "排序：总投资升序" in sheet.lines
    assert any("号" in line and "2023-07-01 12:00" in line and "共 1 行" in line for line in sheet.lines)
    assert "单位：万元" in sheet.lines
    about = await exporter.table(stageEvents={"filter": {"project": [f"prj_{first.hex}"]}})
    assert about.rows == []


async def test_text_never_becomes_a_formula(exporter: Exporter, office: Office) -> None:
    for name in (HOSTILE, "+1", "-1", "@SUM(A1)"):
        await office.project(name)
    book = await exporter.exported(projects={})
    cells = {cell.value: cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value}
    for name in (HOSTILE, "+1", "-1", "@SUM(A1)"):
        assert (cells[name].data_type, cells[name].quotePrefix) == ("s", True)


async def test_every_list_can_be_exported(exporter: Exporter, office: Office) -> None:
    await office.enrolled_project()
    for name, root in ROOTS.items():
        if isinstance(root, All):
            sheet = await exporter.table(**{name: {}})
            asked = await exporter.data(f"{{ {name} {{ totalCount }} }}")
            assert len(sheet.rows) == asked[name]["totalCount"], name
            assert sheet.titles[-1] == "标识"
            assert len({*sheet.titles}) == len(sheet.titles), (name, sheet.titles)


async def test_each_sees_in_it_what_the_list_shows_them(exporter: Exporter, office: Office) -> None:
    await office.project("一镇厂")
    await office.project("二镇厂", unit="town2")
    exporter.principal = REPORTER
    assert (await exporter.table(projects={})).column("项目名称") == ["一镇厂"]
    exporter.principal = NOBODY
    assert (await exporter.table(projects={})).rows == []


async def test_what_the_list_refuses_is_refused(exporter: Exporter, office: Office) -> None:
    refused = await exporter.wanted(projects={"filter": {"text": "x" * 80}})
    assert problems(refused) == [("projects.filter.text", "MALFORMED")]
    await office.project("甲")
    await office.project("乙")
    exporter.limited(rows=1)
    assert problems(await exporter.wanted(projects={})) == [("projects.filter", "OUT_OF_RANGE")]


async def test_addresses_end(exporter: Exporter, office: Office) -> None:
    url = (await exporter.wanted(projects={}))["export"]["url"]
    office.pass_time(minutes=9)
    assert (await exporter.http.get(url)).status_code == 200
    office.pass_time(minutes=2)
    assert (await exporter.http.get(url)).status_code == 404
    assert (await exporter.http.get("/exports?token=made.up")).status_code == 404


async def test_statements_grow_with_pages_only(exporter: Exporter, office: Office) -> None:
    counted = []
    for number in range(3):
        for place in range(3):
            await office.project(f"项目{number}-{place}")
        with statements_of(office.database) as sent:
            await exporter.table(projects={})
        counted.append(len(sent))
    assert counted[1] == counted[2]
