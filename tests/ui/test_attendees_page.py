"""The Attendees page: the list of the evening, previewing and loading a file, ticking people in."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from checkin.model import Attendee, Status
from tests.ui.conftest import House, OpenHouse
from tests.ui.kits import kit_of
from ui.attendees.import_panel import Stage
from ui.attendees.lines import Filter, Mark
from ui.attendees.page import AttendeesPage
from ui.theme import Size
from ui.widgets.button import Button
from ui.widgets.segments import Segment

LIST = """\
Prénom;Nom;E-mail;Pseudo;Structure;Catégorie;Numéro de billet;Statut
Maëlle;Kervella;;@maelle@framapiaf.example;Les Fougères du Port;Presse;HA-10001;Validé
Ambre;Nouvel;ambre@example.org;@ambre;;Membre;HA-30001;Validé
Paul;Parti;paul@example.org;;;Membre;HA-30002;Annulé
Rosa;Sansmail;pas-une-adresse;;;Membre;HA-30003;Validé
"""


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A list: one known person changed, two new ones, one who cancelled."""
    path = tmp_path / "liste.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def page_of(house: House) -> AttendeesPage:
    """Return the page, in view and loaded."""
    page = house.window.go_to("attendees")
    assert isinstance(page, AttendeesPage)
    house.settle()
    return page


def preview(house: House, path: Path) -> AttendeesPage:
    """Return the page with a list previewed."""
    page = page_of(house)
    page.open_list(path)
    house.settle()
    return page


def kept(house: House) -> dict[str, Attendee]:
    """Return the list as the store has it."""
    services = kit_of(house).services
    with services.database.reading() as repository:
        attendees = repository.attendees.of_event(services.evenings.current().id)
    return {attendee.full_name: attendee for attendee in attendees}


def test_the_table_shows_the_evening(house: House) -> None:
    page = page_of(house)
    assert len(page.model.lines) == len(kept(house)) == 120
    assert page.subtitle.startswith("Apéro #26 · ")


def test_a_preview_says_what_would_change_and_changes_nothing(house: House, listed: Path) -> None:
    before = kept(house)
    page = preview(house, listed)
    assert page.panel.stage is Stage.PREVIEW
    marks = {line.full_name: line.mark for line in page.model.lines}
    assert marks["Maëlle Kervella"] is Mark.CHANGED
    assert marks["Ambre Nouvel"] is Mark.ADDED
    assert marks["Paul Parti"] is Mark.CANCELLED
    changed = next(line for line in page.model.lines if line.mark is Mark.CHANGED)
    assert ("organisation", "Les Fougères") in changed.before
    assert page.panel.load_button.text() == "Load 4 people"
    assert kept(house) == before


def test_enter_loads_what_was_previewed(house: House, listed: Path) -> None:
    preview(house, listed)
    house.press(Qt.Key.Key_Return)
    house.settle()
    house.settle()
    now = kept(house)
    assert now["Maëlle Kervella"].organisation == "Les Fougères du Port"
    assert now["Paul Parti"].status is Status.CANCELLED
    assert "Ambre Nouvel" in now
    assert page_of(house).panel.stage is Stage.NONE


def test_loading_the_same_list_again_finds_nothing_new(house: House, listed: Path) -> None:
    preview(house, listed)
    house.press(Qt.Key.Key_Return)
    house.settle()
    page = preview(house, listed)
    assert {line.mark for line in page.model.lines} == {Mark.NONE}
    assert page.panel.load_button.text() == "Nothing new: go on"
    house.press(Qt.Key.Key_Return)
    assert page.panel.stage is Stage.NONE


def test_escape_leaves_the_preview_and_shows_the_list_again(house: House, listed: Path) -> None:
    before = kept(house)
    page = preview(house, listed)
    house.press(Qt.Key.Key_Escape)
    assert page.panel.isHidden()
    assert len(page.model.lines) == len(before)
    assert kept(house) == before


def test_rows_to_look_at_open_with_a_sentence_each_and_lead_to_their_row(house: House, listed: Path) -> None:
    page = preview(house, listed)
    house.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    table = page.panel.problems
    assert table.isVisible()
    sentences = [str(table.model().index(row, 2).data()) for row in range(table.model().rowCount())]
    assert "“pas-une-adresse” is not an e-mail address: left empty." in sentences
    table.setCurrentIndex(table.model().index(0, 0))
    assert page.table.selected_keys()


