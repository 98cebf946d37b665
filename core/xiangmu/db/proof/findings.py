"""What an examination of the ledger finds, and what it suspects on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Table

from xiangmu.db.chain import digest_of
from xiangmu.db.ledger import Head
from xiangmu.plugin.value import value

Cells = dict[str, Any]
NAMED = 5
"""How many rows a message names at most."""


@value
class Fault:
    """Something that is not as it was recorded: where, which command it belongs to, and in Chinese what is wrong.

    ``column`` is "" where it cannot be known.
    """

    table: str
    row: UUID | None
    no: int | None
    message: str
    column: str = ""


@value
class Report:
    """What was examined and found. ``complete`` is False when there were too many faults to go on."""

    faults: tuple[Fault, ...]
    commands: int
    rows: int
    head: Head
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Touched:
    """A row that a command recorded or ended: as much of it as the chain covers."""

    table: str
    row: UUID | None
    digest: str

    def __str__(self) -> str:
        return f"{self.table} {self.row}"


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that does not give its digest; ``computed`` is what it gives."""

    table: Table
    cells: Cells
    computed: str


@dataclass(frozen=True, slots=True)
class ChangedCommand:
    """A command that does not give its hash. ``known`` are contents that some columns had by other evidence."""

    cells: Cells
    computed: str
    known: Mapping[str, Any]


@dataclass(slots=True)
class Unmatched:
    """A command whose rows, recorded or ended, do not give the digest it keeps in ``column``."""

    cells: Cells
    column: str
    found: list[Touched]

    @property
    def no(self) -> int:
        """The command's number."""
        number: int = self.cells["no"]
        return number

    def fits(self, touched: list[Touched]) -> bool:
        """Whether these rows are the ones."""
        return digest_of(one.digest for one in touched) == str(self.cells[self.column])


@dataclass(frozen=True, slots=True)
class Orphan:
    """A row that names a command which is not there, in ``column`` (``no`` or ``ended_no``)."""

    no: Any
    column: str
    touched: Touched


@dataclass(slots=True)
class Suspects:
    """What does not hold, before it is known why."""

    most: int
    rows: list[ChangedRow] = field(default_factory=list)
    commands: list[ChangedCommand] = field(default_factory=list)
    unmatched: list[Unmatched] = field(default_factory=list)
    orphans: list[Orphan] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unreadable: set[Any] = field(default_factory=set)
    """Numbers of commands that are there, but cannot be read."""

    @property
    def enough(self) -> bool:
        """Whether looking on would only find more of the same."""
        found = (
            len(self.rows) + len(self.commands) + len(self.unmatched) + len(self.orphans) + len(self.faults)
        )
        return found >= self.most


def named(touched: list[Touched]) -> str:
    """The rows, or the first of them."""
    more = f" 等 {len(touched)} 行" if len(touched) > NAMED else ""
    return ("、".join(map(str, touched[:NAMED])) or "无") + more
