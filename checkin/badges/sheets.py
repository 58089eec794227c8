"""Sheets of badges as a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.pdfbase.pdfdoc import PDFZCompress
from reportlab.pdfgen.canvas import Canvas

from checkin.badges.areas import MM, Area, Dots
from checkin.badges.backs import Back, draw_back
from checkin.badges.cut_marks import draw_cut_marks
from checkin.badges.drawing import draw_face, face_length
from checkin.badges.faces import BadgeFace
from checkin.badges.looks import Looks
from checkin.badges.templates import DEFAULT, Kind, Template
from checkin.badges.typesetting import Typesetter
from checkin.files import written_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from checkin.badges.shaping import Shaper

__all__ = ["AS_IT_IS", "BadgeFace", "Placing", "write_badge_sheets"]


@dataclass(frozen=True, slots=True)
class Placing:
    """Where badges go on their sheets.

    `start` places of the first sheet are used up already. Everything is moved `dx` mm to the right and `dy` mm down, as
    a printer needs it. With a back, every sheet is followed by its other side, mirrored for a turn over the long edge.
    """

    start: int = 0
    dx: float = 0.0
    dy: float = 0.0
    back: Back = Back.NONE


AS_IT_IS = Placing()


def write_badge_sheets(
    faces: Sequence[BadgeFace],
    path: Path,
    template: Template = DEFAULT,
    *,
    cut_marks: bool = True,
    looks: Looks | None = None,
    placing: Placing = AS_IT_IS,
    progress: Callable[[int, int], None] | None = None,
    shaper: Shaper | None = None,
) -> int:
    """Write a PDF of badges and return its number of pages; the same badges give the same bytes.

    `progress` is told how many of how many badges are drawn; what it raises ends the work and leaves no file. A
    `shaper` that is handed on from one file to the next keeps its fonts open; it is for one thread at a time. Raises
    FileError (`UNWRITABLE`, `FULL`), and ValueError where there is no badge at all.
    """
    if not faces:
        raise ValueError("no badges")
    with written_whole(path) as stream:
        canvas = new_canvas(stream, template, faces[0].event_title)
        sheets = _Sheets(Typesetter(canvas, shaper), template, looks or Looks(), placing)
        pages = template.pages(len(faces), placing.start)
        for page in range(pages):
            on_page = template.on_page(page, len(faces), placing.start)
            first = page * template.per_page - placing.start % template.per_page
            for number in on_page:
                sheets.draw_front(faces[number], number - first, cut_marks=cut_marks and template.is_cut)
                if progress:
                    progress(number + 1, len(faces))
            sheets.turn()
            if placing.back is not Back.NONE:
                for number in on_page:
                    sheets.draw_back(faces[number], number - first)
                sheets.turn()
        sheets.canvas.save()
    return pages * (1 if placing.back is Back.NONE else 2)


def new_canvas(stream: object, template: Template, title: str) -> Canvas:
    """Return an empty PDF with pages of a template's size."""
    size = (template.page_width * MM, template.page_height * MM)
    canvas = Canvas(stream, pagesize=size, pageCompression=0, invariant=1)
    # reportlab's own page compression spells the bytes in ASCII, a quarter longer and slower
    canvas._doc.defaultStreamFilters = [PDFZCompress]
    canvas.setTitle(title)
    canvas.setCreator("Checkin")
    return canvas


class _Sheets:
    """Pages that are being drawn."""

    def __init__(self, setter: Typesetter, template: Template, looks: Looks, placing: Placing) -> None:
        self.canvas = setter.canvas
        self._setter = setter
        self._template, self._looks, self._placing = template, looks, placing
        self._is_begun = False

    def draw_front(self, face: BadgeFace, index: int, *, cut_marks: bool) -> None:
        """Draw a badge at a place of the page, and the marks of where it is cut."""
        label, dots = self._begin(face, self._template.place(index))
        draw_face(self._setter, face, self._template, label, self._looks, dots)
        if cut_marks:
            draw_cut_marks(self.canvas, self._template, index)

    def draw_back(self, face: BadgeFace, index: int) -> None:
        """Draw the back of a badge behind its place."""
        label, dots = self._begin(face, self._template.place_behind(index))
        draw_back(self._setter, face, self._template, label, self._looks, dots, self._placing.back)

    def turn(self) -> None:
        """End the page."""
        self.canvas.showPage()
        self._is_begun = False

    def _begin(self, face: BadgeFace, place: tuple[float, float]) -> tuple[Area, Dots]:
        """Return where a badge is drawn, and its page's dots; the first on a page moves all that follows."""
        template = self._template
        height = face_length(self._setter, face, template, self._looks)
        page = height if template.kind is Kind.ENDLESS else template.page_height * MM
        dots = Dots(template.dpi, page)
        if not self._is_begun:
            self._is_begun = True
            self.canvas.setPageSize((template.page_width * MM, page))
            self.canvas.translate(dots.across(self._placing.dx * MM), -dots.across(self._placing.dy * MM))
        bottom = 0.0 if template.kind is Kind.ENDLESS else place[1] * MM
        return Area(place[0] * MM, bottom, template.width * MM, height), dots
