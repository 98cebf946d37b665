"""Real files of every kind, made by other programs than the one that reads them."""

import io
import zipfile
from typing import Any

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

TAKEN = "2023:06:30 09:15:30"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def exif(
    taken: str = TAKEN,
    offset: str = "+08:00",
    place: tuple[Any, Any] | None = ((34.0, 50.0, 24.0), (111.0, 12.0, 0.0)),
    refs: str = "NE",
    orientation: int = 1,
) -> bytes:
    """What a camera tells."""
    told = Image.Exif()
    told[Base.Make] = "相机".encode().decode("latin-1")
    told[Base.Orientation] = orientation
    ifd = told.get_ifd(IFD.Exif)
    ifd[Base.DateTimeOriginal] = taken
    if offset:
        ifd[Base.OffsetTimeOriginal] = offset
    if place:
        gps = told.get_ifd(IFD.GPSInfo)
        gps[GPS.GPSLatitudeRef], gps[GPS.GPSLatitude] = refs[0], place[0]
        gps[GPS.GPSLongitudeRef], gps[GPS.GPSLongitude] = refs[1], place[1]
    return told.tobytes()


def image(
    form: str = "JPEG", told: bytes | None = None, size: tuple[int, int] = (40, 30), **more: Any
) -> bytes:
    """A picture."""
    out = io.BytesIO()
    picture = Image.new("RGB", size, (200, 30, 30))
    picture.putpixel((0, 0), (0, 0, 255))
    options = more | ({"exif": told} if told is not None else {})
    picture.save(out, form, **options)
    return out.getvalue()


def office(of: str = WORD, parts: dict[str, bytes] | None = None, main: str = "") -> bytes:
    """A document or table with ``parts`` more."""
    out = io.BytesIO()
    types = f'<Types><Override PartName="/main.xml" ContentType="{main or of + ".main+xml"}"/></Types>'
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("main.xml", "<w/>")
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return out.getvalue()
