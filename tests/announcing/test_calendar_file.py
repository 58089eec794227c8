"""The calendar file: as RFC 5545 wants it, and as another library reads it back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject

from checkin.announcing.announcement import Announcement
from checkin.announcing.calendar_file import USUAL_LENGTH, calendar_file
from tests.announcing.evening import EN, EVENT, FR, PARIS, THEME, URL, bare, evening

AT = datetime(2026, 11, 24, 20, 30, 15, 99, tzinfo=UTC)


def written(announcement: Announcement, at: datetime = AT) -> bytes:
    return calendar_file(announcement, FR, at)


def read(content: bytes) -> tuple[datetime, datetime]:
    """Return start and end as icalendar reads them, by the zone that the file itself describes."""
    calendar = icalendar.Calendar.from_ical(content)
    event = calendar.walk("VEVENT")[0]
    return event["DTSTART"].dt.astimezone(UTC), event["DTEND"].dt.astimezone(UTC)


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


@pytest.mark.parametrize(
    "announcement", [evening(), bare(), evening(theme="🎉 地域, " * 60)], ids=["all", "bare", "long"]
)
def test_lines_are_folded_at_75_octets_and_end_as_they_must(announcement: Announcement) -> None:
    content = written(announcement)
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    for line in lines:
        line.decode()  # no letter is folded within


def test_every_property_that_must_be_there_is_there_once() -> None:
    lines = unfolded(written(evening()))
    for head in ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:", "METHOD:PUBLISH", "BEGIN:VTIMEZONE", "BEGIN:VEVENT"):
        assert sum(line.startswith(head) for line in lines) == 1
    event = lines[lines.index("BEGIN:VEVENT") :]
    heads = (
        "UID:",
        "DTSTAMP:20261124T203015Z",
        "DTSTART;TZID=Europe/Paris:20261203T190000",
        "DTEND;TZID=Europe/Paris:20261203T230000",
        "SUMMARY:",
        "LOCATION:Le Bistrot du Port\\, 12 quai de la Fosse\\, 44000 Nantes",
        "DESCRIPTION:",
        "SEQUENCE:",
        "STATUS:CONFIRMED",
        f"URL:{URL}",
    )
    for head in heads:
        assert sum(line.startswith(head) for line in event) == 1


def test_another_library_reads_back_what_was_said() -> None:
    event = vobject.readOne(written(evening()).decode()).vevent
    assert event.summary.value == f"Apéro #26\u00a0: {THEME}"
    assert event.dtstart.value.utctimetuple() == EVENT.starts.utctimetuple()
    assert event.dtend.value - event.dtstart.value == timedelta(hours=4)
    assert "Avec Maëlle Kervella, Karim Benali et Ji-woo 김\n" in event.description.value
    assert event.uid.value.startswith(str(EVENT.id))


def test_it_is_the_same_event_however_often_it_is_made_and_the_later_one_counts() -> None:
    first = icalendar.Calendar.from_ical(written(evening())).walk("VEVENT")[0]
    content = calendar_file(evening(venue="Elsewhere"), EN, AT + timedelta(minutes=1))
    second = icalendar.Calendar.from_ical(content).walk("VEVENT")[0]
    assert first["UID"] == second["UID"]
    assert second["SEQUENCE"] == first["SEQUENCE"] + 1
    assert first["DTSTAMP"].dt < second["DTSTAMP"].dt


def test_an_evening_without_an_end_has_the_usual_length() -> None:
    starts, ends = read(written(bare()))
    assert ends - starts == USUAL_LENGTH


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        # the clocks go back at three, and forward at two
        (datetime(2026, 10, 24, 23, tzinfo=PARIS), datetime(2026, 10, 25, 2, 30, tzinfo=PARIS)),
        (datetime(2026, 10, 24, 23, tzinfo=PARIS), datetime(2026, 10, 25, 2, 30, tzinfo=PARIS, fold=1)),
        (datetime(2026, 10, 25, 2, 30, tzinfo=PARIS, fold=1), datetime(2026, 10, 25, 4, tzinfo=PARIS)),
        (datetime(2027, 3, 27, 23, tzinfo=PARIS), datetime(2027, 3, 28, 3, 30, tzinfo=PARIS)),
        (datetime(2027, 3, 28, 1, 59, tzinfo=PARIS), datetime(2027, 3, 28, 3, tzinfo=PARIS)),
    ],
)
def test_nights_when_the_clocks_change_keep_their_hours(starts: datetime, ends: datetime) -> None:
    content = written(evening(starts=starts, ends=ends))
    assert read(content) == (starts.astimezone(UTC), ends.astimezone(UTC))
    event = vobject.readOne(content.decode()).vevent
    assert event.dtend.value.astimezone(UTC) == ends.astimezone(UTC)


@pytest.mark.parametrize(
    "name", ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Tokyo", "Europe/Dublin"]
)
def test_the_zone_is_described_as_its_clocks_go(name: str) -> None:
    zone = ZoneInfo(name)
    starts = datetime(2026, 12, 3, 19, tzinfo=zone)
    content = written(evening(timezone=name, starts=starts, ends=starts + timedelta(hours=2)))
    component = icalendar.Calendar.from_ical(content).walk("VTIMEZONE")[0]
    parts = component.walk("STANDARD") + component.walk("DAYLIGHT")
    assert parts
    for part in parts:
        before, after = part["TZOFFSETFROM"].td, part["TZOFFSETTO"].td
        onset = (part["DTSTART"].dt - before).replace(tzinfo=UTC)
        assert onset.astimezone(zone).utcoffset() == after
        assert (onset - timedelta(minutes=1)).astimezone(zone).utcoffset() in (before, after)
        if before != after:
            assert (onset - timedelta(minutes=1)).astimezone(zone).utcoffset() == before


def test_utc_needs_no_zone() -> None:
    starts = datetime(2026, 12, 3, 19, tzinfo=ZoneInfo("UTC"))
    content = written(evening(timezone="UTC", starts=starts, ends=None))
    assert b"VTIMEZONE" not in content
    assert b"DTSTART:20261203T190000Z" in content


def test_a_text_cannot_add_properties() -> None:
    content = written(evening(venue="A\\, B; C:D", theme="x\\nEND:VEVENT"))
    lines = unfolded(content)
    assert lines.count("END:VEVENT") == 1
    assert vobject.readOne(content.decode()).vevent.location.value.startswith("A\\, B; C:D")
