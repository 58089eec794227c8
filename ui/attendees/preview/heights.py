"""How high the tables of a preview are: what the window has room for, and the list below stays in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.theme import Size

if TYPE_CHECKING:
    from ui.widgets.table import Table

LEAST, MOST = 3, 14
OTHERS = 2 * Size.HEADER + Size.STATUS + 8 * Size.ROW
"""Height of the window that the page's header, the status line, the head of the preview and the list want."""


def show_rows(table: Table, rows: int, *, taken: int) -> None:
    """Make a table as high as its rows, within what the window has room for; `taken` is what stands around it."""
    fits = (table.window().height() - OTHERS - taken) // (Size.ROW + 1)
    shown = max(1, min(rows, max(LEAST, min(MOST, fits))))
    table.setFixedHeight(table.horizontalHeader().sizeHint().height() + shown * (Size.ROW + 1) + 2)
