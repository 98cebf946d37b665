"""What pictures tell, and what is left of them for those who may not know; whatever is sent, nothing breaks."""

import io
import struct
import zlib
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.files.making import exif, image
from xiangmu.services.files.looking import plain
from xiangmu.services.files.office import UnacceptableError
from xiangmu.services.files.pictures import MalformedError, picture, without_telling
from xiangmu.services.files.taking import UPRIGHT, Taking, taking

NOW = datetime(2023, 7, 1, 4, tzinfo=UTC)
FORMS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
TOLD = exif()
each_form = pytest.mark.parametrize("form", FORMS)


@each_form
def test_time_and_place_are_read(form: str) -> None:
    found = picture(FORMS[form], image(form, TOLD))
    assert (found.width, found.height) == (40, 30)
    assert taking(found.exif, NOW) == Taking(
        at=datetime(2023, 6, 30, 1, 15, 30, tzinfo=UTC), latitude=34_840_000, longitude=111_200_000
    )


@each_form
def test_without_them_nothing_is_told(form: str) -> None:
    assert taking(picture(FORMS[form], image(form)).exif, NOW) == Taking()


@pytest.mark.parametrize(
    ("told", "at"),
    [
        (exif(offset=""), datetime(2023, 6, 30, 1, 15, 30, tzinfo=UTC)),
        (exif(offset="-02:30"), datetime(2023, 6, 30, 11, 45, 30, tzinfo=UTC)),
        (exif(offset="乱写"), datetime(2023, 6, 30, 1, 15, 30, tzinfo=UTC)),
        (exif(taken="2023:02:30 09:15:30"), None),
        (exif(taken="0000:00:00 00:00:00"), None),
        (exif(taken="1970:01:01 00:00:00"), None),
        (exif(taken="2033:01:01 00:00:00"), None),
        (exif(taken="9999:12:31 23:59:59", offset="-23:00"), None),
    ],
    ids=lambda part: str(part) if part is None or isinstance(part, datetime) else "told",
)
def test_only_a_time_that_can_be_is_told(told: bytes, at: datetime | None) -> None:
    assert taking(picture("image/jpeg", image(told=told)).exif, NOW).at == at


@pytest.mark.parametrize(
    ("place", "refs", "found"),
    [
        (((34.0, 30.0, 0.0), (111.0, 0.0, 0.0)), "SW", (-34_500_000, -111_000_000)),
        (((0.0, 0.0, 0.0), (0.0, 0.0, 0.0)), "NE", (None, None)),
        (((95.0, 0.0, 0.0), (111.0, 0.0, 0.0)), "NE", (None, None)),
        (((34.0, 30.0, 0.0), (111.0, 0.0, 0.0)), "XY", (None, None)),
        (((34.0, 30.0), (111.0, 0.0, 0.0)), "NE", (None, None)),
    ],
)
def test_only_a_place_that_can_be_is_told(
    place: tuple[tuple[float, ...], tuple[float, ...]], refs: str, found: tuple[int | None, int | None]
) -> None:
    told = taking(picture("image/jpeg", image(told=exif(place=place, refs=refs))).exif, NOW)
    assert (told.latitude, told.longitude) == found


@each_form
def test_what_others_get_is_the_same_picture_and_tells_nothing(form: str) -> None:
    more: dict[str, Any] = (
        {"icc_profile": b"a profile of colours", "comment": b"secret"} if form == "JPEG" else {}
    )
    sent = image(form, exif(orientation=6 if form == "JPEG" else 1), **more)
    shown = plain(FORMS[form], sent, NOW)
    before, after = Image.open(io.BytesIO(sent)), Image.open(io.BytesIO(shown))
    assert after.convert("RGB").tobytes() == before.convert("RGB").tobytes()
    assert after.info.get("icc_profile") == before.info.get("icc_profile")
    kept = dict(after.getexif())
    assert kept == ({0x0112: 6} if form == "JPEG" else {})
    assert not after.getexif().get_ifd(0x8825)
    assert b"secret" not in shown
    assert b"2023:06:30" not in shown


def test_what_stands_after_a_picture_is_not_passed_on() -> None:
    sent = image(told=TOLD) + image(told=exif(place=((1.0, 0.0, 0.0), (2.0, 0.0, 0.0)))) + b"<script>"
    assert plain("image/jpeg", sent, NOW) == plain("image/jpeg", image(told=TOLD), NOW)


def test_a_progressive_picture_stays_whole() -> None:
    sent = image(told=TOLD, progressive=True, size=(64, 64))
    shown = Image.open(io.BytesIO(plain("image/jpeg", sent, NOW)))
    assert shown.convert("RGB").tobytes() == Image.open(io.BytesIO(sent)).convert("RGB").tobytes()


def test_a_picture_of_too_many_pixels_is_refused_without_being_drawn() -> None:
    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(10_000))) + chunk(b"IEND", b"")
    with pytest.raises(UnacceptableError, match="像素数"):
        plain("image/png", bomb, NOW)


@each_form
@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_cut_or_changed_nothing_breaks(form: str, seed: int) -> None:
    sent = image(form, TOLD)

    @settings(max_examples=150, deadline=None, database=None)
    @given(st.data())
    def every_case(data: st.DataObject) -> None:
        broken = bytearray(sent[: data.draw(st.integers(1, len(sent)))])
        for place in data.draw(st.lists(st.integers(0, len(broken) - 1), max_size=4 + seed * 8)):
            broken[place] = data.draw(st.integers(0, 255))
        try:
            found = picture(FORMS[form], bytes(broken))
            without_telling(FORMS[form], bytes(broken), UPRIGHT)
        except MalformedError:
            return
        assert isinstance(taking(found.exif, NOW), Taking)

    every_case()


@settings(max_examples=300, deadline=2000)
@given(st.binary(max_size=2000))
def test_whatever_stands_in_an_exif_block_nothing_breaks(block: bytes) -> None:
    for start in (b"", b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08"):
        assert isinstance(taking(start + block, NOW), Taking)
