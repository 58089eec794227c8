"""Lists that are malformed or hostile: each is read as far as it can be, or refused with one typed error."""

from __future__ import annotations

import contextlib
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from checkin.errors import FileError, FileFault
from checkin.lists.listed import Choices
from checkin.lists.reading import read_list
from tests.lists.lists import DATA, by_row, cells_of, kinds, ods_of, read_bytes, read_text, write_zip, xlsx_of

BAD = DATA / "bad"
PEOPLE = {"gaelle@example.org", "raul@example.net", "elie@example.com"}


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("02_only_bom.csv", FileFault.EMPTY),
        ("04_binary_garbage.csv", FileFault.NOT_A_LIST),
        ("12_png_renamed.xlsx", FileFault.NOT_A_LIST),
        ("14_truncated.xlsx", FileFault.UNREADABLE),
        ("18_entity_expansion.xlsx", FileFault.UNREADABLE),
        ("20_password.xlsx", FileFault.PROTECTED),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_what_is_wrong(name: str, fault: FileFault) -> None:
    with pytest.raises(FileError) as refused:
        read_list(BAD / name)
    assert refused.value.fault is fault
    assert refused.value.path == BAD / name


@pytest.mark.parametrize(
    "name",
    [
        "10_utf16le_no_bom.csv",
        "16_far_away_cell.xlsx",
        "24_header_on_line_4.csv",
        "26_mixed_line_endings.csv",
        "28_ragged_rows.csv",
        "30_control_and_bidi.csv",
        "32_ambiguous_delimiter.csv",
        "38_two_tables.csv",
    ],
)
def test_a_clumsy_list_still_gives_its_three_people(name: str) -> None:
    found = read_list(BAD / name)
    assert len(found.attendees) == 3
    names = {(attendee.given_name, attendee.family_name) for attendee in found.attendees}
    assert {("Raúl", "Ortiz"), ("Élie", "Bo")} <= names
    assert {attendee.email for attendee in found.attendees} <= PEOPLE | {""}


def test_damaged_text_is_imported_flagged_and_repaired_only_when_that_is_chosen() -> None:
    path = BAD / "08_mojibake.csv"
    assert {attendee.given_name for attendee in read_list(path).attendees} == {"GaÃ«lle", "RaÃºl", "Ã‰lie"}
    assert {row for row, kind in kinds(read_list(path)) if kind == "damaged_text"} == {2, 3, 4}
    repaired = read_list(path, choices=Choices(repair_text=True))
    assert {attendee.given_name for attendee in repaired.attendees} == {"Gaëlle", "Raúl", "Élie"}
    assert not repaired.problems


def test_controls_and_direction_marks_never_reach_a_badge() -> None:
    names = [attendee.full_name for attendee in read_list(BAD / "30_control_and_bidi.csv").attendees]
    assert names == ["Gaëlle Hnin", "Raúl Ortiz", "Élie Bo"]


def test_a_row_with_too_many_or_too_few_cells_is_reported() -> None:
    assert {(2, "row_too_long"), (3, "row_too_short")} <= kinds(read_list(BAD / "28_ragged_rows.csv"))


def test_a_second_table_is_named_and_not_read() -> None:
    found = read_list(BAD / "38_two_tables.csv")
    assert (7, "other_table") in kinds(found)
    assert "lou@example.org" not in {attendee.email for attendee in found.attendees}


def test_a_formula_for_a_name_is_flagged_and_never_run() -> None:
    found = read_list(BAD / "22_formula_cells.xlsx")
    assert {row for row, kind in kinds(found) if kind == "formula_name"} == {2, 3, 4}
    assert [attendee.full_name for attendee in found.attendees] == ["Zoé", "Max", "Jean"]


def test_a_formula_that_begins_in_another_column_than_a_is_found_too(tmp_path: Path) -> None:
    header = cells_of(1, "Nom", "Prénom", first="C")
    person = '<row r="2"><c r="C2"><f>1/0</f></c><c r="D2" t="inlineStr"><is><t>Zoé</t></is></c></row>'
    found = read_list(write_zip(tmp_path / "list.xlsx", xlsx_of(header + person)))
    assert (2, "formula_name") in kinds(found)


@pytest.mark.parametrize("text", ["[" * 100_000, "{\\rtf1 Nom}", "<?xml version='1.0'?><people><name>Ana</name>"])
def test_a_kind_of_file_that_is_not_read_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(FileError) as refused:
        read_text(tmp_path, text)
    assert refused.value.fault is FileFault.NOT_A_LIST


def test_a_single_line_of_ten_megabytes_is_refused_or_empty_at_once(tmp_path: Path) -> None:
    tracemalloc.start()
    try:
        found = read_text(tmp_path, "Nom;Prénom;E-mail;" + "x" * 100_000 + ";" + "y;" * 2_000_000)
        people = len(found.attendees)
    except FileError:
        people = 0
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert people == 0
    assert peak < 300 * 2**20


def test_a_cell_that_never_ends_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError):
        read_text(tmp_path, "Nom;Prénom;E-mail;" + "x" * 10_000_000)


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


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError) as missing:
        read_list(tmp_path / "nowhere.csv")
    assert missing.value.fault is FileFault.MISSING
    with pytest.raises(FileError) as folder:
        read_list(tmp_path)
    assert folder.value.fault is FileFault.UNREADABLE


def test_a_table_without_a_column_of_names_or_addresses_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError) as refused:
        read_text(tmp_path, "Billet;Prix;Code-barres;Statut\nPlein;12;0001;Validé\n")
    assert refused.value.fault is FileFault.NO_NAMES


def test_prose_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(FileError) as refused:
        read_text(
            tmp_path, "Bonjour à toutes et à tous, voici ce qu'il faut faire.\nD'abord, lire ceci ; ensuite, rien.\n"
        )
    assert refused.value.fault is FileFault.NOT_A_LIST


def test_a_quotation_mark_that_is_never_closed_swallows_nobody(tmp_path: Path) -> None:
    people = "".join(f"Ruiz;Ana{i};ana{i}@example.org\n" for i in range(200))
    found = read_text(tmp_path, 'Nom;Prénom;E-mail\nBo;"Élie;elie@example.com\n' + people)
    assert len(found.attendees) >= 200
    assert "unclosed_quote" in {kind for _, kind in kinds(found)}
    assert by_row(found)[3].email == "ana0@example.org"


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400) | st.text(alphabet="Nom;,\t\r\n\"=@x'é\0\u202e[{<&1", max_size=400).map(str.encode))
@example(b"\xff\xfe")
@example(b"PK\x03\x04")
@example(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
@example(b"sep=")
@example(b"Nom\x00;x\n\x00")
def test_any_bytes_are_read_or_refused_and_nothing_else(tmp_path: Path, data: bytes) -> None:
    try:
        found = read_bytes(tmp_path, data)
    except FileError:
        return
    assert all(attendee.full_name.isprintable() for attendee in found.attendees)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 4_000), flip=st.integers(0, 4_000))
def test_a_damaged_workbook_is_read_or_refused_and_nothing_else(tmp_path: Path, cut: int, flip: int) -> None:
    data = bytearray((DATA / "given" / "liste_tapee_a_la_main.xlsx").read_bytes())
    data[flip] ^= 0xFF
    with contextlib.suppress(FileError):
        read_bytes(tmp_path, bytes(data[: len(data) - cut]), name="list.xlsx")
