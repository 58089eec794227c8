"""The QR code of a token."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from reportlab.pdfgen.canvas import Canvas

from checkin.badges import pictures, qr
from tests.badges.faces import token


def test_a_token_is_a_version_2_code() -> None:
    assert {len(qr.modules(token(i))) for i in range(20)} == {25}


def test_it_is_in_alphanumeric_mode_at_level_m() -> None:
    dark = np.array(qr.modules(token(7)))
    picture = np.where(np.pad(dark, 4), 0, 255).astype(np.uint8).repeat(6, 0).repeat(6, 1)
    (read,) = zxingcpp.read_barcodes(picture)
    assert read.text == token(7)
    assert read.ec_level == "M"
    assert len(qr.modules("A" * 38)) == 25  # the limit of that mode, version and level
    assert len(qr.modules("A" * 39)) == 29


def test_any_other_text_has_a_code_too() -> None:
    for text in ("https://example.org/é", "lower case", "1"):
        picture = np.where(np.pad(np.array(qr.modules(text)), 4), 0, 255).astype(np.uint8).repeat(6, 0).repeat(6, 1)
        assert [read.text for read in zxingcpp.read_barcodes(picture)] == [text]


@pytest.mark.parametrize("number", range(10))
def test_the_rectangles_cover_the_dark_modules_once_each(number: int) -> None:
    dark = np.array(qr.modules(token(number)))
    covered = np.zeros(dark.shape, dtype=int)
    boxes = qr.boxes(qr.modules(token(number)))
    for box in boxes:
        covered[box.top : box.top + box.height, box.left : box.left + box.width] += 1
    assert (covered == dark).all()
    assert len(boxes) < dark.sum() / 2


def test_no_hairline_shows_between_modules_at_any_resolution(tmp_path: Path) -> None:
    side = 25
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(120, 120), pageCompression=0)
    qr.draw(canvas, ((True,) * side,) * side, 20.3, 20.7, 77.7)
    qr.draw(canvas, tuple((True,) * (side - i % 2) + (False,) * (i % 2) for i in range(side)), 20.3, 20.7, 77.7)
    canvas.save()
    path = tmp_path / "code.pdf"
    path.write_bytes(stream.getvalue())
    for dpi in (97, 203, 331):
        picture = pictures.render_page(path, 0, dpi=dpi)
        scale = dpi / 72
        inside = picture[int(23 * scale) : int(97 * scale), int(22 * scale) : int(93 * scale)]
        assert inside.max() == 0
