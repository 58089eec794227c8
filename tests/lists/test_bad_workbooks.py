"""Workbooks that are malformed or hostile: each is read as far as it can be, or refused with one typed error."""

from __future__ import annotations

import contextlib
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkin.errors import FileError, FileFault
from checkin.lists.reading import read_list
from tests.lists.lists import DATA, cells_of, kinds, ods_of, read_bytes, read_text, write_zip, xlsx_of

BAD = DATA / "bad"


def test_a_formula_for_a_name_is_flagged_and_never_run() -> None:
    found = read_list(BAD / "22_formula_cells.xlsx")
    assert {row for row, kind in kinds(found) if kind == "formula_name"} == {2, 3, 4}
    assert [attendee.full_name for attendee in found.attendees] == ["Zoé", "Max", "Jean"]


def test_a_formula_that_begins_in_another_column_than_a_is_found_too(tmp_path: Path) -> None:
    header = cells_of(1, "Nom", "Prénom", first="C")
    person = '<row r="2"><c r="C2"><f>1/0</f></c><c r="D2" t="inlineStr"><is><t>Zoé</t></is></c></row>'
    found = read_list(write_zip(tmp_path / "list.xlsx", xlsx_of(header + person)))
    assert (2, "formula_name") in kinds(found)


def test_a_cell_in_the_last_row_and_column_is_refused_before_it_takes_memory(tmp_path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    path = write_zip(tmp_path / "list.xlsx", xlsx_of(cells_of(1, "Nom", "E-mail") + far))
    with pytest.raises(FileError) as refused:
        read_list(path)
    assert refused.value.fault is FileFault.TOO_LARGE


def test_a_far_cell_that_is_only_coloured_does_no_harm(tmp_path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    people = cells_of(1, "Nom", "E-mail") + cells_of(2, "Ana Ruiz", "ana@example.org")
    found = read_list(write_zip(tmp_path / "list.xlsx", xlsx_of(people + far)))
    assert [attendee.full_name for attendee in found.attendees] == ["Ana Ruiz"]


def test_a_document_type_in_a_workbook_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    path = write_zip(tmp_path / "list.xlsx", xlsx_of(cells_of(1, "Nom"), before=bomb))
    with pytest.raises(FileError) as refused:
        read_list(path)
    assert refused.value.fault is FileFault.UNREADABLE


def test_an_archive_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in xlsx_of(cells_of(1, "Nom")).items():
            archive.writestr(name, text)
        with archive.open("xl/sharedStrings.xml", "w") as part:
            for _ in range(300):
                part.write(b" " * 2**20)
    with pytest.raises(FileError) as refused:
        read_list(path)
    assert refused.value.fault is FileFault.TOO_LARGE


def test_an_archive_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "list.xlsx", xlsx_of(cells_of(1, "Nom", "E-mail") + " " * 100_000))
    data = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    lie = data.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lie != data
    with pytest.raises(FileError) as refused:
        read_bytes(tmp_path, lie, name="lie.xlsx")
    assert refused.value.fault is FileFault.UNREADABLE


def test_an_archive_of_a_version_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    data = bytearray((DATA / "given" / "liste_tapee_a_la_main.xlsx").read_bytes())
    data[data.rindex(b"PK\x01\x02") + 6] = 92
    with pytest.raises(FileError) as refused:
        read_bytes(tmp_path, bytes(data), name="list.xlsx")
    assert refused.value.fault is FileFault.UNREADABLE


def test_a_row_repeated_a_million_times_in_an_ods_is_refused(tmp_path: Path) -> None:
    text = '<table:table-cell office:value-type="string" {}><text:p>Nom</text:p></table:table-cell>'
    cell = text.format('table:number-columns-repeated="16384"')
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    with pytest.raises(FileError) as refused:
        read_list(write_zip(tmp_path / "list.ods", ods_of(row)))
    assert refused.value.fault is FileFault.TOO_LARGE


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10)) + "]>"
)
FORMULAS = (
    '<row r="2"><c r="A2"><f>HYPERLINK("http://127.0.0.1:9/","x")</f><v>Ana Ruiz</v></c>'
    '<c r="B2" t="str"><f>WEBSERVICE("http://127.0.0.1:9/")</f><v>ana@example.org</v></c></row>'
    '<row r="3"><c r="A3"><f>A4</f></c><c r="B3" t="inlineStr"><is><t>bo@example.org</t></is></c></row>'
)


