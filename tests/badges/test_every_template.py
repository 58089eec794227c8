"""Every template with forty hard names, read back from the PDF: nothing leaves its box, nothing lies on anything."""

from __future__ import annotations

import re
import unicodedata
import zlib
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
import zxingcpp

from checkin.badges import pictures
from checkin.badges.areas import MM, Area
from checkin.badges.categories import Palette
from checkin.badges.faces import BadgeFace
from checkin.badges.looks import Looks
from checkin.badges.sheets import Placing, write_badge_sheets
from checkin.badges.templates import TEMPLATES, Kind, template_named
from tests.badges.faces import HARD, NAMES, face, token
from tests.badges.rendered import FACES, Page, Text, pages_of, pdf_of, read_back

OVERHANG = 0.6
"""Points by which letters may hang out of their own width: a fifth of a millimetre, and the label's margin is wider."""
TOUCH = 0.3
every_template = pytest.mark.parametrize("name", TEMPLATES)


def on(label: Area, texts: tuple[Text, ...]) -> list[Text]:
    """Return the texts whose middle is on a label."""
    return [
        text for text in texts if has(label, text.box.left + text.box.width / 2, text.box.bottom + text.box.height / 2)
    ]


def has(area: Area, x: float, y: float) -> bool:
    return area.left <= x <= area.right and area.bottom <= y <= area.top


def overlap(one: Area, other: Area) -> bool:
    return (
        min(one.right, other.right) - max(one.left, other.left) > TOUCH
        and min(one.top, other.top) - max(one.bottom, other.bottom) > TOUCH
    )


def are_of_two_lines(one: Text, other: Text) -> bool:
    """Tell two lines from a letter and the marks on it, which a shaped script sets a little higher or lower."""
    return abs(one.baseline - other.baseline) > 0.5 * min(one.size, other.size)


def overlapping(page: Page) -> list[tuple[int, str, str]]:
    return [
        (badge, one.words, other.words)
        for badge, label, _ in page.labels
        for one, other in combinations(on(label, page.texts), 2)
        if are_of_two_lines(one, other) and overlap(one.box, other.box)
    ]


@every_template
def test_no_text_leaves_its_label_or_lies_on_another(name: str) -> None:
    seen = 0
    for page in pages_of(name):
        assert not overlapping(page)
        for badge, label, safe in page.labels:
            texts = on(label, page.texts)
            assert texts, f"badge {badge} says nothing"
            for text in texts:
                over = max(safe.left - text.box.left, text.box.right - safe.right,
                           safe.bottom - text.box.bottom, text.box.top - safe.top)  # fmt: skip
                assert over < OVERHANG, (badge, text.words)
            seen += len(texts)
        assert sum(len(on(label, page.texts)) for _, label, _ in page.labels) == len(page.texts), "one is on no label"
    assert seen >= 4 * len(FACES)


def middle(area: Area) -> tuple[float, float]:
    return area.left + area.width / 2, area.bottom + area.height / 2


@every_template
def test_what_is_kept_free_stays_white(name: str) -> None:
    """Of the first badges, as pixels: the quiet zone may lie there, for it is white, and nothing else may."""
    template = TEMPLATES[name]
    if template.is_cut:
        return
    page = pages_of(name)[0]
    dpi = 254.0
    grey = pictures.render_page(pdf_of(name), 0, dpi=dpi).min(axis=2)
    for _, label, safe in page.labels:
        rows = slice(px(page.height - label.top, dpi), px(page.height - label.bottom, dpi))
        cut = grey[rows, px(label.left, dpi) : px(label.right, dpi)].copy()
        top, left = px(label.top - safe.top, dpi) - 1, px(safe.left - label.left, dpi) - 1
        bottom, right = px(safe.bottom - label.bottom, dpi) - 1, px(label.right - safe.right, dpi) - 1
        cut[max(0, top) : cut.shape[0] - max(0, bottom), max(0, left) : cut.shape[1] - max(0, right)] = 255
        assert cut.min() > 200


def px(points: float, dpi: float) -> int:
    return round(points / 72 * dpi)


@every_template
@pytest.mark.parametrize("number", range(0, len(NAMES), 5))
def test_names_are_whole_and_read_back_as_they_were_written(name: str, number: int) -> None:
    template = TEMPLATES[name]
    page = number // template.per_page
    text = unicodedata.normalize("NFC", pictures.page_text(pdf_of(name), page)).replace("\r\n", " ")
    text = text.replace("- ", "-")
    for said in FACES[number].names:
        assert said in text or said.replace(" ", "") in text.replace(" ", "")


@pytest.mark.parametrize("name", ["badge-86x54", "lanyard-a7", "dymo-11356", "brother-62mm"])
def test_no_letter_is_the_box_that_stands_for_a_missing_one(name: str) -> None:
    """A PDF's text that has no meaning, or a glyph without one, is what such a box is read back as."""
    for page in range(pictures.page_count(pdf_of(name))):
        text = pictures.page_text(pdf_of(name), page)
        assert "\ufffd" not in text
        assert "\0" not in text
    assert len(HARD) == len(FACES) == 40


