"""Which row of a list is which attendee who is known already.

A corrected file must update, and never double; two people must never become one. So the sure signs are used up first,
for the whole list, and the weaker ones only among those that are left over on both sides.

An attendee is known by how they stand on the evening's list and by what lists said of them last, so that a name that
was put right by hand is still found by the name that the list still has. A row that is put right in the preview is
looked for both ways too.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz

from checkin.folding import fold_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from checkin.lists.listed import Listed
    from checkin.storage.records import AttendeeRecord

SAME_NAME_CORRECTED = 75
"""Least similarity (0 to 100) of two names at one address, for the second to be a correction of the first."""


class Face(NamedTuple):
    """What somebody is known by; `name` is folded."""

    ticket: str
    name: str
    email: str


class Faces:
    """Tells what rows and attendees are known by; a list has each name several times, and it is folded once."""

    def __init__(self) -> None:
        self._folded: dict[str, str] = {}

    def of(self, one: Listed | AttendeeRecord) -> Face:
        """Return what a row or an attendee is known by."""
        name = self._folded.get(one.full_name)
        if name is None:
            name = self._folded[one.full_name] = fold_name(one.full_name)
        return Face(one.ticket_code, name, one.email)


@dataclass(frozen=True, slots=True)
class Known:
    """One side of a match: the faces of a row or of an attendee, the one that counts most first.

    `listed` is what the list itself says: of a row as it was read, of an attendee what the last list of this shape
    said, where one did.
    """

    faces: tuple[Face, ...]
    listed: Face | None = None


def known_by(faces: Iterable[Face], listed: Face | None = None) -> Known:
    """Return somebody by their faces, each once."""
    return Known(tuple(dict.fromkeys(faces)), listed)


Sign = str | tuple[str, ...]
"""What two faces have in common; empty where a face does not have it."""


def match(rows: Sequence[Known], known: Sequence[Known]) -> dict[int, int]:
    """Return which of the known each row is, both by their place; rows of new people are left out.

    In this order: what the last list of this shape said of them, unchanged; the same ticket code; the same name and
    address; the same name where only one side has an address; a similar name at the same address (a misspelt name
    corrected); the same name with another address (an address corrected). The last three only where it is the one row
    and the one attendee left with that sign.
    """
    pairs = _Pairs(rows, known)
    pairs.find(lambda face: face, only_single=False, as_listed=True)
    pairs.find(_by_ticket_and_name, only_single=False)
    pairs.find(_by_ticket, only_single=False)
    pairs.find(_by_name_and_email, only_single=False)
    pairs.find(_by_name, only_single=True)
    pairs.find(_by_email, only_single=True)
    return pairs.found


class _Pairs:
    """The matches so far, and who is left over on both sides."""

    def __init__(self, rows: Sequence[Known], known: Sequence[Known]) -> None:
        self._rows = rows
        self._known = known
        self._rows_left = list(range(len(rows)))
        self._known_left = list(range(len(known)))
        self.found: dict[int, int] = {}

    def find(self, sign: Callable[[Face], Sign], *, only_single: bool, as_listed: bool = False) -> None:
        """Pair those that have a sign in common, in the order of both sides."""
        if not self._rows_left or not self._known_left:
            return
        ours = _by_sign(self._known, self._known_left, sign, as_listed=as_listed)
        taken: set[int] = set()
        theirs = _by_sign(self._rows, self._rows_left, sign, as_listed=as_listed)
        for key, sharing in theirs.items():
            matches = [place for place in ours.get(key, ()) if place not in taken]
            candidates = [place for place in sharing if place not in self.found]
            if only_single and (len(candidates) > 1 or len(matches) > 1):
                continue
            for row, place in zip(candidates, matches, strict=False):
                if as_listed or _may_be_one(self._rows[row], self._known[place]):
                    self.found[row] = place
                    taken.add(place)
        self._rows_left = [place for place in self._rows_left if place not in self.found]
        self._known_left = [place for place in self._known_left if place not in taken]


def _by_sign(
    side: Sequence[Known], left: Iterable[int], sign: Callable[[Face], Sign], *, as_listed: bool
) -> dict[Sign, list[int]]:
    found: dict[Sign, list[int]] = defaultdict(list)
    for place in left:
        one = side[place]
        if as_listed:
            if one.listed is not None:
                found[one.listed].append(place)
            continue
        for key in dict.fromkeys(sign(face) for face in one.faces):
            if key:
                found[key].append(place)
    return found


def _may_be_one(row: Known, known: Known) -> bool:
    """Tell whether nothing speaks against a match: two ticket codes are two tickets, two unlike names two people."""
    codes = {face.ticket for face in row.faces} - {""}
    known_codes = {face.ticket for face in known.faces} - {""}
    if codes and known_codes:
        return not codes.isdisjoint(known_codes)
    names = [face.name for face in row.faces if face.name]
    known_names = [face.name for face in known.faces if face.name]
    if not names or not known_names:
        return True
    return any(fuzz.ratio(one, other) >= SAME_NAME_CORRECTED for one in names for other in known_names)


def _by_ticket_and_name(face: Face) -> Sign:
    # Some lists give one code to several people: their names keep them apart.
    return (face.ticket, face.name) if face.ticket else ""


def _by_ticket(face: Face) -> Sign:
    return face.ticket


def _by_name_and_email(face: Face) -> Sign:
    return (face.name, face.email) if face.name or face.email else ""


def _by_name(face: Face) -> Sign:
    return face.name


def _by_email(face: Face) -> Sign:
    return face.email
