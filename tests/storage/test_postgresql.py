"""The same code on PostgreSQL, for doors that share a server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from checkin.badging import Badging, BlankWords
from checkin.desk import Desk, WalkIn
from checkin.errors import StorageError, StorageFault
from checkin.evenings import Evenings
from checkin.lists.editing import Editor
from checkin.lists.importing import Change, Decisions, Importer
from checkin.lists.reading import read_list
from checkin.model import Admitted, AlreadyArrived, Door, Headcount, Means, new_id
from checkin.paths import resource
from checkin.settings import SettingsFile
from checkin.storage import backups
from checkin.storage.database import Database, open_database
from tests.conftest import Clock
from tests.lists.evenings import Evening, Row
from tests.test_blanks import assert_claimed_once
from tests.test_desk import assert_admitted_once


@pytest.fixture
def server(postgresql_url: str, tmp_path: Path) -> Iterator[Database]:
    """The store on the server."""
    opened = open_database(tmp_path, postgresql_url)
    yield opened
    opened.close()


def test_an_evening_runs_on_a_server_with_two_doors(server: Database, tmp_path: Path, clock: Clock) -> None:
    event = Evenings(server, SettingsFile(tmp_path)).add("Apéro #26", datetime(2026, 12, 3, 19))  # noqa: DTZ001 - as typed
    importer = Importer(server)
    listed = read_list(resource("sample", "list.csv"))
    assert importer.apply(event.id, listed).count(Change.ADDED) == 40
    assert importer.apply(event.id, listed).count(Change.UNCHANGED) == 40
    badging = Badging(server)
    guests = badging.candidates(event.id)
    badging.print_sheets(event.id, guests, tmp_path / "badges.pdf", template="badge-86x54")
    with server.reading() as repository:
        badge = repository.badges.current_of(event.id)[guests[0].id]
    assert badge.printed_at is not None

    north, south = (Desk(server, event.id, Door(new_id(), name), clock) for name in ("North", "South"))
    assert isinstance(north.admit(badge.token, Means.CAMERA), Admitted)
    again = south.admit(badge.token, Means.CAMERA)
    assert isinstance(again, AlreadyArrived)
    assert (again.first.at, again.first.door) == (clock.now, "North")
    walk_in = south.register_walk_in(WalkIn("Léo"))
    assert north.headcount() == Headcount(inside=2, arrived=2, expected=41)
    south.undo(walk_in.arrival_id)
    assert north.headcount().inside == 1


def test_a_badge_held_up_at_two_doors_at_once_is_admitted_once(server: Database, tmp_path: Path, clock: Clock) -> None:
    event = Evenings(server, SettingsFile(tmp_path)).add("Rush", datetime(2026, 12, 3, 19))  # noqa: DTZ001 - as typed
    guest = Desk(server, event.id, Door(new_id(), "1"), clock).register_walk_in(WalkIn("Léo"))
    Desk(server, event.id, Door(new_id(), "1"), clock).undo(guest.arrival_id)
    with server.writing() as repository:
        (badge,) = repository.badges.make(event.id, [guest.attendee.id], event.starts)
    assert_admitted_once(server, event, badge, clock)


def test_a_blank_badge_that_four_doors_claim_at_once_is_one_guests(
    server: Database, tmp_path: Path, clock: Clock
) -> None:
    event = Evenings(server, SettingsFile(tmp_path)).add("Blank", datetime(2026, 12, 3, 19))  # noqa: DTZ001 - as typed
    words = BlankWords("Badge {number}")
    badging = Badging(server)
    badging.print_blanks(event.id, 2, tmp_path / "blanks.pdf", template="dymo-99014", words=words)
    first, second = badging.blanks(event.id)
    assert_claimed_once(server, event, first, clock)
    assert badging.waiting(event.id) == 0, "a claimed one was printed"
    assert len(badging.printings(event.id)) == 2
    assert badging.revoke_blank(event.id, 2).id == second.id


def test_lists_are_merged_and_taken_back_on_a_server_too(server: Database, tmp_path: Path) -> None:
    event = Evenings(server, SettingsFile(tmp_path)).add("Lists", datetime(2026, 12, 3, 19))  # noqa: DTZ001 - as typed
    evening = Evening(server, event, tmp_path, "given family email organisation note")
    ines: Row = {"given": "Inès", "family": "Roux", "email": "i@example.org", "organisation": "Mairie"}
    karim: Row = {"given": "Karim", "family": "Benali", "email": "k@example.org"}
    evening.load(ines, karim)
    Editor(server).change(evening.record("Inès Roux").id, note="vegan")
    before = evening.records()
    plan = evening.load(ines | {"organisation": "", "note": "late"}, decisions=Decisions(cancel_missing=True))
    assert (plan.count(Change.UPDATED), len(plan.missing)) == (1, 1)
    evening.importer.take_back(event.id)
    assert evening.records() == before

    evening.load(ines, karim, {"given": "Zoé", "family": "Péan"})
    badging = Badging(server)
    zoe = [guest for guest in badging.candidates(event.id) if guest.given_name == "Zoé"]
    badging.print_sheets(event.id, zoe, tmp_path / "badges.pdf", template="badge-86x54")
    taken_back = evening.importer.take_back(event.id)
    assert (taken_back.removed, taken_back.restored, taken_back.kept) == (1, 0, 0)
    assert evening.records() == before
    with server.reading() as repository:
        (badge,) = repository.badges.of_event(event.id)
    assert badge.attendee_id is None
    assert badge.revoked_at is not None


def test_the_journal_is_append_only_on_a_server_too(server: Database, tmp_path: Path, clock: Clock) -> None:
    event = Evenings(server, SettingsFile(tmp_path)).add("Law", datetime(2026, 12, 3, 19))  # noqa: DTZ001 - as typed
    Desk(server, event.id, Door(new_id(), "1"), clock).register_walk_in(WalkIn("Léo"))
    with pytest.raises(DBAPIError, match="append-only"), server._engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM arrival")


def test_a_servers_copies_are_its_own_affair(server: Database, tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        backups.copy_to(server, tmp_path / "copy.sqlite3")
    assert caught.value.fault is StorageFault.NOT_OURS
