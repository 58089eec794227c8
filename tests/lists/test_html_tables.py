from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkin.errors import FileError, FileFault
from checkin.lists.html_tables import read_html
from checkin.lists.html_tokens import tokens_of
from checkin.lists.listed import Choices
from checkin.lists.reading import read_list
from checkin.lists.tables import TooLargeError
from tests.lists.lists import by_row, kinds, read_bytes, read_text

HEADER = "<tr><th>Nom</th><th>Prénom</th><th>E-mail</th></tr>"
ANA = "<tr><td>Ruiz</td><td>Ana</td><td>ana@example.org</td></tr>"


def cells(page: str) -> list[tuple[int, tuple[str, ...]]]:
    """Return the records of a page's only table."""
    (table,) = read_html(page.encode())
    return [(record.row, record.cells) for record in table.records]


@pytest.mark.parametrize("name", ["list.xls", "list.html", "list.csv"])
def test_a_page_is_a_list_whatever_its_name(tmp_path: Path, name: str) -> None:
    table = f"<table><thead>{HEADER}</thead><tbody>{ANA}</tbody></table>"
    page = f"<html><head><title>x</title></head><body>{table}</body></html>"
    found = read_text(tmp_path, page, name=name)
    assert (found.container, found.header_row) == ("html", 1)
    assert [(a.row, a.given_name, a.family_name, a.email) for a in found.attendees] == [
        (2, "Ana", "Ruiz", "ana@example.org")
    ]


@pytest.mark.parametrize(
    "before",
    [
        "<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0' 'x'>",
        "<!-- made by a platform -->\n",
        "<br />\n<b>Warning</b>: something in <b>export.php</b>\n",
        "\n" * 5_000,
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><style>td {mso-number-format:"\\@"}</style>',
    ],
)
def test_what_stands_before_the_table_does_not_matter(tmp_path: Path, before: str) -> None:
    found = read_text(tmp_path, f"{before}<table>{HEADER}{ANA}</table>", name="list.xls")
    assert [a.full_name for a in found.attendees] == ["Ana Ruiz"]


@pytest.mark.parametrize(
    ("encoding", "meta"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("utf-16-le", ""),
        ("cp1252", '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'),
        ("cp1252", ""),
        ("iso-8859-2", "<meta charset='iso-8859-2'>"),
        ("utf-8", "<meta charset=windows-1252>"),
    ],
)
def test_the_encoding_is_told_by_the_bytes_and_then_by_the_page(tmp_path: Path, encoding: str, meta: str) -> None:
    name = "Łukasz" if encoding == "iso-8859-2" else "Gaëlle"
    page = f"<html><head>{meta}</head><table><tr><td>Nom<td>Mail<tr><td>{name} Hénin<td>g@example.org</table>"
    (person,) = read_bytes(tmp_path, page.encode(encoding), name="list.xls").attendees
    assert person.full_name == f"{name} Hénin"


def test_a_cell_that_spans_columns_keeps_those_after_it_in_their_place() -> None:
    assert cells("<table><tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e</table>") == [
        (1, ("a", "", "b")),
        (2, ("c", "d", "e")),
    ]


def test_a_cell_that_spans_rows_counts_in_each_of_them() -> None:
    page = "<table><tr><td rowspan=3>a<td>b<tr><td>c<tr><td>d<tr><td>e<td>f</table>"
    assert [record for _, record in cells(page)] == [("a", "b"), ("a", "c"), ("a", "d"), ("e", "f")]
    page = "<table><tr><td>a<td rowspan=2 colspan=2>b<td>c<tr><td>d<td>e</table>"
    assert [record for _, record in cells(page)] == [("a", "b", "", "c"), ("d", "b", "", "e")]


def test_a_title_over_all_columns_is_a_section(tmp_path: Path) -> None:
    page = f"<table>{HEADER}<tr><td colspan=3>Les amis de Zoé</td></tr>{ANA}</table>"
    assert by_row(read_text(tmp_path, page))[3].category == "Les amis de Zoé"


def test_line_breaks_entities_and_nested_marks_make_one_text() -> None:
    said = "<b>Ana</b><br>Ruiz&nbsp;&amp;&#233;&eacute;<p>x</p>"
    ((row, (cell,)),) = cells(f"<table><tr><td>{said}<script>alert('<td>')</script><!-- <td> --></table>")
    assert (row, cell.split()) == (1, ["Ana", "Ruiz", "&éé", "x"])


def test_a_table_inside_another_is_one_by_itself() -> None:
    page = f"<table><tr><td>Menu<td><table>{HEADER}{ANA}</table></td></tr><tr><td>Foot</td></tr></table>"
    outer, inner = read_html(page.encode())
    assert [record.cells for record in outer.records] == [("Menu", ""), ("Foot",)]
    assert [record.row for record in inner.records] == [1, 2]


