"""What a column holds, whatever its header says: the shares of addresses, numbers, dates, links, names in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.lists.statuses import is_status_word
from checkin.lists.text import clean, key_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+$")
_LINK = re.compile(r"(?:https?:)?//|www\.", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?\d[\d\s.,']*\s?[€$£%]?$")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}(?:[ T,].*)?$")
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


EMPTY = Shape(0, 0, 0, 0, 0, 0, 0, 0, 0)


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
        email=share(sum(1 for v in values if _EMAIL.match(v) and not v.startswith("@"))),
        link=share(sum(1 for v in values if _LINK.match(v))),
        number=share(sum(1 for v in values if _NUMBER.match(v))),
        date=share(sum(1 for v in values if _DATE.match(v))),
        status=share(sum(1 for v in values if is_status_word(v))),
        name=share(sum(1 for v in values if _is_name_like(v))),
        distinct=share(len({key_of(v) for v in values})),
        small_number=share(sum(1 for v in values if v.isdecimal() and int(v) <= 100)),
    )


def _is_name_like(value: str) -> bool:
    parts = value.replace(",", " ").split()
    if not 1 < len(parts) <= 6 or not all(_WORD.match(part) for part in parts):
        # A name of an unspaced script is one word.
        return len(parts) == 1 and value.isalpha() and value[0] > "\u3000" and len(value) <= 6
    return any(part[0].isupper() or part[0] > "\u0530" for part in parts)
