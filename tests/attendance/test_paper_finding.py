"""Whom an entry from paper means."""

from __future__ import annotations

import pytest

from checkin.attendance.paper_finding import PaperFinder
from checkin.model import Attendee, new_id

NAMES = (
    ("Maëlle Kervella", "@maelle@framapiaf.example"),
    ("Maëlle Kervella-Guillou", ""),
    ("Karim Benali", "@kbenali"),
    ("Karima Benali", ""),
    ("Jean Martin", ""),
    ("Jean Martin", "@jm"),
    ("王 小明", ""),
    ("Madonna", ""),
)


@pytest.fixture
def people() -> list[Attendee]:
    """A list with namesakes."""
    found = []
    for name, handle in NAMES:
        given, _, family = name.partition(" ")
        found.append(Attendee(new_id(), new_id(), new_id(), given, family, name, handle=handle))
    return found


@pytest.mark.parametrize(
    ("entry", "wanted"),
    [
        ("kervella maelle", [0]),
        ("Maëlle Kervella", [0]),
        ("maelle kerv", [0, 1]),
        ("guillou", [1]),
        ("karim benali", [2]),
        ("Benali", [2, 3]),
        ("karim", [2, 3]),
        ("JEAN MARTIN", [4, 5]),
        ("@jm", [5]),
        ("@kbenali", [2]),
        ("wang", [6]),
        ("Kervela", []),
        ("nobody", []),
        ("", []),
        ("?!", []),
        ("2222", []),
    ],
)
def test_an_entry_means_who_has_all_of_it(people: list[Attendee], entry: str, wanted: list[int]) -> None:
    assert {a.id for a in PaperFinder(people).meant(entry)} == {people[number].id for number in wanted}


def test_a_code_means_its_own_guest(people: list[Attendee]) -> None:
    finder = PaperFinder(people)
    for attendee in people:
        assert finder.meant(f" {finder.code(attendee.id).lower()} ") == [attendee]


def test_typos_are_suggested_and_never_meant(people: list[Attendee]) -> None:
    finder = PaperFinder(people)
    assert finder.meant("Madona") == []
    assert finder.suggested("Madona", 6) == [people[7]]


def test_suggestions_begin_with_whom_the_entry_means(people: list[Attendee]) -> None:
    finder = PaperFinder(people)
    assert finder.suggested("karim benali", 6)[0] == people[2]
    assert len(finder.suggested("e", 6)) == 0
    assert len(finder.suggested("benali", 1)) == 1
    assert finder.suggested("2222", 6) == []


def test_who_was_put_on_the_list_since_is_found_by_name(people: list[Attendee]) -> None:
    finder = PaperFinder(people[:-1])
    assert finder.meant("Madonna") == []
    finder.replace(people[-1])
    assert finder.meant("Madonna") == [people[-1]]
    assert finder.code(people[-1].id) == ""
