"""Taking the last list back: until somebody has come, asked once in its place, and told as it was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from checkin.language import Language
from checkin.lists.importing import LastImport, TakenBack
from checkin.model import Attendee, Means, new_id
from tests.ui.conftest import House, OpenHouse
from tests.ui.kits import kit_of
from ui.attendees.last_words import outcome, question, short, told
from ui.attendees.page import AttendeesPage
from ui.theme import Size
from ui.widgets.button import Button

FIRST = """\
Prénom;Nom;E-mail;Structure;Numéro de billet
Ambre;Nouvel;ambre@example.org;La Cantine;HA-30001
Paul;Petit;paul@example.org;;HA-30002
"""
SECOND = """\
Prénom;Nom;E-mail;Structure;Numéro de billet
Ambre;Nouvel;ambre@example.org;Studio Granit;HA-30001
Paul;Petit;paul@example.org;;HA-30002
Rosa;Neuve;rosa@example.org;;HA-30003
"""
AT = datetime(2026, 12, 3, 17, 32, tzinfo=UTC)


@pytest.fixture
def quiet(open_house: OpenHouse) -> House:
    """The program on an evening that nobody has come to yet."""
    house = open_house(filled=False)
    begin(house)
    return house


def begin(house: House) -> None:
    """Add an evening."""
    kit = kit_of(house)
    kit.services.evenings.add("Apéro #27", kit.services.clock())
    kit.notices.event_chosen.emit()


def page_of(house: House) -> AttendeesPage:
    """Return the page, in view and loaded."""
    page = house.window.go_to("attendees")
    assert isinstance(page, AttendeesPage)
    house.settle()
    return page


def load(house: House, folder: Path, text: str, name: str = "guests.csv") -> AttendeesPage:
    """Load a list, as the organiser does."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    page = page_of(house)
    page.open_list(path)
    house.settle()
    house.press(Qt.Key.Key_Return)
    settle(house)
    return page


def settle(house: House) -> None:
    """Wait for what was asked for, and for what is asked for then."""
    house.settle()
    house.settle()


def press_undo(house: House) -> None:
    """Press the key that takes back."""
    house.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def kept(house: House) -> dict[str, Attendee]:
    """Return the list as the store has it."""
    services = kit_of(house).services
    with services.database.reading() as repository:
        attendees = repository.attendees.of_event(services.evenings.current().id)
    return {attendee.full_name: attendee for attendee in attendees}


def buttons(page: AttendeesPage) -> dict[str, str]:
    """Return what the line offers, with the keys."""
    return {button.text(): button.key for button in page.last.findChildren(Button) if button.isVisible()}


def test_a_list_that_was_loaded_names_the_key_and_stays_on_a_quiet_line(quiet: House, tmp_path: Path) -> None:
    page = load(quiet, tmp_path, FIRST)
    assert quiet.window.toast.sentence == "2 people loaded. Ctrl+Z takes the list back."
    assert page.last.isVisible()
    assert page.last.sentence.startswith("guests.csv loaded ")
    assert page.last.sentence.endswith(": 2 new")
    assert buttons(page) == {"Take the list back": "Ctrl+Z"}


def test_a_list_that_makes_its_own_evening_names_the_key_too(open_house: OpenHouse, tmp_path: Path) -> None:
    house = open_house(filled=False)
    page = load(house, tmp_path, FIRST, "Apéro 27.csv")
    said = house.window.toast.sentence
    assert said == ("“Apéro 27” begins today at 19:00: change that on the Evenings page. Ctrl+Z takes the list back.")
    assert page.last.isVisible()


def test_it_asks_once_and_enter_takes_the_list_back(quiet: House, tmp_path: Path) -> None:
    page = load(quiet, tmp_path, FIRST)
    press_undo(quiet)
    assert page.last.sentence == "Take guests.csv back? 2 people come off the list."
    assert buttons(page) == {"Leave it loaded": "Esc", "Take the list back": "Enter"}
    assert len(kept(quiet)) == 2
    quiet.press(Qt.Key.Key_Return)
    settle(quiet)
    assert kept(quiet) == {}
    assert quiet.window.toast.sentence == "guests.csv taken back: 2 removed."
    assert page.empty.isVisible()
    assert not page.last.isVisible()


