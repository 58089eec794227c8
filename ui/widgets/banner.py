"""What a verdict's banner says, as plain values, and what it paints it with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen

from ui.theme import LIGHT, Colours, Role
from ui.widgets.icons import paint_icon
from ui.widgets.shapes import paint_shape

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from ui.widgets.paragraph import Paragraph


@dataclass(frozen=True, slots=True)
class Banner:
    """What a banner shows, from large to small.

    `cue` is a call in the corner. `attention` is the title of what must not be missed, on a band of its own, and
    `strong` what it says; without `attention`, `strong` ends the lines in bold.
    """

    role: Role
    shape: str
    word: str
    headline: str = ""
    handle: str = ""
    chip: str = ""
    chip_colour: str = LIGHT.muted
    organisation: str = ""
    lines: tuple[str, ...] = ()
    strong: str = ""
    cue: str = ""
    attention: str = ""

    @property
    def sentence(self) -> str:
        """The whole banner as one line, for screen readers: what must not be missed comes before the rest."""
        call = ": ".join(part for part in (self.attention, self.strong) if part) if self.attention else ""
        parts = (
            self.word,
            self.headline,
            self.cue,
            call,
            self.handle,
            self.chip,
            self.organisation,
            *self.lines,
            "" if call else self.strong,
        )
        return ". ".join(part.rstrip(".") for part in parts if part)


Ink = Callable[[Colours], str]
"""Picks a colour of the theme that is on when it is painted."""


class Piece(Protocol):
    """One thing that has its place in the banner."""

    def paint(self, painter: QPainter, colours: Colours) -> None:
        """Draw it."""

    @property
    def areas(self) -> list[QRectF]:
        """What it covers: nothing else may."""


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A text at its place."""

    paragraph: Paragraph
    at: QPointF
    ink: Ink

    def paint(self, painter: QPainter, colours: Colours) -> None:
        """Draw the lines."""
        self.paragraph.paint(painter, self.at, QColor(self.ink(colours)))

    @property
    def areas(self) -> list[QRectF]:
        """The lines, each as wide as it is."""
        high, x, y = self.paragraph.line_height, self.at.x(), self.at.y()
        return [QRectF(x, y + index * high, wide, high) for index, wide in enumerate(self.paragraph.widths)]


@dataclass(frozen=True, slots=True)
class BoxPiece:
    """A filled box with round corners; with `edge` it has an outline."""

    area: QRectF
    corner: float
    fill: Ink
    edge: Ink | None = None

    def paint(self, painter: QPainter, colours: Colours) -> None:
        """Draw the box."""
        inset = colours.border / 2 if self.edge else 0.0
        painter.setPen(QPen(QColor(self.edge(colours)), colours.border) if self.edge else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.fill(colours)))
        painter.drawRoundedRect(self.area.adjusted(inset, inset, -inset, -inset), self.corner, self.corner)

    @property
    def areas(self) -> list[QRectF]:
        """The box."""
        return [self.area]


@dataclass(frozen=True, slots=True)
class IconPiece:
    """An icon, in a square; on a `disc` it is a verdict's shape."""

    name: str
    area: QRectF
    ink: Ink
    disc: Ink | None = None

    def paint(self, painter: QPainter, colours: Colours) -> None:
        """Draw the icon."""
        if self.disc is None:
            paint_icon(painter, self.name, self.area, self.ink(colours), thick=True)
        else:
            paint_shape(painter, self.name, self.area, self.disc(colours), self.ink(colours))

    @property
    def areas(self) -> list[QRectF]:
        """The square."""
        return [self.area]
