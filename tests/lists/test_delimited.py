from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkin.lists.columns import header_score
from checkin.lists.delimited import read_delimited
from tests.lists.lists import by_row, kinds, read_bytes, read_text

HEADERS = {
    "fr": ("Nom", "Prénom", "Adresse e-mail", "Société", "Pseudo"),
    "en": ("Last Name", "First Name", "Email", "Company", "Handle"),
}
SYLLABLE = st.sampled_from(["ba", "dé", "çon", "lè", "hîm", "noël", "brü", "ñol", "phan", "té"])
WORD = st.lists(SYLLABLE, min_size=1, max_size=4).map("".join)
NAME = st.builds(lambda start, rest: start + rest, st.sampled_from(["É", "Ç", "B", "Mc", "À", "O'", "Jean-É"]), WORD)
TEXT = st.lists(WORD | st.sampled_from(list(";,\"'|&")), max_size=6).map(lambda words: " ".join(["Le", *words, "club"]))


@st.composite
def people(draw: st.DrawFn) -> list[tuple[str, str, str, str, str]]:
    """Draw people whose addresses differ, so that nobody is a duplicate."""
    count = draw(st.integers(2, 12))
    return [(draw(NAME), draw(NAME), f"p{i}@example.org", draw(TEXT), f"@handle_{i}") for i in range(count)]


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=people(),
    language=st.sampled_from(sorted(HEADERS)),
    encoding=st.sampled_from(
        ["utf-8", "utf-8-sig", "cp1252", "iso8859_15", "utf-16", "utf-16-le", "utf-16-be", "mac_roman", "cp850"]
    ),
    delimiter=st.sampled_from([";", ",", "\t", "|"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    ending=st.sampled_from(["\n", "\r\n", "\r"]),
    sep=st.booleans(),
    trailing=st.booleans(),
)
def test_people_written_in_any_dialect_come_back_the_same(
    tmp_path: Path,
    rows: list[tuple[str, str, str, str, str]],
    language: str,
    encoding: str,
    delimiter: str,
    quoting: int,
    ending: str,
    sep: bool,
    trailing: bool,
) -> None:
    text = io.StringIO()
    beyond = [""] if trailing else []
    writer = csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator=ending)  # type: ignore[arg-type]
    writer.writerows([*record, *beyond] for record in [HEADERS[language], *rows])
    written = (f"sep={delimiter}{ending}" if sep else "") + text.getvalue()
    found = read_bytes(tmp_path, written.encode(encoding))
    read = [(a.family_name, a.given_name, a.email, a.organisation, a.handle) for a in found.attendees]
    assert read == [(f, g, e, " ".join(o.split()), h) for f, g, e, o, h in rows]
    assert [attendee.row for attendee in found.attendees] == list(range(2, len(rows) + 2))


def test_a_quoted_line_break_does_not_start_a_new_record(tmp_path: Path) -> None:
    found = read_text(tmp_path, 'Nom;Prénom;Société\nRuiz;Ana;"un\r\ndeux"\nLi;Bo;\n')
    assert by_row(found)[2].organisation == "un deux"
    assert by_row(found)[3].given_name == "Bo"


def test_blank_records_and_titles_are_counted_and_the_sep_line_is_not(tmp_path: Path) -> None:
    found = read_text(
        tmp_path, "sep=;\r\nListe du 20/11;\r\n\r\n;;\r\nNom;Prénom;Mail\r\n\r\nRuiz;Ana;ana@example.org\r\n"
    )
    assert found.header_row == 4
    assert [attendee.row for attendee in found.attendees] == [6]
    assert found.delimiter == ";"


def test_a_delimiter_that_is_rarer_but_regular_wins(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Nom, Prénom;Note\nRuiz, Ana;a, b, c\nLi, Bo;d, e, f\n")
    assert found.delimiter == ";"
    assert [(a.given_name, a.family_name) for a in found.attendees] == [("Ana", "Ruiz"), ("Bo", "Li")]


def test_one_name_a_line_is_a_list(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Ana Ruiz\nBo Li\nÉlise Durand\n")
    assert [attendee.full_name for attendee in found.attendees] == ["Ana Ruiz", "Bo Li", "Élise Durand"]
    assert (found.header_row, found.delimiter) == (0, "")
    assert (None, "no_header") in kinds(found)


def test_a_list_without_a_header_is_read_by_its_content(tmp_path: Path) -> None:
    found = read_text(tmp_path, "1;Ana Ruiz;ana@example.org\n2;Bo Li;bo@example.org\n")
    assert [(a.row, a.full_name, a.email) for a in found.attendees] == [
        (1, "Ana Ruiz", "ana@example.org"),
        (2, "Bo Li", "bo@example.org"),
    ]


def test_leading_zeros_and_exponents_stay_text(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Nom;Prénom;Code-barres\nRuiz;Ana;0004417720013\nLi;Bo;1e10\nMo;Cy;4,42E+12\n")
    assert [attendee.ticket_code for attendee in found.attendees] == ["0004417720013", "1e10", ""]
    assert (4, "damaged_code") in kinds(found)


def test_a_line_in_another_encoding_is_read_too_and_told(tmp_path: Path) -> None:
    text = "Nom;Prénom;Mail\n" + "".join(f"Hénin;Gaëlle{i};g{i}@example.org\n" for i in range(9))
    found = read_bytes(tmp_path, text.encode() + "Ortiz;Raúl;raul@example.net\n".encode("cp1252"))
    assert found.attendees[-1].given_name == "Raúl"
    assert (None, "mixed_encoding") in kinds(found)


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 50, bytes(range(256)) * 8])
def test_noise_is_no_text(data: bytes) -> None:
    assert read_delimited(data, header_score) == []


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Имя;Фамилия;Email\nИван;Петров;i@example.org\nАнна;Смирнова;a@example.org\n"),
        ("cp932", "氏名;Email\n田中太郎;t@example.org\n"),
        ("cp1250", "First Name;Last Name;Email\nŁukasz;Wiśniewski;l@example.org\n"),
    ],
)
def test_other_alphabets_of_excel_are_told(encoding: str, text: str) -> None:
    (table,) = read_delimited(text.encode(encoding), header_score)
    assert table.encoding == encoding
    assert [";".join(record.cells) for record in table.records] == text.splitlines()
