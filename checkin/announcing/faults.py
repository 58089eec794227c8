"""What can be wrong with a text that the organiser wrote for announcements."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from checkin.errors import CheckinError

if TYPE_CHECKING:
    from pathlib import Path


class TextFault(StrEnum):
    """What can be wrong with the file of a text, by what the organiser does about it."""

    UNREADABLE = "unreadable"
    NOT_UTF8 = "not_utf8"
    TOO_LARGE = "too_large"
    EMPTY = "empty"
    UNKNOWN_FIELD = "unknown_field"
    OPEN_FIELD = "open_field"
    OPEN_PART = "open_part"
    STRAY = "stray"
    UNKNOWN_KEY = "unknown_key"
    MISSING_KEY = "missing_key"
    TWICE = "twice"
    TOO_LONG = "too_long"


class TextTemplateError(CheckinError):
    """A text cannot be used: `line` counts from 1, 0 where the whole file is meant; `value` is what stands there.

    `allowed` is what could stand there, or the network's limit for `TOO_LONG`.
    """

    def __init__(self, fault: TextFault, path: Path, line: int = 0, value: str = "", allowed: str = "") -> None:
        super().__init__(fault, path, line, value, allowed)
        self.fault = fault
        self.path = path
        self.line = line
        self.value = value
        self.allowed = allowed
