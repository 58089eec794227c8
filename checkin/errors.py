"""What the operator can put right. Anything else that is raised is a bug.

Errors carry fields, never sentences: `checkin.wording` words them, in the reader's language.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class CheckinError(Exception):
    """Expected, and for the operator."""


class StorageFault(StrEnum):
    """What can be wrong with the data file, by what the operator does about it."""

    NEWER = "newer"
    LOCKED = "locked"
    DAMAGED = "damaged"
    FULL = "full"
    READ_ONLY = "read_only"
    MISSING = "missing"
    UNREACHABLE = "unreachable"
    NOT_OURS = "not_ours"


class StorageError(CheckinError):
    """The data cannot be read or written; `place` is a path or a database address without its password."""

    def __init__(self, fault: StorageFault, place: str) -> None:
        super().__init__(fault, place)
        self.fault = fault
        self.place = place


class FileFault(StrEnum):
    """What can be wrong with a file that the operator named."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    NOT_A_LIST = "not_a_list"
    NO_NAMES = "no_names"
    NO_PICTURES = "no_pictures"
    PROTECTED = "protected"
    TOO_LARGE = "too_large"
    UNSUPPORTED = "unsupported"
    UNWRITABLE = "unwritable"
    FULL = "full"


class FileError(CheckinError):
    """A list that cannot be loaded, or a file that cannot be written; `line` counts from 1 where one is known."""

    def __init__(self, fault: FileFault, path: Path, line: int | None = None) -> None:
        super().__init__(fault, path, line)
        self.fault = fault
        self.path = path
        self.line = line


class CameraFault(StrEnum):
    """What can be wrong with a source of frames."""

    MISSING = "missing"
    BUSY = "busy"
    LOST = "lost"
    SILENT = "silent"
    BLACK = "black"
    FROZEN = "frozen"


class CameraError(CheckinError):
    """A source gives no frames. At the door this is a line and a new try, never an end."""

    def __init__(self, fault: CameraFault, source: str) -> None:
        super().__init__(fault, source)
        self.fault = fault
        self.source = source


class PrintFault(StrEnum):
    """Why a printer did not take what it was sent."""

    MISSING = "missing"
    REFUSED = "refused"
    SILENT = "silent"
    FAILED = "failed"
    GIVEN_UP = "given_up"
    PAGE_GONE = "page_gone"


class PrintError(CheckinError):
    """A printer did not take a badge; `printer` is its name, `detail` the system's own words, for the log."""

    def __init__(self, fault: PrintFault, printer: str, detail: str = "") -> None:
        super().__init__(fault, printer, detail)
        self.fault = fault
        self.printer = printer
        self.detail = detail


class BadgeClaimedError(CheckinError):
    """A badge is somebody's already, or never was a blank one; `name` is whose, where that is known."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class TemplateFault(StrEnum):
    """What can be wrong with the file of a badge template."""

    UNREADABLE = "unreadable"
    SYNTAX = "syntax"
    MISSING = "missing"
    UNKNOWN = "unknown"
    WRONG = "wrong"
    OFF_THE_PAGE = "off_the_page"
    TOO_SMALL = "too_small"


class TemplateError(CheckinError):
    """A template's file cannot be used; `key` is the place in it, such as `label.width`, `value` what stands there.

    For `SYNTAX` the value is the reader's own words, with the line; for `WRONG` what could stand there is in `allowed`.
    """

    def __init__(self, fault: TemplateFault, path: Path, key: str = "", value: str = "", allowed: str = "") -> None:
        super().__init__(fault, path, key, value, allowed)
        self.fault = fault
        self.path = path
        self.key = key
        self.value = value
        self.allowed = allowed


class LogoFault(StrEnum):
    """Why a picture cannot be put on badges."""

    UNREADABLE = "unreadable"
    NOT_A_PICTURE = "not_a_picture"
    TOO_LARGE = "too_large"
    UNSUPPORTED = "unsupported"


class LogoError(CheckinError):
    """A logo cannot be printed; `detail` is what in it is not drawn, such as `linearGradient`."""

    def __init__(self, fault: LogoFault, path: Path, detail: str = "") -> None:
        super().__init__(fault, path, detail)
        self.fault = fault
        self.path = path
        self.detail = detail


class WindowFault(StrEnum):
    """Why the window cannot be opened on this machine."""

    NO_SCREEN = "no_screen"
    NO_LIBRARY = "no_library"


class WindowError(CheckinError):
    """The window cannot be opened; `detail` is the loader's own words, such as the library that lacks."""

    def __init__(self, fault: WindowFault, detail: str = "") -> None:
        super().__init__(fault, detail)
        self.fault = fault
        self.detail = detail


class NotFoundError(CheckinError):
    """Nothing has this id; `kind` is `event`, `attendee`, `arrival`, `template`, `badge` or `print_job`."""

    def __init__(self, kind: str, wanted: str) -> None:
        super().__init__(kind, wanted)
        self.kind = kind
        self.wanted = wanted


class NoEventError(CheckinError):
    """There is no evening yet."""


class InvalidError(CheckinError):
    """A value that was given cannot be used; `name` is the field, `value` what was given."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__(name, value)
        self.name = name
        self.value = value


class NotInsideError(CheckinError):
    """Somebody is to leave who is not inside."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NotUndoableError(CheckinError):
    """The journal line is not an arrival, or it was taken back already."""

    def __init__(self, arrival_id: str) -> None:
        super().__init__(arrival_id)
        self.arrival_id = arrival_id


class TakeBackFault(StrEnum):
    """Why an import cannot be taken back."""

    NOTHING = "nothing"
    BEGUN = "begun"


class TakeBackError(CheckinError):
    """There is no import to take back, or the evening has begun: somebody is in."""

    def __init__(self, fault: TakeBackFault) -> None:
        super().__init__(fault)
        self.fault = fault