def test_entities_that_grow_are_refused_in_every_zipped_workbook_and_stay_text_in_a_page(tmp_path: Path) -> None:
    shared = xlsx_of(cells_of(1, "Nom", "E-mail"))
    shared["xl/sharedStrings.xml"] = LAUGHS + "<sst><si><t>&a9;</t></si></sst>"
    sheet = ods_of("")
    sheet["content.xml"] = LAUGHS + sheet["content.xml"].replace("<office:body>", "<office:body>&a9;")
    commented = xlsx_of(cells_of(1, "Nom"), before="<!--" + "x" * 5_000 + "-->" + LAUGHS)
    for parts in (shared, sheet, commented):
        with pytest.raises(FileError) as refused:
            read_list(write_zip(tmp_path / "list.bin", parts))
        assert refused.value.fault is FileFault.UNREADABLE
    page = f"<html>{LAUGHS}<table><tr><td>Nom<td>E-mail<tr><td>&a9;<td>ana@example.org</table>"
    assert len(read_text(tmp_path, page).attendees[0].full_name) < 10


def test_nothing_that_a_workbook_leads_to_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: object) -> None:
        pytest.fail("a list was about to use the network")

    monkeypatch.setattr("socket.socket.connect", connect)
    parts = xlsx_of(cells_of(1, "Nom", "E-mail") + FORMULAS)
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"
    parts["xl/externalLinks/externalLink1.xml"] = "<externalLink/>"
    parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{link}" Target="http://127.0.0.1:9/x.xlsx" TargetMode="External"/>'
        "</Relationships>"
    )
    parts["xl/../../evil.txt"] = "x"
    found = read_list(write_zip(tmp_path / "list.xlsx", parts))
    assert [one.email for one in found.attendees] == ["ana@example.org", "bo@example.org"]
    assert (3, "formula_name") in kinds(found)
    assert not list(tmp_path.parent.rglob("evil.txt"))


def test_more_rows_than_a_sheet_can_have_are_refused_before_they_are_looked_at(tmp_path: Path) -> None:
    with pytest.raises(FileError) as refused:
        read_list(write_zip(tmp_path / "list.xlsx", xlsx_of(cells_of(1, "Nom", "E-mail") + "<row/>" * 1_100_000)))
    assert refused.value.fault is FileFault.TOO_LARGE


def test_many_names_of_one_large_sheet_are_refused(tmp_path: Path) -> None:
    people = "".join(cells_of(row, "Ana Ruiz") for row in range(2, 20_002))
    parts = xlsx_of(cells_of(1, "Nom complet") + people)
    sheets = "".join(f'<sheet name="S{i}" sheetId="{i + 2}" r:id="r1"/>' for i in range(40))
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("<sheets>", "<sheets>" + sheets)
    with pytest.raises(FileError) as refused:
        read_list(write_zip(tmp_path / "list.xlsx", parts))
    assert refused.value.fault is FileFault.TOO_LARGE


def test_a_long_text_that_every_cell_refers_to_is_refused_before_it_is_written_out(tmp_path: Path) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 20_001))
    shared = xlsx_of(cells)
    shared["xl/sharedStrings.xml"] = f'<sst xmlns="{main}"><si><t>{"Nom " * 10_000}</t></si></sst>'
    text = f'<table:table-cell office:value-type="string"><text:p>{"Nom " * 10_000}</text:p></table:table-cell>'
    repeated = ods_of(f'<table:table-row table:number-rows-repeated="100000">{text}</table:table-row>')
    for parts in (shared, repeated):
        with pytest.raises(FileError) as refused:
            read_list(write_zip(tmp_path / "list.bin", parts))
        assert refused.value.fault is FileFault.TOO_LARGE


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 4_000), flip=st.integers(0, 4_000))
def test_a_damaged_workbook_is_read_or_refused_and_nothing_else(tmp_path: Path, cut: int, flip: int) -> None:
    data = bytearray((DATA / "given" / "liste_tapee_a_la_main.xlsx").read_bytes())
    data[flip] ^= 0xFF
    with contextlib.suppress(FileError):
        read_bytes(tmp_path, bytes(data[: len(data) - cut]), name="list.xlsx")
