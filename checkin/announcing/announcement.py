"""What is said of an evening when it is announced, as one value."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from checkin.errors import InvalidError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from checkin.language import Language
    from checkin.model import Event

FIELDS = (
    "title",
    "number",
    "theme",
    "day",
    "short_day",
    "time",
    "ends",
    "venue",
    "address",
    "guests",
    "partners",
    "topics",
    "animations",
    "capacity",
    "url",
    "organiser",
    "hashtag",
)
"""What the texts may name in braces."""

_JOINERS = "\u200c\u200d"
_TAGS = range(0xE0020, 0xE0080)
"""They spell the flags of regions, such as Scotland's."""
_MOST_NUMBER = 1_000_000


@dataclass(frozen=True, slots=True)
class Extras:
    """What an evening does not know of itself yet. A naive `ends` is in the evening's own zone.

    `topics` are the evening's where they are None. `url` is where one registers; `hashtag` may come without its sign.
    """

    number: int | None = None
    address: str = ""
    ends: datetime | None = None
    guests: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    topics: tuple[str, ...] | None = None
    animations: tuple[str, ...] = ()
    url: str = ""
    organiser: str = ""
    hashtag: str = ""


@dataclass(frozen=True, slots=True)
class Announcement:
    """An evening as it is announced. Texts are single lines without control characters; times are aware.

    `starts` and `ends` are in the zone that `timezone` names.
    """

    event_id: UUID
    series_id: UUID
    title: str
    starts: datetime
    timezone: str
    theme: str = ""
    venue: str = ""
    address: str = ""
    capacity: int | None = None
    number: int | None = None
    ends: datetime | None = None
    guests: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    animations: tuple[str, ...] = ()
    url: str = ""
    organiser: str = ""
    hashtag: str = ""

    def values(self, language: Language) -> dict[str, str]:
        """Return the fields in words of a language, by the names in `FIELDS`; empty where nothing is known.

        `number` is empty where the title says it already.
        """
        said = self.number is not None and re.search(rf"(?<!\d){self.number}(?!\d)", self.title)
        return {
            "title": self.title,
            "number": "" if self.number is None or said else str(self.number),
            "theme": self.theme,
            "day": language.day(self.starts),
            "short_day": language.short_day(self.starts),
            "time": language.time(self.starts),
            "ends": language.time(self.ends) if self.ends else "",
            "venue": self.venue,
            "address": self.address,
            "guests": language.all_of(self.guests),
            "partners": language.all_of(self.partners),
            "topics": language.all_of(self.topics),
            "animations": language.all_of(self.animations),
            "capacity": "" if self.capacity is None else language.number(self.capacity),
            "url": self.url,
            "organiser": self.organiser,
            "hashtag": self.hashtag,
        }


def announcement_of(event: Event, extras: Extras | None = None) -> Announcement:
    """Return an evening as it is announced.

    Raises InvalidError for a `number` below 1, `ends` that are not after the start, and a `url` that no browser opens.
    """
    extras = extras or Extras()
    if extras.number is not None and not 1 <= extras.number <= _MOST_NUMBER:
        raise InvalidError("number", str(extras.number))
    topics = event.topics if extras.topics is None else extras.topics
    return Announcement(
        event_id=event.id,
        series_id=event.series_id,
        title=one_line(event.title),
        starts=event.starts,
        timezone=event.timezone,
        theme=one_line(event.theme),
        venue=one_line(event.venue),
        address=one_line(extras.address),
        capacity=event.capacity,
        number=extras.number,
        ends=_checked_end(event, extras.ends),
        guests=_lines(extras.guests),
        partners=_lines(extras.partners),
        topics=_lines(topics),
        animations=_lines(extras.animations),
        url=_checked_url(extras.url),
        organiser=one_line(extras.organiser),
        hashtag=_hashtag(extras.hashtag),
    )


def one_line(text: str) -> str:
    """Return a text as one line: composed, no control or direction characters, no-break spaces kept."""
    kept = []
    for character in unicodedata.normalize("NFC", text):
        if character.isspace() and character not in "\u00a0\u202f":
            kept.append(" ")
        elif _is_kept(character):
            kept.append(character)
    return re.sub(" +", " ", "".join(kept)).strip()


def _is_kept(character: str) -> bool:
    if character in _JOINERS or ord(character) in _TAGS:
        return True
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co"}


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    """Return each text once, in order, empty ones left out."""
    return tuple(dict.fromkeys(line for text in texts if (line := one_line(text))))


def _checked_end(event: Event, ends: datetime | None) -> datetime | None:
    """Return the end in the evening's zone, by way of UTC: an hour that the clocks skip is answered as it is read."""
    if ends is None:
        return None
    zone = ZoneInfo(event.timezone)
    aware = ends.replace(tzinfo=zone) if ends.tzinfo is None else ends
    if aware.astimezone(UTC) <= event.starts.astimezone(UTC):
        raise InvalidError("ends", ends.isoformat(timespec="minutes"))
    return aware.astimezone(UTC).astimezone(zone)


def _checked_url(url: str) -> str:
    url = url.strip()
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        is_good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_good = False
    if not is_good or len(url) > 1000 or any(c.isspace() or not _is_kept(c) for c in url):
        raise InvalidError("url", url)
    return url


def _hashtag(text: str) -> str:
    """Return a tag as networks link it: letters, digits and underscores after the sign, words run together."""
    kept = (c if c.isalnum() or c == "_" or unicodedata.category(c)[0] == "M" else " " for c in one_line(text))
    words = "".join(kept).split()
    tag = "".join(words) if len(words) < 2 else "".join(word[0].upper() + word[1:] for word in words)
    return f"#{tag}" if tag else ""
