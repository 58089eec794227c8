"""Rows put right in the preview: the list as it would be, had the file said so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from checkin.errors import InvalidError
from checkin.lists.bodies import Basis, put_together
from checkin.lists.emails import read_emails
from checkin.lists.handles import NOTHING, read_handle
from checkin.lists.listed import Field, Listed, Problem, ProblemKind, Severity
from checkin.lists.places import number_of
from checkin.lists.rows import Reading
from checkin.lists.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checkin.lists.listed import AttendeeList
    from checkin.model import Status

FIXABLE: tuple[str, ...] = (
    *("given_name", "family_name", "email", "handle", "organisation", "category", "ticket_code", "places", "note"),
)
"""The names of the fields of a `Listed` that can be put right."""

_NAME = frozenset(
    {ProblemKind.MISSING_NAME, ProblemKind.PLACEHOLDER_NAME, ProblemKind.SEVERAL_PEOPLE_IN_CELL}
    | {ProblemKind.FORMULA_NAME, ProblemKind.DAMAGED_TEXT}
)
_SETTLED: Mapping[str, frozenset[ProblemKind]] = {
    "given_name": _NAME,
    "family_name": _NAME,
    "email": frozenset({ProblemKind.INVALID_EMAIL, ProblemKind.SEVERAL_EMAILS}),
    "handle": frozenset({ProblemKind.HANDLE_IS_SENTENCE}),
    "ticket_code": frozenset({ProblemKind.DAMAGED_CODE, ProblemKind.SHORT_CODE}),
    "places": frozenset({ProblemKind.PLUS_ONE, ProblemKind.PLACES_UNNAMED, ProblemKind.INVALID_PLACES}),
}
_SETTLED_BY_STATUS = frozenset(
    {ProblemKind.UNCONFIRMED, ProblemKind.UNKNOWN_STATUS, ProblemKind.TEST_ORDER, ProblemKind.STATUS_IN_NOTE}
)
# Who puts a row right by hand has seen that its cells were too many or too few.
_SETTLED_BY_ANY = frozenset({ProblemKind.ROW_TOO_LONG, ProblemKind.ROW_TOO_SHORT})
_OF_ONE_ROW = frozenset().union(*_SETTLED.values(), _SETTLED_BY_STATUS, _SETTLED_BY_ANY, {ProblemKind.NOBODY})


@dataclass(frozen=True, slots=True)
class Fix:
    """What the organiser put right in one row.

    `fields` pairs a name of `FIXABLE` with its new text, as typed. Of `status`, EXPECTED loads a row that an error
    kept out, CANCELLED loads it, or keeps it, as cancelled.
    """

    row: int
    fields: tuple[tuple[str, str], ...] = ()
    status: Status | None = None


def checked(field: str, text: str) -> str:
    """Return a typed text as a cell of that field is read; of places, an empty one is 1.

    Raises `InvalidError` with the field and the text for what is no address, no handle or no number of places, and
    ValueError for a field that is not one of `FIXABLE`.
    """
    if field not in FIXABLE:
        raise ValueError(field)
    typed = clean(text)
    match field:
        case "email" if typed:
            found = read_emails(typed).first
        case "handle" if typed:
            found = read_handle(typed).handle
        case "places":
            number = number_of(typed or "1")
            found = str(number) if number else ""
        case _:
            return typed
    if not found:
        raise InvalidError(field, text)
    return found


def fixed(listed: AttendeeList, fixes: Iterable[Fix]) -> AttendeeList:
    """Return the list with rows put right, and set beside each other anew; later fixes of a row go over earlier ones.

    Rows that an error kept out are taken in, also those that named nobody. What a fix settles is no problem any more;
    what it makes, such as a ticket code twice, is one. Raises `InvalidError` as `checked` does.
    """
    by_row: dict[int, Fix] = {}
    for fix in fixes:
        before = by_row.get(fix.row, Fix(fix.row))
        together = tuple((dict(before.fields) | dict(fix.fields)).items())
        by_row[fix.row] = Fix(fix.row, together, fix.status or before.status)
    by_row = {row: fix for row, fix in by_row.items() if fix.fields or fix.status}
    if not by_row:
        return listed
    basis = listed.basis or _basis_of(listed)
    own: dict[int, list[Problem]] = {row: [] for row in by_row}
    others: list[Problem] = []
    for problem in basis.problems:
        is_own = problem.row in own and problem.kind in _OF_ONE_ROW
        (own[problem.row or 0] if is_own else others).append(problem)
    readings = []
    for reading in basis.readings:
        row = _row_of(reading)
        readings.append(_put_right(reading, by_row.pop(row), own[row]) if row in by_row else reading)
    if by_row:
        # A record that was taken for a title, or for nothing, is a person if the organiser says so.
        readings.extend(_put_right(Reading(None, (), held=True), fix, own[row]) for row, fix in by_row.items())
        readings.sort(key=_row_of)
    basis = replace(basis, readings=tuple(readings), problems=tuple(others))
    people = put_together(basis)
    return replace(listed, attendees=people.attendees, withheld=people.withheld, problems=people.problems, basis=basis)


def _put_right(reading: Reading, fix: Fix, own: list[Problem]) -> Reading:
    settled = set(_SETTLED_BY_STATUS if fix.status else ()) | set(_SETTLED_BY_ANY if fix.fields else ())
    for field, _ in fix.fields:
        settled |= _SETTLED.get(field, frozenset())
    after = _changed(reading.listed or Listed(fix.row), fix)
    problems = [problem for problem in (*own, *reading.problems) if problem.kind not in settled]
    if not (after.full_name or after.email or after.handle or after.ticket_code):
        if all(problem.kind is not ProblemKind.NOBODY for problem in problems):
            problems.append(Problem(fix.row, ProblemKind.NOBODY, Severity.ERROR))
        return Reading(None, tuple(problems), held=True)
    problems = [problem for problem in problems if problem.kind is not ProblemKind.NOBODY]
    if not after.full_name and all(problem.kind is not ProblemKind.MISSING_NAME for problem in problems):
        problems.append(Problem(fix.row, ProblemKind.MISSING_NAME, Severity.WARNING))
    return Reading(after, tuple(problems), held=any(problem.severity is Severity.ERROR for problem in problems))


def _changed(before: Listed, fix: Fix) -> Listed:
    said = {field: checked(field, text) for field, text in fix.fields}
    given, family = said.get("given_name", before.given_name), said.get("family_name", before.family_name)
    after = replace(
        before,
        organisation=said.get("organisation", before.organisation),
        category=said.get("category", before.category),
        ticket_code=said.get("ticket_code", before.ticket_code),
        email=said.get("email", before.email),
        note=said.get("note", before.note),
        places=int(said.get("places", before.places)),
        status=fix.status or before.status,
    )
    # A name that was typed again as it was says nothing new: its order and its certainty stay.
    if (given, family) != (before.given_name, before.family_name):
        full = " ".join(part for part in (given, family) if part)
        after = replace(
            after, given_name=given, family_name=family, full_name=full, name_certain=bool(given and family)
        )
    if "handle" in said:
        handle = read_handle(said["handle"]) if said["handle"] else NOTHING
        network = handle.network or (before.network if handle.handle and before.network != "mastodon" else "")
        after = replace(after, handle=handle.handle, network=network)
    return after


def _row_of(reading: Reading) -> int:
    """Return a reading's row; one that names nobody and has nothing to tell has none that matters."""
    if reading.listed is not None:
        return reading.listed.row
    return reading.problems[0].row or 0 if reading.problems else 0


def _basis_of(listed: AttendeeList) -> Basis:
    """Return what a list is made of that no file was read for: its rows, with the problems that are their own."""
    rows = {one.row: (one, False) for one in listed.attendees} | {one.row: (one, True) for one in listed.withheld}
    problems: dict[int, list[Problem]] = {row: [] for row in rows}
    others = []
    for problem in listed.problems:
        if problem.row in problems and problem.kind in _OF_ONE_ROW:
            problems[problem.row].append(problem)
        elif problem.row not in problems and problem.kind is not ProblemKind.NO_EMAIL:
            others.append(problem)
    readings = tuple(Reading(rows[row][0], tuple(problems[row]), held=rows[row][1]) for row in sorted(rows))
    return Basis(readings, tuple(others), Field.TICKET_CODE in listed.fields, is_form=False)
