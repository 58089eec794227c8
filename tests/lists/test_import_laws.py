"""The laws of loading a list into an evening: again changes nothing, corrected is as if it had been right at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkin.evenings import Evenings
from checkin.lists.importing import Change, Importer, ImportPlan
from checkin.settings import SettingsFile
from checkin.storage.database import Database, open_database
from checkin.storage.records import AttendeeRecord
from tests.lists.dialects import DIALECTS
from tests.lists.made_up import CATEGORIES, ORGANISATIONS, Person, Said, people
from tests.lists.written import Written

HEADERS = {
    "given": "Prénom",
    "family": "Nom",
    "email": "Email",
    "handle": "Pseudo",
    "organisation": "Structure",
    "category": "Tarif",
    "code": "Numéro de billet",
    "status": "Statut",
    "places": "Nombre de places",
}
WITH_CODES = tuple(HEADERS)
WITHOUT_CODES = tuple(column for column in HEADERS if column != "code")
(CSV, *_) = DIALECTS
laws = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


class Evening:
    """A fresh evening of a real store, and the lists that are loaded into it."""

    def __init__(self, database: Database, evenings: Evenings, folder: Path) -> None:
        self._database = database
        self._importer = Importer(database)
        self._id = evenings.add("Law", datetime(2026, 12, 3, 19)).id  # noqa: DTZ001 - as typed
        self._path = folder / CSV.file

    def load(self, written: Sequence[Person], columns: Sequence[str] = WITH_CODES) -> ImportPlan:
        """Write a list, preview it, and apply what the preview read."""
        rows = Written(written, columns, [HEADERS[column] for column in columns], "French").rows()
        self._path.write_bytes(CSV.write(rows))
        plan = self._importer.preview(self._id, self._path)
        return self._importer.apply(self._id, plan.list)

    def records(self) -> dict[UUID, AttendeeRecord]:
        """Return who is on the list."""
        with self._database.reading() as repository:
            return {record.id: record for record in repository.attendees.records(self._id)}

    def people(self) -> list[str]:
        """Return all that is known of who is on the list, but the ids, in an order of its own."""
        ids = {"id", "event_id", "person_id"}
        return sorted(
            repr([(name, value) for name, value in asdict(record).items() if name not in ids])
            for record in self.records().values()
        )


class Laboratory:
    """Fresh evenings, as many as a law wants."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder
        self._evenings = Evenings(database, SettingsFile(folder))

    def fresh(self) -> Evening:
        """Return a new evening without anybody."""
        return Evening(self._database, self._evenings, self._folder)


@pytest.fixture(scope="module")
def laboratory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laboratory]:
    """One store for all examples: whoever an example adds is somebody of an earlier evening to the next."""
    folder = tmp_path_factory.mktemp("laws")
    database = open_database(folder)
    yield Laboratory(database, folder)
    database.close()


@laws
@given(written=people(CSV.holds), columns=st.sampled_from([WITH_CODES, WITHOUT_CODES, WITH_CODES[:3]]))
def test_a_list_loaded_twice_is_a_list_loaded_once(
    laboratory: Laboratory, written: list[Person], columns: Sequence[str]
) -> None:
    evening = laboratory.fresh()
    assert evening.load(written, columns).count(Change.ADDED) == len(written)
    once = evening.records()
    again = evening.load(written, columns)
    assert again.count(Change.UNCHANGED) == len(again.rows) == len(written)
    assert evening.records() == once


def folded(person: Person) -> str:
    """Return a name without accents and case, by a few lines of this test's own."""
    text = unicodedata.normalize("NFKD", f"{person.given.means} {person.family.means}").casefold()
    return "".join(c for c in text if c.isalnum() or c == " ")


@st.composite
def corrections(draw: st.DrawFn, *, with_codes: bool) -> tuple[list[Person], list[Person]]:
    """A list and the same list put right.

    Where tickets tell who is who, everything else may be put right at once. Where nothing else does, somebody whose
    name and address both change is somebody else, and so is one of two namesakes: one of the two changes, and no two
    have one name before or after.
    """
    first = draw(people(CSV.holds))
    second = []
    for number, person in enumerate(first):
        change = draw(st.sampled_from(["name", "email", "both"] if with_codes else ["name", "email", "neither"]))
        right: dict[str, Any] = {}
        if change in {"name", "both"} and (with_codes or person.email.means):
            right["family"] = same(person.family.means + "e")
        if change in {"email", "both"}:
            right["email"] = draw(st.sampled_from([same(""), same(f"right{number}@example.org")]))
        if draw(st.booleans()):
            right["organisation"] = draw(st.sampled_from(["", *ORGANISATIONS]).map(same))
            right["category"] = draw(st.sampled_from(["", *CATEGORIES]).map(same))
            right["cancelled"] = draw(st.booleans())
            right["places"] = draw(st.integers(1, 9))
        second.append(replace(person, **right))
    return first, second


def same(text: str) -> Said:
    """Return a cell that is written as it is meant."""
    return Said(text, text)


@laws
@given(lists=corrections(with_codes=True))
def test_a_list_put_right_is_as_if_it_had_been_right_at_once(
    laboratory: Laboratory, lists: tuple[list[Person], list[Person]]
) -> None:
    check_correction(laboratory, *lists, WITH_CODES)


@laws
@given(
    lists=corrections(with_codes=False).filter(lambda lists: all(len({*map(folded, one)}) == len(one) for one in lists))
)
def test_a_list_without_tickets_put_right_is_as_if_it_had_been_right_at_once(
    laboratory: Laboratory, lists: tuple[list[Person], list[Person]]
) -> None:
    check_correction(laboratory, *lists, WITHOUT_CODES)


def check_correction(laboratory: Laboratory, first: list[Person], second: list[Person], columns: Sequence[str]) -> None:
    """Load a list and the corrected one into one evening, and the corrected one alone into another."""
    put_right, at_once = laboratory.fresh(), laboratory.fresh()
    put_right.load(first, columns)
    put_right.load(second, columns)
    at_once.load(second, columns)
    assert put_right.people() == at_once.people()


@laws
@given(written=people(CSV.holds, least=2), data=st.data())
def test_the_order_of_the_rows_says_nothing_of_who_is_on_the_list(
    laboratory: Laboratory, written: list[Person], data: st.DataObject
) -> None:
    one, other = laboratory.fresh(), laboratory.fresh()
    one.load(written)
    other.load(data.draw(st.permutations(written)))
    assert one.people() == other.people()
