"""Names found as they are typed: who, in which order, and nobody else."""

from __future__ import annotations

import string
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checkin.folding import fold, tails, words
from checkin.model import Attendee, Status, new_id
from checkin.search import NameIndex
from tests.crowd import CROWD, EIGHT, FEW, names, somebody


def search(people: Sequence[Attendee], query: str, limit: int = 8) -> list[str]:
    return names(NameIndex(people).search(query, limit))


CROWD_INDEX = NameIndex(CROWD)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("gwenael", ["Gwenaëlle Le Goff"]),
        ("GWENAËLLE", ["Gwenaëlle Le Goff"]),
        ("gwenale", ["Gwenaëlle Le Goff"]),
        ("gewnaelle", ["Gwenaëlle Le Goff"]),
        ("gwenaele le gof", ["Gwenaëlle Le Goff"]),
        ("goff gwen", ["Gwenaëlle Le Goff"]),
        ("le goff", ["Gwenaëlle Le Goff", "Xavier LeGoff"]),
        ("legoff", ["Gwenaëlle Le Goff", "Xavier LeGoff"]),
        ("Le-Goff", ["Gwenaëlle Le Goff", "Xavier LeGoff"]),
        ("le gofff", ["Gwenaëlle Le Goff", "Xavier LeGoff"]),
        ("xavier le goff", ["Xavier LeGoff"]),
        ("kervela m", ["Maëlle Kervella"]),
        ("kervlela", ["Maëlle Kervella"]),
        ("kervalle", ["Maëlle Kervella"]),
        ("ervell", ["Maëlle Kervella"]),
        ("jean pierre", ["Jean-Pierre D’Almeida"]),
        ("jeanpiere", ["Jean-Pierre D’Almeida"]),
        ("dalmeida", ["Jean-Pierre D’Almeida"]),
        ("d'almeida", ["Jean-Pierre D’Almeida"]),
        ("almieda", ["Jean-Pierre D’Almeida"]),
        ("wang xiao", ["王 小明"]),
        ("小明", ["王 小明"]),
        ("@gwen_lg", ["Gwenaëlle Le Goff"]),
        ("gwen_lg", ["Gwenaëlle Le Goff"]),
        ("@gwen_lg@framapiaf.example", ["Gwenaëlle Le Goff"]),
        ("framapiaf", ["Gwenaëlle Le Goff"]),
        ("maelle42@mail.example", ["Maëlle Kervella"]),
        ("maelle42", ["Maëlle Kervella"]),
        ("mail.exam", ["Maëlle Kervella"]),
        ("ouest france", ["Jean-Pierre D’Almeida"]),
        ("martin cantine", ["Bob Martin"]),
    ],
)
def test_people_are_found_however_they_are_typed(query: str, found: list[str]) -> None:
    assert search(FEW, query) == found


@pytest.mark.parametrize(
    "query",
    [
        *(
            "",
            "b",
            " b ",
            "!!",
            "…",
            "🎉",
            "🎉👩‍👩‍👧👍",
            "@",
            "xkqz",
            "zzzz",
            "qwertyuiop",
            "kxrvxlxa",
            "karvela",
            "almex",
            "bxb",
            "mrta",
        ),
        *("kerbela martin", "HA-10004", "maelle43", "0004", "06 12 34 56 78", "x" * 5000, "x y z " * 500),
    ],
)
def test_nonsense_numbers_and_signs_find_nobody(query: str) -> None:
    assert search([*FEW, somebody("Bob Martin", email="bob10004@x.example")], query) == []


def test_of_a_number_only_the_start_is_found() -> None:
    people = [somebody("Ada", email="ada2004@x.example"), somebody("Bea", handle="@bea1204")]
    assert [search(people, query) for query in ("2004", "20", "ada2004", "004", "2005", "bea1204")] == [
        ["Ada"],
        ["Ada"],
        ["Ada"],
        [],
        [],
        ["Bea"],
    ]


