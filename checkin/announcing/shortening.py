"""A text made shorter at sense: after a word or an ideograph, never within a word, an address or a character."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

ELLIPSIS = "…"
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]\p{M}*")
_TRAILING = " \u00a0\u202f,;:·–—-(«“‘[¿¡/&+"
"""What does not stand before an ellipsis."""
LONGEST = 4000
"""Characters that are looked at: no network takes more than 500, and a hostile list must not cost minutes."""


def shortened(text: str) -> Iterator[str]:
    """Yield a text cut after each of its words but the last, the longest first, each with an ellipsis; then nothing.

    Words are what spaces part; Han, kana and their marks stand alone.
    """
    units = _units(text)
    last = ""
    for count in range(len(units) - 1, 0, -1):
        kept = "".join(units[:count]).rstrip(_TRAILING)
        if kept and kept != last:
            last = kept
            yield kept.rstrip(".…") + ELLIPSIS
    yield ""


def _units(text: str) -> list[str]:
    """Return the pieces of a text that it may be cut between."""
    pieces: list[str] = []
    for word in regex.findall(r"[^ ]+ *", text[:LONGEST]):
        place = 0
        if not word.startswith(("http://", "https://")):
            for found in _UNSPACED.finditer(word):
                if found.start() > place:
                    pieces.append(word[place : found.start()])
                pieces.append(found[0])
                place = found.end()
        if place < len(word):
            pieces.append(word[place:])
    return pieces
