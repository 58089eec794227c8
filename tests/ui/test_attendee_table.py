"""The attendees' table: rows in memory, no window."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from checkin.badging import Printing
from checkin.language import Language
from checkin.model import Attendee, BadgeId, Status, new_id
from ui.attendees.first_evening import this_evening, title_from
from ui.attendees.lines import Filter, Line, Mark, count, line_of
from ui.attendees.model import HEADERS, SHARES, AttendeeModel, Column
from ui.theme import Theme
from ui.widgets.chip_delegate import CHIP_ROLE
from ui.widgets.table import KEY_ROLE, Table

PARIS = timezone(timedelta(hours=1))


def attendee(given: str, family: str, **values: object) -> Attendee:
    """Return somebody on a list."""
    return Attendee(new_id(), new_id(), new_id(), given, family, f"{given} {family}".strip(), **values)  # type: ignore[arg-type]


def lines() -> tuple[Line, ...]:
    """Return four people: arrived, expected, cancelled, walked in with a companion."""
    at = datetime(2026, 12, 3, 19, 41, tzinfo=UTC)
    people = (
        attendee(
            "Maëlle", "Kervella", category="Presse", handle="@maelle", arrived_at=at, visits=3, badge_printed_at=at
        ),
        attendee("Élodie", "Zidane", organisation="La Cantine"),
        attendee("Titouan", "Aubry", status=Status.CANCELLED),
        attendee("Olena", "Шевченко", status=Status.WALK_IN, places=2, arrived_at=at + timedelta(minutes=5), visits=1),
    )
    return tuple(line_of(person, PARIS) for person in people)


@pytest.fixture
def model(qapp: QApplication, qtbot: QtBot) -> AttendeeModel:
    """The model with four people, in English."""
    del qtbot
    made = AttendeeModel(Theme(qapp, "light"), Language("en"))
    made.show_lines(lines())
    return made


def names(model: AttendeeModel) -> list[str]:
    """Return the given names as they are shown."""
    return [str(model.index(row, Column.GIVEN_NAME).data()) for row in range(model.rowCount())]


def test_every_column_has_its_header_in_both_languages(model: AttendeeModel) -> None:
    assert len(HEADERS) == len(Column) == model.columnCount()
    assert model.headerData(Column.FAMILY_NAME, Qt.Orientation.Horizontal) == "Family name"
    model.speak(Language("fr"))
    assert model.headerData(Column.FAMILY_NAME, Qt.Orientation.Horizontal) == "Nom"


def test_cells_say_what_the_list_and_the_door_know(model: AttendeeModel) -> None:
    shown = [[str(model.index(row, column).data()) for column in Column] for row in range(4)]
    assert shown[0][1:] == ["Maëlle", "Kervella", "@maelle", "", "Presse", "printed", "20:41", "3rd"]
    assert shown[1][6:] == ["to print", "—", "1st"]
    assert shown[2][6:] == ["—", "cancelled", "—"]
    assert shown[3][2] == "Шевченко +1"


def test_a_badge_is_to_be_printed_on_its_way_printed_or_lost(model: AttendeeModel) -> None:
    at = datetime(2026, 12, 3, 18, 40, tzinfo=UTC)
    printed = Printing(new_id(), BadgeId(1), at, "badge-86x54", "Brother", "1", 1, None)
    people = {
        "to print": line_of(attendee("A", "A"), PARIS),
        "lost": line_of(attendee("B", "B"), PARIS, replace(printed, revoked_at=at)),
        "on its way": line_of(attendee("C", "C", badge_waits=True), PARIS, replace(printed, revoked_at=at)),
        "printed": line_of(attendee("D", "D", badge_printed_at=at), PARIS, printed),
    }
    model.show_lines(list(reversed(people.values())))
    model.sort(Column.BADGE)
    assert [model.index(row, Column.BADGE).data() for row in range(4)] == list(people)
    tips = [model.index(row, Column.BADGE).data(Qt.ItemDataRole.ToolTipRole) for row in range(4)]
    assert tips[3] == "Badge printed on 3 December at 19:40: Brother"
    assert tips[1] == "Badge lost: the old code is refused, the new badge is to be printed"
    model.narrow(Filter.NO_BADGE, "")
    assert names(model) == ["A", "B"]


def test_a_category_is_a_chip_and_an_empty_one_is_not(model: AttendeeModel) -> None:
    assert model.index(0, Column.CATEGORY).data(CHIP_ROLE) == "#B3159E"
    assert model.index(1, Column.CATEGORY).data(CHIP_ROLE) is None
    assert model.index(0, Column.HANDLE).data(CHIP_ROLE) is None


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Filter.ALL, ["Maëlle", "Élodie", "Titouan", "Olena"]),
        (Filter.EXPECTED, ["Maëlle", "Élodie"]),
        (Filter.ARRIVED, ["Maëlle", "Olena"]),
        (Filter.ABSENT, ["Élodie"]),
        (Filter.CANCELLED, ["Titouan"]),
        (Filter.NO_BADGE, ["Élodie", "Olena"]),
    ],
)
def test_filters_show_what_they_say_and_count_the_same(
    model: AttendeeModel, chosen: Filter, expected: list[str]
) -> None:
    model.narrow(chosen, "")
    assert names(model) == expected
    assert count(lines())[chosen] == len(expected)


def test_searching_forgives_accents_and_scripts(model: AttendeeModel) -> None:
    model.narrow(Filter.ALL, "elodie cant")
    assert names(model) == ["Élodie"]
    model.narrow(Filter.ALL, "shevchenko")
    assert names(model) == ["Olena"]


def test_sorting_folds_names_and_keeps_empty_cells_last(model: AttendeeModel) -> None:
    model.sort(Column.GIVEN_NAME)
    assert names(model) == ["Élodie", "Maëlle", "Olena", "Titouan"]
    model.sort(Column.ARRIVED, Qt.SortOrder.AscendingOrder)
    assert names(model)[:2] == ["Maëlle", "Olena"]
    model.sort(-1)
    assert names(model) == ["Maëlle", "Élodie", "Titouan", "Olena"]


def test_a_changed_field_tells_what_stood_there_before(qapp: QApplication, model: AttendeeModel) -> None:
    line = line_of(attendee("Kareem", "Benali"), PARIS)
    changed = Line(
        **{name: getattr(line, name) for name in line.__slots__}
        | {"mark": Mark.CHANGED, "before": (("given_name", "Karim"),)}
    )
    model.show_lines([changed])
    assert model.index(0, Column.MARK).data() == "~"
    assert model.index(0, Column.GIVEN_NAME).data(Qt.ItemDataRole.ToolTipRole) == "before: Karim"
    assert model.index(0, Column.GIVEN_NAME).data(KEY_ROLE) == line.key


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Apéro 26 - liste.csv", "Apéro 26"),
        ("Twapéro #26 participants.xlsx", "Twapéro #26"),
        ("billets_helloasso.csv", ""),
        ("export-2026-12-03.csv", ""),
        ("google_forms_fr.csv", ""),
        ("soirée-low-tech.csv", "Soirée low tech"),
    ],
)
def test_an_evening_takes_its_title_from_the_file_where_it_has_one(name: str, title: str) -> None:
    assert title_from(Path(name)) == title


def test_a_first_evening_begins_today_at_seven() -> None:
    now = datetime(2026, 12, 3, 11, 5, 30, tzinfo=PARIS)
    assert this_evening(now) == datetime(2026, 12, 3, 19, 0)  # noqa: DTZ001 - on the clock of the bar


def test_rows_are_selected_as_few_ranges(qtbot: QtBot, model: AttendeeModel) -> None:
    table = Table(SHARES)
    qtbot.addWidget(table)
    table.show_model(model)
    table.select_rows([2, 0, 1])
    assert table.selected_rows() == [0, 1, 2]
    assert table.selectionModel().selection().count() == 1
