"""Batches of badges: who is chosen, how many times, on which sheets, and what is remembered of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import zxingcpp

from checkin.badges.backs import Back
from checkin.badges.pictures import page_count, render_page
from checkin.badges.sheets import Placing
from checkin.badging import Badging, Order, Selection
from checkin.desk import Desk
from checkin.errors import NotFoundError
from checkin.model import Admitted, AlreadyArrived, Attendee, Door, Event, Means, Revoked, new_id
from checkin.storage.database import Database
from checkin.storage.print_jobs import JobState, PrintJob
from tests.conftest import AddAttendee, Clock

TEMPLATE = "dymo-99014"
SHEET = "badge-86x54"


class CancelledError(Exception):
    """What a window raises from its progress where somebody had enough of it."""


@pytest.fixture
def badging(database: Database) -> Badging:
    """What prints."""
    return Badging(database)


@pytest.fixture
def guests(badging: Badging, event: Event, add: AddAttendee) -> list[Attendee]:
    """Four people: two of the press, a member, and somebody without a category."""
    for name, category in (("Zoé Éclair", "Presse"), ("Ana Ebert", "Presse"), ("Karim Benali", "Équipe"), ("Bo X", "")):
        add(name, category=category)
    return badging.candidates(event.id)


def names(attendees: list[Attendee]) -> list[str]:
    return [attendee.full_name for attendee in attendees]


def tokens_on(path: Path) -> list[str]:
    """Return the codes of a PDF by pages, from the upper left."""
    found: list[str] = []
    for page in range(page_count(path)):
        read = zxingcpp.read_barcodes(render_page(path, page, dpi=150))
        found += [one.text for one in sorted(read, key=lambda r: (r.position.top_left.y // 40, r.position.top_left.x))]
    return found


def token_of(database: Database, event: Event, attendee: Attendee) -> str:
    with database.reading() as repository:
        return repository.badges.current_of(event.id)[attendee.id].token


def on_its_way(database: Database, event: Event, attendee: Attendee, clock: Clock) -> PrintJob:
    """Put somebody's badge into the queue of a printer."""
    with database.writing() as repository:
        (badge,) = repository.badges.make(event.id, [attendee.id], clock.now)
        job = PrintJob(
            new_id(), event.id, "label", "", TEMPLATE, "", 1, ((badge.id, 1),), (), JobState.WAITING, None, clock.now,
            clock.now,
        )  # fmt: skip
        return repository.print_jobs.add(job, Door(new_id(), "1"))


def test_categories_come_one_after_the_other_and_names_within_them_whatever_the_accents(guests: list[Attendee]) -> None:
    assert names(guests) == ["Bo X", "Karim Benali", "Ana Ebert", "Zoé Éclair"]
    assert names(Selection(order=Order.NAME).of(guests)) == ["Karim Benali", "Ana Ebert", "Zoé Éclair", "Bo X"]


def test_every_wish_narrows_the_selection(guests: list[Attendee]) -> None:
    bo, karim, ana, zoe = guests
    assert Selection(categories=frozenset({"Presse"})).of(guests) == [ana, zoe]
    assert Selection(categories=frozenset({""})).of(guests) == [bo]
    assert Selection(chosen=frozenset({zoe.id, karim.id})).of(guests) == [karim, zoe]
    assert Selection(categories=frozenset({"Presse"}), chosen=frozenset({zoe.id, karim.id})).of(guests) == [zoe]
    assert ana.listed_at is not None
    later = replace(zoe, listed_at=ana.listed_at + timedelta(minutes=1))
    assert Selection(since=later.listed_at).of([bo, ana, later]) == [later]
    printed, waiting = replace(bo, badge_printed_at=ana.listed_at), replace(karim, badge_waits=True)
    assert Selection().of([printed, waiting, ana]) == [ana]
    assert Selection(only_new=False).of([printed, waiting, ana]) == [printed, waiting, ana]


