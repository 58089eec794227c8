"""Lists that are malformed or hostile: each is read as far as it can be, or refused with one typed error."""

from __future__ import annotations

import codecs
import contextlib
import os
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from checkin.errors import FileError, FileFault
from checkin.language import Language
from checkin.lists.listed import Choices
from checkin.lists.reading import read_list
from checkin.wording.errors import FILE_AT, sentence
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


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{\\rtf1 Nom}", "<?xml version='1.0'?><people><name>Ana</name></people>"]
)
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


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10)) + "]>"
)
FORMULAS = (
    '<row r="2"><c r="A2"><f>HYPERLINK("http://127.0.0.1:9/","x")</f><v>Ana Ruiz</v></c>'
    '<c r="B2" t="str"><f>WEBSERVICE("http://127.0.0.1:9/")</f><v>ana@example.org</v></c></row>'
    '<row r="3"><c r="A3"><f>A4</f></c><c r="B3" t="inlineStr"><is><t>bo@example.org</t></is></c></row>'
)


@pytest.mark.parametrize(
    ("text", "fault", "line"),
    [
        ('[\n{"name":"Ana","email":"a@example.org"},\n{"name":"Bo",,}\n]', FileFault.UNREADABLE, 3),
        ('[\n{"name":"Ana","email":"a@example.org"},\n\n{"name":"Bo', FileFault.UNREADABLE, 4),
        ('{"name":"Ana","email":"a@example.org"}\n{"name":"Bo"; }\n', FileFault.UNREADABLE, 2),
        ("Titre\n\nBillet;Prix;Code-barres;Statut\nPlein;12;0001;Validé\n", FileFault.NO_NAMES, 3),
        ("Nom;Prénom;E-mail\n" + "Ruiz;Ana;ana@example.org\n" * 150_001, FileFault.TOO_LARGE, 150_002),
    ],
)
def test_a_refusal_tells_the_line_where_it_is_known(
    tmp_path: Path, text: str, fault: FileFault, line: int | None
) -> None:
    with pytest.raises(FileError) as refused:
        read_text(tmp_path, text)
    assert (refused.value.fault, refused.value.line) == (fault, line)
    said = sentence(refused.value, Language("en"))
    assert "list.csv" in said
    assert (f"line {line}" in said) is (line is not None)


@pytest.mark.parametrize("fault", FILE_AT)
def test_the_sentence_of_each_refusal_names_the_file_the_line_and_a_remedy(fault: FileFault) -> None:
    said = sentence(FileError(fault, Path("gens.csv"), 7), Language("en"))
    assert said.startswith("gens.csv, line 7: ")
    assert said.count(". ") == 1
    assert "line" not in sentence(FileError(fault, Path("gens.csv")), Language("en"))


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


def test_an_object_of_a_million_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError) as refused:
        read_text(tmp_path, "[{" + ",".join(f'"k{i}":1' for i in range(200_000)) + "}]")
    assert refused.value.fault is FileFault.TOO_LARGE


def test_a_lone_half_of_a_letter_never_reaches_a_badge(tmp_path: Path) -> None:
    found = read_text(tmp_path, '[{"name":"\\ud800Ana\\udfff Ruiz","email":"ana@example.org"}]')
    assert found.attendees[0].full_name == "Ana Ruiz"


PLAIN = "Nom;Prénom;E-mail\nRuiz;Ana;ana@example.org\nLi;Bo;bo@example.org\n"


@pytest.mark.parametrize(
    ("data", "people"),
    [
        (codecs.BOM_UTF32_LE + PLAIN.encode("utf-32-le"), 2),
        (codecs.BOM_UTF8 * 3 + PLAIN.encode(), 2),
        (codecs.BOM_UTF16_LE + PLAIN.encode("utf-16-le") + b"x", 2),
        (PLAIN.encode() + b"\x00" * 3, 2),
        (codecs.BOM_UTF16_LE + PLAIN.encode(), 0),
        (codecs.BOM_UTF8 + PLAIN.encode("utf-16-le"), 0),
        (PLAIN.encode("utf-32-be"), 0),
        (PLAIN.encode("cp500"), 0),
        (b"\x00" * 1_000, 0),
        (b'"' * 100_001, 0),
        (b'"";' * 50_000, 0),
        (b"%PDF-1.7 Nom;Mail", 0),
        (b"\x1f\x8b\x08Nom;Mail", 0),
        (b"MZ" + b"\x00\x01" * 500, 0),
    ],
)
def test_a_wrong_mark_or_a_strange_encoding_gives_the_people_or_a_refusal(
    tmp_path: Path, data: bytes, people: int
) -> None:
    try:
        found = read_bytes(tmp_path, data).attendees
    except FileError:
        found = ()
    assert [one.full_name for one in found] == ["Ana Ruiz", "Bo Li"][:people]


def test_a_pipe_a_loop_of_links_and_a_link_to_nothing_are_refused_and_a_link_to_a_list_is_read(tmp_path: Path) -> None:
    pipe, loop, nothing, link = (tmp_path / name for name in ("pipe", "loop", "nothing", "link"))
    try:
        os.mkfifo(pipe)
        loop.symlink_to(loop)
        nothing.symlink_to(tmp_path / "nowhere")
        (tmp_path / "list.csv").write_text(PLAIN, "utf-8")
        link.symlink_to(tmp_path / "list.csv")
    except (AttributeError, OSError):
        pytest.skip("pipes and links cannot be made here")
    faults = []
    for path in (pipe, loop, nothing):
        with pytest.raises(FileError) as refused:
            read_list(path)
        faults.append(refused.value.fault)
    assert faults[0] is FileFault.UNREADABLE
    assert set(faults[1:]) <= {FileFault.MISSING, FileFault.UNREADABLE}
    assert len(read_list(link).attendees) == 2


def test_a_file_that_vanishes_or_grows_while_it_is_read_is_refused_or_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(PLAIN, "utf-8")

    def vanish(_done: int, _total: int) -> None:
        path.unlink(missing_ok=True)

    with pytest.raises(FileError) as refused:
        read_list(path, report=vanish)
    assert refused.value.fault is FileFault.MISSING
    path.write_text(PLAIN, "utf-8")

    def grow(_done: int, _total: int) -> None:
        with path.open("a", encoding="utf-8") as file:
            file.write("Mo;Cy;cy@example.org\n")

    assert len(read_list(path, report=grow).attendees) in {2, 3}


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
