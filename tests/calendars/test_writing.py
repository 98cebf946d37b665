"""Whatever people write: lines of at most 75 octets, whole characters, and the same text read back."""

from datetime import date, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from tests.calendars.asking import at
from tests.calendars.conftest import catalog
from xiangmu.services.agenda.entry import Entry, EntryKind, UnitName, at_end
from xiangmu.services.calendars.writing import clean, in_one_line, written

CHINESE = st.text(
    st.one_of(
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
        st.sampled_from("，。；:;,\\\"'\n\r\t 〔〕😀𠮷é\u0301\u200b\x00\x1b\x85\ufeff"),
        st.characters(codec="utf-8"),
    ),
    max_size=200,
)
MOMENTS = st.integers(0, 10 * 365 * 24 * 60).map(
    lambda minutes: at("2019-01-01T00:00:00") + timedelta(minutes=minutes)
)


def entry(title: str, note: str, unit: str, due: datetime) -> Entry:
    return Entry(
        kind=EntryKind.ISSUE,
        key="ISSUE/1",
        jurisdiction="sanmenxia",
        title=title,
        note=note,
        because="",
        due=due,
        effective=due,
        overdue=False,
        unit=UnitName(id=UUID(int=1), key="x", title=unit) if unit else None,
        no=7,
        recorded_at=at("2020-01-02T03:04:05"),
    )


@given(title=CHINESE, note=CHINESE, unit=CHINESE, due=MOMENTS | MOMENTS.map(lambda m: at_end(m.date())))
def test_text_is_folded_by_octets_and_read_back(title: str, note: str, unit: str, due: datetime) -> None:
    one = entry(title, note, unit, due)
    content = written(f"日程 {title}", [one], catalog())
    assert content == written(f"日程 {title}", [one], catalog())
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert not any(sign in line for line in lines for sign in (b"\n", b"\r"))
    for line in lines:
        assert len(line) <= 75
        line.decode()
    [event] = IcsCalendarStream.calendar_from_ics(content.decode()).events
    whose = f" · {unit}" if unit else ""
    assert event.summary == in_one_line(f"{title}{whose}")
    if note and note not in title:
        assert (event.description or "").startswith(clean(note))
    assert event.sequence == 7
    assert event.dtstamp == at("2020-01-02T03:04:05")


def test_an_hour_is_an_hour_and_a_day_a_day() -> None:
    for due, start in (
        (at("2020-10-02T16:00:00"), b"DTSTART;TZID=Asia/Shanghai:20201002T153000"),
        (at_end(date(2020, 10, 2)), b"DTSTART;VALUE=DATE:20201002"),
    ):
        assert start in written("日程", [entry("事", "", "", due)], catalog()).split(b"\r\n")
