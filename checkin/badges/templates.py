"""What badges are printed on: the size of one, and how a sheet is divided."""

from __future__ import annotations

from dataclasses import dataclass

from checkin.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Template:
    """A badge and its sheet; lengths in millimetres.

    The badges stand in the middle of the page, `gap_x` and `gap_y` apart. `qr` is the side of the code over its
    modules, without the quiet zone; a webcam wants 30 mm or more.
    """

    name: str
    width: float
    height: float
    columns: int
    rows: int
    gap_x: float = 0.0
    gap_y: float = 0.0
    page_width: float = 210.0
    page_height: float = 297.0
    qr: float = 30.0

    @property
    def per_page(self) -> int:
        """How many badges a sheet holds."""
        return self.columns * self.rows

    def pages(self, badges: int) -> int:
        """Return how many sheets so many badges need."""
        return -(-badges // self.per_page)

    def place(self, index: int) -> tuple[float, float]:
        """Return the left and bottom edge of the badge with this index on its page, in millimetres from below left.

        Badges follow each other by rows from the top left.
        """
        row, column = divmod(index % self.per_page, self.columns)
        left = (self.page_width - self.columns * self.width - (self.columns - 1) * self.gap_x) / 2
        below = (self.page_height - self.rows * self.height - (self.rows - 1) * self.gap_y) / 2
        return (
            left + column * (self.width + self.gap_x),
            below + (self.rows - 1 - row) * (self.height + self.gap_y),
        )


NAME_BADGE = Template("badge-86x54", width=86, height=54, columns=2, rows=5, gap_x=6, gap_y=3)
"""The holder that most shops sell, ten on a sheet of A4; the outermost edges are 7.5 mm from the paper's."""

DEFAULT = NAME_BADGE

TEMPLATES = {template.name: template for template in (NAME_BADGE,)}


def template_named(name: str) -> Template:
    """Return a template by its name. Raises NotFoundError."""
    try:
        return TEMPLATES[name]
    except KeyError:
        raise NotFoundError("template", name) from None
