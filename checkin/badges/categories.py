"""The colour of a category: known ones in French and English, others by their name, the same on every laptop."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from enum import StrEnum

NEUTRAL = "#4B4556"
"""The band of somebody who comes as nothing in particular."""

WHITE = "#FFFFFF"
INK = "#1B1722"
BLACK = "#000000"


class Palette(StrEnum):
    """Which colours a badge is printed in."""

    STANDARD = "standard"
    SAFE = "safe"
    """Told apart by people who see fewer colours, too."""
    MONO = "mono"
    """Black on white, nothing grey: a category has its word in a frame."""


_KNOWN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("#B45309", ("honneur", "honour", "honor", "vip")),
    ("#B3159E", ("presse", "press", "journalis", "media", "reporter")),
    ("#BE123C", ("speaker", "orateur", "oratrice", "intervenant", "conferenci", "talk")),
    ("#1D4ED8", ("partenaire", "partner", "sponsor", "mecene")),
    ("#6A3FC8", ("membre", "member", "adherent")),
    ("#0F766E", ("institution", "mairie", "prefecture", "elu", "elue", "elus", "elues", "official")),
    ("#3F6212", ("benevole", "volunteer", "staff", "equipe", "team", "orga", "organis", "organiz", "crew")),
)
"""Word beginnings, without accents; the first match counts, so a member of the press is press."""

_OTHERS = ("#0E7490", "#9D174D", "#4338CA", "#92400E", "#166534", "#7E22CE", "#075985", "#854D0E", "#9F1239", "#115E59")


_SAFE = ("#D55E00", "#CC79A7", "#E69F00", "#0072B2", "#56B4E9", "#009E73", "#F0E442")
"""The colours of Okabe and Ito (2008, Color Universal Design), in the order of the known categories."""


def category_colour(name: str, palette: Palette = Palette.STANDARD) -> str:
    """Return the colour of a category as `#RRGGBB`: the same on every laptop.

    The standard ones are dark enough for white text (4.5 : 1 or more); on the safe ones `text_colour` stands out so.
    There are only seven of those, so two unknown categories may share one: the word tells them apart.
    """
    words = _words(name)
    if palette is Palette.MONO:
        return BLACK
    if not words:
        return NEUTRAL
    for i, (colour, stems) in enumerate(_KNOWN):
        if any(_begins(word, stem) for word in words for stem in stems):
            return _SAFE[i] if palette is Palette.SAFE else colour
    others = _SAFE if palette is Palette.SAFE else _OTHERS
    return others[hashlib.sha256(" ".join(words).encode()).digest()[0] % len(others)]


def text_colour(ground: str) -> str:
    """Return white or ink, whichever stands out more on a ground."""
    return WHITE if contrast(WHITE, ground) >= contrast(INK, ground) else INK


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _begins(word: str, stem: str) -> bool:
    # short stems are whole words: "elu" is not the beginning of "Elupaper"
    return word == stem if len(stem) < 4 else word.startswith(stem)


def _words(name: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return re.findall(r"\w+", plain)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
