"""Every shipped template with the same forty hard names, written once for all the tests that look at it."""

from __future__ import annotations

import atexit
import shutil
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pypdfium2
import pypdfium2.raw as pdfium

from checkin.badges.areas import MM, Area
from checkin.badges.shaping import Shaper
from checkin.badges.sheets import write_badge_sheets
from checkin.badges.templates import TEMPLATES, Kind, Template
from tests.badges.faces import HARD, face

FACES = tuple(
    replace(
        face(i, names),
        network=("x", "bluesky", "instagram", "")[i % 4],
        category=("Presse", "Membre", "", "Intervenante", "Invitée d’honneur")[i % 5],
        event_date="jeudi 3 décembre 2026" if i % 3 else "",
        mark="première visite" if i % 2 else "",
        handle="@kervella@framapiaf.example" if i % 7 == 0 else "@kervella",
    )
    for i, names in enumerate(HARD.values())
)
_FOLDER: list[Path] = []
_SHAPER = Shaper()


@dataclass(frozen=True)
class Text:
    """Letters of one font that a page shows in one go; `box` is in points from below left."""

    words: str
    box: Area
    baseline: float
    size: float


@dataclass(frozen=True)
class Page:
    """What one page of a PDF shows; `labels` are where its badges lie, with what is kept free taken off."""

    height: float
    labels: tuple[tuple[int, Area, Area], ...]
    texts: tuple[Text, ...]
    shapes: tuple[Area, ...]


@cache
def pdf_of(name: str) -> Path:
    """Write the forty badges on a template, once."""
    if not _FOLDER:
        _FOLDER.append(Path(mkdtemp(prefix="checkin-tests-")))
        atexit.register(shutil.rmtree, _FOLDER[0], ignore_errors=True)
    path = _FOLDER[0] / f"{name}.pdf"
    write_badge_sheets(FACES, path, TEMPLATES[name], shaper=_SHAPER)
    return path


def pages_of(name: str) -> list[Page]:
    """Read the forty badges on a template back."""
    return read_back(pdf_of(name), TEMPLATES[name], len(FACES))


def read_back(path: Path, template: Template, badges: int) -> list[Page]:
    """Read the texts and shapes of a PDF back, as PDFium measures them."""
    found: list[Page] = []
    with pypdfium2.PdfDocument(path.read_bytes()) as document:
        for number in range(len(document)):
            page = document[number]
            height = page.get_height()
            reader = page.get_textpage()
            texts: list[Text] = []
            shapes: list[Area] = []
            for thing in page.get_objects():
                left, bottom, right, top = thing.get_bounds()
                box = Area(left, bottom, right - left, top - bottom)
                if thing.type == pdfium.FPDF_PAGEOBJ_TEXT:
                    words = reader.get_text_bounded(left, bottom, right, top)
                    texts.append(Text(words, box, thing.get_matrix().f, thing.get_font_size()))
                else:
                    shapes.append(box)
            labels = tuple((badge, *_label(template, badge, height)) for badge in template.on_page(number, badges))
            found.append(Page(height, labels, tuple(texts), tuple(shapes)))
            reader.close()
            page.close()
    return found


def _label(template: Template, badge: int, height: float) -> tuple[Area, Area]:
    if template.kind is Kind.ENDLESS:
        label = Area(0, 0, template.width * MM, height)
    else:
        left, bottom = template.place(badge)
        label = Area(left * MM, bottom * MM, template.width * MM, template.height * MM)
    free = template.free
    return label, label.inside(free.left * MM, free.bottom * MM, free.right * MM, free.top * MM)
