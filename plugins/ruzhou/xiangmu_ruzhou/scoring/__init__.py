"""How 汝州 scores: two cards of the same items for areas and departments, one for service departments."""

from xiangmu.plugin.periods import PeriodKind
from xiangmu.plugin.scoring import Card, Scoring, ScoringRule
from xiangmu_ruzhou.policy import POLICY
from xiangmu_ruzhou.scoring.bands import INTRODUCED_BONUS, PRODUCTION_BONUS, SIGNING_BONUS, START_BONUS
from xiangmu_ruzhou.scoring.boards import ACCOUNTABILITY, AWARDS, RANKINGS, TITLES
from xiangmu_ruzhou.scoring.conduct import CRITICISM, HARM, PRAISE
from xiangmu_ruzhou.scoring.funding import APPLICATIONS, FUNDED_STARTS
from xiangmu_ruzhou.scoring.late import LATE_LISTED, LATE_PROVINCIAL
from xiangmu_ruzhou.scoring.listings import LISTINGS
from xiangmu_ruzhou.scoring.planning import PLANNING
from xiangmu_ruzhou.scoring.production import PRODUCTION
from xiangmu_ruzhou.scoring.service import SERVICE
from xiangmu_ruzhou.scoring.signing import SIGNING
from xiangmu_ruzhou.scoring.starts import STARTS
from xiangmu_ruzhou.scoring.survey import BLANKET_STOPPAGE, DISQUALIFIED, SURVEY

TASK_RULES = (
    PLANNING,
    SIGNING,
    STARTS,
    PRODUCTION,
    SERVICE,
    APPLICATIONS,
    FUNDED_STARTS,
    LISTINGS,
    SIGNING_BONUS,
    START_BONUS,
    PRODUCTION_BONUS,
    INTRODUCED_BONUS,
    PRAISE,
    LATE_PROVINCIAL,
    LATE_LISTED,
    HARM,
    CRITICISM,
    DISQUALIFIED,
)
SERVICE_RULES = (SURVEY, BLANKET_STOPPAGE)


def _card(group: str, rules: tuple[ScoringRule, ...]) -> Card:
    return Card(
        policy=POLICY.key,
        group=group,
        title=f"{TITLES[group]}考核得分表",
        period_kind=PeriodKind.QUARTER,
        rules=rules,
        clause="RZ-19",
        year_clause="RZ-19",
    )


SCORING = Scoring(
    cards=(_card("area", TASK_RULES), _card("department", TASK_RULES), _card("service", SERVICE_RULES)),
    rankings=RANKINGS,
    awards=AWARDS,
    accountability=ACCOUNTABILITY,
)
