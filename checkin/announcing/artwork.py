"""An evening drawn on a page: the theme on a coloured stage, when and where on white, a code to register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas

from checkin.announcing.panel import draw_panel
from checkin.announcing.sheet import Sheet
from checkin.announcing.stage import draw_stage
from checkin.announcing.texts import text_named
from checkin.announcing.tones import tone_of
from checkin.badges.shaping import Shaper
from checkin.badges.typesetting import Typesetter

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import BinaryIO

    from checkin.announcing.announcement import Announcement
    from checkin.announcing.formats import Format
    from checkin.badges.logos import Logo
    from checkin.language import Language


_LISTS = ("guests", "partners", "topics", "animations")
_SHORT = 28
"""Characters of a name up to which a line is not broken within it."""


@dataclass(frozen=True, slots=True)
class Artwork:
    """What is drawn, the same on every format: words by the keys of `poster.txt`."""

    words: Mapping[str, str]
    announcement: Announcement
    language: str
    logo: Logo | None = None


def artwork_of(
    announcement: Announcement, language: Language, logo: Logo | None = None, own: Path | None = None
) -> Artwork:
    """Return what is drawn; `own` is the folder of the organiser's texts. Raises TextTemplateError."""
    text = text_named("poster", language.code, own)
    values = announcement.values(language) | {
        name: language.all_of([_together(item) for item in getattr(announcement, name)]) for name in _LISTS
    }
    words = {key: template.filled(values) for key, template in text.keys.items()}
    words["Day"] = words["Day"][:1].upper() + words["Day"][1:]  # it begins a line, and French days are small
    if not words["Headline"]:
        words["Headline"], words["Kicker"] = words["Kicker"], ""
    return Artwork(words, announcement, language.code, logo)


def draw_artwork(artwork: Artwork, form: Format, stream: BinaryIO, shaper: Shaper | None = None) -> None:
    """Write a page as PDF: fonts embedded, the code as vectors, the same bytes for the same evening."""
    canvas = Canvas(stream, pagesize=(form.width, form.height), invariant=True, lang=artwork.language)
    canvas.setTitle(" · ".join(part for part in (artwork.words["Kicker"], artwork.words["Headline"]) if part))
    canvas.setAuthor(artwork.announcement.organiser or "Checkin")
    canvas.setCreator("Checkin")
    sheet = Sheet(Typesetter(canvas, shaper or Shaper()), form.unit, tone_of(artwork.announcement.starts))
    draw_stage(sheet, form, artwork.words, artwork.logo)
    draw_panel(sheet, form, artwork.words, artwork.announcement.url)
    canvas.showPage()
    canvas.save()


def _together(item: str) -> str:
    return item.replace(" ", "\u00a0") if len(item) <= _SHORT else item
