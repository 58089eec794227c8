"""What the organiser decides of how a list is read, and which sheet of a workbook it is."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import xlsxwriter

from checkin.errors import FileError, FileFault
from checkin.lists.listed import AttendeeList, Choices, Field, Reason
from checkin.lists.reading import read_list
from tests.lists.lists import kinds, read_bytes, read_text

PEOPLE = [["Ruiz", "Ana", "ana@example.org"], ["Li", "Bo", "bo@example.org"]]
HEADER = ["Nom", "Prénom", "E-mail"]
ORDERS = [["Order code", "Status", "Email", "Company", "Name"], ["ABCDE", "Paid", "boss@example.org", "", "Max Boss"]]
POSITIONS = [
    ["Order code", "Position ID", "Status", "Email", "Product", "Attendee name", "Attendee email", "Ticket secret"],
    ["ABCDE", "1", "Paid", "boss@example.org", "Adult", "Ana Ruiz", "ana@example.org", "x7k2m9q4w8e1"],
    ["ABCDE", "2", "Paid", "boss@example.org", "Adult", "Bo Li", "bo@example.org", "p3r5t7y9u1i3"],
]


def workbook(sheets: dict[str, list[list[str]]], hidden: tuple[str, ...] = ()) -> bytes:
    """Return an XLSX workbook with these sheets."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
            if name in hidden:
                sheet.hide()
            else:
                sheet.activate()
                sheet.set_first_sheet()
    return stream.getvalue()


def read(folder: Path, sheets: dict[str, list[list[str]]], choices: Choices | None = None) -> AttendeeList:
    return read_bytes(folder, workbook(sheets), name="list.xlsx", choices=choices)


def test_of_two_columns_for_one_field_the_chosen_one_counts(tmp_path: Path) -> None:
    text = "Name,Email,Mail\nAna Ruiz,ana@example.org,a@example.net\n"
    found = read_text(tmp_path, text, choices=Choices(fields=((2, Field.EMAIL),)))
    assert found.attendees[0].email == "a@example.net"
    assert [column.field for column in found.columns[1:]] == [Field.IGNORED, Field.EMAIL]


def test_of_two_columns_chosen_for_one_field_the_later_choice_counts(tmp_path: Path) -> None:
    chosen = Choices(fields=((2, Field.FULL_NAME), (0, Field.FULL_NAME)))
    found = read_text(tmp_path, "A,Email,B,Company\nAna Ruiz,ana@example.org,Bo Li,ACME\n", choices=chosen)
    assert found.attendees[0].full_name == "Ana Ruiz"
    assert found.columns[2].reason is not Reason.CHOSEN


def test_a_column_that_is_to_be_ignored_is_taken_for_nothing_by_its_content(tmp_path: Path) -> None:
    text = "Nom;Prénom;Contact\nRuiz;Ana;ana@example.org\n"
    assert read_text(tmp_path, text).attendees[0].email == "ana@example.org"
    found = read_text(tmp_path, text, choices=Choices(fields=((2, Field.IGNORED),)))
    assert (found.attendees[0].email, found.columns[2].reason) == ("", Reason.CHOSEN)


def test_a_payers_column_that_was_chosen_stays_the_payers(tmp_path: Path) -> None:
    chosen = Choices(fields=((1, Field.BUYER_EMAIL),))
    found = read_text(tmp_path, "Nom complet;Mail\nAna Ruiz;boss@example.org\n", choices=chosen)
    assert (found.attendees[0].email, found.attendees[0].buyer_email) == ("", "boss@example.org")


def test_a_bare_name_that_was_chosen_is_the_family_name_beside_a_given_name(tmp_path: Path) -> None:
    chosen = Choices(fields=((0, Field.NAME),))
    beside = read_text(tmp_path, "A;Prénom\nRuiz;Ana\n", choices=chosen)
    alone = read_text(tmp_path, "A;Mail\nAna Ruiz;ana@example.org\n", choices=chosen)
    assert (beside.attendees[0].family_name, alone.attendees[0].full_name) == ("Ruiz", "Ana Ruiz")


def test_the_header_is_the_row_that_was_chosen(tmp_path: Path) -> None:
    text = "Nom;Prénom;Mail\nName;First name;Email\nRuiz;Ana;ana@example.org\n"
    found = read_text(tmp_path, text, choices=Choices(header_row=2))
    assert (found.header_row, found.columns[0].header, len(found.attendees)) == (2, "Name", 1)
    assert found.choices.header_row == 2


def test_a_list_without_a_header_that_was_told_so_asks_nothing(tmp_path: Path) -> None:
    text = "Ana Ruiz;ana@example.org\nBo Li;bo@example.org\n"
    severities = [
        [p.severity for p in read_text(tmp_path, text, choices=choices).problems if p.kind == "no_header"]
        for choices in (None, Choices(header_row=0))
    ]
    assert severities == [["warning"], ["info"]]


@pytest.mark.parametrize(
    ("family_first", "halves"), [(None, ("Maria", "Rossi")), (True, ("Rossi", "Maria")), (False, ("Maria", "Rossi"))]
)
def test_the_order_of_a_name_in_one_column_is_the_chosen_one(
    tmp_path: Path, family_first: bool | None, halves: tuple[str, str]
) -> None:
    found = read_text(
        tmp_path, "Full name,Email\nMaria Rossi,m@example.org\n", choices=Choices(family_first=family_first)
    ).attendees[0]
    assert (found.given_name, found.family_name, found.full_name) == (*halves, "Maria Rossi")


