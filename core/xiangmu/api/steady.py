"""Whether the answer to a query stays the same while ledger, day and rights do: nothing else may have a part in it.

What is worked out for an object may look at the hour, sign an address or read what stands beside the ledger; it is
taken to, unless it stands here. So do root fields.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLInterfaceType,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_operation_ast,
    visit,
)

from xiangmu.api.limits import Asked
from xiangmu.api.reader.entity import Computed, Entity
from xiangmu.api.reader.registry import Registry
from xiangmu.api.reader.selection import TYPENAME
from xiangmu.db import tables as t

REMEMBERED = 200
ROOTS = frozenset(
    {
        "accountability",
        "attainment",
        "boards",
        "doubleClaims",
        "dutyGaps",
        "indicators",
        "leaderBoard",
        "projectLists",
        "publications",
        "scorecard",
        "scorecards",
    }
)
"""Root fields beside the reader's that depend on nothing else."""
LEDGER = frozenset({*t.RECORDED, t.command, t.project})
WORKED_OUT = frozenset({"history"})
"""What is worked out from the ledger alone."""


class Steadiness:
    """Looks at documents, once at each."""

    def __init__(self, registry: Registry, schema: GraphQLSchema) -> None:
        self._schema = schema
        self._roots = ROOTS | registry.roots.keys()
        self._entities: Mapping[str, Entity] = registry.entities
        self._passing = {
            name
            for entity in registry.entities.values()
            for name, field in entity.fields.items()
            if isinstance(field, Computed) and name not in WORKED_OUT
        }
        self._known = lru_cache(REMEMBERED)(self._looked_at)

    def of(self, text: str, document: DocumentNode, name: str | None) -> bool:
        """Whether all that a validated query asks for is steady; ``text`` is that of ``document``."""
        return self._known(Asked(text=text, name=name, document=document))

    def _looked_at(self, asked: Asked) -> bool:
        operation = get_operation_ast(asked.document, asked.name)
        if operation is None or operation.operation is not OperationType.QUERY:
            return False
        info = TypeInfo(self._schema)
        look = _Look(self, info)
        for definition in asked.document.definitions:
            if definition is operation or not isinstance(definition, OperationDefinitionNode):
                visit(definition, TypeInfoVisitor(info, look))
        return look.steady

    def field(self, parent: Any, name: str) -> bool:
        """Whether a field is."""
        if name == TYPENAME:
            return True
        if parent is None or parent is self._schema.query_type:
            return name in self._roots
        entity = self._entities.get(parent.name)
        if entity is not None:
            passing = isinstance(entity.fields.get(name), Computed) and name not in WORKED_OUT
            return entity.table in LEDGER and not passing
        return not isinstance(parent, GraphQLInterfaceType) or name not in self._passing


class _Look(Visitor):
    def __init__(self, steadiness: Steadiness, info: TypeInfo) -> None:
        super().__init__()
        self.steady = True
        self._steadiness = steadiness
        self._info = info

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        self.steady &= self._steadiness.field(self._info.get_parent_type(), node.name.value)
