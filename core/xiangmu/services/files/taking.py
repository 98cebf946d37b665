"""When and where a picture was taken, as its Exif block tells; whatever is wrong with that block, nothing is told."""

import re
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from typing import Any

import exifread

from xiangmu.plugin.recurrence import SHANGHAI
from xiangmu.plugin.value import value

MICRO = 1_000_000
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
OFFSET = re.compile(r"([+-])([01][0-9]):([0-5][0-9])", re.ASCII)
UPRIGHT = 1
ORIENTATIONS = range(1, 9)


@value
class Taking:
    """What is known; a place in millionths of a degree (WGS 84)."""

    at: datetime | None = None
    latitude: int | None = None
    longitude: int | None = None
    orientation: int = UPRIGHT


def taking(exif: bytes, now: datetime) -> Taking:
    """What the block tells that can be true at ``now``."""
    if not exif:
        return Taking()
    try:
        tags = exifread.process_file(
            BytesIO(exif), details=False, extract_thumbnail=False, truncate_tags=False
        )
    except Exception:  # whatever a reader raises over a block that anybody can write
        return Taking()
    latitude, longitude = _place(tags)
    return Taking(at=_at(tags, now), latitude=latitude, longitude=longitude, orientation=_orientation(tags))


def _at(tags: dict[str, Any], now: datetime) -> datetime | None:
    try:
        naive = datetime.strptime(_text(tags, "EXIF DateTimeOriginal"), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007  # below
        found = OFFSET.fullmatch(_text(tags, "EXIF OffsetTimeOriginal"))
        zone = SHANGHAI
        if found:
            away = timedelta(hours=int(found[2]), minutes=int(found[3]))
            zone = timezone(-away if found[1] == "-" else away)
        at = naive.replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    # a camera whose clock is wrong tells nothing
    return at if EARLIEST <= at <= now + timedelta(days=1) else None


def _text(tags: dict[str, Any], name: str) -> str:
    return str(tags.get(name, "")).strip("\0 ")


def _place(tags: dict[str, Any]) -> tuple[int | None, int | None]:
    latitude = _angle(tags, "GPS GPSLatitude", "NS", 90)
    longitude = _angle(tags, "GPS GPSLongitude", "EW", 180)
    # receivers without a fix write zeros
    if latitude is None or longitude is None or latitude == longitude == 0:
        return None, None
    return latitude, longitude


def _angle(tags: dict[str, Any], name: str, signs: str, most: int) -> int | None:
    try:
        degrees, minutes, seconds = (float(part) for part in tags[name].values)
        sign = (1, -1)[signs.index(_text(tags, f"{name}Ref"))]
        angle = sign * (degrees + minutes / 60 + seconds / 3600)
        return round(angle * MICRO) if abs(angle) <= most else None
    except (KeyError, ValueError, TypeError, AttributeError, ArithmeticError):
        return None


def _orientation(tags: dict[str, Any]) -> int:
    try:
        found = int(tags["Image Orientation"].values[0])
    except (KeyError, IndexError, ValueError, TypeError, AttributeError):
        return UPRIGHT
    return found if found in ORIENTATIONS else UPRIGHT
