"""Badges in the store: which one somebody wears, what waits for a printer, what is left when a list is taken back."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from checkin.badging import Badging
from checkin.errors import NotFoundError
from checkin.lists.importing import Importer
from checkin.lists.reading import read_list
from checkin.model import BadgeId, Door, Event, new_id
from checkin.storage.database import Database
from checkin.storage.print_jobs import JobState, PrintJob
from checkin.storage.repository import Repository
from tests.conftest import AddAttendee, Clock


def queued(repository: Repository, event: Event, badge_id: BadgeId, at: datetime) -> PrintJob:
    """Put a badge on its way to a printer."""
    job = PrintJob(
        new_id(), event.id, "label", "", "a6", "", 1, ((badge_id, 1),), (), JobState.WAITING, None, at, at
    )  # fmt: skip
    return repository.print_jobs.add(job, Door(new_id(), "1"))


def test_a_claimed_blank_badge_is_worn_however_old_it_is(database: Database, event: Event, add: AddAttendee) -> None:
    guest, at = add("Maëlle Kervella"), event.starts
    with database.writing() as repository:
        blanks = repository.badges.make_blank(event.id, 2, at)
        (made,) = repository.badges.make(event.id, [guest.id], at + timedelta(days=1))
        assert repository.badges.current_of(event.id)[guest.id].id == made.id
        for blank in blanks:
            repository.badges.claim(blank.id, guest.id)
        assert repository.badges.current_of(event.id)[guest.id].number == 2
        assert len(repository.badges.valid_of(guest.id)) == 3
        for badge in blanks:
            repository.badges.revoke(badge.id, at)
        assert repository.badges.current_of(event.id)[guest.id].id == made.id
        repository.badges.revoke(made.id, at)
        assert repository.badges.current_of(event.id) == {}
        with pytest.raises(NotFoundError):
            repository.badges.claim(BadgeId(42), guest.id)


def test_numbers_of_blank_badges_are_each_evenings_own(database: Database, event: Event, add: AddAttendee) -> None:
    guest, at = add("Maëlle Kervella"), event.starts
    with database.writing() as repository:
        first = repository.badges.make_blank(event.id, 2, at)
        repository.badges.claim(first[1].id, guest.id)
        assert [badge.number for badge in repository.badges.make_blank(event.id, 1, at)] == [3]
        assert [badge.number for badge in repository.badges.blanks(event.id)] == [1, 2, 3]
        found = repository.badges.find(first[1].id)
        assert found is not None
        assert (found.number, found.attendee_id) == (2, guest.id)


def test_badges_that_were_unmade_are_gone(database: Database, event: Event) -> None:
    with database.writing() as repository:
        kept, *others = repository.badges.make_blank(event.id, 1002, event.starts)
        repository.badges.unmake([badge.id for badge in others])
        assert [badge.id for badge in repository.badges.of_event(event.id)] == [kept.id]


def test_a_list_that_is_taken_back_leaves_the_page_and_its_badge_on_their_way(
    database: Database, event: Event, tmp_path: Path, clock: Clock
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Given name,Family name\nMaya,Orval\n", encoding="utf-8")
    importer = Importer(database)
    importer.apply(event.id, read_list(path))
    (guest,) = Badging(database).candidates(event.id)
    with database.writing() as repository:
        (badge,) = repository.badges.make(event.id, [guest.id], clock.now)
        job = queued(repository, event, badge.id, clock.now)
    assert importer.take_back(event.id).removed == 1
    with database.writing() as repository:
        left = repository.print_jobs.get(job.id)
        assert (left.badges, left.names) == (((badge.id, 1),), ())
        after = repository.badges.find(badge.id)
        assert after is not None
        assert after.attendee_id is None
        assert after.revoked_at is not None
        repository.badges.remember_printing(left.badges, "a6", clock.now, place="label", door="1")
        (printing,) = repository.badges.printings(event.id)
    assert (printing.attendee_id, printing.place, printing.revoked_at) == (None, "label", after.revoked_at)
    importer.apply(event.id, read_list(path))
    assert Badging(database).waiting(event.id) == 1, "they are back, and their new badge is on the next sheet"


def test_a_list_that_names_them_again_leaves_what_waits_as_it_is(
    database: Database, event: Event, tmp_path: Path, clock: Clock
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Email,Given name,Family name\nm@example.org,Maya,Orval\n", encoding="utf-8")
    importer = Importer(database)
    importer.apply(event.id, read_list(path))
    (guest,) = Badging(database).candidates(event.id)
    with database.writing() as repository:
        (badge,) = repository.badges.make(event.id, [guest.id], clock.now)
        queued(repository, event, badge.id, clock.now)
    path.write_text("Email,Given name,Family name\nm@example.org,Maya,Orvall\n", encoding="utf-8")
    importer.apply(event.id, read_list(path))
    (changed,) = Badging(database).candidates(event.id)
    assert (changed.id, changed.family_name, changed.badge_waits) == (guest.id, "Orvall", True)
    importer.take_back(event.id)
    (before,) = Badging(database).candidates(event.id)
    assert (before.family_name, before.badge_waits) == ("Orval", True)
