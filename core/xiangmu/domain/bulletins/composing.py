"""What is gathered → what is printed: a pure function, so that a bulletin can be composed again from what is stored."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from xiangmu.domain.bulletins.content import Content, Section, Table, chinese
from xiangmu.domain.bulletins.gathered import Decided, Gathered, Placed, Progress
from xiangmu.domain.outcome import OUTCOME_TITLES
from xiangmu.domain.schedule.movements import Counts, Sum
from xiangmu.domain.schedule.occurrences import local
from xiangmu.domain.schedule.standing import STATE_TITLES
from xiangmu.plugin.figures import roughly, said
from xiangmu.plugin.money import in_words
from xiangmu.plugin.points import printed
from xiangmu.plugin.schedule import SECTION_TITLES, BulletinSection
from xiangmu.plugin.targets import Comparison

NONE = "—"
COMPARED = {Comparison.AT_LEAST: "", Comparison.MORE_THAN: "超", Comparison.AT_MOST: "不超"}


def compose(gathered: Gathered) -> Content:
    """The bulletin."""
    remarks = {remark.section: remark.text for remark in gathered.words.remarks}
    corrected = gathered.corrected
    return Content(
        title=f"{gathered.jurisdiction}{gathered.title}",
        issuer=gathered.words.issuer,
        basis=_basis(gathered),
        correction=(
            f"本期更正{corrected.year}年第{corrected.number}期，原因：{corrected.because}"
            if corrected
            else ""
        ),
        introduction=gathered.words.introduction,
        sections=tuple(
            _section(gathered, key, remarks.get(key, ""))
            for key in gathered.sections
            if HAS[key](gathered) or key in remarks
        ),
    )


def _basis(gathered: Gathered) -> str:
    at = local(gathered.at)
    stretch = f"{chinese(gathered.first)}至{chinese(gathered.last)}"
    return (
        f"本期依据《{gathered.policy}》，通报{stretch}的情况；"
        f"数据截至{chinese(gathered.as_of)}，报送、问题截至{chinese(at.date())}{at:%H:%M}。"
    )


def _section(gathered: Gathered, key: BulletinSection, remarks: str) -> Section:
    text, tables, items = TOLD[key](gathered)
    return Section(
        key=key,
        title=SECTION_TITLES[key],
        text=tuple(text),
        tables=tuple(tables),
        items=tuple(items),
        remarks=remarks,
    )


Told = tuple[list[str], list[Table], list[str]]


def _progress(gathered: Gathered) -> Told:
    whole = [one for one in gathered.progress if not one.unit]
    by_unit = [one for one in gathered.progress if one.unit]
    outcomes = [one.outcome for one in gathered.progress]
    counts = "，".join(
        f"{title}{outcomes.count(outcome)}项"
        for outcome, title in OUTCOME_TITLES.items()
        if outcome in outcomes
    )
    behind = sum(
        one.rate is not None and one.rate < one.elapsed
        for one in gathered.progress
        if one.comparison is not Comparison.AT_MOST
    )
    text = [f"共{len(outcomes)}项目标任务：{counts}。完成率低于时间进度的{behind}项。"]
    columns = ("目标任务", "目标", "完成", "完成率", "时间进度", "情形", "还差", "到期推算")
    tables = []
    if whole:
        tables.append(Table(caption="全域目标", columns=columns, rows=tuple(map(_row, whole))))
    if by_unit:
        rows = tuple((one.unit, *_row(one)) for one in by_unit)
        tables.append(Table(caption="各单位目标", columns=("单位", *columns), rows=rows))
    if any(one.forecast is not None for one in gathered.progress):
        text.append("到期推算按目前平均进度得出，不是承诺，也不是完成情况。")
    return text, tables, []


def _row(one: Progress) -> tuple[str, ...]:
    counts = one.counts
    return (
        one.title,
        NONE if one.goal is None else f"{COMPARED[one.comparison]}{said(one.goal, counts)}",
        NONE if one.amount is None else said(one.amount, counts),
        NONE if one.rate is None else f"{printed(one.rate * 100)}%",
        f"{printed(one.elapsed * 100)}%",
        OUTCOME_TITLES[one.outcome],
        said(one.shortfall, counts) if one.shortfall else NONE,
        NONE if one.forecast is None else roughly(one.forecast, counts),
    )


def _rankings(gathered: Gathered) -> Told:
    text: list[str] = []
    tables: list[Table] = []
    items: list[str] = []
    if gathered.before:
        year, number = gathered.before
        text.append(f"升降与{year}年第{number}期相比。")
    for one in gathered.rankings:
        if one.by_total and one.publication is None:
            text.append(f"{one.title}（{one.period}）的结果尚未批准公布，本期不列。")
            continue
        of = f"，第{one.publication}号公布稿" if one.publication else ""
        rows = tuple(
            (NONE if p.position is None else str(p.position), p.unit, p.said, _change(p)) for p in one.places
        )
        caption = f"{one.title}（{one.group}，{one.period}{of}）"
        tables.append(Table(caption=caption, columns=("位次", "单位", "依据", "升降"), rows=rows))
    for decided in gathered.decided:
        items += _decided(decided)
    return text, tables, items


def _change(place: Placed) -> str:
    if place.position is None or place.before is None:
        return NONE
    risen = place.before - place.position
    return f"↑{risen}" if risen > 0 else f"↓{-risen}" if risen else "→"


def _decided(one: Decided) -> Iterator[str]:
    of = f"{one.group}（{one.period}，第{one.publication}号公布稿）"
    if one.awards:
        yield f"{of}奖项：{'；'.join(one.awards)}"
    if one.accountable:
        yield f"{of}问责名单：{'；'.join(one.accountable)}"


def _rolls(gathered: Gathered) -> Told:
    tables = [
        Table(
            caption=roll.title,
            columns=("红榜", "黑榜"),
            rows=(("、".join(roll.best) or "无", "、".join(roll.slowest) or "无"),),
        )
        for roll in gathered.rolls
    ]
    return [], tables, []


def _movements(gathered: Gathered) -> Told:
    if not gathered.movements:
        return ["本期账本里没有新的进展。"], [], []
    columns = ("事项", "已确认", "待核")
    rows = tuple((one.title, _sum(one, one.confirmed), _sum(one, one.claimed)) for one in gathered.movements)
    return [], [Table(caption="", columns=columns, rows=rows)], []


def _sum(of: Sum, figure: int) -> str:
    if not figure:
        return NONE
    return in_words(figure) if of.counts is Counts.YUAN else f"{figure}个"


def _reporting(gathered: Gathered) -> Told:
    reporting = gathered.reporting
    counts = reporting.counts if reporting else ()
    told = "，".join(f"{STATE_TITLES[state]}{count}次" for state, count in counts)
    due = sum(count for _, count in counts)
    text = [f"自{chinese(gathered.first)}起到期的报送共{due}次：{told}。"] if due else ["没有到期的报送。"]
    if reporting is None or not reporting.unpunctual:
        return text, [], []
    rows = tuple(
        (
            one.unit or "主管办公室",
            one.title,
            _moment(one.due),
            STATE_TITLES[one.state] + ("" if one.breach else "（提示）"),
            one.because,
        )
        for one in reporting.unpunctual
    )
    columns = ("单位", "事项", "期限", "情形", "说明")
    return text, [Table(caption="迟报、未报和退回的", columns=columns, rows=rows)], []


def _issues(gathered: Gathered) -> Told:
    found = gathered.issues
    if not found:
        return ["没有未办结的问题。"], [], []
    open_, overdue = sum(one.open for one in found), sum(one.overdue for one in found)
    raised, closed = sum(one.raised for one in found), sum(one.closed for one in found)
    text = [f"本期新提出{raised}件，办结{closed}件；现有未办结{open_}件，其中逾期{overdue}件。"]
    columns = ("单位", "未办结", "其中逾期", "本期新提", "本期办结")
    rows = tuple(
        (one.unit or "尚未定责", str(one.open), str(one.overdue), str(one.raised), str(one.closed))
        for one in found
    )
    return text, [Table(caption="", columns=columns, rows=rows)], []


def _deadlines(gathered: Gathered) -> Told:
    if not gathered.deadlines:
        return ["近期没有到期的事项。"], [], []
    rows = tuple((_moment(one.due), one.title, one.whom) for one in gathered.deadlines)
    return [], [Table(caption="", columns=("期限", "事项", "由谁办"), rows=rows)], []


def _moment(moment: datetime) -> str:
    at = local(moment)
    whole_day = (at.hour, at.minute) == (23, 59)
    return f"{at:%Y-%m-%d}" if whole_day else f"{at:%Y-%m-%d %H:%M}"


TOLD: Mapping[BulletinSection, Callable[[Gathered], Told]] = {
    BulletinSection.RANKINGS: _rankings,
    BulletinSection.ROLLS: _rolls,
    BulletinSection.PROGRESS: _progress,
    BulletinSection.MOVEMENTS: _movements,
    BulletinSection.REPORTING: _reporting,
    BulletinSection.ISSUES: _issues,
    BulletinSection.DEADLINES: _deadlines,
}
HAS: Mapping[BulletinSection, Callable[[Gathered], bool]] = {
    BulletinSection.RANKINGS: lambda gathered: bool(gathered.rankings or gathered.decided),
    BulletinSection.ROLLS: lambda gathered: bool(gathered.rolls),
    BulletinSection.PROGRESS: lambda gathered: bool(gathered.progress),
    BulletinSection.MOVEMENTS: lambda _: True,
    BulletinSection.REPORTING: lambda gathered: gathered.reporting is not None,
    BulletinSection.ISSUES: lambda _: True,
    BulletinSection.DEADLINES: lambda _: True,
}
"""Whether the policy gives a section anything to say: one without rankings has no such section."""
