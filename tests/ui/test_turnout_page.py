"""The Turnout page: the figures, and the attendance sheet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.conftest import House, OpenHouse
from tests.ui.kits import kit_of
from ui.turnout import page as turnout_page
from ui.turnout.figures import arrival_bars
from ui.turnout.page import TurnoutPage


@pytest.fixture(autouse=True)
def nothing_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep other programs closed."""
    monkeypatch.setattr(turnout_page, "show_outside", lambda _path: True)


def page_of(house: House) -> TurnoutPage:
    """Return the page, in view and loaded."""
    page = house.window.go_to("turnout")
    assert isinstance(page, TurnoutPage)
    house.settle()
    return page


def test_the_figures_are_those_of_the_core(house: House) -> None:
    page = page_of(house)
    services = kit_of(house).services
    turnout = services.attendance.turnout(services.evenings.current().id)
    came, absent, first, _further = page.view.cards
    assert (came.figure, absent.figure) == (str(turnout.came), str(turnout.no_shows))
    assert first.figure == str(turnout.newcomers)
    assert page.view.arrivals.accessibleName()


def test_an_arrival_at_the_door_counts_when_the_page_comes_back(house: House) -> None:
    before = int(page_of(house).view.cards[0].figure)
    house.window.go_to("door")
    house.scan("HA-10001")
    assert int(page_of(house).view.cards[0].figure) == before + 1


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".pdf"])
def test_the_attendance_sheet_is_written_as_its_ending_says(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    page_of(house)
    path = tmp_path / f"sheet{ending}"
    monkeypatch.setattr(turnout_page, "ask_save", lambda *_: path)
    house.press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    assert path.stat().st_size > 500
    assert "120" in house.window.toast.sentence


def test_a_sheet_that_cannot_be_written_is_a_line(house: House, tmp_path: Path) -> None:
    page = page_of(house)
    page.write_to(tmp_path / "sheet.docx")
    house.settle()
    assert "sheet.docx" in house.window.toast.sentence


def test_before_anybody_came_the_page_says_so_and_leads_to_the_door(open_house: OpenHouse) -> None:
    house = open_house(filled=False)
    kit_of(house).services.evenings.add("Apéro", kit_of(house).services.clock())
    kit_of(house).notices.event_chosen.emit()
    page = page_of(house)
    assert page.empty.isVisible()
    page.open_door.click()
    assert house.window.current is house.door


def test_the_page_speaks_french_at_once(house: House) -> None:
    page = page_of(house)
    house.program.translations.choose("fr")
    assert page.title == "Bilan"
    house.program.translations.choose("en")


def test_a_bar_tells_its_value_and_a_short_evening_names_every_slot(house: House) -> None:
    page = house.window.go_to("turnout")
    assert isinstance(page, TurnoutPage)
    house.settle()
    chart = page.view.arrivals
    assert "person" in chart.tip_at(chart.width() - 2) or "people" in chart.tip_at(chart.width() - 2)
    turnout = page._turnout
    assert turnout is not None
    short = replace(turnout, slots=turnout.slots[:2])
    assert all(bar.name for bar in arrival_bars(short, house.program.translations.language))
