"""One JSON object to fields by header: nested objects, answers of forms and lists, flattened as in a CSV."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from checkin.lists.json_values import Number, is_in_languages, text_of
from checkin.lists.listed import Field
from checkin.lists.vocabulary import header_matches, load

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_LEVELS = 8
_MOST_FIELDS = 2_000
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NAMES = frozenset({Field.GIVEN_NAME, Field.FAMILY_NAME, Field.NAME, Field.FULL_NAME})


@dataclass(frozen=True, slots=True)
class _Shape:
    keys: frozenset[str]
    rename: Mapping[str, str]
    count: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Words:
    wrappers: frozenset[str]
    questions: tuple[str, ...]
    answers: tuple[str, ...]
    people: frozenset[str]
    tickets: frozenset[str]
    companions: frozenset[str]
    shapes: tuple[_Shape, ...]


@cache
def json_words() -> _Words:
    """Return the words of `json.json`."""
    data = load("json.json")
    return _Words(
        wrappers=frozenset(data["wrappers"]),
        questions=tuple(data["answers"]["question"]),
        answers=tuple(data["answers"]["answer"]),
        people=frozenset(data["people"]),
        tickets=frozenset(data["tickets"]),
        companions=frozenset(data["companions"]),
        shapes=tuple(
            _Shape(frozenset(shape["keys"]), shape["rename"], shape.get("count", {})) for shape in data["shapes"]
        ),
    )


def fields_of(item: Mapping[str, Any], *, without: str = "") -> dict[str, str]:
    """Return an object's fields that hold anything, by header; `without` leaves one of them out.

    `{"name": {"first": "Ana"}}` has the header "name.first". A wrapper's fields are the object's own.
    """
    flat = _Flat()
    flat.take({key: value for key, value in item.items() if key != without}, "", 0)
    fields = flat.fields
    for shape in json_words().shapes:
        if shape.keys <= flat.keys:
            renamed: dict[str, str] = {}
            for header, text in fields.items():
                renamed.setdefault(shape.rename.get(header, header), text)
            counted = {header: str(flat.counts[key]) for key, header in shape.count.items() if key in flat.counts}
            return renamed | counted
    return fields


class _Flat:
    def __init__(self) -> None:
        self.fields: dict[str, str] = {}
        self.keys: set[str] = set()
        self.counts: dict[str, int] = {}

    def take(self, item: Mapping[str, Any], prefix: str, level: int) -> None:
        nested = []
        for key, value in item.items():
            if not prefix:
                self.keys.add(key)
            if isinstance(value, (dict, list)) and not is_in_languages(value):
                nested.append((key, value))
            else:
                self._put(prefix + key, value)
        if level == _MOST_LEVELS:
            return
        for key, value in nested:
            if isinstance(value, dict):
                # A person's own name beats that of the event, or of the account, that it is wrapped with.
                self.take(value, prefix if key in json_words().wrappers else f"{prefix}{key}.", level + 1)
            elif objects := [one for one in value if isinstance(one, dict)]:
                self._take_list(prefix, key, objects, level)
            else:
                self._put(prefix + key, value)

    def _take_list(self, prefix: str, key: str, objects: list[dict[str, Any]], level: int) -> None:
        words = json_words()
        if is_answers(objects):
            for one in objects:
                question = next(text for name in words.questions if (text := _worded(one.get(name))))
                self._put(question, next((one[name] for name in words.answers if one.get(name) is not None), None))
            return
        if key in words.companions:
            names = [text for one in objects if (text := _name_of(one))]
            self._put("Companion", " & ".join(names) or str(len(objects)))
            return
        self.counts[key] = len(objects)
        together: dict[str, list[str]] = {}
        for one in objects[:20]:
            flat = _Flat()
            # Singular, as a CSV says it: "ticket.name".
            flat.take(one, f"{prefix}{key.removesuffix('s')}.", level + 1)
            for header, text in flat.fields.items():
                if text not in (said := together.setdefault(header, [])):
                    said.append(text)
        for header, said in together.items():
            self._put(header, ", ".join(said))

    def _put(self, key: str, value: Any) -> None:
        header, text = _header(key), text_of(value)
        is_name = isinstance(value, (Number, bool)) and _is_name(header)
        if text and not is_name and header not in self.fields and len(self.fields) < _MOST_FIELDS:
            self.fields[header] = text


@lru_cache(maxsize=16_384)
def _header(key: str) -> str:
    return _CAMEL.sub(" ", key[:300])


def is_answers(objects: list[dict[str, Any]]) -> bool:
    """Say whether a list of objects is what a form asked and was told."""
    words = json_words()
    return all(
        any(_worded(one.get(name)) for name in words.questions) and any(name in one for name in words.answers)
        for one in objects
    )


def _worded(value: Any) -> str:
    """Return the words of a question, which may be an object that has them."""
    if isinstance(value, dict) and not is_in_languages(value):
        return next((text for name in json_words().questions if (text := text_of(value.get(name)))), "")
    return text_of(value)


def _name_of(item: Mapping[str, Any]) -> str:
    fields = fields_of(item)
    named = {match.field: text for header, text in fields.items() for match in header_matches(header)[:1]}
    full = next((named[field] for field in (Field.FULL_NAME, Field.NAME) if field in named), "")
    halves = (named.get(Field.GIVEN_NAME, ""), named.get(Field.FAMILY_NAME, ""))
    return full or " ".join(half for half in halves if half)


def _is_name(header: str) -> bool:
    matches = header_matches(header)
    return bool(matches) and matches[0].field in _NAMES
