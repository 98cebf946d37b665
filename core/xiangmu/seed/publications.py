"""Publications: drafted by the office in the afternoon, approved by the leading group in the evening."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import partial
from uuid import UUID

from xiangmu.access.principals import Grant, Principal
from xiangmu.access.roles import Role
from xiangmu.plugin.demo import DemoPublication, demo_id
from xiangmu.seed.steps import Known, Rank, Step, Telling, afternoon, evening, ready, request_id
from xiangmu.services.command import Input
from xiangmu.services.drafting import PublicationDraft
from xiangmu.services.drafts import DraftApprove

FOR_OBJECTIONS = timedelta(hours=2)


def publication_steps(telling: Telling, publications: Iterable[DemoPublication]) -> Iterator[Step]:
    """Two steps for each: what is drafted is known by its afternoon."""
    office, leading_group = people(telling.jurisdiction)
    for told in publications:
        words = (told.policy, told.group, told.period)
        draft, drafted = demo_id(*words, "draft"), afternoon(told.on)
        yield Step(
            at=drafted,
            rank=Rank.WORK_OUT,
            request=request_id("draft", *words),
            data=ready(
                PublicationDraft(
                    policy=told.policy,
                    group=told.group,
                    period=told.period,
                    objections_until=drafted + FOR_OBJECTIONS,
                )
            ),
            gives=draft,
            by=office,
        )
        yield Step(
            at=evening(told.on),
            rank=Rank.APPROVE,
            request=request_id("approve", *words),
            data=partial(_approve, draft),
            needs=frozenset((draft,)),
            by=leading_group,
        )


def people(jurisdiction: str) -> tuple[Principal, Principal]:
    """Whoever drafts cannot approve."""
    return (
        Principal(id="demo:office", grants=(Grant(role=Role.OFFICE, jurisdiction=jurisdiction),)),
        Principal(id="demo:leading-group", grants=(Grant(role=Role.APPROVER, jurisdiction=jurisdiction),)),
    )


def _approve(draft: UUID, known: Known) -> Input:
    return DraftApprove(draft=known[draft])
