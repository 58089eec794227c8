"""Blank badges: printed without a name, held up, and claimed by one guest each."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import zxingcpp

from checkin.badges.pictures import page_count, page_text, render_page
from checkin.badging import Badging, BlankWords
from checkin.desk import Desk, WalkIn
from checkin.errors import BadgeClaimedError, CheckinError, FileError, InvalidError, NotFoundError, NotUndoableError
from checkin.language import Language
from checkin.model import (
    Admitted,
    AdmittedUnlisted,
    AlreadyArrived,
    Badge,
    BadgeId,
    CancelledTicket,
    Door,
    Entry,
    Event,
    Headcount,
    Means,
    NotABadge,
    Revoked,
    Status,
    Verdict,
    new_id,
)
from checkin.storage.database import Database
from checkin.wording.verdicts import details, headline, word
from tests.conftest import AddAttendee, Clock

WORDS = BlankWords("Badge {number}", "Blank badge", "Name")
TEMPLATE = "dymo-99014"


class CancelledError(Exception):
    """What a window raises from its progress where somebody had enough of it."""


@pytest.fixture
def badging(database: Database) -> Badging:
    """What prints."""
    return Badging(database)


def blank_badges(database: Database, event: Event, count: int = 1) -> list[Badge]:
    """Make blank badges without printing them."""
    with database.writing() as repository:
        return repository.badges.make_blank(event.id, count, event.starts)


@pytest.fixture
def blank(database: Database, event: Event) -> Badge:
    """A blank badge."""
    return blank_badges(database, event)[0]


def test_blank_badges_are_numbered_on_and_remembered(badging: Badging, event: Event, tmp_path: Path) -> None:
    for name, count in (("a.pdf", 3), ("b.pdf", 2)):
        run = badging.print_blanks(
            event.id, count, tmp_path / name, template=TEMPLATE, words=WORDS, door="North", checked=lambda *_: None
        )
        assert (run.badges, run.pages, run.unread_blanks) == (count, count, ())
    blanks = badging.blanks(event.id)
    assert [badge.number for badge in blanks] == [1, 2, 3, 4, 5]
    assert all(badge.attendee_id is None and badge.printed_at is not None for badge in blanks)
    assert "Badge 5" in page_text(tmp_path / "b.pdf", 1)
    (code,) = zxingcpp.read_barcodes(render_page(tmp_path / "b.pdf", 1, dpi=203))
    assert code.text == blanks[4].token
    assert {(p.attendee_id, p.place, p.door) for p in badging.printings(event.id)} == {
        (None, "a.pdf", "North"),
        (None, "b.pdf", "North"),
    }


def test_pages_of_blank_badges_go_to_a_queue_which_remembers_them(
    badging: Badging, event: Event, tmp_path: Path
) -> None:
    pages = badging.write_blank_pages(event.id, 12, tmp_path, template="badge-86x54", words=WORDS)
    assert [len(page.badges) for page in pages] == [10, 2]
    assert [badge_id for page in pages for badge_id, _ in page.badges] == [b.id for b in badging.blanks(event.id)]
    assert badging.printings(event.id) == []


def test_blank_badges_that_never_came_on_paper_are_not_there(badging: Badging, event: Event, tmp_path: Path) -> None:
    with pytest.raises(FileError):
        badging.print_blanks(event.id, 2, tmp_path, template=TEMPLATE, words=WORDS)

    def stop(*_: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        badging.write_blank_pages(event.id, 2, tmp_path, template=TEMPLATE, words=WORDS, progress=stop)
    for count in (0, -1, 1001, 10**9):
        with pytest.raises(InvalidError):
            badging.print_blanks(event.id, count, tmp_path / "b.pdf", template=TEMPLATE, words=WORDS)
    assert badging.blanks(event.id) == []
    assert not list(tmp_path.glob("*.pdf"))


def test_a_preview_makes_none_and_opens_no_door(
    badging: Badging, event: Event, desk: Desk, blank: Badge, tmp_path: Path
) -> None:
    path = tmp_path / "b.pdf"
    badging.print_blanks(event.id, 2, path, template=TEMPLATE, words=WORDS, remember=False)
    assert page_count(path) == 2
    assert "Badge 2" in page_text(path, 0)
    assert badging.blanks(event.id) == [blank]
    (code,) = zxingcpp.read_barcodes(render_page(path, 0, dpi=203))
    assert isinstance(desk.admit(code.text, Means.CAMERA), NotABadge)


def test_a_blank_badge_that_is_held_up_lets_its_wearer_in_without_a_name(desk: Desk, blank: Badge) -> None:
    verdict = desk.admit(blank.token, Means.CAMERA)
    assert isinstance(verdict, AdmittedUnlisted)
    assert (verdict.blank, verdict.badge_id) == (1, blank.id)
    assert desk.headcount() == Headcount(inside=1, arrived=1, expected=0)
    again = desk.admit(blank.token, Means.CAMERA)
    assert isinstance(again, AlreadyArrived)
    assert again.attendee is None
    assert desk.badge_in(again.scan.text) == blank.id
    assert desk.blank_number(blank.id) == 1


def test_a_badge_that_is_not_blank_has_no_number(desk: Desk, database: Database, event: Event) -> None:
    with database.writing() as repository:
        (other,) = repository.badges.make(event.id, [None], event.starts)
    verdict = desk.admit(other.token, Means.CAMERA)
    assert isinstance(verdict, AdmittedUnlisted)
    assert verdict.blank is None
    assert desk.blank_number(other.id) is None
    assert desk.badge_in("4006381333931") is None


def test_who_claims_it_came_when_it_was_held_up(desk: Desk, database: Database, blank: Badge, clock: Clock) -> None:
    held_up = desk.admit(blank.token, Means.CAMERA)
    assert isinstance(held_up, AdmittedUnlisted)
    came = clock.now
    clock.advance(minutes=7)
    verdict = desk.claim(blank.id, WalkIn("Zoé", "Éclair", handle="zoe"))
    assert verdict.attendee.full_name == "Zoé Éclair"
    assert (verdict.attendee.arrived_at, verdict.scan.at) == (came, came)
    assert verdict.attendee.status is Status.WALK_IN
    assert desk.headcount() == Headcount(inside=1, arrived=1, expected=1)
    with database.reading() as repository:
        lines = repository.journal.lines(verdict.attendee.event_id)
    assert sorted(line.entry for line in lines) == [Entry.ARRIVED, Entry.ARRIVED, Entry.UNDONE]
    with pytest.raises(NotUndoableError):
        desk.undo(held_up.arrival_id)
    again = desk.admit(blank.token, Means.CAMERA)
    assert isinstance(again, AlreadyArrived)
    assert again.attendee is not None
    assert (again.attendee.full_name, again.first.at) == ("Zoé Éclair", came)


def test_a_badge_that_was_not_held_up_yet_lets_in_who_claims_it(desk: Desk, blank: Badge, clock: Clock) -> None:
    verdict = desk.claim(blank.id, WalkIn("Zoé"))
    assert verdict.attendee.arrived_at == clock.now
    assert desk.headcount().inside == 1


def test_a_claim_that_was_taken_back_leaves_the_badge_with_its_guest(desk: Desk, blank: Badge) -> None:
    desk.admit(blank.token, Means.CAMERA)
    claimed = desk.claim(blank.id, WalkIn("Zoé"))
    desk.undo(claimed.arrival_id)
    assert desk.headcount() == Headcount(inside=0, arrived=0, expected=0)
    verdict = desk.admit(blank.token, Means.CAMERA)
    assert isinstance(verdict, Admitted)
    assert verdict.attendee.id == claimed.attendee.id


def test_comings_and_goings_before_the_claim_are_the_guests(desk: Desk, blank: Badge, clock: Clock) -> None:
    desk.admit(blank.token, Means.CAMERA)
    came = clock.now
    clock.advance(minutes=10)
    desk.leave(None, blank.id)
    assert desk.headcount() == Headcount(inside=0, arrived=1, expected=0)
    clock.advance(minutes=10)
    desk.admit(blank.token, Means.CAMERA)
    verdict = desk.claim(blank.id, WalkIn("Zoé"))
    assert verdict.scan.at == clock.now
    assert verdict.attendee.arrived_at == came
    assert desk.headcount() == Headcount(inside=1, arrived=1, expected=1)
    clock.advance(minutes=1)
    assert desk.leave(None, blank.id).attendee_id == verdict.attendee.id, "by the door's old row"
    assert desk.headcount().inside == 0


def test_somebody_of_the_list_wears_it_from_then_on(
    desk: Desk, badging: Badging, database: Database, event: Event, add: AddAttendee, tmp_path: Path
) -> None:
    maelle = add("Maëlle Kervella", places=2)
    badging.print_sheets(event.id, badging.candidates(event.id), tmp_path / "b.pdf", template=TEMPLATE)
    with database.reading() as repository:
        printed = repository.badges.current_of(event.id)[maelle.id]
    (blank,) = blank_badges(database, event)
    desk.admit(blank.token, Means.CAMERA)
    verdict = desk.claim_for(blank.id, maelle.id)
    assert isinstance(verdict, Admitted)
    assert desk.headcount() == Headcount(inside=2, arrived=2, expected=2)
    with database.reading() as repository:
        worn = repository.badges.current_of(event.id)[maelle.id]
    assert (worn.id, worn.number) == (blank.id, 1), "a reprint has the code round their neck"
    assert isinstance(desk.admit(printed.token, Means.CAMERA), AlreadyArrived), "the printed one is theirs as well"
    new = badging.revoke(event.id, maelle.id)
    for lost in (printed, blank):
        assert isinstance(desk.admit(lost.token, Means.CAMERA), Revoked)
    assert isinstance(desk.admit(new.token, Means.CAMERA), AlreadyArrived)


def test_who_is_in_already_is_counted_once_and_has_the_badge(
    desk: Desk, blank: Badge, add: AddAttendee, clock: Clock
) -> None:
    maelle = add("Maëlle Kervella")
    desk.admit_by_hand(maelle.id)
    came = clock.now
    clock.advance(minutes=5)
    desk.admit(blank.token, Means.CAMERA)
    assert desk.headcount().inside == 2
    verdict = desk.claim_for(blank.id, maelle.id)
    assert isinstance(verdict, AlreadyArrived)
    assert verdict.first.at == came
    assert desk.headcount() == Headcount(inside=1, arrived=1, expected=1)
    again = desk.admit(blank.token, Means.CAMERA)
    assert isinstance(again, AlreadyArrived)
    assert again.attendee is not None


def test_for_somebody_cancelled_nothing_is_changed(desk: Desk, blank: Badge, add: AddAttendee) -> None:
    remi = add("Rémi Fauve", status=Status.CANCELLED)
    desk.admit(blank.token, Means.CAMERA)
    assert isinstance(desk.claim_for(blank.id, remi.id), CancelledTicket)
    assert desk.headcount().inside == 1
    assert desk.blank_number(blank.id) == 1
    desk.admit_by_hand(remi.id, again=True)
    assert isinstance(desk.claim_for(blank.id, remi.id), AlreadyArrived)
    assert desk.headcount().inside == 1


def test_what_is_not_to_be_had_is_refused_and_nobody_is_registered(
    desk: Desk, badging: Badging, database: Database, event: Event, add: AddAttendee
) -> None:
    maelle = add("Maëlle Kervella")
    taken, lost, free = blank_badges(database, event, 3)
    desk.claim(taken.id, WalkIn("Zoé"))
    badging.revoke_blank(event.id, 2)
    with database.writing() as repository:
        (plain,) = repository.badges.make(event.id, [maelle.id], event.starts)
    people = len(badging.candidates(event.id))
    for badge_id, error, name in (
        (taken.id, BadgeClaimedError, "Zoé"),
        (lost.id, BadgeClaimedError, ""),
        (plain.id, BadgeClaimedError, "Maëlle Kervella"),
        (BadgeId(42), NotFoundError, None),
    ):
        with pytest.raises(error) as caught:
            desk.claim(badge_id, WalkIn("Ana"))
        assert getattr(caught.value, "name", None) == name
        with pytest.raises(error) as caught:
            desk.claim_for(badge_id, maelle.id)
        assert getattr(caught.value, "name", None) == name
    with pytest.raises(InvalidError):
        desk.claim(free.id, WalkIn("\u200b "))
    with pytest.raises(NotFoundError):
        desk.claim_for(free.id, new_id())
    assert len(badging.candidates(event.id)) == people
    assert desk.blank_number(free.id) == 3


def test_a_blank_badge_that_is_lost_is_refused(desk: Desk, badging: Badging, database: Database, event: Event) -> None:
    one, other = blank_badges(database, event, 2)
    assert badging.revoke_blank(event.id, 1).id == one.id
    badging.revoke_blank(event.id, 1)
    assert isinstance(desk.admit(one.token, Means.CAMERA), Revoked)
    assert desk.blank_number(one.id) is None
    desk.claim(other.id, WalkIn("Zoé"))
    with pytest.raises(BadgeClaimedError):
        badging.revoke_blank(event.id, 2)
    with pytest.raises(NotFoundError):
        badging.revoke_blank(event.id, 3)


def test_two_doors_that_claim_it_at_once_give_it_to_one_guest(
    database: Database, event: Event, blank: Badge, clock: Clock
) -> None:
    assert_claimed_once(database, event, blank, clock)


def assert_claimed_once(database: Database, event: Event, blank: Badge, clock: Clock) -> None:
    """Claim a blank badge at four doors at the same moment."""
    doors = [Desk(database, event.id, Door(new_id(), str(number)), clock) for number in range(4)]
    doors[0].admit(blank.token, Means.CAMERA)

    def claim(number: int) -> Verdict | CheckinError:
        try:
            return doors[number].claim(blank.id, WalkIn(f"Guest {number}"))
        except CheckinError as error:
            return error

    with ThreadPoolExecutor(len(doors)) as pool:
        answers = list(pool.map(claim, range(len(doors))))
    assert sorted(type(answer).__name__ for answer in answers) == ["Admitted", *["BadgeClaimedError"] * 3]
    assert doors[0].headcount() == Headcount(inside=1, arrived=1, expected=1)


def test_a_claimed_badge_counts_as_printed(desk: Desk, badging: Badging, event: Event, tmp_path: Path) -> None:
    badging.print_blanks(event.id, 1, tmp_path / "b.pdf", template=TEMPLATE, words=WORDS)
    (blank,) = badging.blanks(event.id)
    desk.claim(blank.id, WalkIn("Zoé"))
    (zoe,) = badging.candidates(event.id)
    assert zoe.badge_printed_at is not None
    assert badging.waiting(event.id) == 0


def test_what_is_ticked_in_from_paper_happened_when_it_did(desk: Desk, add: AddAttendee, clock: Clock) -> None:
    maelle = add("Maëlle Kervella")
    came = clock.now
    clock.advance(hours=2)
    verdict = desk.admit_by_hand(maelle.id, at=came)
    assert isinstance(verdict, Admitted)
    assert (verdict.attendee.arrived_at, verdict.scan.at) == (came, came)
    walk_in = desk.register_walk_in(WalkIn("Zoé"), at=came)
    assert walk_in.attendee.arrived_at == came
    assert desk.headcount().inside == 2


def test_a_lost_blank_badge_is_refused_as_what_it_is(desk: Desk, badging: Badging, blank: Badge, event: Event) -> None:
    badging.revoke_blank(event.id, 1)
    verdict = desk.admit(blank.token, Means.CAMERA)
    assert isinstance(verdict, Revoked)
    said = "\n".join(
        [word(verdict, Language("en")), headline(verdict, Language("en")), *details(verdict, Language("en"))]
    )
    assert "Badge declared lost" in said
    assert "Blank badge 1" in said
    assert "taken back" not in said, "it was on no list"