def test_a_header_that_tells_the_order_is_overruled_by_a_choice(tmp_path: Path) -> None:
    text = "NOM Prénom;Mail\nRossi Maria;m@example.org\n"
    assert read_text(tmp_path, text).attendees[0].family_name == "Rossi"
    assert read_text(tmp_path, text, choices=Choices(family_first=False)).attendees[0].family_name == "Maria"


def test_a_choice_that_names_nobody_is_refused_with_the_headers_line(tmp_path: Path) -> None:
    with pytest.raises(FileError) as refused:
        read_text(tmp_path, "\nNom;Prix\nAna Ruiz;12\n", choices=Choices(fields=((0, Field.IGNORED),)))
    assert (refused.value.fault, refused.value.line) == (FileFault.NO_NAMES, 2)


def test_the_samples_of_a_column_are_different_filled_cells_as_they_would_be_shown(tmp_path: Path) -> None:
    people = "".join(f"Ana{i};{'' if i < 40 else i};\u202eoui\xa0;{'x' * 100}\n" for i in range(90))
    found = read_text(tmp_path, "Prénom;Âge;Vient ?;Divers;Rien\n" + people)
    samples = [column.samples for column in found.columns]
    assert samples == [("Ana0", "Ana1", "Ana2"), ("40", "41", "42"), ("oui",), ("x" * 60,), ()]


def test_the_samples_of_damaged_text_are_repaired_where_that_was_chosen(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Nom;Prénom\nRuiz;GaÃ«lle\n", choices=Choices(repair_text=True))
    assert found.columns[1].samples == ("Gaëlle",)


def test_the_tickets_are_read_and_not_the_orders_whichever_comes_first(tmp_path: Path) -> None:
    for sheets in ({"Orders": ORDERS, "Order positions": POSITIONS}, {"Positions": POSITIONS, "Orders": ORDERS}):
        found = read(tmp_path, sheets)
        assert [one.full_name for one in found.attendees] == ["Ana Ruiz", "Bo Li"]
        assert found.sheets == tuple(sheets)
        # Who paid is named by the tickets too: there is nothing to ask.
        assert (None, "other_sheets") not in kinds(found)


def test_a_sheet_of_tickets_goes_before_an_earlier_one_that_only_has_names(tmp_path: Path) -> None:
    tickets = [["Nom participant", "Prénom participant", "Code-barres"], ["Mo", "Cy", "00012345"]]
    found = read(tmp_path, {"Contacts": [HEADER, *PEOPLE], "Billets": tickets})
    assert (found.sheet, found.attendees[0].ticket_code) == ("Billets", "00012345")
    assert [(p.value, p.severity) for p in found.problems if p.kind == "other_sheets"] == [("Contacts", "warning")]


def test_a_sheet_that_was_chosen_is_read_whatever_it_names(tmp_path: Path) -> None:
    found = read(tmp_path, {"Orders": ORDERS, "Order positions": POSITIONS}, Choices(sheet="Orders"))
    assert [one.full_name for one in found.attendees] == ["Max Boss"]
    assert (found.sheet, found.choices.sheet) == ("Orders", "Orders")


def test_another_sheet_is_a_question_only_where_it_names_people_too(tmp_path: Path) -> None:
    notes = [["Matériel", "Quantité"], ["Chaises", "40"]]
    asked = read(tmp_path, {"Liste": [HEADER, *PEOPLE], "Courses": notes, "Vide": [HEADER]})
    assert (asked.sheets, asked.problems) == (("Liste",), ())
    found = read(tmp_path, {"Liste": [HEADER, *PEOPLE], "Courses": notes, "Bénévoles": [HEADER, *PEOPLE]})
    assert found.sheets == ("Liste", "Bénévoles")
    assert [(p.value, p.severity) for p in found.problems] == [("Bénévoles", "warning")]


def test_a_sheet_that_was_chosen_is_no_question_any_more(tmp_path: Path) -> None:
    sheets = {"Liste": [HEADER, *PEOPLE], "Bénévoles": [HEADER, PEOPLE[0]]}
    found = read(tmp_path, sheets, Choices(sheet="Bénévoles"))
    assert [(p.value, p.severity) for p in found.problems] == [("Liste", "info")]


def test_columns_that_were_chosen_do_not_move_the_reading_to_another_sheet(tmp_path: Path) -> None:
    sheets = {"Liste": [HEADER, *PEOPLE], "Bénévoles": [HEADER, *PEOPLE]}
    chosen = Choices(fields=((0, Field.IGNORED), (1, Field.IGNORED), (2, Field.EMAIL)))
    assert read(tmp_path, sheets, chosen).sheet == "Liste"


def test_a_hidden_sheet_is_offered_only_where_nothing_visible_names_people(tmp_path: Path) -> None:
    sheets = {"2025": [HEADER, PEOPLE[0]], "Liste": [HEADER, *PEOPLE]}
    shown = read_bytes(tmp_path, workbook(sheets, ("2025",)), name="list.xlsx")
    assert (shown.sheet, shown.sheets) == ("Liste", ("Liste",))
    chosen = read_bytes(tmp_path, workbook(sheets, ("2025",)), name="list.xlsx", choices=Choices(sheet="2025"))
    assert len(chosen.attendees) == 1
    bare = workbook({"Courses": [["Matériel"], ["Chaises"]], "Liste": [HEADER, *PEOPLE]}, ("Liste",))
    found = read_bytes(tmp_path, bare, name="list.xlsx")
    assert (found.sheet, found.sheets) == ("Liste", ("Liste",))


def test_a_text_has_no_sheets(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Nom;Prénom\nRuiz;Ana\n", "utf-8")
    assert read_list(path).sheets == ()
    assert read_list(path).fields == {Field.FAMILY_NAME, Field.GIVEN_NAME}
