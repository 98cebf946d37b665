"""What a file is, by its content: the name and what the sender says of it count for nothing.

Let in are photos (JPEG, PNG, WebP), PDF, docx and xlsx. Not let in: HEIC, which few programs show; SVG and HTML,
which browsers run; archives; older office files, whose macros cannot be told from the outside.
"""

from datetime import datetime
from pathlib import Path

from xiangmu.plugin.value import value
from xiangmu.services.files.office import FORMS, UnacceptableError, office_type
from xiangmu.services.files.pictures import READERS, MalformedError, picture, without_telling
from xiangmu.services.files.taking import Taking, taking

PDF = "application/pdf"
WORD, SHEET = FORMS.values()
ENDINGS = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    PDF: (".pdf",),
    WORD: (".docx",),
    SHEET: (".xlsx",),
}
"""How names of files of each type end; the first is added to one that ends otherwise."""
IMAGES = frozenset(READERS)
LET_IN = "只收 JPEG、PNG、WebP 图片和 PDF、docx、xlsx 文件"
HEAD, TAIL = 32, 4096
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How older office files begin, and those with a password."""
HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif"})


@value
class Looked:
    """What a file is, and what a picture tells of its taking."""

    type: str
    taking: Taking = Taking()


def look(path: Path, now: datetime) -> Looked:
    """What the file is. Raises UnacceptableError."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        of = _form(head)
        if of == PDF:
            file.seek(max(0, path.stat().st_size - TAIL))
            if b"%%EOF" not in file.read():
                raise UnacceptableError("PDF 文件不完整")
    if of in IMAGES:
        return Looked(type=of, taking=_taking(of, path.read_bytes(), now))
    return Looked(type=of or office_type(path))


def plain(of: str, data: bytes, now: datetime) -> bytes:
    """A picture as it is shown to those who may not know where it was taken."""
    return without_telling(of, data, _taking(of, data, now).orientation)


def _taking(of: str, data: bytes, now: datetime) -> Taking:
    try:
        return taking(picture(of, data).exif, now)
    except MalformedError as error:
        raise UnacceptableError(str(error)) from error


def _form(head: bytes) -> str:
    """The type by how a file begins; "" for a zip file, which has to be looked into. Raises UnacceptableError."""
    match head:
        case _ if head.startswith(b"\xff\xd8\xff"):
            return "image/jpeg"
        case _ if head.startswith(b"\x89PNG\r\n\x1a\n"):
            return "image/png"
        case _ if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
            return "image/webp"
        case _ if head.startswith((b"%PDF-1.", b"%PDF-2.")):
            return PDF
        case _ if head.startswith(b"PK\x03\x04"):
            return ""
        case _ if head.startswith(COMPOUND):
            raise UnacceptableError(
                "旧版(doc、xls)或加了密码的文件不收, 请去掉密码, 另存为 docx 或 xlsx 再传"
            )
        case _ if head[4:8] == b"ftyp" and head[8:12] in HEIC:
            raise UnacceptableError("HEIC 图片不收, 请先转成 JPEG(手机相机可设为“兼容性最佳”)")
        case _:
            raise UnacceptableError(LET_IN)
