"""Bulletins, drafted by the office at a moment and published an hour later."""

from collections.abc import Iterable, Iterator
from datetime import UTC, timedelta
from functools import partial
from uuid import UUID

from xiangmu.plugin.demo import DemoBulletin, demo_id
from xiangmu.seed.publications import people
from xiangmu.seed.steps import Known, Rank, Step, Telling, ready, request_id
from xiangmu.services.bulletins.drafting import BulletinDraft, SectionRemark
from xiangmu.services.bulletins.publishing import BulletinPublish
from xiangmu.services.command import Input

LOOKED_OVER = timedelta(hours=1)


def bulletin_steps(telling: Telling, bulletins: Iterable[DemoBulletin]) -> Iterator[Step]:
    """Two steps for each."""
    office, _ = people(telling.jurisdiction)
    for told in bulletins:
        words = (told.policy, told.obligation, told.due.isoformat())
        draft, drafted_at = demo_id(*words, "bulletin"), told.at.astimezone(UTC)
        yield Step(
            at=drafted_at,
            rank=Rank.WORK_OUT,
            request=request_id("bulletin", *words),
            data=ready(
                BulletinDraft(
                    policy=told.policy,
                    obligation=told.obligation,
                    due=told.due,
                    issuer=told.issuer,
                    introduction=told.introduction,
                    remarks=tuple(
                        SectionRemark(section=section, text=text) for section, text in told.remarks
                    ),
                )
            ),
            gives=draft,
            by=office,
        )
        yield Step(
            at=drafted_at + LOOKED_OVER,
            rank=Rank.APPROVE,
            request=request_id("publish", *words),
            data=partial(_publish, told.policy, draft),
            needs=frozenset((draft,)),
            by=office,
        )


def _publish(policy: str, draft: UUID, known: Known) -> Input:
    return BulletinPublish(policy=policy, bulletin_draft=known[draft])
