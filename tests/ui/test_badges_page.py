"""The Badges page: the preview, the PDF that is saved, and the memory of what was printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from checkin.badges.pictures import page_count
from checkin.badging import Order
from checkin.model import Attendee
from tests.ui.conftest import House, OpenHouse
from tests.ui.kits import kit_of
from ui.badges import printing as badges_printing
from ui.badges.page import BadgesPage
from ui.badges.wishes import Who, Wishes, not_printed


@pytest.fixture(autouse=True)
def shown_outside(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Keep other programs closed, and say what would have been opened."""
    opened: list[Path] = []
    monkeypatch.setattr(badges_printing, "show_outside", lambda path: opened.append(path) or True)
    return opened


def page_of(house: House) -> BadgesPage:
    """Return the page, in view, with its first sheet."""
    page = house.window.go_to("badges")
    assert isinstance(page, BadgesPage)
    house.qtbot.waitUntil(lambda: page.paper.has_picture, timeout=20_000)
    return page


def candidates(house: House) -> list[Attendee]:
    """Return who may have a badge."""
    services = kit_of(house).services
    return services.badging.candidates(services.evenings.current().id)


def test_the_preview_shows_the_real_sheet_and_remembers_nothing(house: House) -> None:
    page = page_of(house)
    everybody = len(candidates(house))
    assert not_printed(candidates(house)) == everybody
    assert page.save.text() == f"Save {everybody} badges as PDF…"
    house.press(Qt.Key.Key_PageDown)
    house.qtbot.waitUntil(lambda: page.paper.page == 1, timeout=20_000)
    house.press(Qt.Key.Key_PageUp)
    house.qtbot.waitUntil(lambda: page.paper.page == 0, timeout=20_000)


def test_what_is_saved_is_remembered_and_opened(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shown_outside: list[Path]
) -> None:
    page = page_of(house)
    path = tmp_path / "badges.pdf"
    monkeypatch.setattr(badges_printing, "ask_save", lambda *_: path)
    number = len(candidates(house))
    house.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    house.settle()
    assert page_count(path) == -(-number // 10)
    assert not_printed(candidates(house)) == 0
    assert shown_outside == [path]
    assert page.view.all_done.isVisible()
    assert not page.save.isEnabled()


def test_cancelling_the_dialog_writes_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    page_of(house)
    monkeypatch.setattr(badges_printing, "ask_save", lambda *_: None)
    house.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    assert not_printed(candidates(house)) == len(candidates(house))


def test_badges_of_those_who_are_ticked(house: House, tmp_path: Path) -> None:
    page = page_of(house)
    page.panel.who.setCurrentIndex(page.panel.who.findData(Who.CHOSEN))
    assert page.panel.chooser.isVisible()
    assert not page.save.isEnabled()
    chosen = frozenset(a.id for a in candidates(house)[:3])
    page.panel.chooser.tick(chosen)
    assert page.save.text() == "Save 3 badges as PDF…"
    page.write_to(tmp_path / "three.pdf")
    house.settle()
    assert {a.id for a in candidates(house) if a.badge_printed_at} == chosen


def test_a_folder_that_cannot_be_written_is_a_line_and_nothing_is_remembered(house: House, tmp_path: Path) -> None:
    page = page_of(house)
    (tmp_path / "file").touch()
    page.write_to(tmp_path / "file" / "badges.pdf")
    house.settle()
    assert "badges.pdf" in house.window.toast.sentence
    assert not_printed(candidates(house)) == len(candidates(house))
    assert page.save.isEnabled()


def test_wishes_choose_and_order() -> None:
    from checkin.model import new_id

    def person(given: str, family: str, category: str) -> Attendee:
        return Attendee(new_id(), new_id(), new_id(), given, family, f"{given} {family}", category=category)

    people = [person("Zoé", "Élan", "Membre"), person("Ana", "Zidane", "Membre"), person("Bo", "Arno", "Presse")]
    assert Wishes("t").of(people) == people
    assert [a.given_name for a in Wishes("t", order=Order.NAME).of(people)] == ["Bo", "Zoé", "Ana"]
    assert Wishes("t", who=Who.CHOSEN, chosen=frozenset({people[1].id})).of(people) == [people[1]]


def test_without_anybody_on_the_list_the_page_says_what_to_do(open_house: OpenHouse) -> None:
    house = open_house(filled=False)
    kit_of(house).services.evenings.add("Apéro", kit_of(house).services.clock())
    kit_of(house).notices.event_chosen.emit()
    page = house.window.go_to("badges")
    assert isinstance(page, BadgesPage)
    house.settle()
    assert page.view.empty.isVisible()


def test_ticks_stay_while_names_are_narrowed_and_the_language_changes(house: House) -> None:
    page = page_of(house)
    page.panel.who.setCurrentIndex(page.panel.who.findData(Who.CHOSEN))
    chooser = page.panel.chooser
    everybody = chooser.names.rowCount()
    chooser.search.field.setText("kerv")
    assert chooser.names.rowCount() == 2
    house.press(Qt.Key.Key_Down, on=chooser.search.field)
    house.press(Qt.Key.Key_Space)
    (ticked,) = chooser.chosen
    chooser.search.clear()
    assert chooser.names.rowCount() == everybody
    house.program.translations.choose("fr")
    assert chooser.chosen == {ticked}
    assert page.save.text() == "Enregistrer 1 badge en PDF…"


def test_names_are_put_in_order_only_where_somebody_looks(house: House) -> None:
    page = page_of(house)
    assert page.panel.chooser.names.rowCount() == 0
    page.panel.who.setCurrentIndex(page.panel.who.findData(Who.CHOSEN))
    assert page.panel.chooser.names.rowCount() == len(candidates(house))
