"""What a command is: an input, under a request id that makes it safe to repeat."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Table

from xiangmu.db.chain import canonical, sha
from xiangmu.plugin.value import value
from xiangmu.services.problems import Problem


@value
class Need:
    """Rows that a command looks at: the live rows of ``table`` whose ``column`` holds ``content``."""

    table: Table
    column: str
    content: Any


class Input(BaseModel):
    """Base of all inputs: frozen, every field with a Chinese title."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    def needs(self) -> Iterable[Need]:
        """What must be read before the command can be judged."""
        return ()


VERSION: Any = Field(None, title="版本", description="看到的版本号; 已被他人变更则拒绝, 不填则不查")
"""The field by which an input says which state of a fact its author looked at."""


@value
class Command:
    """``data`` to be carried out once. ``request_id`` is the client's; ``reason`` is recorded with it."""

    request_id: UUID
    data: Input
    reason: str = ""


@value
class Receipt:
    """What a command did: its ledger number and the id or key of what it was about.

    ``replayed``: an earlier request with this id had done it; then there are no ``warnings``.
    """

    no: int
    subject: str
    replayed: bool = False
    warnings: tuple[Problem, ...] = ()


def request_hash(command: Command, kind: str, principal: str) -> str:
    """What must be equal for two requests with one id to be the same request."""
    content = command.data.model_dump(mode="json")
    return sha(canonical([kind, principal, command.reason, content]))
