"""HTML tables to tables: pages that were saved, and the many exports named `.xls` that are a page inside."""

from __future__ import annotations

from checkin.lists.container import Container
from checkin.lists.encodings import decode
from checkin.lists.html_tokens import attributes_of, declared_charset, tokens_of
from checkin.lists.tables import MOST_CELLS, MOST_PEOPLE, Record, Table, TooLargeError
from checkin.lists.text import LONGEST_CELL

_MOST_TABLES = 2_000
_MOST_LISTS = 50
_MOST_LEVELS = 50
_MOST_COLUMNS = 16_384
_WIDEST = 1_000
_TALLEST = 65_534
"""The most columns and rows that a cell spans: HTML Standard, section 4.9.12.1, "Forming a table"."""
_BREAKS = frozenset({"br", "hr", "p", "/p", "div", "/div", "li", "/li"})


def read_html(data: bytes) -> list[Table]:
    """Read the tables of a page, one of them as one sheet; a table inside another is one by itself.

    Nothing is fetched or run. A cell over several rows counts in each of them; rows that a page hides are left out.
    Returns nothing where the bytes are no text or have no table. Raises `TooLargeError`.
    """
    decoded = decode(data, declared_charset(data))
    if decoded is None:
        return []
    reader = _Reader()
    for name, text in tokens_of(decoded.text):
        reader.take(name, text)
    found = reader.tables()
    several = len(found) > 1
    titles = [" ".join("".join(table.caption).split())[:60] for table in found]
    # Two tables of one title could not be chosen between.
    titles = [t if t and titles.count(t) == 1 else str(number) for number, t in enumerate(titles, 1)]
    return [
        Table(
            tuple(table.records),
            table.row,
            Container.HTML,
            decoded.encoding,
            sheet=titles[number] if several else "",
            merged=frozenset(table.merged),
        )
        for number, table in enumerate(found)
    ]


class _Budget:
    """What all tables of a page may take together: cells, and one more for a row."""

    def __init__(self) -> None:
        self._left = MOST_CELLS

    def spend(self, cells: int) -> None:
        """Take cells away, or raise `TooLargeError`."""
        self._left -= cells
        if self._left < 0:
            raise TooLargeError


class _Grid:
    """A table that is being read, row by row."""

    def __init__(self, budget: _Budget) -> None:
        self._budget = budget
        self.records: list[Record] = []
        self.merged: set[int] = set()
        self.row = 0
        self.caption: list[str] = []
        # The texts of the cell that is open; a caption is one too, and so is what stands before the first cell.
        self.open: list[str] | None = None
        self._in_row = False
        self._hidden = False
        self._cells: list[str] = []
        self._said: dict[str, str] = {}
        # Cells that reach down: what they say and for how many rows more, by column; first those into this row.
        self._above: dict[int, tuple[str, int]] = {}
        self._below: dict[int, tuple[str, int]] = {}

    def open_caption(self) -> None:
        """Begin the table's title."""
        self.open = self.caption

    def open_row(self, attributes: str) -> None:
        """Begin a row, ending the one before it."""
        self.close_row()
        self._in_row = True
        self._hidden = "display:none" in attributes.replace(" ", "").lower()

    def open_cell(self, attributes: str) -> None:
        """Begin a cell, ending the one before it; without a row, one begins."""
        self.close_cell()
        self._in_row = True
        low = attributes.lower()
        self._said = attributes_of(attributes) if "span" in low or "x:num" in low else {}
        self.open = []

    def close_cell(self) -> None:
        """End a cell, and put it where no cell from above stands."""
        pieces, self.open = self.open, None
        if pieces is None or pieces is self.caption:
            return
        text = (pieces[0] if len(pieces) == 1 else "".join(pieces))[:LONGEST_CELL].strip()
        if "E+" in text and self._said.get("x:num"):
            # Excel writes a rounded number, and the whole one beside it.
            text = self._said["x:num"]
        if len(self._cells) + len(self._above) > _MOST_COLUMNS:
            raise TooLargeError
        self._fill_from_above()
        if not self._said:
            self._cells.append(text)
            return
        wide, tall = (_span(self._said.get(name, "")) for name in ("colspan", "rowspan"))
        if wide > 1 and text:
            self.merged.add(self.row + 1)
        for part in (text, *("",) * (min(wide, _WIDEST) - 1)):
            if tall > 1:
                self._below[len(self._cells)] = (part, tall - 1)
            self._cells.append(part)

    def close_row(self) -> None:
        """End a row. What reaches down from above is in it, whether it has cells of its own or not."""
        self.close_cell()
        if not self._in_row:
            return
        self._in_row = False
        self._fill_from_above()
        for place in sorted(self._above):
            self._cells.extend([""] * (place - len(self._cells)))
            self._fill_from_above()
        self._above, self._below = self._below, {}
        cells, self._cells = tuple(self._cells), []
        self._budget.spend(len(cells) + 1)
        if self._hidden:
            return
        self.row += 1
        if self.row > MOST_PEOPLE:
            raise TooLargeError
        if any(cell and not cell.isspace() for cell in cells):
            self.records.append(Record(self.row, cells))

    def _fill_from_above(self) -> None:
        while (place := len(self._cells)) in self._above:
            text, left = self._above.pop(place)
            if left > 1:
                self._below[place] = (text, left - 1)
            self._cells.append(text)


def _span(said: str) -> int:
    return min(int(said), _TALLEST) if said.isdecimal() and 0 < len(said) < 8 and int(said) else 1


class _Reader:
    """Puts the tokens of a page into the tables that are open."""

    def __init__(self) -> None:
        self._budget = _Budget()
        self._open: list[_Grid] = []
        self._found: list[_Grid] = []

    def take(self, name: str, text: str) -> None:
        """Take a tag with its attributes, or a text, whose name is empty."""
        if name == "table":
            if len(self._open) >= _MOST_LEVELS or len(self._found) >= _MOST_TABLES:
                raise TooLargeError
            self._open.append(_Grid(self._budget))
            self._found.append(self._open[-1])
        elif self._open:
            self._take_inside(self._open[-1], name, text)

    def _take_inside(self, grid: _Grid, name: str, text: str) -> None:
        match name:
            case "" if grid.open is not None:
                grid.open.append(text)
            case "td" | "th":
                grid.open_cell(text)
            case "tr":
                grid.open_row(text)
            case "/td" | "/th" | "/caption":
                grid.close_cell()
            case "/tr" | "tbody" | "/tbody" | "thead" | "/thead" | "tfoot" | "/tfoot":
                grid.close_row()
            case "/table":
                grid.close_row()
                self._open.pop()
            case "caption":
                grid.open_caption()
            case _ if name in _BREAKS and grid.open is not None:
                grid.open.append("\n")

    def tables(self) -> list[_Grid]:
        """Return the tables that hold anything, the longest of many; those that were never closed too."""
        for grid in self._open:
            grid.close_row()
        found = [grid for grid in self._found if grid.records]
        if len(found) > _MOST_LISTS:
            least = sorted(len(grid.records) for grid in found)[-_MOST_LISTS]
            found = [grid for grid in found if len(grid.records) >= least][:_MOST_LISTS]
        return found
