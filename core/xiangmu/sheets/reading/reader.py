"""Reading a user's workbook, in a process of its own with limits of memory and time."""

import asyncio
import json
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from xiangmu.plugin.money import MoneyUnit
from xiangmu.settings import SheetSettings
from xiangmu.sheets.forms import SheetForm
from xiangmu.sheets.reading.asking import request
from xiangmu.sheets.reading.limits import Limits
from xiangmu.sheets.reading.protocol import LONGEST_LINE, Line, unpacked_row, unpacked_table
from xiangmu.sheets.reading.refusals import Refusal, UnreadableError
from xiangmu.sheets.reading.results import OtherSheet, Progress, Reading, ReadRow, ReadTable, SkippedRow
from xiangmu.sheets.reading.wanted import Content, Unit, Wanted, WantedColumn

LOG = logging.getLogger(__name__)
COMMAND = (sys.executable, "-P", "-X", "utf8", "-m", "xiangmu.sheets.reading")
"""-P: a module in the folder that the server runs in must not be taken for one of the house."""
PASSED_ON = ("PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH")
"""Of the environment nothing else: it holds the keys of the installation."""
STEP = 1_000
SPENT = (-signal.SIGXCPU, -signal.SIGALRM, -signal.SIGKILL)
BROKEN = "读这个文件时出错, 请联系管理员"


async def read(
    path: Path,
    form: SheetForm,
    limits: SheetSettings,
    *,
    said: MoneyUnit | None = None,
    told: Callable[[Progress], None] | None = None,
) -> Reading:
    """The tables of the workbook at ``path``, its rows typed as ``form`` says.

    ``said`` is the unit of money that the user named, for sheets that do not say theirs or contradict themselves.
    ``told`` hears now and then how far it is. Cancelling ends the process. Raises UnreadableError.
    """
    task = request(path, wanted_of(form, said), limits_of(limits))
    received = _Received(told)
    try:
        async with asyncio.timeout(limits.seconds), _process() as process:
            if process.stdin is None or process.stdout is None:
                raise UnreadableError(Refusal.FAILED, BROKEN, "no pipes")
            process.stdin.write(task)
            process.stdin.close()
            async for data in process.stdout:
                received.take(json.loads(data))
            code = await process.wait()
    except TimeoutError:
        raise _too_slow(limits.seconds) from None
    if not received.ended:
        raise _too_slow(limits.seconds) if code in SPENT else _broken(f"ended with {code}")
    return received.reading()


def limits_of(limits: SheetSettings) -> Limits:
    """What the process may cost."""
    return Limits(**{one.name: getattr(limits, one.name) for one in fields(Limits)})


def wanted_of(form: SheetForm, said: MoneyUnit | None = None) -> Wanted:
    """What the process has to know of a form."""
    return Wanted(
        money=Unit(form.money),
        said=Unit(said) if said else None,
        columns=tuple(
            WantedColumn(
                field=column.field,
                labels=(column.title, *column.aliases),
                content=Content(column.content),
                group=column.group,
                required=column.required,
                choices=tuple((choice.value, choice.label) for choice in column.choices),
            )
            for column in form.columns
        ),
    )


@asynccontextmanager
async def _process() -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        *COMMAND,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
        limit=LONGEST_LINE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


class _Received:
    """What the process has told so far."""

    def __init__(self, told: Callable[[Progress], None] | None) -> None:
        self._told = told
        self._tables: list[ReadTable] = []
        self._fields: tuple[str, ...] = ()
        self._of = 0
        self._rows: list[ReadRow] = []
        self._skipped: list[SkippedRow] = []
        self._others: list[OtherSheet] = []
        self._notices: tuple[str, ...] = ()
        self.ended = False

    def take(self, content: list[Any]) -> None:
        kind, *rest = content
        match Line(kind):
            case Line.ROW:
                self._rows.append(unpacked_row(rest[0], self._fields))
                if len(self._rows) % STEP == 0:
                    self._progress(self._tables[-1].sheet, self._of, len(self._rows))
            case Line.SKIPPED:
                self._skipped.append(SkippedRow(number=rest[0], why=rest[1]))
            case Line.PROGRESS:
                self._progress(rest[0], rest[1], 0)
            case Line.TABLE:
                self._close()
                table, self._of = unpacked_table(rest[0]), rest[1]
                self._tables.append(table)
                self._fields = tuple(column.field for column in table.columns if column.field)
            case Line.OTHER:
                self._others.append(OtherSheet(sheet=rest[0], hidden=rest[1], why=rest[2]))
            case Line.END:
                self._close()
                self._notices = tuple(rest[0])
                self.ended = True
            case Line.REFUSED:
                refusal, message, detail = rest
                if detail:
                    LOG.info("a workbook is refused: %s", detail)
                raise UnreadableError(Refusal(refusal), message, detail)

    def reading(self) -> Reading:
        return Reading(tables=tuple(self._tables), others=tuple(self._others), notices=self._notices)

    def _close(self) -> None:
        """Give the last table its rows."""
        if self._tables and (self._rows or self._skipped):
            table = replace(self._tables[-1], rows=tuple(self._rows), skipped=tuple(self._skipped))
            self._tables[-1] = table
        self._rows, self._skipped = [], []

    def _progress(self, sheet: str, read: int, understood: int) -> None:
        if self._told:
            self._told(Progress(sheet=sheet, read=read, understood=understood))


def _too_slow(seconds: int) -> UnreadableError:
    return UnreadableError(Refusal.TOO_SLOW, f"这个文件 {seconds} 秒还没有读完, 请分成几个文件")


def _broken(detail: str) -> UnreadableError:
    LOG.error("the reader of workbooks broke: %s", detail)
    return UnreadableError(Refusal.FAILED, BROKEN, detail)
