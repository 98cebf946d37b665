"""Projects on their way into libraries, step by step, and what the statistics office has."""

from collections.abc import Iterable, Iterator
from functools import partial

from xiangmu.plugin.demo import DemoLibraryEntry, DemoLibraryStep, DemoStatistics, demo_id
from xiangmu.plugin.libraries import LibraryStepKind, ReviewResult
from xiangmu.seed.steps import Known, Rank, Step, Telling, ready, request_id
from xiangmu.services.command import Input
from xiangmu.services.libraries.reviewing import LibraryReview
from xiangmu.services.libraries.statistics import StatisticsEntry, StatisticsListEnter
from xiangmu.services.libraries.submitting import LibraryResubmit, LibrarySubmit


def library_steps(telling: Telling, entries: Iterable[DemoLibraryEntry]) -> Iterator[Step]:
    """One for each submission and each review, each after the one before."""
    for told in entries:
        words = ("library", told.policy, told.library, str(told.project))
        before = told.project
        for place, one in enumerate(told.steps):
            gives = demo_id(*words, str(place))
            yield Step(
                at=telling.moment(one.on),
                rank=Rank.SETTLE,
                request=request_id(*words, place),
                data=partial(_step, told, one, place == 0),
                needs=frozenset((told.project, before)),
                gives=gives,
            )
            before = gives


def statistics_steps(telling: Telling, lists: Iterable[DemoStatistics]) -> Iterator[Step]:
    """One for each month."""
    for told in lists:
        lines = tuple(StatisticsEntry(code=code, name=name, place=place) for code, name, place in told.lines)
        data = StatisticsListEnter(policy=told.policy, month=told.month, on=told.on, lines=lines)
        yield Step(
            at=telling.moment(told.on),
            rank=Rank.RECORD,
            request=request_id("statistics", told.policy, told.month),
            data=ready(data),
        )


def _step(told: DemoLibraryEntry, one: DemoLibraryStep, first: bool, known: Known) -> Input:
    project, policy = known[told.project], told.policy
    if one.kind is not LibraryStepKind.SUBMITTED:
        return LibraryReview(
            project=project,
            policy=policy,
            step=one.step,
            result=ReviewResult(one.kind),
            reviewer=one.reviewer,
            on=one.on,
            text=one.text,
        )
    if first:
        return LibrarySubmit(project=project, policy=policy, library=told.library, on=one.on, text=one.text)
    return LibraryResubmit(project=project, policy=policy, on=one.on, text=one.text)
