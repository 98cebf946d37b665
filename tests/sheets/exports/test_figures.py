"""Figures as workbooks: what the queries of the same names answer, to whom they answer it."""

from datetime import date
from fractions import Fraction

import pytest
from openpyxl import Workbook

from tests.files.sending import REPORTER, problems
from tests.sheets.exports.exporting import Exporter, Sheet
from tests.sheets.imports.importing import workbook
from tests.support.city import POLICY
from tests.support.office import Office
from xiangmu.plugin.vocabulary import Stage
from xiangmu.services.events import StageRecord

pytestmark = pytest.mark.anyio
QUARTER = {"policy": POLICY, "period": "2023Q2"}
GIVEN = f'policy: "{POLICY}", period: "2023Q2"'


def sheets(book: Workbook) -> dict[str, Sheet]:
    """All sheets by name."""
    return {sheet.title: Sheet(sheet) for sheet in book.worksheets}


@pytest.fixture
async def played(office: Office) -> None:
    """Two towns have started a project each."""
    for name, unit, on in (("甲厂", "town2", date(2023, 5, 8)), ("=乙厂", "town1", date(2023, 4, 8))):
        project = await office.enrolled_project(name, unit)
        await office.do(StageRecord(project=project, stage=Stage.STARTED, on=on))


@pytest.mark.usefixtures("played")
async def test_cards_add_up_line_by_line_as_the_api_answers(exporter: Exporter) -> None:
    name, _ = await exporter.fetched(scorecards=QUARTER)
    assert name == "试验市得分表 2023Q2(2023-07-01).xlsx"
    found = sheets(await exporter.exported(scorecards=QUARTER))
    data = await exporter.data(
        f"""{{ scorecards({GIVEN}) {{ unit {{ title }} total noTotal
        lines {{ title exact because clause {{ id }} }} }} }}"""
    )
    cards = data["scorecards"]
    totals = found["得分汇总"]
    assert [(row["单位"], row["没有总分的原因"]) for row in totals.rows] == [
        (card["unit"]["title"], card["noTotal"]) for card in cards
    ]
    lines = [row for row in found["得分行"].rows if row["得分项"] != "总分"]
    answered = [(card["unit"]["title"], line) for card in cards for line in card["lines"]]
    assert [(row["单位"], row["得分项"], row["为什么"], row["条款"]) for row in lines] == [
        (unit, line["title"], line["because"], line["clause"]["id"]) for unit, line in answered
    ]
    assert [row["分值"] for row in lines] == pytest.approx(
        [float(Fraction(line["exact"])) for _, line in answered]
    )
    for card, row in zip(cards, totals.rows, strict=True):
        own = [line["分值"] for line in lines if line["单位"] == card["unit"]["title"]]
        if card["total"] is not None:
            assert row["总分"] == pytest.approx(float(card["total"])) == pytest.approx(sum(own))
    assert any("考核期：2023年第2季度" in line for line in totals.lines)


@pytest.mark.usefixtures("played")
async def test_boards_set_units_without_a_place_apart(exporter: Exporter) -> None:
    found = sheets(await exporter.exported(boards=QUARTER))
    data = await exporter.data(
        f"{{ boards({GIVEN}) {{ title places {{ unit {{ title }} position total change because }} }} }}"
    )
    for board in data["boards"]:
        ranked = [place for place in board["places"] if place["position"]]
        rows = found[board["title"]].rows
        assert [(row["位次"], row["单位"], row.get("升降"), row.get("说明")) for row in rows] == [
            (place["position"], place["unit"]["title"], place["change"], place["because"]) for place in ranked
        ]
        assert any("来历：" in line and "条款：" in line for line in found[board["title"]].lines)
    unranked = [place for board in data["boards"] for place in board["places"] if not place["position"]]
    assert len(found["不能排名的单位"].rows if "不能排名的单位" in found else []) == len(unranked)


@pytest.mark.usefixtures("played")
async def test_targets_and_who_is_to_be_reported(exporter: Exporter) -> None:
    found = sheets(await exporter.exported(attainment=QUARTER))
    data = await exporter.data(
        f"""{{ attainment({GIVEN}) {{ attainments {{ target {{ title }} goal {{ text }} value {{ text }} verdict
        milestones {{ because }} }} }} accountability({GIVEN}) {{ title units {{ unit {{ title }}
        shortfalls {{ because }} }} }} }}"""
    )
    answered = data["attainment"]["attainments"]
    assert [
        (row["目标任务"], row["目标值"], row["完成数"], row["结论"]) for row in found["完成情况"].rows
    ] == [
        (
            one["target"]["title"],
            one["goal"] and one["goal"]["text"],
            one["value"] and one["value"]["text"],
            one["verdict"],
        )
        for one in answered
    ]
    told = [stand["because"] for one in answered for stand in one["milestones"]]
    assert found["节点"].column("说明") == told if told else "节点" not in found
    lists = sheets(await exporter.exported(accountability=QUARTER))
    for one in data["accountability"]:
        assert [(row["单位"], row["未达到的要求"]) for row in lists[one["title"]].rows] == [
            (unit["unit"]["title"], shortfall["because"])
            for unit in one["units"]
            for shortfall in unit["shortfalls"]
        ]


async def test_inventories_with_their_items(exporter: Exporter) -> None:
    heads = ("名称", "责任单位", "位置", "用途", "面积", "成因")
    items = workbook(
        heads,
        ("南街地块", "1镇", "南街", "工业", 12.5, "停建"),
        ("北街地块", "2镇", "北街", "住宅", 7.25, ""),
    )
    await exporter.imported(items, "inventory_land")
    found = sheets(await exporter.exported(inventories={"policy": POLICY}))
    data = await exporter.data(f'{{ inventories(policy: "{POLICY}") {{ title sum {{ count area }} }} }}')
    whole = [row for row in found["汇总"].rows if row["状态"] == "全部"]
    assert [(row["台账"], row["条数"], row["面积"]) for row in whole] == [
        (one["title"], one["sum"]["count"], one["sum"]["area"] and float(one["sum"]["area"]))
        for one in data["inventories"]
    ]
    land = next(one["title"] for one in data["inventories"] if one["sum"]["count"] == 2)
    assert {*found[land].column("名称")} == {"南街地块", "北街地块"}
    assert sum(found[land].column("面积")) == 19.75


@pytest.mark.usefixtures("played")
async def test_who_is_not_answered_exports_nothing(exporter: Exporter) -> None:
    wrong = {"policy": POLICY, "period": "2023Q9"}
    assert problems(await exporter.wanted(boards=wrong)) == [("boards.period", "MALFORMED")]
    exporter.principal = REPORTER
    assert problems(await exporter.wanted(boards=QUARTER)) == [("boards.policy", "NOT_ALLOWED")]
    own = await exporter.table(scorecards=QUARTER)
    assert own.column("单位") == ["1镇"]
    assert own.column("位次") == [None]
