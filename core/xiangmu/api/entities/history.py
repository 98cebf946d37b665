"""History (沿革): who changed what, from what to what, and when, worked out from the rows that commands recorded."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

import strawberry
from sqlalchemy import JSON, Table, True_, exists, select
from strawberry import field

from xiangmu.access import field_rules
from xiangmu.api.entities.prefixes import UNIT
from xiangmu.api.reader.codecs import Convert, codec_of
from xiangmu.api.reader.entity import (
    Column,
    Computed,
    Condition,
    Entity,
    Environment,
    Expression,
    Field,
    One,
    Variant,
)
from xiangmu.api.reader.expressions import among
from xiangmu.api.reader.ids import typed_id
from xiangmu.api.reader.shown import only_where, shown
from xiangmu.db import tables as t
from xiangmu.db.chain import canonical
from xiangmu.plugin.value import value

Shown: TypeAlias = Mapping[str, str | None]
"""What fields held, as text."""
MOST = 100
"""The newest changes of one object are told."""


@strawberry.type(description="一个字段的变动。写法与该字段相同;金额为万元,单位为标识,本地字段为 JSON。")
class FieldChange:
    """What a field held before and after."""

    name: str = field(description="字段名。")
    before: str | None = field(description="原来的值;原来没有的为空。")
    after: str | None = field(description="后来的值;后来没有的为空。")


@strawberry.type(description="一次变动:谁在什么时候把什么改成了什么。")
class Change:
    """What one command did to one object."""

    no: int = field(description="台账序号。")
    at: datetime = field(description="记入的时刻。")
    by: str | None = field(description="由谁记入;无权查看的为空。")
    action: str = field(description="命令的种类,如 fact_correct。")
    reason: str | None = field(description="所写的理由;没有写的为空文本,别的辖区写的为空。")
    type: str = field(description="变动的是哪一类对象,如 StageEvent。")
    id: strawberry.ID = field(description="变动的对象的标识,可用 node 查看它现在的样子。")
    fields: list[FieldChange] = field(description="变动了的字段;整条撤去的,后来的值均为空。")


@value
class Trace:
    """Rows of a recorded table, and in which column stands whose history they belong to.

    ``follows``: a new one takes the place of the one before by the first of these fields, among those that are alike
    in the others; what the one before holds is then what was changed.
    """

    name: str
    prefix: str
    table: Table
    fields: Mapping[str, Field]
    owner: Expression
    follows: tuple[str, ...] = ()


def trace(entity: Entity, owner: Expression, follows: tuple[str, ...] = ()) -> Trace:
    """The rows of an entity."""
    return Trace(
        name=entity.name,
        prefix=entity.id.prefix,
        table=entity.table,
        fields=entity.fields,
        owner=owner,
        follows=follows,
    )


@value
class Version:
    """One row: what an object was from one command to another."""

    owner: Any
    fact: UUID
    no: int
    ended_no: int | None
    shown: Shown


def history(key: Expression, *traces: Trace) -> Computed:
    """The field ``history`` of an entity: of the rows of ``traces`` that belong to it, newest first."""

    async def fill(environment: Environment, needs: Sequence[Sequence[Any]]) -> list[list[dict[str, Any]]]:
        owners = [owner for (owner,) in needs]
        changes: dict[Any, list[dict[str, Any]]] = defaultdict(list)
        for trace in traces:
            found = await _versions(environment, trace, owners)
            rows: dict[Any, list[Version]] = defaultdict(list)
            for versions in found.values():
                rows[versions[0].owner] += versions
            for versions in found.values():
                owner = versions[0].owner
                changes[owner] += _changes(trace, versions, _followed(trace, versions[0], rows[owner]))
        newest = {owner: sorted(all_, key=_newest_first)[:MOST] for owner, all_ in changes.items()}
        commands = await _commands(environment, {change["no"] for all_ in newest.values() for change in all_})
        return [[change | commands[change["no"]] for change in newest.get(owner, ())] for owner in owners]

    return Computed(type="[Change!]!", needs=(key,), fill=fill, most=MOST)


async def _versions(
    environment: Environment, trace: Trace, owners: Collection[Any]
) -> dict[UUID, list[Version]]:
    compared, table = _compared(environment, trace), trace.table
    statement = (
        select(
            trace.owner,
            table.c.fact_id,
            table.c.no,
            table.c.ended_no,
            *(column.label(f"c{place}") for place, (_, column, _) in enumerate(compared)),
        )
        .where(environment.rule(table), among(trace.owner, owners))
        .order_by(table.c.no)
    )
    found: dict[UUID, list[Version]] = defaultdict(list)
    for owner, fact, no, ended_no, *contents in await environment.execute(statement):
        shown = {
            name: None if content is None else _text(finish(content) if finish else content)
            for (name, _, finish), content in zip(compared, contents, strict=True)
        }
        found[fact].append(Version(owner=owner, fact=fact, no=no, ended_no=ended_no, shown=shown))
    return found


def _compared(environment: Environment, trace: Trace) -> list[tuple[str, Expression, Convert]]:
    compared: list[tuple[str, Expression, Convert]] = []
    for name, declared in trace.fields.items():
        match declared:
            case Column() if declared.column is not trace.table.c.no:
                column = shown(declared, environment.shape)
                codec = declared.codec or codec_of(declared.column)
                told = codec.shown(column)
                # words and truth are told as the column holds them
                compared.append((name, column if isinstance(told.type, JSON) else told, codec.finish))
            case One(to="Unit"):
                column = only_where(_unit_seen(environment, declared.on), declared.on)
                compared.append((name, typed_id(UNIT, declared.on).shown(column), None))
            case Variant(data=column) | Computed(needs=(column,)) if isinstance(column.type, JSON):
                compared.append((name, column, None))
    return compared


def _unit_seen(environment: Environment, unit: Expression) -> Condition:
    rule = environment.rule(t.unit)
    found = exists().where(t.unit.c.fact_id == unit, rule).correlate_except(t.unit)
    return rule if isinstance(rule, True_) else found


def _followed(trace: Trace, new: Version, rows: Sequence[Version]) -> Shown:
    """What held when ``new`` was recorded, of ``rows`` of its owner, where one takes the place of another."""
    if not trace.follows:
        return {}
    by, *alike = trace.follows
    before = [
        row
        for row in rows
        if row.fact != new.fact
        and row.no < new.no <= (row.ended_no or new.no)
        and (row.shown[by] or "") <= (new.shown[by] or "")
        and all(row.shown[name] == new.shown[name] for name in alike)
    ]
    return max(before, key=lambda row: (row.shown[by] or "", row.no)).shown if before else {}


def _changes(trace: Trace, versions: Sequence[Version], before_first: Shown) -> Iterator[dict[str, Any]]:
    ended = {version.ended_no: version for version in versions}
    recorded = {version.no: version for version in versions}
    for no in ended.keys() | recorded.keys():
        if no is not None:
            before = ended[no].shown if no in ended else before_first
            after = recorded[no].shown if no in recorded else {}
            yield {
                "no": no,
                "type": trace.name,
                "id": f"{trace.prefix}_{versions[0].fact.hex}",
                "fields": [
                    {"name": name, "before": before.get(name), "after": after.get(name)}
                    for name in versions[0].shown
                    if before.get(name) != after.get(name)
                ],
            }


async def _commands(environment: Environment, numbers: Collection[int]) -> dict[int, dict[str, Any]]:
    columns, shape = t.command.c, environment.shape
    by = only_where(field_rules.recorder(shape), columns.principal)
    reason = only_where(field_rules.reason(shape), columns.reason)
    statement = select(columns.no, columns.recorded_at, by, columns.kind, reason)
    return {
        no: {"at": at, "by": by, "action": action, "reason": reason}
        for no, at, by, action, reason in await environment.execute(
            statement.where(among(columns.no, numbers))
        )
    }


def _newest_first(change: Mapping[str, Any]) -> tuple[int, str]:
    return -change["no"], change["id"]


def _text(content: Any) -> str:
    match content:
        case bool():
            return "true" if content else "false"
        case dict():
            return canonical(content).decode()
        case _:
            return str(content)
