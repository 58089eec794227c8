"""How many people a row admits: a number of places, guests beside the person, or a companion that is announced."""

from __future__ import annotations

import re

from checkin.lists.names import people_in
from checkin.lists.text import key_of
from checkin.lists.vocabulary import name_words

MOST_PLACES = 500
"""More places than that under one name are a mistake: a phone, a year, a price."""

_NUMBER = re.compile(r"\+?\s*(\d{1,9})(?:[.,]0+)?(?:\s+\D*)?$")
_TIMES = re.compile(r"(\d{1,3})\s?[x×]\s", re.IGNORECASE)
_ONLY_PLUS = re.compile(r"\+\s*(\d{1,2})$")


def number_of(text: str) -> int | None:
    """Return the number that a cell begins with, the sum of "2 x Adult, 1 x Child", or None where it holds none."""
    if _TIMES.match(text):
        number = sum(int(count) for count in _TIMES.findall(text))
    elif found := _NUMBER.match(text):
        number = int(found[1])
    else:
        return None
    return number if number <= MOST_PLACES else None


def companions_in(text: str) -> int:
    """Count the people that an answer to "do you bring somebody?" announces: a number, a yes, or names."""
    key = key_of(text).rstrip(".! ")
    known = name_words()
    if not key or key in known.companion_nobody or key.startswith(("non ", "non,", "no ", "no,", "je viens seul")):
        return 0
    if key in known.companion_somebody:
        return 1
    number = number_of(text)
    if number is not None and (text.strip().isdecimal() or _ONLY_PLUS.match(text.strip())):
        return number
    return people_in(text.replace(",", " & "))
