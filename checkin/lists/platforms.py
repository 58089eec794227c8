"""The platform that a list comes from, told by the shape of its header."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from checkin.lists.listed import Field, ProblemKind
from checkin.lists.text import key_of, words
from checkin.lists.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform: its name, the headers that tell it, and what some of its headers mean there.

    `spare` are columns that count only where no other column gives their field, such as the account that answered a
    form. `marks` are what it writes behind a name in brackets,
    folded by `text.key_of`. `is_form` says that a row is an answer, so that of two of one person's the last counts.
    """

    name: str
    shapes: tuple[frozenset[str], ...]
    columns: Mapping[str, Field]
    spare: Mapping[str, Field]
    is_form: bool
    marks: frozenset[str]
    remarks: tuple[ProblemKind, ...]


@cache
def platforms() -> tuple[Platform, ...]:
    """Return the platforms of `platforms.json`."""
    return tuple(
        Platform(
            name=entry["name"],
            shapes=tuple(frozenset(map(words, headers)) for headers in entry["headers"]),
            columns=_fields(entry.get("columns", {})),
            spare=_fields(entry.get("spare", {})),
            is_form=entry.get("form", False),
            marks=frozenset(map(key_of, entry.get("marks", ()))),
            remarks=tuple(ProblemKind(remark) for remark in entry.get("remarks", ())),
        )
        for entry in load("platforms.json")["platforms"]
    )


def _fields(said: Mapping[str, str]) -> dict[str, Field]:
    return {words(header): Field(field) for header, field in said.items()}


def platform_of(header: Iterable[str]) -> Platform | None:
    """Return the platform whose shape fits a header; the one that asks for most where several do."""
    found = frozenset(map(words, header))
    fitting = [(len(shape), platform) for platform in platforms() for shape in platform.shapes if shape <= found]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None
