"""A year's card: the sum of what was published for its periods (A14)."""

from collections.abc import Mapping
from fractions import Fraction
from uuid import UUID

from xiangmu.domain.scoring import Scorecard, ScoreLine, close, in_full
from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.periods import Period
from xiangmu.plugin.points import ZERO
from xiangmu.plugin.policy import RankBy
from xiangmu.plugin.scoring import Card, LineKind
from xiangmu.plugin.value import value


@value
class Published:
    """What the latest publication of one period says of one unit."""

    publication: UUID
    number: int
    total: Fraction | None
    exact: Fraction
    no_total: str
    disqualified: bool


def year_card(
    card: Card, unit: str, year: Period, quarters: Mapping[Period, Published | None], rank_by: RankBy
) -> Scorecard:
    """One line for each quarter. A quarter not published yet adds nothing and says so.

    One without a total leaves the year without.
    """
    lines = tuple(_quarter_line(card, quarter, published, rank_by) for quarter, published in quarters.items())
    untotalled = [
        f"{quarter.title}无得分: {p.no_total}" for quarter, p in quarters.items() if p and p.no_total
    ]
    unpublished = all(published is None for published in quarters.values())
    return close(
        Scorecard(
            policy=card.policy,
            group=card.group,
            unit=unit,
            period=year,
            as_of=year.end,
            lines=lines,
            total=None,
            exact=ZERO,
            no_total="尚无季度公布" if unpublished else ";".join(untotalled),
        ),
        card.year_clause,
    )


def _quarter_line(card: Card, quarter: Period, published: Published | None, rank_by: RankBy) -> ScoreLine:
    points, disqualified = ZERO, False
    evidence: tuple[Evidence, ...] = ()
    if published is None:
        because = f"{quarter.title}尚未公布, 暂计0分"
    elif published.total is None:
        because = f"{quarter.title}公布稿第{published.number}号无得分: {published.no_total}"
    else:
        points = published.exact if rank_by is RankBy.EXACT else published.total
        because = f"{quarter.title}公布稿第{published.number}号得{in_full(points)}分"
        if published.disqualified:
            because += ", 并取消年度评先资格"
    if published is not None:
        disqualified = published.disqualified
        note = f"{quarter.title}公布稿第{published.number}号"
        evidence = (Evidence(kind=EvidenceKind.PUBLICATION, id=published.publication, note=note),)
    return ScoreLine(
        item=str(quarter),
        title=quarter.title,
        section=None,
        kind=LineKind.POINTS,
        clause=card.year_clause,
        points=points,
        because=because,
        evidence=evidence,
        disqualifies=disqualified,
    )
