"""Logos: what is printed of a picture, and what is refused."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from checkin.badges import pictures
from checkin.badges.categories import Palette
from checkin.badges.logos import Logo, read_logo
from checkin.badges.looks import Looks
from checkin.badges.sheets import write_badge_sheets
from checkin.badges.templates import TEMPLATES
from checkin.errors import LogoError, LogoFault
from tests.badges.faces import face

SVG = """<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="10 10 100 50">
<title>A logo</title>
<rect x="10" y="10" width="50" height="50" fill="#0B7A4B"/>
<g transform="translate(60 10) scale(2)" fill="none" style="stroke:#f00;stroke-width:2">
<path d="M5 5 H20 V20 H5 Z"/></g>
<circle cx="35" cy="35" r="10" fill="white"/></svg>"""


def drawn(logo: Logo, folder: Path, palette: Palette = Palette.STANDARD) -> np.ndarray:
    """Draw a logo 100 x 50 points large on white, and return the pixels, four to a point."""
    canvas = Canvas(str(folder / "l.pdf"), pagesize=(100, 50))
    logo.draw(canvas, 0, 0, 100, 50, palette)
    canvas.save()
    return pictures.render_page(folder / "l.pdf", 0, dpi=288)


def saved(folder: Path, image: Image.Image, kind: str) -> Path:
    path = folder / f"logo.{kind.lower()}"
    image.save(path, kind)
    return path


def test_a_drawing_is_drawn_in_its_place_and_its_colours(tmp_path: Path) -> None:
    path = tmp_path / "logo.svg"
    path.write_text(SVG)
    logo = read_logo(path)
    assert logo.ratio == 2
    picture = drawn(logo, tmp_path)
    assert tuple(picture[10, 10]) == (0x0B, 0x7A, 0x4B)
    assert tuple(picture[100, 100]) == (255, 255, 255)
    assert tuple(picture[40, 300]) == (255, 0, 0), "the upper side of the frame, 10 points down"
    assert tuple(picture[100, 300]) == (255, 255, 255)
    mono = drawn(logo, tmp_path, Palette.MONO)
    assert [mono[y, x, 0] for y, x in ((10, 10), (100, 100), (40, 300), (100, 300))] == [0, 255, 0, 255]
    assert b"/Subtype /Image" not in (tmp_path / "l.pdf").read_bytes()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_is_embedded_once_however_many_badges_show_it(tmp_path: Path, kind: str) -> None:
    logo = read_logo(saved(tmp_path, Image.new("RGB", (300, 100), (200, 30, 30)), kind))
    assert logo.ratio == 3
    path = tmp_path / "b.pdf"
    write_badge_sheets([face(i) for i in range(6)], path, TEMPLATES["lanyard-a7-a4"], looks=Looks(logo=logo))
    assert path.read_bytes().count(b"/Subtype /Image") == 1
    assert (pictures.render_page(path, 0, dpi=50)[:, :, 0] > 150).any()


def test_a_logo_costs_next_to_nothing_a_badge_and_gives_the_same_bytes(tmp_path: Path) -> None:
    svg = tmp_path / "logo.svg"
    svg.write_text(SVG)
    noise = saved(tmp_path, Image.effect_noise((900, 300), 80).convert("RGB"), "PNG")
    for path in (svg, noise):
        sizes = []
        for name, badges in (("a", 3), ("b", 3), ("c", 30)):
            faces = [face(i) for i in range(badges)]
            write_badge_sheets(faces, tmp_path / name, TEMPLATES["badge-90x55"], looks=Looks(logo=read_logo(path)))
            sizes.append((tmp_path / name).stat().st_size)
        assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
        assert sizes[2] - sizes[0] < 60_000


def test_a_picture_is_white_where_it_is_clear_and_black_and_white_for_a_label_printer(tmp_path: Path) -> None:
    image = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    image.paste((90, 90, 200, 255), (0, 0, 100, 100))
    logo = read_logo(saved(tmp_path, image, "PNG"))
    colour, mono = (drawn(logo, tmp_path, palette) for palette in (Palette.STANDARD, Palette.MONO))
    assert tuple(colour[100, 100]) == (90, 90, 200)
    assert tuple(colour[100, 300]) == (255, 255, 255)
    assert tuple(mono[100, 100]) == (0, 0, 0)
    assert tuple(mono[100, 300]) == (255, 255, 255)


def test_a_logo_is_on_every_template_that_has_room_for_it(tmp_path: Path) -> None:
    logo = read_logo(saved(tmp_path, Image.new("RGB", (300, 100), "red"), "PNG"))
    for name, template in TEMPLATES.items():
        write_badge_sheets([face(0)], tmp_path / "b.pdf", template, looks=Looks(logo=logo))
        has = b"/Subtype /Image" in (tmp_path / "b.pdf").read_bytes()
        assert has is (template.layout.logo > 0), name


@pytest.mark.parametrize(
    ("inside", "detail"),
    [
        ("<text>Our club</text>", "text"),
        ('<image href="file:///etc/passwd"/>', "image"),
        ('<linearGradient id="g"/><rect width="9" height="9" fill="url(#g)"/>', "linearGradient"),
        ('<rect width="9" height="9" fill="url(#g)"/>', "url(#g)"),
        ('<rect width="9" height="9" opacity="0.5"/>', "opacity"),
        ('<rect width="9" height="9" style="filter:blur(2px)"/>', "filter"),
        ("<style>rect{fill:red}</style>", "style"),
        ("<script>1</script>", "script"),
    ],
)
def test_what_is_more_than_plain_paths_is_refused_by_name(tmp_path: Path, inside: str, detail: str) -> None:
    path = tmp_path / "logo.svg"
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{inside}</svg>')
    with pytest.raises(LogoError) as caught:
        read_logo(path)
    assert (caught.value.fault, caught.value.detail) == (LogoFault.UNSUPPORTED, detail)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", LogoFault.NOT_A_PICTURE),
        (b"GIF89a" + bytes(50), LogoFault.NOT_A_PICTURE),
        (b"%PDF-1.7", LogoFault.NOT_A_PICTURE),
        (b"<html></html>", LogoFault.NOT_A_PICTURE),
        (b"<svg", LogoFault.NOT_A_PICTURE),
        (b'<svg viewBox="0 0 0 5"/>', LogoFault.UNREADABLE),
        (b'<svg viewBox="0 0 5 5"/>', LogoFault.NOT_A_PICTURE),
        (b'<svg viewBox="0 0 5 5"><path d="M0 0 L"/></svg>', LogoFault.UNREADABLE),
        (b'<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>', LogoFault.UNSUPPORTED),
        (b"x" * 10_000_001, LogoFault.TOO_LARGE),
    ],
)
def test_what_is_no_picture_is_said_so(tmp_path: Path, content: bytes, fault: LogoFault) -> None:
    path = tmp_path / "logo"
    path.write_bytes(content)
    with pytest.raises(LogoError) as caught:
        read_logo(path)
    assert (caught.value.fault, caught.value.path) == (fault, path)


def test_a_picture_that_ends_early_is_huge_or_is_missing_is_said_so(tmp_path: Path) -> None:
    stream = io.BytesIO()
    Image.effect_noise((200, 200), 50).save(stream, "PNG")
    broken = tmp_path / "broken.png"
    broken.write_bytes(stream.getvalue()[: len(stream.getvalue()) // 2])
    huge = saved(tmp_path, Image.new("1", (6_000, 10)), "PNG")
    for path, fault in (
        (broken, LogoFault.UNREADABLE),
        (huge, LogoFault.TOO_LARGE),
        (tmp_path / "none.png", LogoFault.UNREADABLE),
    ):
        with pytest.raises(LogoError) as caught:
            read_logo(path)
        assert caught.value.fault is fault
