"""What the ledger records besides the facts that rules see."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from xiangmu.plugin.units import UnitKind
from xiangmu.plugin.value import value


@value
class InstalledJurisdiction:
    """A jurisdiction that the program serves."""

    id: UUID
    key: str
    title: str
    division_code: str
    parent: str


@value
class InstalledUnit:
    """A responsible unit of a jurisdiction."""

    id: UUID
    key: str
    title: str
    kind: UnitKind
    division_code: str
    since: date | None
    until: date | None


@value
class UnitAlias:
    """Another name of a unit."""

    id: UUID
    unit: str
    alias: str
    folded: str


@value
class EnabledPolicy:
    """A policy applies from ``since`` on, read as ``readings`` (JSON of the policy's own model) say."""

    id: UUID
    policy: str
    since: date
    until: date | None
    readings: dict[str, Any]


@value
class ProjectCode:
    """A code (项目代码) of a project."""

    id: UUID
    project: UUID
    code: str


class OriginKind(StrEnum):
    """How a project came from another."""

    SPLIT = "SPLIT"
    MERGED = "MERGED"


@value
class ProjectOrigin:
    """``project`` was split off ``origin``, or took it in, on a day."""

    id: UUID
    project: UUID
    origin: UUID
    how: OriginKind
    on: date


@value
class MeetingProject:
    """A project that a meeting dealt with."""

    id: UUID
    meeting: UUID
    project: UUID


@value
class Survey:
    """A survey of one group in one period; open until ``closed_on``."""

    id: UUID
    policy: str
    group: str
    period: str
    seed: str
    frame_size: int
    closed_on: date | None


@value
class SampleMember:
    """An enterprise drawn into a survey; its row ends when its token is spent."""

    id: UUID
    survey: UUID
    position: int
    enterprise: str
    token_hash: str


@value
class Result:
    """A group's result as it was printed; ``snapshots`` and ``results`` are compressed canonical JSON."""

    id: UUID
    policy: str
    group: str
    period: str
    number: int
    corrects: UUID | None
    as_of: date
    known_no: int
    readings: dict[str, Any]
    plugin: str
    plugin_version: str
    format: int
    snapshots: bytes
    snapshots_hash: str
    results: bytes
    results_hash: str


@value
class Publication(Result):
    """One numbered publication."""

    published_on: date


@value
class PublicationDraft(Result):
    """A result that units may object to until ``objections_until``; whoever drafted it cannot approve it."""

    round: int
    drafted_on: date
    drafted_by: str
    objections_until: datetime


@value
class Objection:
    """What a unit says against a draft: of one ``item`` of its card, or ("") of the whole."""

    id: UUID
    draft: UUID
    unit: str
    item: str
    text: str


@value
class ObjectionAnswer:
    """What the office answered."""

    id: UUID
    objection: UUID
    draft: UUID
    upheld: bool
    text: str


class DraftOutcome(StrEnum):
    """What became of a draft."""

    APPROVED = "APPROVED"
    RETURNED = "RETURNED"
    WITHDRAWN = "WITHDRAWN"


@value
class DraftDecision:
    """What became of a draft; ``publication`` is what an approved one was published as."""

    id: UUID
    draft: UUID
    period: str
    outcome: DraftOutcome
    decided_on: date
    publication: UUID | None


@value
class Account:
    """Somebody who can sign in."""

    id: UUID
    disabled: bool


@value
class RoleGrant:
    """A role that an account has, for one ``unit`` or ("") for the whole, from ``since`` to ``until``."""

    id: UUID
    account: UUID
    role: str
    unit: str
    since: date
    until: date | None


@value
class ApiToken:
    """An API token of an account, by its hash; good to the end of ``expires_on``."""

    id: UUID
    account: UUID
    title: str
    scopes: tuple[str, ...]
    expires_on: date
    token_hash: str


@value
class CalendarFeed:
    """A calendar of ``unit``, or ("") of what the account has to do, under a secret address known by its hash."""

    id: UUID
    account: UUID
    unit: str
    secret_hash: str


@value
class Attachment:
    """A file, with what its content tells; ``size`` in bytes, a place in millionths of a degree (WGS 84)."""

    id: UUID
    name: str
    type: str
    size: int
    sha256: str
    taken_at: datetime | None
    latitude: int | None
    longitude: int | None


@value
class AttachmentLink:
    """A file belongs to the row of the table ``owner_kind`` with the identity ``owner_id``."""

    id: UUID
    owner_kind: str
    owner_id: UUID
    attachment: UUID
