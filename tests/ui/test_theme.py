"""The tokens: text that can be read, figures that do not jump, a style sheet that Qt takes whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import ui
from ui.theme import DARK, ICON_FOLDER, LIGHT, Colours, Role, Size, Theme, Type, contrast, font, load_fonts
from ui.wording import LOOKS

ENOUGH = 4.5
THEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def test_contrast_is_the_one_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@THEMES
def test_text_stands_out_from_every_ground(colours: Colours) -> None:
    grounds = (colours.background, colours.surface, colours.raised)
    for ground in grounds:
        for ink in (colours.text, colours.muted):
            assert contrast(ink, ground) >= ENOUGH
    assert contrast(colours.on_accent, colours.accent) >= ENOUGH
    assert contrast(colours.on_stage, colours.stage) >= ENOUGH


@THEMES
@pytest.mark.parametrize("role", list(Role))
def test_each_role_can_be_read_on_its_ground_and_on_a_page(colours: Colours, role: Role) -> None:
    for ground in (colours.ground(role), colours.surface, colours.background):
        assert contrast(colours.ink(role), ground) >= ENOUGH
    assert contrast(colours.text, colours.ground(role)) >= ENOUGH
    assert contrast(colours.on_ink, colours.ink(role)) >= ENOUGH


def test_verdicts_differ_in_shape_and_not_in_colour_alone() -> None:
    by_role = {look.role: look.shape for look in LOOKS.values()}
    assert len(set(by_role.values())) == len(by_role)


def test_qt_takes_the_style_sheet_without_complaint(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme = Theme(application, "dark")
    theme.choose("light")
    assert "$" not in application.styleSheet()
    theme.deleteLater()


def test_counts_do_not_jump(qtbot: QtBot) -> None:
    if "Inter" not in load_fonts():
        pytest.skip("the font is not in this tree")
    face = font(Type.COUNT, tabular=True)
    face.setFamilies(["Inter"])
    metrics = QFontMetricsF(face)
    assert metrics.horizontalAdvance("111") == pytest.approx(metrics.horizontalAdvance("888"))


def test_no_colour_is_written_outside_the_tokens() -> None:
    root = Path(ui.__file__).parent
    found = {
        path.name
        for path in root.rglob("*.py")
        if path.name != "theme.py" and re.search(r"#[0-9A-Fa-f]{6}\b", path.read_text(encoding="utf-8"))
    }
    assert found == set()


def test_lengths_are_steps_of_four_where_they_set_the_rhythm() -> None:
    assert all(length % Size.STEP == 0 for length in (Size.GAP, Size.PAGE, Size.PAGE_TOP, Size.CARD, Size.HEADER))


def test_icons_are_there_and_each_is_used() -> None:
    root = Path(ui.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in root.rglob("*.py"))
    tinted = {f"{name}-{tone}" for name in ("arrow", "tick") for tone in ("light", "dark")}
    kept = {path.stem for path in ICON_FOLDER.glob("*.svg")} - tinted
    assert {name for name in kept if f'"{name}"' not in code} == set()
    for look in LOOKS.values():
        assert look.shape in kept | {"check-dot", "dot"}
    assert (ICON_FOLDER / "LICENSE").exists()
