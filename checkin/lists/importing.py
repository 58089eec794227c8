"""A list into an evening: a preview that says what would change, then the change, in one transaction."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from checkin.lists import carrying_out, taking_back
from checkin.lists.joining import Doubt, DoubtReason
from checkin.lists.planning import draft
from checkin.lists.plans import Change, Decisions, ImportPlan, PlannedRow
from checkin.lists.reading import read_list
from checkin.lists.taking_back import LastImport, TakenBack

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from checkin.lists.listed import AttendeeList, Choices
    from checkin.lists.tables import Report
    from checkin.storage.database import Database

__all__ = [
    "Change",
    "Decisions",
    "Doubt",
    "DoubtReason",
    "ImportPlan",
    "Importer",
    "LastImport",
    "PlannedRow",
    "TakenBack",
]


class Importer:
    """Loads lists into evenings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def preview(
        self,
        event_id: UUID,
        path: Path,
        *,
        choices: Choices | None = None,
        decisions: Decisions = Decisions(),  # noqa: B008 - frozen
        report: Report | None = None,
    ) -> ImportPlan:
        """Read a list and say what it would change; nothing is. Raises FileError, StorageError, and what `report` does.

        What was chosen for a list of this shape before is chosen again; `choices` win over that. `report` is told of
        the rows that are read.
        """
        with self._database.reading() as repository:
            remembered = [carrying_out.shape_of(kept) for kept in repository.imports.shapes()]
        listed = read_list(path, choices=choices, remembered=remembered, report=report)
        return self.review(event_id, listed, decisions)

    def review(self, event_id: UUID, listed: AttendeeList, decisions: Decisions) -> ImportPlan:
        """Say what a list that was read would change under other decisions; nothing is. Raises StorageError."""
        with self._database.reading() as repository:
            return draft(repository, event_id, listed, decisions).plan

    def apply(
        self,
        event_id: UUID,
        listed: AttendeeList,
        *,
        decisions: Decisions = Decisions(),  # noqa: B008 - frozen
        report: Report | None = None,
    ) -> ImportPlan:
        """Load a list that was read, and return what that changed, or change nothing where anything is raised.

        The plan is made anew inside the transaction, since somebody may have come in since the preview: arrivals,
        wishes, consent and badges are never touched. `report` is told of the rows that are written, from time to time;
        what it raises takes everything back. Raises StorageError.
        """
        at = datetime.now(UTC)
        if report is not None:
            report(0, len(listed.attendees))
        with self._database.writing() as repository:
            decided = draft(repository, event_id, listed, decisions)
            carrying_out.carry_out(repository, event_id, decided, at, report)
        return decided.plan

    def last(self, event_id: UUID) -> LastImport | None:
        """Return the import that can be taken back now, the last that changed anything.

        None once the evening has begun, which is when its journal has an arrival, or where nothing was loaded. Raises
        StorageError.
        """
        with self._database.reading() as repository:
            return taking_back.last_import(repository, event_id)

    def take_back(self, event_id: UUID) -> TakenBack:
        """Take the last import of an evening back. Raises TakeBackError, StorageError.

        It can be until the evening's journal has an arrival, whatever the hour: a wrong list that was loaded at the
        door can still be put right before anybody came in. Badges of those who go are revoked.
        """
        with self._database.writing() as repository:
            return taking_back.take_back(repository, event_id, datetime.now(UTC))
