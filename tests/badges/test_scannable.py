"""Every printed badge is read by both decoders."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray

from checkin.badges import pictures
from checkin.badges.sheets import write_badge_sheets
from checkin.badges.templates import DEFAULT
from tests.badges.faces import LONG, NAMES, face, token

GUESTS = 200
DPI = 203


def load_pyzbar() -> ModuleType | None:
    """Return pyzbar, or None where its system library is missing."""
    try:
        from pyzbar import pyzbar
    except (ImportError, OSError):
        return None
    module: ModuleType = pyzbar
    return module


PYZBAR = load_pyzbar()


@pytest.fixture(scope="module")
def badges(tmp_path_factory: pytest.TempPathFactory) -> list[NDArray[np.uint8]]:
    """Two hundred people's badges as a label printer puts them down: 203 dots an inch, black or white."""
    path = tmp_path_factory.mktemp("badges") / "badges.pdf"
    people = [*NAMES.values(), *LONG.values()]
    faces = [face(i, people[i % len(people)]) for i in range(GUESTS)]
    assert write_badge_sheets(faces, path) == 20
    cut: list[NDArray[np.uint8]] = []
    scale = DPI / 25.4
    for number in range(pictures.page_count(path)):
        page = pictures.render_page(path, number, dpi=DPI)
        dots = np.where(page.mean(axis=2) < 128, 0, 255).astype(np.uint8)
        for index in range(DEFAULT.per_page):
            left, bottom = DEFAULT.place(index)
            top = DEFAULT.page_height - bottom - DEFAULT.height
            rows = slice(round(top * scale), round((top + DEFAULT.height) * scale))
            cut.append(dots[rows, round(left * scale) : round((left + DEFAULT.width) * scale)].copy())
    return cut


def test_zxing_reads_every_badge_of_two_hundred(badges: list[NDArray[np.uint8]]) -> None:
    for number, picture in enumerate(badges):
        assert [read.text for read in zxingcpp.read_barcodes(picture)] == [token(number)]


@pytest.mark.skipif(PYZBAR is None, reason="pyzbar needs the system library libzbar (Debian: libzbar0)")
def test_zbar_reads_every_badge_of_two_hundred(badges: list[NDArray[np.uint8]]) -> None:
    assert PYZBAR is not None
    for number, picture in enumerate(badges):
        read = PYZBAR.decode(picture, symbols=[PYZBAR.ZBarSymbol.QRCODE])
        assert [one.data.decode() for one in read] == [token(number)]
