"""One attendee put right by hand."""

from __future__ import annotations

import pytest

from checkin.desk import Desk, WalkIn
from checkin.errors import InvalidError, NotFoundError
from checkin.lists.editing import Editor
from checkin.lists.fixing import FIXABLE
from checkin.model import Status, new_id
from checkin.storage.database import Database
from tests.conftest import AddAttendee


@pytest.fixture
def editor(database: Database) -> Editor:
    """Puts single attendees right."""
    return Editor(database)


def test_every_fixable_field_and_the_status_are_changed_and_cleaned_as_a_cell_is(
    editor: Editor, add: AddAttendee, database: Database
) -> None:
    guest = add("Ines Rou", email="old@example.org")
    typed = {
        "given_name": " Inès\u00a0 ",
        "family_name": "Roux",
        "email": "mailto:Ines@Example.org",
        "handle": "https://mastodon.example/@ines",
        "organisation": "Mairie",
        "category": "Presse",
        "ticket_code": "0012",
        "places": "3",
        "note": "vegan",
    }
    assert set(typed) == set(FIXABLE)
    stands = editor.change(guest.id, **typed, status="cancelled")
    assert (stands.full_name, stands.email, stands.handle) == (
        "Inès Roux",
        "ines@example.org",
        "@ines@mastodon.example",
    )
    assert (stands.organisation, stands.category, stands.ticket_code) == ("Mairie", "Presse", "0012")
    assert (stands.places, stands.note, stands.status) == (3, "vegan", Status.CANCELLED)
    with database.reading() as repository:
        (record,) = repository.attendees.records(guest.event_id)
        (person,) = repository.attendees.people()
    assert record.network == "mastodon"
    assert set(record.edited) == {*FIXABLE, "status"}
    assert (person.full_name, person.email) == ("Inès Roux", "ines@example.org")


def test_only_what_is_another_than_before_counts_as_edited(
    editor: Editor, add: AddAttendee, database: Database
) -> None:
    guest = add("Inès Roux", email="ines@example.org")
    editor.change(guest.id, email="ines@example.org", given_name="Inès", places="1", status=Status.EXPECTED)
    with database.reading() as repository:
        assert repository.attendees.records(guest.event_id) == [guest]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"email": "not an address", "given_name": "Agnès"}, "email"),
        ({"handle": "I have none, sorry", "given_name": "Agnès"}, "handle"),
        ({"places": "many", "given_name": "Agnès"}, "places"),
        ({"given_name": "", "family_name": " "}, "name"),
        ({"status": "walk_in", "given_name": "Agnès"}, "status"),
        ({"status": "late", "given_name": "Agnès"}, "status"),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_of_it_is_changed(
    editor: Editor, add: AddAttendee, database: Database, fields: dict[str, str], name: str
) -> None:
    guest = add("Inès Roux")
    with pytest.raises(InvalidError) as caught:
        editor.change(guest.id, **fields)
    assert caught.value.name == name
    with database.reading() as repository:
        assert repository.attendees.records(guest.event_id) == [guest]


def test_a_field_can_be_emptied(editor: Editor, add: AddAttendee) -> None:
    guest = add("Inès Roux", email="ines@example.org", handle="@ines", organisation="Mairie", places=4)
    stands = editor.change(guest.id, email="", handle="", organisation="", family_name="", places="")
    assert (stands.email, stands.handle, stands.organisation, stands.places) == ("", "", "", 1)
    assert stands.full_name == "Inès"


def test_who_never_had_a_name_is_edited_without_one(editor: Editor, add: AddAttendee) -> None:
    guest = add("", email="ines@example.org")
    assert editor.change(guest.id, given_name="", note="late").note == "late"


def test_a_walk_in_stays_one(editor: Editor, desk: Desk) -> None:
    walk_in = desk.register_walk_in(WalkIn("Léo")).attendee
    stands = editor.change(walk_in.id, status=Status.CANCELLED, family_name="Fontaine")
    assert (stands.status, stands.full_name) == (Status.WALK_IN, "Léo Fontaine")


def test_nobody_and_no_field_are_told_apart(editor: Editor, add: AddAttendee) -> None:
    with pytest.raises(NotFoundError):
        editor.change(new_id(), note="late")
    with pytest.raises(TypeError, match="wishes"):
        editor.change(add("Inès Roux").id, wishes="none")
