"""Helpers: lists of a few columns loaded into an evening, and how its attendees stand then."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from checkin.lists.importing import Decisions, Importer, ImportPlan
from checkin.lists.listed import AttendeeList
from checkin.lists.reading import read_list
from checkin.model import Event
from checkin.storage.database import Database
from checkin.storage.records import AttendeeRecord

HEADERS = {
    "given": "Prénom",
    "family": "Nom",
    "email": "Email",
    "handle": "Twitter",
    "organisation": "Structure",
    "category": "Tarif",
    "code": "Numéro de billet",
    "status": "Statut",
    "places": "Nombre de places",
    "note": "Remarque",
}
"""The columns of the lists of these tests, by a short name."""

Row = dict[str, str]

_OF_THE_STORE = {"id", "event_id", "person_id", "edited"}
FIELDS = tuple(field.name for field in fields(AttendeeRecord) if field.name not in _OF_THE_STORE)
"""What is compared of two attendees."""


def read(folder: Path, rows: Sequence[Row], columns: Sequence[str], name: str = "list.csv") -> AttendeeList:
    """Write a list of these columns and read it; a row may leave cells out."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([HEADERS[column] for column in columns])
    writer.writerows([[row.get(column, "") for column in columns] for row in rows])
    path = folder / name
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return read_list(path)


class Evening:
    """An evening of a store, as a test loads lists into it; `columns` are the short names of its lists' columns."""

    def __init__(self, database: Database, event: Event, folder: Path, columns: str = "given family email") -> None:
        self.database = database
        self.event = event
        self.importer = Importer(database)
        self.columns = columns.split()
        self._folder = folder

    def load(self, *rows: Row, columns: str = "", decisions: Decisions | None = None) -> ImportPlan:
        """Load a list of these rows, with other columns than usual where they are given."""
        listed = self.read(*rows, columns=columns)
        return self.importer.apply(self.event.id, listed, decisions=decisions or Decisions())

    def read(self, *rows: Row, columns: str = "") -> AttendeeList:
        """Read a list of these rows."""
        return read(self._folder, rows, columns.split() or self.columns)

    def records(self) -> list[AttendeeRecord]:
        """Return the attendees as they are stored."""
        with self.database.reading() as repository:
            return repository.attendees.records(self.event.id)

    def record(self, full_name: str) -> AttendeeRecord:
        """Return the one attendee of this name."""
        (found,) = [record for record in self.records() if record.full_name == full_name]
        return found

    def only(self) -> AttendeeRecord:
        """Return the one attendee that there is."""
        (found,) = self.records()
        return found

    def fields(self) -> list[tuple[Any, ...]]:
        """Return all fields of all attendees but their ids, in an order that only these decide."""
        return sorted(tuple(getattr(record, name) for name in FIELDS) for record in self.records())
