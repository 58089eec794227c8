"""Posters and pictures, read back: nothing leaves its place, nothing lies on anything else, the code leads there."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import zxingcpp
from PIL import Image, ImageChops

from checkin.announcing.announcement import Announcement
from checkin.announcing.artwork import artwork_of, draw_artwork
from checkin.announcing.formats import A3, A4, PICTURES, POSTERS, SQUARE, WIDE, Format
from checkin.announcing.tones import INK, MUTED, TINTS, TONES, WHITE, tone_of
from checkin.badges import qr
from checkin.badges.areas import Area
from checkin.badges.categories import contrast
from checkin.badges.logos import read_logo
from checkin.badges.shaping import Shaper
from checkin.language import Language
from tests.announcing.evening import EN, EVENT, FR, TEN, THEME, URL, bare, evening

FORMS = (*POSTERS, *PICTURES)
SHAPER = Shaper()
LONG = "Anticonstitutionnellement parlant, " * 14
CASES: dict[str, tuple[Announcement, Language]] = {
    "usual-fr": (evening(), FR),
    "usual-en": (evening(theme="Open data: who makes it?", guests=TEN[:1]), EN),
    "short": (evening(theme="L’eau", guests=(), partners=(), topics=(), animations=()), FR),
    "bare": (bare(), EN),
    "ten guests": (evening(guests=TEN), FR),
    "hard scripts": (evening(theme="البيانات المفتوحة من أجل الإقليم", venue="क्षेत्र ข้อมูล", guests=TEN[4:8]), EN),
    "one word": (evening(theme="地域のためのオープンデータ" * 2, title="x" * 60, venue="y" * 80), EN),
    "too much": (
        evening(
            theme=LONG.strip(),
            title="Les apéros mensuels de la communauté des données ouvertes du grand territoire de l’Ouest #26",
            venue="Salle polyvalente intercommunale du Pays de Château-Gontier-sur-Mayenne",
            address="Zone artisanale de la Grande Lande, bâtiment C, 3e étage, 53200 Château-Gontier, France",
            guests=TEN * 3,
            partners=tuple(f"Partenaire institutionnel {n}" for n in range(12)),
            topics=tuple(f"sujet numéro {n}" for n in range(12)),
            url="https://apero.example.org/" + "x" * 250,
        ),
        FR,
    ),
}


@dataclass(frozen=True)
class Text:
    """Letters that a page shows in one go, with where they are."""

    words: str
    box: Area
    baseline: float
    size: float


@cache
def pdf_of(case: str, form: Format) -> bytes:
    announcement, language = CASES[case]
    stream = io.BytesIO()
    draw_artwork(artwork_of(announcement, language), form, stream, SHAPER)
    return stream.getvalue()


def texts_of(content: bytes) -> list[Text]:
    found: list[Text] = []
    with pypdfium2.PdfDocument(content) as document:
        assert len(document) == 1
        page = document[0]
        reader = page.get_textpage()
        for thing in page.get_objects():
            if thing.type == pdfium.FPDF_PAGEOBJ_TEXT:
                left, bottom, right, top = thing.get_bounds()
                words = reader.get_text_bounded(left, bottom, right, top)
                box = Area(left, bottom, right - left, top - bottom)
                found.append(Text(words, box, thing.get_matrix().f, thing.get_font_size()))
        reader.close()
        page.close()
    return found


def picture_of(content: bytes, dpi: float) -> Image.Image:
    with pypdfium2.PdfDocument(content) as document:
        picture: Image.Image = document[0].render(scale=dpi / 72).to_pil()
        return picture


def code_of(content: bytes, form: Format) -> tuple[str, Area]:
    """Return what the page's code says and where it is, in points."""
    scale = max(1.0, form.dpi / 72)
    (code,) = zxingcpp.read_barcodes(picture_of(content, scale * 72))
    corners = (code.position.top_left, code.position.top_right, code.position.bottom_left, code.position.bottom_right)
    xs, ys = [corner.x / scale for corner in corners], [form.height - corner.y / scale for corner in corners]
    return code.text, Area(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def shared(one: Area, other: Area) -> float:
    """Return how much of the smaller of two rectangles lies on the other."""
    across = min(one.right, other.right) - max(one.left, other.left)
    up = min(one.top, other.top) - max(one.bottom, other.bottom)
    smaller = min(one.width * one.height, other.width * other.height)
    return max(0.0, across) * max(0.0, up) / smaller if smaller else 0.0


@pytest.mark.parametrize("form", [A4, SQUARE, WIDE], ids=lambda form: form.name)
@pytest.mark.parametrize("case", CASES)
def test_no_text_leaves_its_part_or_lies_on_another(case: str, form: Format) -> None:
    texts = texts_of(pdf_of(case, form))
    assert texts
    for text in texts:
        part = form.stage if text.baseline > form.panel.top or text.box.left < form.panel.left else form.panel
        inner = part.inside(*[15 * form.unit] * 4)
        assert inner.left <= text.box.left, text
        assert text.box.right <= inner.right, text
        assert inner.bottom <= text.box.bottom, text
        assert text.box.top <= inner.top, text
    for index, one in enumerate(texts):
        for other in texts[index + 1 :]:
            if abs(one.baseline - other.baseline) > 0.5:
                assert shared(one.box, other.box) < 0.06, (one, other)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
@pytest.mark.parametrize("case", ["usual-fr", "too much"])
def test_the_code_leads_to_the_registration_and_nothing_is_in_its_quiet_zone(case: str, form: Format) -> None:
    content = pdf_of(case, form)
    said, box = code_of(content, form)
    assert said == CASES[case][0].url
    quiet = (qr.QUIET_ZONE - 0.5) * box.width / len(qr.modules(said))
    zone = box.inside(*[-quiet] * 4)
    assert not [text for text in texts_of(content) if shared(text.box, zone) > 0.02]
    assert form.panel.left <= zone.left
    assert zone.right <= form.width
    assert zone.top <= form.panel.top


def test_without_an_address_there_is_no_code() -> None:
    for form in FORMS:
        assert not zxingcpp.read_barcodes(picture_of(pdf_of("bare", form), 72))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_everything_that_matters_is_said(form: Format) -> None:
    page = " ".join(text.words for text in texts_of(pdf_of("usual-fr", form)))
    said = " ".join(page.split())
    wanted = (
        *THEME.split(),
        "Apéro #26",
        "Jeudi",
        "3 décembre 2026",
        "19:00–23:00",
        "Le Bistrot du Port",
        "quai de la Fosse",
        "Maëlle Kervella",
        "Karim Benali",
        "Je m’inscris",
        "eau, mobilité et écoles",
        "Nantes Métropole",
    )
    for words in wanted:
        assert words in said


def test_the_theme_is_the_largest_and_a_short_one_is_larger() -> None:
    sizes = {case: max(texts_of(pdf_of(case, A4)), key=lambda text: text.size) for case in ("usual-fr", "short")}
    assert sizes["usual-fr"].words.strip().startswith("Des données")
    assert sizes["short"].size > 2 * sizes["usual-fr"].size


def test_what_is_cut_ends_in_an_ellipsis() -> None:
    assert any("…" in text.words for text in texts_of(pdf_of("too much", A4)))


def test_without_a_theme_the_title_takes_its_place() -> None:
    texts = texts_of(pdf_of("bare", SQUARE))
    largest = max(text.size for text in texts)
    assert " ".join(text.words.strip() for text in texts if text.size == largest) == "Apéro #26"


def test_pictures_are_as_large_as_networks_want_them() -> None:
    assert picture_of(pdf_of("short", SQUARE), SQUARE.dpi).size == (1080, 1080)
    assert picture_of(pdf_of("short", WIDE), WIDE.dpi).size == (1200, 630)


def test_the_same_evening_is_the_same_page() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    for stream in (first, second):
        draw_artwork(artwork_of(evening(), FR), A3, stream, SHAPER)
    assert first.getvalue() == second.getvalue()


def test_a_logo_stands_at_the_upper_right_and_moves_the_title_aside(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    Image.new("RGB", (300, 100), "#E11D48").save(path)
    title = "Un titre qui est assez long pour aller jusqu’au bout de la première ligne et de la seconde"
    stream = io.BytesIO()
    draw_artwork(artwork_of(evening(title=title), FR, read_logo(path)), A4, stream, SHAPER)
    picture = picture_of(stream.getvalue(), 72)
    red = Image.new("RGB", picture.size, "#E11D48")
    box = ImageChops.difference(picture, red).convert("L").point(lambda level: 255 * (level < 8)).getbbox()
    assert box is not None
    assert box[0] > A4.width / 2
    logo = Area(box[0], A4.height - box[3], box[2] - box[0], box[3] - box[1])
    assert 2.8 < logo.width / logo.height < 3.2
    assert not [text for text in texts_of(stream.getvalue()) if shared(text.box, logo.inside(*[-8] * 4))]


@pytest.mark.parametrize("tone", TONES, ids=lambda tone: tone.ground)
def test_texts_stand_out_on_every_ground(tone: object) -> None:
    assert isinstance(tone, type(TONES[0]))
    for ground in (tone.ground, *map(tone.tint, TINTS)):
        assert contrast(WHITE, ground) >= 4.5
        assert contrast(tone.bright, ground) >= 4.5
    for ink in (tone.ground, INK, MUTED):
        assert contrast(ink, WHITE) >= 4.5


def test_no_month_looks_like_the_one_before() -> None:
    tones = [tone_of(EVENT.starts.replace(month=month)) for month in range(1, 13)]
    assert all(one != other for one, other in zip(tones, [*tones[1:], tones[0]], strict=True))


def test_an_arabic_name_at_the_head_of_a_line_keeps_the_order_of_a_french_list() -> None:
    stream = io.BytesIO()
    draw_artwork(artwork_of(evening(guests=TEN[4:6]), FR), A4, stream, SHAPER)
    texts = texts_of(stream.getvalue())
    arabic = min(text.box.left for text in texts if "عائشة" in text.words or "الحسن" in text.words)
    russian = min(text.box.left for text in texts if "Ольга" in text.words)
    assert arabic < russian
    assert URL.partition("://")[2] in " ".join(text.words for text in texts)