def test_the_exact_name_comes_first_then_starts_then_what_is_inside_and_typos_last() -> None:
    people = [
        somebody("Emartino Zed"),
        somebody("Ann Smith", organisation="Martin et fils"),
        somebody("Zoé Martins"),
        somebody("Abel Martin"),
        somebody("Martine Roux"),
        somebody("Martin"),
    ]
    expected = ["Martin", "Martine Roux", "Abel Martin", "Zoé Martins", "Ann Smith", "Emartino Zed"]
    assert search(people, "martin") == expected
    assert search(people, "martni", 2) == ["Abel Martin", "Martin"]


def test_typos_never_bury_who_is_found_as_typed() -> None:
    people = [somebody(f"Paul Martin {n}") for n in "abcdefgh"] + [somebody("Marin Abel"), somebody("Marina Zola")]
    assert search(people, "marin", 20)[:2] == ["Marin Abel", "Marina Zola"]
    # Nobody is Marin: who starts like that, then those with a letter wrong.
    assert search([*people[:2], people[-1]], "marin") == ["Marina Zola", "Paul Martin a", "Paul Martin b"]
    # All of the name is there: nobody else is meant.
    assert search([*people, somebody("Martin Abel")], "marin abel", 20) == ["Marin Abel"]
    # Only whole words are looked for beside a start: what is still being typed may become any of them.
    index = NameIndex([somebody("Jo Kerinou"), somebody("Jo Kevinou")])
    assert names(index.search("kerin")) == ["Jo Kerinou"]
    # Whatever was searched before.
    assert names(index.search("kerin zed")) == []
    assert names(index.search("kerin")) == ["Jo Kerinou"]


def test_a_typo_within_a_word_is_nearer_than_one_across_two() -> None:
    people = [somebody("Gwen Le Bihan"), somebody("Gwenaëlle Roux")]
    assert search(people, "gwenale") == ["Gwenaëlle Roux", "Gwen Le Bihan"]


def test_a_space_too_many_is_forgiven_with_a_typo() -> None:
    assert search([somebody("Ann Legoff"), somebody("Le Bihan")], "le gofff") == ["Ann Legoff"]


def test_short_words_are_taken_as_they_are() -> None:
    people = [somebody("Hervé Roux"), somebody("Jo Ann"), somebody("Marc Duval")]
    assert [search(people, query) for query in ("kerv", "jon", "mrac", "marx")] == [
        [],
        [],
        ["Marc Duval"],
        ["Marc Duval"],
    ]


def test_among_equals_those_still_to_arrive_come_first() -> None:
    inside = somebody("Ana Silva", inside=True, arrived_at=EIGHT)
    out = somebody("Ana Silva", arrived_at=EIGHT)
    cancelled = somebody("Ana Silva", status=Status.CANCELLED)
    expected = somebody("Ana Silva")
    longer = somebody("Ana Silvana")
    index = NameIndex([inside, out, cancelled, longer, expected])
    in_order = [expected, longer, out, inside, cancelled]
    for limit in range(1, 6):
        assert index.search("ana sil", limit) == in_order[:limit]


def test_homonyms_always_come_in_the_same_order() -> None:
    people = [
        somebody("Ana Silva", handle=handle, organisation=of) for handle in ("", "@b", "@a") for of in ("", "Z", "Y")
    ]
    found = NameIndex(people).search("silva", 20)
    assert NameIndex(people[::-1]).search("silva", 20) == found
    assert [(a.handle, a.organisation) for a in found[:4]] == [("", ""), ("", "Y"), ("", "Z"), ("@a", "")]


def test_whose_handle_it_is_comes_first_even_if_they_are_inside() -> None:
    people = [somebody("Bea", handle="@anabel"), somebody("Ana"), somebody("Cleo", handle="@ana", inside=True)]
    assert search(people, "@ana") == ["Cleo", "Bea", "Ana"]
    assert search(people, "ana") == ["Ana", "Bea", "Cleo"]


