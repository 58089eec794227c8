"""Who the door must not miss: a guest of honour, a special category, somebody with a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from checkin.folding import words

if TYPE_CHECKING:
    from checkin.model import Attendee, Event

CALLED_OUT = ("Guest of honour", "Invité d’honneur", "VIP")
"""The categories that a first evening calls out, in both languages; the organiser changes them."""

_ALIKE = 90
"""Least similarity (0 to 100) of a category and one that is called out: "Invitée d'honneur" is "Invité d’honneur"."""


def is_called_out(attendee: Attendee, event: Event) -> bool:
    """Tell whether somebody's category is one that the evening's door calls out."""
    category = _key_of(attendee.category)
    return bool(category) and any(fuzz.ratio(category, _key_of(name)) >= _ALIKE for name in event.called_out)


def _key_of(category: str) -> str:
    """Return a category without spaces, points and accents: "V.I.P." is "vip"."""
    return "".join(words(category))
