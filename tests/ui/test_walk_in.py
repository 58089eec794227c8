"""The walk-in panel, key by key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from checkin.model import Admitted, AdmittedUnlisted, Attendee, Event, Means, Status
from tests.ui.conftest import House
from tests.ui.kits import kit_of
from ui.door.walk_in import WalkInPanel
from ui.theme import Size

MOST_KEYS = 9
"""Key presses that a walk-in may take beside what is typed."""
PERSON, SCANNER = 150, 8
"""Milliseconds between two keys."""


class Typist:
    """Types at a pace that the keys' own time stamps tell, so that nobody has to wait for it."""

    def __init__(self) -> None:
        self._stamp = 1000

    def type(self, text: str, pace: int = PERSON) -> None:
        """Type where the keyboard is."""
        for letter in text:
            self._press(Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key(0), letter, pace)

    def scan(self, code: str) -> None:
        """Type a code and Enter as a USB scanner does, a while after whatever was typed before."""
        self._stamp += 1000
        self.type(code, SCANNER)
        self._press(Qt.Key.Key_Return, "\r", SCANNER)
        self._stamp += 1000

    def _press(self, key: Qt.Key, text: str, pace: int) -> None:
        self._stamp += pace
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        event.setTimestamp(self._stamp)
        target = QApplication.focusWidget()
        assert target is not None
        QApplication.sendEvent(target, event)


