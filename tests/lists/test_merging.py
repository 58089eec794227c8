"""A list over what stands: the list's new words are taken, and nothing that somebody did by hand is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from checkin.badging import Badging
from checkin.desk import Desk, WalkIn
from checkin.lists.editing import Editor
from checkin.lists.fixing import Fix
from checkin.lists.importing import Change, Decisions
from checkin.model import Event, Status
from checkin.storage.database import Database
from tests.lists.evenings import Evening, Row

COLUMNS = "given family email handle organisation category status places note"
INES: Row = {"given": "Inès", "family": "Roux", "email": "ines@example.org", "status": "Validé", "places": "1"}
KARIM: Row = {"given": "Karim", "family": "Benali", "email": "karim@example.net", "status": "Validé", "places": "1"}


@pytest.fixture
def evening(database: Database, event: Event, tmp_path: Path) -> Evening:
    """The current evening, loaded from lists of nine columns."""
    return Evening(database, event, tmp_path, COLUMNS)


@pytest.fixture
def editor(database: Database) -> Editor:
    """Puts single attendees right."""
    return Editor(database)


def test_a_new_word_of_the_list_is_taken(evening: Evening) -> None:
    evening.load(INES | {"organisation": "Mairie"})
    plan = evening.load(INES | {"organisation": "Préfecture"})
    assert plan.count(Change.UPDATED) == 1
    assert evening.only().organisation == "Préfecture"


def test_an_emptied_cell_takes_the_value_away_and_a_missing_column_does_not(evening: Evening) -> None:
    evening.load(INES | {"organisation": "Mairie", "handle": "@ines"})
    evening.load(INES | {"handle": "@ines"})
    assert evening.only().organisation == ""
    evening.load(INES, columns="given family email status")
    assert evening.only().handle == "@ines"


def test_the_first_time_that_a_list_of_a_shape_meets_somebody_its_empty_cells_take_nothing_away(
    evening: Evening,
) -> None:
    evening.load(INES | {"organisation": "Mairie", "places": "3", "status": "Annulé"})
    evening.load(INES | {"category": "Presse"}, columns="given family email organisation category")
    stands = evening.only()
    assert (stands.organisation, stands.category, stands.places) == ("Mairie", "Presse", 3)
    assert stands.status is Status.CANCELLED


def test_a_second_list_wins_over_the_first_and_the_first_does_not_win_it_back_by_repeating_itself(
    evening: Evening,
) -> None:
    evening.load(INES | {"organisation": "Mairie"})
    evening.load(INES | {"organisation": "Préfecture"}, columns="given family email organisation")
    assert evening.load(INES | {"organisation": "Mairie"}).count(Change.UNCHANGED) == 1
    assert evening.only().organisation == "Préfecture"
    evening.load(INES | {"organisation": ""})
    assert evening.only().organisation == "Préfecture"
    evening.load(INES | {"organisation": "Région"})
    assert evening.only().organisation == "Région"


@pytest.mark.parametrize(
    ("field", "cell", "old", "by_hand", "new"),
    [
        ("email", "email", "ines@example.org", "ines@example.net", "ines.roux@example.org"),
        ("organisation", "organisation", "Mairie", "Région", "Préfecture"),
        ("organisation", "organisation", "Mairie", "", "Préfecture"),
        ("category", "category", "Presse", "VIP", "Membre"),
        ("handle", "handle", "@ines", "@inesr", "@inesroux"),
        ("note", "note", "", "vegan", "late"),
        ("places", "places", "1", "2", "3"),
        ("given_name", "given", "Inès", "Agnès", "Inés"),
    ],
)
def test_what_was_edited_by_hand_is_kept_whatever_the_list_says(
    evening: Evening, editor: Editor, field: str, cell: str, old: str, by_hand: str, new: str
) -> None:
    evening.load(INES | {cell: old})
    editor.change(evening.only().id, **{field: by_hand})
    for word in (old, new, new, old):
        evening.load(INES | {cell: word})
        assert str(getattr(evening.only(), field)) == by_hand
    # Another platform's list, which meets them for the first time.
    evening.load(INES | {cell: new}, columns=f"{COLUMNS} code")
    assert str(getattr(evening.only(), field)) == by_hand


def test_once_the_list_says_what_was_typed_by_hand_it_has_its_say_again(evening: Evening, editor: Editor) -> None:
    evening.load(INES | {"organisation": "Mairie"})
    editor.change(evening.only().id, organisation="Région")
    evening.load(INES | {"organisation": "Région"})
    evening.load(INES | {"organisation": "Ville"})
    assert evening.only().organisation == "Ville"


def test_the_half_of_a_name_that_nobody_touched_follows_the_list(evening: Evening, editor: Editor) -> None:
    evening.load(INES | {"given": "Ines", "family": "Rou"})
    editor.change(evening.only().id, given_name="Inès")
    evening.load(INES | {"given": "Ines", "family": "Roux"})
    stands = evening.only()
    assert (stands.given_name, stands.family_name, stands.full_name) == ("Inès", "Roux", "Inès Roux")


def test_a_name_corrected_by_hand_is_found_by_the_name_that_the_list_still_has(
    evening: Evening, editor: Editor
) -> None:
    nameless: Row = {"given": "Bob", "family": "Smith", "status": "Validé", "places": "1"}
    evening.load(nameless)
    editor.change(evening.only().id, given_name="Aleksandra", family_name="Wójcik", email="ola@example.org")
    assert evening.load(nameless).count(Change.UNCHANGED) == 1
    assert evening.load(nameless | {"note": "late", "email": "bob@example.org"}).count(Change.UPDATED) == 1
    assert evening.only().full_name == "Aleksandra Wójcik"


def test_cancelled_by_hand_stays_cancelled_until_the_lists_word_on_it_changes(evening: Evening, editor: Editor) -> None:
    evening.load(INES)
    editor.change(evening.only().id, status=Status.CANCELLED)
    evening.load(INES | {"organisation": "Mairie"})
    evening.load(INES, columns="given family email status")
    assert evening.only().status is Status.CANCELLED
    for word, stands in (("Annulé", Status.CANCELLED), ("Validé", Status.EXPECTED)):
        evening.load(INES | {"status": word})
        assert evening.only().status is stands


def test_a_walk_in_stays_one_whatever_a_list_says(evening: Evening, desk: Desk) -> None:
    desk.register_walk_in(WalkIn("Ines", "Roux", email="ines@example.org"))
    for word in ("Annulé", "Validé", "Annulé"):
        evening.load(INES | {"status": word})
        assert evening.only().status is Status.WALK_IN
    assert evening.only().full_name == "Inès Roux"


def test_a_fix_of_the_preview_counts_as_typed_by_hand(evening: Evening) -> None:
    row: Row = INES | {"email": "ines-at-example", "status": "Validé"}
    fix = Fix(2, (("email", "ines@example.org"), ("organisation", "Mairie")))
    plan = evening.load(row, KARIM, decisions=Decisions(fixes=(fix,)))
    assert not [problem for problem in plan.problems if problem.row == 2 and problem.kind == "invalid_email"]
    assert [problem for problem in plan.list.problems if problem.kind == "invalid_email"]
    assert evening.load(row, KARIM).count(Change.UNCHANGED) == 2
    evening.load(row | {"email": "other@example.org", "organisation": "Région"}, KARIM)
    stands = evening.record("Inès Roux")
    assert (stands.email, stands.organisation) == ("ines@example.org", "Mairie")


def test_a_fix_wins_over_what_was_typed_before(evening: Evening, editor: Editor) -> None:
    evening.load(INES | {"organisation": "Mairie"})
    editor.change(evening.only().id, organisation="Région")
    fix = Fix(2, (("organisation", "Ville"),))
    evening.load(INES | {"organisation": "Mairie"}, decisions=Decisions(fixes=(fix,)))
    assert evening.only().organisation == "Ville"


def test_a_row_that_an_error_keeps_out_is_loaded_by_a_fix_and_is_not_missing_without_one(evening: Evening) -> None:
    pending = INES | {"status": "En attente"}
    assert not evening.load(pending, KARIM).count(Change.UPDATED)
    assert [one.full_name for one in evening.records()] == ["Karim Benali"]
    for status in (Status.EXPECTED, Status.CANCELLED):
        evening.load(pending, KARIM, decisions=Decisions(fixes=(Fix(2, status=status),)))
        assert evening.record("Inès Roux").status is status
    evening.load(pending, KARIM, decisions=Decisions(fixes=(Fix(2, status=Status.EXPECTED),)))
    plan = evening.load(pending, KARIM, decisions=Decisions(cancel_missing=True))
    assert plan.missing == ()
    assert evening.record("Inès Roux").status is Status.EXPECTED


def test_who_is_missing_stays_or_is_cancelled_and_is_expected_again_once_the_list_names_them(
    evening: Evening,
) -> None:
    evening.load(INES, KARIM)
    plan = evening.importer.review(evening.event.id, evening.read(KARIM), Decisions(cancel_missing=True))
    assert [one.full_name for one in plan.missing] == ["Inès Roux"]
    assert evening.record("Inès Roux").status is Status.EXPECTED
    evening.load(KARIM, decisions=Decisions(cancel_missing=True))
    assert evening.record("Inès Roux").status is Status.CANCELLED
    assert evening.load(KARIM).missing == ()
    evening.load(INES, KARIM)
    assert evening.record("Inès Roux").status is Status.EXPECTED


def test_only_those_are_missing_whom_a_list_of_the_same_shape_named_last(evening: Evening, desk: Desk) -> None:
    desk.register_walk_in(WalkIn("Léo", "Fontaine"))
    evening.load(KARIM | {"code": "880010024"}, columns=f"{COLUMNS} code")
    evening.load(INES)
    assert evening.load(KARIM | {"email": "k@example.org", "given": "Kamil"}).missing[0].full_name == "Inès Roux"
    # Nobody cancelled her then; it is not asked again.
    assert evening.load(KARIM | {"email": "k@example.org", "given": "Kamil"}).missing == ()


def test_loading_never_touches_the_journal_wishes_consent_or_badges(
    evening: Evening, desk: Desk, database: Database, tmp_path: Path
) -> None:
    walk_in = WalkIn("Zoé", "Péan", email="zoe@example.org", may_be_written_to=True, wishes=("Accueil",))
    desk.register_walk_in(walk_in)
    evening.load(INES)
    desk.admit_by_hand(evening.record("Inès Roux").id)
    badging = Badging(database)
    badging.print_sheets(
        evening.event.id, badging.candidates(evening.event.id), tmp_path / "b.pdf", template="badge-86x54"
    )
    before = untouchable(database, evening.event)
    zoe: Row = {"given": "Zoe", "family": "PÉAN", "email": "zoe@example.org", "status": "Annulé", "places": "2"}
    evening.load(zoe, INES | {"status": "Annulé", "places": "4"})
    evening.load(zoe, decisions=Decisions(cancel_missing=True))
    assert untouchable(database, evening.event) == before


def untouchable(database: Database, event: Event) -> tuple[Any, ...]:
    with database.reading() as repository:
        people = repository.attendees.of_event(event.id)
        return (
            repository.journal.lines(event.id),
            repository.badges.of_event(event.id),
            {one.id: (one.wishes, one.may_be_written_to, one.arrived_at, one.badge_printed_at) for one in people},
        )


def test_who_is_named_by_another_list_let_in_or_expected_by_hand_is_not_missing(
    evening: Evening, editor: Editor, desk: Desk
) -> None:
    kept: Row = {"given": "Zoé", "family": "Péan", "email": "zoe@example.org", "status": "Annulé"}
    came: Row = {"given": "Noor", "family": "Haddad", "email": "noor@example.org", "status": "Validé"}
    gone: Row = {"given": "Paul", "family": "Ney", "email": "paul@example.org", "status": "Validé"}
    evening.load(INES, KARIM, kept, came, gone)
    evening.load(INES, columns="given family email code")
    editor.change(evening.record("Zoé Péan").id, status=Status.EXPECTED)
    desk.admit_by_hand(evening.record("Noor Haddad").id)
    plan = evening.load(KARIM, decisions=Decisions(cancel_missing=True))
    assert [one.full_name for one in plan.missing] == ["Paul Ney"]
    assert evening.record("Inès Roux").status is Status.EXPECTED


def test_an_older_form_of_the_same_list_keeps_nobody_from_being_missing(evening: Evening) -> None:
    evening.load(INES, KARIM)
    wider = f"{COLUMNS} code"
    evening.load(INES, KARIM, columns=wider)
    assert [one.full_name for one in evening.load(KARIM, columns=wider).missing] == ["Inès Roux"]
