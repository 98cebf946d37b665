"""Single values as clients write them: money in 万元, points as decimals, opaque ids, fields of a city's profile."""

import re
from collections.abc import Mapping
from enum import Enum
from typing import Any
from uuid import UUID

import strawberry

from xiangmu.api.entities.access import ACCOUNT, API_TOKEN, ROLE_GRANT
from xiangmu.api.entities.activities import ACTIVITY
from xiangmu.api.entities.bulletins import BULLETIN_DRAFT
from xiangmu.api.entities.calendars import CALENDAR_FEED
from xiangmu.api.entities.conduct import CRITICISM, HARM, PRAISE
from xiangmu.api.entities.drafts import DRAFT_HEAD, OBJECTION
from xiangmu.api.entities.enrolments import ENROLMENT
from xiangmu.api.entities.findings import DISPUTED_FACT, FINDING_ENTITY
from xiangmu.api.entities.inspections import INSPECTION
from xiangmu.api.entities.inventories import INVENTORY_ITEM
from xiangmu.api.entities.issues import ISSUE
from xiangmu.api.entities.judgements import JUDGEMENT, SURVEY
from xiangmu.api.entities.meetings import MEETING, MEETING_PROPOSAL
from xiangmu.api.entities.notices import CHANNEL, DELIVERY
from xiangmu.api.entities.prefixes import ATTACHMENT, PERSON, PROJECT, REPORT
from xiangmu.api.entities.preparation import ASSIGNMENT
from xiangmu.api.entities.project_filters import FACTS
from xiangmu.api.entities.ranges import read_yuan
from xiangmu.api.entities.rulings import DUPLICATE_RULING
from xiangmu.api.entities.undertakings import COMMITMENT, GOAL_REVISION, INDICATOR_READING
from xiangmu.api.mutations.shapes import Leaf
from xiangmu.api.reader.entity import Entity
from xiangmu.api.reader.ids import IdError, key_in, prefix_of
from xiangmu.api.scalars import Mu, Points, Wan
from xiangmu.db import tables as t
from xiangmu.db.kinds import kind_of
from xiangmu.services.corrections import OF_KIND, FactKind

POINTS = re.compile(r"(-?)([0-9]{1,5})(?:\.([0-9]{1,2}))?")
AREA_TEXT = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,2}))?")
_OF_UNITS = (
    MEETING,
    PRAISE,
    CRITICISM,
    HARM,
    JUDGEMENT,
    INDICATOR_READING,
    GOAL_REVISION,
    COMMITMENT,
    ACTIVITY,
)
_BY_TABLE: Mapping[Any, Entity] = {entity.table: entity for entity in (*FACTS, DUPLICATE_RULING, *_OF_UNITS)}
FACT_ENTITIES: Mapping[FactKind, Entity] = {
    kind: _BY_TABLE[kind_of(of).table] for kind, of in OF_KIND.items()
}
"""Which entity the facts of a kind are read as."""
_KINDS = {entity.id.prefix: kind for kind, entity in FACT_ENTITIES.items()}


def _hundredths(given: object) -> int:
    found = POINTS.fullmatch(given) if isinstance(given, str) else None
    if found is None:
        raise ValueError('分值须为十进制字符串, 至多两位小数, 如 "6.5"')
    sign, whole, decimals = found.groups("")
    return int(f"{sign}{whole}{decimals:0<2}")


def _area(given: object) -> int:
    found = AREA_TEXT.fullmatch(given) if isinstance(given, str) else None
    if found is None:
        raise ValueError('面积须为亩的十进制字符串, 至多两位小数, 如 "12.5"')
    whole, decimals = found.groups("")
    return int(f"{whole}{decimals:0<2}")


MONEY = Leaf(type=Wan, told="单位万元", convert=read_yuan)
AREA = Leaf(type=Mu, told="单位亩", convert=_area)
SCORE = Leaf(type=Points, convert=_hundredths)


def _id(prefix: str, column: Any, what: str) -> Leaf:
    def key(given: str) -> UUID | int:
        return key_in(given, prefix, column)

    return Leaf(type=strawberry.ID, told=f"{what}的标识", convert=key)


