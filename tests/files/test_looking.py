"""What is let in is decided by the content; names are made harmless, whatever they are."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.files.making import PDF, SHEET, WORD, image, office
from xiangmu.services.files.looking import ENDINGS, look
from xiangmu.services.files.names import LONGEST, clean_name, with_ending
from xiangmu.services.files.office import UnacceptableError

NOW = datetime(2023, 7, 1, 4, tzinfo=UTC)
HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def named(part: object) -> str:
    """What a case is called: bytes by their number."""
    return f"{len(part)} bytes" if isinstance(part, bytes) else str(part)


def looked(content: bytes, folder: Path) -> str:
    path = folder / "incoming"
    path.write_bytes(content)
    return look(path, NOW).type


@pytest.mark.parametrize(
    ("content", "of"),
    [
        (image("JPEG"), "image/jpeg"),
        (image("PNG"), "image/png"),
        (image("WEBP"), "image/webp"),
        (image("WEBP", lossless=True), "image/webp"),
        (PDF, "application/pdf"),
        (office(WORD), WORD),
        (office(SHEET, {"xl/printerSettings/printerSettings1.bin": b"x"}), SHEET),
        # what stands after a picture is never given a chance to be something else: see how files are given out
        (image("JPEG") + office(), "image/jpeg"),
    ],
    ids=named,
)
def test_what_is_let_in(content: bytes, of: str, tmp_path: Path) -> None:
    assert looked(content, tmp_path) == of


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (HTML, "只收"),
        (SVG, "只收"),
        (b"\xef\xbb\xbf" + SVG, "只收"),
        (b"GIF89a" + HTML, "只收"),
        (b"MZ\x90\0", "只收"),
        (b"", "只收"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "密码"),
        (HTML + office(), "只收"),
        (HTML + PDF, "只收"),
        (b"\xff\xd8\xff\xe0" + HTML, "JPEG"),
        (b"\x89PNG\r\n\x1a\n" + HTML, "PNG"),
        (b"RIFF\x10\0\0\0WEBP" + HTML, "WebP"),
        (PDF[:30], "不完整"),
        (b"\0\0\0\x18ftypheic" + bytes(40), "HEIC"),
        (b"PK\x03\x04" + HTML, "损坏"),
        (office("application/zip", main="text/html"), "压缩包不收"),
        (office(WORD, main=MACROS), "宏"),
        (office(WORD, {"word/vbaProject.bin": b"x"}), "宏"),
        (office(SHEET, {"XL/VBAPROJECT.BIN": b"x"}), "宏"),
        (office(SHEET, {"xl/macrosheets/sheet1.xml": b"x"}), "宏"),
        (office(WORD, {"word/embeddings/oleObject1.bin": b"x"}), "宏"),
        (office(WORD, {"run.exe": b"x"}), "宏"),
    ],
    ids=named,
)
def test_what_is_not_let_in(content: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(UnacceptableError, match=said):
        looked(content, tmp_path)


@pytest.mark.parametrize(
    ("given_", "clean"),
    [
        ("现场照片.jpg", "现场照片.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\x.jpg", "x.jpg"),
        ("照片\u202egpj.exe", "照片gpj.exe"),
        ("a\r\nSet-Cookie: x.jpg", "aSet-Cookie_ x.jpg"),
        ("CON.jpg", "_CON.jpg"),
        ("..", "附件"),
        ("", "附件"),
        ("图" * 300 + ".jpeg", "图" * 115 + ".jpeg"),
    ],
)
def test_names_are_cleaned(given_: str, clean: str) -> None:
    assert clean_name(given_) == clean


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=300) | st.from_regex(r"[./\\:%\x00-\x1f\u202e]{0,30}[a-z.]{0,200}"))
def test_any_name_becomes_harmless(given_: str) -> None:
    for of, endings in ENDINGS.items():
        name = with_ending(clean_name(given_), of)
        assert name.lower().endswith(endings)
        assert 0 < len(name) <= LONGEST
        assert not set(name) & set('\\/:*?"<>|%;\r\n\0')
        assert name.isprintable()
        assert not name.startswith(".")
        assert (Path("/folder") / name).parent == Path("/folder")
        assert clean_name(name) == name
