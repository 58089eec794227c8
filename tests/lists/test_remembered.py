"""What was decided for one month's list holds for the next month's of the same shape, without a question."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from checkin.lists.listed import AttendeeList, Choices, Field, ListShape, Reason
from checkin.lists.reading import read_list
from tests.lists.test_choices import HEADER, PEOPLE, workbook

OCTOBER = "Qui;Contact;Divers;Tarif\nRuiz Ana;ana@example.org;ACME;Plein\n"
NOVEMBER = "Qui;Contact;Divers;Tarif\nLi Bo;bo@example.org;Initech;Réduit\n"
DECIDED = Choices(
    header_row=1, fields=((0, Field.FULL_NAME), (2, Field.ORGANISATION)), family_first=True, repair_text=True
)


def read(
    folder: Path, data: str | bytes, remembered: Sequence[ListShape] = (), choices: Choices | None = None
) -> AttendeeList:
    path = folder / "list.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_list(path, choices=choices, remembered=remembered)


def severity(found: AttendeeList, kind: str) -> list[str]:
    return [problem.severity.value for problem in found.problems if problem.kind == kind]


@pytest.fixture
def october(tmp_path: Path) -> ListShape:
    """What is remembered of October's list."""
    return read(tmp_path, OCTOBER, choices=DECIDED).shape


def test_what_was_decided_for_a_shape_is_decided_for_the_next_list_of_it(tmp_path: Path, october: ListShape) -> None:
    found = read(tmp_path, NOVEMBER, [october])
    bo = found.attendees[0]
    assert (bo.full_name, bo.family_name, bo.organisation, bo.email) == ("Li Bo", "Li", "Initech", "bo@example.org")
    assert [c.reason for c in found.columns if c.field in {Field.FULL_NAME, Field.ORGANISATION}] == [
        Reason.REMEMBERED,
        Reason.REMEMBERED,
    ]
    assert found.choices == DECIDED
    assert found.shape == october


def test_a_shape_says_what_it_is_told_by_and_only_what_was_chosen(october: ListShape) -> None:
    assert october.headers == ("qui", "contact", "divers", "tarif")
    assert october.fields == ((0, "qui", Field.FULL_NAME), (2, "divers", Field.ORGANISATION))
    assert (october.sheet, october.header_row, october.family_first, october.repair_text) == ("", 1, True, True)
    assert len(october.key) == 64
    assert october.key == ListShape(("qui", "contact", "divers", "tarif")).key
    assert october.key != ListShape(("qui", "contact", "divers tarif")).key


def test_a_list_that_is_read_anew_has_the_shape_that_it_had(tmp_path: Path) -> None:
    plain = read(tmp_path, "Nom;Prénom;;\nRuiz;Ana;;\n").shape
    assert plain == ListShape(("nom", "prenom"))
    assert read(tmp_path, "NOM :;prénom\nLi;Bo\n", [plain]).shape.key == plain.key


def test_an_export_that_changed_a_little_is_read_by_its_headers(tmp_path: Path, october: ListShape) -> None:
    moved = read(tmp_path, "Tarif;Divers;Contact;Nouveau;Qui\nPlein;ACME;cy@example.org;1;Mo Cy\n", [october])
    assert (moved.attendees[0].family_name, moved.attendees[0].organisation) == ("Mo", "ACME")
    assert moved.choices.fields == ((4, Field.FULL_NAME), (1, Field.ORGANISATION))


@pytest.mark.parametrize(
    "header",
    ["Nom;Mail;Divers;Prix;Ville;Rue", "Nom;Mail;Divers et avariés;Tarif;Ville", "Nom;Mail;Divers;Divers;Tarif;Ville"],
)
def test_an_export_that_changed_much_or_lost_a_chosen_header_is_another(tmp_path: Path, header: str) -> None:
    chosen = Choices(fields=((2, Field.ORGANISATION),), repair_text=True)
    shape = read(tmp_path, "Nom;Mail;Divers;Tarif;Ville\nLi Bo;bo@example.org;x;Plein;Lyon\n", choices=chosen).shape
    found = read(tmp_path, header + "\nLi Bo;bo@example.org;Initech" + ";x" * (header.count(";") - 2) + "\n", [shape])
    assert found.attendees[0].organisation == ""
    assert not found.choices.repair_text


def test_two_columns_of_one_header_are_told_apart_by_their_place_where_nothing_changed(tmp_path: Path) -> None:
    text = "Nom;Nom;Mail\nRuiz;Ana;ana@example.org\n"
    chosen = Choices(fields=((0, Field.FAMILY_NAME), (1, Field.GIVEN_NAME)))
    shape = read(tmp_path, text, choices=chosen).shape
    assert read(tmp_path, text, [shape]).attendees[0].full_name == "Ana Ruiz"


def test_the_header_that_was_chosen_is_found_again_where_the_titles_above_it_changed(
    tmp_path: Path, october: ListShape
) -> None:
    found = read(tmp_path, "Soirée de novembre\n\n" + NOVEMBER, [october])
    assert (found.header_row, found.choices.header_row, len(found.attendees)) == (3, 3, 1)


def test_what_is_decided_now_goes_over_what_was_decided_before(tmp_path: Path, october: ListShape) -> None:
    now = Choices(fields=((2, Field.CATEGORY),), family_first=False)
    found = read(tmp_path, NOVEMBER, [october], now)
    bo = found.attendees[0]
    assert (bo.category, bo.organisation, bo.family_name) == ("Initech", "", "Bo")
    assert found.choices.fields == ((0, Field.FULL_NAME), (2, Field.CATEGORY))
    assert not found.choices.repair_text
    assert [column.reason for column in found.columns[:3:2]] == [Reason.REMEMBERED, Reason.CHOSEN]


