"""RZ-27 and RZ-36: bonuses for industrial projects signed, started and put into production (readings R10, R11)."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from xiangmu.plugin.facts import ProjectVersion
from xiangmu.plugin.happenings import When
from xiangmu.plugin.money import in_words, yi
from xiangmu.plugin.policy import Switch
from xiangmu.plugin.scoring import Line, ScoringRule, Section
from xiangmu_ruzhou import milestones
from xiangmu_ruzhou.projects import admitted, is_advanced, is_industrial, is_pure_farming, is_secondary
from xiangmu_ruzhou.readings import RuzhouReadings, RuzhouSnapshot
from xiangmu_ruzhou.wording import number, shared

BANDS = ((yi(5), 5), (yi(3), 3), (yi(1), 1))
ADVANCED_EXTRA = 2
INTRODUCED = Fraction(1, 2)
INTRODUCED_LARGE = Fraction(1)
INTRODUCED_MOST = 2
LARGE = yi(1)

Worth = Callable[[RuzhouReadings, ProjectVersion], tuple[Fraction, str]]


def _bonus(when: When, worth: Worth) -> Callable[[RuzhouSnapshot], Iterator[Line]]:
    """One line for each event of the quarter that is worth points, by the attributes on its date (A16)."""

    def formula(snapshot: RuzhouSnapshot) -> Iterator[Line]:
        for project in admitted(snapshot):
            event = when(snapshot, project)
            if event is None or event.on not in snapshot.period:
                continue
            version, share = project.on(event.on), project.share_on(event.on)
            points, why = worth(snapshot.readings, version)
            if points * share:
                yield Line(
                    points=points * share,
                    because=(
                        f"{event.evidence.note}，总投资{in_words(version.total_yuan)}，"
                        f"{why}{shared(share, points)}"
                    ),
                    evidence=(event.evidence,),
                )

    return formula


def _band(readings: RuzhouReadings, project: ProjectVersion) -> tuple[Fraction, str]:
    """1, 3 or 5 by size, and 2 more once for advanced manufacturing or strategic-emerging industry."""
    band = next(((least, points) for least, points in BANDS if project.total_yuan >= least), None)
    if band is None or not is_industrial(readings, project) or is_pure_farming(project):
        return Fraction(0), ""
    least, points = band
    why = f"属{in_words(least)}以上产业项目加{points}分"
    if is_advanced(project):
        why += f"，属先进制造业或战略性新兴产业另加{ADVANCED_EXTRA}分"
        points += ADVANCED_EXTRA
    return Fraction(points), why


def _introduced(readings: RuzhouReadings, project: ProjectVersion) -> tuple[Fraction, str]:
    """0.5 for each 工业 project signed, 1 from 1亿 on: only 附件4 says so."""
    if readings.annex4_industrial_bonus is Switch.OFF or not is_secondary(project):
        return Fraction(0), ""
    points = INTRODUCED_LARGE if project.total_yuan >= LARGE else INTRODUCED
    return points, f"属引进的工业项目，按附件4加{number(points)}分"


SIGNING_BONUS = ScoringRule(
    key="signing_bonus",
    title="产业项目签约加分",
    clause="RZ-27",
    section=Section.BONUS,
    formula=_bonus(milestones.signed, _band),
)
START_BONUS = ScoringRule(
    key="start_bonus",
    title="产业项目开工加分",
    clause="RZ-27",
    section=Section.BONUS,
    formula=_bonus(milestones.started, _band),
)
PRODUCTION_BONUS = ScoringRule(
    key="production_bonus",
    title="产业项目投产达效加分",
    clause="RZ-27",
    section=Section.BONUS,
    formula=_bonus(milestones.produced, _band),
)
INTRODUCED_BONUS = ScoringRule(
    key="introduced_bonus",
    title="引进工业项目加分",
    clause="RZ-36",
    section=Section.BONUS,
    formula=_bonus(milestones.signed, _introduced),
    cap=INTRODUCED_MOST,
)
