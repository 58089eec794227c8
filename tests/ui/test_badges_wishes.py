"""Whose badges the page prints: categories, since when, again; what is remembered; and blank ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from checkin.badges.categories import Palette
from checkin.badges.pictures import page_count, page_text
from checkin.badges.templates import DEFAULT
from checkin.language import Language
from checkin.model import BadgeId
from checkin.settings import SettingsFile
from checkin.storage.records import Printing
from tests.ui.conftest import House
from tests.ui.kits import kit_of
from tests.ui.printers import FakePrinters
from tests.ui.test_badges_page import candidates, page_of
from ui.badges.marks import Mark, marks_of
from ui.badges.since_choice import CHOSEN, LAST
from ui.badges.wishes import Back, Who, is_new
from ui.badges.wishes import page_of as on_sheet

ENGLISH = Language("en")


def test_some_categories_are_ticked_in_a_list_that_stays_open(house: House) -> None:
    page = page_of(house)
    house.settle()
    choice, people = page.panel.categories, candidates(house)
    choice.setFocus()
    house.press(Qt.Key.Key_Down)
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, QMenu)
    house.press(Qt.Key.Key_Down, on=opened)
    house.press(Qt.Key.Key_Down, on=opened)
    house.press(Qt.Key.Key_Space, on=opened)
    assert choice.wanted == {choice.names[0]}
    assert opened.isVisible()
    opened.close()
    choice.choose(None)
    menu = choice.make_menu()
    first, second = (action for action in menu.actions() if action.data() in choice.names[:2])
    number = sum(one.category == choice.names[0] for one in people)
    assert first.text() == f"{choice.names[0]} ({number})"
    first.trigger()
    assert choice.wanted == {choice.names[0]}
    assert choice.currentText() == f"{choice.names[0]} ({number})"
    assert len(page.panel.wishes.of(people)) == number
    second.trigger()
    assert choice.wanted == set(choice.names[:2])
    assert choice.currentText() == ", ".join(choice.names[:2])
    first.trigger()
    second.trigger()
    assert choice.wanted is None
    assert menu.actions()[0].isChecked()
    first.trigger()
    menu.actions()[0].trigger()
    assert choice.wanted is None
    menu.deleteLater()


def test_who_was_put_on_the_list_since_the_last_printing_or_a_moment(house: House, tmp_path: Path) -> None:
    page = page_of(house)
    house.settle()
    since, people = page.panel.more.since, candidates(house)
    assert all(one.listed_at is not None for one in people)
    latest = max(one.listed_at for one in people if one.listed_at)
    since.choice.setCurrentIndex(since.choice.findData(LAST))
    assert page.panel.wishes.of(people) == people
    page.panel.who.setCurrentIndex(page.panel.who.findData(Who.EVERYBODY))
    page.write_to(tmp_path / "all.pdf")
    house.settle()
    house.settle()
    assert page.panel.wishes.since is not None
    assert latest < page.panel.wishes.since <= datetime.now(UTC)
    assert page.panel.wishes.of(candidates(house)) == []
    assert page.view.is_done
    since.choice.setCurrentIndex(since.choice.findData(CHOSEN))
    since.moment.setDateTime(since.moment.dateTime().addYears(-30))
    assert since.moment.isVisibleTo(since)
    zone = ZoneInfo(kit_of(house).services.evenings.current().timezone)
    assert page.panel.wishes.since is not None
    assert page.panel.wishes.since.tzinfo == zone
    number = len(people)
    assert len(page.panel.wishes.of(candidates(house))) == number
    assert page.panel.again.startswith(f"{number} badges were printed already")
    kit_of(house).notices.event_chosen.emit()
    house.settle()
    assert page.panel.wishes.since is None


def test_the_looks_are_remembered_from_one_day_to_the_next(house: House) -> None:
    page = page_of(house)
    house.settle()
    more = page.panel.more
    more.palette_choice.setCurrentIndex(more.palette_choice.findData(Palette.SAFE))
    more.back.setCurrentIndex(more.back.findData(Back.SAME))
    more.profiles.click()
    page.panel.template.setCurrentIndex(page.panel.template.findData("avery-l7418"))
    house.settle()
    house.settle()
    kept = SettingsFile(kit_of(house).services.folder).current
    assert (kept.sheet_palette, kept.sheet_back, kept.badge_profiles) == ("safe", "same", True)
    assert kept.sheet_template == "avery-l7418"
    later = type(page)(page.kit)
    later.event_now = page.event_now
    later.event_changed(page.event_now)
    house.settle()
    wishes = later.panel.wishes
    assert (wishes.template, wishes.palette, wishes.back, wishes.profiles) == (
        "avery-l7418",
        Palette.SAFE,
        Back.SAME,
        True,
    )
    later.closing()
    later.deleteLater()


def test_blank_badges_are_seen_printed_and_counted_until_somebody_claims_them(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(house)
    house.settle()
    house.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    line, event = page.blanks.line, kit_of(house).services.evenings.current()
    assert line.isVisible()
    assert line.number.hasFocus()
    line.number.setValue(12)
    house.qtbot.waitUntil(lambda: page.paper.words == "page 1 of 2" and not page.is_previewing, timeout=20_000)
    assert page.hands.places.attendee is None
    badging = kit_of(house).services.badging
    assert badging.blanks(event.id) == []
    monkeypatch.setattr("ui.badges.blank_printing.ask_save", lambda *_: tmp_path / "blank.pdf")
    monkeypatch.setattr("ui.badges.blank_printing.show_outside", lambda _path: True)
    house.press(Qt.Key.Key_Return)
    house.settle()
    house.settle()
    assert [badge.number for badge in badging.blanks(event.id)] == list(range(1, 13))
    assert page_count(tmp_path / "blank.pdf") == 2
    assert "Badge 12" in page_text(tmp_path / "blank.pdf", 1)
    assert house.window.toast.sentence == "12 blank badges: blank.pdf"
    assert not line.isVisible()
    assert page.paper.hasFocus()
    house.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert line.about.endswith("12 are printed and free.")
    house.press(Qt.Key.Key_Escape)
    assert not line.isVisible()
    assert page.paper.hasFocus()
    house.plug.printers = FakePrinters("Office")
    page.panel.printer._printers["badge-86x54"] = "Office"
    house.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    line.number.setValue(2)
    # The sheets of names are not seen now, and nothing prints them.
    assert not page.save.isEnabled()
    house.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    house.qtbot.waitUntil(lambda: len(badging.printings(event.id)) == 14, timeout=20_000)
    assert {one.place for one in badging.printings(event.id)} == {"blank.pdf", "Office"}
    assert house.window.toast.sentence == "2 blank badges sent to Office"
    assert {one.attendee_id for one in badging.printings(event.id)} == {None}
    house.settle()


def test_marks_say_when_and_where_a_badge_was_printed_last(house: House) -> None:
    first, second, third, fourth = candidates(house)[:4]
    zone, now = ZoneInfo("Europe/Paris"), datetime(2026, 12, 3, 20, 41, tzinfo=ZoneInfo("Europe/Paris"))
    today, before = now - timedelta(hours=2), now - timedelta(days=2)
    newest = Printing(first.id, BadgeId(1), today, "t", "Brother", "Door 1", 1, None)
    older = replace(newest, at=before, place="badges.pdf")
    lost = Printing(second.id, BadgeId(2), today, "t", "Brother", "Door 1", 1, today)
    people = [
        replace(first, badge_printed_at=today),
        replace(second, badge_printed_at=before),
        replace(third, badge_waits=True),
        fourth,
    ]
    assert marks_of(people, [newest, lost, older], zone, now, ENGLISH) == {
        first.id: Mark("check", "18:41", "printed 3 December, 18:41 on Brother"),
        second.id: Mark("check", "", "printed 1 December, 20:41"),
        third.id: Mark("printer", "", "on its way to a printer"),
    }
    assert [is_new(one) for one in people] == [False, False, False, True]
    assert on_sheet([first, second], DEFAULT, 1, start=8, copies=3) == [first, second, second, second]
