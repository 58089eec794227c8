"""Text as people mean it when they search or type it again: without accents, case, hyphens and spare spaces."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

_SEPARATORS = re.compile(r"[^0-9a-z@._]+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return the text in lower-case ASCII letters, digits, `@`, `.` and `_`, the rest as single spaces.

    Other scripts are transliterated, so that "gwenael" finds "Gwenaëlle" and "wang" finds "王".
    """
    return _SEPARATORS.sub(" ", anyascii(text).lower().replace("'", "")).strip()


def fold_name(text: str) -> str:
    """Return a name's words in a fixed order, so that "LE GOFF Maëlle" is "Maëlle Le Goff"."""
    return " ".join(sorted(fold(text).split()))
