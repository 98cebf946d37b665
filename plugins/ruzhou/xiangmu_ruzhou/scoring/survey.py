"""RZ-32 and RZ-33: the survey of service departments, and blanket stoppages (reading R15)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.facts import Ballot
from xiangmu.plugin.points import ZERO
from xiangmu.plugin.scoring import Line, ScoringRule, Section
from xiangmu.plugin.vocabulary import HarmKind
from xiangmu_ruzhou.readings import RuzhouSnapshot, Survey
from xiangmu_ruzhou.scoring.matters import matters
from xiangmu_ruzhou.wording import number

SAMPLE = 30
PER_STOPPAGE = 5
LAST_QUARTER = 4
PARTS = (("attitude", "服务态度", 20), ("efficiency", "工作效率", 40), ("quality", "服务质量", 40))


def survey(snapshot: RuzhouSnapshot) -> Iterator[Line]:
    """The mean of the valid ballots, a line for each part; without any the card has no total."""
    period = str(snapshot.period)
    if snapshot.readings.survey is Survey.YEARLY:
        if snapshot.period.number != LAST_QUARTER:
            yield Line(points=ZERO, because="企业评议全年一次，计入第四季度，本季度记0分")
            return
        period = str(snapshot.period.year)
    cast = [ballot for ballot in snapshot.ballots if ballot.period == period]
    valid = [ballot for ballot in cast if _valid(ballot)]
    if not valid:
        because = f"{period}没有有效评议票（收到{len(cast)}张），得分无从计算"
        yield Line(points=ZERO, because=because, no_total=True)
        return
    yield from _means(valid, invalid=len(cast) - len(valid))


def _valid(ballot: Ballot) -> bool:
    """All three parts within their range."""
    return all(0 <= getattr(ballot, part) <= most * 100 for part, _, most in PARTS)


def _means(valid: Sequence[Ballot], invalid: int) -> Iterator[Line]:
    sample = f"有效评议票{len(valid)}张"
    if invalid:
        sample += f"（另有{invalid}张超出分值范围，无效）"
    if len(valid) < SAMPLE:
        sample += f"，少于应抽取的{SAMPLE}家，仅供参考"
    evidence = tuple(Evidence(kind=EvidenceKind.SURVEY, id=ballot.id, note="企业评议票") for ballot in valid)
    for part, title, most in PARTS:
        mean = Fraction(sum(getattr(ballot, part) for ballot in valid), 100 * len(valid))
        because = f"{title}（{most}分）：{sample}，平均{number(mean)}分"
        yield Line(points=mean, because=because, evidence=evidence)


def blanket_stoppage(snapshot: RuzhouSnapshot) -> Iterator[Line]:
    """−5 on the service card for each verified 一刀切 stoppage, and no award for the year."""
    for line in disqualified(snapshot):
        yield replace(line, points=Fraction(-PER_STOPPAGE), because=f"扣{PER_STOPPAGE}分，{line.because}")


def disqualified(snapshot: RuzhouSnapshot) -> Iterator[Line]:
    """No award for the year in any group of a unit that caused a stoppage; without points on other cards."""
    stoppages = (event for event in snapshot.harms if event.kind is HarmKind.BLANKET_STOPPAGE)
    for events in matters(snapshot.period, stoppages):
        yield Line(
            points=ZERO,
            because=f"环保管控“一刀切”造成项目大面积停工（{events[0].matter}），取消全年评先资格",
            evidence=tuple(
                Evidence(kind=EvidenceKind.HARM, id=event.id, on=event.on, note=f"{event.on}查实")
                for event in events
            ),
            disqualifies=True,
        )


SURVEY = ScoringRule(
    key="survey",
    title="企业服务评价",
    clause="RZ-32",
    section=Section.BASE,
    formula=survey,
)
BLANKET_STOPPAGE = ScoringRule(
    key="blanket_stoppage",
    title="“一刀切”停工减分",
    clause="RZ-33",
    section=Section.DEDUCTION,
    formula=blanket_stoppage,
)
DISQUALIFIED = ScoringRule(
    key="disqualified",
    title="取消评先资格",
    clause="RZ-33",
    section=Section.DEDUCTION,
    formula=disqualified,
)
