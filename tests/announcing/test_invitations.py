"""Who may be written to: by their latest word, each once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from checkin.announcing.announcement import announcement_of
from checkin.announcing.invitations import Invitee, is_address, people_to_invite
from checkin.desk import Desk
from checkin.evenings import Evenings
from checkin.model import Door, Event, Status, new_id
from checkin.storage.database import Database
from checkin.storage.records import AttendeeRecord, PersonRecord


def fold(name: str) -> str:
    return name.lower().replace("ë", "e")


Say = Callable[..., PersonRecord]


@pytest.fixture
def months(evenings: Evenings) -> list[Event]:
    """Three evenings, a month apart; the last is announced."""
    return [evenings.add(f"Apéro #{n}", datetime(2026, 9 + n, 1, 19)) for n in (0, 1, 2)]  # noqa: DTZ001 - as typed


@pytest.fixture
def say(database: Database, months: list[Event]) -> Say:
    """Put somebody on an evening's list with what they said about being written to."""

    def said(month: int, who: PersonRecord | str, agreed: bool, **fields: object) -> PersonRecord:
        is_new = isinstance(who, str)
        name = who if isinstance(who, str) else who.full_name
        given, _, family = name.partition(" ")
        email = str(fields.pop("email", f"{fold(given)}@example.org"))
        person = (
            PersonRecord(new_id(), given, family, name, email, f"@{given.lower()}") if isinstance(who, str) else who
        )
        record = AttendeeRecord(
            new_id(), months[month].id, person.id, given, family, name, email=email,
            may_be_written_to=agreed, **{"status": Status.WALK_IN, **fields},  # type: ignore[arg-type]
        )  # fmt: skip
        with database.writing() as repository:
            if is_new:
                repository.attendees.add_people([person])
            repository.attendees.add([record])
        return person

    return said


def invited(database: Database, months: list[Event]) -> list[Invitee]:
    return people_to_invite(database, announcement_of(months[2]))


def names(database: Database, months: list[Event]) -> list[str]:
    return [one.given_name for one in invited(database, months)]


def test_who_agreed_once_is_invited_and_who_did_not_is_not(database: Database, months: list[Event], say: Say) -> None:
    say(0, "Zoë Adam", True)
    say(0, "Karim Benali", False)
    say(0, "Nina Kim", True, email="")
    assert names(database, months) == ["Zoë"]


def test_the_latest_word_counts(database: Database, months: list[Event], say: Say) -> None:
    zoe, karim = say(0, "Zoë Adam", True), say(0, "Karim Benali", False)
    say(1, zoe, False)
    say(1, karim, True)
    assert names(database, months) == ["Karim"]


def test_a_list_that_says_nothing_takes_no_agreement_back(database: Database, months: list[Event], say: Say) -> None:
    zoe = say(0, "Zoë Adam", True)
    say(1, zoe, False, status=Status.EXPECTED)
    assert names(database, months) == ["Zoë"]
    say(2, zoe, False, status=Status.EXPECTED, edited=("may_be_written_to",))
    assert names(database, months) == []


def test_two_lines_of_one_evening_are_a_refusal_where_one_is(database: Database, months: list[Event], say: Say) -> None:
    zoe = say(0, "Zoë Adam", False)
    say(0, zoe, True)
    assert names(database, months) == []


def test_an_agreement_on_a_cancelled_registration_does_not_count_and_a_refusal_does(
    database: Database, months: list[Event], say: Say
) -> None:
    say(0, "Zoë Adam", True, status=Status.CANCELLED)
    karim = say(0, "Karim Benali", True)
    say(1, karim, False, status=Status.CANCELLED, edited=("may_be_written_to",))
    nina = say(0, "Nina Kim", True)
    say(1, nina, True, status=Status.CANCELLED)
    assert names(database, months) == ["Nina"]


def test_who_cancelled_this_very_evening_is_left_in_peace(database: Database, months: list[Event], say: Say) -> None:
    zoe = say(0, "Zoë Adam", True)
    say(2, zoe, False, status=Status.CANCELLED)
    assert names(database, months) == []


def test_each_address_is_written_to_once_in_whatever_case(database: Database, months: list[Event], say: Say) -> None:
    say(0, "Zoë Adam", True, email="Us@Example.org")
    say(0, "Karim Benali", True, email="us@example.org")
    assert len(names(database, months)) == 1


def test_a_refusal_holds_for_the_address_under_another_name_too(
    database: Database, months: list[Event], say: Say
) -> None:
    say(0, "Zoë Adam", True, email="us@example.org")
    say(1, "Zoe Adams", False, email="us@example.org")
    assert names(database, months) == []


def test_other_series_are_not_asked(database: Database, months: list[Event], say: Say) -> None:
    say(0, "Zoë Adam", True)
    other = replace(announcement_of(months[2]), series_id=new_id())
    assert people_to_invite(database, other) == []


def test_an_invitee_comes_with_the_latest_address_and_the_visits(
    database: Database, months: list[Event], say: Say
) -> None:
    zoe = say(0, "Zoë Adam", True)
    with database.writing() as repository:
        repository.attendees.change_people([replace(zoe, email="new@example.org")])
        attendee = repository.attendees.of_event(months[0].id)[0]
    at = datetime(2026, 9, 1, 20, tzinfo=timezone(timedelta(hours=2)))
    Desk(database, months[0].id, Door(new_id(), "1"), lambda: at).admit_by_hand(attendee.id)
    (one,) = invited(database, months)
    assert (one.email, one.handle, one.visits) == ("new@example.org", "@zoë", 1)
    assert one.last_seen == months[0].starts


@pytest.mark.parametrize("text", ["a@example.org", "a.b+c@x.example.bzh", "zoe@exämple.org", "a@xn--exmple-cua.org"])
def test_addresses_that_can_stand_in_a_mail(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    ["", "a", "a@b", "a b@c.org", "a@c.org\r\nTo: b@c.org", "a@c.org,b@c.org", "é@c.org", "<a@c.org>", "a@-c.org"],
)
def test_what_cannot_stand_in_a_mail(text: str) -> None:
    assert not is_address(text)
