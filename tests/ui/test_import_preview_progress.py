"""Long lists in the preview: how far they are, and the ways out that leave everything as it was."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from checkin.errors import StorageError, StorageFault
from checkin.lists.fixing import Fix
from checkin.lists.importing import Decisions, Importer, ImportPlan
from checkin.lists.listed import AttendeeList, Field
from tests.ui import preview_lists
from tests.ui.conftest import House, OpenHouse
from tests.ui.kits import kit_of
from ui.attendees.import_panel import Stage
from ui.attendees.page import AttendeesPage
from ui.kit import Kit

STEPS = 4


class Held(Importer):
    """The real importer, which waits at each step until it may go on."""

    def __init__(self, importer: Importer, *, reading: bool = False, loading: bool = False) -> None:
        super().__init__(importer._database)
        self.reached, self.go_on = threading.Event(), threading.Event()
        self.reading, self.loading = reading, loading

    def preview(self, event_id: UUID, path: Path, **values: Any) -> ImportPlan:
        """Read, held up half way."""
        if self.reading:
            self._hold(values["report"])
        return super().preview(event_id, path, **values)

    def apply(
        self,
        event_id: UUID,
        listed: AttendeeList,
        *,
        decisions: Decisions = Decisions(),  # noqa: B008 - frozen
        report: Callable[[int, int], None] | None = None,
    ) -> ImportPlan:
        """Load, held up half way."""
        if self.loading and report is not None:
            self._hold(report)
        return super().apply(event_id, listed, decisions=decisions, report=report)

    def _hold(self, report: Callable[[int, int], None]) -> None:
        report(STEPS // 2, STEPS)
        self.reached.set()
        self.go_on.wait(10)
        report(STEPS, STEPS)


@pytest.fixture
def held() -> Iterator[list[Held]]:
    """The importers that are held up; none is left waiting."""
    made: list[Held] = []
    yield made
    for importer in made:
        importer.go_on.set()


def page_with(house: House, held: list[Held], **where: bool) -> AttendeesPage:
    """Return the page, with an importer that is held up."""
    page = house.window.go_to("attendees")
    assert isinstance(page, AttendeesPage)
    house.settle()
    kit: Kit = page.kit
    held.append(Held(kit.services.importer, **where))
    page.panel._session._kit = replace(kit, services=replace(kit.services, importer=held[-1]))
    page.panel._session._loading._kit = page.panel._session._kit
    return page


def names(house: House) -> set[str]:
    """Return who is on the list of the evening."""
    services = kit_of(house).services
    with services.database.reading() as repository:
        return {a.full_name for a in repository.attendees.of_event(services.evenings.current().id)}


def test_reading_shows_how_many_rows_are_read_and_escape_ends_it(
    house: House, held: list[Held], tmp_path: Path
) -> None:
    page = page_with(house, held, reading=True)
    before = len(page.model.lines)
    page.open_list(preview_lists.troubled(tmp_path))
    house.qtbot.waitUntil(lambda: page.panel.progress == f"Reading: {STEPS // 2} of {STEPS} rows")
    house.press(Qt.Key.Key_Escape)
    held[0].go_on.set()
    house.settle()
    assert page.panel.stage is Stage.NONE
    assert page.panel.isHidden()
    assert len(page.model.lines) == before


def test_loading_that_is_cancelled_changes_nothing_and_says_so(house: House, held: list[Held], tmp_path: Path) -> None:
    page = page_with(house, held, loading=True)
    before = names(house)
    page.open_list(preview_lists.troubled(tmp_path))
    house.settle()
    page.panel.load()
    house.qtbot.waitUntil(lambda: page.panel.progress == f"Loading: {STEPS // 2} of {STEPS} rows")
    house.press(Qt.Key.Key_Escape)
    assert page.panel.progress == "Stopping…"
    held[0].go_on.set()
    house.settle()
    assert page.panel.stage is Stage.PREVIEW
    assert page.panel.trouble == "Stopped: nothing was loaded, nothing changed."
    assert names(house) == before


def test_a_list_whose_loading_was_cancelled_is_loaded_at_the_second_try(
    house: House, held: list[Held], tmp_path: Path
) -> None:
    page = page_with(house, held, loading=True)
    page.open_list(preview_lists.troubled(tmp_path))
    house.settle()
    page.panel.load()
    house.qtbot.waitUntil(held[0].reached.is_set)
    house.press(Qt.Key.Key_Escape)
    held[0].go_on.set()
    house.settle()
    page.panel.load()
    house.settle()
    house.settle()
    assert page.panel.stage is Stage.NONE
    assert "Ambre Nouvel" in names(house)


def test_a_second_try_makes_no_second_evening(open_house: OpenHouse, held: list[Held], tmp_path: Path) -> None:
    house = open_house(filled=False)
    page = page_with(house, held, loading=True)
    page.open_list(preview_lists.troubled(tmp_path))
    house.settle()
    page.panel.load()
    house.qtbot.waitUntil(held[0].reached.is_set)
    house.press(Qt.Key.Key_Escape)
    held[0].go_on.set()
    house.settle()
    page.panel.load()
    house.settle()
    house.settle()
    assert len(kit_of(house).services.evenings.all()) == 1
    assert "Ambre Nouvel" in names(house)


def test_reading_anew_that_is_cancelled_leaves_the_preview_as_it_was(
    house: House, held: list[Held], tmp_path: Path
) -> None:
    page = page_with(house, held)
    page.open_list(preview_lists.two_sheets(tmp_path))
    house.settle()
    held[0].reading = True
    house.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    house.qtbot.waitUntil(held[0].reached.is_set)
    assert not page.panel.load_button.isEnabled()
    house.press(Qt.Key.Key_Escape)
    held[0].go_on.set()
    house.settle()
    assert page.panel.stage is Stage.PREVIEW
    assert page.panel.load_button.isEnabled()
    assert page.panel.sheets.sheets.currentText() == "Jeudi"
    assert {line.given_name for line in page.model.lines} == {"Marie", "Yann"}


def fields_of(page: AttendeesPage) -> dict[str, Field]:
    """Return what each column of the list that is previewed was taken for, by its header."""
    prepared = page.panel._session.prepared
    assert prepared is not None
    return {column.header: column.field for column in prepared.plan.list.columns}


class Full(Importer):
    """The real importer, with a disk that is full at the first loading."""

    def __init__(self, importer: Importer) -> None:
        super().__init__(importer._database)
        self.is_full = True

    def apply(self, event_id: UUID, listed: AttendeeList, **values: Any) -> ImportPlan:
        """Load, where there is room."""
        if self.is_full:
            self.is_full = False
            raise StorageError(StorageFault.FULL, "checkin.sqlite3")
        return super().apply(event_id, listed, **values)


def test_what_was_put_right_outlives_a_loading_for_which_there_was_no_room(
    open_house: OpenHouse, tmp_path: Path
) -> None:
    house = open_house(filled=False)
    page = house.window.go_to("attendees")
    assert isinstance(page, AttendeesPage)
    house.settle()
    session = page.panel._session
    session._kit = replace(page.kit, services=replace(page.kit.services, importer=Full(page.kit.services.importer)))
    session._loading._kit = session._kit
    page.open_list(preview_lists.troubled(tmp_path))
    house.settle()
    session.decide(Decisions(fixes=(Fix(4, (("given_name", "Ambroise"),)),)))
    house.settle()
    page.panel.load()
    house.settle()
    assert page.panel.stage is Stage.PREVIEW
    assert page.panel.trouble.startswith("Nothing was loaded, and what you decided is kept.")
    page.panel.load()
    house.settle()
    house.settle()
    assert "Ambroise Nouvel" in names(house)
    assert len(kit_of(house).services.evenings.all()) == 1


def test_a_second_choice_while_the_list_is_read_anew_keeps_the_first(
    house: House, held: list[Held], tmp_path: Path
) -> None:
    page = page_with(house, held)
    page.open_list(preview_lists.troubled(tmp_path))
    house.settle()
    held[0].reading = True
    columns = page.panel.body.columns
    places = {column.header: place for place, column in enumerate(columns.model.columns)}
    columns.take_for(places["Structure"], Field.IGNORED)
    house.qtbot.waitUntil(held[0].reached.is_set)
    held[0].reading = False
    columns.take_for(places["Catégorie"], Field.IGNORED)
    held[0].go_on.set()
    house.settle()
    house.settle()
    fields = fields_of(page)
    assert fields["Structure"] is Field.IGNORED
    assert fields["Catégorie"] is Field.IGNORED


def test_a_choice_whose_reading_was_ended_is_not_part_of_the_next(
    house: House, held: list[Held], tmp_path: Path
) -> None:
    page = page_with(house, held)
    page.open_list(preview_lists.troubled(tmp_path))
    house.settle()
    held[0].reading = True
    columns = page.panel.body.columns
    places = {column.header: place for place, column in enumerate(columns.model.columns)}
    columns.take_for(places["Structure"], Field.IGNORED)
    house.qtbot.waitUntil(held[0].reached.is_set)
    house.press(Qt.Key.Key_Escape)
    held[0].reading = False
    held[0].go_on.set()
    house.settle()
    columns.take_for(places["Catégorie"], Field.IGNORED)
    house.settle()
    house.settle()
    fields = fields_of(page)
    assert fields["Structure"] is Field.ORGANISATION
    assert fields["Catégorie"] is Field.IGNORED


def test_a_list_that_comes_while_another_is_loaded_is_asked_to_come_afterwards(
    house: House, held: list[Held], tmp_path: Path
) -> None:
    page = page_with(house, held, loading=True)
    page.open_list(preview_lists.troubled(tmp_path))
    house.settle()
    page.panel.load()
    house.qtbot.waitUntil(held[0].reached.is_set)
    page.open_list(preview_lists.two_sheets(tmp_path))
    assert page.panel.trouble == "One list at a time: open inscrits.xlsx once this one is loaded."
    held[0].go_on.set()
    house.settle()
    house.settle()
    assert page.panel.stage is Stage.NONE
    assert "Ambre Nouvel" in names(house)
