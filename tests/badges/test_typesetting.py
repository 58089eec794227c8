"""Text on a canvas, as the attendance sheet uses it too."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from reportlab.pdfgen.canvas import Canvas

from checkin.badges import pictures
from checkin.badges.fonts import Weight
from checkin.badges.typesetting import Align, Typesetter


def test_a_text_that_fits_keeps_its_size_and_one_that_does_not_shrinks_then_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "t.pdf"
    canvas = Canvas(str(path), pagesize=(300, 100))
    setter = Typesetter(canvas)
    assert setter.draw_fitted("Karim", 10, 70, 200, size=12) == 12
    assert 8 < setter.draw_fitted("Maëlle Kervella", 10, 50, 80, size=12, smallest=8) < 12
    assert setter.draw_fitted("Association internationale", 10, 30, 60, size=12, smallest=8) == pytest.approx(
        8, abs=0.2
    )
    assert setter.draw_fitted("Préfecture du Finistère", 10, 10, 60, size=12) == 12
    canvas.save()
    lines = pictures.page_text(path, 0).splitlines()
    assert lines[:2] == ["Karim", "Maëlle Kervella"]
    assert all(line.endswith("…") for line in lines[2:])


@pytest.mark.parametrize(("align", "left", "right"), [("left", 50, 100), ("centre", 85, 165), ("right", 150, 200)])
def test_a_text_is_aligned_within_its_width(tmp_path: Path, align: Align, left: float, right: float) -> None:
    path = tmp_path / "t.pdf"
    canvas = Canvas(str(path), pagesize=(300, 40))
    Typesetter(canvas).draw_fitted("MMM", 50, 15, 150, size=15, align=align)
    canvas.save()
    ink = np.flatnonzero(pictures.render_page(path, 0, dpi=72).min(axis=2).min(axis=0) < 200)
    assert left <= ink[0] + 1
    assert ink[-1] <= right


def test_the_measured_width_is_the_drawn_width(tmp_path: Path) -> None:
    path = tmp_path / "t.pdf"
    canvas = Canvas(str(path), pagesize=(400, 40))
    setter = Typesetter(canvas)
    for text in ("HAVTo Heil H", "محمد الحسن", "欧阳小明"):
        setter.draw(setter.line(text, Weight.BOLD), 10, 15, 20)
        width = setter.width(text, 20, Weight.BOLD)
        canvas.showPage()
    canvas.save()
    for page, text in enumerate(("HAVTo Heil H", "محمد الحسن", "欧阳小明")):
        width = setter.width(text, 20, Weight.BOLD)
        ink = np.flatnonzero(pictures.render_page(path, page, dpi=72).min(axis=2).min(axis=0) < 200)
        assert ink[-1] - ink[0] == pytest.approx(width, abs=4)
        assert ink[-1] <= 10 + width + 1


def test_a_page_of_its_own_canvas_keeps_colours_and_fonts_apart(tmp_path: Path) -> None:
    path = tmp_path / "t.pdf"
    canvas = Canvas(str(path), pagesize=(300, 60))
    setter = Typesetter(canvas)
    canvas.setFillColorRGB(0, 0, 1)
    canvas.setFont("Helvetica", 12)
    setter.draw_fitted("red", 10, 40, 100, size=12, colour="#FF0000")
    canvas.drawString(10, 10, "blue")
    canvas.save()
    picture = pictures.render_page(path, 0, dpi=144)
    assert (picture[80:] == (0, 0, 255)).all(axis=2).any()
    assert pictures.page_text(path, 0).split() == ["red", "blue"]
