"""E-mail addresses out of cells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checkin.lists.vocabulary import says_nothing

_APART = re.compile(r"[\s;,|/]+")
_ADDRESS = re.compile(
    r"[a-z0-9!#$%&'*+=?^_`{}~-]+(?:\.[a-z0-9!#$%&'*+=?^_`{}~-]+)*@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}"
)
_LONGEST = 254  # RFC 5321, section 4.5.3.1.3, less the angle brackets


@dataclass(frozen=True, slots=True)
class Emails:
    """The first address of a cell, the others, and the text where it holds none."""

    first: str = ""
    others: tuple[str, ...] = ()
    invalid: str = ""


def read_emails(text: str) -> Emails:
    """Read a cleaned cell: lower case, without `mailto:`, angle brackets or a name before them."""
    if not text or says_nothing(text):
        return Emails()
    found = []
    for part in _APART.split(text.lower()):
        address = part.removeprefix("mailto:").strip("<>\"'()[].:").split("?", 1)[0]
        if _ADDRESS.fullmatch(address) and len(address) <= _LONGEST and address.isprintable() and address not in found:
            found.append(address)
    if not found:
        return Emails(invalid=text)
    return Emails(found[0], tuple(found[1:]))
