"""Bursts that a scanner types, told from typing, through real widgets."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.burst_form import CODE, FAST_TYPIST, SCANNER, Form
from ui.door.focus import FocusKeeper


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    """An open form, the keyboard in its first field."""
    return Form(qtbot)


def test_a_code_scanned_into_a_form_is_taken_out_of_the_field_and_submits_nothing(form: Form) -> None:
    form.type("Gwenaëlle", FAST_TYPIST)
    form.now += FAST_TYPIST / 1000
    form.type(CODE)
    assert form.name.text() == "Gwenaëlle" + CODE
    form.enter()
    assert form.scanned == [CODE]
    assert form.name.text() == "Gwenaëlle"
    assert form.submitted == []
    assert form.asked[0].before == "Gwenaëlle"
    form.now += 1
    form.enter()
    assert form.submitted == ["Gwenaëlle"]


def test_somebody_who_types_fast_is_asked_about_and_loses_neither_name_nor_enter(form: Form) -> None:
    form.type("Gwenaëlle", 20)
    form.enter(20)
    assert [burst.text for burst in form.asked] == ["Gwenaëlle"]
    assert form.name.text() == "Gwenaëlle"
    assert form.submitted == ["Gwenaëlle"]
    assert form.scanned == []


@pytest.mark.parametrize("pace", [FAST_TYPIST, 36, 250])
def test_typing_is_no_burst(form: Form, pace: float) -> None:
    form.codes.append("Gwenaëlle")
    form.type("Gwenaëlle", pace)
    form.enter(pace)
    assert form.asked == []
    assert form.submitted == ["Gwenaëlle"]


@pytest.mark.parametrize("pace", [0, 1, SCANNER, 16, 35])
def test_a_burst_is_one_at_any_pace_of_a_scanner_even_where_a_key_is_late(form: Form, pace: float) -> None:
    form.type(CODE[:4], pace)
    form.type(CODE[4], 90)
    form.type(CODE[5:], pace)
    form.enter(pace)
    assert form.scanned == [CODE]


def test_five_characters_are_too_few_and_a_key_held_down_is_no_scanner(form: Form) -> None:
    form.codes += ["12345", "aaaaaaaa"]
    form.type("12345")
    form.enter()
    form.name.clear()
    for n in range(8):
        form.key(Qt.Key.Key_A, "a", 30, repeats=n > 0)
    form.enter()
    assert form.asked == []
    assert form.submitted == ["12345", "aaaaaaaa"]


@pytest.mark.parametrize("pace", [0, FAST_TYPIST])
def test_what_is_typed_while_the_desk_is_asked_comes_after_it_in_its_order(form: Form, pace: float) -> None:
    form.does_answer = False
    form.type("Gwenaëlle")
    form.key(Qt.Key.Key_Tab, "\t")
    form.type("Riouallon"[: 4 if pace == 0 else None], pace)
    form.enter(pace)
    assert (form.name.text(), form.other.text(), form.submitted) == ("Gwenaëlle", "", [])
    form.answer()
    assert (form.name.text(), form.submitted) == ("Gwenaëlle", ["Gwenaëlle"])
    assert form.other.text() in ("Riou", "Riouallon")
    assert len(form.asked) == 1


def test_two_codes_scanned_one_upon_the_other_are_two(form: Form) -> None:
    form.codes.append("HA-10002")
    form.does_answer = False
    form.type(CODE)
    form.enter()
    form.type("HA-10002")
    form.enter()
    form.answer()
    assert form.scanned == [CODE]
    form.answer()
    assert form.scanned == [CODE, "HA-10002"]
    assert (form.name.text(), form.submitted) == ("", [])


def test_a_desk_that_does_not_answer_holds_an_enter_for_a_while_only(form: Form) -> None:
    form.does_answer = False
    form.type("Gwenaëlle")
    form.enter()
    form.qtbot.waitUntil(lambda: form.submitted == ["Gwenaëlle"])
    assert not form.asked[0].take_out()
    assert form.name.text() == "Gwenaëlle"
    assert form.scanned == []


def test_a_burst_without_enter_is_told_after_a_pause(form: Form) -> None:
    form.type("Zoé", 300)
    form.now += 1
    form.type(CODE)
    form.qtbot.waitUntil(lambda: form.scanned == [CODE])
    assert form.name.text() == "Zoé"
    assert form.submitted == []


def test_a_burst_that_only_the_window_was_too_slow_for_is_told_whole_and_once(form: Form) -> None:
    form.does_answer = False
    for n, letter in enumerate(CODE[:6]):
        form.key(ord(letter), letter, stamp=1000 + n * SCANNER)
    form.qtbot.waitUntil(lambda: len(form.asked) == 1)
    early = form.asked[0]
    form.does_answer = True
    for n, letter in enumerate(CODE[6:], 6):
        form.key(ord(letter), letter, 400, stamp=1000 + n * SCANNER)
    form.key(Qt.Key.Key_Return, "\r", 400, stamp=1000 + 8 * SCANNER)
    assert form.scanned == [CODE]
    assert not early.take_out()
    assert (form.name.text(), form.submitted) == ("", [])


def test_an_enter_that_only_the_window_was_too_slow_for_is_swallowed_with_its_code(form: Form) -> None:
    for n, letter in enumerate(CODE):
        form.key(ord(letter), letter, stamp=1000 + n * SCANNER)
    form.qtbot.waitUntil(lambda: form.scanned == [CODE])
    form.key(Qt.Key.Key_Return, "\r", 400, stamp=1000 + 8 * SCANNER)
    assert (form.name.text(), form.submitted) == ("", [])


@pytest.mark.parametrize("second", [(Qt.Key.Key_Return, "\r", False), (Qt.Key.Key_J, "\n", True)])
@pytest.mark.parametrize("is_late", [False, True])
def test_a_line_feed_after_enter_is_no_second_one(form: Form, second: tuple[Qt.Key, str, bool], is_late: bool) -> None:
    key, text, with_control = second
    held = Qt.KeyboardModifier.ControlModifier if with_control else Qt.KeyboardModifier.NoModifier
    form.does_answer = not is_late
    form.type(CODE)
    form.enter()
    form.key(key, text, held=held)
    if is_late:
        form.answer()
    assert form.scanned == [CODE]
    assert (form.name.text(), form.submitted) == ("", [])
    form.home.setFocus()
    form.type(CODE, 9)
    form.enter(9)
    form.key(key, text, held=held)
    assert form.searched == [CODE]


def test_a_burst_into_a_text_that_is_selected_or_around_the_cursor_leaves_it_as_it_was(form: Form) -> None:
    form.name.setText("Gwen Le Goff")
    form.name.setSelection(5, 2)
    form.type(CODE)
    form.enter()
    assert form.name.text() == "Gwen Le Goff"
    assert form.name.selectedText() == "Le"
    form.name.setCursorPosition(4)
    form.now += 1
    form.type(CODE)
    form.enter()
    assert (form.name.text(), form.name.cursorPosition()) == ("Gwen Le Goff", 4)


def test_what_changed_in_the_field_meanwhile_stays(form: Form) -> None:
    form.does_answer = False
    form.name.setText("Zoé")
    form.type(CODE)
    form.enter()
    form.name.setText("Zoé" + CODE + " Kervella")
    form.answer()
    assert form.name.text() == "Zoé Kervella"
    assert form.scanned == [CODE]


def test_whoever_searches_as_somebody_types_hears_that_the_code_is_gone(form: Form) -> None:
    heard: list[str] = []
    form.name.textEdited.connect(heard.append)
    form.type(CODE)
    form.enter()
    assert heard[-1] == ""


def test_a_box_of_choices_a_tick_and_a_button_are_left_as_they_were(form: Form) -> None:
    form.codes.append('{"t": 1}')
    form.kind.setFocus()
    form.kind.setEditText("press")
    form.type(CODE)
    form.enter()
    assert (form.scanned, form.kind.currentText()) == ([CODE], "press")
    for widget in (form.consent, form.accept):
        widget.setFocus()
        form.now += 1
        form.type(CODE)
        form.enter()
    assert form.scanned == [CODE] * 3
    assert form.submitted == []
    form.consent.setFocus()
    form.now += 1
    form.type('{"t":')
    form.consent.click()  # what a blank does when it is let go
    form.type(" 1}")
    form.enter()
    assert form.scanned[-1] == '{"t": 1}'
    assert not form.consent.isChecked()


def test_enter_on_a_button_that_was_reached_by_key_presses_it(form: Form) -> None:
    form.accept.setFocus()
    form.enter()
    assert form.submitted == [""]


def test_in_the_scan_field_a_burst_alone_is_no_question_and_tab_is_enter(form: Form) -> None:
    form.home.setFocus()
    form.type(CODE)
    form.enter()
    form.now += 1
    form.type(CODE)
    form.key(Qt.Key.Key_Tab, "\t")
    form.now += 1
    form.type("1234")
    form.key(Qt.Key.Key_Tab, "\t")
    assert form.searched == [CODE, CODE, "1234"]
    assert form.home.hasFocus()
    assert form.asked == []


def test_a_person_s_tab_leaves_the_scan_field(form: Form) -> None:
    form.home.setFocus()
    form.type("kerv", 120)
    form.key(Qt.Key.Key_Tab, "\t", 120)
    assert form.searched == []
    assert not form.home.hasFocus()


def test_a_code_scanned_upon_half_a_name_in_the_scan_field_leaves_the_name(form: Form) -> None:
    form.home.setFocus()
    form.type("kerv", 120)
    form.now += 1
    form.type(CODE)
    form.enter()
    assert form.scanned == [CODE]
    assert form.home.text() == "kerv"
    assert form.searched == []


def test_characters_of_an_input_method_and_controls_between_belong_to_the_burst(form: Form) -> None:
    form.codes.append("éa=1234")
    event = QInputMethodEvent("", [])
    event.setCommitString("é")
    QApplication.sendEvent(form.name, event)
    form.type("a=1")
    form.key(Qt.Key.Key_BracketRight, "\x1d", held=Qt.KeyboardModifier.ControlModifier)
    form.type("234")
    form.enter()
    assert form.scanned == ["éa=1234"]
    assert form.name.text() == ""


def test_a_form_that_was_closed_meanwhile_is_not_submitted(form: Form) -> None:
    form.does_answer = False
    form.type("Gwenaëlle")
    form.enter()
    form.name.hide()
    form.answer()
    assert form.submitted == []


def test_a_burst_that_begins_on_a_button_beside_the_scan_field_is_one_in_it(form: Form) -> None:
    keeper = FocusKeeper(form, form.home, lambda: False)
    form.accept.setFocus()
    form.type(CODE)
    form.enter()
    assert form.searched == [CODE]
    form.home.setText("kerv")
    form.accept.setFocus()
    form.now += 1
    form.type(CODE)
    form.enter()
    assert form.scanned == [CODE]
    assert form.home.text() == "kerv"
    assert keeper.parent() is form
