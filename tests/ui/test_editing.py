"""Putting a line of the list right in its place: by keyboard alone, kept, and heard of elsewhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton, QWidget

from checkin.errors import NotFoundError
from checkin.lists.editing import Editor
from checkin.model import Attendee, Status
from tests.ui.conftest import House, OpenHouse
from tests.ui.kits import kit_of
from tests.ui.line_editing import edit, kept, page_of, write
from ui.attendees.edit_form import EditForm
from ui.attendees.editing import Editing
from ui.door.page import DoorPage
from ui.theme import Size
from ui.widgets.button import Button

LIST = """\
Prénom;Nom;Pseudo;Structure;Numéro de billet
Maëlle;Kervella;@maelle@framapiaf.example;Les Fougères;HA-10001
"""


def test_the_key_opens_the_chosen_line_with_the_keyboard_in_its_name(house: House) -> None:
    page = edit(house, "Maëlle")
    shown = {name: line.text() for name, line in page.form.lines.items()}
    assert shown == {
        "given_name": "Maëlle",
        "family_name": "Kervella",
        "email": "",
        "handle": "@maelle@framapiaf.example",
        "organisation": "Les Fougères",
        "ticket_code": "HA-10001",
        "places": "1",
        "note": "apporte le micro",
    }
    assert QApplication.focusWidget() is page.form.lines["given_name"]
    assert page.form.changes == {}


def test_enter_keeps_what_was_typed_and_nothing_else_and_goes_back_to_the_line(house: House) -> None:
    before = kept(house, "Maëlle Kervella")
    page = edit(house, "Maëlle")
    write(house, page, "organisation", "Studio Granit")
    write(house, page, "places", "2")
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert kept(house, "Maëlle Kervella") == replace(before, organisation="Studio Granit", places=2)
    assert not page.form.isVisible()
    assert QApplication.focusWidget() is page.table
    assert page.table.selected_keys() == [before.id]
    assert page.model.lines[page.table.selected_rows()[0]].organisation == "Studio Granit"


def test_what_another_wrote_meanwhile_stays(house: House) -> None:
    page = edit(house, "Maëlle")
    kit_of(house).services.editor.change(kept(house, "Maëlle Kervella").id, note="vient avec son chien")
    write(house, page, "organisation", "Studio Granit")
    house.press(Qt.Key.Key_Return)
    house.settle()
    now = kept(house, "Maëlle Kervella")
    assert (now.organisation, now.note) == ("Studio Granit", "vient avec son chien")


def test_an_edit_is_kept_when_the_same_list_is_loaded_again(house: House, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text(LIST, encoding="utf-8")
    page = edit(house, "Maëlle")
    write(house, page, "organisation", "Studio Granit")
    house.press(Qt.Key.Key_Return)
    house.settle()
    page.open_list(path)
    house.settle()
    house.press(Qt.Key.Key_Return)
    house.settle()
    house.settle()
    assert kept(house, "Maëlle Kervella").organisation == "Studio Granit"


def test_a_double_click_and_the_button_open_the_form_too(house: House) -> None:
    page = page_of(house)
    place: QPoint = page.table.visualRect(page.model.index(2, 1)).center()
    house.qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    house.qtbot.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.form.lines["given_name"].text() == "Inès"
    house.press(Qt.Key.Key_Escape)
    button = next(b for b in page.bar.findChildren(Button) if b.text() == "Edit" and b.isVisible())
    assert button.key == "F2"
    button.click()
    assert page.form.isVisible()


def test_one_line_is_edited_and_several_are_not_offered_it(house: House) -> None:
    page = page_of(house)
    button = next(b for b in page.bar.findChildren(Button) if b.text() == "Edit")
    page.table.select_rows([0, 1])
    assert not button.isVisible()
    page.table.select_rows([0])
    assert button.isVisible()


def test_without_a_chosen_line_the_key_is_the_walk_ins_as_everywhere(house: House) -> None:
    page = page_of(house)
    page.table.clearSelection()
    house.press(Qt.Key.Key_F2)
    assert isinstance(house.window.current, DoorPage)


def test_escape_closes_an_untouched_form_at_once(house: House) -> None:
    page = edit(house, "Maëlle")
    house.press(Qt.Key.Key_Escape)
    assert not page.form.isVisible()
    assert QApplication.focusWidget() is page.table
    assert len(page.table.selected_keys()) == 1


def test_enter_on_an_untouched_form_only_closes_it(house: House) -> None:
    before = kept(house, "Maëlle Kervella")
    page = edit(house, "Maëlle")
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert not page.form.isVisible()
    assert kept(house, "Maëlle Kervella") == before


def test_escape_says_once_that_something_was_typed_and_then_forgets_it(house: House) -> None:
    before = kept(house, "Maëlle Kervella")
    page = edit(house, "Maëlle")
    write(house, page, "note", "x")
    house.press(Qt.Key.Key_Escape)
    assert page.form.remark == "Not saved yet: Enter saves it, Esc forgets what was typed."
    house.type("yz")
    assert page.form.remark == ""
    house.press(Qt.Key.Key_Escape)
    assert page.form.isVisible()
    house.press(Qt.Key.Key_Escape)
    assert not page.form.isVisible()
    assert kept(house, "Maëlle Kervella") == before


def test_the_door_and_the_other_pages_hear_of_it(house: House) -> None:
    heard: list[str] = []
    kit_of(house).notices.list_changed.connect(lambda: heard.append("list"))
    page = edit(house, "Maëlle")
    write(house, page, "family_name", "Zorglub")
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert heard == ["list"]
    line = house.door.view.field.line
    line.setFocus()
    house.type("zorglub")
    house.settle()
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert kept(house, "Zorglub").arrived_at is not None


def test_an_untouched_form_follows_the_table_and_a_changed_one_stays(house: House) -> None:
    page = edit(house, "Karim")
    page.table.setFocus()
    house.press(Qt.Key.Key_Down)
    assert page.form.lines["given_name"].text() == "Inès"
    assert QApplication.focusWidget() is page.table
    write(house, page, "note", "x")
    page.table.setFocus()
    house.press(Qt.Key.Key_Down)
    assert page.form.lines["given_name"].text() == "Inès"
    house.press(Qt.Key.Key_F2)
    assert page.form.lines["given_name"].text() == "Inès"
    assert page.form.remark.startswith("Not saved yet")


def test_enter_in_the_table_lets_nobody_in_while_the_form_is_open(house: House) -> None:
    page = edit(house, "Maëlle")
    page.table.setFocus()
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert kept(house, "Maëlle Kervella").arrived_at is None
    assert QApplication.focusWidget() is page.form.lines["given_name"]


def test_what_was_typed_outlives_a_list_that_is_looked_at(house: House, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text(LIST, encoding="utf-8")
    page = edit(house, "Maëlle")
    write(house, page, "note", "x")
    page.open_list(path)
    house.settle()
    assert not page.form.isVisible()
    page.panel.leave()
    assert page.form.isVisible()
    assert page.form.changes == {"note": "x"}


def test_the_key_puts_a_row_of_the_preview_right(house: House, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text(LIST, encoding="utf-8")
    page = page_of(house)
    page.open_list(path)
    house.settle()
    page.table.select_rows([0])
    house.press(Qt.Key.Key_F2)
    assert page.panel.fixing.form.isVisible()
    assert page.panel.fixing.form.row == page.model.lines[0].row
    assert not page.form.isVisible()


def test_a_line_that_is_gone_says_so(house: House) -> None:
    class Gone(Editor):
        def change(self, attendee_id: UUID, **fields: str | Status) -> Attendee:
            del fields
            raise NotFoundError("attendee", str(attendee_id))

    page = page_of(house)
    kit = kit_of(house)
    heard: list[str] = []
    kit.notices.line.connect(lambda text, _role: heard.append(text))
    form = EditForm(kit.theme)
    house.qtbot.addWidget(form)
    services = replace(kit.services, editor=Gone(kit.services.database))
    editing = Editing(replace(kit, services=services), form, page)
    editing.open(kept(house, "Maëlle Kervella"), [])
    form.lines["note"].setText("x")
    form.submitted.emit()
    house.settle()
    assert heard == ["This line is not on the list any more."]
    assert editing.key is None
    assert form.isHidden()


def test_every_control_of_the_form_has_a_name_and_tab_goes_as_it_is_read(house: House) -> None:
    page = edit(house, "Maëlle")
    form = page.form
    inside = [
        *form.findChildren(QLineEdit, options=Qt.FindChildOption.FindChildrenRecursively),
        *form.findChildren(QPushButton),
        *form.status.findChildren(QAbstractButton),
    ]
    assert [w for w in inside if not w.accessibleName() and not isinstance(w.parentWidget(), type(form.category))] == []
    way: list[QWidget] = []
    widget: QWidget | None = form.lines["given_name"]
    while widget is not None and widget is not form.keep:
        way.append(widget)
        house.press(Qt.Key.Key_Tab)
        widget = QApplication.focusWidget()
        assert widget not in way
    names = [name for step in way for name, field in form.fields.items() if field.control is step]
    assert names == [
        *("given_name", "family_name", "email", "handle", "organisation"),
        *("ticket_code", "places", "category", "note"),
    ]


def test_the_line_that_is_edited_stays_in_view_above_the_form(house: House) -> None:
    page = page_of(house)
    house.window.grab()
    last = page.table.rowAt(page.table.viewport().height() - Size.ROW)
    page.table.select_rows([last])
    house.press(Qt.Key.Key_F2)
    house.window.grab()
    row = page.table.visualRect(page.model.index(last, 0))
    assert page.table.viewport().rect().contains(row)


def test_the_form_leaves_room_for_rows_in_the_smallest_window(house: House) -> None:
    house.program.translations.choose("fr")
    house.window.resize(*Size.SMALLEST)
    page = edit(house, "Maëlle")
    write(house, page, "email", "pas une adresse")
    house.press(Qt.Key.Key_Return)
    house.window.grab()
    assert (house.window.width(), house.window.height()) == Size.SMALLEST
    row = page.table.visualRect(page.model.index(page.table.selected_rows()[0], 0))
    assert page.table.viewport().rect().contains(row)
    assert page.form.lines["note"].width() > Size.RAIL


def test_the_form_speaks_the_language_that_is_on(open_house: OpenHouse) -> None:
    house = open_house(language="fr")
    page = edit(house, "Maëlle")
    assert page.form.lines["family_name"].accessibleName() == "Nom"
    house.program.translations.choose("en")
    assert page.form.lines["family_name"].accessibleName() == "Family name"
