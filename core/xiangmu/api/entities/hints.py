"""What whoever asks may do with an object: the field ``viewerCan``."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import Any

from sqlalchemy import Table
from strawberry.utils.str_converters import to_camel_case

from xiangmu.api.enums import describe
from xiangmu.api.reader.codecs import members
from xiangmu.api.reader.entity import Ruled
from xiangmu.services.commands import HANDLERS
from xiangmu.services.drafting import PublicationDraft
from xiangmu.services.drafts import DraftRecord
from xiangmu.services.hints import allowed

MUTATIONS = {
    handler.kind: "publicationDraft" if model is DraftRecord else to_camel_case(handler.kind)
    for model, handler in HANDLERS.items()
}
"""What the schema calls each command."""
_TOLD = {
    MUTATIONS[handler.kind]: (PublicationDraft if model is DraftRecord else model).__doc__ or ""
    for model, handler in HANDLERS.items()
}
_make: Callable[..., Any] = StrEnum  # called with names that are known only now
MutationName: Any = describe(
    _make("MutationName", {name: name for name in _TOLD}),
    "一项命令,名称与 Mutation 的字段相同。",
    {name: told.strip() for name, told in _TOLD.items()},
)
TOLD = "提问者有权对它提交的命令;内容是否恰当,提交时再查。所列之外的,提交也会被拒。"


def viewer_can(table: Table) -> Ruled:
    """The commands about rows of ``table`` that they could give."""
    return Ruled(of=partial(allowed, table, MUTATIONS), codec=members(MutationName))