@pytest.mark.parametrize("name", ["lanyard-a6", "badge-90x55", "brother-62mm", "dymo-99014"])
@pytest.mark.parametrize("palette", Palette)
def test_everything_at_once_has_room(tmp_path: Path, name: str, palette: Palette) -> None:
    """A handle with a profile, a mark, a date and the longest names: nothing lies on anything."""
    path = tmp_path / "b.pdf"
    faces = [replace(one, network="x", handle="@kervella", mark="première visite") for one in FACES[::4]]
    write_badge_sheets(faces, path, TEMPLATES[name], looks=Looks(palette, profiles=True))
    for page in read_back(path, TEMPLATES[name], len(faces)):
        assert not overlapping(page)
        for _, label, _ in page.labels:
            codes = [shape for shape in page.shapes if has(label, *middle(shape)) and is_code(shape)]
            assert len(codes) == 4, "two codes, each on its white"
            for text in on(label, page.texts):
                assert not any(overlap(text.box, code) for code in codes), text.words


@pytest.mark.parametrize("name", ["badge-86x54", "lanyard-a7", "zebra-102x76", "brother-62mm"])
def test_the_second_code_leads_to_the_profile_and_is_there_only_where_it_is_wished_and_known(
    tmp_path: Path, name: str
) -> None:
    known, unknown = face(1, handle="@kervella", network="bluesky"), face(1, handle="@kervella")
    for shown, wished, codes in (
        (known, True, {token(1), "https://bsky.app/profile/kervella.bsky.social"}),
        (known, False, {token(1)}),
        (unknown, True, {token(1)}),
    ):
        write_badge_sheets([shown], tmp_path / "b.pdf", TEMPLATES[name], looks=Looks(profiles=wished))
        picture = pictures.render_page(tmp_path / "b.pdf", 0, dpi=max(203, TEMPLATES[name].dpi / 2))
        assert {read.text for read in zxingcpp.read_barcodes(picture)} == codes
    assert not Looks().profiles


def is_code(shape: Area) -> bool:
    return shape.width == pytest.approx(shape.height, rel=0.01) and shape.width > 8 * MM


def test_an_endless_label_is_as_long_as_what_stands_on_it(tmp_path: Path) -> None:
    template = template_named("brother-62mm")
    assert template.kind is Kind.ENDLESS
    faces = [
        BadgeFace(token=token(0), given_name="Ana"),
        face(1),
        face(2, HARD["many words"]),
        replace(
            face(3, HARD["many words"]), event_title="Soirée de rentrée des associations du quartier", mark="x" * 30
        ),
    ]
    write_badge_sheets(faces, tmp_path / "b.pdf", template)
    sizes = [pictures.page_size(tmp_path / "b.pdf", page) for page in range(4)]
    heights = [height / MM for _, height in sizes]
    assert all(width / MM == pytest.approx(62, abs=0.01) for width, _ in sizes)
    assert heights[0] == pytest.approx(template.shortest, abs=0.1)
    assert heights == sorted(heights)
    assert heights[0] < heights[1] < heights[2] < heights[3] <= template.height
    pages = read_back(tmp_path / "b.pdf", template, 4)
    sizes_of_names = [max(text.size for text in page.texts) for page in pages]
    assert sizes_of_names[:2] == [template.layout.given.size] * 2, "what has room need not be smaller"
    dots = [height * template.dpi / 72 for _, height in sizes]
    assert dots == pytest.approx([round(n) for n in dots], abs=0.01), "cut at whole dots"


def test_nothing_is_grey_where_there_are_no_colours(tmp_path: Path) -> None:
    for name, looks in (("zebra-102x76", Looks()), ("lanyard-a7", Looks(Palette.MONO))):
        path = tmp_path / f"{name}.pdf"
        write_badge_sheets(FACES[:6], path, TEMPLATES[name], looks=looks)
        painted = {tuple(map(float, line.split()[:3])) for line in operators(path) if line.endswith((" rg", " RG"))}
        greys = {float(line.split()[0]) for line in operators(path) if line.endswith((" g", " G"))}
        assert painted <= {(0, 0, 0)}
        assert greys <= {0, 1}


def operators(path: Path) -> list[str]:
    """Return the operators of all pages that set a colour, each with its numbers."""
    found: list[str] = []
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", path.read_bytes(), re.DOTALL):
        try:
            text = zlib.decompress(stream).decode("latin-1")
        except zlib.error:
            continue
        if " re" in text or " Tf" in text:
            found += [m[0] for m in re.finditer(r"(?:[\d.]+ ){3}(?:rg|RG)\b|(?<![\d.] )[\d.]+ (?:g|G)\b", text)]
    return found


def test_badges_begin_where_the_sheet_is_not_used_up_and_move_as_the_printer_needs(tmp_path: Path) -> None:
    template = TEMPLATES["avery-l7418"]
    write_badge_sheets(FACES[:5], tmp_path / "a.pdf", template, placing=Placing(start=4, dx=1.5, dy=-2))
    write_badge_sheets(FACES[:5], tmp_path / "b.pdf", template)
    moved, plain = (read_back(tmp_path / name, template, 5) for name in ("a.pdf", "b.pdf"))
    assert [len(pages) for pages in (moved, plain)] == [2, 1]
    first = lambda page: max(page.texts, key=lambda text: (round(text.baseline), -text.box.left))  # noqa: E731
    row = 2 * (template.height + template.gap_y)
    assert first(plain[0]).baseline - first(moved[0]).baseline == pytest.approx((row - 2) * MM, abs=0.1)
    shift = min(t.box.left for t in moved[0].texts) - min(t.box.left for t in plain[0].texts)
    assert shift == pytest.approx(1.5 * MM, abs=0.1)
