"""Workbooks that would end the whole program, or never end: most were found by fuzzing (`fuzz/`).

Where the library that reads sheets cannot have the memory that a file claims, it ends the program, and no `except`
helps. So the bounds are tested by themselves; a reading only where it would fail at once.
"""

from __future__ import annotations

import contextlib
import struct
from pathlib import Path

import pytest

from checkin.errors import FileError, FileFault
from checkin.lists.compound import check_bounds
from checkin.lists.extents import cells_in_ods, cells_in_xlsx
from checkin.lists.reading import read_list
from checkin.lists.spreadsheet_xml import read_spreadsheet_xml
from checkin.lists.tables import BrokenError
from checkin.lists.zipped import DamagedError
from tests.lists.lists import DATA, cells_of, ods_of, write_zip, xlsx_of

HEADER = cells_of(1, "Nom", "Email")
CELL = "<v>1</v>"
OUTSIDE = 17_000_000_000
"""About the cells of a sheet of 1,048,576 rows and 16,384 columns."""


def sheet(rows: str) -> bytes:
    return xlsx_of(HEADER + rows)["xl/worksheets/sheet1.xml"].encode()


FAR_AWAY = {
    "spaces around the sign": f'<row r="2"><c r = "XFD1048576">{CELL}</c></row>',
    "line breaks around the sign": f'<row r="2"><c\nr\n=\n"XFD1048576">{CELL}</c></row>',
    "small letters": f'<row r="2"><c r="xfd1048576">{CELL}</c></row>',
    "another attribute before": f'<row r="2"><c t=">" r="XFD1048576">{CELL}</c></row>',
    "a character reference": f'<row r="2"><c r="&#88;FD1048576">{CELL}</c></row>',
    "a place in a comment": f'<!-- <c r="A1"> --><row r="1048576"><c r="XFC1048576"/><c>{CELL}</c></row>',
    "a place in the text": f'<row r="1048576"><c r="XFC1048576"/><c>{CELL}<![CDATA[<c r="A1">]]></c></row>',
}


@pytest.mark.parametrize("rows", FAR_AWAY.values(), ids=FAR_AWAY)
def test_a_cell_that_is_far_away_counts_however_its_place_is_written(rows: str) -> None:
    assert cells_in_xlsx(sheet(rows)) > OUTSIDE


@pytest.mark.parametrize("place", ["AAAA2", "zzzzz9999999", "A12345678", "2", "A", "A-1", "A1:B2"])
def test_a_place_that_is_none_is_refused(place: str) -> None:
    with pytest.raises(ValueError, match=place):
        cells_in_xlsx(sheet(f'<row r="2"><c r="{place}">{CELL}</c></row>'))


def test_cells_without_a_place_follow_the_ones_before() -> None:
    wide = f"<row>{f'<c>{CELL}</c>' * 300}</row>"
    tall = f"<row><c>{CELL}</c></row>" * 500
    assert cells_in_xlsx(sheet(wide + tall)) == 300 * 502
    assert cells_in_xlsx(sheet(f'<row r="9999999"><c>{CELL}</c></row>')) == 9_999_999 * 2


def test_empty_cells_count_only_as_far_as_it_matters() -> None:
    formatted = "".join(f'<row r="{row}"><c r="XFD{row}" s="1"/></row>' for row in (2, 1_048_576))
    assert cells_in_xlsx(sheet(formatted)) == 2


@pytest.mark.parametrize(
    "repeated", ["repeated='2000000'", 'repeated = "2000000"', "repeated\n=\n'2000000'", 'repeated="&#50;000000"']
)
def test_repeated_cells_count_however_the_number_is_written(repeated: str) -> None:
    cell = f"<table:table-cell table:number-columns-{repeated}><text:p>a</text:p></table:table-cell>"
    row = f'<table:table-row table:style-name=">" table:number-rows-repeated="9000">{cell}</table:table-row>'
    assert cells_in_ods(ods_of(row)["content.xml"].encode()) == 2_000_000 * 9_000


@pytest.mark.parametrize("number", ["4000000000", "-1", "two"])
def test_repetitions_that_are_no_number_are_refused(number: str) -> None:
    cell = f'<table:table-cell table:number-columns-repeated="{number}"/>'
    with pytest.raises(ValueError, match=number):
        cells_in_ods(ods_of(f"<table:table-row>{cell}</table:table-row>")["content.xml"].encode())


