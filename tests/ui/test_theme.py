"""The tokens: text that can be read, figures that do not jump, a style sheet that Qt takes whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import ui
from checkin.badges.categories import category_colour
from checkin.settings import THEMES as THEMES_OF_SETTINGS
from ui.theme import (
    CONTRAST,
    DARK,
    ICON_FOLDER,
    LIGHT,
    Role,
    Size,
    Theme,
    Type,
    contrast,
    font,
    is_high_contrast,
    load_fonts,
)
from ui.widgets.chip import chip_ground, chip_ink
from ui.wording import LOOKS

ALL = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
ENOUGH = {"light": 4.5, "dark": 4.5, "contrast": 7.0}
"""What text needs at the least: level AA of WCAG 2.2, and AAA in high contrast."""
SEEN = 3.0
"""What a frame or a ring needs beside what it is on (WCAG 2.2, 1.4.11)."""
THEMES = pytest.mark.parametrize("name", list(ALL))


def test_contrast_is_the_one_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@THEMES
def test_text_stands_out_from_every_ground(name: str) -> None:
    colours, enough = ALL[name], ENOUGH[name]
    grounds = (colours.background, colours.surface, colours.raised)
    for ground in grounds:
        for ink in (colours.text, colours.muted):
            assert contrast(ink, ground) >= enough
    assert contrast(colours.on_accent, colours.accent) >= enough
    assert contrast(colours.on_stage, colours.stage) >= enough
    assert contrast(colours.on_attention, colours.attention) >= enough


@THEMES
@pytest.mark.parametrize("role", list(Role))
def test_each_role_can_be_read_on_its_ground_and_on_a_page(name: str, role: Role) -> None:
    colours, enough = ALL[name], ENOUGH[name]
    for ground in (colours.ground(role), colours.surface, colours.background):
        assert contrast(colours.ink(role), ground) >= enough
    assert contrast(colours.text, colours.ground(role)) >= enough
    assert contrast(colours.on_ink, colours.ink(role)) >= enough
    assert contrast(colours.attention, colours.ground(role)) >= SEEN


def test_high_contrast_draws_frames_that_are_seen() -> None:
    assert CONTRAST.border >= 2
    assert CONTRAST.focus > CONTRAST.border
    assert CONTRAST.verdict_border >= 3
    for ground in (CONTRAST.background, CONTRAST.surface, CONTRAST.raised):
        for frame in (CONTRAST.line, CONTRAST.accent, *(CONTRAST.ink(role) for role in Role)):
            assert contrast(frame, ground) >= SEEN


@THEMES
@pytest.mark.parametrize("category", ["Presse", "Invitée d’honneur", "Membre", "Bénévole", "Speaker", ""])
def test_a_chip_can_be_read_in_every_theme(name: str, category: str) -> None:
    colours, ground = ALL[name], category_colour(category)
    assert contrast(chip_ink(ground)(colours), chip_ground(ground)(colours)) >= ENOUGH[name]


class Machine(QObject):
    """A machine whose user wishes for contrast, or not."""

    contrastPreferenceChanged = Signal(Qt.ContrastPreference)  # noqa: N815 - as Qt spells it

    def __init__(self) -> None:
        super().__init__()
        self.wish = Qt.ContrastPreference.NoPreference

    def contrastPreference(self) -> Qt.ContrastPreference:
        """Return the wish."""
        return self.wish

    def change(self, wish: Qt.ContrastPreference) -> None:
        """Wish for something else."""
        self.wish = wish
        self.contrastPreferenceChanged.emit(wish)


@pytest.fixture
def application(qtbot: QtBot) -> Iterator[QApplication]:
    """Qt's application, in the light theme again when the test is over."""
    made = QApplication.instance()
    assert isinstance(made, QApplication)
    yield made
    after = Theme(made, "light")
    after.deleteLater()


def test_the_system_theme_follows_the_wish_for_contrast(application: QApplication) -> None:
    machine = Machine()
    theme = Theme(application, "system", machine)
    assert theme.colours is not CONTRAST
    machine.change(Qt.ContrastPreference.HighContrast)
    assert theme.colours is CONTRAST
    machine.change(Qt.ContrastPreference.NoPreference)
    assert theme.colours is not CONTRAST
    theme.deleteLater()


def test_a_theme_that_was_chosen_stays_whatever_the_machine_wishes(application: QApplication) -> None:
    machine = Machine()
    theme = Theme(application, "light", machine)
    machine.change(Qt.ContrastPreference.HighContrast)
    assert theme.colours is LIGHT
    theme.choose("contrast")
    machine.change(Qt.ContrastPreference.NoPreference)
    assert theme.colours is CONTRAST
    theme.deleteLater()


def test_every_theme_of_the_settings_can_be_put_on(application: QApplication) -> None:
    theme = Theme(application, "light", Machine())
    for choice in THEMES_OF_SETTINGS:
        theme.choose(choice)
        assert theme.choice == choice
        assert theme.colours is ALL.get(choice, theme.colours)
        assert is_high_contrast() is (choice == "contrast")
    theme.deleteLater()


@THEMES
def test_a_control_keeps_its_size_in_every_theme_and_with_the_keyboard(
    application: QApplication, qtbot: QtBot, name: str
) -> None:
    theme = Theme(application, name, Machine())
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    line, box = QLineEdit(), QComboBox()
    column.addWidget(line)
    column.addWidget(box)
    holder.show()
    holder.activateWindow()
    for control in (line, box):
        before = control.sizeHint().height()
        assert before == Size.FIELD
        control.setFocus()
        qtbot.waitUntil(control.hasFocus)
        assert control.sizeHint().height() == before
    theme.deleteLater()


def test_verdicts_differ_in_shape_and_not_in_colour_alone() -> None:
    by_role = {look.role: look.shape for look in LOOKS.values()}
    assert len(set(by_role.values())) == len(by_role)


def test_qt_takes_the_style_sheet_without_complaint(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme = Theme(application, "dark")
    for choice in ("contrast", "light"):
        theme.choose(choice)
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
