"""The preview of a list by keyboard alone: its columns, its header, its sheets."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from checkin.lists.listed import Field, Reason
from tests.ui import preview_lists
from tests.ui.conftest import House
from tests.ui.previewing import CTRL, load, press, preview
from ui.attendees.import_panel import Stage
from ui.attendees.preview.body import Section
from ui.attendees.preview.columns_model import FIELD, WHY
from ui.attendees.preview.words import OFFERED


def test_each_column_says_what_it_was_taken_for_and_why(house: House, tmp_path: Path) -> None:
    page = preview(house, preview_lists.fourteen_columns(tmp_path))
    house.press(Qt.Key.Key_K, CTRL)
    model = page.panel.body.columns.model
    places = {column.header: place for place, column in enumerate(model.columns)}
    assert len(places) == 14
    cells = {
        header: [str(model.index(place, part).data()) for part in (FIELD, WHY)] for header, place in places.items()
    }
    assert cells["Prénom participant"][0] == "Given name"
    assert cells["Email payeur"][0] == "Buyer’s e-mail"
    assert all(why for field, why in cells.values() if field != "Not used")
    assert cells["Moyen de paiement"] == ["Not used", ""]


def test_a_column_is_taken_for_something_else_by_keyboard_and_the_list_is_read_anew(
    house: House, tmp_path: Path
) -> None:
    page = preview(house, preview_lists.fourteen_columns(tmp_path))
    house.press(Qt.Key.Key_K, CTRL)
    columns = page.panel.body.columns
    place = next(n for n, column in enumerate(columns.model.columns) if column.header == "Moyen de paiement")
    index = columns.model.columns[place].index
    columns.table.select_rows([place])
    house.press(Qt.Key.Key_Return)
    assert columns.choice.isVisible()
    wanted = OFFERED.index(Field.NOTE)
    popup = columns.choice.view()
    popup.setCurrentIndex(popup.model().index(wanted, 0))
    house.press(Qt.Key.Key_Return, on=popup)
    # Once more events have passed, the offscreen platform takes the closed list for the active window.
    assert columns.table.hasFocus()
    house.settle()
    column = next(column for column in columns.model.columns if column.index == index)
    assert (column.field, column.reason) == (Field.NOTE, Reason.CHOSEN)
    assert columns.table.selected_keys() == [index]
    assert {line.note for line in page.model.lines} == {"CB"}


def test_delete_takes_a_column_out_of_use(house: House, tmp_path: Path) -> None:
    page = preview(house, preview_lists.fourteen_columns(tmp_path))
    house.press(Qt.Key.Key_K, CTRL)
    columns = page.panel.body.columns
    place = next(n for n, column in enumerate(columns.model.columns) if column.header == "Structure")
    columns.table.select_rows([place])
    press(house, Qt.Key.Key_Delete)
    assert {line.organisation for line in page.model.lines} == {""}
    assert all(column.field is not Field.ORGANISATION for column in columns.model.columns)


def test_of_three_hundred_columns_the_used_ones_are_shown_and_the_others_found(house: House, tmp_path: Path) -> None:
    page = preview(house, preview_lists.wide(tmp_path))
    house.press(Qt.Key.Key_K, CTRL)
    columns = page.panel.body.columns
    assert len(columns.model.columns) == 5
    assert columns.rest.text() == "295 columns are not used"
    house.press(Qt.Key.Key_U, CTRL)
    assert len(columns.model.columns) == 300
    house.press(Qt.Key.Key_F, CTRL)
    house.type("point 123")
    assert [column.header for column in columns.model.columns] == ["Question 123 : que pensez-vous du point 123 ?"]
    press(house, Qt.Key.Key_Escape)
    assert columns.search.text() == ""
    assert page.panel.body.section is Section.COLUMNS


def test_a_choice_that_leaves_nobody_is_taken_back_and_said(house: House, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("Name\nMarie Durand\nYann Le Bihan\n", encoding="utf-8")
    page = preview(house, path)
    house.press(Qt.Key.Key_K, CTRL)
    columns = page.panel.body.columns
    columns.take_for(0, Field.IGNORED)
    house.settle()
    assert page.panel.stage is Stage.PREVIEW
    assert page.panel.trouble.startswith("Read as before")
    assert columns.model.columns[0].field is not Field.IGNORED
    assert len(page.model.lines) == 2


def test_the_family_name_comes_first_where_somebody_says_so(house: House, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("Name;E-mail\nDurand Marie;marie@example.org\n", encoding="utf-8")
    page = preview(house, path)
    house.press(Qt.Key.Key_K, CTRL)
    options = page.panel.body.columns.options
    while options.order.currentText() != "Family name first":
        house.press(Qt.Key.Key_Y, CTRL)
        house.settle()
    (line,) = page.model.lines
    assert (line.given_name, line.family_name) == ("Marie", "Durand")


def test_the_header_can_be_another_row_or_none(house: House, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    rows = ("Marie;Durand;marie@example.org", "Yann;Le Bihan;yann@example.org", "Awa;Diop;awa@example.org")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    page = preview(house, path)
    house.press(Qt.Key.Key_K, CTRL)
    house.press(Qt.Key.Key_H, CTRL)
    header = page.panel.body.columns.options.header
    assert header.hasFocus()
    assert header.text() == "none"
    house.type("1")
    press(house, Qt.Key.Key_Return)
    assert page.panel.stage is Stage.PREVIEW
    assert len(page.model.lines) == 2
    press(house, Qt.Key.Key_Down)
    assert header.text() == "none"
    assert len(page.model.lines) == 3


def test_damaged_letters_are_repaired_by_a_key(house: House, tmp_path: Path) -> None:
    path = tmp_path / "damaged.csv"
    path.write_text("Prénom;Nom;E-mail\nGaÃ«lle;Durand;g@example.org\n", encoding="utf-8")
    page = preview(house, path)
    house.press(Qt.Key.Key_K, CTRL)
    assert page.panel.body.columns.options.repair.isVisible()
    house.press(Qt.Key.Key_R, CTRL)
    house.settle()
    assert page.model.lines[0].given_name == "Gaëlle"


def test_another_sheet_is_a_key_away(house: House, tmp_path: Path) -> None:
    page = preview(house, preview_lists.two_sheets(tmp_path))
    assert page.panel.sheets.isVisible()
    assert {line.given_name for line in page.model.lines} == {"Marie", "Yann"}
    house.press(Qt.Key.Key_PageDown, CTRL)
    house.settle()
    assert {line.given_name for line in page.model.lines} == {"Awa", "Karl", "Louise"}
    assert page.panel.sheets.sheets.currentText() == "Vendredi"


def test_what_was_put_right_on_a_sheet_that_is_remembered_outlives_a_choice_of_columns(
    house: House, tmp_path: Path
) -> None:
    path = preview_lists.two_sheets(tmp_path)
    page = preview(house, path)
    house.press(Qt.Key.Key_PageDown, CTRL)
    house.settle()
    load(house, page)
    page = preview(house, path)
    assert page.panel.sheets.sheets.currentText() == "Vendredi"
    page.panel.fix_row(2)
    page.panel.fixing.form.lines["given_name"].selectAll()
    page.panel.fixing.form.lines["given_name"].setFocus()
    house.type("Awatif")
    press(house, Qt.Key.Key_Return)
    house.press(Qt.Key.Key_K, CTRL)
    columns = page.panel.body.columns
    place = next(n for n, column in enumerate(columns.model.columns) if column.header == "E-mail")
    columns.take_for(place, Field.IGNORED)
    house.settle()
    house.settle()
    assert "Awatif" in {line.given_name for line in page.model.lines}
