"""The door video of the demonstration: the printed badges themselves, cut out of their PDF and held up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from checkin.badges.faces import BadgeFace
from checkin.badges.pictures import page_count, render_page
from checkin.badges.sheets import write_badge_sheets
from checkin.badges.templates import DEFAULT, Template

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

DPI = 220
"""Some 750 pixels across a badge: more than a webcam sees of it."""
MM_PER_INCH = 25.4


def cut_badges(path: Path, count: int, template: Template = DEFAULT) -> Iterator[NDArray[np.uint8]]:
    """Yield the pictures (height x width x 3, BGR) of the first `count` badges of a sheet, as cut by scissors."""
    scale = DPI / MM_PER_INCH
    for page in range(page_count(path)):
        sheet = render_page(path, page, dpi=DPI)
        for index in range(min(template.per_page, count - page * template.per_page)):
            left, bottom = template.place(index)
            top = sheet.shape[0] / scale - bottom - template.height
            y, x = round(top * scale), round(left * scale)
            height, width = round(template.height * scale), round(template.width * scale)
            yield np.ascontiguousarray(sheet[y : y + height, x : x + width, ::-1])


def forged_badge(path: Path, token: str, event_title: str, name: str) -> NDArray[np.uint8]:
    """Return the picture of a badge that carries any token; its PDF is written to `path`."""
    write_badge_sheets([BadgeFace(token=token, full_name=name, event_title=event_title)], path)
    return next(cut_badges(path, 1))
