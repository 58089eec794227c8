"""What the printers of a machine are to the program: their state, their papers, and jobs that are handed to them."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from enum import Enum, StrEnum, auto
from shutil import which
from typing import TYPE_CHECKING, Protocol

from checkin.badges.geometry import Edges, Kind, Template

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PATIENCE = 10.0
"""Seconds until a print service that does not answer is given up; a local one takes a badge in hundredths."""

CUSTOM = "custom"
"""The key of a paper that is as large as the page, on printers that take any size in a range."""

TOLERANCE = 1.0
"""Millimetres that a paper may be off a page's size: printers tell theirs in whole points or tenths of inches."""


class PrinterState(Enum):
    """What a printer is ready for, as far as the system knows."""

    READY = auto()
    STOPPED = auto()
    MISSING = auto()


class Trouble(StrEnum):
    """What is wrong with a printer, by what somebody does about it."""

    PAPER_OUT = "paper_out"
    JAM = "jam"
    COVER_OPEN = "cover_open"
    OFFLINE = "offline"
    INK = "ink"
    PAUSED = "paused"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Condition:
    """What a printer is ready for, and what is wrong with it as far as the system tells, the gravest first."""

    state: PrinterState
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer of this machine; `name` is the system's, by which it is remembered."""

    name: str
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that a printer takes, in millimetres; `key` is what the system calls it, `name` is for people.

    Where `key` is `CUSTOM` the printer takes any page from `least` (width, height) up to the width and height here.
    """

    key: str
    name: str
    width: float
    height: float
    least: tuple[float, float] = (0.0, 0.0)


class Fate(StrEnum):
    """What became of a job; `UNKNOWN` where the system has forgotten it."""

    WAITING = "waiting"
    PRINTED = "printed"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Printers(Protocol):
    """The printers of a machine. Every call may take seconds, so none is made on a window's main thread.

    `holds` tells whether jobs are handed over held, and can be followed; else what is handed over is printed at once
    and out of sight.
    """

    holds: bool

    def all(self) -> list[Printer]:
        """Return every printer that the system knows, in its order."""
        ...

    def condition(self, name: str) -> Condition:
        """Return what a printer is ready for, and what is wrong with it."""
        ...

    def papers(self, name: str) -> list[Paper]:
        """Return the papers that a printer takes, those first that lie in it; none where the system does not tell."""
        ...

    def hand(self, name: str, pdf: Path, *, title: str, paper: str = "", copies: int = 1) -> str:
        """Hand over a PDF, unscaled, as a job that is held; the file may go afterwards. Raises PrintError.

        Returns the system's id of the job, or "" where jobs are not held. `title` is the job's own and no other's: what
        was handed over under it before, and is held still, is withdrawn. `paper` is the key of one; "" for the
        printer's own.
        """
        ...

    def release(self, name: str, job: str) -> None:
        """Let a job be printed; to release it twice is no harm. Raises PrintError."""
        ...

    def fate(self, name: str, job: str) -> Fate:
        """Return what became of a job. Raises PrintError where the print service does not answer."""
        ...

    def withdraw(self, name: str, job: str) -> bool:
        """Cancel a job, and tell whether it certainly will not come out, and has not begun to."""
        ...


def send(printers: Printers, name: str, pdf: Path, *, paper: str = "") -> None:
    """Hand a page to a printer and let it go, without a memory of it: for test pages. Raises PrintError."""
    job = printers.hand(name, pdf, title=pdf.stem, paper=paper)
    if job:
        printers.release(name, job)


def paper_for(page: Template | tuple[float, float], papers: Iterable[Paper]) -> Paper | None:
    """Return the paper that a page fits, either way round and within a millimetre: the nearest, else a custom size.

    `page` is a template, of which its page counts (see `alone` for one badge), or a width and height in millimetres.
    """
    width, height = (page.page_width, page.page_height) if isinstance(page, Template) else page
    known = list(papers)

    def off(paper: Paper) -> float:
        upright = max(abs(paper.width - width), abs(paper.height - height))
        return min(upright, max(abs(paper.height - width), abs(paper.width - height)))

    nearest = min((paper for paper in known if paper.key != CUSTOM), key=off, default=None)
    if nearest is not None and off(nearest) <= TOLERANCE:
        return nearest
    return next((paper for paper in known if paper.key == CUSTOM and fits_custom(width, height, paper)), None)


def fits_custom(width: float, height: float, paper: Paper) -> bool:
    """Tell whether a printer that takes sizes in a range takes this one, either way round; lengths in millimetres."""
    (least_width, least_height), slack = paper.least, 0.01
    return any(
        least_width - slack <= across <= paper.width + slack and least_height - slack <= down <= paper.height + slack
        for across, down in ((width, height), (height, width))
    )


def alone(template: Template) -> Template:
    """Return the template of one badge on a page of its own size; it keeps its name, being the same badge.

    A label of a roll is that already. One of a sheet goes in the middle of whatever paper the printer has, so that the
    sheet's edges, which the printer does not reach, are none of its own.
    """
    if template.kind is not Kind.SHEET:
        return template
    return replace(
        template,
        columns=1,
        rows=1,
        left=0.0,
        top=0.0,
        page_width=template.width,
        page_height=template.height,
        blank=Edges(),
    )


def has_cups() -> bool:
    """Tell whether PDFs can be handed to CUPS here."""
    return sys.platform != "win32" and which("lp") is not None
