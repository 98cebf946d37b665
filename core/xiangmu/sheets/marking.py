"""The user's own workbook with the cells marked that are in the way: ``python -m xiangmu.sheets.marking``.

It is a process with the limits of the one that reads, since it opens the same file.
"""

import asyncio
import json
import resource
import signal
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from xiangmu.plugin.value import value
from xiangmu.settings import SheetSettings

COMMAND = (sys.executable, "-P", "-X", "utf8", "-m", "xiangmu.sheets.marking")
AUTHOR = "xiangmu"
ERROR, WARNING = "FFF4B6B6", "FFFFEFB0"
WIDTH, LINE = 320, 24


class UnmarkableError(Exception):
    """The file cannot be written again; in Chinese."""


@value
class Mark:
    """A remark on a cell; ``letter`` is "" when it is about all of the row: then the row's first cell is marked."""

    sheet: str
    row: int
    letter: str
    text: str
    error: bool


async def marked(path: Path, marks: Iterable[Mark], out: Path, limits: SheetSettings) -> None:
    """Write the workbook at ``path`` with its ``marks`` to ``out``, both absolute. Raises UnmarkableError."""
    task = {
        "path": str(path),
        "out": str(out),
        "memory": limits.memory * 2,
        "seconds": limits.seconds,
        "marks": [[mark.sheet, mark.row, mark.letter, mark.text, mark.error] for mark in marks],
    }
    process = await asyncio.create_subprocess_exec(
        *COMMAND,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        await process.communicate(json.dumps(task).encode())
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        raise UnmarkableError("这个文件太大或太复杂, 不能加上标记, 请看预览")


def main() -> None:
    """Mark the file of the request."""
    task: dict[str, Any] = json.load(sys.stdin)
    _confine(task["memory"], task["seconds"])
    book = load_workbook(task["path"], keep_links=False)
    by_cell: dict[tuple[str, str], list[tuple[str, bool]]] = defaultdict(list)
    for sheet, row, letter, text, error in task["marks"]:
        if sheet in book.sheetnames:
            by_cell[sheet, f"{letter or 'A'}{row}"].append((text, error))
    for (sheet, cell), told in by_cell.items():
        _mark(book[sheet], cell, told)
    book.save(task["out"])


def _mark(sheet: Worksheet, at: str, told: list[tuple[str, bool]]) -> None:
    cell = sheet[at]
    for merged in sheet.merged_cells.ranges:
        if at in merged:
            cell = sheet.cell(merged.min_row, merged.min_col)
    lines = [("错误: " if error else "提醒: ") + text for text, error in told]
    if cell.comment:
        lines.append(cell.comment.text)
    cell.comment = Comment("\n".join(lines), AUTHOR, height=LINE * (len(lines) + 2), width=WIDTH)
    colour = ERROR if any(error for _, error in told) else WARNING
    cell.fill = PatternFill("solid", fgColor=colour)


def _confine(memory: int, seconds: int) -> None:
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    signal.alarm(seconds)


if __name__ == "__main__":
    main()
