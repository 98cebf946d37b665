"""What a unit did, what happened to it and what was judged, in Chinese words → facts."""

from xiangmu.plugin.facts import Ballot, Criticism, Harm, Judgement, Meeting, Praise
from xiangmu.testing import words
from xiangmu.testing.cells import Cells, hundredths
from xiangmu.testing.story import Story


def tell_unit(story: Story, cells: Cells) -> None:
    """Tell what the unit did, or what happened to it, and what was judged and balloted."""
    for row in cells.rows("会议"):
        story.add(
            "meetings",
            Meeting(
                id=story.new_id(),
                unit=story.of_unit(row),
                kind=row.word("形式", words.MEETINGS),
                on=row.day("日期"),
                chair=row.word("主持", words.CHAIRS),
                solved=bool(row.need("解决")),
                projects=tuple(story.project(row.place, str(name)) for name in row.take("项目", ())),
            ),
        )
    for row in cells.rows("表扬"):
        story.add(
            "praises",
            Praise(
                id=story.new_id(),
                unit=story.of_unit(row),
                source=row.word("来源", words.PRAISES),
                on=row.day("日期"),
                matter=str(row.need("事项")),
            ),
        )
    for row in cells.rows("批评"):
        story.add(
            "criticisms",
            Criticism(
                id=story.new_id(),
                unit=story.of_unit(row),
                kind=row.word("形式", words.CRITICISMS),
                on=row.day("日期"),
                matter=str(row.need("事项")),
            ),
        )
    for row in cells.rows("损害"):
        story.add(
            "harms",
            Harm(
                id=story.new_id(),
                unit=story.of_unit(row),
                kind=row.word("种类", words.HARMS),
                verified_by=row.word("查实", words.VERIFIERS),
                on=row.day("日期"),
                matter=str(row.need("事项")),
            ),
        )
    for row in cells.rows("认定"):
        story.add(
            "judgements",
            Judgement(
                id=story.new_id(),
                policy=story.policy,
                group=story.group,
                unit=story.of_unit(row),
                period=str(row.take("考核期", story.period)),
                item=str(row.need("项")),
                hundredths=hundredths(row.need("分值")),
                reason=str(row.need("理由")),
                matter=str(row.take("事项", "")),
            ),
        )
    for row in cells.rows("评议"):
        _ballots(story, row)


def _ballots(story: Story, row: Cells) -> None:
    unit, period, count = (
        story.of_unit(row),
        str(row.take("考核期", story.period)),
        int(row.take("数量", 1)),
    )
    attitude, efficiency, quality = (hundredths(row.need(key)) for key in ("态度", "效率", "质量"))
    for _ in range(count):
        story.add(
            "ballots",
            Ballot(
                id=story.new_id(),
                policy=story.policy,
                period=period,
                unit=unit,
                attitude=attitude,
                efficiency=efficiency,
                quality=quality,
            ),
        )
