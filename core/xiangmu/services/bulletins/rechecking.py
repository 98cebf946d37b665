"""Does a bulletin still hold? Its stored content, what is composed of what it rests on, and the facts behind that."""

from collections.abc import Iterator
from dataclasses import fields, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.catalog import Catalog
from xiangmu.db import tables as t
from xiangmu.db.bulletins import Bulletin
from xiangmu.db.facts import head_no, known
from xiangmu.db.kinds import kind_of
from xiangmu.db.rhythm import rhythm_of
from xiangmu.domain.bulletins.composing import compose
from xiangmu.domain.bulletins.gathered import Gathered
from xiangmu.plugin.value import value
from xiangmu.services.bulletins.figures import Figures, figures_for
from xiangmu.services.bulletins.gathering import gather
from xiangmu.services.bulletins.stored import (
    content_of,
    gathered_of,
    unpack_content,
    unpack_gathered,
)
from xiangmu.services.bulletins.subject import Subject
from xiangmu.services.recheck import Outcome
from xiangmu.services.rhythm import slots_of

TITLES = {
    "before": "所比较的上一期",
    "progress": "目标任务完成情况",
    "rankings": "考核排名",
    "decided": "奖项和问责名单",
    "rolls": "红黑榜",
    "movements": "本期进展",
    "reporting": "报送情况",
    "issues": "问题办理情况",
    "deadlines": "近期到期事项",
}
DATED = tuple(field.name for field in fields(Figures))
"""What a fact entered later may change; reports and problems are told as they stood at that moment."""


@value
class BulletinRecheck:
    """What a recheck found, with the reasons in Chinese."""

    outcome: Outcome
    notes: tuple[str, ...] = ()


async def bulletins_of(
    connection: AsyncConnection, known_no: int, only: UUID | None = None
) -> tuple[Bulletin, ...]:
    """The bulletins known at ``known_no``, by policy and number."""
    kind, table = kind_of(Bulletin), t.bulletin
    conditions = [known(table, known_no)]
    if only is not None:
        conditions.append(table.c.fact_id == only)
    columns = [table.c[column] for _, column in kind.columns]
    order = (table.c.policy, table.c.year, table.c.number)
    rows = await connection.execute(select(*columns).where(*conditions).order_by(*order))
    return tuple(kind.values(rows.all(), {}))


async def recheck_bulletin(
    connection: AsyncConnection, catalog: Catalog, bulletin: Bulletin
) -> BulletinRecheck:
    """Check the stored content, what is composed of it, and the figures as known then and as known now.

    A bulletin tells what was known at its moment: what came later is noted, and is no fault of it.
    Raises KeyError when no loaded plugin states its policy.
    """
    for title, blob in (("所据的数字", gathered_of(bulletin)), ("内容", content_of(bulletin))):
        if not blob.intact:
            note = f"通报存下的{title}与其校验值不符, 已被改动"
            return BulletinRecheck(outcome=Outcome.FACTS_DIFFER, notes=(note,))
    stored = unpack_gathered(gathered_of(bulletin))
    subject = await _subject(connection, catalog, bulletin)
    if subject is None:
        note = "插件的调度事项与公布时不同, 已没有这一次"
        return BulletinRecheck(outcome=Outcome.RULE_CHANGED, notes=(note,))
    readings = subject.policy.readings.model_validate(bulletin.readings)
    then = await gather(connection, catalog, subject, readings, stored.words, stored.corrected)
    today = replace(subject, known_no=await head_no(connection))
    now = await figures_for(connection, catalog, today, readings)
    changed = [f"{title}: 今天的规则所得与公布时不同" for title in _differing(stored, then)]
    if compose(stored) != unpack_content(content_of(bulletin)):
        changed.append("从存下的数字, 今天的规则印出的内容与公布时不同")
    later = [
        f"{TITLES[name]}: 以后登记的事实使今天的数字不同; 通报所载是当时所知, 应否更正由办公室定"
        for name in DATED
        if getattr(now, name) != getattr(then, name)
    ]
    outcome = Outcome.RULE_CHANGED if changed else Outcome.SAME
    return BulletinRecheck(outcome=outcome, notes=(*changed, *later))


async def _subject(connection: AsyncConnection, catalog: Catalog, bulletin: Bulletin) -> Subject | None:
    policy = catalog.policies[bulletin.policy]
    obligation = catalog.obligations.get((bulletin.policy, bulletin.obligation))
    rhythm = await rhythm_of(connection, policy, bulletin.known_no)
    due = bulletin.due
    slot = next(slots_of(rhythm, obligation, due, due), None) if obligation else None
    if obligation is None or slot is None:
        return None
    return Subject(
        policy=policy, obligation=obligation, slot=slot, at=bulletin.at, known_no=bulletin.known_no
    )


def _differing(stored: Gathered, again: Gathered) -> Iterator[str]:
    """Titles of what differs."""
    found = [
        field.name for field in fields(Gathered) if getattr(stored, field.name) != getattr(again, field.name)
    ]
    for name in found:
        yield TITLES.get(name, "标题和起止")
