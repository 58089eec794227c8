"""What a reading of an attendee list says: the people it names, and what the organiser should know of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from checkin.model import Status

if TYPE_CHECKING:
    from checkin.lists.bodies import Basis


class Field(StrEnum):
    """What a column of a list can hold. The value is the word that the data files under `resources/lists` use."""

    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    FULL_NAME = "full_name"
    NAME = "name"
    EMAIL = "email"
    BUYER_GIVEN_NAME = "buyer_given_name"
    BUYER_FAMILY_NAME = "buyer_family_name"
    BUYER_FULL_NAME = "buyer_full_name"
    BUYER_EMAIL = "buyer_email"
    BUYER_ORGANISATION = "buyer_organisation"
    HANDLE = "handle"
    PROFILE_LINK = "profile_link"
    ORGANISATION = "organisation"
    CATEGORY = "category"
    TICKET_CODE = "ticket_code"
    STATUS = "status"
    ANSWER = "answer"
    PAID = "paid"
    VALID = "valid"
    CANCELLED = "cancelled"
    TEST = "test"
    PLACES = "places"
    EXTRA_PLACES = "extra_places"
    COMPANION = "companion"
    NOTE = "note"
    TIMESTAMP = "timestamp"
    ORDER = "order"
    IGNORED = ""


class Reason(StrEnum):
    """Why a column was taken for a field."""

    HEADER = "header"
    CONTENT = "content"
    PLATFORM = "platform"
    CHOSEN = "chosen"
    REMEMBERED = "remembered"
    """The organiser chose so for a file of this shape before."""
    NONE = ""


class Severity(StrEnum):
    """What a problem did to its row: kept out, imported and flagged, or just worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class ProblemKind(StrEnum):
    """What the organiser should know; in brackets, what `Problem.value` holds."""

    # of a row that was kept out (ERROR)
    UNCONFIRMED = "unconfirmed"
    """Pending, unpaid, on a waiting list, invited, draft, "maybe" [the status as it was written, may be empty]."""
    UNKNOWN_STATUS = "unknown_status"
    """A status that nobody taught us; not guessed [the status as it was written]."""
    TEST_ORDER = "test_order"
    """The platform says that this order was a test [the cell]."""
    NOBODY = "nobody"
    """Something is written, but no name, address, handle or ticket code [what is written]."""

    # of a row that was read, to look at (WARNING)
    MISSING_NAME = "missing_name"
    """No name, or the platform's filler for one; the ticket or the address is kept [the filler, or empty]."""
    PLACEHOLDER_NAME = "placeholder_name"
    """A place rather than a name, such as "+1 de Zoé" [the text]."""
    SEVERAL_PEOPLE_IN_CELL = "several_people_in_cell"
    """Two or more people in one name; read as one line with that many places [the text]."""
    FORMULA_NAME = "formula_name"
    """The name is a formula, which is never run [its text where it is known]."""
    DAMAGED_TEXT = "damaged_text"
    """Text that was damaged before it reached us, such as "GaÃ«lle" [the text as it may have been]."""
    INVALID_EMAIL = "invalid_email"
    """Not an address; left empty [the text]."""
    DUPLICATE_CODE = "duplicate_code"
    """The ticket code belongs to an earlier row; left empty here [the code]."""
    DAMAGED_CODE = "damaged_code"
    """A spreadsheet turned the code into a rounded number; left empty [the number]."""
    MISSING_CODE = "missing_code"
    """The list has ticket codes, this row has none [empty]."""
    DUPLICATE_PERSON = "duplicate_person"
    """Same name and address as an earlier row, merged into it [the earlier row's number]."""
    CHANGED_ANSWER = "changed_answer"
    """The same person answered before and says otherwise now; this answer counts [the earlier row's number]."""
    STATUS_IN_NOTE = "status_in_note"
    """A remark says that the person is not coming; proposed as cancelled [the remark]."""
    PLUS_ONE = "plus_one"
    """Announces a companion: one more place, to be confirmed [what was written of the companion]."""
    PLACES_UNNAMED = "places_unnamed"
    """Several places under one name [the number of places]."""
    INVALID_PLACES = "invalid_places"
    """The number of places cannot be one; read as one place [the text]."""
    ROW_TOO_LONG = "row_too_long"
    """More cells than the header [the cells beyond it]."""
    ROW_TOO_SHORT = "row_too_short"
    """Fewer cells than the header [the header of the first missing cell]."""

    # of a row, worth knowing (INFO)
    SEVERAL_EMAILS = "several_emails"
    """Several addresses; the first is used, the others are in the note [the others]."""
    HANDLE_IS_SENTENCE = "handle_is_sentence"
    """Not a handle; left empty [the text]."""
    HOMONYM = "homonym"
    """Same name as an earlier row, another person [the earlier row's number]."""
    SHARED_EMAIL = "shared_email"
    """Same address as an earlier row, another name [the earlier row's number]."""
    SAME_PERSON_TWO_TICKETS = "same_person_two_tickets"
    """Same person as an earlier row with another ticket: both codes are good [the earlier row's number]."""
    RETURNED_PERSON = "returned_person"
    """Same person as an earlier, cancelled row, with a new ticket [the earlier row's number]."""
    SHORT_CODE = "short_code"
    """The ticket code is short, or looks like a number in exponent form; kept as text [the code]."""

    MAYBE_KNOWN = "maybe_known"
    """May be somebody who came before; asked, never joined silently [that person's name]."""

    # of the whole file (row None, or the row where it begins)
    OTHER_TABLE = "other_table"
    """WARNING. A second table begins at this row and was not read [its first header]."""
    OTHER_SHEETS = "other_sheets"
    """WARNING. Other sheets could be meant too [their names, separated by a comma]. INFO where that was decided."""
    UNCLOSED_QUOTE = "unclosed_quote"
    """WARNING. A quotation mark is never closed; the lines were read one by one [the line's beginning]."""
    MIXED_ENCODING = "mixed_encoding"
    """WARNING. Most of the text is UTF-8 and some is not; the rest was read as Windows-1252 [empty]."""
    BUYERS_ONLY = "buyers_only"
    """WARNING. The list names buyers only; they were taken for the attendees [empty]. INFO where that was decided."""
    NO_HEADER = "no_header"
    """WARNING. No header row; the columns were told by their content [empty]. INFO where that was decided."""
    NO_EMAIL = "no_email"
    """INFO. The list has no addresses [empty]."""
    NOT_EXCEL = "not_excel"
    """INFO. The file is named like a workbook and is text [the ending of its name]."""
    QR_NOT_CERTAIN = "qr_not_certain"
    """INFO. It is not certain that this platform's QR code holds the ticket code: try one real ticket [empty]."""
    QR_IS_URL = "qr_is_url"
    """INFO. The platform's QR code holds a whole address [empty]."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One attendee that the list names. `row` counts records from 1, titles, header and blank records included.

    `name_certain` is False where the name sits in one column or half of it is missing: then only `full_name` counts and
    the two parts are a guess. `buyer_email` is the payer's and never says who somebody is. `network` is `x`,
    `mastodon` (any Fediverse server), `bluesky`, `instagram`, `threads` or empty where the list does not tell.
    """

    row: int
    given_name: str = ""
    family_name: str = ""
    full_name: str = ""
    name_certain: bool = False
    email: str = ""
    buyer_email: str = ""
    handle: str = ""
    network: str = ""
    profile_link: str = ""
    organisation: str = ""
    category: str = ""
    ticket_code: str = ""
    status: Status = Status.EXPECTED
    places: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the organiser should know of one row, or of the whole file where `row` is None."""

    row: int | None
    kind: ProblemKind
    severity: Severity
    value: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column as it was understood, for the preview. `index` counts from 0; `score` is 0 to 1.

    `samples` are up to three different filled cells below the header, cleaned, of at most 60 characters each.
    """

    index: int
    header: str
    field: Field
    reason: Reason
    score: float
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """What the organiser decided in the preview, instead of what was found.

    `fields` pairs a column's index with its field (`Field.IGNORED` for none). `header_row` 0 means that there is none.
    `family_first` says whether a name in one column begins with the family name; None leaves it to the header.
    """

    sheet: str = ""
    header_row: int | None = None
    fields: tuple[tuple[int, Field], ...] = ()
    repair_text: bool = False
    family_first: bool | None = None


