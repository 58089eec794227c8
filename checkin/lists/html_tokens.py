"""HTML to tags and texts, as broken as programs write it; scripts, styles and comments are left out, nothing is run.

The standard library's parser takes 39 seconds for 60 kB of `<a <a <a` (Python 3.11.7), and a list may be hostile. Here
nothing is looked at twice, so that any bytes take the time of their length.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = re.compile(
    r"""<(?:
        !--(?:.*?-->|.*\Z)                                  # a comment, which may never end
      | [!?][^>]*+(?:>|\Z)                                  # a document type, or what Excel says to old browsers
      | (/?)([A-Za-z][A-Za-z0-9:]*+)                        # a tag,
        ((?:[^>"']++|(?<==)"[^"]*+(?:"|\Z)|(?<==)'[^']*+(?:'|\Z)|["'])*+)   # its attributes,
        (?:>|\Z)                                            # and its end, which may be missing
    )""",
    re.VERBOSE | re.DOTALL,
)
_SKIPPED = {name: re.compile(rf"</{name}\b[^>]*+(?:>|\Z)", re.IGNORECASE) for name in ("script", "style", "title")}
_ATTRIBUTE = re.compile(r"""([\w:.-]++)\s*+=\s*+(?:"([^"]*+)"?|'([^']*+)'?|([^\s"'>]++))""")
_CHARSET = re.compile(rb"""<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE)


def declared_charset(data: bytes) -> str:
    """Return the character set that a page's head names, or nothing."""
    found = _CHARSET.search(data[:8_192].replace(b"\x00", b""))
    return found[1].decode("ascii", "ignore") if found else ""


def tokens_of(page: str) -> Iterator[tuple[str, str]]:
    """Yield what follows each other: ("", text), ("td", its attributes), ("/td", ""). Names are in lower case."""
    place = 0
    while found := _TAG.search(page, place):
        if found.start() > place:
            yield "", unescape(page[place : found.start()])
        place = found.end()
        if not found[2]:
            continue
        name = found[2].lower()
        if found[1]:
            yield "/" + name, ""
            continue
        if name in _SKIPPED:
            end = _SKIPPED[name].search(page, place)
            place = end.end() if end else len(page)
            continue
        yield name, found[3] or ""
    if place < len(page):
        yield "", unescape(page[place:])


def attributes_of(text: str) -> dict[str, str]:
    """Return a tag's attributes that have a value, their names in lower case."""
    return {
        found[1].lower(): unescape(found[2] or found[3] or found[4] or "")
        for found in _ATTRIBUTE.finditer(text[:4_000])
    }
