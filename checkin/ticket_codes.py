"""Ticket codes of platforms: cleaning what a scanner typed, and telling their kind from any other text."""

from __future__ import annotations

import base64
import json
import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from uuid import UUID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SHORTEST_WITHIN = 6
"""Characters of a code that is recognised inside another text: a shorter one may be a table, a year or a page."""

_MOST_WITHIN = 64
"""Parts of one text that are looked up: the fullest QR code has room for thousands."""

_SAME_HOSTS = {"lu.ma": "luma.com", "luma.com": "lu.ma"}
"""Hosts that one platform uses in turn: its list may have one and its tickets the other."""

_SHORT_UUID = re.compile(r"[A-Za-z0-9+/_-]{22}(?:==)?")

_STANDARD = str.maketrans("-_", "+/")

_AROUND = "".join(map(chr, (*range(33), 127)))


def clean(text: str) -> str:
    """Return a scanned text without what scanners and cameras put around it: blanks, line ends, control characters."""
    return "".join(c for c in text if c.isprintable()).strip()


def is_binary(text: str) -> bool:
    """Tell whether a text has control characters inside, as the bytes of a binary payload have: it is no ticket code.

    What scanners put at the ends of a text, and the line breaks and tabs of JSON, do not count.
    """
    inside = "".join(c for c in text if c not in "\t\n\r").strip(_AROUND)
    return any(unicodedata.category(c) == "Cc" for c in inside)


def codes_within(text: str) -> tuple[str, ...]:
    """Return the parts of a URL or of JSON that may be a ticket code, each once: what platforms wrap their codes in.

    Of a URL these are the parts of its path, the values of its query and its fragment, and the URL on the platform's
    other host; of JSON, the strings among its values, and the UUID where one is written in base64. Codes are returned
    as they are written, with their leading zeros. Parts of fewer than six characters, or without a digit, are left
    out, since the menu of a bar has them too.
    """
    parts = _of_json(text) if text.lstrip()[:1] in ("{", "[") else _of_url(clean(text))
    wanted = dict.fromkeys(code for part in parts if _is_telling(code := clean(part)))
    return tuple(wanted)[:_MOST_WITHIN]


def looks_like_one_of(code: str, codes: Iterable[str]) -> bool:
    """Tell whether a text is built like the list's codes: as long, and of the same kinds of character.

    It tells somebody with a ticket that is not on the list (who needs an answer) from the label of a bottle (which
    needs none).
    """
    if not code:
        return False
    kind = _kind(code)
    return any(_kind(known) == kind for known in codes)


def _kind(code: str) -> tuple[int, bool, bool, bool, str]:
    others = "".join(sorted({c for c in code if not c.isalnum()}))
    has_digits = any(c.isdigit() for c in code)
    return (len(code), has_digits, any(c.isupper() for c in code), any(c.islower() for c in code), others)


def _is_telling(code: str) -> bool:
    return len(code) >= _SHORTEST_WITHIN and any(c.isdigit() for c in code)


def _of_url(text: str) -> Iterator[str]:
    try:
        url = urlsplit(text)
        if not (url.scheme and url.netloc):
            return
        if other := _SAME_HOSTS.get(url.netloc.lower()):
            yield url._replace(netloc=other).geturl()
        for part in url.path.split("/"):
            yield unquote(part)
            if "," in part:
                # "check-in/3HBK-001,9f8e7d6c": the ticket, and the evening.
                yield from (unquote(piece) for piece in part.split(","))
        # A plus stays one: it is no blank in a code in base64.
        yield from (unquote(pair.partition("=")[2]) for pair in url.query.split("&"))
        yield unquote(url.fragment)
    except ValueError:
        # A text that only begins like a URL.
        return


def _of_json(text: str) -> Iterator[str]:
    try:
        waiting = [json.loads(text)]
    except (ValueError, RecursionError):
        return
    while waiting:
        match waiting.pop():
            case str(value):
                yield value
                if _SHORT_UUID.fullmatch(value):
                    yield str(UUID(bytes=base64.b64decode(value[:22].translate(_STANDARD) + "==")))
            case list(values):
                waiting.extend(values)
            case dict(members):
                waiting.extend(members.values())
