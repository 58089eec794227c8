"""Handing a badge to a printer: what a printer is to the program, and CUPS, which takes the PDF itself."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, replace
from enum import Enum, auto
from shutil import which
from typing import TYPE_CHECKING, Protocol

from checkin.badges.geometry import Edges, Kind
from checkin.errors import PrintError, PrintFault

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.badges.geometry import Template

PATIENCE = 10.0
"""Seconds until a print service that does not answer is given up; a local one takes a badge in hundredths."""


class PrinterState(Enum):
    """What a printer is ready for, as far as the system knows."""

    READY = auto()
    STOPPED = auto()
    MISSING = auto()


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer of this machine; `name` is the system's, by which it is remembered."""

    name: str
    is_default: bool = False


class Printers(Protocol):
    """The printers of a machine. Every call may take seconds, so none is made on a window's main thread."""

    def all(self) -> list[Printer]:
        """Return every printer that the system knows, in its order."""
        ...

    def state(self, name: str) -> PrinterState:
        """Return what a printer is ready for."""
        ...

    def send(self, name: str, pdf: Path) -> None:
        """Hand a PDF to a printer, unscaled and once; the file may go afterwards. Raises PrintError."""
        ...


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


def send_by_cups(name: str, pdf: Path, *, patience: float = PATIENCE) -> None:
    """Hand a PDF to a printer of CUPS, which keeps a copy until it is printed.

    It comes out in its own size in the middle of the printer's own paper, turned where the one is upright and the
    other is not (`print-scaling=none`, PWG 5100.16). The job is called as the file is. Raises PrintError.
    """
    command = ["lp", "-d", name, "-t", pdf.stem, "-o", "print-scaling=none", "--", str(pdf)]
    try:
        # In a session of its own it has no terminal on which it could wait for a password.
        done = subprocess.run(  # noqa: S603 - no shell, and the name is an argument of its own
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=patience,
            check=False,
            env=_environment(),
            start_new_session=True,
        )
    except subprocess.TimeoutExpired as error:
        raise PrintError(PrintFault.SILENT, name, "lp") from error
    except OSError as error:
        raise PrintError(PrintFault.FAILED, name, str(error)) from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise PrintError(_fault(said), name, said)


def _fault(said: str) -> PrintFault:
    """Return what the words of lp mean (systemv/lp.c and cups/request.c of CUPS 2.4, in the C locale)."""
    if "does not exist" in said:
        return PrintFault.MISSING
    if "not accepting" in said:
        return PrintFault.REFUSED
    return PrintFault.FAILED


def _environment() -> dict[str, str]:
    environment = dict(os.environ) | {"LC_ALL": "C"}
    if getattr(sys, "frozen", False):
        # PyInstaller points the loader at the program's own libraries, which the system's lp must not be given.
        before = environment.pop("LD_LIBRARY_PATH_ORIG", "")
        environment.pop("LD_LIBRARY_PATH", None)
        if before:
            environment["LD_LIBRARY_PATH"] = before
    return environment
