"""Pictures by their outer form alone: nothing here decodes a pixel, so no picture can be larger than its file.

Each form is a row of parts. ``Picture`` tells of them what is needed, and what remains of them without the parts that
tell when, where and with what a picture was taken.
"""

import re
import struct
from collections.abc import Callable, Iterator, Mapping

from xiangmu.plugin.value import value
from xiangmu.services.files.exif import ORIENTATION

MOST_PIXELS = 250_000_000
"""What shows a picture has to hold all its pixels; the largest cameras make 200 millions."""
LARGEST_EXIF = 1024 * 1024


class MalformedError(Exception):
    """It is not a picture of that form; the message says in Chinese why."""


@value
class Part:
    """A part of a file: what it is called, where its content is, and the whole of it with its frame."""

    name: bytes
    content: bytes
    whole: bytes


@value
class Picture:
    """What a file holds: ``width`` and ``height`` in pixels, and its Exif block, ``b""`` without one."""

    width: int
    height: int
    exif: bytes


JPEG_END = 0xD9
JPEG_SCAN = 0xDA
JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
JPEG_MARKER = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]", re.DOTALL)
"""The next marker after a scan: neither a stuffed byte nor a restart."""
EXIF = b"Exif\0\0"
PNG = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs acTL fcTL fdAT".split())
WEBP_KEPT = frozenset({b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
WEBP_TELLING = 0x04 | 0x08
"""The flags of VP8X that announce XMP and Exif."""


def picture(of: str, data: bytes) -> Picture:
    """What ``data`` holds, of the form ``of``. Raises MalformedError."""
    try:
        found = READERS[of](data)
    except (struct.error, IndexError) as error:
        raise MalformedError("图片不完整") from error
    if not (found.width > 0 and found.height > 0 and found.width * found.height <= MOST_PIXELS):
        raise MalformedError(f"图片的像素数不合要求, 至多 {MOST_PIXELS // 10_000} 万")
    return (
        found
        if len(found.exif) <= LARGEST_EXIF
        else Picture(width=found.width, height=found.height, exif=b"")
    )


def without_telling(of: str, data: bytes, orientation: int) -> bytes:
    """The same picture without what tells about its taking; it stands as before. Raises MalformedError."""
    try:
        return PLAIN[of](data, orientation)
    except (struct.error, IndexError) as error:
        raise MalformedError("图片不完整") from error


def _jpeg_parts(data: bytes) -> Iterator[Part]:
    """Up to the end of the picture: what stands after it is no part of it."""
    if data[:3] != b"\xff\xd8\xff":
        raise MalformedError("不是 JPEG 图片")
    at = 2
    while at < len(data):
        start = at
        if data[at] != 0xFF:
            raise MalformedError("JPEG 图片的结构不对")
        while data[at] == 0xFF:
            at += 1
        marker = data[at]
        if marker == JPEG_END:
            yield Part(name=b"\xd9", content=b"", whole=b"\xff\xd9")
            return
        end = at + 1 + struct.unpack_from(">H", data, at + 1)[0]
        if end > len(data) or end < at + 3:
            raise MalformedError("JPEG 图片的结构不对")
        content = data[at + 3 : end]
        if marker == JPEG_SCAN:
            following = JPEG_MARKER.search(data, end)
            end = following.start() if following else len(data)
        yield Part(name=bytes([marker]), content=content, whole=data[start:end])
        at = end


def _png_parts(data: bytes) -> Iterator[Part]:
    if data[:8] != PNG:
        raise MalformedError("不是 PNG 图片")
    at = 8
    while at < len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise MalformedError("PNG 图片不完整")
        yield Part(name=name, content=data[at + 8 : end - 4], whole=data[at:end])
        if name == b"IEND":
            return
        at = end


def _webp_parts(data: bytes) -> Iterator[Part]:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise MalformedError("不是 WebP 图片")
    at, last = 12, min(len(data), 8 + struct.unpack_from("<I", data, 4)[0])
    while at < last:
        name, length = struct.unpack_from("<4sI", data, at)
        end = at + 8 + length + length % 2
        if end > last:
            raise MalformedError("WebP 图片不完整")
        yield Part(name=name, content=data[at + 8 : at + 8 + length], whole=data[at:end])
        at = end


def _jpeg(data: bytes) -> Picture:
    size, exif = None, b""
    for part in _jpeg_parts(data):
        if part.name[0] in JPEG_FRAMES and size is None:
            height, width = struct.unpack_from(">HH", part.content, 1)
            size = width, height
        elif part.name == b"\xe1" and part.content.startswith(EXIF) and not exif:
            exif = part.content[len(EXIF) :]
        elif part.name[0] == JPEG_SCAN and size is not None:
            return Picture(width=size[0], height=size[1], exif=exif)
    raise MalformedError("JPEG 图片里没有图像")


def _png(data: bytes) -> Picture:
    parts = {part.name: part.content for part in reversed([*_png_parts(data)])}
    if b"IHDR" not in parts or b"IDAT" not in parts:
        raise MalformedError("PNG 图片里没有图像")
    width, height = struct.unpack_from(">II", parts[b"IHDR"])
    return Picture(width=width, height=height, exif=parts.get(b"eXIf", b""))


def _webp(data: bytes) -> Picture:
    parts = {part.name: part.content for part in reversed([*_webp_parts(data)])}
    exif = parts.get(b"EXIF", b"").removeprefix(EXIF)
    if header := parts.get(b"VP8X"):
        sides = int.from_bytes(header[4:7], "little") + 1, int.from_bytes(header[7:10], "little") + 1
    elif frame := parts.get(b"VP8L"):
        bits = struct.unpack_from("<I", frame, 1)[0]
        sides = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    elif frame := parts.get(b"VP8 "):
        width, height = struct.unpack_from("<HH", frame, 6)
        sides = width & 0x3FFF, height & 0x3FFF
    else:
        raise MalformedError("WebP 图片里没有图像")
    return Picture(width=sides[0], height=sides[1], exif=exif)


def _plain_jpeg(data: bytes, orientation: int) -> bytes:
    kept = [part.whole for part in _jpeg_parts(data) if _is_kept(part)]
    upright = b""
    if orientation != 1:
        block = EXIF + struct.pack("<2sHIHHHIHHI", b"II", 42, 8, 1, ORIENTATION, 3, 1, orientation, 0, 0)
        upright = b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block
    return b"".join([b"\xff\xd8", upright, *kept])


def _is_kept(part: Part) -> bool:
    """Of what cameras and programs add: what colours need."""
    match part.name[0]:
        case 0xE2:
            return part.content.startswith(b"ICC_PROFILE\0")
        case 0xE0:
            return part.content.startswith(b"JFIF\0")
        case 0xEE:
            return part.content.startswith(b"Adobe")
        case marker:
            return not (0xE0 <= marker <= 0xEF or marker == 0xFE)


def _plain_png(data: bytes, _: int) -> bytes:
    return b"".join([PNG, *(part.whole for part in _png_parts(data) if part.name in PNG_KEPT)])


def _plain_webp(data: bytes, _: int) -> bytes:
    kept = []
    for part in _webp_parts(data):
        if part.name == b"VP8X":
            flags = part.whole[8] & ~WEBP_TELLING
            kept.append(part.whole[:8] + bytes([flags]) + part.whole[9:])
        elif part.name in WEBP_KEPT:
            kept.append(part.whole)
    body = b"".join([b"WEBP", *kept])
    return b"RIFF" + struct.pack("<I", len(body)) + body


READERS: Mapping[str, Callable[[bytes], Picture]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/webp": _webp,
}
PLAIN: Mapping[str, Callable[[bytes, int], bytes]] = {
    "image/jpeg": _plain_jpeg,
    "image/png": _plain_png,
    "image/webp": _plain_webp,
}
