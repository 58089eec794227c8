"""The codes of the list on paper: the same on every laptop, each somebody's alone, read however they are typed."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.attendance.paper_codes import (
    FIRST,
    LETTERS,
    PaperCodes,
    attendees_coded,
    codes_of,
    looks_like_code,
    paper_code,
)
from checkin.model import Attendee
from tests.badges.faces import HARD

IDS = st.sets(st.uuids(), min_size=1, max_size=40)
MANY = [UUID(int=number * 0x9E3779B97F4A7C15F39CC0605CEDC834 % 2**128) for number in range(1, 2001)]


def test_a_code_comes_of_the_id_alone() -> None:
    # Written down: a list on paper must fit the program that is installed after it was printed.
    assert paper_code(UUID("019a8c1e-7b00-7000-8000-00000000c0de")) == "6J8F"


@given(IDS)
@settings(max_examples=40)
def test_a_code_is_a_digit_and_letters_that_are_mistaken_for_nothing(ids: set[UUID]) -> None:
    for attendee_id, code in codes_of(ids).items():
        assert code[0] in FIRST
        assert set(code) <= set(LETTERS)
        assert code.startswith(paper_code(attendee_id))


@given(IDS, st.data())
@settings(max_examples=40)
def test_a_code_is_read_however_it_is_typed(ids: set[UUID], data: st.DataObject) -> None:
    codes = PaperCodes(ids)
    wanted = data.draw(st.sampled_from(sorted(ids)))
    typed = "".join(
        data.draw(st.sampled_from(["", " ", "-"]))
        + data.draw(st.sampled_from([letter, letter.lower(), *{"0": "Oo", "1": "IilL"}.get(letter, "")]))
        for letter in codes.of(wanted)
    )
    assert codes.found(typed) == [wanted]


@pytest.mark.parametrize("digits", ["&é\"'(-è_çà", "&é\"'(§è!çà"], ids=["French", "Belgian and Apple's"])
def test_shift_may_be_forgotten_on_keyboards_that_want_it_for_digits(digits: str) -> None:
    codes = PaperCodes(MANY)
    unshifted = str.maketrans("1234567890", digits)
    for attendee_id in MANY[:200]:
        assert attendee_id in codes.found(codes.of(attendee_id).translate(unshifted))


def test_who_has_the_same_four_characters_has_more_of_them_and_nobody_else() -> None:
    codes = codes_of(MANY)
    assert len(set(codes.values())) == len(MANY)
    beginnings = [paper_code(attendee_id) for attendee_id in MANY]
    for attendee_id in MANY:
        assert (len(codes[attendee_id]) > 4) == (beginnings.count(paper_code(attendee_id)) > 1)
    assert {len(code) for code in codes.values()} == {4, 5}


def test_a_code_that_is_several_peoples_now_means_all_of_them() -> None:
    codes = PaperCodes(MANY)
    twin = next(attendee_id for attendee_id in MANY if len(codes.of(attendee_id)) > 4)
    # Printed when they were alone with it; the other one was put on the list since.
    found = codes.found(paper_code(twin))
    assert len(found) > 1
    assert twin in found
    assert PaperCodes([twin]).found(paper_code(twin)) == [twin]


@pytest.mark.parametrize("text", ["", "7", "7KM", "ANNA", "OLGA", "ILLI", "7KMU", "7KMQ" * 4, "@7kmq", "7km q?"])
def test_what_is_no_code_is_nobody(text: str) -> None:
    assert PaperCodes(MANY).found(text) == []


def test_no_name_looks_like_a_code() -> None:
    names = [*HARD.values(), ("Éric", "Çelik"), ("Olga", "Illi"), ("Zoé", "Le Goff")]
    assert [name for name in names if any(looks_like_code(part) for part in (*name, " ".join(name)))] == []
    assert looks_like_code(" 7km-q ")


def test_attendees_are_found_by_their_codes() -> None:
    people = [Attendee(id=i, event_id=i, person_id=i, given_name="", family_name="", full_name="") for i in MANY[:50]]
    assert attendees_coded(paper_code(MANY[7]), people) == [people[7]]
    with pytest.raises(KeyError):
        PaperCodes(MANY[:5]).of(MANY[7])