def test_a_file_that_is_no_list_says_so_in_its_place(house: House, tmp_path: Path) -> None:
    path = tmp_path / "photo.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    page = preview(house, path)
    assert page.panel.stage is Stage.FAILED
    assert "photo.csv" in page.panel.trouble
    house.press(Qt.Key.Key_Escape)
    assert page.panel.isHidden()


def test_a_list_makes_its_own_evening_where_there_is_none(open_house: OpenHouse, listed: Path) -> None:
    house = open_house(filled=False)
    titled = listed.with_name("Apéro 27 - liste.csv")
    listed.rename(titled)
    preview(house, titled)
    assert kit_of(house).services.evenings.all() == []
    house.press(Qt.Key.Key_Return)
    house.settle()
    house.settle()
    (event,) = kit_of(house).services.evenings.all()
    assert (event.title, event.starts.hour) == ("Apéro 27", 19)
    assert len(page_of(house).model.lines) == 4


def test_search_and_filters_narrow_the_table_and_escape_widens_it(house: House) -> None:
    page = page_of(house)
    house.press(Qt.Key.Key_F3)
    house.type("kerv")
    assert {line.family_name for line in page.model.lines} == {"Kervella"}
    house.press(Qt.Key.Key_Escape)
    page.bar.choose(Filter.CANCELLED)
    assert [line.given_name for line in page.model.lines] == ["Titouan"]
    house.press(Qt.Key.Key_Escape)
    assert len(page.model.lines) == 120


def test_several_are_let_in_with_one_key_and_taken_back_with_another(house: House) -> None:
    page = page_of(house)
    page.bar.choose(Filter.ABSENT)
    page.table.select_rows([0, 1, 2])
    chosen = [line.full_name for line in page.model.lines[:3]]
    page.bar.choose(Filter.ALL)
    page.table.select_rows([row for row, line in enumerate(page.model.lines) if line.full_name in chosen])
    house.press(Qt.Key.Key_Return)
    house.settle()
    house.settle()
    assert all(kept(house)[name].arrived_at for name in chosen)
    assert len(page.table.selected_keys()) == 3
    house.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    house.settle()
    assert not any(kept(house)[name].arrived_at for name in chosen)


def test_a_code_that_is_scanned_over_the_table_lets_nobody_in(house: House) -> None:
    page = page_of(house)
    page.table.select_rows([0])
    assert not page.model.lines[0].arrived_at
    house.scan("HA-10003")
    assert not kept(house)["Maëlle Kervella"].arrived_at
    assert len(page.table.selected_keys()) == 1


def test_an_empty_list_says_what_to_do_next(open_house: OpenHouse) -> None:
    house = open_house(filled=False)
    kit_of(house).services.evenings.add("Apéro", kit_of(house).services.clock())
    kit_of(house).notices.event_chosen.emit()
    page = page_of(house)
    assert page.empty.isVisible()
    assert not page.table.isVisible()


def test_what_happens_at_the_door_shows_when_the_page_comes_back(house: House) -> None:
    page = page_of(house)
    assert not next(line for line in page.model.lines if line.given_name == "Maëlle").arrived_at
    house.window.go_to("door")
    house.scan("HA-10001")
    page = page_of(house)
    QApplication.processEvents()
    assert next(line for line in page.model.lines if line.given_name == "Maëlle").arrived_at


def test_in_a_small_window_the_actions_leave_the_filters_whole(house: House) -> None:
    house.program.translations.choose("fr")
    page = page_of(house)
    house.window.resize(*Size.SMALLEST)
    page.table.selectAll()
    house.window.grab()
    last = page.bar.findChildren(Segment)[-1]
    actions = [button for button in page.bar.findChildren(Button) if button.isVisible()]
    assert len(actions) == 2
    assert last.mapTo(page.bar, last.rect().topRight()).x() < min(button.x() for button in actions)
    assert last.visibleRegion().boundingRect().width() >= last.sizeHint().width()
    assert last.accessibleName() == "Sans badge 119"
