"""What every table of lines in memory answers alike."""

from __future__ import annotations

from PySide6.QtCore import Qt

from checkin.language import Language
from ui.widgets.table_model import TableModel

ACROSS, DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


class Lines(TableModel):
    """Three lines under two headings, the first of which says nothing."""

    def shown(self) -> str:
        """Return three of anything."""
        return "abc"

    def data(self, *_: object) -> None:
        """Say nothing in any cell."""


def lines(language: str) -> Lines:
    return Lines(("", "Column"), Language(language))


def test_there_are_as_many_lines_as_are_shown_and_none_below_any_of_them() -> None:
    model = lines("en")
    assert (model.rowCount(), model.columnCount()) == (3, 2)
    below = model.index(0, 0)
    assert (model.rowCount(below), model.columnCount(below)) == (0, 0)


def test_headings_are_said_in_the_readers_language_and_an_empty_one_says_nothing() -> None:
    assert [lines("fr").headerData(n, ACROSS) for n in range(2)] == [None, "Colonne"]
    assert lines("en").headerData(1, ACROSS) == "Column"
    assert lines("en").headerData(1, DOWN) is None
    assert lines("en").headerData(1, ACROSS, Qt.ItemDataRole.FontRole) is None
