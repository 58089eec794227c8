"""The sentence of each error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.announcing.faults import TextTemplateError
from checkin.errors import (
    BadgeClaimedError,
    CameraError,
    CameraFault,
    CheckinError,
    FileError,
    FileFault,
    InvalidError,
    LogoError,
    LogoFault,
    NoEventError,
    NotFoundError,
    NotInsideError,
    NotUndoableError,
    PrintError,
    PrintFault,
    StorageError,
    StorageFault,
    TakeBackError,
    TakeBackFault,
    TemplateError,
    TemplateFault,
    WindowError,
    WindowFault,
)
from checkin.language import mark
from checkin.wording.announcing import INVALID_ANNOUNCEMENTS, announcing_sentence

if TYPE_CHECKING:
    from checkin.language import Language

STORAGE = {
    StorageFault.NEWER: mark(
        "The data in {place} was written by a newer version of Checkin: update Checkin on this computer."
    ),
    StorageFault.LOCKED: mark(
        "Another program is holding the data in {place}: close it (or the other Checkin window) and try again."
    ),
    StorageFault.DAMAGED: mark(
        "The data file {place} is damaged: keep it as it is, and bring back a copy with `checkin restore`."
    ),
    StorageFault.FULL: mark("There is no room left on the disk of {place}: free some space and try again."),
    StorageFault.READ_ONLY: mark(
        "Checkin may not write to {place}: get the right to write there, or choose another folder with --data."
    ),
    StorageFault.MISSING: mark("There is nothing at {place}: check the folder, or choose another one with --data."),
    StorageFault.UNREACHABLE: mark(
        "The database {place} does not answer: check the address, the password and that the server is running."
    ),
    StorageFault.NOT_OURS: mark("{place} does not hold the data of Checkin: choose another file or folder."),
}
FILE = {
    FileFault.MISSING: mark("There is no file {path}: check its name and folder."),
    FileFault.UNREADABLE: mark(
        "{path} cannot be read: it is damaged, or not yours to open. Copy or export it again, and check that you may "
        "read it."
    ),
    FileFault.EMPTY: mark("{path} is empty: export the list again."),
    FileFault.NOT_A_LIST: mark(
        "{path} is not a list that Checkin can read, but a text, a picture or another kind of file: export the list as "
        "CSV or XLSX."
    ),
    FileFault.NO_NAMES: mark("{path} has no column of names or addresses: check that it is the attendee list."),
    FileFault.NO_PICTURES: mark("There is no picture in {path}: choose a folder of pictures."),
    FileFault.PROTECTED: mark("{path} is protected by a password: save it without one, then load it again."),
    FileFault.TOO_LARGE: mark("{path} is too large for an attendee list: export only the attendees of this evening."),
    FileFault.UNSUPPORTED: mark("Checkin does not write this kind of file: {path}. Use .csv, .xlsx or .pdf."),
    FileFault.UNWRITABLE: mark(
        "{path} cannot be written: choose another folder, or close the program that has it open."
    ),
    FileFault.FULL: mark("{path} cannot be written, the disk is full: free some space and try again."),
}
FILE_AT = {
    FileFault.UNREADABLE: mark(
        "{path}, line {line}: the file breaks off or makes no sense here. Copy or export it again."
    ),
    FileFault.NO_NAMES: mark(
        "{path}, line {line}: no column of names or addresses under this header. Check that it is the attendee list."
    ),
    FileFault.TOO_LARGE: mark(
        "{path}, line {line}: too large for an attendee list from here on. Export only the attendees of this evening."
    ),
}
"""Where the line is known that is to blame."""
CAMERA = {
    CameraFault.MISSING: mark("No camera {source}: plug it in, or choose another one."),
    CameraFault.BUSY: mark("Another program is using camera {source}: close it."),
    CameraFault.LOST: mark("Camera {source} was unplugged: plug it in again."),
    CameraFault.SILENT: mark("Camera {source} gives no picture: unplug it and plug it in again."),
    CameraFault.BLACK: mark("Camera {source} sees only black: open its cover or its shutter, or turn on a light."),
    CameraFault.FROZEN: mark("Camera {source} gives the same picture over and over: unplug it and plug it in again."),
}
STREAM = mark(
    "No picture from {source}: see that the phone is on, that its camera app runs, and that it is on this network."
)
"""For a camera without a cable, whatever the fault: there is nothing to plug in."""
PRINT = {
    PrintFault.MISSING: mark("No printer {printer}: plug it in and turn it on, or choose another one in the settings."),
    PrintFault.REFUSED: mark("Printer {printer} takes no jobs: let it take them again in the computer’s settings."),
    PrintFault.SILENT: mark("Printer {printer} does not answer: see that it is on and plugged in."),
    PrintFault.FAILED: mark("Printer {printer} did not take the badge: see that it is on, and print a test badge."),
    PrintFault.GIVEN_UP: mark("Printer {printer} gave the badge up: see what it shows, then print the badge again."),
    PrintFault.PAGE_GONE: mark(
        "The badge for printer {printer} is no longer on this computer: look whether it came out, "
        "else leave it for the next sheet."
    ),
}
TEMPLATE = {
    TemplateFault.UNREADABLE: mark("The badge template {path} cannot be opened: check that you may read it."),
    TemplateFault.SYNTAX: mark("The badge template {path} is not written as TOML wants it: {value}."),
    TemplateFault.MISSING: mark("The badge template {path} lacks “{key}”: add it, as docs/templates.md tells."),
    TemplateFault.UNKNOWN: mark(
        "The badge template {path} has “{key}”, which Checkin does not know: check the spelling."
    ),
    TemplateFault.WRONG: mark("In the badge template {path}, “{key}” is {value}: give {allowed}."),
    TemplateFault.OFF_THE_PAGE: mark(
        "In the badge template {path}, the badge at {key} leaves the page by {value} mm: "
        "make badges smaller, or move them."
    ),
    TemplateFault.TOO_SMALL: mark(
        "In the badge template {path}, the code has room for {value} mm: a camera wants at least {allowed} mm."
    ),
}
LOGO = {
    LogoFault.UNREADABLE: mark(
        "The logo {path} cannot be read: it is damaged, not there, or not yours to open. Choose another file."
    ),
    LogoFault.NOT_A_PICTURE: mark("{path} is not a picture that Checkin can print: give a PNG, JPEG or SVG."),
    LogoFault.TOO_LARGE: mark("The logo {path} is too large: make it smaller than 5,000 pixels a side and 10 MB."),
    LogoFault.UNSUPPORTED: mark(
        "The logo {path} has “{detail}”, which is not printed: export it as plain paths, or as PNG."
    ),
}
TAKE_BACK = {
    TakeBackFault.NOTHING: mark("There is nothing to take back: no list was loaded, or the last one is gone already."),
    TakeBackFault.BEGUN: mark(
        "The evening has begun, so the list stays: load a corrected one, or put single guests right by hand."
    ),
}
WINDOW = {
    WindowFault.NO_SCREEN: mark(
        "There is no screen here: start Checkin on a desktop, or use its command line (see checkin --help)."
    ),
    WindowFault.NO_LIBRARY: mark(
        "This machine lacks a library that the window wants ({detail}). On Debian and Ubuntu: sudo apt install "
        "libegl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-image0 libxcb-render-util0"
    ),
}
NOT_FOUND = {
    "event": mark("There is no evening {wanted}: see `checkin event list`."),
    "attendee": mark("Nobody on the list is {wanted}: see `checkin attendees`."),
    "arrival": mark("There is no arrival {wanted}."),
    "template": mark("There is no badge template {wanted}: `checkin badges --help` names those there are."),
    "badge": mark("There is no badge {wanted}."),
    "print_job": mark("This badge waits for no printer any more: it came out, or somebody took it out."),
}
INVALID = {
    "title": mark("Give the evening a title of 1 to 200 characters."),
    "starts": mark("“{value}” is not a date and time: write it like 2026-12-03T19:00."),
    "capacity": mark("“{value}” is not a number of places: give a whole number from 1."),
    "name": mark("Give a name: a given name or a family name is enough."),
    "id": mark("“{value}” is not an id: copy one from the list."),
    "email": mark("“{value}” is not an e-mail address: write it like name@example.org, or leave it empty."),
    "handle": mark("“{value}” is not a handle: write it like @name or @name@server, or leave it empty."),
    "places": mark("“{value}” is not a number of places: write a whole number from 1."),
    "status": mark("“{value}” is not a status: choose expected or cancelled."),
    "database": mark("“{value}” is not a database address: write sqlite:///file or postgresql+psycopg://server/name."),
    "count": mark("“{value}” is not a number of blank badges: give a whole number from 1 to 1,000."),
    "source": mark("“{value}” is not a camera, a picture, a video or an address."),
    **INVALID_ANNOUNCEMENTS,
}


def sentence(error: CheckinError, language: Language) -> str:
    """Return the sentence for an error."""
    match error:
        case FileError():
            return _of_file(error, language)
        case CameraError():
            is_stream = "://" in error.source and error.fault is not CameraFault.BLACK
            return language.text(STREAM if is_stream else CAMERA[error.fault], source=error.source)
        case NotFoundError():
            return language.text(NOT_FOUND[error.kind], wanted=error.wanted)
        case InvalidError():
            return language.text(INVALID[error.name], value=error.value)
        case NotInsideError(name=name):
            return language.text(
                "{name} is not inside: nothing to change.", name=name or language.text("Unnamed guest")
            )
        case BadgeClaimedError(name=name):
            if name:
                return language.text("This badge is {name}’s already: take another blank one.", name=name)
            return language.text("This is no blank badge that is still to be had: take another one.")
        case NotUndoableError():
            return language.text("This arrival was taken back already, or it is not one.")
        case NoEventError():
            return language.text("There is no evening yet: add one with `checkin event add`, or in the window.")
        case _:
            return _of_fault(error, language)


def _of_fault(error: CheckinError, language: Language) -> str:
    """Return the sentence for an error whose fault says it all, with what it names."""
    match error:
        case StorageError():
            return language.text(STORAGE[error.fault], place=error.place)
        case PrintError():
            return language.text(PRINT[error.fault], printer=error.printer)
        case TemplateError():
            named = {"path": error.path, "key": error.key, "value": error.value, "allowed": error.allowed}
            return language.text(TEMPLATE[error.fault], **named)
        case TextTemplateError():
            return announcing_sentence(error, language)
        case LogoError():
            return language.text(LOGO[error.fault], path=error.path, detail=error.detail)
        case TakeBackError():
            return language.text(TAKE_BACK[error.fault])
        case WindowError():
            return language.text(WINDOW[error.fault], detail=error.detail)
        case _:
            return str(error)


def _of_file(error: FileError, language: Language) -> str:
    if error.line is not None and error.fault in FILE_AT:
        return language.text(FILE_AT[error.fault], path=error.path, line=error.line)
    return language.text(FILE[error.fault], path=error.path)
