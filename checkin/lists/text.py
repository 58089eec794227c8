"""Text as people and programs write it, made comparable: cleaned for display, folded for comparing."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

LONGEST_CELL = 4_000
"""Characters of a cell that are looked at; a name, an address or a remark is never longer."""

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
_SPACES = re.compile(r"[\t\n\v\f\r\x85]+")
_JOINERS = re.compile("[\u200c\u200d]")
# Blank letters and marks that are not in the category "format", but paint nothing.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2028\u2029\u2800\u3164\uffa0")
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Cn"})


def clean(text: str) -> str:
    """Return a text as it should be shown: NFC, single spaces, no controls, no invisible or direction characters.

    Joiners stay where a script or an emoji needs them. Idempotent.
    """
    text = text[:LONGEST_CELL]
    # Most cells need nothing: they stay the object that they are, which is quicker and takes no memory twice.
    if text.isprintable() and (text.isascii() or (_BLANK.isdisjoint(text) and unicodedata.is_normalized("NFC", text))):
        return " ".join(text.split()) if "  " in text or text[:1] == " " or text[-1:] == " " else text
    text = _SPACES.sub(" ", _ESCAPES.sub("", text))
    if not text.isprintable() or not _BLANK.isdisjoint(text):
        text = "".join(c for c in text if c in "\u200c\u200d" or not _is_invisible(c))
        text = _JOINERS.sub(lambda found: found[0] if _joins(text, found.start()) else "", text)
    return " ".join(unicodedata.normalize("NFC", text).split())


def _is_invisible(character: str) -> bool:
    return character in _BLANK or unicodedata.category(character) in _DROPPED


def _joins(text: str, place: int) -> bool:
    """Say whether a joiner stands between two characters that it can change: Arabic, Indic, emoji, never Latin."""
    around = text[place - 1 : place] + text[place + 1 : place + 2]
    return place > 0 and len(around) == 2 and all(c > "\u05ff" and c not in "\u200c\u200d" for c in around)


_LOOSE = str.maketrans({"’": "'", "ł": "l", "ø": "o"})
_ACCENTS = dict.fromkeys(range(0x0300, 0x0370))


@lru_cache(maxsize=65_536)
def key_of(text: str) -> str:
    """Return a text for comparing people: no case, no accents, no difference between spaces.

    Letters of other scripts stay themselves, since a transliteration would make two names one.
    """
    text = clean(text).casefold()
    if text.isascii():
        return text
    bare = unicodedata.normalize("NFKD", text.translate(_LOOSE)).translate(_ACCENTS)
    return " ".join(unicodedata.normalize("NFC", bare).casefold().split())


_NUMBERED = re.compile(r"\s*-\s*#\s*\d+\s*$")
_OPTIONAL = re.compile(
    r"\b(?:facultatif|facultative|optionnel|optionnelle|optional|obligatoire|required|si vous voulez)\b"
)
_NOT_WORDS = re.compile(r"[^a-z0-9+]+")
_E_MAIL = re.compile(r"\be mails?\b")
_MOST_CHARACTERS = 8_192


class _Worded(dict[int, str | None]):
    """What a character is in words: of symbols only a plus stays. Each character is looked up once."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        is_symbol = character != "+" and unicodedata.category(character).startswith("S")
        word = None if is_symbol else character
        if len(self) < _MOST_CHARACTERS:
            self[code] = word
        return word


_SPELT: dict[str, str | None] = {"@": " arobase ", "#": " no ", "°": "o ", "º": "o ", "’": "'", "\u202f": " "}
_WORDED = _Worded(str.maketrans(_SPELT))


@lru_cache(maxsize=16_384)
def words(text: str) -> str:
    """Return a header or a status as plain lower-case words: "N° de billet :" gives "no de billet".

    Accents, punctuation and line breaks go; a form's field number (" - #12") and "(facultatif)" go too.
    """
    text = clean(repair(text[:300]))
    text = (_NUMBERED.sub("", text) if "#" in text else text).translate(_WORDED)
    plain = _NOT_WORDS.sub(" ", (text if text.isascii() else anyascii(text)).lower()).strip()
    if _OPTIONAL.search(plain):
        plain = " ".join(_OPTIONAL.sub(" ", plain).split()) or plain
    return _E_MAIL.sub("email", plain) if "e mail" in plain else plain


_MOJIBAKE = re.compile("[ÃÂÅÄÐØâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_ONE_BYTE = {bytes([byte]).decode("cp1252", "replace"): byte for byte in range(256)} | {
    chr(byte): byte for byte in range(256)
}


def repair(text: str) -> str:
    """Return a text that was UTF-8 once and was read as Windows-1252 ("GaÃ«lle") as it was, or else unchanged."""
    if text.isascii() or not _MOJIBAKE.search(text):
        return text
    try:
        return bytes(_ONE_BYTE[c] for c in text).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return text


def is_damaged(text: str) -> bool:
    """Say whether a text carries the marks of a wrong decoding."""
    return "\ufffd" in text or repair(text) != text
