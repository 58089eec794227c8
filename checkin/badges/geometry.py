"""The size of a badge, how a sheet is divided, and what its printer can do."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from checkin.badges.layout_files import shipped_layout

if TYPE_CHECKING:
    from checkin.badges.layouts import Layout


class Kind(StrEnum):
    """What the badges come on."""

    SHEET = "sheet"
    ROLL = "roll"
    """One label after the other, each a page."""
    ENDLESS = "endless"
    """A roll that the printer cuts: the length follows what stands on the label."""


@dataclass(frozen=True, slots=True)
class Edges:
    """What is kept free at each edge, in millimetres."""

    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    left: float = 0.0


def _card() -> Layout:
    return shipped_layout("card")


@dataclass(frozen=True, slots=True)
class Template:
    """A badge and its sheet; lengths in millimetres.

    The badges stand `left` and `top` from the page's edges, or in the middle where those are not given, `gap_x` and
    `gap_y` apart. `qr` is the largest side of the code over its modules, without the quiet zone; 0 for as large as the
    label allows. `margin` is free inside of each label, `blank` what the printer cannot reach of the page. The height
    of an endless label is its greatest, `shortest` its least. `dpi` is the printer's resolution, which codes are
    aligned to; without colours (`has_colours`) everything is black. `is_cut` tells that badges are cut out of the
    page, so that cut marks make sense.
    """

    name: str
    width: float
    height: float
    columns: int = 1
    rows: int = 1
    gap_x: float = 0.0
    gap_y: float = 0.0
    page_width: float = 210.0
    page_height: float = 297.0
    qr: float = 30.0
    title: str = ""
    kind: Kind = Kind.SHEET
    left: float | None = None
    top: float | None = None
    corner: float = 0.0
    margin: float = 0.0
    blank: Edges = Edges()
    dpi: int = 600
    has_colours: bool = True
    is_cut: bool = True
    shortest: float = 0.0
    layout: Layout = field(default_factory=_card)

    @property
    def per_page(self) -> int:
        """How many badges a sheet holds."""
        return self.columns * self.rows

    def pages(self, badges: int, start: int = 0) -> int:
        """Return how many sheets so many badges need, where `start` places of the first one are used up."""
        return -(-(badges + start % self.per_page) // self.per_page) if badges else 0

    def on_page(self, page: int, badges: int, start: int = 0) -> range:
        """Return which of so many badges, counted from 0, lie on a page, counted from 0."""
        first = page * self.per_page - start % self.per_page
        return range(min(badges, max(0, first)), min(badges, max(0, first + self.per_page)))

    def position(self, row: int, column: int) -> int:
        """Return the place in a row and a column, both counted from 1 at the upper left, as `start` counts it."""
        if not (1 <= row <= self.rows and 1 <= column <= self.columns):
            raise IndexError((row, column))
        return (row - 1) * self.columns + column - 1

    def place(self, index: int) -> tuple[float, float]:
        """Return the left and bottom edge of the badge with this index on its page, in millimetres from below left.

        Badges follow each other by rows from the top left.
        """
        row, column = divmod(index % self.per_page, self.columns)
        left, top = self.left, self.top
        if left is None:
            left = (self.page_width - self.columns * self.width - (self.columns - 1) * self.gap_x) / 2
        if top is None:
            top = (self.page_height - self.rows * self.height - (self.rows - 1) * self.gap_y) / 2
        return (
            left + column * (self.width + self.gap_x),
            self.page_height - top - self.height - row * (self.height + self.gap_y),
        )

    def place_behind(self, index: int) -> tuple[float, float]:
        """Return the place of a badge's back on the back of its page, turned over its long edge."""
        left, bottom = self.place(index)
        return self.page_width - left - self.width, bottom

    @property
    def free(self) -> Edges:
        """What is kept free inside of every label: its margin, and more where the printer cannot reach."""
        places = [self.place(index) for index in range(self.per_page)]
        left, right = min(x for x, _ in places), max(x for x, _ in places) + self.width
        bottom, top = min(y for _, y in places), max(y for _, y in places) + self.height
        return Edges(
            top=max(self.margin, self.blank.top - (self.page_height - top)),
            right=max(self.margin, self.blank.right - (self.page_width - right)),
            bottom=max(self.margin, self.blank.bottom - bottom),
            left=max(self.margin, self.blank.left - left),
        )
