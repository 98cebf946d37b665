"""Files that are no workbook, or one that would do harm: each refused with its code, or made harmless and told."""

import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.sheets.reading.making import changed, read_here, saved, sheet
from xiangmu.sheets.reading.cells import Counter
from xiangmu.sheets.reading.limits import Limits
from xiangmu.sheets.reading.refusals import Refusal, UnreadableError

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def good() -> bytes:
    return saved(sheet([["项目名称", "总投资(万元)"], ["晋运客专", 1]])[0])


def put(cells: str, more: str = "", start: str = "") -> bytes:
    """A workbook with this in its sheet."""
    content = f"{start}<worksheet {MAIN}><sheetData>{cells}</sheetData>{more}</worksheet>"
    return changed(good(), {SHEET: content.encode()})


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def typed(old: str, new: str) -> bytes:
    with zipfile.ZipFile(BytesIO(good())) as archive:
        types = archive.read("[Content_Types].xml").decode()
    return changed(good(), {"[Content_Types].xml": types.replace(old, new).encode()})


def flagged(content: bytes) -> bytes:
    """The first part said to be encrypted, in the directory as in front of it."""
    data = bytearray(content)
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def lying() -> bytes:
    """A sheet that is larger than its directory says."""
    content = good()
    at = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02"))
    while content[at + 46 : at + 46 + len(SHEET)] != SHEET.encode():
        at = content.index(b"PK\x01\x02", at + 4)
    return content[: at + 24] + struct.pack("<I", 40) + content[at + 28 :]


REFUSED: dict[str, tuple[bytes, Refusal, str]] = {
    "空文件": (b"", Refusal.NOT_XLSX, "文件是空的"),
    "CSV": ("项目名称,总投资\n晋运客专,1\n".encode("gb18030"), Refusal.NOT_XLSX, "如 CSV"),
    "网页": (b"\xef\xbb\xbf <html><table>", Refusal.NOT_XLSX, "网页"),
    "PDF": (b"%PDF-1.7\n\x00\x01", Refusal.NOT_XLSX, "这不是 xlsx"),
    "旧版": (COMPOUND, Refusal.LEGACY, ".xls"),
    "密码": (COMPOUND + "EncryptedPackage".encode("utf-16-le"), Refusal.PASSWORD, "密码"),
    "压缩包": (zipped({"a.txt": b"a"}), Refusal.NOT_XLSX, "压缩包"),
    "二进制": (
        typed("spreadsheetml.sheet.main+xml", "x.sheet.binary.macroEnabled.main"),
        Refusal.BINARY,
        ".xlsb",
    ),
    "宏": (changed(good(), {"xl/vbaProject.bin": b"x"}), Refusal.MACROS, "宏"),
    "启用宏": (typed("spreadsheetml.sheet.main+xml", "x.sheet.macroEnabled.main+xml"), Refusal.MACROS, "宏"),
    "文档": (typed("spreadsheetml.sheet.main+xml", "wordprocessingml.main+xml"), Refusal.NOT_XLSX, "Word"),
    "截断": (good()[:-300], Refusal.DAMAGED, "损坏"),
    "缺部件": (
        zipped({"[Content_Types].xml": zipfile.ZipFile(BytesIO(good())).read("[Content_Types].xml")}),
        Refusal.DAMAGED,
        "损坏",
    ),
    "部件加密": (flagged(good()), Refusal.PASSWORD, "密码"),
    "谎报大小": (lying(), Refusal.DAMAGED, "损坏"),
    "别的压缩法": (zipped({"[Content_Types].xml": b"a"}, zipfile.ZIP_LZMA), Refusal.UNSAFE, "压缩方法"),
    "指向别处": (changed(good(), {"../../etc/x": b"a"}), Refusal.UNSAFE, "指向别处"),
    "同名部件": (changed(good(), {"XL/workbook.xml": b"a"}), Refusal.UNSAFE, "同名"),
    "炸弹": (changed(good(), {"xl/media/a.bin": bytes(20 * 1024**2)}), Refusal.TOO_LARGE, "异常紧"),
    "部件太多": (zipped({f"{at}": b"" for at in range(2_001)}), Refusal.TOO_LARGE, "2001 个部件"),
    "文档类型": (
        put("", start='<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]>'),
        Refusal.UNSAFE,
        "DTD",
    ),
    "坏标记": (put("<row>"), Refusal.DAMAGED, "损坏"),
    "行次颠倒": (put('<row r="2"/><row r="1"/>'), Refusal.DAMAGED, "损坏"),
    "列过界": (put('<row><c r="XFE1"/></row>'), Refusal.DAMAGED, "损坏"),
    "没有的文本": (put('<row><c t="s"><v>999</v></c></row>'), Refusal.DAMAGED, "损坏"),
    "不是数的样式": (put('<row><c s="-1"/></row>'), Refusal.DAMAGED, "损坏"),
    "坏合并": (put("", '<mergeCells><mergeCell ref="A1:ZZZZ9"/></mergeCells>'), Refusal.DAMAGED, "损坏"),
    "无表头": (saved(sheet([["姓名", "电话"], ["甲", 1]])[0]), Refusal.NO_TABLE, "如 项目名称、责任单位"),
    "空表": (saved(Workbook()), Refusal.NO_TABLE, "没有找到表头"),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")  # zipfile says so while the test writes one
@pytest.mark.parametrize("name", REFUSED)
def test_refused(tmp_path: Path, name: str) -> None:
    content, code, words = REFUSED[name]
    (tmp_path / "表.xlsx").write_bytes(content)
    with pytest.raises(UnreadableError) as refused:
        read_here(tmp_path / "表.xlsx")
    assert (refused.value.code, words in refused.value.message) == (code, True), refused.value.detail


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("xl/externalLinks/externalLink1.xml", "引用了其他工作簿"),
        ("xl/connections.xml", "外部数据"),
        ("xl/embeddings/nested.xlsx", "嵌有其他文件"),
    ],
)
def test_made_harmless_and_told(tmp_path: Path, part: str, words: str) -> None:
    (tmp_path / "表.xlsx").write_bytes(changed(good(), {part: b"never opened"}))
    (notice,) = read_here(tmp_path / "表.xlsx").notices
    assert words in notice


def test_cells_and_rows_are_counted_over_all_sheets_also_blank_ones() -> None:
    counter = Counter(Limits(largest=1, unpacked=1, parts=1, cells=3, rows=2, memory=1, seconds=1))
    for _ in range(3):
        counter.cell()
    with pytest.raises(UnreadableError) as refused:
        counter.cell()
    assert (refused.value.code, "超过 3 格" in refused.value.message) == (Refusal.TOO_MANY_CELLS, True)
    with pytest.raises(UnreadableError) as refused:
        counter.kept(3)
    assert refused.value.code is Refusal.TOO_MANY_ROWS


def test_merged_areas_over_the_whole_sheet_cost_nothing(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{at}"><c r="A{at}" t="inlineStr"><is><t>{name}</t></is></c>'
        f'<c r="B{at}" t="inlineStr"><is><t>{total}</t></is></c></row>'
        for at, (name, total) in enumerate([("项目名称", "总投资"), ("甲", "1")], 1)
    )
    merges = '<mergeCells><mergeCell ref="A2:A1048576"/><mergeCell ref="C1:XFD1048576"/></mergeCells>'
    (tmp_path / "表.xlsx").write_bytes(put(rows, merges))
    (found,) = read_here(tmp_path / "表.xlsx").tables
    assert [row.cells["name"].value for row in found.rows] == ["甲"]
