"""Submitting a project to a library, again after a return, and taking it back."""

from datetime import date
from uuid import UUID

from pydantic import Field

from xiangmu.db.ledger import Row
from xiangmu.db.libraries import LibraryEntry
from xiangmu.plugin.libraries import Library, LibraryStatus, LibraryStepKind
from xiangmu.plugin.vocabulary import STAGE_ORDER, STAGE_TITLES, Stage
from xiangmu.services.libraries.filing import LONGEST, REVIEWER, Filing, OfFiled, OfFiling, unit_title
from xiangmu.services.problems import Code
from xiangmu.services.work import Work

REVIEWER_TOLD = "机构或职务, 不写姓名; 不填则为报送单位"


class LibrarySubmit(OfFiling):
    """把项目报送入库, 或由在库的转入下一库, 自第一步起逐级审核。"""

    library: str = Field(title="项目库")
    unit: str = Field("", title="报送单位", description="不填则为项目的填报单位")
    on: date = Field(title="报送日期")
    reviewer: str = Field("", title="审核人", max_length=REVIEWER, description=REVIEWER_TOLD)
    text: str = Field("", title="报送理由", max_length=LONGEST)


class LibraryResubmit(OfFiled):
    """退回的项目补正之后重新报送, 从第一步重新审核; 前一轮的审核照旧保留。"""

    on: date = Field(title="报送日期")
    reviewer: str = Field("", title="审核人", max_length=REVIEWER, description=REVIEWER_TOLD)
    text: str = Field(title="补正情况", max_length=LONGEST)


class LibraryWithdraw(OfFiled):
    """撤回正在报审的项目; 没有正在报审的, 由重点项目办把在库的项目移出。"""

    on: date = Field(title="日期")
    text: str = Field(title="理由", max_length=LONGEST)


def library_submit(work: Work, data: LibrarySubmit) -> UUID:
    """A project is to come into a library, out of the earlier one that it may be in; returns the entry."""
    filing = Filing(work, data)
    library = filing.rules.library(data.library)
    if library is None:
        known = "、".join(f"{one.key}({one.title})" for one in filing.rules.libraries)
        work.refuse("library", Code.UNKNOWN_ITEM, f"没有项目库 {data.library}, 现有: {known}")
    unit = data.unit or _own_unit(work, filing.row)
    work.unit(unit, on=data.on, subject=True)
    first, present = filing.rules.steps[0], filing.admitted
    if under_way := filing.under_way:
        title = filing.titled(under_way.fact.library)
        work.problem("library", Code.TAKEN, f"项目正在报审{title}, 审结或撤回之后才能另报")
    if present:
        _moves_on(work, filing, present.fact, library)
    filing.happens(data.on, _latest(filing))
    _warn_of_stage(work, filing, library)
    work.require()
    entry = LibraryEntry(
        id=work.new_id(),
        policy=data.policy,
        library=library.key,
        before=present.fact.library if present else "",
        project=data.project,
        unit=unit,
        on=data.on,
        round=1,
        status=LibraryStatus.UNDER_REVIEW,
        awaits=filing.rules.steps[1].key,
        admitted_on=None,
        closed_on=None,
    )
    return filing.begin(entry, first, data.reviewer or unit_title(work, unit), data.text)


def library_resubmit(work: Work, data: LibraryResubmit) -> UUID:
    """What was returned is put right; the review begins anew."""
    filing = Filing(work, data)
    live = filing.awaited(data.version)
    entry = live.fact
    if entry.status is not LibraryStatus.RETURNED:
        work.problem("project", Code.CLOSED, "项目正在审核, 没有退回")
    filing.happens(data.on, filing.steps(entry.id)[-1].fact.on)
    if not data.text:
        work.problem("text", Code.REQUIRED, "须写明怎样补正", filing.rules.clause)
    work.require()
    reviewer = data.reviewer or unit_title(work, entry.unit)
    filing.go_on(live, LibraryStepKind.SUBMITTED, data.on, filing.rules.steps[0], reviewer, data.text)
    return entry.id


def library_withdraw(work: Work, data: LibraryWithdraw) -> UUID:
    """The review ends without a result; or the project leaves the library that it is in."""
    filing = Filing(work, data)
    live = filing.under_way or filing.admitted
    if live is None:
        work.refuse("project", Code.NOT_FOUND, "项目不在库, 也没有正在报审的项目库")
    filing.about(live, data.version)
    if live.fact.status is LibraryStatus.ADMITTED:
        work.office_only("project", "把在库的项目移出")
    filing.happens(data.on, filing.steps(live.fact.id)[-1].fact.on)
    if not data.text:
        work.problem("text", Code.REQUIRED, "须写明理由", filing.rules.clause)
    work.require()
    filing.go_on(live, LibraryStepKind.WITHDRAWN, data.on, text=data.text)
    return live.fact.id


def _own_unit(work: Work, project: Row) -> str:
    key = work.units.get(project["unit_id"], "") if project["jurisdiction"] == work.scope else ""
    if not key:
        work.refuse("unit", Code.REQUIRED, "须写明报送单位")
    return key


def _moves_on(work: Work, filing: Filing, present: LibraryEntry, library: Library) -> None:
    rules = filing.rules
    title = filing.titled(present.library)
    if present.library == library.key:
        work.problem("library", Code.DUPLICATE, f"项目已于 {present.admitted_on} 入{title}")
    elif rules.library(present.library) and rules.place(library.key) < rules.place(present.library):
        message = f"项目已在{title}, 不能退到{library.title}; 入库有误的先移出"
        work.problem("library", Code.AGAINST_RULE, message, rules.order or rules.clause)


def _latest(filing: Filing) -> date:
    """The day of the last step about the project in any library."""
    days = (one.fact.on for live in filing.entries for one in filing.steps(live.fact.id))
    return max(days, default=date.min)


def _warn_of_stage(work: Work, filing: Filing, library: Library) -> None:
    stage = Stage(filing.row["stage"]) if filing.row["stage"] else None
    if stage is None:
        work.warn("library", "项目没有进展记录, 请核对应入哪个库", clause=filing.rules.order)
    elif stage is Stage.TERMINATED:
        work.warn("project", "项目已终止")
    elif stage in STAGE_ORDER and stage not in library.stages:
        belongs = filing.rules.library_of(stage)
        told = f", 按进展应入{belongs.title}" if belongs else ""
        work.warn("library", f"项目现为{STAGE_TITLES[stage]}{told}", clause=filing.rules.order)
