"""The figures of an evening in words: the four cards, the bars, the categories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.badges.categories import NEUTRAL, category_colour
from ui.widgets.bar_chart import Bar
from ui.widgets.legend import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.attendance.turnout import Turnout
    from checkin.language import Language

WISHES_SHOWN = 3
FEW = 6
"""Slots of which each has room for its time."""
NAME_EVERY = 3
"""Which slots get their time written below: every half hour."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One card."""

    name: str
    figure: str
    remark: str


def figures(turnout: Turnout, t: Language, *, over: bool) -> tuple[Figure, ...]:
    """Return the four cards: came, no-shows, first visits, want to go further.

    Until the evening is over, those who have not come may still do.
    """
    known = turnout.newcomers + turnout.regulars
    came = [
        t.plural("{n} from the list", "{n} from the list", turnout.listed_came),
        t.plural("{n} walk-in", "{n} walk-ins", turnout.walk_ins),
    ]
    if turnout.unnamed:
        came.append(t.plural("{n} without a name", "{n} without a name", turnout.unnamed))
    absent = t.text("{percent} of the list", percent=t.percent(_share(turnout.no_shows, turnout.expected)))
    if turnout.cancelled:
        absent += " · " + t.plural("{n} cancellation", "{n} cancellations", turnout.cancelled)
    first = t.text("{percent} of those who came", percent=t.percent(_share(turnout.newcomers, known)))
    wishes = " · ".join(f"{wish} {t.number(n)}" for wish, n in turnout.wishes[:WISHES_SHOWN])
    return (
        Figure(t.text("Came"), t.number(turnout.came), ", ".join(came)),
        Figure(t.text("No-shows") if over else t.text("Still to come"), t.number(turnout.no_shows), absent),
        Figure(t.text("First time"), t.number(turnout.newcomers), first),
        Figure(t.text("Want to go further"), t.number(turnout.go_further), wishes or t.text("asked at the door")),
    )


def arrival_bars(turnout: Turnout, t: Language) -> list[Bar]:
    """Return the arrivals of every ten minutes; the half hours are named, or every slot where there are few."""
    bars = []
    is_short = len(turnout.slots) <= FEW
    for slot in turnout.slots:
        time = t.time(slot.starts)
        name = time if is_short or slot.starts.minute % (10 * NAME_EVERY) == 0 else ""
        tip = t.plural("{time}: {n} person", "{time}: {n} people", slot.people, time=time)
        bars.append(Bar(slot.people, name, tip=tip))
    return bars


def busiest(turnout: Turnout, t: Language) -> str:
    """Return the busiest ten minutes in words."""
    if not turnout.slots:
        return ""
    slot = max(turnout.slots, key=lambda slot: slot.people)
    return t.plural(
        "most at {time}: {n} person in 10 minutes",
        "most at {time}: {n} people in 10 minutes",
        slot.people,
        time=t.time(slot.starts),
    )


def category_entries(turnout: Turnout, t: Language, most: int) -> list[Entry]:
    """Return who came by category, the largest first; what has no room is summed up."""
    entries = [
        Entry(name or t.text("without a category"), category_colour(name), t.number(people))
        for name, people in turnout.by_category
    ]
    if len(entries) > most:
        rest = sum(people for _, people in turnout.by_category[most - 1 :])
        entries = [*entries[: most - 1], Entry(t.text("others"), NEUTRAL, t.number(rest))]
    return entries


def history_bars(turnout: Turnout, t: Language) -> list[Bar]:
    """Return the evenings of the series: who came, and who of them for the first time."""
    return [
        Bar(
            past.came,
            f"{past.event.starts:%d/%m}",
            second=past.newcomers,
            tip=f"{past.event.title}, {t.short_day(past.event.starts)}",
        )
        for past in turnout.history
    ]


def described(bars: Sequence[Bar]) -> str:
    """Return bars as a sentence for screen readers."""
    return ", ".join(bar.tip or f"{bar.name} {bar.value:g}" for bar in bars)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
