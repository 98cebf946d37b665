"""What gets one project ready, in Chinese words → facts: planned investment, procedures, codes and duties."""

from uuid import UUID

from xiangmu.plugin.facts import Assignment, Procedure, ProjectCode, YearPlan
from xiangmu.testing import words
from xiangmu.testing.cells import Cells
from xiangmu.testing.story import Story


def tell_preparation(story: Story, project: UUID, cells: Cells) -> None:
    """Tell the project's 年度计划, 手续, 项目代码 and 职责."""
    for row in cells.rows("年度计划"):
        plan = YearPlan(
            id=story.new_id(), project=project, year=int(row.need("年度")), yuan=row.money("金额")
        )
        story.add("year_plans", plan)
    for row in cells.rows("手续"):
        department = row.take("部门", "")
        story.add(
            "procedures",
            Procedure(
                id=story.new_id(),
                project=project,
                kind=row.word("手续", words.PROCEDURES),
                department=story.unit_key(str(department)) if department else "",
                applied_on=row.some_day("申请"),
                promised_on=row.some_day("承诺"),
                done_on=row.some_day("办结"),
            ),
        )
    for code in cells.take("项目代码", []):
        story.add("codes", ProjectCode(id=story.new_id(), project=project, code=str(code)))
    for row in cells.rows("职责"):
        tell_duty(story, row, project)


def tell_duty(story: Story, row: Cells, project: UUID | None) -> None:
    """Tell of a duty for ``project``, or for a unit."""
    who = row.take("人")
    story.add(
        "assignments",
        Assignment(
            id=story.new_id(),
            duty=row.word("职责", words.DUTIES),
            unit=story.of_unit(row),
            project=project,
            person=None if who is None else story.person(str(who)),
            post=str(row.take("职务", "")),
            since=row.some_day("自") or story.long_ago,
            until=row.some_day("至"),
        ),
    )
