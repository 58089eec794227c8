"""Rows that are put right in the preview, and all the others, which stay as they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkin.errors import InvalidError
from checkin.lists.fixing import FIXABLE, Fix, checked, fixed
from checkin.lists.listed import AttendeeList, Listed, Problem, ProblemKind, Severity
from checkin.model import Status
from tests.lists.lists import by_row, kinds, read_text

HEADER = "Nom;Prénom;E-mail;Mastodon;Code-barres;Statut;Nombre de places\n"
LIST = HEADER + (
    "Ruiz;Ana;ana@example.org;@ana@social.example;000111;Validé;1\n"
    "Li;Bo;pas d'adresse;je n'en ai pas;000222;Validé;beaucoup\n"
    ";;;;000333;Validé;1\n"
    "Mo;Cy;cy@example.org;;000444;En attente;1\n"
    "Ho;Di;di@example.org;;000555;Zzz;1\n"
    "Wu;Ed;ed@example.org;;;Validé;1\n"
    ";;;;;Validé;3\n"
    "Ruiz;Ana;ana@example.org;;000888;Validé;1\n"
    "GaÃ«lle;Zoe;zoe@example.org;;000999;Annulé;1\n"
)


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> AttendeeList:
    """A list with something wrong in nearly every row."""
    return read_text(tmp_path_factory.mktemp("lists"), LIST)


def of_row(found: AttendeeList, row: int) -> set[str]:
    return {kind for at, kind in kinds(found) if at == row}


def test_the_list_to_put_right_is_as_wrong_as_it_should_be(listed: AttendeeList) -> None:
    assert sorted(by_row(listed)) == [2, 3, 4, 7, 9, 10]
    assert {one.row for one in listed.withheld} == {5, 6}
    assert {(3, "invalid_email"), (3, "handle_is_sentence"), (3, "invalid_places"), (4, "missing_name")} <= kinds(
        listed
    )
    assert {(5, "unconfirmed"), (6, "unknown_status"), (7, "missing_code"), (8, "nobody")} <= kinds(listed)
    assert {(9, "same_person_two_tickets"), (10, "damaged_text")} <= kinds(listed)


@pytest.mark.parametrize(
    ("fix", "kind"),
    [
        (Fix(3, (("email", "bo@example.org"),)), "invalid_email"),
        (Fix(3, (("handle", "@bo"),)), "handle_is_sentence"),
        (Fix(3, (("places", "4"),)), "invalid_places"),
        (Fix(4, (("given_name", "Flo"),)), "missing_name"),
        (Fix(5, status=Status.EXPECTED), "unconfirmed"),
        (Fix(6, status=Status.CANCELLED), "unknown_status"),
        (Fix(7, (("ticket_code", "000666"),)), "missing_code"),
        (Fix(8, (("family_name", "Fa"),)), "nobody"),
        (Fix(9, (("given_name", "Anna"),)), "same_person_two_tickets"),
        (Fix(10, (("family_name", "Gaëlle"),)), "damaged_text"),
    ],
)
def test_a_fix_settles_its_problem_and_no_other(listed: AttendeeList, fix: Fix, kind: str) -> None:
    assert kind in of_row(listed, fix.row)
    after = fixed(listed, [fix])
    assert kind not in of_row(after, fix.row)
    assert {one for one in kinds(listed) if one[0] != fix.row} == {one for one in kinds(after) if one[0] != fix.row}
    said = dict(fix.fields)
    assert all(str(getattr(by_row(after)[fix.row], name)) == text for name, text in said.items())


def test_a_row_that_was_kept_out_is_taken_in_as_it_was_read(listed: AttendeeList) -> None:
    after = fixed(listed, [Fix(5, status=Status.EXPECTED), Fix(6, status=Status.CANCELLED)])
    assert after.withheld == ()
    assert by_row(after)[5] == listed.withheld[0]
    assert by_row(after)[6] == replace(listed.withheld[1], status=Status.CANCELLED)
    assert [one.row for one in after.attendees] == [2, 3, 4, 5, 6, 7, 9, 10]


def test_a_name_alone_does_not_load_who_is_not_confirmed(listed: AttendeeList) -> None:
    after = fixed(listed, [Fix(5, (("given_name", "Cyd"),))])
    assert 5 not in by_row(after)
    assert after.withheld[0].given_name == "Cyd"


def test_a_status_alone_does_not_make_somebody_of_nobody(listed: AttendeeList) -> None:
    after = fixed(listed, [Fix(8, status=Status.EXPECTED)])
    assert 8 not in by_row(after)
    assert "nobody" in of_row(after, 8)


def test_who_cancelled_comes_after_all_and_the_other_way_round(listed: AttendeeList) -> None:
    after = fixed(listed, [Fix(10, status=Status.EXPECTED), Fix(2, status=Status.CANCELLED)])
    assert (by_row(after)[10].status, by_row(after)[2].status) == (Status.EXPECTED, Status.CANCELLED)


def test_a_code_that_is_typed_twice_is_a_problem_of_the_later_row(listed: AttendeeList) -> None:
    after = fixed(listed, [Fix(7, (("ticket_code", "000111"),))])
    assert "duplicate_code" in of_row(after, 7)
    assert (by_row(after)[2].ticket_code, by_row(after)[7].ticket_code) == ("000111", "")


def test_a_code_that_was_taken_away_is_given_back_where_the_earlier_row_has_another(tmp_path: Path) -> None:
    found = read_text(tmp_path, HEADER + "Ruiz;Ana;a@example.org;;000111;;1\nLi;Bo;b@example.org;;000111;;1\n")
    assert by_row(found)[3].ticket_code == ""
    after = fixed(found, [Fix(2, (("ticket_code", "000999"),))])
    assert (by_row(after)[3].ticket_code, of_row(after, 3)) == ("000111", set())


def test_two_rows_of_one_person_become_two_people_and_two_people_one(tmp_path: Path) -> None:
    found = read_text(
        tmp_path, "Nom;Prénom;E-mail\nRuiz;Ana;a@example.org\nRuiz;Ana;a@example.org\nLi;Bo;b@example.org\n"
    )
    assert sorted(by_row(found)) == [2, 4]
    apart = fixed(found, [Fix(3, (("given_name", "Eva"),))])
    assert [one.full_name for one in apart.attendees] == ["Ana Ruiz", "Eva Ruiz", "Bo Li"]
    assert of_row(apart, 3) == {"shared_email"}
    ana = (("given_name", "ana"), ("family_name", "RUIZ"), ("email", "A@example.org"))
    together = fixed(found, [Fix(4, ana)])
    assert sorted(by_row(together)) == [2]
    assert of_row(together, 4) == {"duplicate_person"}


def test_a_name_that_is_emptied_is_a_problem(listed: AttendeeList) -> None:
    nameless = fixed(listed, [Fix(2, (("given_name", ""), ("family_name", " ")))])
    assert "missing_name" in of_row(nameless, 2)
    bare = read_like(Listed(2, "Ana", "Ruiz", "Ana Ruiz", name_certain=True))
    after = fixed(bare, [Fix(2, (("given_name", ""), ("family_name", "")))])
    assert (after.attendees, of_row(after, 2)) == ((), {"nobody"})


def test_a_title_is_a_person_if_the_organiser_says_so(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Nom;Prénom;E-mail\nBénévoles;;\nRuiz;Ana;a@example.org\n")
    after = fixed(found, [Fix(2, (("family_name", "Bénévoles"),))])
    assert [one.row for one in after.attendees] == [2, 3]


def test_a_name_that_is_typed_again_as_it_was_keeps_its_order(tmp_path: Path) -> None:
    found = read_text(tmp_path, "NOM Prénom;Mail\nRUIZ Ana;a@example.org\n")
    again = fixed(found, [Fix(2, (("given_name", "Ana"), ("family_name", "RUIZ")))])
    assert again.attendees == found.attendees
    other = fixed(found, [Fix(2, (("given_name", "Eva"),))]).attendees[0]
    assert (other.full_name, other.name_certain) == ("Eva RUIZ", True)


def test_a_handle_keeps_its_network_unless_another_is_typed(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Nom;Prénom;Twitter\nRuiz;Ana;@ana\n")
    for typed, handle, network in (
        ("anna", "@anna", "x"),
        ("https://social.example/@anna", "@anna@social.example", "mastodon"),
        ("", "", ""),
    ):
        after = fixed(found, [Fix(2, (("handle", typed),))]).attendees[0]
        assert (after.handle, after.network) == (handle, network)


@pytest.mark.parametrize(
    ("field", "typed", "cell"),
    [
        ("given_name", " \u202eAna\xa0 Maria ", "Ana Maria"),
        ("email", "mailto:ANA@Example.org", "ana@example.org"),
        ("handle", "https://x.com/ana", "@ana"),
        ("ticket_code", " 007 ", "007"),
        ("places", "3 pers.", "3"),
        ("places", "", "1"),
        ("email", " ", ""),
    ],
)
def test_what_is_typed_is_cleaned_as_a_cell_is(field: str, typed: str, cell: str) -> None:
    assert checked(field, typed) == cell


@pytest.mark.parametrize(("field", "typed"), [("email", "ana at home"), ("handle", "je n'en ai pas"), ("places", "0")])
def test_what_is_no_address_handle_or_number_is_refused(listed: AttendeeList, field: str, typed: str) -> None:
    with pytest.raises(InvalidError) as refused:
        checked(field, typed)
    assert (refused.value.name, refused.value.value) == (field, typed)
    with pytest.raises(InvalidError):
        fixed(listed, [Fix(2, ((field, typed),))])
    with pytest.raises(ValueError, match="full_name"):
        checked("full_name", "Ana")


def read_like(*people: Listed) -> AttendeeList:
    """Return a list that no file was read for."""
    return AttendeeList("", "", "text", "", "", "", 1, (), len(people) + 1, people, ())


def test_a_list_that_no_file_was_read_for_is_put_right_too() -> None:
    ana = Listed(2, "Ana", "Ruiz", "Ana Ruiz", email="a@example.org")
    bo = Listed(4, "Bo", "Li", "Bo Li", email="b@example.org")
    held = Problem(4, ProblemKind.UNCONFIRMED, Severity.ERROR, "?")
    nobody = Problem(3, ProblemKind.NOBODY, Severity.ERROR, "x")
    bare = replace(read_like(ana), withheld=(bo,), problems=(nobody, held))
    after = fixed(bare, [Fix(4, status=Status.EXPECTED)])
    assert (after.attendees, after.withheld, after.problems) == ((ana, bo), (), (nobody,))
    assert fixed(bare, [Fix(3, (("given_name", "Cy"),))]).problems == (held,)


FIELDS = st.dictionaries(
    st.sampled_from([name for name in FIXABLE if name not in {"email", "handle", "places"}]), st.text(max_size=8)
) | st.sampled_from([{"email": "new@example.org"}, {"handle": "@new"}, {"places": "2"}, {"email": ""}])
FIXES = st.builds(
    Fix,
    row=st.integers(2, 10),
    fields=FIELDS.map(lambda said: tuple(said.items())),
    status=st.sampled_from([None, Status.EXPECTED, Status.CANCELLED]),
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fixes=st.lists(FIXES, max_size=4))
def test_fixes_change_nothing_of_the_rows_that_they_do_not_touch(listed: AttendeeList, fixes: list[Fix]) -> None:
    after = fixed(listed, fixes)
    touched = {fix.row for fix in fixes if fix.fields or fix.status}
    before, now = by_row(listed), by_row(after)
    # A ticket code belongs to the first row that has it: to type it in one row may take it away from another.
    assert all(
        replace(now[row], ticket_code="") == replace(one, ticket_code="")
        for row, one in before.items()
        if row not in touched and row in now
    )
    missing = before.keys() - now.keys() - touched
    assert all("duplicate_person" in of_row(after, row) for row in missing)
    if not touched:
        assert after is listed


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fixes=st.lists(FIXES, max_size=4))
def test_fixes_one_after_the_other_are_fixes_together(listed: AttendeeList, fixes: list[Fix]) -> None:
    together, one_by_one = fixed(listed, fixes), listed
    for fix in fixes:
        one_by_one = fixed(one_by_one, [fix])
    touched = [fix.row for fix in fixes]
    if len(touched) == len(set(touched)):
        assert one_by_one == together
    assert fixed(together, fixes) == together


@given(
    field=st.sampled_from(FIXABLE), text=st.text(max_size=30) | st.sampled_from(["@a@b.example", "x.com/a", "2 x a"])
)
def test_what_was_checked_once_stays_as_it_is(field: str, text: str) -> None:
    try:
        once = checked(field, text)
    except InvalidError:
        return
    assert checked(field, once) == once
