"""The window: pages, languages, themes, first run, trouble, and silence on the terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QScrollBar
from pytestqt.qtbot import QtBot

from checkin.storage.database import FILE_NAME
from tests.ui.conftest import House, OpenHouse
from tests.ui.kits import kit_of
from ui import first_run
from ui.app import Program, is_tight, share_that_fits
from ui.crashes import MOST_LINES, CrashDialog
from ui.first_run import FirstRunPage
from ui.pages import PAGES
from ui.settings.page import SettingsPage
from ui.theme import Size
from ui.trouble import TroubleWindow


def test_without_an_evening_the_first_page_says_how_to_begin(open_house: OpenHouse) -> None:
    house = open_house(filled=False)
    page = house.window.current
    assert isinstance(page, FirstRunPage)
    assert page.load.hasFocus()
    house.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert house.window.current is page


def test_the_sample_evening_opens_the_door(open_house: OpenHouse) -> None:
    house = open_house(filled=False)
    house.press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    assert house.window.current is house.door
    house.settle()
    assert house.desk.headcount().expected >= 30


def test_the_language_changes_at_once_and_is_kept(open_house: OpenHouse) -> None:
    house = open_house(filled=False)
    page = house.window.current
    assert isinstance(page, FirstRunPage)
    page.languages.setCurrentIndex(page.languages.findData("fr"))
    page.languages.activated.emit(page.languages.currentIndex())
    house.settle()
    assert house.program.translations.language.code == "fr"
    house.program.close()
    assert '"fr"' in (Path(house.program.folder) / "settings.json").read_text(encoding="utf-8")


def test_the_door_speaks_french_in_the_middle_of_the_evening(house: House) -> None:
    house.scan("HA-10001")
    assert house.door.view.banner.banner.word == "WELCOME"
    house.program.translations.choose("fr")
    assert house.door.view.banner.banner.word == "BIENVENUE"
    house.program.translations.choose("en")
    assert house.door.view.banner.banner.word == "WELCOME"


def test_every_page_opens_by_its_key(house: House) -> None:
    for number, entry in enumerate(PAGES, 1):
        house.press(Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier, on=house.window)
        assert house.window.current is house.window.go_to(entry.key)
        house.settle()


def test_the_door_has_no_scroll_bar_at_1280_by_720(house: House) -> None:
    house.window.resize(1280, 720)
    house.window.grab()
    assert not [bar for bar in house.door.findChildren(QScrollBar) if bar.isVisible()]


def test_both_themes_can_be_put_on_while_it_runs(house: House) -> None:
    for choice, is_dark in (("dark", True), ("light", False)):
        house.program.theme.choose(choice)
        assert house.program.theme.colours.is_dark is is_dark
        house.window.grab()


def test_every_theme_has_its_name_in_the_settings(house: House) -> None:
    page = house.window.go_to("settings")
    assert isinstance(page, SettingsPage)
    names = [page.laptop.theme.itemText(index) for index in range(page.laptop.theme.count())]
    assert names == ["As the computer", "Light", "Dark", "High contrast"]


def test_damaged_data_is_a_page_with_a_new_try(qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"this is not a database at all")
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    program = Program(application, tmp_path)
    program.open()
    assert isinstance(program.window, TroubleWindow)
    caplog.clear()
    (tmp_path / FILE_NAME).unlink()
    qtbot.keyClick(program.window.again, Qt.Key.Key_Return)
    assert not isinstance(program.window, TroubleWindow)
    assert program.window is not None
    program.window.close()
    program.close()


def test_a_bug_is_logged_and_shown_and_the_door_goes_on(house: House, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> None:
        raise ZeroDivisionError("a bug of a test")

    background = house.program.background
    assert background is not None
    background.run(broken)
    house.qtbot.waitUntil(lambda: house.program.crashes.dialog is not None, timeout=5000)
    dialog = house.program.crashes.dialog
    assert dialog is not None
    assert "ZeroDivisionError" in dialog.details.toPlainText()
    assert "a bug" in caplog.text
    caplog.clear()
    dialog.close()
    house.activate()
    house.scan("HA-10001")
    assert house.door.view.banner.banner.headline == "Maëlle Kervella"


START = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui import app
from ui.sounds import Sound, Sounds
application = QApplication(sys.argv[:1])
loud = Sounds()
loud.play(Sound.WELCOME)
QTimer.singleShot(1500, application.closeAllWindows)
status = app.run(Path(sys.argv[1]))
loud.close()
sys.exit(status)
"""


@pytest.mark.parametrize("has_evening", [False, True])
def test_it_starts_in_silence_without_camera_printer_or_audio(tmp_path: Path, has_evening: bool) -> None:
    if has_evening:
        from tests.conftest import Clock
        from tests.ui.evening import fill_evening

        fill_evening(tmp_path, Clock().now, "fr")
    run = subprocess.run(
        [sys.executable, "-W", "always", "-c", START, str(tmp_path)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_the_first_page_previews_what_it_is_given(
    open_house: OpenHouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = open_house(filled=False)
    listed = tmp_path / "list.csv"
    listed.write_text("Given name,Family name\nAda,Lovelace\n", encoding="utf-8")
    monkeypatch.setattr(first_run, "ask_open", lambda *_: listed)
    kit = kit_of(house)
    house.press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    assert house.window.current is house.window.go_to("attendees")
    assert kit.services.evenings.all() == []
    house.press(Qt.Key.Key_Return)
    house.settle()
    house.settle()
    assert len(kit.services.evenings.all()) == 1


def test_enter_presses_the_button_that_has_the_keyboard(house: House) -> None:
    page = house.window.go_to("settings")
    assert isinstance(page, SettingsPage)
    house.settle()
    page.data.check.setFocus()
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert page.data.outcome.text()


def test_a_long_title_is_cut_and_pushes_nothing_out(house: House) -> None:
    event = kit_of(house).services.evenings.current()
    kit_of(house).services.evenings.change(replace(event, title="Apéro des très longues soirées " * 6))
    kit_of(house).notices.event_chosen.emit()
    house.settle()
    house.window.resize(*Size.SMALLEST)
    house.window.grab()
    full_screen = house.door.view.full_screen
    assert full_screen.mapTo(house.window, full_screen.rect().topRight()).x() <= house.window.width() - Size.PAGE
    assert house.window.minimumSizeHint().width() <= Size.SMALLEST[0]
    headcount = house.door.view.headcount
    assert headcount.width() >= headcount.sizeHint().width()


def test_full_screen_gives_back_a_maximised_window(house: House) -> None:
    house.window.showMaximized()
    for is_full in (True, False):
        house.press(Qt.Key.Key_F11)
        assert house.window.isFullScreen() is is_full
    assert house.window.isMaximized()


@pytest.mark.parametrize(
    ("screen", "is_full", "share"),
    [
        ((1920, 1080), False, 1.0),
        ((1280, 720), True, 1.0),
        ((1280, 690), True, 1.0),
        ((853, 480), False, 480 / 672),
        ((640, 360), False, 360 / 672),
    ],
)
def test_every_button_fits_a_small_screen_at_any_scale(screen: tuple[int, int], is_full: bool, share: float) -> None:
    assert is_tight(QSize(*screen)) is is_full
    assert share_that_fits(QSize(*screen)) == pytest.approx(share)


def test_a_bug_in_every_frame_does_not_fill_the_memory(house: House) -> None:
    dialog = CrashDialog(house.program.theme, house.program.translations, house.window)
    for _ in range(3):
        dialog.add("line\n" * MOST_LINES)
    assert dialog.details.document().blockCount() <= MOST_LINES
