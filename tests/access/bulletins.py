"""The bulletins of each place, and sound commands about them."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from uuid import UUID

from tests.access.attempts import of
from tests.access.realm import policy_of
from xiangmu.db.blob import pack
from xiangmu.services.bulletins.drafting import BulletinDraft
from xiangmu.services.command import Input

PUBLISHED, DRAFTED = date(2023, 4, 10), date(2023, 5, 10)
"""When the bulletins are due."""


def asked(place: str, due: date, words: str) -> BulletinDraft:
    """What the office asks to have drafted."""
    return BulletinDraft(
        policy=policy_of(place), obligation="bulletin", due=due, issuer="重点项目办", introduction=words
    )


def attempts_of(place: str, draft: UUID) -> Iterator[tuple[str, Input, UUID | None]]:
    """Commands about a place's bulletins, and what they name."""
    policy, nothing = policy_of(place), pack({})
    drafted = of(
        "bulletin_draft",
        policy=policy,
        obligation="bulletin",
        due=date(2023, 6, 10),
        issuer="重点项目办",
        introduction="",
        remarks=(),
        at=datetime(2023, 6, 30, tzinfo=UTC),
        corrects=None,
        known_no=1,
        readings={},
        gathered=nothing,
        content=nothing,
    )
    yield "bulletin_draft", drafted, None
    yield "bulletin_publish", of("bulletin_publish", policy=policy, bulletin_draft=draft), draft


def named(things: Mapping[tuple[str, str], UUID], place: str) -> UUID:
    """The draft that is not published."""
    return things[place, "bulletin draft"]
