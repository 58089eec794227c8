"""What a row says of whether somebody is expected. A word that nobody taught us is never guessed."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cache, lru_cache

from checkin.lists.listed import Field
from checkin.lists.text import words
from checkin.lists.vocabulary import load, pattern_of

_AMOUNT = re.compile(r"\d+(?:[.,\s]\d+)*(?: ?[€$£]| ?eur)?$", re.IGNORECASE)
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}")


class Standing(Enum):
    """What one cell, or a whole row, says."""

    EXPECTED = auto()
    CANCELLED = auto()
    UNCONFIRMED = auto()
    UNKNOWN = auto()


FIELDS = (Field.STATUS, Field.ANSWER, Field.PAID, Field.VALID, Field.CANCELLED)
"""The fields that `standing_of` reads."""

_GRAVITY = (Standing.CANCELLED, Standing.UNKNOWN, Standing.UNCONFIRMED, Standing.EXPECTED)


@cache
def _words() -> dict[str, frozenset[str]]:
    data = load("statuses.json")
    # Marks such as a tick have no letters, so they are kept as they are too.
    return {name: frozenset(map(words, data[name])) | frozenset(data[name]) for name in data if name != "about"}


@cache
def _note() -> re.Pattern[str]:
    return re.compile(
        r"(?:elle |il |iel |a |finalement )*" + pattern_of(load("statuses.json")["cancelled_in_note"]).pattern
    )


def is_status_word(text: str) -> bool:
    """Say whether a cell could stand in a column of statuses or answers."""
    return len(text) < 60 and _meaning(text) is not None


@lru_cache(maxsize=4_096)
def _meaning(text: str) -> str | None:
    """Return `expected`, `cancelled`, `unconfirmed`, `yes`, `no` or None; the longest known beginning counts."""
    known = _words()
    plain = words(text) or text.strip()
    parts = plain.split()
    for length in range(min(len(parts), 8), 0, -1):
        beginning = " ".join(parts[:length])
        # One letter or digit is an answer only when it stands alone.
        if length < len(parts) and len(beginning) < 2:
            return None
        for meaning in ("unconfirmed", "cancelled", "expected", "yes", "no"):
            if beginning in known[meaning]:
                return meaning
    return None


_PLAIN = {
    "expected": Standing.EXPECTED,
    "yes": Standing.EXPECTED,
    "cancelled": Standing.CANCELLED,
    "no": Standing.CANCELLED,
    "unconfirmed": Standing.UNCONFIRMED,
    None: Standing.UNKNOWN,
}


@lru_cache(maxsize=4_096)
def standing_of(field: Field, text: str) -> Standing:
    """Return what a cell of a status column says.

    No answer, and no mark that it is paid, are no confirmation; an empty cell of another column says nothing against.
    """
    text = text.strip()
    meaning = _meaning(text)
    match field:
        case Field.ANSWER:
            # The day of an answer says that there is one.
            return Standing.EXPECTED if _DATE.match(text) else _PLAIN[meaning] if text else Standing.UNCONFIRMED
        case Field.PAID:
            if meaning == "no" or not text:
                return Standing.UNCONFIRMED
            is_paid = words(text) in _words()["free"] or _AMOUNT.match(text) or _DATE.match(text)
            return Standing.EXPECTED if is_paid else _PLAIN[meaning]
        case Field.CANCELLED:
            if not text or meaning in {"no", "expected"} or _is_zero(text):
                return Standing.EXPECTED
            return Standing.CANCELLED if meaning in {"yes", "cancelled"} or _DATE.match(text) else Standing.UNKNOWN
        case _:
            return _PLAIN[meaning] if text else Standing.EXPECTED


def _is_zero(text: str) -> bool:
    return bool(_AMOUNT.match(text)) and not text.strip("0.,€$£ eurEUR")


def gravest(standings: list[Standing]) -> Standing:
    """Return what a row's cells say together: cancelled before unknown before unconfirmed before expected."""
    return next((s for s in _GRAVITY if s in standings), Standing.EXPECTED)


@lru_cache(maxsize=4_096)
def standing_of_title(text: str) -> Standing:
    """Return what the title of a section, or a kind of ticket, says of everybody under it: "Waiting list (3)"."""
    plain = words(text)
    known = _words()
    for standing, titles in (
        (Standing.UNCONFIRMED, known["title_unconfirmed"]),
        (Standing.CANCELLED, known["title_cancelled"]),
    ):
        # What follows may be a number, never another word: "Waiting list VIP" is a kind of ticket for somebody.
        if any(plain.startswith(title) and not plain[len(title) :].strip(" 0123456789") for title in titles):
            return standing
    return Standing.EXPECTED


def says_cancelled(note: str) -> bool:
    """Say whether a remark begins by telling that the person is not coming."""
    return bool(note) and bool(_note().match(words(note)))
