"""Ballots: a survey of enterprises for each period, cast with tokens as the enterprises would."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from xiangmu.domain.fold import parse_period
from xiangmu.plugin.demo import demo_id
from xiangmu.plugin.facts import Ballot
from xiangmu.seed.steps import Known, Rank, Step, Telling, ready, request_id
from xiangmu.services.command import Input
from xiangmu.services.surveys import BallotCast, BallotEntry, SurveyClose, SurveyOpen, draw, token_of

OPENED_AFTER, CAST_AFTER, CLOSED_AFTER = timedelta(days=1), timedelta(days=3), timedelta(days=8)


def survey_steps(telling: Telling) -> Iterator[Step]:
    """Steps for every ballot: the survey is opened after the period, cast in, and closed."""
    surveys: dict[tuple[str, str], list[Ballot]] = defaultdict(list)
    for ballot in telling.facts.ballots:
        surveys[ballot.policy, ballot.period].append(ballot)
    for (policy, period), ballots in surveys.items():
        yield from _survey(telling, policy, period, ballots)


def _survey(telling: Telling, policy: str, period: str, ballots: Sequence[Ballot]) -> Iterator[Step]:
    ended = parse_period(telling.catalog.policies[policy], period).end
    survey, secret = demo_id(policy, period, "survey"), f"演示评议发券密钥-{policy}-{period}"
    opening = SurveyOpen(
        policy=policy,
        group=_group(telling, policy, ballots),
        period=period,
        frame=_frame(telling, ended),
        seed=f"{policy}/{period}",
        secret=secret,
    )
    yield Step(
        at=telling.moment(ended + OPENED_AFTER),
        rank=Rank.OPEN,
        request=request_id(survey),
        data=ready(opening),
        gives=survey,
    )
    drawn, papers = draw(opening.frame, opening.seed), _papers(ballots)
    if len(papers) > len(drawn):
        raise ValueError(f"{period}对一个部门有{len(papers)}张评议票，只抽得出{len(drawn)}家项目单位")
    for enterprise, entries in zip(drawn, papers, strict=False):
        yield Step(
            at=telling.moment(ended + CAST_AFTER),
            rank=Rank.CAST,
            request=request_id(survey, enterprise),
            data=partial(_cast, survey, secret, enterprise, entries),
            needs=frozenset((survey,)),
        )
    yield Step(
        at=telling.moment(ended + CLOSED_AFTER),
        rank=Rank.CLOSE,
        request=request_id(survey, "closed"),
        data=partial(_close, survey),
        needs=frozenset((survey,)),
    )


def _group(telling: Telling, policy: str, ballots: Sequence[Ballot]) -> str:
    """The group whose units the enterprises rate."""
    rated = {ballot.unit for ballot in ballots}
    return next(g.key for g in telling.catalog.groups_of(policy) if rated <= set(g.units))


def _frame(telling: Telling, day: date) -> tuple[str, ...]:
    """Whom the sample is drawn from: the enterprises behind the projects known by ``day``."""
    return tuple(sorted({f"{v.name}的建设单位" for v in telling.facts.versions if v.effective <= day}))


def _papers(ballots: Sequence[Ballot]) -> list[tuple[BallotEntry, ...]]:
    """The ballots as cast: the first on every department by one enterprise, the second by the next."""
    papers: dict[int, list[BallotEntry]] = defaultdict(list)
    cast: dict[str, int] = defaultdict(int)
    for ballot in ballots:
        entry = BallotEntry(
            unit=ballot.unit,
            attitude=ballot.attitude,
            efficiency=ballot.efficiency,
            quality=ballot.quality,
        )
        papers[cast[ballot.unit]].append(entry)
        cast[ballot.unit] += 1
    return [tuple(papers[number]) for number in sorted(papers)]


def _cast(
    survey: UUID, secret: str, enterprise: str, ballots: tuple[BallotEntry, ...], known: Known
) -> Input:
    token = token_of(secret, known[survey], enterprise)
    return BallotCast(token=token, ballots=ballots, survey=known[survey])


def _close(survey: UUID, known: Known) -> Input:
    return SurveyClose(survey=known[survey])
