"""The words of the preview: what a column holds, why that was believed, how surely, and what a field wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.language import mark
from checkin.lists.importing import DoubtReason
from checkin.lists.listed import Field, Reason
from ui.theme import Role

if TYPE_CHECKING:
    from checkin.language import Language
    from checkin.lists.importing import Doubt
    from checkin.lists.listed import Column

FIELDS = {
    Field.IGNORED: mark("Not used"),
    Field.GIVEN_NAME: mark("Given name"),
    Field.FAMILY_NAME: mark("Family name"),
    Field.FULL_NAME: mark("Full name"),
    Field.NAME: mark("Name"),
    Field.EMAIL: mark("E-mail"),
    Field.HANDLE: mark("@handle"),
    Field.PROFILE_LINK: mark("Link to a profile"),
    Field.ORGANISATION: mark("Organisation"),
    Field.CATEGORY: mark("Category"),
    Field.TICKET_CODE: mark("Ticket code"),
    Field.STATUS: mark("Status"),
    Field.ANSWER: mark("Coming or not"),
    Field.PAID: mark("Paid or not"),
    Field.VALID: mark("Valid or not"),
    Field.CANCELLED: mark("Cancelled or not"),
    Field.TEST: mark("A test or not"),
    Field.PLACES: mark("Number of places"),
    Field.EXTRA_PLACES: mark("Places beside their own"),
    Field.COMPANION: mark("Who comes with them"),
    Field.NOTE: mark("Note"),
    Field.TIMESTAMP: mark("When they answered"),
    Field.ORDER: mark("Number of the order"),
    Field.BUYER_GIVEN_NAME: mark("Buyer’s given name"),
    Field.BUYER_FAMILY_NAME: mark("Buyer’s family name"),
    Field.BUYER_FULL_NAME: mark("Buyer’s full name"),
    Field.BUYER_EMAIL: mark("Buyer’s e-mail"),
    Field.BUYER_ORGANISATION: mark("Buyer’s organisation"),
}
"""In the order in which they are offered; a test checks that none lacks its words."""
OFFERED = tuple(field for field in FIELDS if field is not Field.NAME)
"""`NAME` is what a header says that may mean a family name or a whole one: nobody has to choose that."""

CERTAIN, LIKELY = 0.8, 0.55
"""Scores from which a column is called certain, or likely."""

FIXABLE = {
    "given_name": mark("Given name"),
    "family_name": mark("Family name"),
    "email": mark("E-mail"),
    "handle": mark("@handle"),
    "organisation": mark("Organisation"),
    "category": mark("Category"),
    "ticket_code": mark("Ticket code"),
    "places": mark("Number of places"),
    "note": mark("Note"),
}
"""What the form of one row asks, by the names of `checkin.lists.fixing.FIXABLE`, in the order that Tab takes."""

REMEDIES = {
    "email": mark("“{value}” is not an e-mail address: write it like name@example.org, or leave it empty."),
    "handle": mark("“{value}” is not a handle: write it like @name or @name@server, or leave it empty."),
    "places": mark("“{value}” is not a number of places: write a whole number from 1."),
}
OTHER_REMEDY = mark("“{value}” cannot stand here: change it, or leave it empty.")


def why(column: Column, platform: str, language: Language) -> str:
    """Return why a column was taken for its field; empty where it is not used, unless somebody said so."""
    if column.field is Field.IGNORED and column.reason not in (Reason.CHOSEN, Reason.REMEMBERED):
        return ""
    match column.reason:
        case Reason.HEADER:
            return language.text("by its header")
        case Reason.CONTENT:
            return language.text("by what it holds")
        case Reason.PLATFORM:
            return language.text("{platform}’s own", platform=platform or language.text("the platform"))
        case Reason.REMEMBERED:
            return language.text("as last time")
        case Reason.CHOSEN:
            return language.text("you chose")
        case _:
            return ""


def sureness(column: Column, language: Language) -> tuple[str, Role]:
    """Return how sure that is, in a word and its colour; nothing for what somebody chose, or is not used."""
    if column.reason in (Reason.NONE, Reason.CHOSEN, Reason.REMEMBERED) or column.field is Field.IGNORED:
        return "", Role.NEUTRAL
    if column.score >= CERTAIN:
        return language.text("certain"), Role.ADMITTED
    if column.score >= LIKELY:
        return language.text("likely"), Role.UNLISTED
    return language.text("a guess"), Role.ALREADY


def letter(index: int) -> str:
    """Return a column's letter, as spreadsheets name it: A for 0, AA for 26."""
    text, number = "", index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def perhaps(doubt: Doubt, language: Language) -> str:
    """Return who somebody may be: “Marie Durand, 3 visits, last seen in May”."""
    parts = [doubt.person.full_name or doubt.person.email or doubt.person.handle]
    if doubt.visits:
        parts.append(language.plural("{n} visit", "{n} visits", doubt.visits))
    if doubt.last_seen is not None:
        parts.append(language.text("last seen in {month}", month=language.month(doubt.last_seen)))
    return ", ".join(parts)


def alike(doubt: Doubt, language: Language) -> str:
    """Return what makes them look like the same person."""
    match doubt.reason:
        case DoubtReason.SAME_EMAIL:
            return language.text("same e-mail")
        case DoubtReason.SAME_HANDLE:
            return language.text("same @handle")
        case _:
            return language.text("same name")


def remedy(field: str, value: str, language: Language) -> str:
    """Return what to do about a text that a field does not take."""
    return language.text(REMEDIES.get(field, OTHER_REMEDY), value=value)
