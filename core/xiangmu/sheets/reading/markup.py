"""XML without document types and entities, as a stream of elements."""

from collections.abc import Callable
from typing import IO, NoReturn
from xml.parsers import expat

from xiangmu.sheets.reading.refusals import Refusal, UnreadableError, damaged

CHUNK = 1 << 16

Attributes = dict[str, str]


def parse(
    part: IO[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    text: Callable[[str], None] | None = None,
) -> None:
    """Tell the elements of ``part`` by their local names. Raises UnreadableError for a document type, and for what is
    no XML."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: start(local(name), attributes)
    parser.EndElementHandler = lambda name: end(local(name))
    if text is not None:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        while chunk := part.read(CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        if error.code == expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]:
            raise MemoryError from error
        raise damaged(str(error)) from error


def local(name: str) -> str:
    """The name without its prefix: some programs write ``x:row``."""
    return name.rpartition(":")[2] if ":" in name else name


def attribute(attributes: Attributes, name: str) -> str:
    """An attribute by its local name, "" when it is not there."""
    return next((value for key, value in attributes.items() if local(key) == name), "")


def is_true(text: str | None) -> bool:
    """Whether a boolean attribute is set."""
    return text in ("1", "true")


def number(text: str) -> int:
    """A count or index. Raises UnreadableError."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise damaged(f"not a number: {text[:40]!r}")
    return int(text)


def _refuse(*_of_the_type: object) -> NoReturn:
    raise UnreadableError(Refusal.UNSAFE, "文件里有文档类型声明(DTD), 表格不会有它, 不予读取")
