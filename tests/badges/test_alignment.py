"""The page that shows where a printer puts things, and the backs of badges."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from checkin.badges import pictures
from checkin.badges.alignment import AlignmentTexts, write_alignment_page
from checkin.badges.backs import Back
from checkin.badges.sheets import Placing, write_badge_sheets
from checkin.badges.templates import TEMPLATES
from tests.badges.faces import face

PER_MM = 10
TEXTS = AlignmentTexts("Test page", ["0.5 mm to the right", "Hold this page against a sheet of labels."])


def drawn(path: Path, page: int = 0) -> np.ndarray:
    """Return where something is drawn on a page, ten pixels a millimetre."""
    return pictures.render_page(path, page, dpi=25.4 * PER_MM).min(axis=2) < 160


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_says_what_it_is_for_on_one_page_of_the_right_size(tmp_path: Path, name: str) -> None:
    template = TEMPLATES[name]
    path = tmp_path / "a.pdf"
    write_alignment_page(path, template, TEXTS)
    assert pictures.page_count(path) == 1
    width, height = pictures.page_size(path, 0)
    assert (width / 72 * 25.4, height / 72 * 25.4) == pytest.approx(
        (template.page_width, template.page_height), abs=0.01
    )
    text = " ".join(pictures.page_text(path, 0).split())
    assert "Test page" in text
    assert "Hold this page against a sheet of labels." in text


def test_every_label_has_its_outline_and_it_moves_as_badges_do(tmp_path: Path) -> None:
    template = TEMPLATES["avery-l7418"]
    for dx, dy in ((0.0, 0.0), (1.5, -2.0)):
        write_alignment_page(tmp_path / "a.pdf", template, TEXTS, placing=Placing(dx=dx, dy=dy))
        page = drawn(tmp_path / "a.pdf")
        for index in range(template.per_page):
            left, bottom = template.place(index)
            x, y = (left + dx) * PER_MM, (template.page_height - bottom - template.height + dy) * PER_MM
            middle_x, middle_y = round(x + template.width * PER_MM / 3), round(y + template.height * PER_MM / 3)
            assert page[middle_y, round(x) - 2 : round(x) + 3].any()
            assert page[round(y) - 2 : round(y) + 3, middle_x].any()
            assert not page[middle_y, round(x) + 5 : round(x) + 40].any() or index == 0


def test_the_rulers_count_from_the_edges_of_the_page(tmp_path: Path) -> None:
    template = TEMPLATES["avery-l4785"]
    write_alignment_page(tmp_path / "a.pdf", template, TEXTS, placing=Placing(dx=3))
    page = drawn(tmp_path / "a.pdf")
    row = round((template.blank.top + 1.2) * PER_MM)
    ticks = np.flatnonzero(page[row])
    assert {round(tick / PER_MM) for tick in ticks} == set(range(10, 205))
    assert max(abs(tick / PER_MM - round(tick / PER_MM)) for tick in ticks) <= 0.21
    assert {"50", "100", "200", "280"} <= set(pictures.page_text(tmp_path / "a.pdf", 0).split())


def test_backs_lie_behind_their_fronts(tmp_path: Path) -> None:
    template = TEMPLATES["lanyard-a7-a4"]
    path = tmp_path / "b.pdf"
    faces = [face(i, category="Presse") for i in range(3)]
    assert write_badge_sheets(faces, path, template, cut_marks=False, placing=Placing(back=Back.EVENT)) == 2
    assert pictures.page_count(path) == 2
    back = drawn(path, 1)
    for index in range(template.per_page):
        left, _ = template.place_behind(index)
        x = round(left * PER_MM)
        rows = slice(0, 1050) if index < 4 else slice(1060, 2090)
        has_text = back[rows, x + 60 : x + 680].any()
        assert has_text == (index < 3)
    assert pictures.page_text(path, 1).count("Apéro n° 26") == 3
    assert "Kervella" not in pictures.page_text(path, 1)


def test_the_same_face_on_the_back_is_not_mirrored_itself(tmp_path: Path) -> None:
    path = tmp_path / "b.pdf"
    assert write_badge_sheets([face(0)], path, TEMPLATES["lanyard-a6"], placing=Placing(back=Back.SAME)) == 2
    front, back = (pictures.render_page(path, page, dpi=100) for page in (0, 1))
    assert (front == back).all()
