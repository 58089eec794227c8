"""What Unicode says of a text that is to be printed: what is left out, what stays together, which fonts have it."""

from __future__ import annotations

import re
import unicodedata

JOINERS = "\u200c\u200d"
_ZWJ = "\u200d"
_EMOJI_STYLE = "\ufe0f"

_PILING = frozenset({*range(10, 36), 202, 216, 220, 228, 230, 232, 233, 234, 240, 1})
"""Canonical combining classes of marks that are set above or below each other, or across the letter."""
_HIGHEST_PILE = 3

_RANGES: tuple[tuple[int, int, str], ...] = (
    (0x0530, 0x058F, "NotoSansArmenian"),
    (0x0590, 0x05FF, "NotoSansHebrew"),
    (0x0600, 0x06FF, "NotoSansArabic"),
    (0x0750, 0x077F, "NotoSansArabic"),
    (0x0870, 0x08FF, "NotoSansArabic"),
    (0x0900, 0x097F, "NotoSansDevanagari"),
    (0x0980, 0x09FF, "NotoSansBengali"),
    (0x0A00, 0x0A7F, "NotoSansGurmukhi"),
    (0x0A80, 0x0AFF, "NotoSansGujarati"),
    (0x0B80, 0x0BFF, "NotoSansTamil"),
    (0x0C00, 0x0C7F, "NotoSansTelugu"),
    (0x0C80, 0x0CFF, "NotoSansKannada"),
    (0x0D00, 0x0D7F, "NotoSansMalayalam"),
    (0x0D80, 0x0DFF, "NotoSansSinhala"),
    (0x0E00, 0x0E7F, "NotoSansThai"),
    (0x0E80, 0x0EFF, "NotoSansLao"),
    (0x1000, 0x109F, "NotoSansMyanmar"),
    (0x10A0, 0x10FF, "NotoSansGeorgian"),
    (0x1100, 0x11FF, "NotoSansKR"),
    (0x1200, 0x139F, "NotoSansEthiopic"),
    (0x1780, 0x17FF, "NotoSansKhmer"),
    (0x19E0, 0x19FF, "NotoSansKhmer"),
    (0x1C90, 0x1CBF, "NotoSansGeorgian"),
    (0x2D00, 0x2D2F, "NotoSansGeorgian"),
    (0x2D80, 0x2DDF, "NotoSansEthiopic"),
    (0x3130, 0x318F, "NotoSansKR"),
    (0xA8E0, 0xA8FF, "NotoSansDevanagari"),
    (0xA960, 0xA97F, "NotoSansKR"),
    (0xAA60, 0xAA7F, "NotoSansMyanmar"),
    (0xAB00, 0xAB2F, "NotoSansEthiopic"),
    (0xAC00, 0xD7FF, "NotoSansKR"),
    (0xFB13, 0xFB17, "NotoSansArmenian"),
    (0xFB1D, 0xFB4F, "NotoSansHebrew"),
    (0xFB50, 0xFDFF, "NotoSansArabic"),
    (0xFE70, 0xFEFE, "NotoSansArabic"),
)
_HAN = ((0x2E80, 0x312F), (0x3190, 0x9FFF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x1F200, 0x1F2FF))
_JAPANESE = re.compile("[\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9d々〆]")
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")


def tidy(text: str) -> str:
    """Return a text as one printable line: composed, single spaces, without control or direction characters.

    The direction of a name comes from its letters: an override that came with a list could turn the whole line round.
    Marks are piled up to what languages need, not through the line above.
    """
    kept: list[str] = []
    pile = 0
    for character in unicodedata.normalize("NFC", text):
        if character.isspace():
            kept.append(" ")
        elif character in JOINERS or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co"}:
            pile = pile + 1 if unicodedata.combining(character) in _PILING else 0
            if pile <= _HIGHEST_PILE:
                kept.append(character)
    return " ".join("".join(kept).split())


def reads_right_to_left(text: str) -> bool:
    """Tell whether any letter of the text is written from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def clusters(text: str) -> list[str]:
    """Split a text into what a reader takes for one character: a letter with its marks, an emoji with its parts.

    A short form of the rules of UAX 29: enough never to cut a name or an emoji in an odd place.
    """
    found: list[str] = []
    for character in text:
        if found and _continues(found[-1], character):
            found[-1] += character
        else:
            found.append(character)
    return found


def is_ideographic(cluster: str) -> bool:
    """Tell whether a line may be broken on either side: Han, kana and hangul are written without spaces."""
    point = ord(cluster[0])
    return _in_han(point) or 0xAC00 <= point <= 0xD7A3


def families(cluster: str, line: str) -> tuple[str, ...]:
    """Return the font families that may have a cluster, best first; `line` tells Chinese from Japanese."""
    point = ord(cluster[0])
    if _EMOJI_STYLE in cluster or 0x1F000 <= point <= 0x1FBFF or (_ZWJ in cluster and 0x2600 <= point <= 0x27BF):
        return "NotoEmoji", "Inter", "NotoSansSC"
    if _in_han(point):
        if _JAPANESE.search(line):
            return "NotoSansJP", "NotoSansSC", "NotoSansKR"
        if _HANGUL.search(line) and not _strictly_han(point):
            return "NotoSansKR", "NotoSansSC", "NotoSansJP"
        return "NotoSansSC", "NotoSansJP"
    for first, last, family in _RANGES:
        if first <= point <= last:
            return family, "Inter"
    return "Inter", "NotoSans", "NotoEmoji", "NotoSansSC"


def _continues(cluster: str, character: str) -> bool:
    point = ord(character)
    if unicodedata.category(character).startswith("M") or character in JOINERS or 0x1F3FB <= point <= 0x1F3FF:
        return True
    if 0x1F1E6 <= point <= 0x1F1FF:  # flags are pairs of regional letters
        return len(cluster) == 1 and 0x1F1E6 <= ord(cluster) <= 0x1F1FF
    if cluster.endswith(_ZWJ) and unicodedata.category(character) == "So":
        return True
    # a virama ties the next letter to its cluster (Devanagari and its sisters)
    return unicodedata.combining(cluster[-1]) == 9 and unicodedata.category(character) == "Lo"


def _in_han(point: int) -> bool:
    return 0x20000 <= point < 0x40000 or any(first <= point <= last for first, last in _HAN)


def _strictly_han(point: int) -> bool:
    return 0x3400 <= point <= 0x9FFF or point >= 0x20000
