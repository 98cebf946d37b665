"""A ledger read and understood in its process, beside openpyxl's bare reading of the same file: medians of one run.

Run it as ``python -m benchmarks.read_sheet --rows 10000``; nothing else should keep the machine busy.
"""

import argparse
import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook

from xiangmu.plugin.forms import FormKind
from xiangmu.plugin.money import MoneyUnit
from xiangmu.settings import SheetSettings
from xiangmu.sheets.forms import Choice, Column, Content, SheetForm
from xiangmu.sheets.reading.reader import read

BARE = """
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1], read_only={read_only}, data_only=True)
print(sum(1 for row in book.worksheets[0].iter_rows(values_only=True) for cell in row))
"""
FORM = SheetForm(
    key="projects",
    title="项目台账",
    kind=FormKind.PROJECTS,
    money=MoneyUnit.WAN,
    columns=(
        Column(field="name", title="项目名称", content=Content.TEXT, required=True),
        Column(field="unit", title="责任单位", content=Content.UNIT),
        Column(field="total_yuan", title="总投资", content=Content.MONEY, required=True),
        Column(field="year_yuan", title="年度计划投资", content=Content.MONEY),
        Column(field="planned_start", title="开工时间", content=Content.DATE),
        Column(field="planned_end", title="竣工时间", content=Content.DATE),
        Column(
            field="kind",
            title="建设性质",
            content=Content.CHOICE,
            choices=(Choice(value="NEW", label="新建"),),
        ),
        Column(field="listed", title="是否入库", content=Content.FLAG),
        Column(field="share", title="完成率", content=Content.NUMBER),
        Column(field="codes", title="项目代码", content=Content.CODES),
    ),
)


def write(path: Path, rows: int) -> None:
    """A ledger with so many projects."""
    book = Workbook(write_only=True)
    page = book.create_sheet("台账")
    page.append(["单位:万元"])
    page.append([column.title for column in FORM.columns])
    for at in range(rows):
        row = [
            f"第{at}号综合利用项目",
            "故县镇",
            at,
            1.1,
            "2023.5",
            "2024年底",
            "新建",
            "√",
            "85%",
            f"2023-{at}",
        ]
        page.append(row)
    book.save(path)


def ours(path: Path) -> None:
    """As an import does it: starting the process, reading, taking over its rows."""
    asyncio.run(read(path, FORM, SheetSettings()))


def bare(path: Path, *, read_only: bool) -> None:
    """A process that only goes through the cells."""
    command = [sys.executable, "-c", BARE.format(read_only=read_only), str(path)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own program and file


def median_ms(act: Callable[[], None], repeats: int) -> float:
    """The median time of ``act``."""
    spent = []
    for _ in range(repeats):
        begun = time.perf_counter()
        act()
        spent.append((time.perf_counter() - begun) * 1000)
    return statistics.median(spent)


def main() -> None:
    """Print the three medians and the ratios."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=10_000)
    arguments.add_argument("--repeats", type=int, default=5)
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "台账.xlsx"
        write(path, asked.rows)
        own = median_ms(lambda: ours(path), asked.repeats)
        streamed = median_ms(lambda: bare(path, read_only=True), asked.repeats)
        loaded = median_ms(lambda: bare(path, read_only=False), asked.repeats)
    print(f"{asked.rows} rows: read and understood {own:.0f} ms")
    print(f"openpyxl, read_only {streamed:.0f} ms ({own / streamed:.2f} times)")
    print(f"openpyxl, with merged cells {loaded:.0f} ms ({own / loaded:.2f} times)")


if __name__ == "__main__":
    main()