@dataclass(frozen=True, slots=True)
class ListShape:
    """What tells a list of the same kind again, and what the organiser decided for it.

    `headers` are normalised by `text.words`, in order; of a list without a header each stands for what its column
    holds, with a "#" before it. `sheet` is the sheet that was decided for, empty where there was nothing to decide.
    `header_row` is 0 for none, None where it was found by itself. `fields` are only what the organiser chose: index,
    normalised header, field.
    """

    headers: tuple[str, ...] = ()
    sheet: str = ""
    header_row: int | None = None
    fields: tuple[tuple[int, str, Field], ...] = ()
    family_first: bool | None = None
    repair_text: bool = False

    @property
    def key(self) -> str:
        """Return what this shape is kept under: the SHA-256 digest of its headers, 64 hexadecimal digits."""
        return hashlib.sha256("\x1f".join(self.headers).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class AttendeeList:
    """A list as it was read. `withheld` are the rows that an error keeps out, read as far as they can be.

    `container` is `text`, `xlsx`, `xls`, `ods`, `json`, `html` or `vcard`; `header_row` is 0 where the list has no
    header; `rows` counts the records of the file or sheet. `encoding` and `delimiter` are empty for workbooks, `sheet`
    for text. `sheets` are the visible sheets that name people, as the workbook orders them, the read one among them.
    `choices` are in force, the organiser's over the remembered ones; `shape` is what to remember of this reading.
    `basis` is what fixes are laid over, see `fixing`.
    """

    file: str
    platform: str
    container: str
    encoding: str
    delimiter: str
    sheet: str
    header_row: int
    columns: tuple[Column, ...]
    rows: int
    attendees: tuple[Listed, ...]
    problems: tuple[Problem, ...]
    withheld: tuple[Listed, ...] = ()
    sheets: tuple[str, ...] = ()
    choices: Choices = Choices()
    shape: ListShape = ListShape()
    basis: Basis | None = field(default=None, repr=False, compare=False)

    @property
    def fields(self) -> frozenset[Field]:
        """Return the fields that the columns give."""
        return frozenset(column.field for column in self.columns) - {Field.IGNORED}
