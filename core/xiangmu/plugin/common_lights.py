"""The lights of the core, where no policy says otherwise; every threshold here is the product's own (DERIVED)."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction

from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.facts import Plan, Progress
from xiangmu.plugin.happenings import When
from xiangmu.plugin.lights import GREEN, RED, UNDEFINED, YELLOW, Light, LightRule, LightState, Look, Situation
from xiangmu.plugin.lists import last_heard_of, pointer
from xiangmu.plugin.money import in_words
from xiangmu.plugin.procedures import FINISHED, ProcedureState
from xiangmu.plugin.snapshot import AnySnapshot, ProjectView
from xiangmu.plugin.vocabulary import PROCEDURE_TITLES, STAGE_ORDER, STAGE_TITLES, Stage

SOON = 30
"""A node is near that many days before it."""
LAG, WIDE_LAG = 10, 20
"""Points behind what the time passed would have: more than these is yellow, red."""
GAP, WIDE_GAP = 20, 40
"""Points by which investment and visual progress may differ: more than these is yellow, red."""
DORMANT_DAYS = 180
BUILT = (Stage.COMPLETED, Stage.PRODUCING, Stage.AT_CAPACITY)
WHOLE = Fraction(100)
PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*[%％]")


def itself(day: date) -> date:
    """A plan is held to its day."""
    return day


def plan_node(
    held_to: Callable[[date], date] = itself, recognised: Mapping[Stage, When] | None = None
) -> Look:
    """Red where a planned node passed unreached, yellow where the next is near.

    ``held_to``: the last day in time of a planned date, where a policy counts by coarser grain (A9); ``recognised``:
    what it takes for a node to be reached, where that is not the stage.
    """

    def reached(situation: Situation, plan: Plan) -> bool:
        when = (recognised or {}).get(plan.milestone)
        if when is None:
            return _reached(situation.project, plan)
        return when(situation.snapshot, situation.project) is not None

    def look(situation: Situation) -> Light | None:
        project, day = situation.project, situation.day
        ahead = sorted(
            (plan for plan in project.plans if not reached(situation, plan)), key=lambda one: one.due
        )
        if not project.plans:
            return Light(state=UNDEFINED, because="没有录入计划节点", evidence=(pointer(project),))
        if not ahead:
            return Light(state=GREEN, because="计划节点都已实现", evidence=_plans(project, project.plans))
        late = [plan for plan in ahead if held_to(plan.due) < day]
        if late:
            words = "、".join(f"{STAGE_TITLES[plan.milestone]}(计划{plan.due})" for plan in late)
            days = (day - held_to(late[0].due)).days
            because = f"到{day}未实现: {words}, 最早的已逾期{days}天"
            return Light(state=RED, because=because, evidence=_plans(project, late))
        left = (held_to(ahead[0].due) - day).days
        because = f"下一节点{STAGE_TITLES[ahead[0].milestone]}计划{ahead[0].due}, 还有{left}天"
        return Light(
            state=YELLOW if left <= SOON else GREEN, because=because, evidence=_plans(project, ahead[:1])
        )

    return look


def investment(situation: Situation) -> Light | None:
    """What was invested this year against the year's plan and the part of the time that passed, in full months."""
    project, day = situation.project, situation.day
    plan = project.year_plan(day.year)
    if plan is None or not plan.yuan:
        return Light(state=UNDEFINED, because=f"没有录入{day.year}年计划投资", evidence=(pointer(project),))
    evidence = (
        Evidence(kind=EvidenceKind.YEAR_PLAN, id=plan.id, project=project.id, note=in_words(plan.yuan)),
    )
    until = _month_closed(day)
    begins, ends = _within_year(project, day.year)
    if until < begins:
        return Light(state=UNDEFINED, because=f"自{begins}起算, 到{day}尚无满月", evidence=evidence)
    passed = WHOLE * min((until - begins).days + 1, (ends - begins).days + 1) / ((ends - begins).days + 1)
    reports = [one for one in project.progress if one.month.year == day.year and one.month <= until]
    invested = _this_year(reports)
    share = WHOLE * invested / plan.yuan
    lag = passed - share
    because = (
        f"到{until}完成投资{in_words(invested)}, 占年度计划{in_words(plan.yuan)}的{_points(share)}%, "
        f"时间已过{_points(passed)}%, {_behind(lag)}"
    )
    return Light(
        state=_by_lag(lag, LAG, WIDE_LAG), because=because, evidence=evidence + _reports(project, reports)
    )