def test_an_emoji_is_not_its_description() -> None:
    people = [somebody("Tada Hearts"), somebody("Zoé 🎉")]
    assert [search(people, query) for query in ("🎉", "♥♥", "zoe", "tada")] == [[], [], ["Zoé 🎉"], ["Tada Hearts"]]


@pytest.mark.parametrize(
    ("text", "folded", "kept"),
    [
        ("Le Goff", ["le", "goff"], [("legoff", 2), ("goff", 4)]),
        ("LeGoff", ["legoff"], [("legoff", 6), ("goff", 4)]),
        ("LE GOFF", ["le", "goff"], [("legoff", 2), ("goff", 4)]),
        ("D’Almeida", ["d", "almeida"], [("dalmeida", 1), ("almeida", 7)]),
        ("Ольга", ["olga"], [("olga", 4)]),
        ("e\u0301lan", ["elan"], [("elan", 4)]),
        ("王 小明", ["wang", "xiaoming"], [("wangxiaoming", 4), ("xiaoming", 8), ("ming", 4)]),
        ("@guest_12", ["guest", "12"], [("guest12", 5), ("12", 2)]),
        ("guest12", ["guest12"], [("guest12", 7), ("12", 2)]),
        ("🎉…", [], []),
    ],
)
def test_a_text_is_parted_where_a_word_begins(text: str, folded: list[str], kept: list[tuple[str, int]]) -> None:
    assert words(text) == folded
    assert list(tails(text)) == kept


def test_the_limit_keeps_the_best() -> None:
    everybody = CROWD_INDEX.search("mar", len(CROWD))
    assert len(everybody) > 20
    for limit in (0, 1, 2, 8, 19):
        assert CROWD_INDEX.search("mar", limit) == everybody[:limit]


def test_an_empty_list_finds_nobody() -> None:
    index = NameIndex([])
    assert index.search("martin") == []
    assert index.doubles_of("Bob Martin", "bob@x.example", "@bob") == []


def test_who_has_no_name_is_found_by_the_address() -> None:
    assert len(NameIndex([somebody("", email="info@port.example"), *FEW]).search("info@port")) == 1


def test_doubles_are_found_by_name_address_and_handle_the_likeliest_first() -> None:
    by_handle, by_email = somebody("G.", handle="@gwen_lg"), somebody("H.", email="Gwen@x.example")
    people = [somebody("Gwenaelle Legof"), by_email, by_handle, somebody("Gwen Le Guen"), somebody("")]
    found = NameIndex(people).doubles_of("LE GOFF Gwenaëlle", "gwen@X.example ", "GWEN_lg")
    assert found == [by_handle, by_email, people[0]] or found == [by_handle, by_email]
    assert NameIndex(people).doubles_of("Gwenaëlle Le Goff", "", "") == [people[0]]
    assert NameIndex(people).doubles_of("Karim", "", "") == []


@given(st.sampled_from(CROWD))
def test_everybody_is_found_by_their_own_name_whole(someone: Attendee) -> None:
    for query in (fold(someone.full_name), someone.full_name, fold(someone.full_name).replace(" ", "")):
        assert CROWD_INDEX.search(query)[0] == someone


@given(st.sampled_from(CROWD), st.data())
def test_everybody_is_found_by_the_start_of_any_word(someone: Attendee, data: st.DataObject) -> None:
    starts = data.draw(st.sampled_from([tail for tail, _ in tails(someone.full_name) if len(tail) > 1]))
    start = starts[: data.draw(st.integers(2, len(starts)))]
    assert someone in CROWD_INDEX.search(start, len(CROWD))


@given(st.sampled_from(CROWD), st.data())
def test_everybody_is_found_with_a_letter_wrong_missing_added_or_late(someone: Attendee, data: st.DataObject) -> None:
    typed = words(someone.full_name)
    number = data.draw(st.sampled_from([n for n, word in enumerate(typed) if len(word) >= 5] or [-1]))
    assume(number >= 0)
    typed[number] = data.draw(edited(typed[number]))
    query = " ".join(typed)
    # Unless that is how somebody else's name is written: then they are meant.
    assume(not any(fold(other.full_name).startswith(query) for other in CROWD if other is not someone))
    assert someone in CROWD_INDEX.search(query)
    assert someone in CROWD_INDEX.search(typed[number], len(CROWD)) or is_written_so(typed[number])