def test_of_several_tables_the_first_with_people_is_read_and_the_others_can_be_chosen(tmp_path: Path) -> None:
    other = "<table><caption>Vendredi</caption><tr><td>Nom complet<td>Mail<tr><td>Bo Li<td>bo@example.org</table>"
    page = f"<html><table><tr><td>Bienvenue</table><table>{HEADER}{ANA}</table>{other}</html>"
    found = read_text(tmp_path, page, name="list.xls")
    assert [a.full_name for a in found.attendees] == ["Ana Ruiz"]
    assert [p.value for p in found.problems if p.kind.value == "other_sheets"] == ["Vendredi"]
    again = read_list(tmp_path / "list.xls", choices=Choices(sheet="Vendredi"))
    assert [a.full_name for a in again.attendees] == ["Bo Li"]


def test_rows_that_are_empty_are_counted_and_hidden_ones_are_not(tmp_path: Path) -> None:
    page = (
        f"<table>{HEADER}<tr><td><td><td></tr><tr style='display: none'><td>Zoé<td>x<td>z@example.org</tr>{ANA}</table>"
    )
    found = read_text(tmp_path, page)
    assert [(a.row, a.full_name) for a in found.attendees] == [(3, "Ana Ruiz")]


def test_leading_zeros_stay_and_a_rounded_number_is_read_whole(tmp_path: Path) -> None:
    header = "<tr><td>Nom complet<td>Code-barres"
    page = f"<table>{header}<tr><td>Ana Ruiz<td>0012345<tr><td>Bo Li<td x:num='4417720013000'>4.42E+12</table>"
    assert [a.ticket_code for a in read_text(tmp_path, page).attendees] == ["0012345", "4417720013000"]


def test_a_page_without_a_table_is_no_list_and_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileError) as refused:
        read_text(tmp_path, "<html><body><p>Ana Ruiz</p></body></html>", name="list.xls")
    assert refused.value.fault is FileFault.NOT_A_LIST


def test_a_page_that_is_broken_off_is_read_as_far_as_it_goes() -> None:
    assert cells("<table><tr><td>Nom<td>Mail</tr><tr><td>Ana Ruiz<td>ana@exam") == [
        (1, ("Nom", "Mail")),
        (2, ("Ana Ruiz", "ana@exam")),
    ]
    assert read_html(b'<table><tr><td class="x>Nom') == []


@pytest.mark.parametrize(
    "page",
    [
        "<table><td colspan=1000 rowspan=65534>x" + "<tr>" * 50_000,
        "<table><tr>" + "<td>" * 100_000,
        "<table><tr>" + "<td colspan=1000>" * 100_000,
        "<table>" * 1_000,
        "<table></table>" * 10_000,
    ],
)
def test_a_page_that_would_take_all_memory_is_refused(page: str) -> None:
    with pytest.raises(TooLargeError):
        read_html(page.encode())


@pytest.mark.parametrize("part", ["<a ", "<!--", "<a b='", "</", "<script>", "<![", "&#", "<td a=\"'", "<"])
def test_a_page_made_to_be_slow_is_not(part: str) -> None:
    # The standard library's parser takes minutes for some of these, and a test that hangs has failed.
    assert read_html(("<table>" + part * 200_000).encode()) == []
    assert sum(1 for _ in tokens_of(part * 200_000)) <= 400_001


PARTS = ["<table>", "</table>", "<tr>", "<td>", "</td>", "<td colspan=3>", "<th rowspan=2>", "<!--", "-->", "<caption>"]
PARTS += ["&", "&amp;", "'", '"', "<", ">", "Nom", "ana@example.org"]


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.sampled_from(PARTS)))
def test_any_page_is_read_or_refused_and_nothing_else(tmp_path: Path, parts: list[str]) -> None:
    with contextlib.suppress(FileError):
        read_text(tmp_path, "<html>" + " ".join(parts), name="list.html")


WORD = st.text(alphabet="abcé&<>\"' ", min_size=1, max_size=8).map(lambda text: f"Q{text.strip()}")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=st.lists(st.tuples(WORD, WORD), min_size=1, max_size=8))
def test_cells_written_to_a_page_come_back_the_same(tmp_path: Path, people: list[tuple[str, str]]) -> None:
    def escaped(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    rows = "".join(f"<tr><td>{escaped(one)}</td><td>{escaped(other)}</td></tr>" for one, other in people)
    assert [record for _, record in cells(f"<table>{rows}</table>")] == people


def test_a_page_named_like_a_workbook_needs_no_remark(tmp_path: Path) -> None:
    page = f"<table>{HEADER}{ANA}</table>"
    assert kinds(read_text(tmp_path, page, name="list.xls")) == set()
