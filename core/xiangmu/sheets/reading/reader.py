"""Reading a user's workbook, in a process of its own with limits of memory and time."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import fields
from pathlib import Path

from xiangmu.plugin.money import MoneyUnit
from xiangmu.settings import SheetSettings
from xiangmu.sheets.forms import SheetForm
from xiangmu.sheets.reading.asking import request
from xiangmu.sheets.reading.limits import Limits
from xiangmu.sheets.reading.protocol import LONGEST_LINE
from xiangmu.sheets.reading.receiving import Received
from xiangmu.sheets.reading.refusals import Refusal, UnreadableError
from xiangmu.sheets.reading.results import Progress, Reading
from xiangmu.sheets.reading.wanted import Content, Unit, Wanted, WantedColumn

LOG = logging.getLogger(__name__)
COMMAND = (sys.executable, "-P", "-X", "utf8", "-m", "xiangmu.sheets.reading")
"""-P: a module in the folder that the server runs in must not be taken for one of the house."""
PASSED_ON = ("PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH")
"""Of the environment nothing else: it holds the keys of the installation."""
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
    received = Received(told)
    try:
        async with asyncio.timeout(limits.seconds), _process() as process:
            if process.stdin is None or process.stdout is None:
                raise UnreadableError(Refusal.FAILED, BROKEN, "no pipes")
            process.stdin.write(task)
            process.stdin.close()
            async for data in process.stdout:
                received.take(data)
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


def _too_slow(seconds: int) -> UnreadableError:
    return UnreadableError(Refusal.TOO_SLOW, f"这个文件 {seconds} 秒还没有读完, 请分成几个文件")


def _broken(detail: str) -> UnreadableError:
    LOG.error("the reader of workbooks broke: %s", detail)
    return UnreadableError(Refusal.FAILED, BROKEN, detail)
