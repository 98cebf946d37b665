"""RZ-24: service, 20 points: monthly on-site meetings and factor support (reading R7)."""

from collections.abc import Iterator
from fractions import Fraction

from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.facts import Meeting
from xiangmu.plugin.points import ZERO
from xiangmu.plugin.scoring import JudgementItem, Line, ScoringRule, Section
from xiangmu.plugin.vocabulary import ChairRole, MeetingKind
from xiangmu_ruzhou.readings import Credit, FactorDeduction, RuzhouSnapshot
from xiangmu_ruzhou.scoring.lines import held, judgement_evidence
from xiangmu_ruzhou.wording import number

HALF = 10

SHORTFALL = JudgementItem(
    key="factor_shortfall", title="要素保障不力扣分", least=2, most=6, clause="RZ-24", many=True
)


def service(snapshot: RuzhouSnapshot) -> Iterator[Line]:
    """10 for months with a meeting that solved something, and 10 less what was judged of factor support."""
    yield _meetings(snapshot)
    yield from _factors(snapshot)


def _meetings(snapshot: RuzhouSnapshot) -> Line:
    months = snapshot.period.months()
    held_in = [next((m for m in snapshot.meetings if m.on in month and _counts(m)), None) for month in months]
    good = [meeting for meeting in held_in if meeting is not None]
    because = f"当季{len(months)}个月中有{len(good)}个月由主要领导召开现场办公会并解决问题"
    if snapshot.readings.meetings is Credit.ALL_OR_NOTHING:
        points = Fraction(HALF if len(good) == len(months) else 0)
        because += f"，月月召开才记{HALF}分，记{number(points)}分"
    else:
        points = Fraction(HALF * len(good), len(months))
        because += f"，记{HALF}×{len(good)}/{len(months)}={number(points)}分"
    evidence = (Evidence(kind=EvidenceKind.MEETING, id=m.id, on=m.on, note=f"{m.on}现场办公会") for m in good)
    return Line(points=points, because=because, evidence=tuple(evidence))


def _counts(meeting: Meeting) -> bool:
    """An on-site meeting that the main leader chaired and that solved actual problems."""
    return meeting.kind is MeetingKind.ON_SITE and meeting.chair is ChairRole.MAIN_LEADER and meeting.solved


def _factors(snapshot: RuzhouSnapshot) -> Iterator[Line]:
    shortfalls = snapshot.judged(SHORTFALL.key)
    said = "认定要素保障不力的按次扣分" if shortfalls else "没有认定要素保障不力"
    yield Line(points=Fraction(HALF), because=f"要素保障{HALF}分，{said}")
    left = Fraction(HALF)
    gravest = max(shortfalls, key=lambda j: j.points, default=None)
    for judgement in shortfalls:
        once = snapshot.readings.factor is FactorDeduction.ONCE_PER_QUARTER
        spared = once and judgement is not gravest
        points = ZERO if spared else -judgement.points
        taken = "每季只扣最重的一次，不扣" if spared else f"扣{number(judgement.points)}分"
        because = f"{judgement.matter or '要素保障不力'}：{judgement.reason}，{taken}"
        yield Line(points=points, because=because, evidence=(judgement_evidence(judgement),))
        left += points
    yield from held("要素保障", left, 0, None)


SERVICE = ScoringRule(
    key="service",
    title="服务保障",
    clause="RZ-24",
    section=Section.BASE,
    formula=service,
    cap=20,
    floor=0,
    judgements=(SHORTFALL,),
)
