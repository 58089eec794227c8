"""Texts as an organiser writes them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.announcing.announcement import FIELDS
from checkin.announcing.faults import TextFault, TextTemplateError
from checkin.announcing.text_templates import parse
from checkin.announcing.texts import KEYS, read_text, text_named
from checkin.language import Language
from checkin.wording.announcing import TEXTS, announcing_sentence
from tests.announcing.evening import bare, evening

PATH = Path("x.txt")
NOTHING = dict.fromkeys(FIELDS, "")


def filled(text: str, dropped: int = 0, **values: str) -> str:
    return parse(text.split("\n"), PATH).filled(NOTHING | values, dropped)


@pytest.mark.parametrize(
    ("text", "values", "wanted"),
    [
        ("{title}[: {theme}]", {"title": "A"}, "A"),
        ("{title}[: {theme}]", {"title": "A", "theme": "B"}, "A: B"),
        ("[At {venue}[, {address}]]", {"venue": "V"}, "At V"),
        ("[At {venue}[, {address}]]", {"address": "A"}, ""),
        ("A\n[B {theme}]\nC", {}, "A\nC"),
        ("A\n\n[{theme}]\n\nC\n\n", {}, "A\n\nC"),
        ("A  [{theme}]  B", {}, "A B"),
        (r"\[{title}\] \{x\} \\", {"title": "A"}, "[A] {x} \\"),
        ("{ title }", {"title": "{theme}[x]"}, "{theme}[x]"),
        ("C:\\dir", {}, "C:\\dir"),
    ],
)
def test_parts_fall_away_where_a_field_is_empty(text: str, values: dict[str, str], wanted: str) -> None:
    assert filled(text, **values) == wanted


def test_ranked_parts_are_dropped_in_their_order() -> None:
    text = "A[2| B][1| C[3| D]][ E]"
    assert [filled(text, dropped) for dropped in range(4)] == ["A B C D E", "A B E", "A E", "A E"]
    assert parse([text], PATH).ranks == (1, 2, 3)


@pytest.mark.parametrize(
    ("content", "fault", "line"),
    [
        ("{title}\n// a note\n{titel}", TextFault.UNKNOWN_FIELD, 3),
        ("{title", TextFault.OPEN_FIELD, 1),
        ("\n\n[x {title}\n]", TextFault.OPEN_PART, 3),
        ("x ] y", TextFault.STRAY, 1),
        ("x } y", TextFault.STRAY, 1),
        ("[" * 5000, TextFault.STRAY, 1),
        ("", TextFault.EMPTY, 0),
        ("// only a note\n\n", TextFault.EMPTY, 0),
        (b"{title}\n\xe9t\xe9", TextFault.NOT_UTF8, 2),
        ("x" * 20_000, TextFault.TOO_LARGE, 0),
    ],
)
def test_a_bad_text_says_the_file_the_line_and_what_to_do(
    tmp_path: Path, content: str | bytes, fault: TextFault, line: int
) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(TextTemplateError) as caught:
        read_text(path)
    assert (caught.value.fault, caught.value.line, caught.value.path) == (fault, line, path)
    said = announcing_sentence(caught.value, Language("en"))
    assert str(path) in said
    assert not line or f"line {line}:" in said


@pytest.mark.parametrize(
    ("content", "fault", "line", "value"),
    [
        ("Subject: A\nSubject: B\n\nx", TextFault.TWICE, 2, "Subject"),
        ("Betreff: A\n\nx", TextFault.UNKNOWN_KEY, 1, "Betreff"),
        ("// note\nno colon here\n\nx", TextFault.UNKNOWN_KEY, 2, "no colon here"),
        ("Subject: {titel}\n\nx", TextFault.UNKNOWN_FIELD, 1, "titel"),
        ("Subject: A\n\nx\n{titel}", TextFault.UNKNOWN_FIELD, 4, "titel"),
        ("\n\n", TextFault.MISSING_KEY, 0, "Subject"),
    ],
)
def test_a_bad_head_is_told_with_its_line(
    tmp_path: Path, content: str, fault: TextFault, line: int, value: str
) -> None:
    path = tmp_path / "mail.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(TextTemplateError) as caught:
        read_text(path, KEYS["mail"])
    assert (caught.value.fault, caught.value.line, caught.value.value) == (fault, line, value)


def test_every_fault_has_a_sentence() -> None:
    assert set(TEXTS) == set(TextFault)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(TextTemplateError) as caught:
        read_text(tmp_path / "none.txt")
    assert caught.value.fault is TextFault.UNREADABLE


def test_own_texts_win_and_may_come_from_a_windows_editor(tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "x.txt").write_bytes(b"\xef\xbb\xbf// mine\r\n{title}\r\n\r\n[{url}]\r\n")
    assert text_named("x", "fr", tmp_path).body.filled(NOTHING | {"title": "A", "url": "U"}) == "A\n\nU"
    assert text_named("x", "en", tmp_path).path.parts[-2:] == ("en", "x.txt")


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("name", sorted(KEYS))
def test_shipped_texts_are_right_with_everything_and_with_nothing(name: str, code: str) -> None:
    text = text_named(name, code)
    for announcement in (evening(), bare()):
        values = announcement.values(Language(code))
        whole = "\n".join([*(template.filled(values) for template in text.keys.values()), text.body.filled(values)])
        assert not any(sign in whole for sign in "{}[]|")
        assert "//" not in whole.replace("https://", "")
        for left_over in (" ,", "()", ": \n", " .", "– "):
            assert left_over not in whole


@settings(max_examples=60)
@given(st.text("ab {}[]\\1|\n", max_size=40))
def test_any_text_is_read_or_refused_with_a_line_of_it(text: str) -> None:
    lines = text.split("\n")
    assert 0 <= _line_of_the_fault(lines) <= len(lines)


def _line_of_the_fault(lines: list[str]) -> int:
    """Return the line that is told, 0 where the text is read."""
    try:
        parse(lines, PATH).filled(NOTHING)
    except TextTemplateError as error:
        return error.line or -1
    return 0
