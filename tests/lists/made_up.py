"""Made-up people, as any list may name them: each cell as it is written, and what it means by the rules."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from hypothesis import strategies as st

Holds = Callable[[str], bool]
"""Say whether a dialect can write a text at all."""

GIVEN = (
    *(
        "Zoé",
        "Maëlle",
        "Jean-Baptiste",
        "Anne-Sophie",
        "François",
        "Noël",
        "Karim",
        "Óscar",
        "Søren",
        "Núria",
        "Jürgen",
    ),
    *("Li", "Bo", "marie-ève", "LÉA", "Ana María", "J.-P.", "Sinéad", "Þóra", "Łucja", "Çağla", "Dvořák", "Thị Ngọc"),
    *("Ξένια", "Дмитрий", "محمد", "שירה", "小明", "さくら", "지우", "มาลี", "आरती", "Ана", "Ẹniọlá", "Zoë 🎉"),
)
FAMILY = (
    *("Péan", "d’Haëne", "O'Brien", "L'Hostis", "de La Tour", "van der Berg", "Le Goff", "DUPONT", "Dupont-Martin"),
    *("García Márquez", "Müller", "Ben Salem", "McDonald", "Ñíguez", "Œuvrard", "D’ALMEIDA", "Saint-Exupéry", "Fils"),
    *(
        "Nguyễn",
        "Đặng",
        "Čapek",
        "İnönü",
        "Šimůnek",
        "Łukasiewicz",
        "Αλεξίου",
        "Иванова",
        "عبد الله",
        "כהן",
        "王",
        "山田",
    ),
    *("김", "สุขใจ", "शर्मा", "Ó Súilleabháin", "y Gasset", "Xx", "Nul", "None-Smith"),
)
ORGANISATIONS = (
    *(
        "Préfecture",
        "Smith & Co",
        "L’Atelier",
        "Café; Bar, Tabac",
        "A | B",
        'Le "Port"',
        "100% Vélo",
        "n°12",
        "東京大学",
    ),
    *("Société d'À-côté", "=1+1", "@home", "#42", "ACME, Inc.", "Radio 3,5 FM", "Ô Ñandú", "Zurück zur Straße"),
)
CATEGORIES = (
    "Presse",
    "VIP",
    "Plein tarif",
    "Tarif réduit",
    "Adhérent·e",
    "Member",
    "Étudiant",
    "Speaker",
    "-18 ans",
    "2 jours",
)
NOTHING = ("", "-", "n/a", "aucun")
# Longer than a number of places, a year or a price; and what a spreadsheet would have made another number of.
CODES = ("007", "0012", "1e10", "00123E4", "5E3", "880010017", "8800.10017", "A1B2-C3D4", "ABCDEFGH", "é0001")
_SYLLABLES = ("za", "ko", "rué", "vi", "lun", "dja", "xe")
SERVERS = ("piaille.fr", "mastodon.social", "social.example.org")


@dataclass(frozen=True, slots=True)
class Said:
    """A cell: as somebody wrote it, and what it means."""

    written: str
    means: str


@dataclass(frozen=True, slots=True)
class Person:
    """One row of a list."""

    given: Said
    family: Said
    email: Said
    handle: Said
    organisation: Said
    category: Said
    code: Said
    places: int
    cancelled: bool


@cache
def people(holds: Holds, *, least: int = 1, most: int = 6) -> st.SearchStrategy[list[Person]]:
    """Lists of people of whom no two have one address or one ticket, so that none is the other by the rules."""
    one = st.builds(
        Person,
        given=_names(GIVEN, holds),
        family=_names(FAMILY, holds),
        email=st.just(Said("", "")) | _emails(holds),
        handle=_handles(),
        organisation=st.just(Said("", "")) | _noisy(st.sampled_from([o for o in ORGANISATIONS if holds(o)]), holds),
        category=_noisy(st.sampled_from([c for c in CATEGORIES if holds(c)]), holds),
        code=_codes(holds),
        places=st.sampled_from([1, 1, 1, 2, 3, 12]),
        cancelled=st.sampled_from([False, False, False, True]),
    )
    return st.lists(one, min_size=least, max_size=most, unique_by=(_email_of, _code_of))


def _email_of(person: Person) -> object:
    return person.email.means or object()


def _code_of(person: Person) -> object:
    return person.code.means


def _names(known: tuple[str, ...], holds: Holds) -> st.SearchStrategy[Said]:
    # Not any letters: those make words that head a column ("Status Remarks" is a second header, whoever is called so)
    # or that mean nobody ("None"), accents side by side, of which alone nobody can tell the encoding ("Aaççç"), and
    # figures, of which one alone in its row makes a remark ("Imprimer en 2 exemplaires"). Those have their own tests.
    made = st.lists(st.sampled_from(_SYLLABLES), min_size=2, max_size=4).map(lambda some: "".join(some).title())
    return _noisy(st.sampled_from([name for name in known if holds(name)]) | made, holds)


def _noisy(texts: st.SearchStrategy[str], holds: Holds) -> st.SearchStrategy[Said]:
    """Write a text as people and programs do: accents apart, no-break and double spaces, spaces around it."""
    ways = (
        lambda text: text,
        lambda text: text,
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: f" {text}  ",
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace(" ", "  "),
        lambda text: text + "\u200b",
    )
    said = st.builds(lambda text, way: Said(way(text), text), texts, st.sampled_from(ways))
    return said.map(lambda one: one if holds(one.written) else Said(one.means, one.means))


def _emails(holds: Holds) -> st.SearchStrategy[Said]:
    ways = (str, str, str.upper, str.title, " {} ".format, "mailto:{}".format)
    shapes = (
        "a{}@example.org",
        "zoe.{}@example.com",
        "o'b{}@mail.example.net",
        "x+{}@example.co.uk",
        "n_-{}@example.org",
    )
    return st.builds(
        lambda number, shape, way: Said(way(shape.format(number)), shape.format(number)),
        st.integers(0, 10**6),
        st.sampled_from([shape for shape in shapes if holds(shape)]),
        st.sampled_from(ways),
    )


def _handles() -> st.SearchStrategy[Said]:
    ways = (
        ("@{name}", "@{name}"),
        ("@{name}", "@{name}"),
        ("https://x.com/{name}", "@{name}"),
        ("@{name}@{server}", "@{name}@{server}"),
        ("{name}@{server}", "@{name}@{server}"),
        ("https://{server}/@{name}", "@{name}@{server}"),
        *((text, "") for text in NOTHING),
    )
    return st.builds(
        lambda name, server, way: Said(*(text.format(name=name, server=server) for text in way)),
        st.text("abcxyz019_", min_size=2, max_size=9).map("n{}".format),
        st.sampled_from(SERVERS),
        st.sampled_from(ways),
    )


def _codes(holds: Holds) -> st.SearchStrategy[Said]:
    url = "https://lu.ma/check-in/evt-Ab{0}?pk=g-Q{0}"
    ways = [way for way in (*CODES, "{}", "00{}", "TKT{}", "{:08x}-00ff", "a{:x}", url) if holds(way)]
    numbered = st.builds(lambda number, way: way.format(number), st.integers(100, 10**13), st.sampled_from(ways))
    return numbered.map(lambda code: Said(code, code))
