"""A text as a QR code, drawn as one vector path."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import qrcode
from qrcode import constants, util

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

QUIET_ZONE = 4
"""Modules of white that a reader needs on each side (ISO/IEC 18004, 6.3.8)."""

Modules = tuple[tuple[bool, ...], ...]
"""Rows from the top, without the quiet zone; True is dark."""


@dataclass(frozen=True, slots=True)
class Box:
    """Dark modules as a rectangle, in modules from the top left."""

    left: int
    top: int
    width: int
    height: int


@lru_cache(maxsize=256)
def modules(text: str) -> Modules:
    """Return the QR code of a text at level M, in the smallest version that holds it.

    In alphanumeric mode where the text allows it: a badge token gives version 2, 25 x 25 modules (its limit is 38
    characters). Kept for a while: to choose the mask takes longer than all the rest of a badge, and a face asks twice.
    """
    data = text.encode()
    mode = util.MODE_ALPHA_NUM if data and util.RE_ALPHA_NUM.fullmatch(data) else util.MODE_8BIT_BYTE
    code: qrcode.QRCode[qrcode.image.base.BaseImage] = qrcode.QRCode(
        error_correction=constants.ERROR_CORRECT_M, border=0
    )
    code.add_data(util.QRData(data, mode=mode))
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.modules)


def boxes(matrix: Modules) -> list[Box]:
    """Return the dark modules merged into runs, and equal runs of rows below each other into one rectangle."""
    finished: list[Box] = []
    growing: dict[tuple[int, int], Box] = {}
    for top, row in enumerate(matrix):
        runs = _runs(row)
        finished += [box for run, box in growing.items() if run not in runs]
        growing = {
            run: Box(box.left, box.top, box.width, box.height + 1)
            if (box := growing.get(run))
            else Box(run[0], top, run[1] - run[0], 1)
            for run in runs
        }
    return finished + list(growing.values())


def draw(canvas: Canvas, matrix: Modules, left: float, bottom: float, size: float) -> None:
    """Draw a code in black on its white quiet zone; lengths in points, `size` over the modules alone.

    All modules are one path that is filled once: where rectangles touch, a renderer sums their coverage of a pixel
    instead of blending two edges, so that no hairline shows between modules.
    """
    module = size / len(matrix)
    side = len(matrix) + 2 * QUIET_ZONE
    rectangles = " ".join(f"{box.left} {box.top} {box.width} {box.height} re" for box in boxes(matrix))
    # one module is one unit, downwards, so that every edge is a whole number; filled by the non-zero rule
    canvas.saveState()
    canvas.transform(module, 0, 0, -module, left, bottom + size)
    canvas.addLiteral(f"1 g {-QUIET_ZONE} {-QUIET_ZONE} {side} {side} re f")
    canvas.addLiteral(f"0 g {rectangles} f")
    canvas.restoreState()


def _runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Return the runs of dark modules, as first and one past the last."""
    edges = [i for i, (before, after) in enumerate(pairwise((False, *row, False))) if before != after]
    return list(zip(edges[::2], edges[1::2], strict=True))