def test_the_key_a_second_time_says_yes(quiet: House, tmp_path: Path) -> None:
    load(quiet, tmp_path, FIRST)
    press_undo(quiet)
    press_undo(quiet)
    settle(quiet)
    assert kept(quiet) == {}


def test_escape_leaves_the_list_loaded(quiet: House, tmp_path: Path) -> None:
    page = load(quiet, tmp_path, FIRST)
    press_undo(quiet)
    quiet.press(Qt.Key.Key_Escape)
    assert buttons(page) == {"Take the list back": "Ctrl+Z"}
    quiet.press(Qt.Key.Key_Return)
    settle(quiet)
    assert len(kept(quiet)) == 2


def test_the_buttons_ask_and_answer_too(quiet: House, tmp_path: Path) -> None:
    page = load(quiet, tmp_path, FIRST)
    page.table.select_rows([0])
    for wanted in ("Take the list back", "Leave it loaded", "Take the list back"):
        next(b for b in page.last.findChildren(Button) if b.isVisible() and b.text() == wanted).click()
        assert QApplication.focusWidget() is page.table
    assert not any(b.isVisible() for b in page.bar.findChildren(Button))
    next(b for b in page.last.findChildren(Button) if b.isVisible() and b.text() == "Take the list back").click()
    settle(quiet)
    assert kept(quiet) == {}


def test_a_code_that_is_scanned_meanwhile_is_no_answer(quiet: House, tmp_path: Path) -> None:
    page = load(quiet, tmp_path, FIRST)
    press_undo(quiet)
    quiet.scan("HA-30001")
    assert page.last.is_asking
    assert len(kept(quiet)) == 2


def test_who_was_there_before_is_as_before_and_who_came_with_the_list_goes(quiet: House, tmp_path: Path) -> None:
    load(quiet, tmp_path, FIRST)
    before = kept(quiet)
    page = load(quiet, tmp_path, SECOND, "second.csv")
    assert page.last.sentence.endswith(": 1 new, 1 changed")
    press_undo(quiet)
    assert page.last.sentence == ("Take second.csv back? 1 person comes off the list. 1 is as before again.")
    quiet.press(Qt.Key.Key_Return)
    settle(quiet)
    assert kept(quiet) == before
    assert quiet.window.toast.sentence == "second.csv taken back: 1 removed, 1 as before."


def test_who_was_edited_since_stays_and_that_is_said(quiet: House, tmp_path: Path) -> None:
    page = load(quiet, tmp_path, FIRST)
    kit_of(quiet).services.editor.change(kept(quiet)["Paul Petit"].id, note="vient avec son chien")
    press_undo(quiet)
    quiet.press(Qt.Key.Key_Return)
    settle(quiet)
    assert set(kept(quiet)) == {"Paul Petit"}
    assert quiet.window.toast.sentence == (
        "guests.csv taken back: 1 removed. 1 stays: they were changed by hand since."
    )
    assert [line.full_name for line in page.model.lines] == ["Paul Petit"]


def test_badges_that_were_printed_are_spoken_of_before(quiet: House, tmp_path: Path) -> None:
    page = load(quiet, tmp_path, FIRST)
    services = kit_of(quiet).services
    ambre = kept(quiet)["Ambre Nouvel"]
    with services.database.writing() as repository:
        (badge,) = repository.badges.make(ambre.event_id, [ambre.id], services.clock())
        repository.badges.remember_printing([(badge.id, 1)], "a6", services.clock())
    kit_of(quiet).notices.badges_changed.emit()
    settle(quiet)
    press_undo(quiet)
    assert page.last.sentence.endswith("Badges that were printed for them are refused from then on.")
    quiet.press(Qt.Key.Key_Return)
    settle(quiet)
    with services.database.reading() as repository:
        found = repository.badges.find(badge.id)
    assert found is not None
    assert found.revoked_at is not None


