"""A list into an evening: nothing doubles, nothing is lost, nobody is joined by mistake."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkin.desk import Desk, WalkIn
from checkin.evenings import Evenings
from checkin.lists.importing import Change, Importer, ImportPlan
from checkin.lists.reading import read_list
from checkin.model import Event, Status
from checkin.storage.database import Database

HEADER = ("Prénom", "Nom", "Email", "Structure", "Numéro de billet", "Statut")
Row = tuple[str, str, str, str, str, str]


@pytest.fixture
def importer(database: Database) -> Importer:
    """Loads lists into the store."""
    return Importer(database)


def load(importer: Importer, event: Event, folder: Path, rows: list[Row]) -> ImportPlan:
    text = io.StringIO()
    csv.writer(text).writerows([HEADER, *rows])
    path = folder / "list.csv"
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return importer.apply(event.id, read_list(path))


def everybody(database: Database, event: Event) -> dict[str, tuple[str, str, Status]]:
    with database.reading() as repository:
        found = repository.attendees.of_event(event.id)
    assert len({a.id for a in found}) == len(found)
    return {a.full_name: (a.email, a.organisation, a.status) for a in found}


MAELLE: Row = ("Maëlle", "Kervella", "maelle@example.org", "", "880010017", "Validé")
KARIM: Row = ("Karim", "Benali", "karim@example.net", "Préfecture", "880010024", "Validé")


def test_a_preview_changes_nothing(importer: Importer, database: Database, event: Event, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Prénom,Nom\nMaëlle,Kervella\n", encoding="utf-8")
    assert importer.preview(event.id, path).count(Change.ADDED) == 1
    assert everybody(database, event) == {}


def test_a_cancellation_and_its_return_follow_the_list(
    importer: Importer, database: Database, event: Event, tmp_path: Path
) -> None:
    for status, stands in (("Validé", Status.EXPECTED), ("Annulé", Status.CANCELLED), ("Validé", Status.EXPECTED)):
        load(importer, event, tmp_path, [(*MAELLE[:5], status)])
        assert everybody(database, event)["Maëlle Kervella"][2] is stands


def test_who_is_missing_from_a_new_list_stays(
    importer: Importer, database: Database, event: Event, tmp_path: Path
) -> None:
    load(importer, event, tmp_path, [MAELLE, KARIM])
    load(importer, event, tmp_path, [KARIM])
    assert set(everybody(database, event)) == {"Maëlle Kervella", "Karim Benali"}


def test_an_arrival_outlives_every_new_list(
    importer: Importer, database: Database, event: Event, desk: Desk, tmp_path: Path
) -> None:
    load(importer, event, tmp_path, [MAELLE])
    (attendee,) = desk.search("kervella")
    desk.admit_by_hand(attendee.id)
    load(importer, event, tmp_path, [("Maelle", "KERVELLA", "maelle@example.org", "Presse", "880010017", "Annulé")])
    (after,) = desk.search("kervella")
    assert after.id == attendee.id
    assert after.arrived_at is not None


def test_a_walk_in_who_turns_up_in_a_later_list_is_not_doubled(
    importer: Importer, database: Database, event: Event, desk: Desk, tmp_path: Path
) -> None:
    desk.register_walk_in(WalkIn("maelle", "Kervella", email="maelle@example.org"))
    plan = load(importer, event, tmp_path, [MAELLE])
    assert plan.count(Change.ADDED) == 0
    assert everybody(database, event)["Maëlle Kervella"][2] is Status.WALK_IN


def test_two_people_of_one_name_with_two_tickets_stay_two(
    importer: Importer, database: Database, event: Event, tmp_path: Path
) -> None:
    rows: list[Row] = [
        ("Camille", "Dupuis", "c1@example.org", "A", "880010277", ""),
        ("Camille", "Dupuis", "c2@example.com", "B", "880010284", ""),
    ]
    rows = [(*row[:5], "Validé") for row in rows]
    load(importer, event, tmp_path, rows)
    for order in (rows, rows[::-1]):
        plan = load(importer, event, tmp_path, order)
        assert plan.count(Change.UNCHANGED) == 2


def test_a_family_that_shares_an_address_stays_a_family(
    importer: Importer, database: Database, event: Event, tmp_path: Path
) -> None:
    rows: list[Row] = [
        ("Sacha", "Girard", "fam@example.org", "", "", "Validé"),
        ("Éva", "Girard", "fam@example.org", "", "", "Validé"),
    ]
    load(importer, event, tmp_path, rows)
    assert load(importer, event, tmp_path, rows).count(Change.UNCHANGED) == 2
    assert set(everybody(database, event)) == {"Sacha Girard", "Éva Girard"}


def test_a_person_of_an_earlier_evening_is_known_again_and_a_namesake_is_not(
    importer: Importer, database: Database, evenings: Evenings, event: Event, tmp_path: Path
) -> None:
    load(importer, event, tmp_path, [MAELLE, KARIM])
    later = evenings.add("Apéro #27", event.starts + timedelta(days=28))
    load(importer, later, tmp_path, [MAELLE, ("Karim", "Benali", "another.karim@example.org", "", "1", "Validé")])
    with database.reading() as repository:
        first = {a.full_name: a.person_id for a in repository.attendees.of_event(event.id)}
        second = {a.full_name: a.person_id for a in repository.attendees.of_event(later.id)}
    assert first["Maëlle Kervella"] == second["Maëlle Kervella"]
    assert first["Karim Benali"] != second["Karim Benali"]


names = st.sampled_from(["Maëlle Kervella", "Karim Benali", "Inès Roux", "Zoé Péan", "Maëlle Roux", "王 小明"])
emails = st.sampled_from(["", "a@example.org", "b@example.org", "c@example.org"])
codes = st.sampled_from(["", "880010017", "880010024", "880010031"])
rows = st.builds(lambda name, email, code: (*name.split(" "), email, "", code, "Validé"), names, emails, codes)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(rows, min_size=1, max_size=6))
def test_loading_any_list_twice_changes_nothing_the_second_time(
    importer: Importer, database: Database, evenings: Evenings, tmp_path: Path, rows: list[Row]
) -> None:
    event = evenings.add("Law", datetime(2026, 12, 3, 19))  # noqa: DTZ001 - as typed
    first = load(importer, event, tmp_path, rows)
    assert first.count(Change.ADDED) == len(first.rows)
    again = load(importer, event, tmp_path, rows)
    assert again.count(Change.UNCHANGED) == len(again.rows) == len(first.rows)
    with database.reading() as repository:
        assert len(repository.attendees.of_event(event.id)) == len(first.rows)
