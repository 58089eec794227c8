"""The self-check: every badge of a PDF that was written is read again as a camera reads it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np

from checkin.badges.backs import Back
from checkin.badges.geometry import Kind
from checkin.badges.pictures import Pages
from checkin.badges.sheets import AS_IT_IS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from checkin.badges.geometry import Template
    from checkin.badges.sheets import Placing

    Read = Callable[[NDArray[np.uint8]], Iterable[str]]
    """Returns the texts in a grey picture (height x width, `uint8`)."""

_SHEET_DPI = 150
"""Dots an inch for an office printer's page: a module of a token's code is seven of them, more than a webcam sees."""
_SHARPER = 2
_MIDDLE = 128
_MM_PER_INCH = 25.4


def unread(
    path: Path,
    template: Template,
    tokens: Sequence[str],
    read: Read,
    *,
    placing: Placing = AS_IT_IS,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[int, ...]:
    """Return which badges of a PDF, counted from 0, do not give their token.

    `tokens` are those of all its badges in order. Labels of a roll are looked at in black and white and in the
    printer's own dots. `progress` is told how many of how many are read; what it raises ends the check. Raises
    FileError and, where the PDF has fewer pages than these badges, IndexError.
    """
    failed: list[int] = []
    sides = 1 if placing.back is Back.NONE else 2
    with closing(Pages(path)) as pages:
        for page in range(template.pages(len(tokens), placing.start)):
            numbers = template.on_page(page, len(tokens), placing.start)
            first = page * template.per_page - placing.start % template.per_page
            waiting = set(numbers)
            for factor in (1, _SHARPER):
                if not waiting:
                    break
                picture, dpi = _picture(pages, page * sides, template, factor)
                for number in sorted(waiting):
                    if tokens[number] in read(_cut(picture, dpi, template, number - first, placing)):
                        waiting.remove(number)
                        if progress:
                            progress(numbers.stop - len(waiting), len(tokens))
            failed += sorted(waiting)
            if progress and waiting:
                progress(numbers.stop, len(tokens))
    return tuple(failed)


def _picture(pages: Pages, page: int, template: Template, factor: int) -> tuple[NDArray[np.uint8], float]:
    if template.kind is Kind.SHEET:
        dpi = min(template.dpi, _SHEET_DPI * factor)
        return pages.grey(page, dpi=dpi), dpi
    picture = pages.grey(page, dpi=template.dpi)
    return np.where(picture < _MIDDLE, 0, 255).astype(np.uint8), template.dpi


def _cut(picture: NDArray[np.uint8], dpi: float, template: Template, index: int, placing: Placing) -> NDArray[np.uint8]:
    """Return the picture of one badge: another's code must not stand in for its own."""
    if template.kind is Kind.ENDLESS:
        return picture
    scale = dpi / _MM_PER_INCH
    left, bottom = template.place(index)
    left, top = left + placing.dx, template.page_height - bottom - template.height + placing.dy
    rows = slice(max(0, round(top * scale)), max(0, round((top + template.height) * scale)))
    columns = slice(max(0, round(left * scale)), max(0, round((left + template.width) * scale)))
    return np.ascontiguousarray(picture[rows, columns])
