"""Which row of a list is which attendee who is known already.

A corrected file must update, and never double; two people must never become one. So the sure signs are used up first,
for the whole list, and the weaker ones only among those that are left over on both sides.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from checkin.folding import fold_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from checkin.lists.listed import Listed
    from checkin.storage.records import AttendeeRecord

Sign = str | tuple[str, str]
"""What two records have in common; empty where a record does not have it."""

SAME_NAME_CORRECTED = 75
"""Least similarity (0 to 100) of two names at one address, for the second to be a correction of the first."""


def match(rows: Sequence[Listed], known: Sequence[AttendeeRecord]) -> Mapping[int, AttendeeRecord]:
    """Return the attendee that each row is, by the row's `id()`; rows of new people are left out.

    In this order: the same ticket code; the same name and address; the same name where only one side has an address; a
    similar name at the same address (a misspelt name corrected); the same name with another address (an address
    corrected). The last three only where it is the one row and the one attendee left with that sign.
    """
    found: dict[int, AttendeeRecord] = {}
    rows_left, known_left = list(rows), list(known)

    def pair(key_of: Callable[[Listed | AttendeeRecord], Sign], *, only_single: bool) -> None:
        ours: dict[Sign, list[AttendeeRecord]] = defaultdict(list)
        theirs: dict[Sign, list[Listed]] = defaultdict(list)
        for record in known_left:
            ours[key_of(record)].append(record)
        for row in rows_left:
            theirs[key_of(row)].append(row)
        for key, candidates in theirs.items():
            matches = ours.get(key, []) if key else []
            if only_single and (len(candidates) > 1 or len(matches) > 1):
                continue
            for row, record in zip(candidates, matches, strict=False):
                if _may_be_one(row, record):
                    found[id(row)] = record
        taken = {id(record) for record in found.values()}
        rows_left[:] = [row for row in rows_left if id(row) not in found]
        known_left[:] = [record for record in known_left if id(record) not in taken]

    pair(_by_ticket_and_name, only_single=False)
    pair(_by_ticket, only_single=False)
    pair(_by_name_and_email, only_single=False)
    pair(_by_name, only_single=True)
    pair(_by_email, only_single=True)
    return found


def _may_be_one(row: Listed, record: AttendeeRecord) -> bool:
    """Tell whether nothing speaks against a match: two ticket codes are two tickets, two unlike names two people."""
    if row.ticket_code and record.ticket_code:
        return row.ticket_code == record.ticket_code
    if not row.full_name or not record.full_name:
        return True
    return fuzz.ratio(fold_name(row.full_name), fold_name(record.full_name)) >= SAME_NAME_CORRECTED


def _by_ticket_and_name(one: Listed | AttendeeRecord) -> Sign:
    # Some lists give one code to several people: their names keep them apart.
    return (one.ticket_code, fold_name(one.full_name)) if one.ticket_code else ""


def _by_ticket(one: Listed | AttendeeRecord) -> Sign:
    return one.ticket_code


def _by_name_and_email(one: Listed | AttendeeRecord) -> Sign:
    name = fold_name(one.full_name)
    return (name, one.email) if name or one.email else ""


def _by_name(one: Listed | AttendeeRecord) -> Sign:
    return fold_name(one.full_name)


def _by_email(one: Listed | AttendeeRecord) -> Sign:
    return one.email
