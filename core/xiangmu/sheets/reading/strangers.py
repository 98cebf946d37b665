"""Files that are no zip at all, told by their first bytes so that people know what to do."""

from pathlib import Path

from xiangmu.sheets.reading.refusals import Refusal, UnreadableError

ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Office before 2007, and the wrapping of files with a password."""
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
HEAD = 1 << 20
ADVICE = "只读 xlsx: 请用 Excel 或 WPS 打开后另存为“Excel 工作簿(*.xlsx)”再传"


def refuse_stranger(path: Path) -> None:
    """Raises UnreadableError unless the file begins as a zip does."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(ZIP):
        return
    if not head:
        raise UnreadableError(Refusal.NOT_XLSX, "文件是空的")
    if head.startswith(COMPOUND) and _is_encrypted(path):
        raise UnreadableError(Refusal.PASSWORD, "文件加了密码, 请去掉密码后另存再传")
    if head.startswith(COMPOUND):
        raise UnreadableError(Refusal.LEGACY, f"这是旧版 Office 的文件(如 .xls、.et), {ADVICE}")
    start = head[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml")):
        raise UnreadableError(Refusal.NOT_XLSX, f"这是网页或 XML, 不是 xlsx, {ADVICE}")
    if _is_text(head):
        raise UnreadableError(
            Refusal.NOT_XLSX, f"这是文本(如 CSV), 不是 xlsx; 改扩展名不能变成 xlsx, {ADVICE}"
        )
    raise UnreadableError(Refusal.NOT_XLSX, f"这不是 xlsx, {ADVICE}")


def _is_encrypted(path: Path) -> bool:
    """The name of the stream stands in the directory of the compound file, which may be anywhere."""
    before = b""
    with path.open("rb") as file:
        while chunk := file.read(HEAD):
            if ENCRYPTED in before + chunk:
                return True
            before = chunk[-len(ENCRYPTED) :]
    return False


def _is_text(head: bytes) -> bool:
    return head.startswith((b"\xff\xfe", b"\xfe\xff")) or not any(byte < 9 or 13 < byte < 27 for byte in head)
