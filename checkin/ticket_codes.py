"""Ticket codes of platforms: cleaning what a scanner typed, and telling their kind from any other text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def clean(text: str) -> str:
    """Return a scanned text without what scanners and cameras put around it: blanks, line ends, control characters."""
    return "".join(c for c in text if c.isprintable()).strip()


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
