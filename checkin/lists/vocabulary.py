"""The words that lists are written in: headers, statuses and fillers, read from the data files under `resources/lists`.

They are data so that a volunteer can teach a platform or a word without programming.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from checkin.lists.listed import Field
from checkin.lists.text import key_of, words
from checkin.paths import resource

_BUYERS = {
    Field.GIVEN_NAME: Field.BUYER_GIVEN_NAME,
    Field.FAMILY_NAME: Field.BUYER_FAMILY_NAME,
    Field.NAME: Field.BUYER_FULL_NAME,
    Field.FULL_NAME: Field.BUYER_FULL_NAME,
    Field.EMAIL: Field.BUYER_EMAIL,
    Field.ORGANISATION: Field.BUYER_ORGANISATION,
    Field.HANDLE: Field.IGNORED,
    Field.PROFILE_LINK: Field.IGNORED,
}


_PART = re.compile(r"(?:.*[\[:]|[A-Za-z]\w{0,19}\.)\s*([^\[\]:]+?)\s*\]?\s*$", re.DOTALL)
_ASIDE = re.compile(r"(.*\S)\s*\(([^()]*)\)\s*$", re.DOTALL)
_LINKING = re.compile(
    r"(?<!\S)(?:du|de|des|de l|de la|l|d|le|la|of|the|s|for|pour|votre|ton|your|"
    r"del|dell|della|dei|degli|der|van|von|el|los|las|dein|ihr|tu|su|tuo|je)(?!\S)"
)


@dataclass(frozen=True, slots=True)
class HeaderMatch:
    """A field that a header may name, and how surely, 0 to 1.

    `of_attendee` is True where it says so itself, `if_codes` where it counts only if the column holds codes.
    """

    field: Field
    score: float
    of_attendee: bool
    if_codes: bool = False


def load(name: str) -> dict[str, Any]:
    """Return one data file of `resources/lists`."""
    data: dict[str, Any] = json.loads(resource("lists", name).read_text("utf-8"))
    return data


def pattern_of(phrases: list[str]) -> re.Pattern[str]:
    """Return a pattern for phrases as whole words, the longest first; `*` stands for any ending."""
    spelt = sorted({_spelt(phrase) for phrase in phrases} - {""}, key=len, reverse=True)
    return re.compile(rf"(?<!\S)(?:{'|'.join(spelt) or '(?!)'})(?!\S)")


def _spelt(phrase: str) -> str:
    # "bring* a guest" is the words "bring", with any ending, and "a guest".
    return r"\S* ?".join(re.escape(words(part)) for part in phrase.split("*"))


@dataclass(frozen=True, slots=True)
class _Headers:
    exact: dict[str, list[tuple[Field, float]]]
    inside: list[tuple[Field, re.Pattern[str]]]
    buyer: re.Pattern[str]
    buyer_names: frozenset[str]
    attendee: re.Pattern[str]
    codes: frozenset[str]
    asides: re.Pattern[str]


@cache
def _headers() -> _Headers:
    data = load("columns.json")
    exact: dict[str, list[tuple[Field, float]]] = {}
    inside = []
    for name, synonyms in data["fields"].items():
        field = Field(name)
        for place, synonym in enumerate(synonyms["is"]):
            # Earlier synonyms are likelier, so that "Tarif" wins over "Catégorie" where a list has both.
            exact.setdefault(words(synonym), []).append((field, 1.0 - 0.003 * place))
        inside.append((field, pattern_of(synonyms["has"])))
    names = frozenset(map(words, data["buyer_names"]))
    codes = frozenset(map(words, data["codes"]))
    asides = pattern_of(data["asides"])
    return _Headers(exact, inside, pattern_of(data["buyer"]), names, pattern_of(data["attendee"]), codes, asides)


@lru_cache(maxsize=16_384)
def header_matches(text: str) -> tuple[HeaderMatch, ...]:
    """Return the fields that a header may name, the surest first."""
    header = words(text)
    if not header:
        return ()
    vocabulary = _headers()
    if header in vocabulary.buyer_names:
        return (HeaderMatch(Field.BUYER_FULL_NAME, 1.0, of_attendee=False),)
    scores: dict[Field, float] = {}
    # "Nom payeur" is a "Nom", and "E-mail of the attendee" an e-mail: whose it is, is told apart from what it is.
    bare = " ".join(_LINKING.sub(" ", vocabulary.attendee.sub(" ", vocabulary.buyer.sub(" ", header))).split())
    # "Réseaux (pour le badge)" is what stands before the remark, "Nom (structure)" is not.
    aside = _ASIDE.match(text[:300])
    before = words(aside[1]) if aside and not _says_a_field(words(aside[2])) else ""
    # "Vos coordonnées [Nom]" and "G01Q02. E-mail" say what they are at their end.
    part = words(found[1]) if (found := _PART.match(text[:300])) else ""
    for spelt, weight in ((header, 1.0), (bare, 0.98), (before, 0.95), (part, 0.9)):
        for field, score in vocabulary.exact.get(spelt, ()) if not scores else ():
            scores[field] = max(weight * score, scores.get(field, 0))
    if not scores:
        size = len(header)
        for field, pattern in vocabulary.inside:
            if found := pattern.search(header):
                # A phrase that fills the header says more than one in a long question, and what comes first is asked.
                score = 0.6 + 0.25 * len(found[0]) / size + 0.1 * (1 - found.start() / size)
                scores[field] = max(score, scores.get(field, 0))
    if vocabulary.asides.search(header):
        # Who declines the meal, or the cleaning up, comes all the same.
        scores.pop(Field.ANSWER, None)
    of_buyer = bool(vocabulary.buyer.search(header))
    of_attendee = bool(vocabulary.attendee.search(header)) and not of_buyer
    matches = [
        HeaderMatch(_BUYERS.get(field, field) if of_buyer else field, score, of_attendee)
        for field, score in scores.items()
    ]
    if header in vocabulary.codes or bare in vocabulary.codes:
        matches.append(HeaderMatch(Field.TICKET_CODE, 0.9, of_attendee, if_codes=True))
    return tuple(sorted(matches, key=lambda match: -match.score))


def _says_a_field(text: str) -> bool:
    vocabulary = _headers()
    return text in vocabulary.exact or any(pattern.search(text) for _, pattern in vocabulary.inside)


@cache
def known_headers() -> frozenset[str]:
    """Return the headers that are known whole, as `text.words` gives them."""
    return frozenset(_headers().exact) | _headers().buyer_names


@dataclass(frozen=True, slots=True)
class NameWords:
    """What stands where a name or a handle is expected. Texts are folded by `text.key_of`."""

    titles: frozenset[str]
    particles: frozenset[str]
    between: frozenset[str]
    suffixes: frozenset[str]
    fillers: frozenset[str]
    nothing: frozenset[str]
    companion_nobody: frozenset[str]
    companion_somebody: frozenset[str]
    placeholders: re.Pattern[str]


@cache
def name_words() -> NameWords:
    """Return the words of `names.json`."""
    data = load("names.json")

    def keys(name: str) -> frozenset[str]:
        return frozenset(map(key_of, data[name]))

    # In a placeholder `*` is any rest and `?` a digit: "Guest 2", "+1 de Zoé".
    holes = [re.escape(key_of(p)).replace(r"\*", ".*").replace(r"\?", r"\d") for p in data["placeholders"]]
    return NameWords(
        titles=keys("titles"),
        particles=keys("particles"),
        between=keys("between"),
        suffixes=keys("suffixes"),
        fillers=keys("fillers"),
        nothing=keys("nothing"),
        companion_nobody=keys("companion_nobody"),
        companion_somebody=keys("companion_somebody"),
        placeholders=re.compile(rf"(?:{'|'.join(holes)})$"),
    )


@cache
def group_titles() -> frozenset[str]:
    """Return the usual titles of a section of a list: "Bénévoles", "Press"."""
    return frozenset(map(words, load("columns.json")["groups"]))


@cache
def total_pattern() -> re.Pattern[str]:
    """Return what a line of totals begins with."""
    return pattern_of(load("columns.json")["totals"])


@cache
def list_title_pattern() -> re.Pattern[str]:
    """Return what the title above a bare list of names is: "Liste pour vendredi"."""
    return re.compile(pattern_of(load("columns.json")["list_titles"]).pattern + r"(?: \S+ \S+.*)?$")


@lru_cache(maxsize=65_536)
def says_nothing(text: str) -> bool:
    """Say whether a cell means that there is none: "-", "n/a", "aucun"."""
    key = key_of(text)
    return not key or key in name_words().nothing
