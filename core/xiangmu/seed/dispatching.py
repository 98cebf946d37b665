"""Meetings proposed a week ahead, decided on the next day and held; and what was carried out besides."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from uuid import UUID

from xiangmu.plugin.demo import DemoActivity, DemoMeeting, demo_id
from xiangmu.seed.publications import people
from xiangmu.seed.steps import Known, Rank, Step, Telling, afternoon, morning, request_id
from xiangmu.services.activities import ActivityRecord
from xiangmu.services.command import Input
from xiangmu.services.conduct import MeetingRecord
from xiangmu.services.gatherings import Opinion, Participant
from xiangmu.services.meetings import Decision, MeetingApprove, MeetingPropose, MeetingReturn

AHEAD, DECIDED_AFTER, AGAIN_AFTER = timedelta(days=7), timedelta(days=1), timedelta(days=2)


def dispatching_steps(
    telling: Telling, meetings: tuple[DemoMeeting, ...], activities: tuple[DemoActivity, ...]
) -> Iterator[Step]:
    """Steps for all of them."""
    for meeting in meetings:
        yield from _meeting(telling, meeting)
    for activity in activities:
        words = (activity.policy, activity.obligation, activity.due, activity.on)
        yield Step(
            at=telling.moment(activity.on),
            rank=Rank.RECORD,
            request=request_id("activity", *words),
            data=partial(_activity, activity),
            needs=frozenset(activity.projects),
            by=people(telling.jurisdiction)[0],
        )


def _meeting(telling: Telling, told: DemoMeeting) -> Iterator[Step]:
    office, government = people(telling.jurisdiction)
    words = (told.policy, told.obligation, str(told.on))
    proposal, needs = demo_id(*words, "proposal"), frozenset(told.projects)
    proposed = told.on - AHEAD
    yield Step(
        at=morning(proposed),
        rank=Rank.RECORD,
        request=request_id("propose", *words),
        data=partial(_propose, told, None),
        needs=needs,
        gives=proposal,
        by=office,
    )
    if told.returned:
        yield Step(
            at=morning(proposed + DECIDED_AFTER),
            rank=Rank.DECIDE,
            request=request_id("return", *words),
            data=partial(_return, proposal, told.returned),
            needs=frozenset((proposal,)),
            by=government,
        )
        yield Step(
            at=morning(proposed + AGAIN_AFTER),
            rank=Rank.RECORD,
            request=request_id("propose again", *words),
            data=partial(_propose, told, proposal),
            needs=needs | {proposal},
            by=office,
        )
    yield Step(
        at=afternoon(proposed + AGAIN_AFTER),
        rank=Rank.APPROVE,
        request=request_id("approve", *words),
        data=partial(_approve, proposal),
        needs=frozenset((proposal,)),
        by=government,
    )
    yield Step(
        at=afternoon(telling.moment(told.on).date()),
        rank=Rank.RECORD,
        request=request_id("hold", *words),
        data=partial(_hold, told, telling.jurisdiction, proposal),
        needs=needs | {proposal},
        by=office,
    )


def _propose(told: DemoMeeting, again: UUID | None, known: Known) -> Input:
    return MeetingPropose(
        policy=told.policy,
        obligation=told.obligation,
        on=told.on,
        hour=told.hour,
        place=told.place,
        post=told.post,
        matters=told.matters,
        participants=_participants(told.units, told.post),
        opinions=_opinions(told),
        projects=tuple(known[project] for project in told.projects),
        proposal=known[again] if again else None,
    )


def _return(proposal: UUID, words: str, known: Known) -> Input:
    return MeetingReturn(proposal=known[proposal], words=words)


def _approve(proposal: UUID, known: Known) -> Input:
    return MeetingApprove(proposal=known[proposal], words="同意")


def _hold(told: DemoMeeting, jurisdiction: str, proposal: UUID, known: Known) -> Input:
    return MeetingRecord(
        jurisdiction=jurisdiction,
        policy=told.policy,
        obligation=told.obligation,
        proposal=known[proposal],
        on=told.on,
        hour=told.hour,
        place=told.held_at or told.place,
        post=told.post,
        kind=told.kind,
        chair=told.chair,
        solved=True,
        matters=told.matters,
        participants=_participants(told.units, told.post),
        opinions=_opinions(told),
        projects=tuple(known[project] for project in told.projects),
        decisions=tuple(
            Decision(
                unit=one.unit,
                text=one.text,
                due=one.due,
                project=known[one.project] if one.project else None,
                category=one.category,
            )
            for one in told.decisions
        ),
    )


def _activity(told: DemoActivity, known: Known) -> Input:
    return ActivityRecord(
        policy=told.policy,
        obligation=told.obligation,
        unit=told.unit,
        due=told.due,
        on=told.on,
        participants=_participants(told.units, ""),
        projects=tuple(known[project] for project in told.projects),
        results=told.results,
        delivered_to=told.delivered_to,
    )


def _participants(units: tuple[str, ...], post: str) -> tuple[Participant, ...]:
    chair = (Participant(post=post),) if post else ()
    return (*chair, *(Participant(unit=unit) for unit in units))


def _opinions(told: DemoMeeting) -> tuple[Opinion, ...]:
    return tuple(Opinion(unit=unit, text=text) for unit, text in told.opinions)
