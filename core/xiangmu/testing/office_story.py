"""What the office read, changed, ruled and took down, in Chinese words → facts."""

from fractions import Fraction

from xiangmu.plugin.facts import Commitment, DuplicateRuling, GoalRevision, IndicatorReading
from xiangmu.plugin.figures import Amount
from xiangmu.plugin.measures import Indicator
from xiangmu.testing.cells import CaseError, Cells
from xiangmu.testing.preparation_story import tell_duty
from xiangmu.testing.story import Story

WHOLE = "全辖区"


def tell_office(story: Story, cells: Cells, indicators: dict[str, Indicator]) -> None:
    """Tell 读数, 目标修订, 裁定, 承诺 and the 职责 of units."""
    for row in cells.rows("读数"):
        story.add("indicators", _reading(story, row, indicators))
    for row in cells.rows("目标修订"):
        unit = _unit(story, row)
        effective = row.day("自")
        story.add(
            "goal_revisions",
            GoalRevision(
                id=story.new_id(),
                policy=story.policy,
                target=str(row.need("目标")),
                group=story.group if unit else "",
                unit=unit,
                goal=int(row.amount("目标值")),
                effective=effective,
                approved_on=row.some_day("批准") or effective,
                approver=str(row.take("批准人", "领导小组组长")),
                reason=str(row.need("理由")),
            ),
        )
    for row in cells.rows("裁定"):
        story.add(
            "rulings",
            DuplicateRuling(
                id=story.new_id(),
                project=story.project(row.place, str(row.need("项目"))),
                other=story.project(row.place, str(row.need("另一项目"))),
                same=bool(row.need("相同")),
                on=row.day("日期"),
                reason=str(row.need("理由")),
            ),
        )
    for row in cells.rows("承诺"):
        promise = Commitment(
            id=story.new_id(),
            policy=story.policy,
            unit=story.of_unit(row),
            text=str(row.need("内容")),
            on=row.day("日期"),
            due=row.some_day("期限"),
        )
        story.add("commitments", promise)
    for row in cells.rows("职责"):
        tell_duty(story, row, None)


def _unit(story: Story, row: Cells) -> str:
    name = str(row.take("单位", WHOLE))
    return "" if name == WHOLE else story.unit_key(name)


def _reading(story: Story, row: Cells, indicators: dict[str, Indicator]) -> IndicatorReading:
    key = str(row.need("指标"))
    if key not in indicators:
        raise CaseError(f"{row.place}: 没有指标 {key}")
    read = row.amount("数值")
    if indicators[key].counts is Amount.RATE:
        read = read / 1000
    return IndicatorReading(
        id=story.new_id(),
        indicator=key,
        unit=_unit(story, row),
        period=str(row.need("考核期")),
        micro=_micro(row.place, read),
        source=str(row.take("来源", "统计部门")),
    )


def _micro(place: str, read: Fraction) -> int:
    scaled = read * 10**6
    if scaled.denominator != 1:
        raise CaseError(f"{place}: 读数最多六位小数")
    return int(scaled)
