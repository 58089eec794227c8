"""The Settings page: what is changed takes effect at once and is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QComboBox

from checkin.settings import SettingsFile
from checkin.storage.backups import folder_of
from tests.ui.conftest import House
from tests.ui.kits import kit_of
from ui.settings import data as settings_data
from ui.settings.page import SettingsPage
from ui.theme import Size


def page_of(house: House) -> SettingsPage:
    """Return the page, in view and loaded."""
    page = house.window.go_to("settings")
    assert isinstance(page, SettingsPage)
    house.settle()
    return page


def choose(box: QComboBox, value: object) -> None:
    """Choose as a hand does."""
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def kept(tmp_path: Path) -> SettingsFile:
    """Read the settings from the disk."""
    return SettingsFile(tmp_path)


def test_the_language_changes_at_once_and_is_kept(house: House, tmp_path: Path) -> None:
    page = page_of(house)
    choose(page.laptop.language, "fr")
    assert page.title == "Réglages"
    house.settle()
    assert kept(tmp_path).current.language == "fr"
    choose(page.laptop.language, "en")
    assert page.title == "Settings"
    house.settle()


def test_the_theme_changes_at_once_and_is_kept(house: House, tmp_path: Path) -> None:
    page = page_of(house)
    choose(page.laptop.theme, "dark")
    assert house.program.theme.colours.is_dark
    choose(page.laptop.theme, "light")
    assert not house.program.theme.colours.is_dark
    house.settle()
    assert kept(tmp_path).current.theme == "light"


def test_the_door_takes_its_new_name(house: House, tmp_path: Path) -> None:
    page = page_of(house)
    page.laptop.door.setFocus()
    house.type("terrace")
    house.press(Qt.Key.Key_Return)
    house.settle()
    house.settle()
    assert kept(tmp_path).current.door_name == "terrace"
    house.window.go_to("door")
    house.scan("HA-10001")
    assert house.verdict().scan.door.name == "terrace"


def test_sounds_can_be_turned_off(house: House, tmp_path: Path) -> None:
    page = page_of(house)
    page.laptop.sounds.click()
    house.settle()
    assert not kit_of(house).sounds.is_on
    assert not kept(tmp_path).current.sounds


def test_another_source_is_checked_before_it_is_kept(house: House, tmp_path: Path) -> None:
    page = page_of(house)
    choose(page.camera.camera, None)
    assert page.camera.source.isVisible()
    house.type("ftp://nowhere")
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert kept(tmp_path).current.camera == "0"
    assert "ftp://nowhere" in page.camera.trouble
    page.camera.source.clear()
    house.type("http://192.168.1.7:8080/video")
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert kept(tmp_path).current.camera == "http://192.168.1.7:8080/video"


def test_how_long_a_badge_stays_the_same_one_is_kept(house: House, tmp_path: Path) -> None:
    page = page_of(house)
    page.camera.absence.setValue(5)
    house.settle()
    assert kept(tmp_path).current.absent_after == 5.0


def test_the_page_says_which_decoders_there_are(house: House) -> None:
    assert "pyzbar" in page_of(house).camera.decoders_line


def test_a_backup_is_made_and_can_be_brought_back(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(house)
    house.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    (backup,) = folder_of(tmp_path).glob("*by-hand.sqlite3")
    assert str(backup) in page.data.outcome.text()
    arrived = house.desk.headcount().arrived
    house.scan("HA-10001")
    assert house.desk.headcount().arrived == arrived + 1
    page_of(house)
    monkeypatch.setattr(settings_data, "ask_open", lambda *_: backup)
    page.data.restore.click()
    house.settle()
    house.settle()
    assert house.desk.headcount().arrived == arrived
    page_of(house)
    assert page.data.undo.isVisible()
    page.data.undo.click()
    house.settle()
    house.settle()
    assert house.desk.headcount().arrived == arrived + 1


def test_something_else_is_not_brought_back(house: House, tmp_path: Path) -> None:
    page = page_of(house)
    other = tmp_path / "other.sqlite3"
    other.write_text("not a store", encoding="utf-8")
    page.data.bring_back(other)
    house.settle()
    assert "other.sqlite3" in page.data.outcome.text()


def test_the_data_can_be_examined(house: House) -> None:
    page = page_of(house)
    page.data.check.click()
    house.settle()
    assert page.data.outcome.text().startswith("The data is whole.")


def test_every_control_has_a_name_for_screen_readers(house: House) -> None:
    for key in ("attendees", "badges", "turnout", "events", "settings"):
        page = house.window.go_to(key)
        house.settle()
        nameless = [
            type(child).__name__
            for child in page.findChildren(object)
            if hasattr(child, "focusPolicy")
            and child.isVisible()
            and child.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not child.focusProxy()
            and not child.objectName().startswith("qt_")
            and not QAccessible.queryAccessibleInterface(child).text(QAccessible.Text.Name)
        ]
        assert nameless == [], key


def test_in_a_small_window_what_came_of_an_action_is_in_view(house: House) -> None:
    page = page_of(house)
    house.window.resize(*Size.SMALLEST)
    house.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    outcome = page.data.outcome
    house.qtbot.waitUntil(lambda: outcome.visibleRegion().boundingRect() == outcome.rect())
    assert "by-hand" in outcome.text()


def test_the_status_line_hears_of_a_backup_in_either_language(house: House) -> None:
    page_of(house)
    house.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    house.settle()
    assert house.window.status.words("backup").startswith("Backup ")
    house.program.translations.choose("fr")
    assert house.window.status.words("backup").startswith("Sauvegarde ")
