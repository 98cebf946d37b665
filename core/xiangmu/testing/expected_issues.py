"""Expectations of problems: told step by step, then their state, level, limits, escalations and what is refused."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from xiangmu.domain.issues.case import Case as IssueCase
from xiangmu.domain.issues.checkpoints import CHECKPOINT_OUTCOME_TITLES
from xiangmu.domain.issues.course import REACHES, course
from xiangmu.domain.issues.escalation import owed
from xiangmu.domain.issues.moves import obstacles
from xiangmu.domain.issues.standing import Standing, standing
from xiangmu.domain.schedule.workdays import NOTICES
from xiangmu.plugin.issues import GRAVITY_TITLES, ISSUE_STEP_TITLES, Gravity, IssueStep, IssueStepKind
from xiangmu.plugin.recurrence import SHANGHAI
from xiangmu.testing import words
from xiangmu.testing.cells import CaseError, Cells
from xiangmu.testing.expecting import Told, keyed, same, says
from xiangmu.testing.story import CASES

STEPS = {title: kind for kind, title in ISSUE_STEP_TITLES.items()}
GRAVITIES = {title: gravity for gravity, title in GRAVITY_TITLES.items()}


def _issues(told: Told, wanted: object) -> Iterator[str]:
    for number, cells in enumerate(Cells("问题", {"问题": wanted}).rows("问题"), 1):
        what = f"问题{number}"
        case, now = _told(told, cells, what), cells.moment("此刻")
        yield from _compared(what, case, now, cells)
        cells.done()


def _told(told: Told, cells: Cells, what: str) -> IssueCase:
    policy = told.case.policy
    rules = told.catalog.issue_rules_of(policy.key)
    category = str(cells.need("类别"))
    if rules.category(category) is None:
        raise CaseError(f"{what}没有类别 {category}, 可用: {'、'.join(one.key for one in rules.categories)}")
    lists = [cells.meaning("名单", word, words.LISTS) for word in cells.take("名单", [])]
    raised = _step(what, IssueStepKind.RAISED, cells.moment("提出"), 1)
    repeated = uuid5(CASES, f"{what}/earlier") if cells.take("此前已办结", False) else None
    told_steps = [
        IssueStep(
            **_shared(raised),
            unit=told.case.unit,
            level=rules.begins_at(lists),
            due=cells.some_day("期限"),
            other=repeated,
        )
    ]
    for place, row in enumerate(cells.rows("步骤"), 2):
        kind = row.word("做", STEPS)
        step = _step(what, kind, row.moment("时间"), place)
        told_steps.append(
            IssueStep(
                **_shared(step),
                level=str(row.take("到", "")),
                due=row.some_day("期限"),
                rule=str(row.take("规则", "")),
            )
        )
    return IssueCase(
        course=course(told_steps),
        category=category,
        gravity=cells.word("轻重", GRAVITIES, Gravity.ORDINARY),
        rules=rules,
        readings=told.case.readings,
        issued_on=policy.issued_on,
        workdays=NOTICES,
    )


def _step(what: str, kind: IssueStepKind, at: datetime, place: int) -> IssueStep:
    def ids(part: str) -> UUID:
        return uuid5(CASES, f"{what}/{part}")

    return IssueStep(id=ids(f"step/{place}"), issue=ids("issue"), place=place, kind=kind, at=at)


def _shared(step: IssueStep) -> dict[str, Any]:
    return {"id": step.id, "issue": step.issue, "place": step.place, "kind": step.kind, "at": step.at}


def _compared(what: str, case: IssueCase, now: datetime, cells: Cells) -> Iterator[str]:
    stands = standing(case, now)
    if cells.has("状态"):
        yield from same(f"{what} 状态", stands.ledger, cells.take("状态"))
    if cells.has("层级"):
        yield from same(f"{what} 层级", case.rules.level(stands.level).title, cells.take("层级"))
    yield from _limits(what, stands, cells.take("时限", {}))
    if cells.has("应提级"):
        yield from _escalations(what, case, now, cells.take("应提级"))
    for text in cells.take("说明", []):
        said = [f"{line.text}〔{line.clause}〕" for line in stands.explanation]
        yield from says(f"{what} 说明", "; ".join(said), text)
    for name, text in keyed(f"{what} 不能", cells.take("不能", {}), STEPS).items():
        found = "; ".join(f"{one.message}〔{one.clause}〕" for one in obstacles(case, _moving(STEPS[name])))
        yield from says(f"{what} 不能{name}", found, text)
    for name in cells.take("可以", []):
        yield from same(f"{what} 可以{name}", list(obstacles(case, _moving(STEPS[name]))), [])


def _moving(kind: IssueStepKind) -> IssueStepKind:
    if kind not in REACHES:
        raise CaseError(f"“{ISSUE_STEP_TITLES[kind]}”不改变问题的状态")
    return kind


def _limits(what: str, stands: Standing, wanted: object) -> Iterator[str]:
    marks = {mark.checkpoint.key: mark for mark in stands.marks}
    for key, cell in keyed(f"{what} 时限", wanted, marks).items():
        mark, row = marks[key], Cells(f"{what} 时限 {key}", cell)
        if row.has("到期"):
            due = row.take("到期")
            actual = mark.due and mark.due.astimezone(SHANGHAI).replace(tzinfo=None)
            yield from same(f"{what} 时限 {key} 到期", actual, due)
        if row.has("状态"):
            yield from same(f"{what} 时限 {key}", CHECKPOINT_OUTCOME_TITLES[mark.outcome], row.take("状态"))
        if row.has("迟几秒"):
            yield from same(f"{what} 时限 {key} 迟", int(mark.late.total_seconds()), row.take("迟几秒"))
        row.done()


def _escalations(what: str, case: IssueCase, now: datetime, wanted: object) -> Iterator[str]:
    found = {one.rule.key: one for one in owed(case, now)}
    yield from same(
        f"{what} 应提级", sorted(found), sorted(wanted) if isinstance(wanted, Mapping) else wanted
    )
    for key, cell in keyed(f"{what} 应提级", wanted or {}, found).items():
        row, one = Cells(f"{what} 应提级 {key}", cell), found[key]
        yield from same(f"{what} 应提级 {key} 到", case.rules.level(one.level).title, row.need("到"))
        yield from same(f"{what} 应提级 {key} 条款", one.rule.clause, row.need("条款"))
        if row.has("说明"):
            yield from says(f"{what} 应提级 {key}", one.because, row.take("说明"))
        row.done()


CHECKS: Mapping[str, Callable[[Told, Any], Iterator[str]]] = {"问题": _issues}
