"""`data/excel_97.xls` was written as BIFF8 by xlwt 1.3.0, with invented people."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.errors import FileError, FileFault
from checkin.lists.listed import Choices
from checkin.lists.reading import read_list
from tests.lists.lists import DATA, by_row, kinds, read_bytes, read_text

SAMPLE = DATA / "excel_97.xls"
BOOK = (
    '<?xml version="1.0"{encoding}?>\n<?mso-application progid="Excel.Sheet"?>{doctype}\n'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"'
    ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">\n'
    "{sheets}</Workbook>"
)


def sheet(name: str, *rows: str, after: str = "") -> str:
    return f'<Worksheet ss:Name="{name}"><Table>{"".join(rows)}</Table>{after}</Worksheet>'


def row(*cells: str, index: int = 0) -> str:
    place = f' ss:Index="{index}"' if index else ""
    return f"<Row{place}>{''.join(cells)}</Row>"


def cell(text: str, kind: str = "String", *, said: str = "") -> str:
    return f'<Cell{said}><Data ss:Type="{kind}">{text}</Data></Cell>'


def book(*sheets: str, encoding: str = "", doctype: str = "") -> str:
    declared = f' encoding="{encoding}"' if encoding else ""
    return BOOK.format(encoding=declared, doctype=doctype, sheets="".join(sheets))


HEADER = row(cell("Nom"), cell("Prénom"), cell("Code-barres"))
PEOPLE = sheet("Liste", HEADER, row(cell("Ruiz"), cell("Zoé"), cell("0012345")))


def test_a_workbook_of_excel_97_is_read_with_its_accents_zeros_and_dates() -> None:
    found = read_list(SAMPLE)
    eloise, lukasz = found.attendees
    assert (found.container, found.sheet, found.header_row) == ("xls", "Inscrits", 1)
    assert (eloise.row, eloise.given_name, eloise.family_name) == (3, "Éloïse", "Lefèvre")
    assert (eloise.ticket_code, eloise.note) == ("0004417720013", "2026-11-20")
    assert (lukasz.full_name, lukasz.ticket_code, lukasz.note) == (
        "Łukasz Nguyễn",
        "4417720014",
        "2026-11-20 19:30:00",
    )
    (withheld,) = found.withheld
    assert (withheld.full_name, withheld.ticket_code) == ("小明 王", "4417720000015")
    assert (5, "unconfirmed") in kinds(found)


def test_a_title_merged_over_the_columns_of_excel_97_is_a_section() -> None:
    assert by_row(read_list(SAMPLE))[3].category == "Bénévoles"


def test_a_hidden_sheet_of_excel_97_is_read_only_where_it_was_chosen() -> None:
    assert not any(one.full_name == "Paul Vieux" for one in read_list(SAMPLE).attendees)
    chosen = read_list(SAMPLE, choices=Choices(sheet="Archives 2025"))
    assert [one.full_name for one in chosen.attendees] == ["Paul Vieux"]


def test_a_password_of_excel_97_is_told(tmp_path: Path) -> None:
    data = SAMPLE.read_bytes()
    # The second record of the workbook becomes FILEPASS, which says that the rest is encrypted: [MS-XLS] 2.4.117.
    second = data.index(b"\xe1\x00\x02\x00", data.index(b"\x09\x08\x10\x00"))
    with pytest.raises(FileError) as caught:
        read_bytes(tmp_path, data[:second] + b"\x2f\x00" + data[second + 2 :], name="list.xls")
    assert caught.value.fault is FileFault.PROTECTED


@pytest.mark.parametrize("length", [600, 3_000, 5_000])
def test_half_a_workbook_of_excel_97_is_refused(tmp_path: Path, length: int) -> None:
    with pytest.raises(FileError) as caught:
        read_bytes(tmp_path, SAMPLE.read_bytes()[:length], name="list.xls")
    assert caught.value.fault is FileFault.UNREADABLE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252", "iso-8859-15"])
def test_excel_2003_xml_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    found = read_bytes(tmp_path, book(PEOPLE, encoding=encoding).encode(encoding), name="list.xls")
    assert [(one.row, one.full_name, one.ticket_code) for one in found.attendees] == [(2, "Zoé Ruiz", "0012345")]


def test_rows_and_cells_of_excel_2003_xml_stand_where_they_say(tmp_path: Path) -> None:
    rows = (
        row(cell("Export du 20/11", said=' ss:MergeAcross="2"')),
        row(cell("Nom"), cell("Prénom"), cell("Code-barres"), cell("Remarque", said=' ss:Index="5"'), index=3),
        row(cell("Les amis", said=' ss:MergeAcross="2"')),
        row(
            cell("Ruiz"),
            cell("Ana"),
            cell("4417720013", "Number"),
            cell("2026-11-20T00:00:00.000", "DateTime", said=' ss:Index="5"'),
        ),
    )
    found = read_text(tmp_path, book(sheet("Liste", *rows)))
    assert found.header_row == 3
    assert [(one.row, one.full_name, one.ticket_code, one.category, one.note) for one in found.attendees] == [
        (5, "Ana Ruiz", "4417720013", "Les amis", "2026-11-20")
    ]


def test_a_remark_on_a_cell_is_no_text_of_it_and_formatting_does_not_part_it(tmp_path: Path) -> None:
    styled = '<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>A</B>na</ss:Data>'
    remark = "<Comment><ss:Data>never</ss:Data></Comment></Cell>"
    found = read_text(tmp_path, book(sheet("Liste", HEADER, row(cell("Ruiz"), styled + remark, cell("A1234")))))
    assert [one.full_name for one in found.attendees] == ["Ana Ruiz"]


def test_a_formula_of_excel_2003_xml_counts_as_its_result_and_is_flagged_without_one(tmp_path: Path) -> None:
    said = ' ss:Formula="=HYPERLINK(R1C1)"'
    rows = (row(cell("Ruiz", said=said), cell("Ana")), row(f"<Cell{said}/>", cell("Bo")))
    found = read_text(tmp_path, book(sheet("Liste", HEADER, *rows)))
    assert [one.full_name for one in found.attendees] == ["Ana Ruiz", "Bo"]
    assert {(3, "formula_name")} == {one for one in kinds(found) if one[1] == "formula_name"}


def test_a_hidden_sheet_of_excel_2003_xml_is_not_read(tmp_path: Path) -> None:
    hidden = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    old = sheet("2025", HEADER, row(cell("Vieux"), cell("Paul"), cell("A1234")), after=hidden)
    assert [one.full_name for one in read_text(tmp_path, book(old, PEOPLE)).attendees] == ["Zoé Ruiz"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (book(PEOPLE, doctype='<!DOCTYPE x [<!ENTITY a "b">]>'), FileFault.UNREADABLE),
        (book(PEOPLE)[:-40], FileFault.UNREADABLE),
        (book(sheet("Liste", HEADER, row(cell("Ruiz"), index=90_000_000))), FileFault.TOO_LARGE),
        (book(sheet("Liste", HEADER, row(cell("Ruiz", said=' ss:Index="90000000"')))), FileFault.TOO_LARGE),
        (book("<a>" * 60 + "</a>" * 60), FileFault.TOO_LARGE),
        (book(PEOPLE * 60), FileFault.TOO_LARGE),
        ('<?xml version="1.0"?><catalog><person>Ana Ruiz</person></catalog>', FileFault.NOT_A_LIST),
    ],
    ids=["entities", "half", "far row", "far column", "deep", "many sheets", "other XML"],
)
def test_xml_that_is_no_workbook_or_a_hostile_one_is_refused(tmp_path: Path, text: str, fault: FileFault) -> None:
    with pytest.raises(FileError) as caught:
        read_text(tmp_path, text)
    assert caught.value.fault is fault


def test_the_line_is_told_where_excel_2003_xml_breaks_off(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        read_text(tmp_path, book(PEOPLE).replace("</Row><Row>", "</Row>\n<Row>\n</Cell>"))
    assert caught.value.line == 6
