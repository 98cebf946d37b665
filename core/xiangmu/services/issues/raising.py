"""Raising an issue, by a command of its own or within another one."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from xiangmu.access.roles import Permission
from xiangmu.db import tables as t
from xiangmu.db.ids import unit_id
from xiangmu.db.issues import Issue
from xiangmu.plugin.facts import Listing
from xiangmu.plugin.issues import Gravity, IssueSource, IssueStatus, IssueStepKind
from xiangmu.plugin.moments import start_of
from xiangmu.plugin.policy import Policy
from xiangmu.plugin.supervision import Category, SameProblem
from xiangmu.plugin.vocabulary import KeyList
from xiangmu.services.command import Input, Need
from xiangmu.services.issues.dealing import FINISHED, Dealing, readings_today
from xiangmu.services.problems import Code
from xiangmu.services.work import Work

LONGEST = 2000
SETTLED = tuple(status for status in FINISHED if status is not IssueStatus.MERGED)


class IssueRaise(Input):
    """提出一个问题: 关于一个项目或一个单位, 属哪一类, 由谁负责解决。"""

    policy: str = Field(title="文件")
    category: str = Field(title="问题类别")
    project: UUID | None = Field(None, title="项目", description="不涉及具体项目的不填")
    unit: str = Field("", title="责任单位", description="不填则用类别默认的单位, 或待交办时确定")
    raiser: str = Field("", title="提出单位", description="以单位名义提出的填, 只能填本单位")
    on: date = Field(title="提出日期")
    text: str = Field(title="问题", max_length=LONGEST, description="写明什么事、卡在哪里")
    gravity: Gravity = Field(Gravity.ORDINARY, title="轻重")
    level: str = Field("", title="办理层级", description="不填则按文件的规定")
    due: date | None = Field(None, title="办结期限", description="含当日; 不填则按文件的时限")
    source: IssueSource = Field(IssueSource.REPORT, title="来源")

    def needs(self) -> Iterable[Need]:
        """The project with its lists, and the issues that may be the same problem."""
        if self.project:
            yield Need(table=t.project, column="id", content=self.project)
            yield Need(table=t.listing, column="project_id", content=self.project)
            yield Need(table=t.issue, column="project_id", content=self.project)
        yield Need(table=t.issue, column="problem", content=problem_of(self))


def problem_of(data: IssueRaise) -> str:
    """Equal for the same kind of problem of one unit."""
    return f"{data.policy} {data.category} {data.unit}"


def issue_raise(work: Work, data: IssueRaise) -> UUID:
    """The issue is on record, at the level that its policy says."""
    if data.project:
        work.project(data.project)
    work.policy(data.policy)
    if data.raiser:
        work.unit(data.raiser, "raiser", on=data.on, subject=True)
    return raise_issue(work, data)


def raise_issue(work: Work, data: IssueRaise, *, source_id: UUID | None = None) -> UUID:
    """Raise an issue within the command under way, which already works for the policy's jurisdiction.

    The command's input has to yield ``data.needs()`` too. ``source_id`` is what it came from, such as a decision.
    """
    policy = work.policy(data.policy)
    rules = work.catalog.issue_rules_of(policy.key)
    category = rules.category(data.category)
    _check(work, data, policy, category)
    unit = data.unit or (category.unit if category else "")
    if unit:
        work.unit(unit, on=data.on)
    if data.level and data.level not in {level.key for level in rules.levels}:
        work.problem("level", Code.UNKNOWN_ITEM, f"{policy.title}没有办理层级 {data.level}")
    work.require()
    level = data.level or rules.begins_at(set(_lists_on(work, data)) if data.project else ())
    issue = _issue(work, data, unit=unit, level=level, source_id=source_id)
    earlier = _same(work, data, policy)
    if any(other.closed_on is None and other.status not in FINISHED for other in earlier):
        work.warn("text", "同一对象的同类问题尚在办理, 请看是否应当并案")
    settled = [other for other in earlier if other.status in SETTLED]
    dealing = Dealing(work, issue, [])
    dealing.add(
        IssueStepKind.RAISED,
        _moment(work, data.on),
        text=data.text,
        unit=unit,
        level=level,
        due=data.due,
        other=max(settled, key=lambda other: (other.raised_on, other.id)).id if settled else None,
    )
    return dealing.finish()


def _check(work: Work, data: IssueRaise, policy: Policy, category: Category | None) -> None:
    if data.project:
        [project] = work.rows.find(t.project, "id", data.project)
        work.assessable(project, policy)
    if category is None:
        work.problem("category", Code.UNKNOWN_ITEM, f"{policy.title}没有问题类别 {data.category}")
    if data.raiser and not (_is_office(work) or _speaks_for(work, data.raiser)):
        work.problem("raiser", Code.NOT_ALLOWED, "只能以本单位的名义提出")
    work.past(data.on)
    if not data.text:
        work.problem("text", Code.REQUIRED, "须写明问题")
    if data.due and data.due < data.on:
        work.problem("due", Code.REVERSED, f"办结期限 {data.due} 早于提出日期 {data.on}")


def _is_office(work: Work) -> bool:
    return work.principal.may(Permission.RECORD, work.scope)


def _speaks_for(work: Work, unit: str) -> bool:
    return unit_id(work.scope, unit) in work.principal.units(Permission.RAISE, work.scope)


def _lists_on(work: Work, data: IssueRaise) -> Iterator[KeyList]:
    """The lists that the project is on, on the day."""
    listings = [one for one in work.facts(Listing, "project_id", data.project) if one.on <= data.on]
    for key_list in {one.key_list for one in listings}:
        last = max((one for one in listings if one.key_list is key_list), key=lambda one: (one.on, one.id))
        if not last.delisted:
            yield key_list


def _same(work: Work, data: IssueRaise, policy: Policy) -> list[Issue]:
    """Earlier issues that were the same problem, as the office reads it."""
    same = work.catalog.issue_rules_of(policy.key).same_problem(readings_today(work, policy))
    if data.project and same is SameProblem.PROJECT_AND_KIND:
        of_project = work.facts(Issue, "project_id", data.project)
        return [one for one in of_project if (one.policy, one.category) == (policy.key, data.category)]
    of_unit = work.facts(Issue, "problem", problem_of(data))
    return (
        [one for one in of_unit if same is SameProblem.UNIT_AND_KIND or one.project is None]
        if data.unit
        else []
    )


def _moment(work: Work, on: date) -> datetime:
    """Today it is now; what is entered later was raised some time on its day."""
    return work.now if on == work.today else start_of(on)


def _issue(work: Work, data: IssueRaise, *, unit: str, level: str, source_id: UUID | None) -> Issue:
    return Issue(
        id=work.new_id(),
        policy=data.policy,
        category=data.category,
        project=data.project,
        unit=unit,
        raiser=data.raiser,
        raised_by=work.principal.id,
        raised_on=data.on,
        text=data.text,
        gravity=data.gravity,
        source=data.source,
        source_id=source_id,
        problem=problem_of(data),
        level=level,
        status=IssueStatus.RAISED,
        post="",
        person=None,
        due=data.due,
        next_due=None,
        closed_on=None,
        merged_into=None,
    )
