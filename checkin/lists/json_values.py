"""Bytes to JSON values, within bounds that are looked at before anything is built."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from checkin.lists.encodings import decode
from checkin.lists.tables import MOST_PEOPLE, BrokenError, TooLargeError

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_VALUES = 3_000_000
"""Values of a document: 100,000 people with 30 each. Each takes about 60 bytes."""
MOST_CONTAINERS = 1_000_000
"""Lists and objects of a document; pretix writes seven for a ticket. Each takes 60 to 230 bytes."""
MOST_DEEP = 60
"""Lists and objects inside each other. Platforms write ten; Python's reader gives up at a thousand or more."""

# A string that is never closed runs to the end, and nothing is tried twice: the time stays linear for any bytes.
_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
# As many strings and spaces between them as other threads can wait for: a search keeps Python's lock to its end.
_PIECE = re.compile(r'(?:[^"]++|"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)){1,20000}+', re.DOTALL)
_NOT_BRACKETS = re.compile(r"[^\[\]{}]+")
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,8})?")
_BETWEEN = re.compile(r"[\s,]*")


class Number(str):
    """A number as it was written: `007` is none in JSON, so a code that was a number has lost nothing here."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds: one value, or for JSON lines the list of them. Numbers are `Number`, NaN is None."""

    value: Any
    encoding: str


def parse(data: bytes) -> Document | None:
    """Return the document, or None where the bytes are no JSON or are nested deeper than any list of people.

    JSON lines, and documents one after the other, become a list. Raises `TooLargeError`, and `BrokenError` with the
    line where it breaks off.
    """
    decoded = decode(data)
    if decoded is None:
        return None
    text = decoded.text
    _weigh(bare := "".join(_STRING.sub("", piece) for piece in _pieces(text)))
    brackets = _NOT_BRACKETS.sub("", bare)
    for _ in range(MOST_DEEP):
        # Each round takes the innermost pairs away, so that as many rounds as there are levels leave nothing.
        if not brackets:
            break
        brackets = brackets.replace("[]", "").replace("{}", "")
    if brackets:
        opened = brackets.count("[") + brackets.count("{")
        if 0 < opened <= MOST_DEEP and opened == len(brackets):
            raise BrokenError(text.count("\n") + 1)
        return None
    try:
        values = _values(text)
    except json.JSONDecodeError as error:
        raise BrokenError(error.lineno) from error
    return Document(values[0] if len(values) == 1 else values, decoded.encoding) if values else None


def _pieces(text: str) -> Iterator[str]:
    """Cut a text into pieces, never inside a string."""
    place = 0
    while found := _PIECE.match(text, place):
        yield found[0]
        place = found.end()


def _weigh(bare: str) -> None:
    values = bare.count(",") + bare.count("\n{") + 1
    if values > MOST_VALUES or bare.count("[") + bare.count("{") > MOST_CONTAINERS:
        raise TooLargeError


def _values(text: str) -> list[Any]:
    """Return the values that follow each other. Raises ValueError."""
    reader = json.JSONDecoder(
        object_hook=_as_it_is, parse_int=Number, parse_float=Number, parse_constant=_nothing, strict=False
    )
    values = []
    place = _end_of(_BETWEEN, text, 0)
    while place < len(text):
        value, end = reader.raw_decode(text, place)
        values.append(value)
        place = _end_of(_BETWEEN, text, end)
    return values


def _as_it_is(found: dict[str, Any]) -> dict[str, Any]:
    """Return an object; called for each, since only between calls do other threads have their turn."""
    if len(found) > MOST_PEOPLE:
        raise TooLargeError
    return found


def _nothing(_: str) -> None:
    """Read NaN and Infinity, which no JSON has and some programs write."""


def _end_of(pattern: re.Pattern[str], text: str, place: int) -> int:
    found = pattern.match(text, place)
    return found.end() if found else place


def text_of(value: Any) -> str:
    """Return a value as a cell; of a text in several languages, such as `{"en": "Adult"}`, the first."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return str(value)
    if isinstance(value, list):
        return ", ".join(text for one in value if not isinstance(one, list) and (text := text_of(one)))
    if is_in_languages(value):
        return next((one for one in value.values() if one), "")
    return ""


def is_in_languages(value: Any) -> bool:
    """Say whether an object is one text in several languages."""
    return (
        isinstance(value, dict)
        and bool(value)
        and all(isinstance(one, str) and _LANGUAGE.fullmatch(key) for key, one in value.items())
    )
