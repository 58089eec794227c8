"""A short code for each attendee, for the list on paper: from the id alone, so that any laptop has the same.

A code is a digit from 2 to 9 and three more of Crockford's digits and letters (https://www.crockford.com/base32.html),
the beginning of a BLAKE2b digest of the id: 18 bits. With its digit first, and neither 0 nor 1 there, a name does not
look like a code, however leniently codes are read. Among `n` guests some n² / 2 / 262,144 pairs have the same four
characters: on a list of 150 once in 23 evenings, among 5,000 some 48 pairs. Those two then have a fifth character (a
sixth, where that is the same too), and nobody else. One of four characters that is mistyped is somebody else's of 150
guests once in 1,700 times, and of 5,000 once in 52; what is ticked in is shown with its name.
"""

from __future__ import annotations

from collections import defaultdict
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING

from checkin.keyboards import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from checkin.model import Attendee

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
FIRST = LETTERS[2:10]
SHORTEST = 4
LONGEST = 13
"""Characters of a whole code: a digit and twelve letters of five bits, of a digest of 64."""

_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BETWEEN = str.maketrans("", "", " \t\u00a0\u202f-\u2010\u2011\u2012\u2013\u2014.")
_UNSHIFTED = {
    made: digit
    for layout in LAYOUTS
    if layout.family == "azerty"
    for made, digit in zip(layout.digits.upper(), "1234567890", strict=True)
}
"""What the row of digits makes on a French or Belgian keyboard without Shift."""


class PaperCodes:
    """The codes of one list, each as long as it must be to be nobody else's."""

    def __init__(self, attendee_ids: Iterable[UUID]) -> None:
        wholes = sorted((_whole(attendee_id), attendee_id) for attendee_id in set(attendee_ids))
        shared = [_shared(one, other) for (one, _), (other, _) in pairwise(wholes)]
        self._codes = {
            attendee_id: whole[: max(SHORTEST, before + 1, after + 1)]
            for (whole, attendee_id), before, after in zip(wholes, [0, *shared], [*shared, 0], strict=False)
        }
        self._begun: defaultdict[str, list[tuple[str, UUID]]] = defaultdict(list)
        for whole, attendee_id in wholes:
            self._begun[whole[:SHORTEST]].append((whole, attendee_id))

    def of(self, attendee_id: UUID) -> str:
        """Return somebody's code on this list; raises KeyError where they are not on it."""
        return self._codes[attendee_id]

    def found(self, text: str) -> list[UUID]:
        """Return whose code a typed text is: nobody's, one's, or several's where it lacks the letter that parts them.

        Read leniently: small letters, O for 0, I and L for 1, spaces, dashes and dots, and digits for which Shift was
        forgotten on a French keyboard.
        """
        plain, unshifted = _readings(text)
        return self._starting(plain) or self._starting(unshifted)

    def _starting(self, reading: str) -> list[UUID]:
        beginning = self._begun.get(reading[:SHORTEST], ()) if _is_code(reading) else ()
        return [attendee_id for whole, attendee_id in beginning if whole.startswith(reading)]


def paper_code(attendee_id: UUID) -> str:
    """Return the four characters with which somebody's code begins on any list."""
    return _whole(attendee_id)[:SHORTEST]


def codes_of(attendee_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the codes of one list: four characters, more only where those are somebody else's too."""
    wanted = list(attendee_ids)
    codes = PaperCodes(wanted)
    return {attendee_id: codes.of(attendee_id) for attendee_id in wanted}


def attendees_coded(text: str, attendees: Iterable[Attendee]) -> list[Attendee]:
    """Return which of some attendees a typed code means; for one list and many codes, take `PaperCodes`."""
    by_id = {attendee.id: attendee for attendee in attendees}
    return [by_id[attendee_id] for attendee_id in PaperCodes(by_id).found(text)]


def looks_like_code(text: str) -> bool:
    """Tell whether a typed text is built like a code, and so is nobody's name."""
    return _is_code(_readings(text)[0])


def _whole(attendee_id: UUID) -> str:
    digest = blake2b(attendee_id.bytes, digest_size=8, person=b"checkin paper").digest()
    number = int.from_bytes(digest, "big")
    return FIRST[number >> 61] + "".join(LETTERS[number >> shift & 31] for shift in range(56, -4, -5))


def _shared(one: str, other: str) -> int:
    """Return with how many of the same characters two codes begin."""
    return next((place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b), len(one))


def _readings(text: str) -> tuple[str, str]:
    """Return a typed text as a code, and as one whose digits lack their Shift: there a dash is a six."""
    typed = text.strip().upper()
    pressed = "".join(_UNSHIFTED.get(character, character) for character in typed)
    return typed.translate(_BETWEEN).translate(_MEANT), pressed.translate(_BETWEEN).translate(_MEANT)


def _is_code(text: str) -> bool:
    return SHORTEST <= len(text) <= LONGEST and text[0] in FIRST and all(letter in LETTERS for letter in text)
