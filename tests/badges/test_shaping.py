"""Text becomes glyphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.badges.fonts import FontBook, Weight
from checkin.badges.scripts import clusters, tidy
from checkin.badges.shaping import Line, Shaper
from checkin.paths import resource
from tests.badges.faces import NAMES


def fonts(line: Line) -> list[str]:
    return [run.face.name for run in line.runs]


@pytest.mark.parametrize("names", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("weight", [Weight.REGULAR, Weight.EXTRABOLD])
def test_every_letter_of_every_script_has_a_glyph(names: tuple[str, str], weight: Weight) -> None:
    line = Shaper().line(" ".join(names), weight)
    assert line.text == " ".join(names)
    assert line.width > 0
    assert all(glyph.number for run in line.runs for glyph in run.glyphs)


def test_only_the_fonts_that_a_text_needs_are_opened() -> None:
    book = FontBook()
    Shaper(book).line("Maëlle Kervella", Weight.BOLD)
    assert book.opened == ("Inter-Bold.ttf",)


def test_arabic_is_joined_and_runs_from_right_to_left() -> None:
    (run,) = Shaper().line("محمد", Weight.BOLD).runs
    assert [glyph.text for glyph in run.glyphs] == list("دمحم")  # as the eye meets them from the left
    nominal = [run.face.font.get_nominal_glyph(ord(letter)) for letter in "دمحم"]
    assert [glyph.number for glyph in run.glyphs][1:] != nominal[1:]


def test_names_of_both_directions_keep_their_order_in_one_line() -> None:
    line = Shaper().line("Ali محمد الحسن Paris", Weight.REGULAR)
    seen = "".join(glyph.text for run in line.runs for glyph in run.glyphs)
    assert seen == "Ali " + "نسحلا دمحم" + " Paris"


def test_numbers_inside_hebrew_stay_readable() -> None:
    line = Shaper().line("דוד 2026 בן", Weight.REGULAR)
    assert "2026" in "".join(glyph.text for run in line.runs for glyph in run.glyphs)


def test_a_direction_override_turns_nothing_round() -> None:
    assert Shaper().line("\u202eMaëlle\u2066 Kervella\u200f", Weight.REGULAR).text == "Maëlle Kervella"


def test_chinese_and_japanese_have_their_own_forms() -> None:
    shaper = Shaper()
    assert fonts(shaper.line("直美", Weight.BOLD)) == ["NotoSansSC-SemiBold"]
    assert fonts(shaper.line("直美 さくら", Weight.BOLD))[0] == "NotoSansJP-SemiBold"


def test_an_emoji_is_one_glyph_of_the_emoji_font() -> None:
    line = Shaper().line("👩🏽‍🚀", Weight.BOLD)
    assert fonts(line) == ["NotoEmoji-SemiBold"]
    assert len(line.runs[0].glyphs) == 1


def test_what_no_font_has_is_written_in_latin_letters_or_left_out() -> None:
    shaper = Shaper()
    assert shaper.line("Ꮳ Ꭰ", Weight.BOLD).text == "Tsa A"
    assert shaper.line("A\U000f0000\ue000B", Weight.BOLD).text == "AB"
    # A mark of a script without a font, on a letter that has one.
    assert shaper.line("0\U00011d8a", Weight.BOLD).text == "0"


@given(st.text())
def test_no_text_at_all_breaks_a_line_or_leaves_a_box_without_glyph(text: str) -> None:
    line = SHAPER.line(text, Weight.SEMIBOLD)
    assert all(glyph.number for run in line.runs for glyph in run.glyphs)
    assert line.width == pytest.approx(sum(glyph.advance for run in line.runs for glyph in run.glyphs))


SHAPER = Shaper()


@given(st.text())
def test_clusters_are_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text
    assert tidy(tidy(text)) == tidy(text)


def test_flags_families_and_marks_stay_together() -> None:
    assert clusters("🇫🇷🇩🇪") == ["🇫🇷", "🇩🇪"]
    assert clusters("👨‍👩‍👧x") == ["👨‍👩‍👧", "x"]
    assert clusters("ẹ̀g") == ["ẹ̀", "g"]


def test_every_font_has_its_licence() -> None:
    folder = resource("fonts")
    families = {path.stem.split("-")[0] for path in folder.glob("*.ttf")}
    assert families
    for family in families:
        assert "SIL Open Font License" in (folder / "licences" / f"{family}.txt").read_text(encoding="utf-8")
