"""Text as people mean it when they search or type it again: without accents, case, hyphens and spare spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_SEPARATORS = re.compile(r"[^0-9a-z@._]+")
_WORDS = re.compile(r"[0-9a-z]+")
_ANY_WORDS = re.compile(r"[0-9A-Za-z]+")
_PARTS = re.compile(r"[0-9]+|[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
"""What a word is made of: `Le` and `Goff` in `LeGoff`, `guest` and `12` in `guest12`, all of `LEGOFF`."""


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return the text in lower-case ASCII letters, digits, `@`, `.` and `_`, the rest as single spaces.

    Other scripts are transliterated, so that "gwenael" finds "Gwenaëlle" and "wang" finds "王".
    """
    return _SEPARATORS.sub(" ", anyascii(text).lower().replace("'", "")).strip()


def fold_name(text: str) -> str:
    """Return a name's words in a fixed order, so that "LE GOFF Maëlle" is "Maëlle Le Goff"."""
    return " ".join(sorted(fold(text).split()))


def words(text: str) -> list[str]:
    """Return the words of a text in lower-case ASCII letters and digits; signs and emoji part them and are none."""
    return _WORDS.findall(_without_signs(text).lower())


@lru_cache(maxsize=65536)
def tails(text: str) -> tuple[tuple[str, int], ...]:
    """Return what is left of a text from each word on, without spaces, and how much of it is that word.

    "Le Goff" is `legoff`, 2 and `goff`, 4. A capital or a number within a word begins one too: "LeGoff" is `legoff`, 6
    and `goff`, 4.
    """
    plain = _without_signs(text)
    lower = plain.lower()
    return tuple(
        ("".join(_WORDS.findall(lower, part.start())), word.end() - part.start())
        for word in _ANY_WORDS.finditer(plain)
        for part in _PARTS.finditer(plain, word.start(), word.end())
    )


def _without_signs(text: str) -> str:
    """Return the text in ASCII. Signs go before the transliteration, which would spell them out: `:tada:`."""
    if text.isascii():
        return text
    letters = "".join(" " if unicodedata.category(letter)[0] in "PS" else letter for letter in text)
    # What is left of apostrophes is how the transliteration writes a soft sign: it parts no word.
    return anyascii(letters).replace("'", "")
