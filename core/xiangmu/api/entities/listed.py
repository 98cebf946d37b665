"""Texts that live in a table of their own, as a plain list."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table, select

from xiangmu.api.entities.facts import live
from xiangmu.api.reader.entity import Computed, Environment, Expression
from xiangmu.api.reader.expressions import among


def texts(table: Table, text: Expression, on: Expression, key: Expression) -> Computed:
    """The live ``text`` of ``table`` in whose column ``on`` stands ``key``, in the order recorded."""

    async def fill(environment: Environment, needs: Sequence[Sequence[Any]]) -> list[list[str]]:
        keys = [owner for (owner,) in needs]
        statement = (
            select(on, text)
            .where(live(table), environment.rule(table), among(on, keys))
            .order_by(table.c.no, table.c.row_id)
        )
        found: dict[Any, list[str]] = defaultdict(list)
        for owner, content in await environment.execute(statement):
            found[owner].append(content)
        return [found[owner] for owner in keys]

    return Computed(type="[String!]!", needs=(key,), fill=fill)