def dual_control(situation: Situation) -> Light | None:
    """Investment and visual progress, each against the time from start to planned completion: the worse decides (J8),
    and so does how far they differ. Visual progress counts where its words name one percentage, or when built."""
    project, day = situation.project, situation.day
    if not _begun(project):
        return None
    last = next(iter(reversed(project.progress)), None)
    if last is None or not project.latest.total_yuan:
        return Light(state=UNDEFINED, because="没有月度进展", evidence=(pointer(project),))
    evidence = _reports(project, [last])
    share = WHOLE * last.cumulative_yuan / project.latest.total_yuan
    told = f"累计投资占总投资{_points(share)}%"
    visual = _visual(project)
    if visual is None:
        said = f"形象进度“{last.picture}”没有写明百分数" if last.picture else "没有形象进度"
        return Light(state=UNDEFINED, because=f"{told}, {said}, 无从比较", evidence=evidence)
    gap = abs(share - visual)
    states = [_by_lag(gap, GAP, WIDE_GAP)]
    told += f", 形象进度{_points(visual)}%, 相差{_points(gap)}个百分点"
    passed = _passed(project, day)
    if passed is not None:
        states.append(_by_lag(passed - min(share, visual), LAG, WIDE_LAG))
        told += f"; 工期已过{_points(passed)}%, 慢的一项{_behind(passed - min(share, visual))}"
    return Light(state=_worst(states), because=told, evidence=evidence)


def procedures(situation: Situation) -> Light | None:
    """Red where one is overdue, yellow where one is missing."""
    found = situation.procedures
    evidence = (pointer(situation.project),)
    if not found:
        return None
    for state, colour, words in (
        (ProcedureState.OVERDUE, RED, "办理超期"),
        (ProcedureState.MISSING, YELLOW, "应办未报"),
    ):
        named = "、".join(PROCEDURE_TITLES[one.rule.kind] for one in found if one.state is state)
        if named:
            return Light(state=colour, because=f"{words}: {named}", evidence=evidence)
    done = sum(one.state in FINISHED for one in found)
    return Light(
        state=GREEN, because=f"适用{len(found)}项, 办结{done}项, 没有超期和漏报的", evidence=evidence
    )


def issues(situation: Situation) -> Light | None:
    """Red where a problem is overdue, yellow where one is open."""
    found, evidence = situation.issues, (pointer(situation.project),)
    overdue = [one for one in found if one.due is not None and one.due < situation.day]
    if overdue:
        days = max((situation.day - one.due).days for one in overdue if one.due)
        because = f"未销号问题{len(found)}个, 其中逾期{len(overdue)}个, 最久的逾期{days}天"
        return Light(state=RED, because=because, evidence=evidence)
    if found:
        return Light(state=YELLOW, because=f"未销号问题{len(found)}个, 都没有逾期", evidence=evidence)
    return Light(state=GREEN, because="没有未销号的问题", evidence=evidence)


def dormancy(days: Callable[[AnySnapshot], int] = lambda _: DORMANT_DAYS) -> Look:
    """Red after as many days without anything recorded, yellow after half of them; nothing once it produces."""

    def look(situation: Situation) -> Light | None:
        project, most = situation.project, days(situation.snapshot)
        if any(project.reached(stage) for stage in BUILT):
            return None
        last = last_heard_of(project)
        silent = (situation.day - last).days
        state = RED if silent >= most else YELLOW if 2 * silent >= most else GREEN
        because = f"最近一次进展在{last}, 已{silent}天(满{most}天为久无进展)"
        return Light(state=state, because=because, evidence=(pointer(project),))

    return look


