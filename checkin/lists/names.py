"""Names: the two halves of one that sits in a single cell, several people in one cell, and what is no name at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checkin.lists.text import key_of
from checkin.lists.vocabulary import name_words

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\"[^\"]*\"|«[^«»]*»|“[^“”]*”")
_AND = re.compile(r"\s+(?:et|and|und|ainsi que)\s+|\s*[&/]\s*|\s+\+\s*(?=[^\W\d])", re.IGNORECASE)
_MORE = re.compile(r"(?:\+|\bx|×)\s?(\d{1,2})\b|\b(\d{1,2})\s?(?:pers|personnes?|places?|people|pax)\b", re.IGNORECASE)
_BULLET = re.compile(
    r"(?:\(?\d{1,3}\s?[.):]\s*|\d{1,3}\s?[-–]\s+|[-–—•*·▪◦‣➤>]\s+|[✅✔☑👉🔹🔸]\ufe0f?\s*|\[[ xX✓]?\]\s*)"
    r"(?=[^\W\d_]|[+\"«“])"
)
_ADDRESS = re.compile(
    r"[\s,;:–—-]*[<(\[]?(?:mailto:)?(?<![^\s<(\[:,;])([^\s<>()\[\],;:@]+@[^\s<>()\[\],;@]+\.[^\s<>()\[\],;@]+)[>)\]]?",
    re.IGNORECASE,
)
_MARK = re.compile(r"(.+?)\s*\(([^()]*(?:\([^()]*\))?)\)$")
_ELIDED = ("d'", "d’", "l'", "l’")
_FIRST_UNSPACED = "\u3000"
_LONGEST_PAIR = 120


@dataclass(frozen=True, slots=True)
class Named:
    """A name as it stands in a cell, without what is no part of it, and the address that stands beside it."""

    name: str
    email: str = ""


def read_name(text: str, marks: frozenset[str] = frozenset()) -> Named:
    """Read a cleaned cell: without a list's number or tick before the name, and without an address beside it.

    `marks` are what the platform writes behind a name in brackets, folded by `text.key_of`: "(Guest)". A cell that is
    an address and nothing else is returned as the name.
    """
    if text.isalpha():
        return Named(text)
    if not text[:1].isalpha():
        text = _BULLET.sub("", text, count=1) if _BULLET.match(text) else text
    if marks and text.endswith(")") and (found := _MARK.match(text)) and key_of(found[2]) in marks:
        text = found[1]
    if "@" not in text or not (found := _ADDRESS.search(text)):
        return Named(text)
    rest = f"{text[: found.start()]} {text[found.end() :]}".strip(" \"'<>,;:")
    return Named(" ".join(rest.split()), found[1]) if any(c.isalpha() for c in rest) else Named(text)


@dataclass(frozen=True, slots=True)
class Split:
    """The two halves of a name, guessed."""

    given: str = ""
    family: str = ""


def is_filler(text: str) -> bool:
    """Say whether a platform or somebody wrote this where there is no name: "Info Requested", "-"."""
    key = key_of(text)
    return not any(c.isalnum() for c in key) or key in name_words().fillers


def is_placeholder(text: str) -> bool:
    """Say whether this holds a place and names nobody: "+1 de Zoé", "Guest 2"."""
    return bool(name_words().placeholders.match(key_of(text)))


def is_formula(text: str) -> bool:
    """Say whether a spreadsheet would run this. It is a text to us, and never more."""
    return text.startswith("=") and len(text) > 1


def people_in(text: str) -> int:
    """Count the people that a name names: 2 for "Marc et Julie FABRE"."""
    parts = [part for part in _AND.split(_ASIDE.sub(" ", text[:_LONGEST_PAIR])) if part and part.strip()]
    # "Smith & Co" is a firm and "A/B" are initials: each part has to be able to be a name.
    if len(parts) < 2 or any(sum(c.isalpha() for c in part) < 2 for part in parts[1:]):
        return 1
    return 1 if key_of(parts[-1]) in {"co", "cie", "fils", "associes", "sons", "associates"} else len(parts)


def places_in(text: str) -> int:
    """Return the places that a name announces: 2 for "Zoé +1", 4 for "Dupont (4 pers.)", 1 where it says nothing."""
    found = _MORE.search(text[:_LONGEST_PAIR])
    if not found or found.start() == 0:
        return 1
    if found[0].startswith("+"):
        return 1 + int(found[1])
    return max(1, int(found[1] or found[2]))


def split_name(text: str, *, family_first: bool = False) -> Split:
    """Guess the halves of a name: words in capitals, then particles, then the order that the header tells.

    Titles, nicknames and remarks in brackets belong to neither half.
    """
    core = " ".join(_ASIDE.sub(" ", text).split())
    core = _MORE.sub(" ", core) if places_in(core) > 1 else core
    tokens = _without_titles(_tokens(core))
    if "," in core and (split := _split_at_comma(core)) is not None:
        return split
    if len(tokens) < 2:
        return Split() if not tokens or tokens[0][0] >= _FIRST_UNSPACED else Split(tokens[0])
    start, end = _capitals(tokens) or _by_order(tokens, family_first=family_first)
    given = tokens[:start] + tokens[end:]
    return Split(" ".join(given), " ".join(tokens[start:end]))


def _tokens(core: str) -> list[str]:
    """Return the words; an emoji stays with the word before it."""
    tokens: list[str] = []
    for token in core.split():
        if tokens and not any(c.isalnum() for c in token):
            tokens[-1] += " " + token
        else:
            tokens.append(token)
    return tokens


def _without_titles(tokens: list[str]) -> list[str]:
    while len(tokens) > 1 and key_of(tokens[0].rstrip(".")) in name_words().titles:
        tokens = tokens[1:]
    return tokens


def _split_at_comma(core: str) -> Split | None:
    before, after = (part.strip() for part in core.split(",", 1))
    if not before or not after or "," in after:
        return None
    if key_of(after.rstrip(".")) in name_words().suffixes:
        return None
    return Split(" ".join(_without_titles(after.split())), " ".join(_without_titles(before.split())))


def _capitals(tokens: list[str]) -> tuple[int, int] | None:
    """Return the range of the words in capitals, with the particles before them, unless that is all or none of them."""
    capital = [_is_capital(token) for token in tokens]
    if not any(capital):
        return None
    start = capital.index(True)
    end = start + 1
    while end < len(tokens) and (capital[end] or (_is_particle(tokens[end]) and any(capital[end:]))):
        end += 1
    while start > 0 and _is_particle(tokens[start - 1]):
        start -= 1
    return None if end - start == len(tokens) else (start, end)


def _by_order(tokens: list[str], *, family_first: bool) -> tuple[int, int]:
    # Nobody's given name is a particle in small letters: "van der Berg Kim".
    if family_first or (len(tokens) > 2 and _is_particle(tokens[0]) and tokens[0].islower()):
        end = 0
        while end < len(tokens) - 2 and _is_particle(tokens[end]):
            end += 1
        return 0, end + 1
    last = len(tokens)
    start = next((i for i in range(1, last - 1) if _is_particle(tokens[i])), 0)
    if not start:
        has_suffix = last > 2 and key_of(tokens[-1].strip(".,")) in name_words().suffixes
        start = last - 2 if has_suffix else last - 1
        if start >= 3 and key_of(tokens[start - 1]) in name_words().between:
            start -= 2
    return start, last


def _is_capital(token: str) -> bool:
    bare = token
    for elided in _ELIDED:
        bare = bare.removeprefix(elided)
    letters = [c for c in bare if c.isalpha()]
    return len(letters) > 1 and all(c == c.upper() and c != c.lower() for c in letters)


def _is_particle(token: str) -> bool:
    return key_of(token) in name_words().particles


def other_name(shown: str, name: str) -> str:
    """Return a whole name that is another than the two halves beside it, such as a pen name; else an empty text."""
    if not shown or is_filler(shown) or key_of(shown) == key_of(name):
        return ""
    split = split_name(shown)
    same = any(_letters(one) == _letters(name) for one in (shown, split.given + split.family))
    return "" if same else shown


def _letters(text: str) -> list[str]:
    return sorted(c for c in key_of(text) if c.isalnum())