IDS: Mapping[str, Leaf] = {
    "project": _id(PROJECT, t.project.c.id, "项目"),
    "projects": _id(PROJECT, t.project.c.id, "项目"),
    "absorbed": _id(PROJECT, t.project.c.id, "项目"),
    "other": _id(PROJECT, t.project.c.id, "项目"),
    "assignment": _id(ASSIGNMENT.id.prefix, ASSIGNMENT.key, "责任"),
    "enrolment": _id(ENROLMENT.id.prefix, ENROLMENT.key, "纳入考核"),
    "issue": _id(ISSUE.id.prefix, ISSUE.key, ISSUE.title),
    "inspection": _id(INSPECTION.id.prefix, INSPECTION.key, INSPECTION.title),
    "finding": _id(FINDING_ENTITY.id.prefix, FINDING_ENTITY.key, FINDING_ENTITY.title),
    "dispute": _id(DISPUTED_FACT.id.prefix, DISPUTED_FACT.key, DISPUTED_FACT.title),
    "entry": _id(INVENTORY_ITEM.id.prefix, INVENTORY_ITEM.key, INVENTORY_ITEM.title),
    "into": _id(ISSUE.id.prefix, ISSUE.key, ISSUE.title),
    "proposal": _id(MEETING_PROPOSAL.id.prefix, MEETING_PROPOSAL.key, MEETING_PROPOSAL.title),
    "survey": _id(SURVEY.id.prefix, SURVEY.key, "企业评议"),
    "draft": _id(DRAFT_HEAD.id.prefix, DRAFT_HEAD.key, "公布稿草稿"),
    "bulletin_draft": _id(BULLETIN_DRAFT.id.prefix, BULLETIN_DRAFT.key, BULLETIN_DRAFT.title),
    "report": _id(REPORT, t.report.c.fact_id, "报告"),
    "objection": _id(OBJECTION.id.prefix, OBJECTION.key, "异议"),
    "account": _id(ACCOUNT.id.prefix, ACCOUNT.key, ACCOUNT.title),
    "grant": _id(ROLE_GRANT.id.prefix, ROLE_GRANT.key, ROLE_GRANT.title),
    "token": _id(API_TOKEN.id.prefix, API_TOKEN.key, API_TOKEN.title),
    "feed": _id(CALENDAR_FEED.id.prefix, CALENDAR_FEED.key, CALENDAR_FEED.title),
    "attachments": _id(ATTACHMENT, t.attachment.c.fact_id, "附件"),
    "attachment": _id(ATTACHMENT, t.attachment.c.fact_id, "附件"),
    "channel": _id(CHANNEL.id.prefix, CHANNEL.key, CHANNEL.title),
    "delivery": _id(DELIVERY.id.prefix, DELIVERY.key, DELIVERY.title),
    "person": _id(PERSON, t.person.c.id, "人员"),
}
"""By the name of the field that holds the identity."""


def _fact(given: str) -> dict[str, Any]:
    kind = _KINDS.get(prefix_of(given))
    if kind is None:
        raise IdError(f"“{given[:80]}”不是事实的标识")
    return {"kind": kind, "fact": key_in(given, *_prefix_and_column(kind))}


def _prefix_and_column(kind: FactKind) -> tuple[str, Any]:
    entity = FACT_ENTITIES[kind]
    return entity.id.prefix, entity.key


FACT = Leaf(type=strawberry.ID, told="任何一类事实的标识", convert=_fact)
"""Its kind stands in the id."""
FACT_ONLY = Leaf(type=strawberry.ID, told="任何一类事实的标识", convert=lambda given: _fact(given)["fact"])


def is_enumeration(annotation: Any) -> bool:
    """Whether ``annotation`` is an enumeration; it must be described already. Raises TypeError if it is not."""
    if not (isinstance(annotation, type) and issubclass(annotation, Enum)):
        return False
    if not hasattr(annotation, "__strawberry_definition__"):
        raise TypeError(f"枚举 {annotation.__name__} 没有中文说明")
    return True
