from __future__ import annotations

import datetime as dt
from pathlib import Path

import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkin.lists.listed import Choices
from checkin.lists.reading import read_list
from tests.lists.lists import by_row, kinds, ods_of, write_zip


def test_rows_are_numbered_as_the_spreadsheet_numbers_them(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(4, 2, ["Nom", "Prénom", "Code-barres"])
        sheet.write_row(6, 2, ["Ruiz", "Ana", "0012345"])
    found = read_list(path)
    assert found.header_row == 5
    assert [(a.row, a.full_name, a.ticket_code) for a in found.attendees] == [(7, "Ana Ruiz", "0012345")]


def test_numbers_dates_and_truths_are_read_as_they_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Nom", "Prénom", "Code-barres", "Payé", "Remarque"])
        sheet.write_row(1, 0, ["Ruiz", "Ana", 4417720013, True])
        sheet.write_datetime(1, 4, dt.datetime(2026, 11, 20), book.add_format({"num_format": "dd/mm/yyyy"}))  # noqa: DTZ001
        sheet.write_row(2, 0, ["Li", "Bo", 4417720013000000000000, False])
        sheet.write_row(3, 0, ["Mo", "Cy", 4417720013000000000000, True])
    found = read_list(path)
    ana, cy = found.attendees
    assert (ana.ticket_code, ana.note) == ("4417720013", "2026-11-20")
    assert cy.ticket_code == ""
    assert {(3, "unconfirmed"), (4, "damaged_code")} <= kinds(found)


def test_two_sheets_that_could_be_meant_are_told_and_can_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Notice").write_row(0, 0, ["Lire ceci"])
        for name, person in (("Jeudi", "Ana Ruiz"), ("Vendredi", "Bo Li")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["Nom complet", "Mail"])
            sheet.write_row(1, 0, [person, "x@example.org"])
    found = read_list(path)
    assert (found.sheet, found.attendees[0].full_name) == ("Jeudi", "Ana Ruiz")
    assert [p.value for p in found.problems if p.kind.value == "other_sheets"] == ["Vendredi"]
    assert read_list(path, choices=Choices(sheet="Vendredi")).attendees[0].full_name == "Bo Li"


def test_a_workbook_under_any_name_is_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    with xlsxwriter.Workbook(tmp_path / "list.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Nom", "Prénom"])
        sheet.write_row(1, 0, ["Ruiz", "Ana"])
    (tmp_path / "list.xlsx").rename(path)
    assert read_list(path).container == "xlsx"


def test_a_title_that_is_merged_over_the_columns_is_a_section(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Nom complet", "Mail"])
        sheet.merge_range(1, 0, 1, 1, "Les amis de Zoé")
        sheet.write_row(2, 0, ["Ana Ruiz", "ana@example.org"])
    assert by_row(read_list(path))[3].category == "Les amis de Zoé"


def test_an_opendocument_list_is_read(tmp_path: Path) -> None:
    def row(*texts: str) -> str:
        cells = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in texts
        )
        return f"<table:table-row>{cells}</table:table-row>"

    wide = '<table:table-cell table:number-columns-repeated="16384"/>'
    blank = f'<table:table-row table:number-rows-repeated="1048570">{wide}</table:table-row>'
    rows = row("Liste") + row("Nom", "Prénom", "Mail") + row("Ruiz", "Ana", "ana@example.org") + blank
    found = read_list(write_zip(tmp_path / "list.ods", ods_of(rows)))
    assert found.container == "ods"
    assert [(a.row, a.full_name, a.email) for a in found.attendees] == [(3, "Ana Ruiz", "ana@example.org")]


NAME = st.text(alphabet="abcdéèçñøßАБвгд王李", min_size=2, max_size=8).map(lambda text: f"Q{text}")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=st.lists(st.tuples(NAME, NAME), min_size=1, max_size=10))
def test_people_written_to_a_workbook_come_back_the_same(tmp_path: Path, people: list[tuple[str, str]]) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Last Name", "First Name", "Email", "Barcode"])
        for i, (family, given_name) in enumerate(people, 1):
            sheet.write_row(i, 0, [family, given_name, f"p{i}@example.org", f"{i:010}"])
    read = [(a.family_name, a.given_name, a.email, a.ticket_code) for a in read_list(path).attendees]
    assert read == [(f, g, f"p{i}@example.org", f"{i:010}") for i, (f, g) in enumerate(people, 1)]


def test_ten_thousand_rows_are_all_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows = (f"Ruiz{i};Ana;ana{i}@example.org;{i:08};Validé\n" for i in range(10_000))
    path.write_text("Nom;Prénom;Mail;Code-barres;Statut\n" + "".join(rows), "utf-8")
    found = read_list(path)
    assert len(found.attendees) == 10_000
    assert found.attendees[-1].row == 10_001
    assert not found.problems
