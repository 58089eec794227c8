"""What is said of entries from the list on paper that cannot be taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.attendance.paper_times import TimeFault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.language import Language
    from checkin.model import Attendee, Event

NAMED = 4
"""People who are named where an entry may be several; more of them say no more."""


def time_sentence(fault: TimeFault, text: str, event: Event, language: Language) -> str:
    """Say why a time cannot be taken."""
    match fault:
        case TimeFault.UNREADABLE:
            return language.text("“{text}” is no time: write it as 20:15.", text=text)
        case TimeFault.FUTURE:
            return language.text("{text} has not come yet: check the time.", text=text)
        case TimeFault.TOO_EARLY:
            day = language.day(event.starts)
            return language.text("The evening is on {day}: nobody can have come yet.", day=day)


def nobody_sentence(text: str, language: Language) -> str:
    """Say that nobody has a code or a name."""
    return language.text("Nobody on the list has the code or the name “{text}”.", text=text)


def several_sentence(text: str, people: Sequence[Attendee], language: Language) -> str:
    """Say that an entry may be several people."""
    names = [person.full_name or language.text("Unnamed guest") for person in people[:NAMED]]
    if len(people) > NAMED:
        names[-1] = language.text("others")
    return language.text(
        "“{text}” may be {names}: write the whole name or the whole code.", text=text, names=language.all_of(names)
    )
