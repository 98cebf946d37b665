"""Units by any of their names (A6): what people write becomes the key before a command is judged."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Table, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.rights import Rights
from xiangmu.access.row_rules import RULES
from xiangmu.catalog import Catalog
from xiangmu.catalog.names import fold_name
from xiangmu.db import tables as t
from xiangmu.db.kinds import UNITS
from xiangmu.db.ledger import Row
from xiangmu.services.command import Input

M = TypeVar("M", bound=BaseModel)
Keys = Mapping[tuple[str, str], str]
"""Keys of units by jurisdiction and folded name."""
HOMES = {
    "project": t.project.c.id,
    "survey": t.survey.c.fact_id,
    "draft": t.publication_draft.c.fact_id,
    "issue": t.issue.c.fact_id,
}
"""Fields that say what an input is about, and where its jurisdiction is found."""


async def with_unit_keys(
    connection: AsyncConnection, catalog: Catalog, inputs: Sequence[Input], rights: Rights
) -> tuple[Input, ...]:
    """``inputs`` with keys where they name units by title or alias. A name that means no unit stays as it is.

    What somebody with ``rights`` does not see is looked up no further than what is not there. The number of
    statements does not grow with the inputs.
    """
    if not any(name for data in inputs for name in _names(data)):
        return tuple(inputs)
    homes = await _homes(connection, inputs, rights)
    scopes = [_scope(catalog, homes, data) for data in inputs]
    keys = await _keys(connection, {scope for scope in scopes if scope})
    return tuple(_keyed(data, scope, keys) for data, scope in zip(inputs, scopes, strict=True))


def _names(data: BaseModel) -> Iterator[str]:
    for field, content in data:
        if field in UNITS and content:
            yield content
        for part in _parts(content):
            yield from _names(part)


def _parts(content: Any) -> Iterable[BaseModel]:
    if isinstance(content, BaseModel):
        return (content,)
    return (part for part in content if isinstance(part, BaseModel)) if isinstance(content, tuple) else ()


async def _homes(connection: AsyncConnection, inputs: Iterable[Input], rights: Rights) -> dict[UUID, str]:
    """The jurisdictions of what ``inputs`` are about."""
    homes: dict[UUID, str] = {}
    for field, identity in HOMES.items():
        asked = {about for data in inputs if (about := getattr(_about(data), field, None))}
        if asked:
            table = identity.table
            # who casts a ballot sees no survey: the token in their hand is enough
            rule = true() if table is t.survey else RULES[table](rights.shape)
            statement = select(identity, table.c.jurisdiction).where(identity.in_(asked), rule)
            found = await connection.execute(statement, rights.parameters)
            homes |= {row[0]: row[1] for row in found}
    return homes


def _about(data: Input) -> Input:
    """The input itself, or the one that a correction puts in place of an earlier one."""
    replacement: Input = getattr(data, "replacement", data)
    return replacement


def _scope(catalog: Catalog, homes: Mapping[UUID, str], data: Input) -> str:
    """The jurisdiction whose units an input names; "" when there is none."""
    about = _about(data)
    if policy := catalog.policies.get(getattr(about, "policy", "")):
        return policy.jurisdiction
    if jurisdiction := getattr(about, "jurisdiction", ""):
        return str(jurisdiction)
    identities = (getattr(about, field, None) for field in HOMES)
    return next((homes.get(identity, "") for identity in identities if identity), "")


async def _keys(connection: AsyncConnection, scopes: set[str]) -> Keys:
    keys: dict[tuple[str, str], str] = {}
    by_identity: dict[UUID, str] = {}
    for unit in await _live(connection, t.unit, scopes):
        by_identity[unit["fact_id"]] = unit["key"]
        for name in (unit["title"], unit["key"]):
            keys[unit["jurisdiction"], fold_name(name)] = unit["key"]
    for alias in await _live(connection, t.unit_alias, scopes):
        keys[alias["jurisdiction"], alias["folded"]] = by_identity[alias["unit_id"]]
    return keys


async def _live(connection: AsyncConnection, table: Table, scopes: set[str]) -> Sequence[Row]:
    statement = select(table).where(table.c.jurisdiction.in_(scopes), table.c.ended_no.is_(None))
    return [dict(row) for row in (await connection.execute(statement)).mappings()]


def _keyed(data: M, scope: str, keys: Keys) -> M:
    changed: dict[str, Any] = {}
    for field, content in data:
        if field in UNITS and content:
            changed[field] = keys.get((scope, fold_name(content)), content)
        elif isinstance(content, BaseModel):
            changed[field] = _keyed(content, scope, keys)
        elif isinstance(content, tuple):
            parts = (_keyed(part, scope, keys) if isinstance(part, BaseModel) else part for part in content)
            changed[field] = tuple(parts)
    return data.model_copy(update=changed)
