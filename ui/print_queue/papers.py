"""Which paper of another printer a page that waits is printed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.badges.printing import alone, paper_for
from checkin.badges.templates import Kind
from checkin.errors import FileError, NotFoundError, TemplateError
from checkin.settings import whole_sheet

if TYPE_CHECKING:
    from checkin.badges.printing import Printers
    from checkin.badges.templates import Template
    from checkin.print_queue import PrintJob
    from ui.services import Services

MM = 25.4 / 72
"""Of a point."""
NEAR = 1.0
"""Millimetres by which a page may be off its template's: dots are rounded."""


def paper_on(services: Services, printers: Printers, printer: str, job: PrintJob) -> str:
    """Return the key of the paper that was chosen for such pages on a printer, else of one that fits the page.

    "" leaves it to the printer. May take seconds.
    """
    from checkin.badges.pictures import page_size  # PDFium is loaded by the first page

    path = services.print_queue.page_of(job.id)
    if path is None:
        return ""
    try:
        across, down = (points * MM for points in page_size(path, 0))
        template = services.badging.template(job.template)
    except (FileError, NotFoundError, TemplateError):
        return ""
    is_sheet = template.kind is Kind.SHEET and not _is_alone(template, across, down)
    chosen = services.settings.current.paper_of(printer, whole_sheet(template.name) if is_sheet else template.name)
    if chosen:
        return chosen
    fitting = paper_for((across, down), printers.papers(printer))
    return fitting.key if fitting is not None else ""


def _is_alone(template: Template, across: float, down: float) -> bool:
    """Tell whether a page has one badge and nothing else on it."""
    one = alone(template)
    return abs(one.page_width - across) < NEAR and abs(one.page_height - down) < NEAR
