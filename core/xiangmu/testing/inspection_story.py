"""When projects were inspected and what was found, in Chinese words → facts."""

from uuid import UUID

from xiangmu.plugin.facts import Finding, FollowUp, Inspected
from xiangmu.testing import words
from xiangmu.testing.cells import Cells
from xiangmu.testing.story import Story


def tell_inspected(story: Story, project: UUID, cells: Cells) -> None:
    """Tell the days of 核查 of one project."""
    for day in cells.take("核查", []):
        on = cells.as_day("核查", day)
        story.add("inspections", Inspected(id=story.new_id(), project=project, policy=story.policy, on=on))


def tell_findings(story: Story, cells: Cells) -> None:
    """Tell 核查发现, each with its 步骤."""
    for row in cells.rows("核查发现"):
        project = row.take("项目")
        finding = Finding(
            id=story.new_id(),
            policy=story.policy,
            unit=story.of_unit(row),
            project=None if project is None else story.project(row.place, str(project)),
            category=str(row.need("类别")),
            on=row.day("日期"),
            severe=bool(row.take("特别严重", False)),
            steps=tuple(_step(story, step) for step in row.rows("步骤")),
        )
        story.add("findings", finding)


def _step(story: Story, row: Cells) -> FollowUp:
    return FollowUp(
        id=story.new_id(),
        kind=row.word("做", words.FINDING_STEPS),
        on=row.day("日期"),
        due=row.some_day("期限"),
    )
