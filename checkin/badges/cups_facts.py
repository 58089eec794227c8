"""What CUPS tells of a printer by IPP, in the program's words: its condition and its papers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checkin.badges.printing import CUSTOM, Condition, Paper, PrinterState, Trouble

if TYPE_CHECKING:
    from checkin.badges.ipp import Attributes

CONDITION = (
    "printer-state",
    "printer-state-reasons",
    "printer-state-message",
    "printer-is-accepting-jobs",
    "printer-state-change-time",
    "printer-up-time",
)
PAPERS = ("media-default", "media-ready", "media-supported")

IDLE, STOPPED = 3, 5
"""The `printer-state` without work, and of a printer that does not go on by itself (RFC 8011, section 5.4.11)."""

PATIENT = 10
"""Seconds that a printer may take to be connected to before it is said not to answer: each job begins with that."""

_REASONS = {
    "media-empty": Trouble.PAPER_OUT,
    "media-needed": Trouble.PAPER_OUT,
    "input-tray-missing": Trouble.PAPER_OUT,
    "media-jam": Trouble.JAM,
    "cover-open": Trouble.COVER_OPEN,
    "door-open": Trouble.COVER_OPEN,
    "interlock-open": Trouble.COVER_OPEN,
    "offline": Trouble.OFFLINE,
    "shutdown": Trouble.OFFLINE,
    "timed-out": Trouble.OFFLINE,
    "toner-empty": Trouble.INK,
    "marker-supply-empty": Trouble.INK,
    "marker-waste-full": Trouble.INK,
    "paused": Trouble.PAUSED,
    "moving-to-paused": Trouble.PAUSED,
}
"""Keywords of `printer-state-reasons` (RFC 8011, section 5.4.12, and the IANA registry of IPP), without severity.

The severity is no help: CUPS' own backends report a printer without paper as `media-empty-warning`, and one that is
off as `offline-report` (backend/snmp-supplies.c). Of `media-empty` alone a report is passed over: some printers say it
of a tray that is never filled.
"""
_SILENCE = (
    "not responding",
    "unavailable at this time",
    "unreachable",
    "become available",
    "Unable to locate printer",
    "Unable to connect",
)
"""Words by which the backends of CUPS say that they cannot reach a printer, while they go on trying.

There is no reason for it (backend/socket.c, ipp.c, usb-libusb.c of CUPS 2.4). They are in the language of the job, and
this program's are handed over in the C locale.
"""
_ORDER = list(Trouble)


def condition_of(told: Attributes) -> Condition:
    """Return the condition of a printer from the attributes of `CONDITION`."""
    states = told.get("printer-state", ())
    stopped = STOPPED in states or False in told.get("printer-is-accepting-jobs", ())
    since = told.get("printer-up-time", [0])[0] - told.get("printer-state-change-time", [0])[0]
    troubles = set()
    if IDLE not in states and any(
        words in said for said in told.get("printer-state-message", ()) for words in _SILENCE
    ):
        troubles.add(Trouble.OFFLINE)
    for reason in told.get("printer-state-reasons", ()):
        keyword, severity = _split(reason)
        if keyword == "connecting-to-device":
            if since >= PATIENT:
                troubles.add(Trouble.OFFLINE)
        elif keyword in _REASONS:
            if (keyword, severity) != ("media-empty", "report"):
                troubles.add(_REASONS[keyword])
        elif keyword != "none" and severity == "error":
            troubles.add(Trouble.OTHER)
    state = PrinterState.STOPPED if stopped else PrinterState.READY
    return Condition(state, tuple(sorted(troubles, key=_ORDER.index)))


def papers_of(told: Attributes) -> list[Paper]:
    """Return the papers of a printer from the attributes of `PAPERS`: its own first, then those that lie in it."""
    papers: dict[str, Paper] = {}
    ranges: dict[str, tuple[float, float]] = {}
    for key in (str(value) for name in PAPERS for value in told.get(name, ())):
        size = _size(key)
        if size is None:
            continue
        if key.startswith(("custom_min_", "custom_max_")):
            ranges[key[7:10]] = size
        else:
            papers.setdefault(key, Paper(key, _name(key), *size))
    found = list(papers.values())
    if set(ranges) == {"min", "max"}:
        found.append(Paper(CUSTOM, CUSTOM, *ranges["max"], least=ranges["min"]))
    return found


def _split(reason: str) -> tuple[str, str]:
    """Return a reason without its severity, and that; one without any is an error (RFC 8011, section 5.4.12)."""
    keyword, _, severity = reason.rpartition("-")
    return (keyword, severity) if severity in ("report", "warning", "error") else (reason, "error")


def _size(key: str) -> tuple[float, float] | None:
    """Return the millimetres that the self-describing name of a paper ends with (PWG 5101.1, section 5)."""
    found = re.fullmatch(r".+_([0-9.]+)x([0-9.]+)(mm|in)", key)
    if found is None:
        return None
    unit = 25.4 if found[3] == "in" else 1.0
    try:
        return round(float(found[1]) * unit, 2), round(float(found[2]) * unit, 2)
    except ValueError:
        return None


def _name(key: str) -> str:
    """Return a paper's name without the list it is of and its size: "A4" of `iso_a4_210x297mm`."""
    kind, _, rest = key.partition("_")
    name = rest.rpartition("_")[0]
    if kind == "custom" and (size := _size(key)):
        # What a driver calls its own papers is not told; CUPS puts their size there.
        return "{:.0f} × {:.0f} mm".format(*size)
    return name.replace("-", " ").replace("_", " ").title()
