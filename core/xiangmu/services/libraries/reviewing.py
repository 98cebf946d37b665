"""The steps of a review after the submission, and correcting what was entered of the last one."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from pydantic import Field

from xiangmu.db.libraries import LibraryEntry
from xiangmu.db.notices import Topic
from xiangmu.plugin.libraries import (
    LibraryStatus,
    LibraryStep,
    LibraryStepKind,
    ReviewLevel,
    ReviewResult,
    ReviewStep,
)
from xiangmu.services.libraries.filing import LONGEST, REVIEWER, Filing, OfFiled
from xiangmu.services.outbox import Notice, notify
from xiangmu.services.problems import Code
from xiangmu.services.work import Live, Work

REVIEWER_TOLD = "机构或职务, 不写姓名"
RESULTS = tuple(LibraryStepKind(result) for result in ReviewResult)


class LibraryReview(OfFiled):
    """记录一步审核的结果: 谁审核、结果怎样、什么理由。省级的结果由市重点项目办录入。"""

    step: str = Field(title="审核步骤的键", description="须是现在等着的一步, 见项目库的审核步骤")
    result: ReviewResult = Field(title="结果")
    reviewer: str = Field(title="审核人", max_length=REVIEWER, description=REVIEWER_TOLD)
    on: date = Field(title="审核日期")
    text: str = Field("", title="理由", max_length=LONGEST, description="退回和不通过的必填")


class LibraryCorrect(OfFiled):
    """更正最近一步审核录错的内容, 不填的不变; 须写明理由。之后的状态照更正的结果重新推定。"""

    library: str = Field(title="项目库", description="更正哪个库的审核; 报过多次的为最近一次")
    result: ReviewResult | None = Field(None, title="结果")
    reviewer: str | None = Field(None, title="审核人", max_length=REVIEWER, description=REVIEWER_TOLD)
    on: date | None = Field(None, title="审核日期")
    text: str | None = Field(None, title="理由", max_length=LONGEST)


def library_review(work: Work, data: LibraryReview) -> UUID:
    """The step that is awaited is taken; the last one passed brings the project into the library."""
    filing = Filing(work, data)
    live = filing.awaited(data.version)
    entry, clause = live.fact, filing.rules.clause
    step = filing.rules.step(data.step)
    if step is None:
        known = "、".join(f"{one.key}({one.title})" for one in filing.rules.steps)
        work.refuse("step", Code.UNKNOWN_ITEM, f"没有审核步骤 {data.step}, 现有: {known}")
    awaited = filing.rules.step(entry.awaits)
    if entry.status is LibraryStatus.RETURNED:
        work.problem("step", Code.CLOSED, "项目已经退回, 须先重新报送", clause)
    elif awaited and step.key != awaited.key:
        work.problem("step", Code.AGAINST_RULE, f"现在等着的是{awaited.title}", clause)
    filing.happens(data.on, filing.steps(entry.id)[-1].fact.on)
    _reasoned(work, clause, data.result, data.reviewer, data.text)
    work.require()
    filing.go_on(live, LibraryStepKind(data.result), data.on, step, data.reviewer, data.text)
    if data.result is ReviewResult.RETURNED:
        _tell(work, filing, entry, step, data.text)
    return entry.id


def library_correct(work: Work, data: LibraryCorrect) -> UUID:
    """What was entered of the last step is put right, and so is how the project stands."""
    filing = Filing(work, data)
    live = _latest(work, filing, data)
    filing.about(live, data.version)
    work.reasoned()
    entry = live.fact
    steps = filing.steps(entry.id)
    last = steps[-1]
    if last.fact.kind not in RESULTS:
        work.refuse("library", Code.NOT_ALLOWED, "最近一步不是审核的结果, 没有可更正的")
    corrected = _corrected(last.fact, data)
    filing.happens(corrected.on, steps[-2].fact.on)
    _reasoned(work, filing.rules.clause, ReviewResult(corrected.kind), corrected.reviewer, corrected.text)
    changed = corrected.kind is not last.fact.kind
    if changed:
        _others_stand(work, filing, entry)
    work.require()
    left = _left(filing, entry)
    work.replace(last, corrected)
    if left and changed:
        work.end(left[1])
        filing.stand(left[0])
    elif left and left[1].fact.on != corrected.on:
        work.replace(left[1], replace(left[1].fact, on=corrected.on))
        filing.stand(left[0])
    filing.settle(live)
    return entry.id


def _latest(work: Work, filing: Filing, data: LibraryCorrect) -> Live[LibraryEntry]:
    found = [live for live in filing.entries if live.fact.library == data.library]
    if not found:
        work.refuse("library", Code.NOT_FOUND, f"项目没有报送过项目库 {data.library}")
    return max(found, key=lambda live: (live.fact.on, live.fact.id))


def _corrected(step: LibraryStep, data: LibraryCorrect) -> LibraryStep:
    given = {name: getattr(data, name) for name in ("reviewer", "on", "text")}
    changed = {name: content for name, content in given.items() if content is not None}
    kind = LibraryStepKind(data.result) if data.result else step.kind
    return replace(step, kind=kind, **changed)


def _reasoned(work: Work, clause: str, result: ReviewResult, reviewer: str, text: str) -> None:
    if not reviewer:
        work.problem("reviewer", Code.REQUIRED, "须写明由谁审核", clause)
    if result is not ReviewResult.PASSED and not text:
        work.problem("text", Code.REQUIRED, "退回和不通过须写明理由", clause)


def _others_stand(work: Work, filing: Filing, entry: LibraryEntry) -> None:
    """Note an error when the project was submitted elsewhere since: what that was founded on must stay."""
    other = filing.under_way
    if other and other.fact.id != entry.id:
        title = filing.titled(other.fact.library)
        work.problem("library", Code.CLOSED, f"项目此后已报审{title}, 撤回之后才能更正")
    elif any((one.fact.on, one.fact.id) > (entry.on, entry.id) for one in filing.entries):
        work.problem("library", Code.CLOSED, "项目此后另有入库记录, 不能更正")


def _left(filing: Filing, entry: LibraryEntry) -> tuple[Live[LibraryEntry], Live[LibraryStep]] | None:
    """The entry that the project left when it came into the library of ``entry``, with the step by which it did."""
    if entry.status is not LibraryStatus.ADMITTED:
        return None
    moved = (
        (live, last)
        for live in filing.entries
        if live.fact.library == entry.before and live.fact.status is LibraryStatus.MOVED
        for last in filing.steps(live.fact.id)[-1:]
    )
    return max(moved, key=lambda found: found[1].fact.on, default=None)


def _tell(work: Work, filing: Filing, entry: LibraryEntry, step: ReviewStep, text: str) -> None:
    by = "省级" if step.level is ReviewLevel.PROVINCE else ""
    notify(
        work,
        Notice(
            topic=Topic.LIBRARY_RETURNED,
            title=f"{filing.titled(entry.library)}报审退回",
            text=f"{filing.row['name']}报送{filing.titled(entry.library)}, {by}{step.title}退回: {text}",
            unit=entry.unit,
        ),
    )
