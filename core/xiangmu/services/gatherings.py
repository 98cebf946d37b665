"""What meetings, their proposals and activities hold in common: where, who, which projects, what was said."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Table

from xiangmu.db import tables as t
from xiangmu.db.dispatching import ActivityProject, MeetingOpinion
from xiangmu.db.dispatching import Participant as TakesPart
from xiangmu.db.records import AttachmentLink, MeetingProject
from xiangmu.domain.schedule.occurrences import owners
from xiangmu.plugin.policy import Policy
from xiangmu.plugin.schedule import Obligation, ObligationKind
from xiangmu.services.command import Input, Need
from xiangmu.services.problems import Code
from xiangmu.services.work import Work

LONGEST = 2000
HOUR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


class Part(BaseModel):
    """Base of what stands in a list of an input."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Participant(Part):
    """一个参会或参加的单位、职务。"""

    unit: str = Field("", title="单位")
    post: str = Field("", title="职务", max_length=100, description="如 常务副市长; 只写单位也可以")
    person: UUID | None = Field(None, title="人员", description="只记标识, 不记姓名")


class Opinion(Part):
    """一个部门的意见。"""

    unit: str = Field(title="部门")
    text: str = Field(title="意见", max_length=LONGEST)


class Gathering(Input):
    """Base of inputs about a meeting, to be held or held."""

    hour: str = Field("", title="几点开始", description="如 09:30")
    place: str = Field("", title="地点", max_length=200)
    post: str = Field("", title="主持人的职务", max_length=100)
    matters: str = Field("", title="研究解决的事项", max_length=LONGEST)
    participants: tuple[Participant, ...] = Field((), title="参会单位和人员")
    opinions: tuple[Opinion, ...] = Field((), title="部门的会审意见")

    def needs_of(self, projects: Iterable[UUID]) -> Iterable[Need]:
        """The projects, and the people who take part."""
        yield from needs_of(projects, self.participants)


def needs_of(projects: Iterable[UUID], participants: Iterable[Participant]) -> Iterable[Need]:
    """What has to be known of projects and participants."""
    for project in projects:
        yield Need(table=t.project, column="id", content=project)
    for participant in participants:
        if participant.person:
            yield Need(table=t.person, column="id", content=participant.person)


def owed(work: Work, policy: Policy, key: str, unit: str, kinds: Sequence[ObligationKind]) -> Obligation:
    """The obligation of one of ``kinds``; notes an error unless ``unit`` owes it. Refuses one that there is not."""
    obligation = work.catalog.obligations.get((policy.key, key))
    if obligation is None or obligation.kind not in kinds:
        work.refuse("obligation", Code.UNKNOWN_ITEM, f"{policy.title}没有这样的事项 {key}")
    owing = owners(work.catalog, obligation)
    if owing != ("",) and unit not in owing:
        work.problem("unit", Code.AGAINST_RULE, f"“{obligation.title}”不由这个单位办理", obligation.clause)
    return obligation


def check_gathering(work: Work, data: Gathering, on: date) -> None:
    """Note what is wrong with the hour, who takes part, and what they say."""
    if data.hour and not HOUR.fullmatch(data.hour):
        work.problem("hour", Code.MALFORMED, f"时间形如 09:30, 不是 {data.hour}")
    check_participants(work, data.participants, on)
    said: set[str] = set()
    for place, opinion in enumerate(data.opinions):
        known_unit(work, opinion.unit, f"opinions.{place}.unit", on)
        if opinion.unit in said:
            work.problem(f"opinions.{place}.unit", Code.DUPLICATE, "同一部门的意见写在一处")
        said.add(opinion.unit)
        if not opinion.text:
            work.problem(f"opinions.{place}.text", Code.REQUIRED, "须写明意见")


def check_participants(work: Work, participants: Sequence[Participant], on: date) -> None:
    """Note who cannot take part."""
    seen: set[tuple[str, str, UUID | None]] = set()
    for place, one in enumerate(participants):
        path = f"participants.{place}"
        if not (one.unit or one.post):
            work.problem(path, Code.REQUIRED, "须填单位或职务")
        if one.unit:
            known_unit(work, one.unit, f"{path}.unit", on)
        if one.person:
            found = work.rows.find(t.person, "id", one.person)
            if not found or found[0]["jurisdiction"] != work.scope:
                work.problem(f"{path}.person", Code.NOT_FOUND, f"没有人员 {one.person}")
            elif found[0]["erased_no"]:
                work.problem(f"{path}.person", Code.NOT_ALLOWED, "此人的资料已经抹去")
        if (one.unit, one.post, one.person) in seen:
            work.problem(path, Code.DUPLICATE, "同一单位、职务列了两次")
        seen.add((one.unit, one.post, one.person))


def known_unit(work: Work, unit: str, path: str, on: date) -> None:
    """Note an error unless the jurisdiction has that unit on the day; what they may do does not depend on it."""
    row = work.unit_row(unit)
    if row is None:
        work.problem(path, Code.UNKNOWN_UNIT, f"辖区 {work.scope} 没有单位 {unit}")
    elif not (row["since"] or on) <= on <= (row["until"] or on):
        work.problem(path, Code.CLOSED, f"单位 {row['title']} 在 {on} 不存在")


def check_projects(work: Work, projects: Sequence[UUID]) -> None:
    """Note those that there are not, for them."""
    for place, project in enumerate(projects):
        if not work.rows.named(t.project, "id", project):
            work.problem(f"projects.{place}", Code.NOT_FOUND, f"没有项目 {project}")


def record_gathering(work: Work, owner: UUID, data: Gathering, projects: Iterable[UUID]) -> None:
    """Put on record who takes part in the meeting or proposal ``owner``, what is said, and of which projects."""
    record_participants(work, owner, data.participants)
    for opinion in data.opinions:
        work.append(MeetingOpinion(id=work.new_id(), meeting=owner, unit=opinion.unit, text=opinion.text))
    for project in sorted(set(projects)):
        work.append(MeetingProject(id=work.new_id(), meeting=owner, project=project))


def record_participants(work: Work, owner: UUID, participants: Iterable[Participant]) -> None:
    """Put on record who takes part."""
    for one in participants:
        work.append(TakesPart(id=work.new_id(), owner=owner, unit=one.unit, post=one.post, person=one.person))


Hanging: TypeAlias = tuple[tuple[type[Any], Table, str], ...]
"""Kinds of rows that belong to another, and by which column."""
OF_MEETING: Hanging = (
    (MeetingProject, t.meeting_project, "meeting_id"),
    (MeetingOpinion, t.meeting_opinion, "meeting_id"),
    (TakesPart, t.participant, "owner_id"),
    (AttachmentLink, t.attachment_link, "owner_id"),
)
"""What is told of a meeting or a proposal."""
OF_ACTIVITY: Hanging = (
    (ActivityProject, t.activity_project, "activity_id"),
    (TakesPart, t.participant, "owner_id"),
    (AttachmentLink, t.attachment_link, "owner_id"),
)
"""What is told of an activity."""


def hanging_on(owner: UUID, hanging: Hanging) -> Iterable[Need]:
    """What ``clear`` looks at."""
    for _, table, column in hanging:
        yield Need(table=table, column=column, content=owner)


def clear(work: Work, owner: UUID, hanging: Hanging) -> None:
    """End what is told of ``owner``, before it is told anew."""
    for of, _, column in hanging:
        for live in work.find(of, column, owner):
            work.end(live)
