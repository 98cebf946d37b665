"""What a workbook consists of: its sheets in order, which of them are hidden, and from when its days are counted."""

import posixpath
from dataclasses import dataclass
from datetime import date, timedelta

from xiangmu.sheets.reading.markup import Attributes, attribute, is_true, parse
from xiangmu.sheets.reading.package import Package
from xiangmu.sheets.reading.refusals import Refusal, UnreadableError, damaged
from xiangmu.sheets.reading.strangers import ADVICE

TYPES = "[Content_Types].xml"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
OTHER_BOOKS = ("template.main", "addin.main")
MOST_SHEETS = 200

EPOCH = date(1899, 12, 30)
"""Day 0, for days after 1900-02-28."""
EPOCH_1904 = date(1904, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPart:
    """A sheet, and the part that holds it."""

    title: str
    hidden: bool
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """``strings`` and ``styles`` are parts, "" when there are none."""

    sheets: tuple[SheetPart, ...]
    epoch: date
    strings: str
    styles: str

    def day(self, serial: int) -> date:
        """The day with that number. Raises ValueError and OverflowError when there is none."""
        if self.epoch == EPOCH and serial < 61:
            raise ValueError("before the day that 1900 did not have")
        return self.epoch + timedelta(days=serial)


def book_of(package: Package) -> Book:
    """Raises UnreadableError for what is no workbook, or one with programs in it."""
    part = _main_part(package)
    related = _relations(package, part)
    described = _described(package, part)
    parts = {identifier: target for identifier, kind, target in related if kind == "worksheet"}
    sheets = tuple(
        SheetPart(title=title, hidden=hidden, part=parts[identifier])
        for title, hidden, identifier in described.sheets
        if identifier in parts  # sheets of charts, dialogues and macros hold no tables
    )
    if len(sheets) > MOST_SHEETS:
        raise UnreadableError(Refusal.TOO_LARGE, f"文件有 {len(sheets)} 个工作表, 最多 {MOST_SHEETS} 个")
    return Book(
        sheets=sheets,
        epoch=EPOCH_1904 if described.from_1904 else EPOCH,
        strings=next((target for _, kind, target in related if kind == "sharedStrings"), ""),
        styles=next((target for _, kind, target in related if kind == "styles"), ""),
    )


def _main_part(package: Package) -> str:
    if not package.has(TYPES):
        raise UnreadableError(Refusal.NOT_XLSX, f"这是压缩包, 不是 xlsx, {ADVICE}")
    types: list[tuple[str, str]] = []

    def start(name: str, attributes: Attributes) -> None:
        if name in ("Override", "Default"):
            types.append((attributes.get("ContentType", ""), attributes.get("PartName", "")))

    with package.part(TYPES) as part:
        parse(part, start, _ignore)
    joined = " ".join(kind for kind, _ in types).lower()
    if "sheet.binary" in joined:
        raise UnreadableError(Refusal.BINARY, f"这是二进制工作簿(.xlsb), {ADVICE}")
    if "macroenabled" in joined or "vbaproject" in joined or package.has("xl/vbaProject.bin"):
        raise UnreadableError(Refusal.MACROS, "文件带有宏(.xlsm), 请另存为不带宏的 xlsx 再传")
    for kind, name in types:
        if kind == WORKBOOK:
            return name.lstrip("/")
    if any(word in joined for word in OTHER_BOOKS):
        raise UnreadableError(Refusal.NOT_XLSX, f"这是模板或加载项, 不是工作簿, {ADVICE}")
    raise UnreadableError(Refusal.NOT_XLSX, f"这是别的文件(如 Word 文档、ods 表格), 不是 xlsx, {ADVICE}")


def _relations(package: Package, of: str) -> list[tuple[str, str, str]]:
    """Identifier, kind and target of the parts that the workbook names; links that lead outside are left out."""
    folder, name = posixpath.split(of)
    found: list[tuple[str, str, str]] = []

    def start(element: str, attributes: Attributes) -> None:
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/")
            found.append((attributes.get("Id", ""), posixpath.basename(attributes.get("Type", "")), target))

    with package.part(posixpath.join(folder, "_rels", f"{name}.rels")) as part:
        parse(part, start, _ignore)
    return found


class _Described:
    """What the part of the workbook says."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, bool, str]] = []
        self.from_1904 = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), hidden, attribute(attributes, "id")))
        elif name == "workbookPr":
            self.from_1904 = is_true(attributes.get("date1904"))


def _described(package: Package, of: str) -> _Described:
    described = _Described()
    with package.part(of) as part:
        parse(part, described.start, _ignore)
    if not described.sheets:
        raise damaged("no sheets")
    return described


def _ignore(_name: str) -> None:
    return None
