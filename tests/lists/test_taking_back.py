"""Taking the last import back: as if it had not been, and nothing lost that somebody did since."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from checkin.badging import Badging
from checkin.desk import Desk, WalkIn
from checkin.errors import TakeBackError, TakeBackFault
from checkin.language import Language
from checkin.lists.editing import Editor
from checkin.lists.fixing import Fix
from checkin.lists.importing import Change, Decisions, Importer, TakenBack
from checkin.lists.listed import Choices, Field
from checkin.model import Answer, Event, Means, Status
from checkin.storage.database import Database
from checkin.wording import details, word
from tests.lists.evenings import Evening, Row

INES: Row = {"given": "Inès", "family": "Roux", "email": "ines@example.org", "status": "Validé"}
KARIM: Row = {"given": "Karim", "family": "Benali", "email": "karim@example.net", "status": "Validé"}
ZOE: Row = {"given": "Zoé", "family": "Péan", "email": "zoe@example.org", "status": "Validé"}


@pytest.fixture
def evening(database: Database, event: Event, tmp_path: Path) -> Evening:
    """The current evening."""
    return Evening(database, event, tmp_path, "given family email organisation note status")


@pytest.fixture
def take_back(evening: Evening) -> Callable[[], TakenBack]:
    """Take the last import back."""
    return lambda: evening.importer.take_back(evening.event.id)


TakeBack = Callable[[], TakenBack]


def fault(take_back: TakeBack) -> TakeBackFault:
    with pytest.raises(TakeBackError) as caught:
        take_back()
    return caught.value.fault


def people_of(database: Database) -> list[str]:
    with database.reading() as repository:
        return [f"{person.full_name} {person.email}" for person in repository.attendees.people()]


def test_a_first_list_is_gone_with_its_people_and_the_evening_stays(
    evening: Evening, database: Database, take_back: TakeBack
) -> None:
    evening.load(INES, KARIM)
    last = evening.importer.last(evening.event.id)
    assert last is not None
    assert (last.file, last.added, last.updated) == ("list.csv", 2, 0)
    assert take_back() == TakenBack("list.csv", removed=2, restored=0, kept=0)
    assert evening.records() == []
    assert people_of(database) == []
    with database.reading() as repository:
        assert repository.events.get(evening.event.id) == evening.event
        assert list(repository.imports.listings(evening.event.id)) == []


def test_twice_is_refused_and_so_is_taking_back_nothing(evening: Evening, take_back: TakeBack) -> None:
    assert fault(take_back) is TakeBackFault.NOTHING
    evening.load(INES)
    take_back()
    assert evening.importer.last(evening.event.id) is None
    assert fault(take_back) is TakeBackFault.NOTHING


def test_only_the_latest_list_is_taken_back_and_what_it_changed_is_as_before(
    evening: Evening, database: Database, take_back: TakeBack
) -> None:
    evening.load(INES | {"organisation": "Mairie"}, KARIM)
    before, people = evening.records(), people_of(database)
    evening.load(INES | {"family": "Rouxel", "organisation": "", "note": "late", "status": "Annulé"}, KARIM, ZOE)
    assert evening.record("Inès Rouxel").status is Status.CANCELLED
    assert take_back() == TakenBack("list.csv", removed=1, restored=1, kept=0)
    assert evening.records() == before
    assert people_of(database) == people
    # What the lists said is as before too: the first list has nothing new to say, the second has.
    assert evening.load(INES | {"organisation": "Mairie"}, KARIM).count(Change.UNCHANGED) == 2
    assert evening.load(INES | {"organisation": "Région"}, KARIM).count(Change.UPDATED) == 1
    assert fault(lambda: (take_back(), take_back())[1]) is TakeBackFault.NOTHING


def test_what_somebody_edited_since_stays_field_by_field(
    evening: Evening, database: Database, take_back: TakeBack
) -> None:
    evening.load(INES | {"organisation": "Mairie"})
    fix = Fix(2, (("note", "vegan"),))
    evening.load(INES | {"organisation": "Région", "family": "Rouxel"}, decisions=Decisions(fixes=(fix,)))
    Editor(database).change(evening.only().id, organisation="Ville")
    assert take_back().restored == 1
    stands = evening.only()
    assert (stands.full_name, stands.organisation, stands.note) == ("Inès Roux", "Ville", "")
    assert stands.edited == ("organisation",)


def test_added_ones_stay_who_were_edited_since_or_of_whom_the_door_has_a_line(
    evening: Evening, database: Database, desk: Desk, take_back: TakeBack
) -> None:
    evening.load(INES, KARIM, ZOE)
    Editor(database).change(evening.record("Inès Roux").id, note="vegan")
    verdict = desk.admit_by_hand(evening.record("Karim Benali").id)
    assert verdict.answer is Answer.ADMITTED
    desk.undo(verdict.arrival_id)  # type: ignore[union-attr]
    assert take_back() == TakenBack("list.csv", removed=1, restored=0, kept=2)
    assert {one.full_name for one in evening.records()} == {"Inès Roux", "Karim Benali"}
    assert len(people_of(database)) == 2


def test_the_evening_begins_with_an_arrival_that_is_not_taken_back(
    evening: Evening, desk: Desk, take_back: TakeBack
) -> None:
    evening.load(INES)
    arrival = desk.register_walk_in(WalkIn("Léo")).arrival_id
    assert evening.importer.last(evening.event.id) is None
    assert fault(take_back) is TakeBackFault.BEGUN
    desk.undo(arrival)
    assert evening.importer.last(evening.event.id) is not None
    assert take_back().removed == 1
    assert [one.full_name for one in evening.records()] == ["Léo"]


def test_badges_of_those_who_go_are_revoked_and_nobodys(
    evening: Evening, database: Database, desk: Desk, take_back: TakeBack, tmp_path: Path
) -> None:
    evening.load(INES)
    badging = Badging(database)
    guests = badging.candidates(evening.event.id)
    badging.print_sheets(evening.event.id, guests, tmp_path / "badges.pdf", template="badge-86x54")
    with database.reading() as repository:
        (badge,) = repository.badges.of_event(evening.event.id)
    take_back()
    verdict = desk.admit(badge.token, Means.CAMERA)
    assert verdict.answer is Answer.REVOKED
    # Nobody has declared it lost, and no other one takes its place.
    assert "lost" not in word(verdict, Language("en"))
    assert any("was taken back" in line for line in details(verdict, Language("en")))
    with database.reading() as repository:
        (after,) = repository.badges.of_event(evening.event.id)
    assert (after.attendee_id, after.printed_at) == (None, badge.printed_at)


def test_those_cancelled_as_missing_are_expected_again(evening: Evening, take_back: TakeBack) -> None:
    evening.load(INES, KARIM)
    evening.load(KARIM, decisions=Decisions(cancel_missing=True))
    last = evening.importer.last(evening.event.id)
    assert last is not None
    assert (last.added, last.updated) == (0, 1)
    assert take_back().restored == 1
    assert evening.record("Inès Roux").status is Status.EXPECTED
    assert [one.full_name for one in evening.load(KARIM).missing] == ["Inès Roux"]


def test_a_list_that_changes_nobody_leaves_the_one_before_to_be_taken_back(
    evening: Evening, take_back: TakeBack
) -> None:
    evening.load(INES)
    evening.load(INES)
    assert take_back().removed == 1


def test_a_person_of_an_earlier_evening_outlives_the_list_that_named_them_again(
    evening: Evening, database: Database, take_back: TakeBack, event: Event, tmp_path: Path
) -> None:
    evening.load(INES)
    evening.load(INES | {"family": "Rouxel"}, KARIM)
    take_back()
    assert people_of(database) == ["Inès Roux ines@example.org"]


def test_what_was_chosen_for_a_list_that_is_taken_back_is_not_chosen_again(
    evening: Evening, tmp_path: Path, take_back: TakeBack
) -> None:
    path = tmp_path / "columns.csv"
    path.write_text("Prénom,Nom,Truc\nInès,Roux,Mairie\n", encoding="utf-8")
    importer: Importer = evening.importer
    choices = Choices(fields=((2, Field.ORGANISATION),))
    importer.apply(evening.event.id, importer.preview(evening.event.id, path, choices=choices).list)
    assert importer.preview(evening.event.id, path).list.columns[2].field is Field.ORGANISATION
    take_back()
    assert importer.preview(evening.event.id, path).list.columns[2].field is Field.IGNORED


def test_what_the_report_raises_rolls_the_whole_loading_back(evening: Evening, database: Database) -> None:
    rows = [{"given": f"Guest{n}", "family": "Roux", "email": f"g{n}@example.org"} for n in range(2500)]
    told: list[tuple[int, int]] = []

    class Stop(Exception):  # noqa: N818 - not an error
        pass

    def report(done: int, total: int) -> None:
        told.append((done, total))
        if done == 2000:
            raise Stop

    listed = evening.read(*rows)
    with pytest.raises(Stop):
        evening.importer.apply(evening.event.id, listed, report=report)
    assert told == [(0, 2500), (1000, 2500), (2000, 2500)]
    assert evening.records() == []
    assert people_of(database) == []
    assert evening.importer.last(evening.event.id) is None
    plan = evening.importer.apply(evening.event.id, listed)
    assert [row.record.full_name for row in plan.rows] == [one.full_name for one in evening.records()]