def test_copies_lie_beside_each_other_and_are_remembered_as_such(
    badging: Badging, database: Database, event: Event, guests: list[Attendee], tmp_path: Path
) -> None:
    path = tmp_path / "b.pdf"
    told: list[tuple[int, int]] = []
    run = badging.print_sheets(
        event.id, guests[:2], path, template=SHEET, copies=3, door="North", checked=lambda *done: told.append(done)
    )
    assert (run.badges, run.pages, run.unread) == (6, 1, ())
    assert told[-1] == (6, 6)
    one, other = (token_of(database, event, guest) for guest in guests[:2])
    assert tokens_on(path) == [one] * 3 + [other] * 3
    printings = badging.printings(event.id)
    assert {(p.attendee_id, p.copies, p.place, p.door, p.template) for p in printings} == {
        (guest.id, 3, "b.pdf", "North", SHEET) for guest in guests[:2]
    }


def test_printings_are_told_the_newest_first_with_their_place(
    badging: Badging, event: Event, guests: list[Attendee], tmp_path: Path
) -> None:
    badging.print_sheets(event.id, guests[:1], tmp_path / "a.pdf", template=TEMPLATE)
    badging.print_sheets(event.id, guests[:1], tmp_path / "b.pdf", template=TEMPLATE, place="Brother")
    badging.revoke(event.id, guests[0].id)
    new, old = badging.printings(event.id)
    assert (new.place, old.place) == ("Brother", "a.pdf")
    assert new.at > old.at
    assert new.badge_id == old.badge_id, "a reprint keeps its badge"
    assert new.revoked_at is not None


def test_each_sheet_is_a_file_with_its_back_and_nothing_is_remembered(
    badging: Badging, database: Database, event: Event, guests: list[Attendee], tmp_path: Path
) -> None:
    drawn: list[tuple[int, int]] = []
    checked: list[tuple[int, int]] = []
    pages = badging.write_pages(
        event.id,
        guests,
        tmp_path,
        template=SHEET,
        placing=Placing(start=7, back=Back.EVENT),
        copies=2,
        progress=lambda *done: drawn.append(done),
        checked=lambda *done: checked.append(done),
    )
    assert [page.path.name for page in pages] == ["badges-001.pdf", "badges-002.pdf"]
    assert [page_count(page.path) for page in pages] == [2, 2]
    bo, karim, ana, zoe = guests
    assert [page.attendee_ids for page in pages] == [(bo.id, karim.id), (karim.id, ana.id, zoe.id)]
    assert [[copies for _, copies in page.badges] for page in pages] == [[2, 1], [1, 2, 2]]
    assert tokens_on(pages[0].path) == [token_of(database, event, guest) for guest in (bo, bo, karim)]
    assert (drawn[-1], checked[-1]) == ((8, 8), (8, 8))
    assert badging.printings(event.id) == []
    assert badging.waiting(event.id) == 4


def test_each_label_of_a_roll_is_a_file(badging: Badging, event: Event, guests: list[Attendee], tmp_path: Path) -> None:
    pages = badging.write_pages(event.id, guests[:3], tmp_path, template=TEMPLATE)
    assert [page_count(page.path) for page in pages] == [1, 1, 1]
    assert [page.attendee_ids for page in pages] == [(guest.id,) for guest in guests[:3]]
    assert badging.write_pages(event.id, [], tmp_path, template=TEMPLATE) == []