class KeyCount(QObject):
    """Counts the keys that are pressed, wherever the keyboard is, without those that type a text."""

    def __init__(self) -> None:
        super().__init__()
        self._typist = Typist()
        self._all = 0
        self._typed = 0

    @property
    def pressed(self) -> int:
        """Keys beside the typing."""
        return self._all - self._typed

    def type(self, text: str) -> None:
        """Type a text whose letters do not count."""
        self._typed += len(text)
        self._typist.type(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count a key where it arrives first: Qt asks there whether it is a shortcut, then above."""
        if event.type() == QEvent.Type.ShortcutOverride and watched is QApplication.focusWidget():
            self._all += 1
        return False


@pytest.fixture
def keys(house: House) -> Iterator[KeyCount]:
    """A count of the keys from now on."""
    assert QApplication.focusWidget() is house.door.view.field.line
    application, count = QApplication.instance(), KeyCount()
    assert application is not None
    application.installEventFilter(count)
    yield count
    application.removeEventFilter(count)


def change_evening(house: House, **fields: Any) -> Event:
    """Say something else of the evening that is on, as the Evenings page does."""
    kit = kit_of(house)
    event = kit.services.evenings.change(replace(kit.services.evenings.current(), **fields))
    kit.notices.event_chosen.emit()
    house.settle()
    return event


def let_in(house: House) -> Attendee:
    """Return the walk-in whom the banner welcomes, as the store has them."""
    house.settle()
    house.settle()
    verdict = house.verdict()
    assert isinstance(verdict, Admitted)
    assert verdict.scan.means is Means.WALK_IN
    with house.door.kit.services.database.reading() as repository:
        return repository.attendees.get(verdict.attendee.id)


def tab_to(house: House, widget: QWidget) -> None:
    """Press Tab until a widget has the keyboard."""
    for _ in range(20):
        if widget.hasFocus():
            return
        house.press(Qt.Key.Key_Tab)
    pytest.fail(f"no way by Tab to {widget}")


def fields_of(panel: WalkInPanel) -> dict[str, QWidget]:
    """Return everything in the form that can have the keyboard, by what it is."""
    return {
        "given name": panel.given,
        "family name": panel.family,
        "handle": panel.handle,
        "organisation": panel.organisation,
        "e-mail": panel.email,
        "category": panel.category,
        "consent": panel.consent,
        "topic": panel.topics.boxes[0],
        "another topic": panel.topics.other,
        "admit": panel.accept,
    }


def test_a_name_and_enter_registers_admits_and_leaves_the_badge_for_the_next_sheet(house: House) -> None:
    inside = house.desk.headcount().inside
    house.press(Qt.Key.Key_F2)
    house.type("Nolwenn")
    house.press(Qt.Key.Key_Tab)
    house.type("Riou")
    house.press(Qt.Key.Key_Return)
    house.settle()
    house.settle()
    verdict = house.verdict()
    assert isinstance(verdict, Admitted)
    assert verdict.scan.means is Means.WALK_IN
    assert verdict.attendee.status is Status.WALK_IN
    assert house.desk.headcount().inside == inside + 1
    assert not house.door.view.is_walk_in_open
    assert house.door.view.field.line.hasFocus()
    waiting = house.door.kit.services.badging.waiting(verdict.attendee.event_id)
    assert house.window.toast.sentence == f"No printer: the badge waits for the next sheet ({waiting} waiting)"


def test_a_likely_double_is_offered_before_it_is_made(house: House) -> None:
    house.press(Qt.Key.Key_F2)
    house.type("Gwenaelle")
    house.press(Qt.Key.Key_Tab)
    house.type("Le Gof")
    house.press(Qt.Key.Key_Return)
    house.settle()
    panel = house.door.view.walk_in
    assert panel.offer_card.isVisible()
    assert panel.offer_card.name.text() == "Gwenaëlle Le Goff is on the list"
    assert len(house.desk.search("gwenaelle")) == 1
    house.press(Qt.Key.Key_Down)
    house.press(Qt.Key.Key_Return)
    house.settle()
    verdict = house.verdict()
    assert isinstance(verdict, Admitted)
    assert verdict.attendee.status is Status.EXPECTED
    assert len(house.desk.search("gwenaelle")) == 1


def test_enter_once_more_registers_somebody_else_of_the_same_name(house: House) -> None:
    house.press(Qt.Key.Key_F2)
    house.type("Gwenaëlle")
    house.press(Qt.Key.Key_Tab)
    house.type("Le Goff")
    house.press(Qt.Key.Key_Return)
    house.settle()
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert len([a for a in house.desk.search("gwenaelle le goff") if a.full_name == "Gwenaëlle Le Goff"]) == 2


def test_the_offer_comes_while_typing(house: House) -> None:
    house.press(Qt.Key.Key_F2)
    panel = house.door.view.walk_in
    house.type("Karim")
    house.press(Qt.Key.Key_Tab)
    house.type("Benali")
    house.qtbot.waitUntil(panel.offer_card.isVisible, timeout=5000)


def test_an_offer_that_came_while_typing_is_not_answered_by_the_enter_after_the_name(house: House) -> None:
    house.press(Qt.Key.Key_F2)
    panel = house.door.view.walk_in
    house.type("Karim Benali")
    house.qtbot.waitUntil(panel.offer_card.isVisible, timeout=5000)
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert panel.offer_card.isVisible()
    assert len(house.desk.search("karim benali")) == 1
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert len(house.desk.search("karim benali")) == 2


def test_without_a_name_nothing_is_registered(house: House) -> None:
    count = house.desk.headcount()
    house.press(Qt.Key.Key_F2)
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert house.door.view.walk_in.error.text()
    assert house.desk.headcount() == count


def test_escape_closes_the_panel(house: House) -> None:
    house.press(Qt.Key.Key_F2)
    assert house.door.view.is_walk_in_open
    house.press(Qt.Key.Key_Escape)
    assert not house.door.view.is_walk_in_open
    assert QApplication.focusWidget() is house.door.view.field.line


def test_a_name_that_was_not_found_begins_the_walk_in(house: House) -> None:
    house.type("Zoran Vuk")
    house.settle()
    house.press(Qt.Key.Key_F2)
    panel = house.door.view.walk_in
    assert (panel.given.text(), panel.family.text()) == ("Zoran", "Vuk")


def test_consent_counts_only_with_an_address(house: House) -> None:
    house.press(Qt.Key.Key_F2)
    panel = house.door.view.walk_in
    panel.consent.setChecked(True)
    assert not panel.walk_in().may_be_written_to
    panel.email.setText("zoran@example.org")
    assert panel.walk_in().may_be_written_to


def test_scans_go_on_beside_the_panel(house: House) -> None:
    house.press(Qt.Key.Key_F2)
    door = house.door
    door.clerk.submit("HA-10001")
    house.settle()
    assert door.view.is_walk_in_open
    assert "Maëlle Kervella" in house.window.toast.sentence


def test_a_badge_that_is_scanned_into_the_form_is_a_scan_and_no_name(house: House) -> None:
    people = house.desk.headcount().inside
    house.press(Qt.Key.Key_F2)
    house.type("Nol")
    house.type(house.texts["unlisted"])
    house.press(Qt.Key.Key_Return)
    house.settle()
    panel = house.door.view.walk_in
    assert house.door.view.is_walk_in_open
    assert panel.given.text() == "Nol"
    assert isinstance(house.verdict(), AdmittedUnlisted)
    assert house.desk.headcount().inside == people + 1


def test_a_printer_that_is_not_there_is_a_line_and_the_guest_is_in(house: House) -> None:
    house.door.kit.services.settings.change(printer="no such printer")
    house.press(Qt.Key.Key_F2)
    house.type("Nolwenn")
    house.press(Qt.Key.Key_Return)
    house.settle()
    house.settle()
    assert isinstance(house.verdict(), Admitted)
    assert house.window.toast.sentence == "no such printer is not here: the badge waits (1 waiting)"
    assert house.program.crashes.dialog is None


def test_in_a_small_window_no_field_lies_over_another(house: House) -> None:
    house.window.resize(*Size.SMALLEST)
    house.press(Qt.Key.Key_F2)
    panel = house.door.view.walk_in
    panel.show_full("The evening is full (50 places). You decide.")
    panel.show_error("A name is enough, but it takes a name.")
    house.type("Gwenaelle Le Gof")
    house.qtbot.waitUntil(panel.offer_card.isVisible)
    house.window.grab()
    for field in (panel.given, panel.handle, panel.email, panel.topics.other):
        assert field.height() >= Size.FIELD - 2
    handle, email = (field.mapTo(panel, field.rect().topLeft()).y() for field in (panel.handle, panel.email))
    assert email + Size.FIELD < handle
    assert not panel.accept.visibleRegion().isEmpty()
    panel.topics.other.setFocus()
    house.press(Qt.Key.Key_Backtab)
    house.press(Qt.Key.Key_Tab)
    # The offer's own height may still be on its way through the layouts.
    house.qtbot.waitUntil(lambda: panel.topics.other.visibleRegion().boundingRect().height() >= Size.FIELD - 2)


def test_a_walk_in_takes_two_keys_beside_the_name(house: House, keys: KeyCount) -> None:
    inside = house.desk.headcount().inside
    house.press(Qt.Key.Key_F2)
    keys.type("Nolwenn Riou")
    house.press(Qt.Key.Key_Return)
    attendee = let_in(house)
    assert (attendee.given_name, attendee.family_name) == ("Nolwenn", "Riou")
    assert house.desk.headcount().inside == inside + 1
    assert keys.pressed == 2 <= MOST_KEYS, f"{keys.pressed} keys beside the name"


def test_somebody_else_of_a_known_name_takes_three_keys_beside_the_name(house: House, keys: KeyCount) -> None:
    house.press(Qt.Key.Key_F2)
    keys.type("Karim Benali")
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert house.door.view.walk_in.offer_card.isVisible()
    house.press(Qt.Key.Key_Return)
    attendee = let_in(house)
    assert (attendee.full_name, attendee.status) == ("Karim Benali", Status.WALK_IN)
    assert keys.pressed == 3 <= MOST_KEYS, f"{keys.pressed} keys beside the name"


def test_the_double_that_it_is_takes_four_keys_beside_the_name(house: House, keys: KeyCount) -> None:
    house.press(Qt.Key.Key_F2)
    keys.type("Karim Benali")
    house.press(Qt.Key.Key_Return)
    house.settle()
    house.press(Qt.Key.Key_Down)
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert house.attendee("Karim Benali").inside
    assert len(house.desk.search("karim benali")) == 1
    assert keys.pressed == 4 <= MOST_KEYS, f"{keys.pressed} keys beside the name"


@pytest.mark.parametrize(
    ("category", "consent"),
    [
        ("Membre", False),
        ("", True),
        ("Membre", True),
    ],
)
def test_a_category_and_consent_by_keyboard(house: House, keys: KeyCount, category: str, consent: bool) -> None:
    panel = house.door.view.walk_in
    house.press(Qt.Key.Key_F2)
    house.settle()
    keys.type("Nolwenn Riou")
    if consent:
        tab_to(house, panel.email)
        keys.type("nolwenn@port.example")
    if category:
        tab_to(house, panel.category)
        house.press(Qt.Key.Key_Down)
    if consent:
        tab_to(house, panel.consent)
        house.press(Qt.Key.Key_Space)
    house.press(Qt.Key.Key_Return)
    attendee = let_in(house)
    assert (attendee.category, attendee.may_be_written_to) == (category, consent)
    assert keys.pressed <= MOST_KEYS, f"{keys.pressed} keys beside name and address"


def test_topics_ticked_by_keyboard_and_one_typed_are_kept_as_wishes(house: House) -> None:
    change_evening(house, topics=("Climat", "R&D", "Tiers-lieux"))
    typist, panel = Typist(), house.door.view.walk_in
    # An ampersand of its own is written as two.
    assert [box.text() for box in panel.topics.boxes] == ["Climat", "R&&D", "Tiers-lieux"]
    assert [box.accessibleName() for box in panel.topics.boxes] == ["Climat", "R&D", "Tiers-lieux"]
    house.press(Qt.Key.Key_F2)
    typist.type("Nolwenn Riou")
    for box in panel.topics.boxes[1:]:
        tab_to(house, box)
        house.press(Qt.Key.Key_Space)
    tab_to(house, panel.topics.other)
    house.type("Voile & vent, Climat , R&D,,")
    house.press(Qt.Key.Key_Backtab)
    house.settle()
    assert panel.topics.boxes[-1].hasFocus()
    house.press(Qt.Key.Key_Return)
    assert let_in(house).wishes == ("R&D", "Tiers-lieux", "Voile & vent", "Climat")
    house.press(Qt.Key.Key_F2)
    assert panel.topics.chosen == ()


@pytest.mark.parametrize(
    ("typed", "given", "family"),
    [
        ("Zoé Le Goff", "Zoé", "Le Goff"),
        ("  Zoé   Le  Goff ", "Zoé", "Le Goff"),
        ("Zoé (Zouzou) Martin", "Zoé (Zouzou) Martin", ""),
        ("Dr Zoé Vuk", "Dr Zoé Vuk", ""),
        ("VUK Zoé", "VUK Zoé", ""),
        ("Zoé", "Zoé", ""),
    ],
)
def test_a_name_typed_whole_is_split_unless_something_would_be_lost(
    house: House, typed: str, given: str, family: str
) -> None:
    house.press(Qt.Key.Key_F2)
    house.type(typed)
    house.press(Qt.Key.Key_Return)
    attendee = let_in(house)
    assert (attendee.given_name, attendee.family_name) == (given, family)
    assert attendee.full_name == " ".join(typed.split())


def test_consent_without_an_address_asks_for_one(house: House) -> None:
    before = house.desk.headcount()
    typist, panel = Typist(), house.door.view.walk_in
    house.press(Qt.Key.Key_F2)
    typist.type("Nolwenn Riou")
    tab_to(house, panel.consent)
    house.press(Qt.Key.Key_Space)
    for address in ("", "nolwenn"):
        panel.email.setText(address)
        house.press(Qt.Key.Key_Return)
        house.settle()
        assert panel.error.isVisible()
        assert "e-mail address" in panel.error.text()
        assert panel.email.hasFocus()
        assert house.desk.headcount() == before
    house.type("@port.example")
    house.press(Qt.Key.Key_Return)
    attendee = let_in(house)
    assert (attendee.email, attendee.may_be_written_to) == ("nolwenn@port.example", True)


def test_a_ticket_that_is_scanned_into_any_field_is_taken_out_and_lets_its_guest_in(house: House) -> None:
    change_evening(house, topics=("Climat",))
    typist, panel = Typist(), house.door.view.walk_in
    house.press(Qt.Key.Key_F2)
    house.settle()
    typist.type("Nolwenn")
    before = len(house.desk.search("nolwenn"))
    codes = [f"HA-{n}" for n in (10001, 10002, 10003, 10004, 10007, 10008, 10009, 10010, 10011, 10012)]
    for (name, widget), code in zip(fields_of(panel).items(), codes, strict=True):
        widget.setFocus()
        asked = panel.walk_in()
        inside = house.desk.headcount().inside
        typist.scan(code)
        house.settle()
        house.settle()
        verdict = house.verdict()
        assert isinstance(verdict, Admitted), name
        assert (verdict.attendee.ticket_code, verdict.scan.means) == (code, Means.SCANNER), name
        assert house.desk.headcount().inside == inside + verdict.attendee.places, name
        assert house.door.view.is_walk_in_open, name
        assert panel.walk_in() == asked, name
        assert panel.given.text() == "Nolwenn", name
        assert verdict.attendee.full_name in house.window.toast.sentence, name
    assert len(house.desk.search("nolwenn")) == before
    panel.given.setFocus()
    house.press(Qt.Key.Key_Return)
    assert let_in(house).full_name == "Nolwenn"


def test_at_capacity_the_page_says_so_and_enter_still_registers(house: House) -> None:
    inside = house.desk.headcount().inside
    change_evening(house, capacity=inside + 1)
    panel = house.door.view.walk_in
    house.press(Qt.Key.Key_F2)
    assert not panel.full.isVisible()
    house.type("Nolwenn Riou")
    house.press(Qt.Key.Key_Return)
    let_in(house)
    house.press(Qt.Key.Key_F2)
    assert panel.full.isVisible()
    assert panel.full.text() == f"The evening is full ({inside + 1} places). You decide."
    house.type("Yuna Tanguy")
    house.press(Qt.Key.Key_Return)
    assert let_in(house).full_name == "Yuna Tanguy"
    assert house.desk.headcount().inside == inside + 2
