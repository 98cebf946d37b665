"""An agenda as an iCalendar object (RFC 5545), the same for the same content whenever it is written.

Nothing in it depends on the moment of writing: stamp and revision of an event are those of the command that last
shaped it. What has an hour is a half-hour that ends with the deadline, what is due in the course of a day is that day.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from uuid import uuid5
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, vText

from xiangmu.catalog import Catalog
from xiangmu.db.ids import NAMES
from xiangmu.plugin.moments import start_of
from xiangmu.plugin.policy import Policy
from xiangmu.plugin.recurrence import END_OF_DAY
from xiangmu.services.agenda.entry import KIND_TITLES, Entry, Fate, said

ZONE = ZoneInfo("Asia/Shanghai")
BEFORE_ANYTHING = datetime(2000, 1, 1, tzinfo=UTC)
"""The stamp of what no command shaped and no policy dates."""
LENGTH = timedelta(minutes=30)
REFRESH = timedelta(hours=1)
TIMED = (timedelta(days=-1), timedelta(hours=-2))
"""Alarms before something with an hour …"""
ALL_DAY = (timedelta(hours=-15), timedelta(hours=9))
"""… and for a day: at nine on the day before, and on the day."""


def written(title: str, entries: Iterable[Entry], catalog: Catalog) -> bytes:
    """The calendar in UTF-8, lines folded at 75 octets and ended by CRLF."""
    calendar = Calendar()
    calendar.add("prodid", "-//xiangmu//agenda//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, vText(in_one_line(title)))
    calendar.add("x-wr-timezone", ZONE.key)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add_component(_zone())
    for entry in entries:
        calendar.add_component(_event(entry, catalog.policies.get(entry.policy), catalog))
    content: bytes = calendar.to_ical()
    return content


@cache
def _zone() -> Timezone:
    return Timezone.from_tzid(ZONE.key, first_date=date(1992, 1, 1))


def _event(entry: Entry, policy: Policy | None, catalog: Catalog) -> Event:
    event = Event()
    stamp = entry.recorded_at or (start_of(policy.issued_on) if policy else BEFORE_ANYTHING)
    event.add("uid", f"{uuid5(NAMES, f'calendar/{entry.key}')}@xiangmu")
    for name in ("dtstamp", "last-modified"):
        event.add(name, stamp.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", entry.no)
    event.add("status", "CANCELLED" if entry.fate is Fate.WAIVED else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("categories", [KIND_TITLES[entry.kind]])
    event.add("summary", summary(entry))
    event.add("description", clean("\n".join(_told(entry, policy, catalog))))
    alarms = _place(event, entry.effective.astimezone(ZONE))
    if entry.fate is Fate.OPEN:
        for trigger in alarms:
            event.add_component(_alarm(entry, trigger))
    return event


def _place(event: Event, moment: datetime) -> Sequence[timedelta]:
    """When it is; and when to remind of it."""
    if moment.time() == END_OF_DAY:
        event.add("dtstart", moment.date())
        event.add("dtend", moment.date() + timedelta(days=1))
        return ALL_DAY
    event.add("dtstart", moment - LENGTH)
    event.add("dtend", moment)
    return TIMED


def _alarm(entry: Entry, trigger: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary(entry))
    alarm.add("trigger", trigger)
    return alarm


def summary(entry: Entry) -> str:
    """What it is, and whose."""
    whose = f" · {entry.unit.title}" if entry.unit else ""
    done = {Fate.OPEN: "", Fate.DONE: "[已办] ", Fate.WAIVED: "[免办] "}[entry.fate]
    return in_one_line(f"{done}{entry.title}{whose}")


def _told(entry: Entry, policy: Policy | None, catalog: Catalog) -> Iterable[str]:
    if entry.note and entry.note not in entry.title:
        yield entry.note
    yield f"期限: {said(entry.due)}"
    if entry.occurrence and entry.effective != entry.due:
        yield entry.occurrence.occurrence.effective.because
    if entry.occurrence and entry.fate is not Fate.OPEN:
        yield entry.occurrence.standing.because
    if policy:
        yield f"依据: {policy.title}{_clauses(policy).get(entry.clause, '')}"
    elif entry.jurisdiction in catalog.jurisdictions:
        yield catalog.jurisdictions[entry.jurisdiction].title


@cache
def _clauses(policy: Policy) -> Mapping[str, str]:
    return {clause.id: f", {clause.locator}({clause.id})" for clause in policy.clauses}


def in_one_line(text: str) -> str:
    """``text`` for a title."""
    return clean(text).replace("\n", " ")


def clean(text: str) -> str:
    """``text`` without what no line of a calendar may hold: control characters and halves of characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cs"))
