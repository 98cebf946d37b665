"""The few entries of an Exif block that are wanted, each looked up once: no block, however made, takes long to read.

Exif is laid out as TIFF 6.0 says: a header, and directories of entries of twelve bytes that hold a value or tell where
one stands.
"""

import struct
from collections.abc import Mapping

from xiangmu.plugin.value import value

ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
MOST_ENTRIES = 500
"""Of one directory; cameras write some dozens."""
LONGEST = 64
"""Bytes of a wanted value."""
ASCII, SHORT, LONG, RATIONAL = 2, 3, 4, 5
SIZES = {ASCII: 1, SHORT: 2, LONG: 4, RATIONAL: 8}
EXIF_AT, GPS_AT = 0x8769, 0x8825
ORIENTATION, TAKEN, OFFSET = 0x0112, 0x9003, 0x9011
LATITUDE_REF, LATITUDE, LONGITUDE_REF, LONGITUDE = 1, 2, 3, 4


@value
class Entries:
    """One directory: texts and numbers by tag; a value that cannot be read is not there."""

    texts: Mapping[int, str]
    numbers: Mapping[int, tuple[float, ...]]


NONE = Entries(texts={}, numbers={})


@value
class Told:
    """The three directories that are wanted."""

    main: Entries = NONE
    exif: Entries = NONE
    gps: Entries = NONE


def read_exif(block: bytes) -> Told:
    """What stands in the block; nothing of what cannot be read."""
    order = ORDERS.get(block[:4])
    if order is None:
        return Told()
    main = _directory(block, order, _number(block, f"{order}I", 4))
    exif, gps = (main.numbers.get(tag, (0,))[0] for tag in (EXIF_AT, GPS_AT))
    return Told(main=main, exif=_directory(block, order, int(exif)), gps=_directory(block, order, int(gps)))


def _number(block: bytes, form: str, at: int) -> int:
    """Zero where the block has ended."""
    try:
        [found] = struct.unpack_from(form, block, at)
    except struct.error:
        return 0
    return int(found)


def _directory(block: bytes, order: str, at: int) -> Entries:
    texts: dict[int, str] = {}
    numbers: dict[int, tuple[float, ...]] = {}
    count = min(_number(block, f"{order}H", at), MOST_ENTRIES) if at else 0
    for place in range(at + 2, at + 2 + 12 * count, 12):
        if place + 12 > len(block):
            break
        tag, kind, many = struct.unpack_from(f"{order}HHI", block, place)
        length = SIZES.get(kind, 0) * many
        if not 0 < length <= LONGEST:
            continue
        start = place + 8 if length <= 4 else _number(block, f"{order}I", place + 8)
        raw = block[start : start + length]
        if len(raw) < length:
            continue
        if kind == ASCII:
            texts.setdefault(tag, raw.split(b"\0")[0].decode("ascii", "replace").strip())
        elif values := _numbers(raw, order, kind, many):
            numbers.setdefault(tag, values)
    return Entries(texts=texts, numbers=numbers)


def _numbers(raw: bytes, order: str, kind: int, many: int) -> tuple[float, ...]:
    if kind != RATIONAL:
        return struct.unpack(f"{order}{many}{'H' if kind == SHORT else 'I'}", raw)
    parts = struct.unpack(f"{order}{2 * many}I", raw)
    pairs = tuple(zip(parts[::2], parts[1::2], strict=True))
    return tuple(above / below for above, below in pairs) if all(below for _, below in pairs) else ()