def test_a_badge_that_cannot_be_read_is_not_among_those_to_remember(
    badging: Badging, event: Event, guests: list[Attendee], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checkin.badging.drawing.door_reader", lambda: lambda _: [])
    (page,) = badging.write_pages(event.id, guests[:2], tmp_path, template=SHEET, checked=lambda *_: None)
    assert page.badges == ()
    assert page.unread == page.attendee_ids == tuple(guest.id for guest in guests[:2])


def test_a_batch_that_is_cancelled_leaves_no_sheet_behind(
    badging: Badging, event: Event, guests: list[Attendee], tmp_path: Path
) -> None:
    def stop(done: int, _: int) -> None:
        if done == 3:
            raise CancelledError

    other = tmp_path / "badges-900.pdf"
    other.touch()
    with pytest.raises(CancelledError):
        badging.write_pages(event.id, guests, tmp_path, template=TEMPLATE, progress=stop)
    with pytest.raises(CancelledError):
        badging.write_pages(event.id, guests, tmp_path, template=TEMPLATE, checked=stop)
    assert list(tmp_path.glob("*.pdf")) == [other]


def test_one_badge_is_drawn_on_a_page_of_its_own_and_not_remembered(
    badging: Badging, database: Database, event: Event, guests: list[Attendee], tmp_path: Path
) -> None:
    badge = badging.draw_one(guests[0], tmp_path / "one.pdf", template=SHEET, placing=Placing(start=3))
    assert badge.token == token_of(database, event, guests[0])
    assert tokens_on(tmp_path / "one.pdf") == [badge.token]
    assert badging.printings(event.id) == []
    assert badging.draw_one(guests[0], tmp_path / "two.pdf", template=SHEET).id == badge.id


def test_a_badge_on_its_way_to_a_printer_is_not_on_the_next_sheets(
    badging: Badging, database: Database, event: Event, guests: list[Attendee], clock: Clock
) -> None:
    on_its_way(database, event, guests[0], clock)
    assert badging.waiting(event.id) == 3
    assert [a.badge_waits for a in badging.candidates(event.id)] == [True, False, False, False]
    with database.reading() as repository:
        assert repository.attendees.get(guests[0].id).badge_waits
        assert not repository.attendees.get(guests[1].id).badge_waits
    badging.revoke(event.id, guests[0].id)
    assert badging.waiting(event.id) == 4, "what is on its way is refused now, and another one is wanted"


def test_a_lost_badge_is_refused_and_its_successor_admits_once(
    badging: Badging, database: Database, event: Event, guests: list[Attendee], desk: Desk, tmp_path: Path
) -> None:
    guest = guests[0]
    badging.print_sheets(event.id, [guest], tmp_path / "lost.pdf", template=TEMPLATE)
    lost = token_of(database, event, guest)
    new = badging.revoke(event.id, guest.id)
    assert token_of(database, event, guest) == new.token != lost
    assert badging.waiting(event.id) == 4, "the new one is not printed yet"
    refused = desk.admit(lost, Means.CAMERA)
    assert isinstance(refused, Revoked)
    assert refused.attendee is not None
    assert refused.attendee.id == guest.id
    badging.print_sheets(event.id, [guest], tmp_path / "new.pdf", template=TEMPLATE)
    assert tokens_on(tmp_path / "new.pdf") == [new.token]
    assert isinstance(desk.admit(new.token, Means.CAMERA), Admitted)
    assert isinstance(desk.admit(new.token, Means.CAMERA), AlreadyArrived)
    assert isinstance(desk.admit(lost, Means.CAMERA), Revoked), "never again"


def test_nobodys_badge_cannot_be_lost(badging: Badging, event: Event, guests: list[Attendee]) -> None:
    with pytest.raises(NotFoundError):
        badging.revoke(event.id, new_id())
    with pytest.raises(NotFoundError):
        badging.revoke(new_id(), guests[0].id)
    assert badging.waiting(event.id) == 4


def test_an_attendee_alone_tells_as_much_of_their_badge_as_the_list_does(
    badging: Badging, database: Database, event: Event, guests: list[Attendee], tmp_path: Path
) -> None:
    badging.print_sheets(event.id, guests[:1], tmp_path / "b.pdf", template=TEMPLATE)
    with database.reading() as repository:
        whole = repository.attendees.of_event(event.id)
        assert [repository.attendees.get(attendee.id) for attendee in whole] == whole
    assert sum(attendee.badge_printed_at is not None for attendee in whole) == 1
