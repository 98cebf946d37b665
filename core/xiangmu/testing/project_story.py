"""One project's history in a case, in Chinese words → facts."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from xiangmu.plugin.facts import (
    Admission,
    Enrolment,
    Funding,
    Listing,
    Plan,
    Progress,
    ProjectVersion,
    StageReached,
    Started,
)
from xiangmu.plugin.vocabulary import EnrolmentState
from xiangmu.testing import words
from xiangmu.testing.cells import Cells
from xiangmu.testing.inspection_story import tell_inspected
from xiangmu.testing.preparation_story import tell_preparation
from xiangmu.testing.story import Story


def tell_project(story: Story, cells: Cells) -> None:
    """Tell one project's history; ``数量`` tells it of that many projects alike."""
    name, alike = str(cells.need("名称")), int(cells.take("数量", 1))
    told = cells.left()
    for number in range(1, alike + 1):
        own = Cells(cells.place, told)
        _project(story, f"{name}{number}" if alike > 1 else name, own)
        own.done()


def _project(story: Story, name: str, cells: Cells) -> None:
    project = story.projects[name] = story.new_id()
    dated = _stages(story, project, cells)
    known_from = min([story.long_ago, *dated])
    version = ProjectVersion(
        id=story.new_id(),
        project=project,
        effective=known_from,
        name=name,
        total_yuan=cells.money("总投资"),
        kind=cells.word("类别", words.KINDS),
        sector=str(cells.take("行业", "")),
        flags=tuple(cells.meaning("标记", flag, words.FLAGS) for flag in cells.take("标记", [])),
        profile=cells.take("本地字段"),
        unit=story.unit,
        place=str(cells.take("建设地点", "")),
    )
    story.add("versions", version)
    _changes(story, version, cells)
    _admission(story, project, cells)
    _enrolments(story, project, cells)
    _starts(story, project, cells)
    _plans(story, project, cells, made_on=min(dated, default=story.long_ago))
    _money(story, project, cells)
    tell_preparation(story, project, cells)
    tell_inspected(story, project, cells)


def _stages(story: Story, project: UUID, cells: Cells) -> list[date]:
    days = []
    for title, stage in words.STAGES.items():
        cell = cells.take(title)
        for day in cell if isinstance(cell, list) else [] if cell is None else [cell]:
            days.append(cells.as_day(title, day))
            story.add("stages", StageReached(id=story.new_id(), project=project, stage=stage, on=days[-1]))
    return days


def _changes(story: Story, version: ProjectVersion, cells: Cells) -> None:
    for row in cells.rows("变更"):
        kind = row.word("类别", words.KINDS, version.kind)
        total = row.money("总投资") if row.has("总投资") else version.total_yuan
        flags = row.take("标记")
        story.add(
            "versions",
            ProjectVersion(
                id=story.new_id(),
                project=version.project,
                effective=row.day("日期"),
                name=str(row.take("名称", version.name)),
                total_yuan=total,
                kind=kind,
                sector=version.sector,
                profile=row.take("本地字段", version.profile),
                unit=version.unit,
                place=version.place,
                flags=version.flags
                if flags is None
                else tuple(row.meaning("标记", flag, words.FLAGS) for flag in flags),
            ),
        )


def _admission(story: Story, project: UUID, cells: Cells) -> None:
    cell = cells.take("纳入")
    if cell is None:
        return
    admitted = Cells(f"{cells.place} · 纳入", cell if isinstance(cell, dict) else {"日期": cell})
    story.add(
        "admissions",
        Admission(
            id=story.new_id(),
            project=project,
            policy=story.policy,
            on=admitted.day("日期"),
            waiver=str(admitted.take("豁免", "")),
            reason=str(admitted.take("理由", "")),
            approver=str(admitted.take("批准", "")),
        ),
    )
    admitted.done()


def _enrolments(story: Story, project: UUID, cells: Cells) -> None:
    alone = Cells(cells.place, {"单位": story.unit, "自": story.long_ago})
    for row in cells.rows("考核单位") if cells.has("考核单位") else (alone,):
        until = row.take("至")
        story.add(
            "enrolments",
            Enrolment(
                id=story.new_id(),
                project=project,
                policy=story.policy,
                unit=story.unit_key(str(row.need("单位"))),
                since=row.day("自"),
                until=None if until is None else row.as_day("至", until),
                state=row.word("状态", words.STATES, EnrolmentState.COUNTED),
            ),
        )


def _starts(story: Story, project: UUID, cells: Cells) -> None:
    for title, kind in words.STARTS.items():
        if (cell := cells.take(title)) is not None:
            on = cells.as_day(title, cell)
            story.add("starts", Started(id=story.new_id(), project=project, kind=kind, on=on))


def _plans(story: Story, project: UUID, cells: Cells, made_on: date) -> None:
    plans = Cells(f"{cells.place} · 计划", cells.take("计划", {}))
    for title, told in plans.left().items():
        milestone = plans.meaning("计划", title, words.STAGES)
        for plan in _plan_rows(plans.place, told):
            approved = plan.take("批准")
            made = plan.take("定于")
            story.add(
                "plans",
                Plan(
                    id=story.new_id(),
                    project=project,
                    milestone=milestone,
                    due=plan.day("日期"),
                    made_on=made_on if made is None else plan.as_day("定于", made),
                    approved_on=None if approved is None else plan.as_day("批准", approved),
                ),
            )
            plan.done()


def _plan_rows(place: str, told: object) -> Iterator[Cells]:
    for plan in told if isinstance(told, list) else [told]:
        yield Cells(place, plan if isinstance(plan, dict) else {"日期": plan})


def _money(story: Story, project: UUID, cells: Cells) -> None:
    for row in cells.rows("进度"):
        year, month = str(row.need("月份")).split("-")
        cumulative = row.money("累计")
        story.add(
            "progress",
            Progress(
                id=story.new_id(),
                project=project,
                month=date(int(year), int(month), 1),
                invested_yuan=row.money("本月") if row.has("本月") else 0,
                cumulative_yuan=cumulative,
                picture=row.take("形象进度"),
            ),
        )
    for row in cells.rows("清单"):
        story.add(
            "listings",
            Listing(
                id=story.new_id(),
                project=project,
                key_list=row.word("清单", words.LISTS),
                on=row.day("日期"),
                delisted=bool(row.take("移出", False)),
                year=row.take("年度"),
            ),
        )
    for row in cells.rows("资金"):
        applicant = row.take("申报单位", "")
        story.add(
            "funding",
            Funding(
                id=story.new_id(),
                project=project,
                source=row.word("来源", words.SOURCES),
                step=row.word("步骤", words.STEPS),
                amount_yuan=row.money("金额"),
                on=row.day("日期"),
                bundle=str(row.take("打包", "")),
                applicant=story.unit_key(applicant) if applicant else "",
            ),
        )
