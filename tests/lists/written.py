"""A list as it will be written, and what it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checkin.model import Status
from tests.lists.dialects import STATUSES
from tests.lists.made_up import Person, Said


@dataclass(frozen=True)
class Written:
    """A list to write: its people, its columns in order, and their headers."""

    people: Sequence[Person]
    columns: Sequence[str]
    headers: Sequence[str]
    language: str

    def rows(self) -> list[list[str]]:
        """Return the header and the people as they are written."""
        return [
            list(self.headers),
            *([self._cell(person, column) for column in self.columns] for person in self.people),
        ]

    def _cell(self, person: Person, column: str) -> str:
        match column:
            case "full":
                return f"{person.given.written} {person.family.written}"
            case "status":
                return STATUSES[self.language][person.cancelled]
            case "places":
                return str(person.places)
            case _:
                said: Said = getattr(person, column)
                return said.written

    def expected(self) -> list[dict[str, object]]:
        """Return the people as the rules have them, of each only what a column gives."""
        return [self._expected(person) for person in self.people]

    def _expected(self, person: Person) -> dict[str, object]:
        def said(column: str) -> str:
            return getattr(person, column).means if column in self.columns else ""

        halves = {} if "full" in self.columns else {"given": said("given"), "family": said("family")}
        return halves | {
            "full": f"{person.given.means} {person.family.means}",
            "certain": "full" not in self.columns,
            "email": said("email"),
            "handle": said("handle"),
            "organisation": said("organisation"),
            "category": said("category"),
            "code": said("code"),
            "status": Status.CANCELLED if person.cancelled and "status" in self.columns else Status.EXPECTED,
            "places": person.places if "places" in self.columns else 1,
        }
