"""Lists that are malformed or hostile: each is read as far as it can be, or refused with one typed error."""

from __future__ import annotations

import codecs
import os
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from checkin.errors import FileError, FileFault
from checkin.language import Language
from checkin.lists.listed import Choices
from checkin.lists.reading import read_list
from checkin.wording.errors import FILE_AT, sentence
from tests.lists.lists import DATA, by_row, kinds, read_bytes, read_text

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