def edited(word: str) -> st.SearchStrategy[str]:
    """Return the words that are one letter changed, left out, put in or swapped with the next from this one."""
    letters = st.sampled_from(string.ascii_lowercase)
    places = st.integers(0, len(word) - 1)
    return st.one_of(
        st.builds(lambda at, letter: word[:at] + letter + word[at + 1 :], places, letters),
        st.builds(lambda at: word[:at] + word[at + 1 :], places),
        st.builds(lambda at, letter: word[:at] + letter + word[at:], places, letters),
        st.builds(lambda at: word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :], places),
    )


def is_written_so(word: str) -> bool:
    """Tell whether somebody is found by a word without any typo, so that typos are not looked for so far."""
    return any(tail.startswith(word) for other in CROWD for tail, _ in tails(other.full_name))


@given(st.text(alphabet="xqzwkj", min_size=4, max_size=12))
def test_gibberish_finds_nobody(text: str) -> None:
    assert CROWD_INDEX.search(text) == []


@given(st.text(max_size=60))
def test_no_text_breaks_the_search(text: str) -> None:
    NameIndex([somebody(text, handle=text, organisation=text), *FEW]).search(text)
    CROWD_INDEX.search(text)


CHANGES: dict[str, Callable[[Attendee], Attendee]] = {
    "arrives": lambda a: replace(a, inside=True, arrived_at=EIGHT, visits=a.visits + 1),
    "leaves": lambda a: replace(a, inside=False),
    "cancels": lambda a: replace(a, status=Status.CANCELLED),
    "is renamed": lambda a: replace(a, full_name=f"{a.full_name} Martin"),
    "moves": lambda a: replace(a, email="martin@kervella.example"),
    "comes twice": lambda a: replace(a, id=new_id(), status=Status.WALK_IN),
}
steps = st.lists(st.tuples(st.sampled_from(sorted(CHANGES)), st.integers(0, 30), st.booleans()), max_size=12)


@given(steps)
def test_a_list_kept_current_is_the_list_read_anew(changes: list[tuple[str, int, bool]]) -> None:
    people: dict[UUID, Attendee] = {attendee.id: attendee for attendee in CROWD[::17]}
    index = NameIndex(list(people.values()))
    for change, number, search_meanwhile in changes:
        attendee = CHANGES[change](list(people.values())[number % len(people)])
        people[attendee.id] = attendee
        index.replace(attendee)
        if search_meanwhile:
            assert attendee in index.search(attendee.full_name, 99)
    anew = NameIndex(list(people.values()))
    for query in ("martin", "ka", "kervela", "dupnt", "maelle kerv", "martin@kervella.example", "ell", "goff le"):
        assert index.search(query, 5) == anew.search(query, 5)
    for known in list(people.values())[:3]:
        who = (known.full_name, known.email, known.handle)
        assert index.doubles_of(*who) == anew.doubles_of(*who)


def test_the_list_is_searched_while_it_changes() -> None:
    index = NameIndex(CROWD)
    with ThreadPoolExecutor(3) as pool:
        searches = [pool.submit(index.search, query, 500) for query in ("yann", "yann ma", "yann kervela") * 40]
        for n in range(120):
            index.replace(somebody(f"Yann Walkin {n}", status=Status.WALK_IN))
            index.replace(CHANGES["arrives"](CROWD[n % len(CROWD)]))
    everybody = {attendee.id for attendee in CROWD if attendee.given_name == "Yann"}
    for found in (one.result() for one in searches[::3]):
        assert everybody <= {attendee.id for attendee in found}
    assert len(index.search("yann walkin", 500)) == 120
