"""Who of earlier evenings a list's newcomers are: certain joined, doubtful asked, nobody joined silently."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from checkin.desk import Desk
from checkin.evenings import Evenings
from checkin.lists.importing import Decisions, DoubtReason, ImportPlan
from checkin.lists.listed import ProblemKind
from checkin.model import Door, Event, new_id
from checkin.storage.database import Database
from tests.conftest import Clock
from tests.lists.evenings import Evening, Row

COLUMNS = "given family email handle"
INES: Row = {"given": "Inès", "family": "Roux", "email": "ines@example.org", "handle": "@ines"}


@pytest.fixture
def earlier(database: Database, event: Event, tmp_path: Path) -> Evening:
    """An earlier evening."""
    return Evening(database, event, tmp_path, COLUMNS)


@pytest.fixture
def later(earlier: Evening, evenings: Evenings, tmp_path: Path) -> Evening:
    """The evening four weeks later."""
    event = evenings.add("Apéro #27", earlier.event.starts + timedelta(days=28))
    return Evening(earlier.database, event, tmp_path, COLUMNS)


def review(evening: Evening, *rows: Row, decisions: Decisions | None = None) -> ImportPlan:
    return evening.importer.review(evening.event.id, evening.read(*rows), decisions or Decisions())


@pytest.mark.parametrize(
    "row",
    [
        {"given": "ines", "family": "ROUX", "email": "ines@example.org"},
        {"given": "Inès", "family": "Roux", "email": "new@example.org", "handle": "@Ines"},
    ],
)
def test_the_same_name_with_the_same_address_or_handle_is_joined_without_a_question(
    earlier: Evening, later: Evening, row: Row
) -> None:
    earlier.load(INES)
    assert later.load(row).doubts == ()
    assert later.only().person_id == earlier.only().person_id


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"given": "Inès", "family": "Roux"}, DoubtReason.SAME_NAME),
        ({"given": "Inès", "family": "Roux", "email": "another@example.org"}, DoubtReason.SAME_NAME),
        ({"given": "Agnès", "family": "Petit", "email": "ines@example.org"}, DoubtReason.SAME_EMAIL),
        ({"given": "Agnès", "family": "Petit", "handle": "@ines"}, DoubtReason.SAME_HANDLE),
    ],
)
def test_what_is_not_certain_is_asked_and_joined_only_where_the_answer_is_yes(
    earlier: Evening, later: Evening, row: Row, reason: DoubtReason
) -> None:
    earlier.load(INES)
    (doubt,) = review(later, row).doubts
    assert (doubt.row, doubt.reason, doubt.person.id) == (2, reason, earlier.only().person_id)
    (problem,) = [one for one in review(later, row).problems if one.kind is ProblemKind.MAYBE_KNOWN]
    assert (problem.row, problem.value) == (2, "Inès Roux")
    later.load(row)
    assert later.only().person_id != doubt.person.id
    later.importer.take_back(later.event.id)

    yes = Decisions(joins=((2, doubt.person.id),))
    answered = review(later, row, decisions=yes)
    assert [one.person.id for one in answered.doubts] == [doubt.person.id]
    assert not [one for one in answered.problems if one.kind is ProblemKind.MAYBE_KNOWN]
    later.load(row, decisions=yes)
    assert later.only().person_id == doubt.person.id


def test_once_joined_they_are_known_by_what_they_gave_and_taking_back_forgets_it(
    earlier: Evening, later: Evening, database: Database
) -> None:
    earlier.load(INES)
    person = earlier.only().person_id
    row: Row = {"given": "Inès", "family": "Roux", "email": "new@example.org"}
    later.load(row, decisions=Decisions(joins=((2, person),)))
    with database.reading() as repository:
        (known,) = repository.attendees.people()
    assert (known.email, known.handle) == ("new@example.org", "@ines")
    later.importer.take_back(later.event.id)
    with database.reading() as repository:
        (known,) = repository.attendees.people()
    assert known.email == "ines@example.org"


def test_a_doubt_tells_how_often_and_when_they_were_last_in_and_names_the_one_who_came_most(
    earlier: Evening, later: Evening, clock: Clock
) -> None:
    earlier.load(INES, {"given": "Inès", "family": "Roux", "email": "other@example.org"})
    other = earlier.records()[1]
    Desk(earlier.database, earlier.event.id, Door(new_id(), "1"), clock).admit_by_hand(other.id)
    (doubt,) = review(later, {"given": "Inès", "family": "Roux"}).doubts
    assert (doubt.person.id, doubt.visits) == (other.person_id, 1)
    assert doubt.last_seen == earlier.event.starts


def test_the_same_name_counts_more_than_the_same_address_under_another(earlier: Evening, later: Evening) -> None:
    earlier.load({"given": "Inès", "family": "Roux"}, {"given": "Marc", "family": "Petit", "email": "fam@example.org"})
    (doubt,) = review(later, {"given": "Inès", "family": "Roux", "email": "fam@example.org"}).doubts
    assert doubt.person.full_name == "Inès Roux"


def test_who_is_on_this_evenings_list_under_another_row_is_no_doubt(earlier: Evening, later: Evening) -> None:
    family: list[Row] = [
        {"given": "Sacha", "family": "Girard", "email": "fam@example.org"},
        {"given": "Éva", "family": "Girard", "email": "fam@example.org"},
    ]
    assert review(earlier, *family).doubts == ()
    earlier.load(family[0])
    assert review(earlier, *family).doubts == ()
    assert review(later, *family).doubts == ()
    assert [doubt.row for doubt in review(later, family[1]).doubts] == [2]


def test_two_rows_are_never_one_person_of_an_earlier_evening(earlier: Evening, later: Evening) -> None:
    earlier.load(INES)
    person = earlier.only().person_id
    rows: list[Row] = [{"given": "Inès", "family": "Roux", "email": f"{n}@example.org"} for n in range(2)]
    assert len(review(later, *rows).doubts) == 2
    both = Decisions(joins=((2, person), (3, person)))
    assert [doubt.row for doubt in review(later, *rows, decisions=both).doubts] == [2]
    later.load(*rows, decisions=both)
    first, second = later.records()
    assert (first.person_id, second.person_id == person) == (person, False)


def test_a_correction_of_an_old_list_does_not_take_the_persons_newer_address(
    earlier: Evening, later: Evening, database: Database
) -> None:
    earlier.load(INES)
    later.load(INES | {"email": "newer@example.org"})
    later.load(INES | {"email": "newest@example.org"})
    earlier.load(INES | {"handle": "@inesroux"})
    earlier.load({**INES, "handle": "", "email": ""})
    with database.reading() as repository:
        (person,) = repository.attendees.people()
    assert (person.email, person.handle) == ("newest@example.org", "@inesroux")


def test_the_very_name_counts_more_than_one_like_it_at_the_same_address(earlier: Evening, later: Evening) -> None:
    earlier.load({"given": "Inès", "family": "Roux"}, {"given": "Inès", "family": "Rou", "email": "fam@example.org"})
    (doubt,) = review(later, {"given": "Inès", "family": "Roux", "email": "fam@example.org"}).doubts
    assert doubt.person.full_name == "Inès Roux"
