"""What a decoder reads in a frame."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Image = npt.NDArray[np.integer[Any] | np.floating[Any]]
    """A picture, as OpenCV types it: `uint8`, (height, width) when grey, (height, width, 3) as blue, green, red."""

    Floats = Image
    """Values in `float32`, which OpenCV types as it types pictures."""

Point = tuple[float, float]
Corners = tuple[Point, Point, Point, Point]
"""Four (x, y) points around a code, one after the other along its outline, in pixels of the frame."""


class Symbology(StrEnum):
    """The kinds of code that a door meets."""

    QR = "qr"
    AZTEC = "aztec"
    PDF417 = "pdf417"
    DATA_MATRIX = "data_matrix"
    CODE_128 = "code_128"
    CODE_39 = "code_39"
    EAN_13 = "ean_13"
    ITF = "itf"

    @property
    def is_linear(self) -> bool:
        """Whether it is bars in a row: one check character at most, so it is read now and then where there is none."""
        return self in _LINEAR


_LINEAR = frozenset({Symbology.CODE_128, Symbology.CODE_39, Symbology.EAN_13, Symbology.ITF})


@dataclass(frozen=True, slots=True)
class Reading:
    """One code that was read: its text, and where it is in the frame.

    A payload that is no text has its bytes as the first 256 characters of Unicode: `text.encode("latin-1")` gives them
    back.
    """

    text: str
    corners: Corners
    symbology: Symbology = Symbology.QR

    def moved(self, scale: float, dx: float, dy: float) -> Reading:
        """Return the reading in the frame, from one in a picture cut at (dx, dy) and enlarged `scale` times."""
        return replace(self, corners=moved(self.corners, scale, dx, dy))


@dataclass(frozen=True, slots=True)
class Look:
    """What one engine found in one picture; `unread` are places where a code is that it could not read."""

    readings: tuple[Reading, ...] = ()
    unread: tuple[Corners, ...] = ()


class Engine(Protocol):
    """A decoding library behind one call."""

    def read(self, grey: Image) -> Look:
        """Look at a grey picture."""
        ...


def moved(corners: Corners, scale: float, dx: float, dy: float) -> Corners:
    """Return corners in the frame, from corners in a picture cut at (dx, dy) and enlarged `scale` times."""

    def move(point: Point) -> Point:
        # Pixel centres, not pixel edges, are what cv2.resize keeps in proportion: hence the halves.
        return (point[0] + 0.5) / scale - 0.5 + dx, (point[1] + 0.5) / scale - 0.5 + dy

    a, b, c, d = corners
    return move(a), move(b), move(c), move(d)
