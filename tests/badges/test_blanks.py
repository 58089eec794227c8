"""Blank badges on every template: room to write, nothing outside of its box, a code that reads."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
import zxingcpp

from checkin.badges import pictures
from checkin.badges.areas import MM, Area
from checkin.badges.blanks import blank_face
from checkin.badges.categories import Palette
from checkin.badges.faces import BadgeFace
from checkin.badges.geometry import Kind
from checkin.badges.looks import Looks
from checkin.badges.shaping import Shaper
from checkin.badges.sheets import write_badge_sheets
from checkin.badges.templates import TEMPLATES
from tests.badges.faces import token
from tests.badges.rendered import Page, Text, read_back

OVERHANG = 0.6
"""Points by which letters may hang out of their own width."""
LEAST_TO_WRITE = 6.0 * MM
"""Room above the line on the lowest label: a name in small letters."""
HARD = "Ẫ" + "\u0323\u0302" * 12
SHAPER = Shaper()


def blank(serial: int, **said: str) -> BadgeFace:
    words = {
        "number": f"Badge {serial}",
        "kind": "Badge vierge",
        "name": "Nom",
        "event_title": "Apéro n° 26",
        "event_date": "jeudi 3 décembre 2026",
    } | said
    return blank_face(token=token(serial), **words)


def hard_ones() -> list[BadgeFace]:
    long = "Soirée de rentrée des associations du quartier " * 3
    return [
        blank(1),
        blank(1000, number=f"{long} 1000", kind=long, name=long, event_title=long, event_date=long),
        blank(2, number=HARD, kind=HARD, name=HARD),
        blank(3, number="شارة 3", kind="شارة فارغة", name="الاسم"),
        blank(4, number="4", kind="", name="", event_title="", event_date=""),
    ]


def rules(page: Page, label: Area) -> list[Area]:
    """Return the lines to write on: flat, and wider than a third of the label."""
    return [
        shape
        for shape in page.shapes
        if shape.height < 3
        and shape.width > label.width / 3
        and has(label, middle(shape))
        and shape.width < label.width
    ]


def middle(area: Area) -> tuple[float, float]:
    return area.left + area.width / 2, area.bottom + area.height / 2


def has(area: Area, place: tuple[float, float]) -> bool:
    return area.left <= place[0] <= area.right and area.bottom <= place[1] <= area.top


def overlap(one: Area, other: Area) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    return across > 0.3 and min(one.top, other.top) - max(one.bottom, other.bottom) > 0.3


def lie_on_each_other(texts: list[Text]) -> list[tuple[str, str]]:
    return [
        (one.words, other.words)
        for one, other in combinations(texts, 2)
        # a letter and the marks on it are of one line
        if abs(one.baseline - other.baseline) > 0.5 * min(one.size, other.size) and overlap(one.box, other.box)
    ]


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_blank_badge_has_a_line_to_write_on_and_nothing_leaves_its_box(name: str, tmp_path: Path) -> None:
    template, faces = TEMPLATES[name], hard_ones()
    write_badge_sheets(faces, tmp_path / "b.pdf", template, cut_marks=False, shaper=SHAPER)
    for page in read_back(tmp_path / "b.pdf", template, len(faces)):
        for badge, label, safe in page.labels:
            texts = [text for text in page.texts if has(label, middle(text.box))]
            for text in texts:
                over = max(safe.left - text.box.left, text.box.right - safe.right,
                           safe.bottom - text.box.bottom, text.box.top - safe.top)  # fmt: skip
                assert over < OVERHANG, (badge, text.words)
            assert not lie_on_each_other(texts), badge
            lines = sorted(rules(page, label), key=lambda line: line.bottom)
            assert lines, f"badge {badge} has no line"
            edges = [line.bottom for line in lines] + [text.box.bottom for text in texts] + [safe.top]
            for line in lines:
                over_it = min(edge for edge in edges if edge > line.top + 0.5)
                assert over_it - line.top > LEAST_TO_WRITE, (badge, "no room to write")
                assert not [text.words for text in texts if overlap(text.box, line)], "a text on the line"


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_code_of_a_blank_badge_reads_and_is_as_large_as_on_others(name: str, tmp_path: Path) -> None:
    template = TEMPLATES[name]
    write_badge_sheets([blank(1)], tmp_path / "b.pdf", template, shaper=SHAPER)
    dpi = 203 if template.kind is Kind.SHEET else template.dpi
    (code,) = zxingcpp.read_barcodes(pictures.render_page(tmp_path / "b.pdf", 0, dpi=dpi))
    assert code.text == token(1)
    wide = (code.position.top_right.x - code.position.top_left.x) / dpi * 25.4
    assert wide > 17, "millimetres"


@pytest.mark.parametrize("name", ["badge-86x54", "lanyard-a6", "herma-4411"])
def test_what_a_blank_badge_says_is_read_back(name: str, tmp_path: Path) -> None:
    write_badge_sheets([blank(7)], tmp_path / "b.pdf", TEMPLATES[name], looks=Looks(Palette.SAFE), shaper=SHAPER)
    text = " ".join(pictures.page_text(tmp_path / "b.pdf", 0).split())
    for said in ("Badge 7", "Badge vierge", "Nom", "Apéro n° 26", "jeudi 3 décembre 2026"):
        assert said in text


def test_a_blank_badge_is_black_on_white_where_that_is_wished(tmp_path: Path) -> None:
    write_badge_sheets([blank(7)], tmp_path / "b.pdf", TEMPLATES["badge-86x54"], looks=Looks(Palette.MONO))
    picture = pictures.render_page(tmp_path / "b.pdf", 0, dpi=72).astype(int)
    assert (picture.max(axis=2) - picture.min(axis=2)).max() == 0
