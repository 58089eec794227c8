"""A made-up evening as values: its registrations, and what happens at its door."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tests.evenings_people import Signs


class Source(StrEnum):
    """The kinds of list: tickets with codes, a form with addresses, and a page of names without any."""

    TICKETS = "tickets"
    FORM = "form"
    NAMES = "names"


@dataclass
class Row:
    """A registration, as one list has it. `again` is the earlier row that it doubles; `slip` a name to be put right."""

    guest: int
    identity: int
    signs: Signs
    source: Source
    places: int = 1
    category: str = ""
    code: str = ""
    late: bool = False
    cancelled: bool = False
    again: Row | None = None
    slip: Signs | None = None


class What(StrEnum):
    """What happens at the door."""

    COMES = "comes"
    COMES_CANCELLED = "comes_cancelled"
    MISTAKEN = "mistaken"
    LEAVES = "leaves"
    COMES_BACK = "comes_back"
    WALKS_IN = "walks_in"
    UNNAMED = "unnamed"


@dataclass(frozen=True)
class Doing:
    """Something at the door; `row` is who of the list, for a walk-in what they say of themselves."""

    at: datetime
    what: What
    door: str
    row: Row | None = None


@dataclass
class MadeUp:
    """An evening: its rows, one a place on the list that the program should make, doubles aside; and its door."""

    number: int
    starts: datetime
    rows: list[Row] = field(default_factory=list)
    doings: list[Doing] = field(default_factory=list)
