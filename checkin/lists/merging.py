"""What becomes of an attendee when a list says something of them: a three-way merge, field by field.

The three are what the last list of this shape said, what this one says, and how the attendee stands now. Where the
list says what it said before, what stands is kept, whoever put it there: somebody by hand, the preview, the door,
another list. Where it says something new, that is taken, unless somebody put the field right by hand in the meantime.

What was put right by hand is marked on the attendee (`AttendeeRecord.edited`) and not told by comparing alone: without
the mark, a value of another list would look like one that somebody typed, and a list that meets an attendee for the
first time has nothing to compare with.
"""

from __future__ import annotations

from dataclasses import fields, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from checkin.lists.listed import Field, Listed
from checkin.model import Status

if TYPE_CHECKING:
    from checkin.lists.fixing import Fix
    from checkin.lists.listed import AttendeeList
    from checkin.storage.records import AttendeeRecord

NAME = ("given_name", "family_name", "full_name")
HANDLE = ("handle", "network")
SINGLE = ("email", "buyer_email", "profile_link", "organisation", "category", "ticket_code", "note", "places")
UNITS = (NAME, HANDLE, *((name,) for name in SINGLE))
"""Fields that are taken or kept together: half of one name and half of another would be nobody. The status is apart."""

_COLUMNS = {
    "given_name": {Field.GIVEN_NAME, Field.FAMILY_NAME, Field.FULL_NAME, Field.NAME},
    "handle": {Field.HANDLE},
    "email": {Field.EMAIL},
    "buyer_email": {Field.BUYER_EMAIL},
    "profile_link": {Field.PROFILE_LINK, Field.HANDLE},
    "organisation": {Field.ORGANISATION},
    "category": {Field.CATEGORY},
    "ticket_code": {Field.TICKET_CODE},
    "note": {Field.NOTE},
    "places": {Field.PLACES, Field.EXTRA_PLACES, Field.COMPANION},
    "status": {Field.STATUS, Field.ANSWER, Field.PAID, Field.VALID, Field.CANCELLED},
}
"""The columns that give a unit, by its first field."""

_SAID = tuple(field.name for field in fields(Listed) if field.name != "row")
_EMPTY = Listed(row=0)
_EMPTY_WORDS = {name: getattr(_EMPTY, name) for name in _SAID}
_words = attrgetter(*_SAID)
_VALUES = [(unit, attrgetter(*unit)) for unit in UNITS]


def said_of(row: Listed) -> dict[str, Any]:
    """Return what a row says, as it is stored: by field, without what is empty and without the row's number."""
    said = {name: value for name, value in zip(_SAID, _words(row), strict=True) if value != _EMPTY_WORDS[name]}
    if "status" in said:
        said["status"] = row.status.value
    return said


def heard(said: dict[str, Any]) -> Listed:
    """Return what a list said, from what is stored. Fields that this program does not know are left out."""
    known = {name: value for name, value in said.items() if name in _EMPTY_WORDS}
    if "status" in known:
        known["status"] = Status(known["status"])
    return Listed(row=0, **known)


def says_the_same(row: Listed, before: Listed) -> bool:
    """Tell whether a row says what the list said before, wherever it stands now."""
    return bool(_words(row) == _words(before))


def fields_given(listed: AttendeeList) -> frozenset[str]:
    """Return what a list speaks of: the first field of each unit that a column gives, or that any of its rows fills."""
    columns = listed.fields
    given = {name for name, wanted in _COLUMNS.items() if columns & wanted}
    for row in listed.attendees:
        if len(given) == len(_COLUMNS):
            break
        given.update(name for name in _COLUMNS if name not in given and getattr(row, name) != _EMPTY_WORDS[name])
    return frozenset(given)


def merged(record: AttendeeRecord, row: Listed, before: Listed | None, given: frozenset[str]) -> AttendeeRecord:
    """Return how an attendee stands once a list was heard.

    `row` is what it says, `before` what the last list of its shape said of them, None where none did; `given` what the
    list speaks of. The first time, an empty cell takes nothing away. Later one does, of a column that the list has.
    """
    if before is not None and says_the_same(row, before):
        return record
    now = _EMPTY if before is None else before
    changes: dict[str, Any] = {}
    edited = dict.fromkeys(record.edited)
    for unit, values in _VALUES:
        stands, said, new = values(record), values(now), values(row)
        if before is not None and new == said:
            continue
        if before is None and new == stands and not _is_filled(unit, row):
            continue
        is_edited = not edited.keys().isdisjoint(unit)
        if new == stands or (stands == said and before is not None):
            is_taken = new == stands or _is_filled(unit, row) or unit[0] in given
        elif is_edited:
            is_taken = False
            if unit is NAME and before is not None:
                changes.update(_halves(record, row, before, edited.keys()))
        else:
            # Another list's word, or the door's: the newest counts, but silence takes nothing of another away.
            is_taken = _is_filled(unit, row) or (unit == ("places",) and "places" in given)
        if is_taken:
            changes.update((name, getattr(row, name)) for name in unit)
            for name in unit:
                edited.pop(name, None)
    if record.status is not Status.WALK_IN and _status_is_taken(record, row, before, given):
        changes["status"] = row.status
        edited.pop("status", None)
    if not changes:
        return record
    return replace(record, **changes, edited=tuple(edited))


def _is_filled(unit: tuple[str, ...], row: Listed) -> bool:
    return any(getattr(row, name) != _EMPTY_WORDS[name] for name in unit)


def _status_is_taken(record: AttendeeRecord, row: Listed, before: Listed | None, given: frozenset[str]) -> bool:
    """Tell whether the list's word on coming or not counts: what was decided by hand stands until that word changes."""
    if before is not None:
        return row.status is not before.status
    return "status" in given and "status" not in record.edited


def _halves(record: AttendeeRecord, row: Listed, before: Listed, edited: Any) -> dict[str, Any]:
    """Return the half of a name that the list corrected, where only the other was put right by hand."""
    if not (row.name_certain and before.name_certain):
        return {}
    halves = {"given_name": record.given_name, "family_name": record.family_name}
    for name, stands in list(halves.items()):
        if name not in edited and stands == getattr(before, name):
            halves[name] = getattr(row, name)
    return {**halves, "full_name": whole(**halves)}


def whole(given_name: str, family_name: str) -> str:
    """Return both halves of a name as one."""
    return " ".join(f"{given_name} {family_name}".split())


def put_right(record: AttendeeRecord, row: Listed, read: Listed | None, fix: Fix | None) -> AttendeeRecord:
    """Lay what was put right in the preview over how an attendee would stand; what was typed counts as typed by hand.

    `row` is the list's row with the fixes, `read` the same without, None where it named nobody; `fix` is its own fix.
    A row without one differs where another's fix gave it something back, such as a ticket code.
    """
    if read is not None and fix is None and says_the_same(row, read):
        return record
    typed = {name for name, _ in fix.fields} if fix is not None else set()
    changes: dict[str, Any] = {}
    edited = dict.fromkeys(record.edited)
    for unit, values in _VALUES:
        differs = read is None or values(row) != values(read)
        if (differs and read is not None) or not typed.isdisjoint(unit):
            changes.update((name, getattr(row, name)) for name in unit)
            for name in unit:
                edited.pop(name, None)
                if name in typed and (read is None or getattr(row, name) != getattr(read, name)):
                    edited[name] = None
    if fix is not None and fix.status is not None and record.status is not Status.WALK_IN:
        changes["status"] = row.status
        if read is None or row.status is not read.status:
            edited["status"] = None
    return replace(record, **changes, edited=tuple(edited)) if changes else record