PLAN = LightRule(key="plan", title="计划节点", look=plan_node())
INVESTMENT = LightRule(key="investment", title="年度投资", look=investment)
DUAL = LightRule(key="dual", title="投资与形象进度双控", look=dual_control)
PROCEDURES = LightRule(key="procedures", title="手续办理", look=procedures)
ISSUES = LightRule(key="issues", title="问题", look=issues)
DORMANCY = LightRule(key="dormancy", title="久无进展", look=dormancy())
COMMON = (PLAN, INVESTMENT, DUAL, PROCEDURES, ISSUES, DORMANCY)


def _reached(project: ProjectView, plan: Plan) -> bool:
    after = STAGE_ORDER[STAGE_ORDER.index(plan.milestone) :]
    return any(project.reached(stage) for stage in after)


def _begun(project: ProjectView) -> bool:
    return any(project.reached(stage) for stage in STAGE_ORDER[STAGE_ORDER.index(Stage.STARTED) :])


def _plans(project: ProjectView, plans: tuple[Plan, ...] | list[Plan]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            kind=EvidenceKind.PLAN,
            id=plan.id,
            project=project.id,
            on=plan.due,
            note=f"计划{plan.due}{STAGE_TITLES[plan.milestone]}",
        )
        for plan in plans
    )


def _reports(project: ProjectView, reports: list[Progress]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            kind=EvidenceKind.PROGRESS,
            id=one.id,
            project=project.id,
            on=one.month,
            note=f"{one.month:%Y-%m}完成投资{in_words(one.invested_yuan)}",
        )
        for one in reports
    )


def _this_year(reports: list[Progress]) -> int:
    """What the last report says of the year, where it says it; else the months together."""
    last = reports[-1] if reports else None
    if last is not None and last.year_to_date_yuan is not None:
        return last.year_to_date_yuan
    return sum(one.invested_yuan for one in reports)


def _month_closed(day: date) -> date:
    """The last day of the last month that is over at the end of ``day``."""
    following = date.fromordinal(day.toordinal() + 1)
    return date.fromordinal(following.replace(day=1).toordinal() - 1)


def _within_year(project: ProjectView, year: int) -> tuple[date, date]:
    """The part of the year in which the project is to invest: from its start to its planned completion."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    start, completion = _start(project), project.plan(Stage.COMPLETED)
    begins = max(first, start) if start and start <= last else first
    ends = completion.due if completion and begins < completion.due <= last else last
    return begins, ends


def _start(project: ProjectView) -> date | None:
    begun = [event.on for event in project.stages if event.stage in (Stage.STARTED, Stage.BUILDING)]
    plan = project.plan(Stage.STARTED)
    return min(begun) if begun else plan.due if plan else None


def _passed(project: ProjectView, day: date) -> Fraction | None:
    """The part of the time from start to planned completion that is over; None where either is not on record."""
    start, completion = _start(project), project.plan(Stage.COMPLETED)
    if start is None or completion is None or completion.due <= start:
        return None
    until = _month_closed(day)
    gone = min(max((until - start).days, 0), (completion.due - start).days)
    return WHOLE * gone / (completion.due - start).days


def _visual(project: ProjectView) -> Fraction | None:
    if any(project.reached(stage) for stage in BUILT):
        return WHOLE
    said = next((one.picture for one in reversed(project.progress) if one.picture), "") or ""
    named = PERCENT.findall(said)
    return min(Fraction(named[0]), WHOLE) if len(named) == 1 else None


def _by_lag(lag: Fraction, little: int, much: int) -> LightState:
    return RED if lag > much else YELLOW if lag > little else GREEN


def _worst(states: list[LightState]) -> LightState:
    return max(states, key=(GREEN, YELLOW, RED).index)


def _behind(lag: Fraction) -> str:
    return f"落后{_points(lag)}个百分点" if lag > 0 else "没有落后"


def _points(share: Fraction) -> str:
    return f"{float(share):.1f}"