def test_once_somebody_has_come_nothing_is_offered(quiet: House, tmp_path: Path) -> None:
    page = load(quiet, tmp_path, FIRST)
    quiet.window.go_to("door")
    quiet.scan("HA-30001")
    page = page_of(quiet)
    settle(quiet)
    assert not page.last.isVisible()
    page.table.clearSelection()
    press_undo(quiet)
    settle(quiet)
    assert not page.last.is_asking
    assert len(kept(quiet)) == 2


def test_who_comes_while_it_asks_stays_and_the_reason_is_said(quiet: House, tmp_path: Path) -> None:
    page = load(quiet, tmp_path, FIRST)
    press_undo(quiet)
    services = kit_of(quiet).services
    services.desk_of(services.evenings.current()).admit("HA-30001", Means.COMMAND)
    quiet.press(Qt.Key.Key_Return)
    settle(quiet)
    assert len(kept(quiet)) == 2
    assert "evening has begun" in quiet.window.toast.sentence
    assert not page.last.isVisible()


def test_a_list_that_brings_nothing_new_leaves_the_one_before_to_take_back(quiet: House, tmp_path: Path) -> None:
    load(quiet, tmp_path, FIRST)
    page = load(quiet, tmp_path, FIRST, "again.csv")
    assert page.last.sentence.startswith("guests.csv loaded ")


def test_the_line_leaves_its_room_to_a_preview_and_to_a_line_that_is_edited(quiet: House, tmp_path: Path) -> None:
    page = load(quiet, tmp_path, FIRST)
    page.table.select_rows([0])
    quiet.press(Qt.Key.Key_F2)
    assert not page.last.isVisible()
    quiet.press(Qt.Key.Key_Escape)
    assert page.last.isVisible()
    page.open_list(tmp_path / "guests.csv")
    assert not page.last.isVisible()
    settle(quiet)
    quiet.press(Qt.Key.Key_Escape)
    assert page.last.isVisible()


def test_another_evening_has_its_own_last_list_or_none(quiet: House, tmp_path: Path) -> None:
    page = load(quiet, tmp_path, FIRST)
    begin(quiet)
    settle(quiet)
    assert not page.last.isVisible()


def test_the_line_speaks_the_language_that_is_on_and_fits_the_smallest_window(quiet: House, tmp_path: Path) -> None:
    page = load(quiet, tmp_path, FIRST, "liste" * 40 + ".csv")
    english = page.last.sentence
    quiet.program.translations.choose("fr")
    quiet.window.resize(*Size.SMALLEST)
    press_undo(quiet)
    quiet.window.grab()
    assert page.last.sentence != english
    assert (quiet.window.width(), quiet.window.height()) == Size.SMALLEST


def test_a_list_of_another_day_says_which() -> None:
    t, last = Language("en"), LastImport(new_id(), "guests.csv", AT, 150, 3)
    assert told(last, AT + timedelta(hours=1), t) == "guests.csv loaded at 17:32: 150 new, 3 changed"
    later = told(last, AT + timedelta(days=2), t)
    assert later == "guests.csv loaded on 3 December at 17:32: 150 new, 3 changed"


def test_what_took_nobody_away_speaks_of_nobody_who_goes() -> None:
    t = Language("en")
    asked = question(LastImport(new_id(), "guests.csv", AT, 0, 3), t, has_badges=True)
    assert asked == "Take guests.csv back? 3 are as before again."
    assert outcome(TakenBack("guests.csv", 0, 3, 0), t) == "guests.csv taken back: 3 as before."
    assert outcome(TakenBack("guests.csv", 0, 0, 0), t) == "guests.csv taken back: 0 removed."


def test_a_long_name_keeps_its_beginning_and_its_end() -> None:
    assert short("guests.csv") == "guests.csv"
    cut = short("a" * 100 + ".csv")
    assert cut.startswith("aaa")
    assert cut.endswith("….csv"[1:])
    assert len(cut) == 45