def test_choices_that_decide_nothing_are_none(tmp_path: Path, october: ListShape) -> None:
    assert read(tmp_path, NOVEMBER, [october], Choices()).choices == DECIDED


def test_a_field_that_is_given_to_another_column_now_is_taken_from_the_remembered_one(tmp_path: Path) -> None:
    text = "A;B;Mail\nAna Ruiz;Bo Li;x@example.org\n"
    before = Choices(header_row=1, fields=((1, Field.FULL_NAME),))
    shape = read(tmp_path, text, choices=before).shape
    # Who shows what is in force may hand it back, in the order of the columns.
    for now in (((0, Field.FULL_NAME),), ((0, Field.FULL_NAME), (1, Field.FULL_NAME))):
        assert read(tmp_path, text, [shape], Choices(fields=now)).attendees[0].full_name == "Ana Ruiz"


def test_the_likest_of_several_shapes_is_taken_and_of_equals_the_first(tmp_path: Path, october: ListShape) -> None:
    wider = (*october.headers, "ville")
    other = ListShape(wider, header_row=1, fields=((2, "divers", Field.NOTE),))
    same = ListShape(october.headers, header_row=1, fields=((2, "divers", Field.CATEGORY),))
    assert read(tmp_path, NOVEMBER, [other, october, same]).attendees[0].organisation == "Initech"
    assert read(tmp_path, NOVEMBER, [other, same, october]).attendees[0].category == "Initech"


def test_a_list_without_a_header_is_told_by_what_its_columns_hold(tmp_path: Path) -> None:
    first = read(tmp_path, "Ana Ruiz;ana@example.org;ACME\nBo Li;bo@example.org;Initech\n")
    assert severity(first, "no_header") == ["warning"]
    assert first.shape.headers == ("#text", "#email", "#text")
    second = read(tmp_path, "Cy Mo;cy@example.org;Hooli\n", [first.shape])
    assert severity(second, "no_header") == ["info"]
    assert severity(read(tmp_path, "Cy Mo;cy@example.org;7\n", [first.shape]), "no_header") == ["warning"]


def test_that_a_list_has_no_header_is_remembered(tmp_path: Path) -> None:
    names = ((0, Field.FAMILY_NAME), (1, Field.GIVEN_NAME))
    shape = read(tmp_path, "Ruiz;Ana;x\n", choices=Choices(header_row=0, fields=names)).shape
    assert (shape.header_row, shape.fields) == (0, ((0, "", Field.FAMILY_NAME), (1, "", Field.GIVEN_NAME)))
    found = read(tmp_path, "Li;Bo;y\nMo;Cy;z\n", [shape])
    assert (found.choices.header_row, found.attendees[0].full_name) == (0, "Bo Li")
    assert severity(found, "no_header") == ["info"]


def test_that_buyers_are_meant_is_asked_once(tmp_path: Path) -> None:
    text = "Order name,Order email,Tickets purchased\nAna Ruiz,ana@example.org,2\n"
    first = read(tmp_path, text)
    assert severity(first, "buyers_only") == ["warning"]
    assert severity(read(tmp_path, text, [first.shape]), "buyers_only") == ["info"]


def test_the_sheet_that_was_decided_for_is_found_by_its_shape_whatever_its_name_is_now(tmp_path: Path) -> None:
    guests = [["Qui vient", "Prénom", "Mail"], ["Mo", "Cy", "cy@example.org"]]
    first = read(
        tmp_path, workbook({"Octobre": [HEADER, *PEOPLE], "Invités": guests}), choices=Choices(sheet="Invités")
    )
    assert first.shape.sheet == "Invités"
    found = read(tmp_path, workbook({"Novembre": [HEADER, *PEOPLE], "VIP": guests}), [first.shape])
    assert (found.sheet, found.choices.sheet, found.sheets) == ("VIP", "VIP", ("Novembre", "VIP"))
    assert severity(found, "other_sheets") == ["info"]
    again = read(
        tmp_path, workbook({"Novembre": [HEADER, *PEOPLE], "VIP": guests}), [first.shape], Choices(sheet="Novembre")
    )
    assert again.sheet == "Novembre"


def test_two_sheets_of_the_remembered_shape_are_a_question_unless_one_has_the_name(tmp_path: Path) -> None:
    first = read(tmp_path, workbook({"A": [HEADER, *PEOPLE], "B": [HEADER, *PEOPLE]}), choices=Choices(sheet="B"))
    named = read(tmp_path, workbook({"A": [HEADER, *PEOPLE], "B": [HEADER, *PEOPLE]}), [first.shape])
    assert (named.sheet, severity(named, "other_sheets")) == ("B", ["info"])
    renamed = read(tmp_path, workbook({"C": [HEADER, *PEOPLE], "D": [HEADER, *PEOPLE]}), [first.shape])
    assert (renamed.sheet, severity(renamed, "other_sheets")) == ("C", ["warning"])


def test_a_list_that_had_one_sheet_says_nothing_of_which_sheet_is_meant(tmp_path: Path) -> None:
    first = read(tmp_path, "Nom;Prénom;E-mail\nRuiz;Ana;ana@example.org\n")
    guests = [["Nom", "Prénom", "E-mail", "Structure"], ["Mo", "Cy", "cy@example.org", "ACME"]]
    found = read(tmp_path, workbook({"Invités": guests, "Équipe": [HEADER, *PEOPLE]}), [first.shape])
    assert (found.sheet, severity(found, "other_sheets")) == ("Invités", ["warning"])
