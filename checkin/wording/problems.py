"""The sentence of each thing that the organiser should know of a list that was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.language import mark
from checkin.lists.listed import Problem, ProblemKind

if TYPE_CHECKING:
    from checkin.language import Language

SENTENCES = {
    ProblemKind.UNCONFIRMED: mark(
        "Not loaded: not confirmed yet ({value}). Confirm it on the platform, or add them at the door."
    ),
    ProblemKind.UNKNOWN_STATUS: mark(
        "Not loaded: the status “{value}” is not known. Correct it in the list if they are coming."
    ),
    ProblemKind.TEST_ORDER: mark("Not loaded: the platform says that this order was a test."),
    ProblemKind.NOBODY: mark("Not loaded: no name, address or ticket in “{value}”."),
    ProblemKind.MISSING_NAME: mark("No name: ask for it at the door."),
    ProblemKind.PLACEHOLDER_NAME: mark("“{value}” is a place rather than a name: ask for the name at the door."),
    ProblemKind.SEVERAL_PEOPLE_IN_CELL: mark(
        "Several people in one name ({value}): loaded as one line with as many places."
    ),
    ProblemKind.FORMULA_NAME: mark("The name is a formula, which was not run ({value}): type the name in its place."),
    ProblemKind.DAMAGED_TEXT: mark(
        "Damaged letters, which may have been “{value}”: correct the name, or export the list again."
    ),
    ProblemKind.INVALID_EMAIL: mark("“{value}” is not an e-mail address: left empty."),
    ProblemKind.DUPLICATE_CODE: mark(
        "The ticket code {value} belongs to an earlier row: left empty here, check the list."
    ),
    ProblemKind.DAMAGED_CODE: mark(
        "A spreadsheet has rounded the ticket code to {value}: left empty, export the list again as CSV."
    ),
    ProblemKind.MISSING_CODE: mark("No ticket code, though the list has them: admit them by name or by badge."),
    ProblemKind.DUPLICATE_PERSON: mark("The same person as row {value}: loaded once."),
    ProblemKind.CHANGED_ANSWER: mark("Answered in row {value} already, and says otherwise now: this answer counts."),
    ProblemKind.STATUS_IN_NOTE: mark(
        "A remark says that they are not coming (“{value}”): loaded as cancelled, check with them."
    ),
    ProblemKind.PLUS_ONE: mark("Comes with somebody ({value}): one more place, to be confirmed."),
    ProblemKind.PLACES_UNNAMED: mark("{value} places under one name."),
    ProblemKind.INVALID_PLACES: mark("“{value}” is not a number of places: loaded as one place."),
    ProblemKind.ROW_TOO_LONG: mark("More cells than the header has: “{value}” was left out."),
    ProblemKind.ROW_TOO_SHORT: mark("Fewer cells than the header has: nothing from “{value}” on."),
    ProblemKind.SEVERAL_EMAILS: mark("Several addresses: the first one is used, the others ({value}) are in the note."),
    ProblemKind.HANDLE_IS_SENTENCE: mark("“{value}” is not a handle: left empty."),
    ProblemKind.HOMONYM: mark("The same name as row {value}, another person."),
    ProblemKind.SHARED_EMAIL: mark("The same address as row {value}, another name: two people."),
    ProblemKind.SAME_PERSON_TWO_TICKETS: mark("The same person as row {value}, with another ticket: both are good."),
    ProblemKind.RETURNED_PERSON: mark("Cancelled in row {value}, and back with a new ticket."),
    ProblemKind.SHORT_CODE: mark("The ticket code {value} is short, or looks like a number: kept as it is."),
    ProblemKind.MAYBE_KNOWN: mark("May be {value}, who came before: say whether it is the same person."),
    ProblemKind.OTHER_TABLE: mark(
        "A second table begins here (“{value}”) and was not read: save it as a file of its own."
    ),
    ProblemKind.OTHER_SHEETS: mark("Other sheets of this workbook were not read: {value}."),
    ProblemKind.UNCLOSED_QUOTE: mark(
        "A quotation mark is never closed: read line by line from “{value}”, check the rows after it."
    ),
    ProblemKind.MIXED_ENCODING: mark("The file mixes two encodings: check the accents."),
    ProblemKind.BUYERS_ONLY: mark("The list names buyers only: they were taken for the attendees."),
    ProblemKind.NO_HEADER: mark("No header row: the columns were told by what they hold, check them."),
    ProblemKind.NO_EMAIL: mark("The list has no e-mail addresses."),
    ProblemKind.NOT_EXCEL: mark("Named {value}, but it is text: read as text."),
    ProblemKind.QR_NOT_CERTAIN: mark(
        "This platform’s QR codes may not hold the ticket number: try one real ticket before the evening."
    ),
    ProblemKind.QR_IS_URL: mark("This platform’s QR codes hold a whole address: it is recognised."),
}
"""A test checks that no kind lacks its sentence."""


def problem_sentence(problem: Problem, language: Language) -> str:
    """Return the sentence for a problem of a list."""
    return language.text(SENTENCES[problem.kind], value=problem.value)
