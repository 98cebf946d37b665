"""When and where a picture was taken, as its Exif block tells: only what can be true."""

import re
from datetime import UTC, datetime, timedelta, timezone

from xiangmu.plugin.recurrence import SHANGHAI
from xiangmu.plugin.value import value
from xiangmu.services.files import exif as x

MICRO = 1_000_000
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
AHEAD = timedelta(days=1)
AWAY = re.compile(r"([+-])([01][0-9]):([0-5][0-9])", re.ASCII)
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
    told = x.read_exif(exif)
    latitude, longitude = _place(told.gps)
    [orientation, *_] = told.main.numbers.get(x.ORIENTATION, (UPRIGHT,))
    return Taking(
        at=_at(told.exif, now),
        latitude=latitude,
        longitude=longitude,
        orientation=int(orientation) if orientation in ORIENTATIONS else UPRIGHT,
    )


def _at(entries: x.Entries, now: datetime) -> datetime | None:
    away = AWAY.fullmatch(entries.texts.get(x.OFFSET, ""))
    zone = SHANGHAI
    if away:
        aside = timedelta(hours=int(away[2]), minutes=int(away[3]))
        zone = timezone(-aside if away[1] == "-" else aside)
    try:
        naive = datetime.strptime(entries.texts.get(x.TAKEN, ""), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007  # its zone follows
        at = naive.replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    # a camera whose clock is wrong tells nothing
    return at if EARLIEST <= at <= now + AHEAD else None


def _place(entries: x.Entries) -> tuple[int | None, int | None]:
    latitude = _angle(entries, x.LATITUDE, x.LATITUDE_REF, {"N": 1, "S": -1}, 90)
    longitude = _angle(entries, x.LONGITUDE, x.LONGITUDE_REF, {"E": 1, "W": -1}, 180)
    # receivers without a fix write zeros
    if latitude is None or longitude is None or latitude == longitude == 0:
        return None, None
    return latitude, longitude


def _angle(entries: x.Entries, tag: int, side: int, signs: dict[str, int], most: int) -> int | None:
    parts, sign = entries.numbers.get(tag, ()), signs.get(entries.texts.get(side, ""))
    if len(parts) != 3 or sign is None:
        return None
    angle = sign * (parts[0] + parts[1] / 60 + parts[2] / 3600)
    return round(angle * MICRO) if abs(angle) <= most else None
