"""The table of a sheet: its columns first, then its rows one by one."""

from collections.abc import Iterator
from dataclasses import replace

from xiangmu.sheets.reading.cells import RawRow, RawSheet, letters_of
from xiangmu.sheets.reading.days import year_in
from xiangmu.sheets.reading.figures import folded
from xiangmu.sheets.reading.grid import Grid
from xiangmu.sheets.reading.headers import Header, Label
from xiangmu.sheets.reading.labels import fold, one_line, readings
from xiangmu.sheets.reading.meaning import MEASURED, Meant
from xiangmu.sheets.reading.merges import Cover, Covers
from xiangmu.sheets.reading.money_units import decided, in_line
from xiangmu.sheets.reading.results import FoundColumn, MoneyFound, ReadCell, ReadRow, ReadTable, SkippedRow
from xiangmu.sheets.reading.rows import why_skipped
from xiangmu.sheets.reading.seeing import BLANK, Seen, Sight
from xiangmu.sheets.reading.wanted import Content, Wanted

COUNTS = ("序号", "编号", "序", "no", "行号", "项目序号")
NO_CELL = ReadCell(raw="")


class Table:
    """The table below a header."""

    def __init__(self, sheet: RawSheet, grid: Grid, header: Header, wanted: Wanted, sight: Sight) -> None:
        self._sheet, self._header, self._wanted, self._sight = sheet, header, wanted, sight
        above = [grid.line(row) for row in grid.rows if row < header.rows[0]]
        self._titles = list(dict.fromkeys(text for line in above for text in line.values()))
        self._lines = tuple(_unit_lines(above))
        self._meant = {
            label.column: self._meaning(label) for label in header.labels if label.column in header.meant
        }
        self._labels = {label.column: label.text for label in header.labels}
        self._counts = frozenset(
            label.column
            for label in header.labels
            if label.column not in self._meant and any(one in COUNTS for one in readings(label.text))
        )

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields whose columns were found, in the order of the sheet."""
        return tuple(meant.column.field for meant in self._meant.values())

    def head(self, title: str, hidden: bool) -> ReadTable:
        """The table without its rows."""
        columns = tuple(self._found(label) for label in self._header.labels)
        return ReadTable(
            sheet=title,
            hidden=hidden,
            header_rows=self._header.rows,
            money=self._common_money(),
            columns=columns,
            missing=tuple(
                column.field
                for column in self._wanted.columns
                if column.required and column.field not in self.fields
            ),
        )

    def rows(self) -> Iterator[ReadRow | SkippedRow]:
        """The rows below the header, from the top."""
        last = self._header.rows[-1]
        covers = Covers(self._sheet, last)
        sections = any(self._is_counted(row) for row in self._sheet.rows if row.number > last)
        before = last
        for row in self._sheet.rows:
            if row.number <= last:
                continue
            if row.number > before + 1:
                yield _blank(before + 1, row.number - 1)
            covering = covers.of(row)
            seen = {column: self._sight.seen(cell) for column, cell in row.cells.items()}
            texts = {column: one.text or "?" for column, one in seen.items()}
            why = why_skipped(texts, self._labels, self._counts, just_below=before == last, sections=sections)
            before = row.number
            yield SkippedRow(number=row.number, why=why) if why else self._row(row, seen, covering)

    def _row(self, row: RawRow, seen: dict[int, Seen], covering: list[Cover]) -> ReadRow:
        cells: dict[str, ReadCell] = {}
        for column, meant in self._meant.items():
            cover = next((one for one in covering if one.merge.left <= column <= one.merge.right), None)
            if cover:
                cell = self._covered(meant, column, row, cover)
            elif column in seen:
                cell = meant.read(seen[column], formula=row.cells[column].formula)
            else:
                cell = meant.read(BLANK) if meant.column.required else NO_CELL
            cells[meant.column.field] = cell
        return ReadRow(number=row.number, hidden=row.hidden, cells=cells)

    def _covered(self, meant: Meant, column: int, row: RawRow, cover: Cover) -> ReadCell:
        """What a merged cell puts there."""
        merge = cover.merge
        place = f"{letters_of(merge.left)}{merge.top}:{letters_of(merge.right)}{merge.bottom}"
        if column > merge.left:
            return ReadCell(raw="", problem=f"与左边的单元格合并({place}), 不知道这一列填什么")
        found = meant.read(self._sight.seen(cover.cell), formula=cover.cell.formula)
        if cover.rows > 1 and meant.column.content in MEASURED:
            return ReadCell(raw=found.raw, problem=f"合并单元格({place})里的数分不清属于哪一行, 请拆开填写")
        if row.number == merge.top or found.problem:
            return found
        return replace(found, note="; ".join(filter(None, (found.note, f"取自合并单元格 {place}"))))

    def _meaning(self, label: Label) -> Meant:
        column = self._header.meant[label.column]
        if column.content is Content.DATE:
            year = year_in([label.text, label.group]) or year_in(self._titles)
            return Meant(column=column, year=year)
        if column.content is not Content.MONEY:
            return Meant(column=column, hundredths="%" in folded(label.text))
        money, problem = decided(label.text, label.group, self._lines, self._wanted.said, self._wanted.money)
        return Meant(column=column, money=money, problem=problem)

    def _found(self, label: Label) -> FoundColumn:
        meant = self._meant.get(label.column)
        unclear = self._header.unclear.get(label.column)
        problem = meant.problem if meant else ""
        if unclear:
            problem = f"不止一列像是“{unclear.labels[0]}”, 没有读入这一列; 请改列名, 使其只有一列"
        return FoundColumn(
            field=meant.column.field if meant else None,
            letter=letters_of(label.column),
            label=one_line(" ".join((*label.above, label.text))),
            hidden=self._sheet.hides(label.column),
            money=meant.money if meant else None,
            problem=problem,
        )

    def _common_money(self) -> MoneyFound | None:
        columns = [meant for meant in self._meant.values() if meant.column.content is Content.MONEY]
        units = {meant.money.unit if meant.money else None for meant in columns}
        return columns[0].money if len(units) == 1 else None

    def _is_counted(self, row: RawRow) -> bool:
        cells = (row.cells.get(column) for column in self._counts)
        return any(cell is not None and self._sight.seen(cell).text.isdecimal() for cell in cells)


def _unit_lines(above: list[dict[int, str]]) -> Iterator[str]:
    """Texts that name a unit; the word and the unit may stand in cells side by side."""
    for line in above:
        texts = list(dict.fromkeys(line.values()))
        naming = [text for text in texts if in_line(text)]
        if naming:
            yield from naming
        elif any(fold(text).endswith("单位") for text in texts) and in_line(joined := "".join(texts)):
            yield joined


def _blank(first: int, last: int) -> SkippedRow:
    return SkippedRow(number=first, why="空行" if first == last else f"空行, 至第 {last} 行")
