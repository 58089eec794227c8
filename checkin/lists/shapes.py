"""What a column holds, whatever its header says: the shares of addresses, numbers, dates, links, names in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.lists.names import read_name
from checkin.lists.statuses import is_status_word
from checkin.lists.text import clean, key_of
from checkin.lists.vocabulary import says_nothing

if TYPE_CHECKING:
    from collections.abc import Sequence

_APART = re.compile(r"[\s;,<>]+")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+$")
_LINK = re.compile(r"(?:https?:)?//|www\.", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?\d[\d\s.,']*\s?[€$£%]?$")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}(?:[ T,].*)?$")
_FEW_PLACES = re.compile(
    r"\+?\s?(?:\d\d?|100)(?:\s?(?:pers|personnes?|places?|people|pax)\.?|\s?[x×]\s.*)?$", re.IGNORECASE
)
_CODE = re.compile(r"(?=(?:.*\d){2})[A-Za-z0-9][A-Za-z0-9_.\-]{4,63}$")
_SURE_CODE = re.compile(r"(?=(?:.*\d){3})(?!.*[A-Za-z]{4})")
_FEW = 5
_GUESTS = re.compile(r"\s*(?:\+\s?\d{1,2}|\([^()]*\))$")
_WORD = re.compile(r"[^\W\d_][\w'’.\-]*$")


@dataclass(frozen=True, slots=True)
class Shape:
    """Shares, 0 to 1, of the cells of a column that are filled; `filled` is of all its cells."""

    filled: float
    email: float
    link: float
    number: float
    date: float
    status: float
    name: float
    distinct: float
    small_number: float
    code: float


EMPTY = Shape(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)


def shape_of(cells: Sequence[str]) -> Shape:
    """Measure a column by a sample of its cells."""
    values = [value for cell in cells if (value := clean(cell[:300]))]
    if not values:
        return EMPTY
    count = len(values)

    def share(number: int) -> float:
        return number / count

    return Shape(
        filled=count / len(cells),
        email=share(sum(1 for v in values if "@" in v and _is_email_like(v))),
        link=share(sum(1 for v in values if _LINK.match(v))),
        number=share(sum(1 for v in values if _NUMBER.match(v))),
        date=share(sum(1 for v in values if _DATE.match(v))),
        status=share(sum(1 for v in values if is_status_word(v))),
        name=share(sum(1 for v in values if _is_name_like(v))),
        distinct=share(len({key_of(v) for v in values})),
        small_number=share(sum(1 for v in values if _FEW_PLACES.match(v) or says_nothing(v))),
        code=share(sum(1 for v in values if _is_code_like(v, sure=count >= _FEW))),
    )


def _is_code_like(value: str, *, sure: bool) -> bool:
    # In a short list "Adult2026" is no code, though every row has another; in a long one they would repeat.
    return bool(_CODE.match(value)) and not _DATE.match(value) and (sure or bool(_SURE_CODE.match(value)))


def _is_email_like(value: str) -> bool:
    # One address, several, or one behind a name: "Zoé <zoe@example.org>".
    parts = _APART.split(value.strip("<> "))
    return not value.startswith("@") and any(_EMAIL.match(part) for part in (parts[0], parts[-1]))


def _is_name_like(value: str) -> bool:
    name = _GUESTS.sub("", read_name(value).name)
    parts = [part for part in name.replace(",", " ").split() if any(c.isalnum() for c in part)]
    if parts and name[:1].isupper() and value[:1].isdigit():
        # "3. Zoé" is a line of a list that was numbered by hand, where one word is enough.
        return len(parts) <= 6 and all(_WORD.match(part) for part in parts)
    if not 1 < len(parts) <= 6 or not all(_WORD.match(part) for part in parts):
        # A name of an unspaced script is one word.
        return len(parts) == 1 and value.isalpha() and value[0] > "\u3000" and len(value) <= 6
    return any(part[0].isupper() or part[0] > "\u0530" for part in parts)
