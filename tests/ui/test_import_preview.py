"""The preview of a list by keyboard alone: rows put right, who is known, who is missing, the way out."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from checkin.model import Status
from tests.ui import preview_lists
from tests.ui.conftest import House
from tests.ui.kits import kit_of
from tests.ui.previewing import CTRL, go_to_row, load, look_at, open_fix, open_rows, press, preview
from ui.attendees.import_panel import Stage
from ui.attendees.preview.body import Section


def test_a_wrong_address_is_corrected_in_place_and_the_next_row_follows(house: House, tmp_path: Path) -> None:
    page = look_at(house, preview_lists.troubled(tmp_path))
    open_fix(house, page, 5)
    form = page.panel.fixing.form
    assert QApplication.focusWidget() is form.lines["email"]
    assert form.lines["email"].selectedText() == "rosa(at)example.org"
    house.type("rosa@example.org")
    press(house, Qt.Key.Key_Return)
    assert 5 not in open_rows(page)
    assert form.isVisible()
    assert form.row not in (0, 5)
    assert load(house, page)["Rosa Sansmail"].email == "rosa@example.org"


def test_what_cannot_stand_in_a_field_says_in_one_line_what_to_do(house: House, tmp_path: Path) -> None:
    page = look_at(house, preview_lists.troubled(tmp_path))
    open_fix(house, page, 5)
    house.type("rosa at example")
    press(house, Qt.Key.Key_Return)
    form = page.panel.fixing.form
    assert form.error.startswith("“rosa at example” is not an e-mail address: write it like")
    assert form.row == 5
    assert QApplication.focusWidget() is form.lines["email"]


def test_enter_on_a_row_that_is_right_as_it_is_changes_nothing_and_goes_on(house: House, tmp_path: Path) -> None:
    page = look_at(house, preview_lists.troubled(tmp_path))
    before = open_rows(page)
    open_fix(house, page, 5)
    press(house, Qt.Key.Key_Return)
    assert page.panel.fixing.form.row not in (0, 5)
    assert open_rows(page) == before


def test_a_row_that_was_kept_out_is_loaded_on_request(house: House, tmp_path: Path) -> None:
    page = look_at(house, preview_lists.troubled(tmp_path))
    lines = len(page.model.lines)
    open_fix(house, page, 6)
    assert page.panel.fixing.form.keep.text() == "Load it"
    press(house, Qt.Key.Key_Return)
    assert page.panel.load_button.text() == f"Load {lines + 1} people"
    assert load(house, page)["Basile Attente"].status is Status.EXPECTED


def test_somebody_is_marked_as_not_coming_by_a_key_and_coming_after_all_by_the_same(
    house: House, tmp_path: Path
) -> None:
    page = look_at(house, preview_lists.troubled(tmp_path))
    page.panel.fix_row(4)
    house.press(Qt.Key.Key_N, CTRL)
    house.settle()
    page.panel.fix_row(4)
    assert page.panel.fixing.form.status.text() == "Coming after all"
    house.press(Qt.Key.Key_N, CTRL)
    house.settle()
    page.panel.fix_row(4)
    house.press(Qt.Key.Key_N, CTRL)
    house.settle()
    assert load(house, page)["Ambre Nouvel"].status is Status.CANCELLED


def test_a_fix_is_ticked_and_taken_back_with_a_key(house: House, tmp_path: Path) -> None:
    page = look_at(house, preview_lists.troubled(tmp_path))
    before = open_rows(page)
    open_fix(house, page, 6)
    press(house, Qt.Key.Key_Return, Qt.Key.Key_Escape)
    remarks = page.panel.body.problems.model.remarks
    assert [remark.is_settled for remark in remarks if remark.row == 6] == [True]
    assert open_rows(page) == before - {6}
    house.press(Qt.Key.Key_Z, CTRL)
    house.settle()
    assert open_rows(page) == before


def test_a_row_stands_as_in_the_file_again_by_its_own_key(house: House, tmp_path: Path) -> None:
    page = look_at(house, preview_lists.troubled(tmp_path))
    open_fix(house, page, 6)
    press(house, Qt.Key.Key_Return)
    go_to_row(page, 6)
    page.panel.body.problems.fix()
    house.press(Qt.Key.Key_R, CTRL)
    house.settle()
    assert 6 in open_rows(page)
    assert not page.panel.fixing.form.isVisible()


def test_a_row_without_a_remark_is_put_right_too_and_shows_as_corrected(house: House, tmp_path: Path) -> None:
    page = preview(house, preview_lists.troubled(tmp_path))
    page.panel.fix_row(4)
    form = page.panel.fixing.form
    assert form.isVisible()
    form.lines["organisation"].setFocus()
    house.type("La Cantine")
    press(house, Qt.Key.Key_Return)
    assert not form.isVisible()
    assert QApplication.focusWidget() is page.table
    assert any(remark.row == 4 and remark.is_settled for remark in page.panel.body.problems.model.remarks)
    assert load(house, page)["Ambre Nouvel"].organisation == "La Cantine"


def test_escape_goes_one_step_back_at_a_time(house: House, tmp_path: Path) -> None:
    page = look_at(house, preview_lists.troubled(tmp_path))
    open_fix(house, page, 5)
    press(house, Qt.Key.Key_Escape)
    assert not page.panel.fixing.form.isVisible()
    assert page.panel.body.section is Section.PROBLEMS
    assert page.panel.problems.hasFocus()
    press(house, Qt.Key.Key_Escape)
    assert page.panel.body.section is None
    assert page.table.hasFocus()
    assert page.panel.load_button.isVisible()
    press(house, Qt.Key.Key_Escape)
    assert page.panel.stage is Stage.NONE


def test_loading_keeps_first_what_stands_in_the_form(house: House, tmp_path: Path) -> None:
    page = look_at(house, preview_lists.troubled(tmp_path))
    open_fix(house, page, 5)
    house.type("rosa@example.org")
    assert load(house, page)["Rosa Sansmail"].email == "rosa@example.org"


def test_loading_waits_where_what_stands_in_the_form_cannot_be(house: House, tmp_path: Path) -> None:
    page = look_at(house, preview_lists.troubled(tmp_path))
    open_fix(house, page, 5)
    house.type("rosa at example")
    page.panel.load()
    house.settle()
    assert page.panel.stage is Stage.PREVIEW
    assert page.panel.fixing.form.error


def test_the_chosen_line_stays_chosen_while_rows_are_put_right(house: House, tmp_path: Path) -> None:
    page = look_at(house, preview_lists.troubled(tmp_path))
    open_fix(house, page, 5)
    chosen = page.table.selected_keys()
    assert len(chosen) == 1
    house.type("rosa@example.org")
    page.panel.fixing.form.turn()
    house.settle()
    go_to_row(page, 5)
    assert page.table.selected_keys() == chosen


def test_who_may_be_known_is_asked_and_nobody_is_joined_unasked(house: House, tmp_path: Path) -> None:
    kit = kit_of(house)
    with kit.services.database.reading() as repository:
        known = {a.full_name: a.person_id for a in repository.attendees.of_event(kit.services.evenings.current().id)}
    kit.services.evenings.add("Apéro #27", kit.services.clock() + timedelta(days=30))
    kit.notices.event_chosen.emit()
    page = preview(house, preview_lists.acquainted(tmp_path))
    house.press(Qt.Key.Key_D, CTRL)
    doubts = page.panel.body.doubts
    assert {doubt.row for doubt in doubts.model.doubts} >= {2, 3}
    assert doubts.model.same == frozenset()
    press(house, Qt.Key.Key_Return)
    assert doubts.model.same == {2}
    assert doubts.table.selected_rows() == [1]
    loaded = load(house, page)
    assert loaded["Gwenaëlle Le Goff"].person_id == known["Gwenaëlle Le Goff"]
    assert loaded["Karim Benali"].person_id != known["Karim Benali"]


def test_all_of_them_are_answered_at_once_and_one_is_taken_out_again(house: House, tmp_path: Path) -> None:
    kit = kit_of(house)
    kit.services.evenings.add("Apéro #27", kit.services.clock() + timedelta(days=30))
    kit.notices.event_chosen.emit()
    page = preview(house, preview_lists.acquainted(tmp_path))
    house.press(Qt.Key.Key_D, CTRL)
    doubts = page.panel.body.doubts
    house.press(Qt.Key.Key_Y, CTRL)
    house.settle()
    rows = {doubt.row for doubt in doubts.model.doubts}
    assert len(rows) > 1
    assert doubts.model.same == rows
    press(house, Qt.Key.Key_Delete)
    assert doubts.model.same == rows - {2}


def test_who_is_missing_from_the_next_list_stays_unless_the_switch_says_otherwise(house: House, tmp_path: Path) -> None:
    page = preview(house, preview_lists.troubled(tmp_path))
    assert not page.panel.missing.isVisible()
    assert load(house, page)["Louise Tanguy"].status is Status.EXPECTED
    page = preview(house, preview_lists.shorter(tmp_path))
    assert page.panel.missing.isVisible()
    house.press(Qt.Key.Key_M, CTRL)
    house.settle()
    assert page.panel.load_button.text() != "Nothing new: go on"
    assert load(house, page)["Louise Tanguy"].status is Status.CANCELLED


@pytest.mark.parametrize("theme", ["light", "contrast"])
def test_every_text_follows_the_language_while_a_section_is_open(house: House, tmp_path: Path, theme: str) -> None:
    house.program.theme.choose(theme)
    page = look_at(house, preview_lists.troubled(tmp_path))
    open_fix(house, page, 5)
    house.program.translations.choose("fr")
    assert page.panel.fixing.form.lines["given_name"].accessibleName() == "Prénom"
    assert page.panel.fixing.form.row == 5