def test_an_opendocument_table_without_an_end_is_refused() -> None:
    # The library waits for the end for ever.
    whole = ods_of("<table:table-row><table:table-cell><text:p>Nom</text:p></table:table-cell></table:table-row>")
    with pytest.raises(ValueError, match="mismatched tag"):
        cells_in_ods(whole["content.xml"].replace("</table:table>", "").encode())


def test_entities_are_refused_wherever_they_are_declared(tmp_path: Path) -> None:
    parts = xlsx_of(HEADER, before="<!-- " + " " * 5_000 + " --><!DOCTYPE worksheet [<!ENTITY a 'b'>]>")
    with pytest.raises(FileError) as caught:
        read_list(write_zip(tmp_path / "list.xlsx", parts))
    assert caught.value.fault is FileFault.UNREADABLE


def test_a_sheet_that_a_relation_hides_under_another_name_is_bounded_too(tmp_path: Path) -> None:
    parts = xlsx_of(HEADER + f'<row r="1048576"><c r="XFD1048576">{CELL}</c></row>')
    parts["xl/a.bin"] = parts.pop("xl/worksheets/sheet1.xml")
    relations = "xl/_rels/workbook.xml.rels"
    parts[relations] = parts[relations].replace("worksheets/sheet1.xml", "a.bin")
    with pytest.raises(FileError) as caught:
        read_list(write_zip(tmp_path / "list.xlsx", parts))
    assert caught.value.fault is FileFault.TOO_LARGE


OLD = (DATA / "excel_97.xls").read_bytes()
_SECTOR = 512


def record(kind: int) -> int:
    """Return where the first record of a kind has its body; the sample's stream begins after the header."""
    place = _SECTOR
    while True:
        found, length = struct.unpack_from("<HH", OLD, place)
        if found == kind:
            return place + 4
        place += 4 + length


def changed(place: int, layout: str, *values: int) -> bytes:
    data = bytearray(OLD)
    struct.pack_into(layout, data, place, *values)
    return bytes(data)


def test_an_old_workbook_is_within_its_bounds() -> None:
    check_bounds(OLD)


def test_a_chain_of_sectors_that_leads_back_into_itself_is_refused() -> None:
    (table,) = struct.unpack_from("<I", OLD, 76)
    first = (table + 1) * _SECTOR
    with pytest.raises(DamagedError) as caught:
        check_bounds(changed(first + 4, "<I", 0))
    assert "two chains" in str(caught.value.__cause__)


CLAIMS = {
    "more sectors of tables than the file has": changed(44, "<I", 0x7FFFFFFF),
    "a table beyond the end": changed(76, "<I", 0x00FFFFFF),
    "a directory beyond the end": changed(48, "<I", 0x00FFFFFF),
    "sectors of another size": changed(30, "<H", 31),
    "a table of tables without an end": changed(68, "<I", 0),
    "more texts than bytes": changed(record(0x00FC) + 4, "<I", 0x7FFFFFFF),
    "a sheet of more rows than there are": changed(record(0x0200), "<II", 0, 0xFFFFFFF0),
    "a sheet that ends before it begins": changed(record(0x0200), "<II", 0x800, 1),
    "a sheet that begins nowhere": changed(record(0x0085), "<I", 7),
}


@pytest.mark.parametrize("data", CLAIMS.values(), ids=CLAIMS)
def test_an_old_workbook_that_claims_what_it_cannot_hold_is_refused(data: bytes) -> None:
    with pytest.raises(DamagedError):
        check_bounds(data)


def test_the_bounds_of_an_old_workbook_are_looked_at_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.xls"
    path.write_bytes(CLAIMS["a sheet that ends before it begins"])
    with pytest.raises(FileError) as caught:
        read_list(path)
    assert caught.value.fault is FileFault.UNREADABLE


@pytest.mark.parametrize("length", range(0, len(OLD), 509))
def test_an_old_workbook_that_breaks_off_is_refused_or_bounded(length: int) -> None:
    with contextlib.suppress(DamagedError):
        check_bounds(OLD[:length])


@pytest.mark.parametrize("encoding", ["shift_jis", "rot13", "idna", "punycode", "nonsense"])
def test_excel_2003_xml_in_an_encoding_that_is_none_is_refused(encoding: str) -> None:
    with pytest.raises(BrokenError):
        read_spreadsheet_xml(f'<?xml version="1.0" encoding="{encoding}"?><Workbook>é</Workbook>'.encode())
