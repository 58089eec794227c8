"""One record to one attendee, with what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from checkin.lists import statuses
from checkin.lists.emails import read_emails
from checkin.lists.handles import NOTHING, Handle, network_of, read_handle
from checkin.lists.listed import Field, Listed, Problem, ProblemKind, Reason, Severity
from checkin.lists.names import (
    is_filler,
    is_formula,
    is_placeholder,
    other_name,
    people_in,
    places_in,
    read_name,
    split_name,
)
from checkin.lists.places import companions_in, number_of
from checkin.lists.statuses import Standing
from checkin.lists.text import clean, is_damaged, key_of, repair, words
from checkin.lists.vocabulary import says_nothing
from checkin.model import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from checkin.lists.columns import Layout
    from checkin.lists.emails import Emails

_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+\d+")
_EXPONENT = re.compile(r"\d+e\d+", re.IGNORECASE)
_SHORT = 5
_HELD = (Standing.UNCONFIRMED, Standing.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Reading:
    """A row as it was read; `held` where an error keeps it out. `listed` is None where the row names nobody."""

    listed: Listed | None
    problems: tuple[Problem, ...]
    held: bool = False


@dataclass(slots=True)
class _Row:
    """The cells of one record by field, and the problems found so far."""

    row: int
    problems: list[Problem] = field(default_factory=list)

    def flag(self, kind: ProblemKind, severity: Severity = Severity.WARNING, value: str = "") -> None:
        if all(problem.kind is not kind for problem in self.problems):
            self.problems.append(Problem(self.row, kind, severity, value))


class RowReader:
    """Reads the records of one table, laid out once."""

    def __init__(self, layout: Layout, formulas: frozenset[tuple[int, int]], *, repair_text: bool) -> None:
        self._one = {column.field: column.index for column in layout.columns}
        self._all = {f: layout.indexes_of(f) for f in (Field.NOTE, Field.COMPANION, Field.PROFILE_LINK)}
        self._handles = [(i, network_of(layout.header[i])) for i in layout.indexes_of(Field.HANDLE)]
        self._statuses = [(c.field, c.index) for c in layout.columns if c.field in statuses.FIELDS]
        self._family_first = layout.family_first
        self._marks = layout.platform.marks if layout.platform else frozenset()
        self._is_guessed = any(c.field is Field.FULL_NAME and c.reason is Reason.CONTENT for c in layout.columns)
        # A waiting list and a draft are columns of the same kind as a test order, and mean something else.
        self._tests = [
            (c.index, ProblemKind.TEST_ORDER if "test" in words(c.header) else ProblemKind.UNCONFIRMED)
            for c in layout.columns
            if c.field is Field.TEST
        ]
        self._width = len(layout.columns)
        self._used = [column.index for column in layout.columns if column.field is not Field.IGNORED]
        self._formulas = formulas
        self._repair = repair_text
        self.name_columns = [
            self._one[f] for f in (Field.GIVEN_NAME, Field.FAMILY_NAME, Field.FULL_NAME) if f in self._one
        ]

    def read(self, row: int, cells: Sequence[str], section: str) -> Reading:
        """Read one record; `section` is the title above it, which is its category where no column is."""
        at = _Row(row)
        cells = self._cleaned(cells)

        def cell(wanted: Field) -> str:
            index = self._one.get(wanted)
            return "" if index is None else cells[index]

        given, family, full, places, email = self._name(at, cell)
        certain = bool(given and family) and Field.GIVEN_NAME in self._one and Field.FAMILY_NAME in self._one
        emails, buyer_email = self._emails(at, cell, full, email)
        handle = self._handle(at, cells, emails.first)
        code = self._code(at, cell(Field.TICKET_CODE))
        if not (full or emails.first or handle.handle or code):
            return self._nobody(at, cells)
        self._flag_name(at, full, cells)
        note, extra = self._notes(at, cells, emails)
        places = self._places(at, cell(Field.PLACES), cell(Field.EXTRA_PLACES), places) + extra
        category = cell(Field.CATEGORY) if Field.CATEGORY in self._one else section
        standing = self._standing(at, cells, note, (section, category))
        if not (given or family or is_placeholder(full)) and people_in(full) == 1:
            split = split_name(full, family_first=self._family_first)
            given, family = split.given, split.family
        listed = Listed(
            row=row,
            given_name=given,
            family_name=family,
            full_name=full,
            name_certain=certain,
            email=emails.first,
            buyer_email=buyer_email,
            handle=handle.handle,
            network=handle.network,
            profile_link=handle.profile_link or self._link(cells),
            organisation=_unless_nothing(cell(Field.ORGANISATION)),
            category=_unless_nothing(category),
            ticket_code=code,
            status=Status.CANCELLED if standing is Standing.CANCELLED else Status.EXPECTED,
            places=places,
            note=note,
        )
        if certain and (called := other_name(cell(Field.FULL_NAME), full)):
            listed = replace(listed, note=" · ".join(filter(None, (note, called))))
        held = any(problem.severity is Severity.ERROR for problem in at.problems)
        return Reading(listed, tuple(at.problems), held)

    def _cleaned(self, cells: Sequence[str]) -> list[str]:
        """Return a record as wide as the header, with the cells of a field cleaned and the others empty."""
        cleaned = [""] * self._width
        for i in self._used:
            if i < len(cells):
                cleaned[i] = clean(repair(cells[i])) if self._repair else clean(cells[i])
        return cleaned

    def _cells_of(self, cells: Sequence[str], indexes: Sequence[int]) -> list[str]:
        return [cells[i] for i in indexes if not says_nothing(cells[i])]

    def _name(self, at: _Row, cell: Callable[[Field], str]) -> tuple[str, str, str, int, str]:
        """Return given, family and full name, the places that the name announces, and the address beside it.

        Fillers give nothing.
        """
        kept, email = [], ""
        for field_ in (Field.GIVEN_NAME, Field.FAMILY_NAME, Field.FULL_NAME):
            text = cell(field_)
            if text and is_filler(text):
                at.flag(ProblemKind.MISSING_NAME, value=text)
                text = ""
            if text:
                named = read_name(text, self._marks)
                text, email = named.name, email or named.email
            kept.append(text)
        given, family, full = kept
        if self._is_guessed and not email and "@" in full and read_emails(full).first == full.lower():
            full, email = "", full
        if not (given or family or full) and "@" in cell(Field.EMAIL):
            # "Zoé Martin <zoe@example.org>" as mail programs write it.
            named = read_name(cell(Field.EMAIL))
            full = named.name if named.email and not read_emails(named.name).first else ""
        if given or family:
            # A column with the whole name says more than one half alone.
            whole = " ".join(part for part in (given, family) if part)
            full = whole if given and family else full or whole
        if not full:
            return "", "", "", 1, email
        several = max(people_in(given), people_in(full) if not (given and family) else 1)
        if several > 1:
            at.flag(ProblemKind.SEVERAL_PEOPLE_IN_CELL, value=full)
            return given, family, full, several, email
        more = places_in(full)
        if more > 1:
            at.flag(ProblemKind.PLACES_UNNAMED, value=str(more))
        return given, family, full, more, email

    def _flag_name(self, at: _Row, full: str, cells: Sequence[str]) -> None:
        if any((at.row, index) in self._formulas for index in self.name_columns) or is_formula(full):
            at.flag(ProblemKind.FORMULA_NAME, value=full if is_formula(full) else "")
        if not full:
            at.flag(ProblemKind.MISSING_NAME)
        else:
            # The other half was a filler: somebody is named all the same.
            at.problems = [p for p in at.problems if p.kind is not ProblemKind.MISSING_NAME]
        if full and is_placeholder(full):
            at.flag(ProblemKind.PLACEHOLDER_NAME, value=full)
        if is_damaged(full) and not self._repair:
            raw = " ".join(cells[i] for i in self.name_columns)
            at.flag(ProblemKind.DAMAGED_TEXT, value=" ".join(repair(word) for word in raw.split()))

    def _emails(self, at: _Row, cell: Callable[[Field], str], full: str, beside: str) -> tuple[Emails, str]:
        """Return the attendee's addresses and the buyer's; the buyer's is the attendee's where they are one person."""
        own, buyer = read_emails(cell(Field.EMAIL) or beside), read_emails(cell(Field.BUYER_EMAIL))
        if own.invalid and not is_filler(own.invalid):
            at.flag(ProblemKind.INVALID_EMAIL, value=own.invalid)
        if own.others:
            at.flag(ProblemKind.SEVERAL_EMAILS, Severity.INFO, ", ".join(own.others))
        if not own.first and buyer.first and full:
            payer = cell(Field.BUYER_FULL_NAME) or f"{cell(Field.BUYER_GIVEN_NAME)} {cell(Field.BUYER_FAMILY_NAME)}"
            if sorted(key_of(payer).split()) == sorted(key_of(full).split()):
                own = buyer
        return own, buyer.first

    def _handle(self, at: _Row, cells: Sequence[str], email: str) -> Handle:
        link, sentence = "", ""
        for index, network in self._handles:
            handle = read_handle(cells[index], network, email) if cells[index] else NOTHING
            if handle.handle:
                return handle
            link, sentence = link or handle.profile_link, sentence or handle.sentence
        if sentence:
            at.flag(ProblemKind.HANDLE_IS_SENTENCE, Severity.INFO, sentence)
        return Handle(profile_link=link) if link else NOTHING

    def _link(self, cells: Sequence[str]) -> str:
        found = self._cells_of(cells, self._all[Field.PROFILE_LINK])
        return next((text for text in found if "." in text and " " not in text), "")

    def _code(self, at: _Row, text: str) -> str:
        if not text or says_nothing(text):
            return ""
        if _ROUNDED.fullmatch(text):
            at.flag(ProblemKind.DAMAGED_CODE, value=text)
            return ""
        if len(text) < _SHORT or _EXPONENT.fullmatch(text):
            at.flag(ProblemKind.SHORT_CODE, Severity.INFO, text)
        return text

    def _notes(self, at: _Row, cells: Sequence[str], emails: Emails) -> tuple[str, int]:
        """Return the row's remarks as one text, and the companions that are announced."""
        notes, extra = self._cells_of(cells, self._all[Field.NOTE]), 0
        for text in self._cells_of(cells, self._all[Field.COMPANION]):
            if number := companions_in(text):
                extra += number
                notes.append(text)
                at.flag(ProblemKind.PLUS_ONE, value=text)
        notes.extend(emails.others)
        return " · ".join(notes), extra

    def _places(self, at: _Row, total: str, extra: str, announced: int) -> int:
        places = announced
        for text, besides in ((total, 0), (extra, 1)):
            if not text or says_nothing(text):
                continue
            number = number_of(text)
            if number is None:
                at.flag(ProblemKind.INVALID_PLACES, value=text)
            else:
                places = max(places, number + besides)
        if places > announced:
            at.flag(ProblemKind.PLACES_UNNAMED, value=str(places))
        return places

    def _standing(self, at: _Row, cells: Sequence[str], note: str, titles: tuple[str, str]) -> Standing:
        said = [(statuses.standing_of(f, cells[index]), cells[index]) for f, index in self._statuses]
        said += [(statuses.standing_of_title(title), title) for title in titles if title]
        standing = statuses.gravest([one for one, _ in said])
        text = next((text for one, text in said if one is standing), "")
        for index, kind in self._tests:
            if cells[index] and statuses.standing_of(Field.ANSWER, cells[index]) is Standing.EXPECTED:
                at.flag(kind, Severity.ERROR, cells[index])
                return standing
        if standing in _HELD:
            unsure = standing is Standing.UNCONFIRMED
            kind = ProblemKind.UNCONFIRMED if unsure else ProblemKind.UNKNOWN_STATUS
            at.flag(kind, Severity.ERROR, text)
        elif standing is Standing.EXPECTED and statuses.says_cancelled(note):
            at.flag(ProblemKind.STATUS_IN_NOTE, value=note)
            return Standing.CANCELLED
        return standing

    def _nobody(self, at: _Row, cells: Sequence[str]) -> Reading:
        """Report a row that names nobody, unless it is only numbered or a leftover of a form."""
        known = {i for f, i in self._one.items() if f not in {Field.IGNORED, Field.TIMESTAMP, Field.PLACES}}
        said = [cells[i] for i in sorted(known) if cells[i]]
        at.problems = [p for p in at.problems if p.kind is not ProblemKind.MISSING_NAME]
        if said and not all(text.isdecimal() for text in said):
            at.flag(ProblemKind.NOBODY, Severity.ERROR, " · ".join(said)[:120])
        return Reading(None, tuple(at.problems), held=True)


def _unless_nothing(text: str) -> str:
    return "" if says_nothing(text) else text
