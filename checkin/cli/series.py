"""Turnout over the series of the current evening: as a whole, and evening by evening."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkin.cli.arguments import whole
from checkin.cli.shapes import moment

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable

    from checkin.attendance.pace import Pace
    from checkin.attendance.series_figures import EveningFigures, Returns, SeriesFigures
    from checkin.cli.context import Context
    from checkin.language import Language

MOST_MISSED = 1000
"""Evenings that a call may ask about: more is a slip of the finger."""


def add_series_calls(add_group: Callable[[str, str], Callable[..., ArgumentParser]], language: Language) -> None:
    """Add the calls to the parser; `add_group` takes a name and its help, and returns how calls are added to it."""
    text = language.text
    add = add_group("series", text("turnout over the series of evenings"))
    call = add("show", show, text("show who came over all evenings, and how many came back"), event=True)
    missed = text("who has missed so many evenings is counted as not seen (default: 3)")
    call.add_argument("--not-seen", type=whole(language, 1, MOST_MISSED), default=3, metavar="N", help=missed)
    add("evenings", evenings, text("show the figures of each evening"), event=True)


def show(context: Context, call: Namespace) -> int:
    """Show the figures over the series."""
    figures = _figures(context, call, call.not_seen)
    t = context.language
    best, returns = figures.best, figures.returns
    shape = {
        "series": figures.series.title,
        "evenings": len(figures.evenings),
        "held": len(figures.held),
        "persons": figures.persons,
        "by_visits": [{"visits": visits, "persons": persons} for visits, persons in figures.by_visits],
        "best": {**_event(best), "came": best.came} if best else None,
        "returns": _returns(returns) if returns.is_complete else None,
        "not_seen_for": figures.not_seen_for,
        "not_seen": [
            {
                "person_id": str(one.person_id),
                "full_name": one.full_name,
                "visits": one.visits,
                "last_seen": one.last_seen.isoformat(timespec="minutes"),
                "missed": one.missed,
            }
            for one in figures.not_seen
        ],
    }
    held = t.plural("{n} evening held", "{n} evenings held", len(figures.held))
    came = t.plural("{n} person, known by name", "{n} persons, known by name", figures.persons)
    lines = [f"{figures.series.title} · {held} · {came}"]
    for visits, persons in figures.by_visits:
        times = t.plural("{n} visit", "{n} visits", visits)
        by_whom = t.plural("{n} person", "{n} persons", persons)
        lines.append(f"  {times} · {by_whom}")
    if best:
        people = t.plural("{n} came", "{n} came", best.came)
        day = t.day(best.event.starts)
        lines.append(t.text("best attended: {title}, {day}: {people}", title=best.event.title, day=day, people=people))
    lines.append(_returned(context, returns))
    lines.append(
        t.text(
            "not seen for {evenings} or more: {persons}",
            evenings=t.plural("{n} evening", "{n} evenings", figures.not_seen_for),
            persons=t.plural("{n} person", "{n} persons", len(figures.not_seen)),
        )
    )
    context.answer(shape, *lines)
    return 0


def evenings(context: Context, call: Namespace) -> int:
    """Show the figures of each evening."""
    figures = _figures(context, call)
    lines = [line for evening in figures.evenings for line in _evening_lines(context, evening)]
    context.answer([_evening(evening) for evening in figures.evenings], *lines)
    return 0


def _figures(context: Context, call: Namespace, not_seen_for: int = 3) -> SeriesFigures:
    from checkin.attendance.series import SeriesTurnout  # SQLAlchemy costs start-up time

    event = context.event(call.event)
    return SeriesTurnout(context.database).figures(event.id, not_seen_for=not_seen_for)


def _event(evening: EveningFigures) -> dict[str, Any]:
    event = evening.event
    return {"id": str(event.id), "title": event.title, "starts": event.starts.isoformat(timespec="minutes")}


def _evening(evening: EveningFigures) -> dict[str, Any]:
    return {
        **_event(evening),
        "held": evening.was_held,
        "came": evening.came,
        "persons": evening.persons,
        "unnamed": evening.unnamed,
        "walk_ins": evening.walk_ins,
        "expected": evening.expected,
        "no_shows": evening.no_shows,
        "no_show_rate": _rate(evening.no_show_rate),
        "cancelled": evening.cancelled,
        "newcomers": evening.newcomers,
        "regulars": evening.regulars,
        "newcomer_share": _rate(evening.newcomer_share),
        "by_category": [{"category": category, "people": people} for category, people in evening.by_category],
        "by_door": [{"door": door, "people": people} for door, people in evening.by_door],
        "by_5_minutes": _slots(evening.by_5_minutes),
        "by_15_minutes": _slots(evening.by_15_minutes),
        "first": moment(evening.first),
        "last": moment(evening.last),
        "returns": _returns(evening.returns),
    }


def _slots(pace: Pace) -> dict[str, Any]:
    """Return the slots in which somebody came, and the fullest."""
    slots = [{"starts": slot.starts.isoformat(timespec="minutes"), "people": slot.people} for slot in pace.slots]
    return {"peak": slots[pace.slots.index(pace.peak)] if pace.peak else None, "slots": slots}


def _returns(returns: Returns) -> dict[str, Any]:
    return {
        "newcomers": returns.newcomers,
        "came_back": returns.came_back,
        "rate": _rate(returns.rate),
        "evenings": returns.evenings,
        "complete": returns.is_complete,
    }


def _rate(share: float | None) -> float | None:
    """Return a share with as many digits as a report needs."""
    return None if share is None else round(share, 4)


def _evening_lines(context: Context, evening: EveningFigures) -> list[str]:
    t = context.language
    head = f"{t.day(evening.event.starts)} · {evening.event.title}"
    listed = t.plural("{n} expected", "{n} expected", evening.expected)
    if not evening.was_held or evening.no_shows is None:
        pending = t.text("not held yet")
        return [f"{head} · {listed} · {pending}"]
    parts = [
        t.plural("{n} came", "{n} came", evening.came),
        listed,
        _share(context, t.plural("{n} no-show", "{n} no-shows", evening.no_shows), evening.no_show_rate),
        t.plural("{n} walk-in", "{n} walk-ins", evening.walk_ins),
        _share(context, t.plural("{n} newcomer", "{n} newcomers", evening.newcomers), evening.newcomer_share),
        t.plural("{n} regular", "{n} regulars", evening.regulars),
    ]
    lines = [head, f"  {' · '.join(parts)}"]
    if evening.first and evening.last and (peak := evening.by_15_minutes.peak):
        lines.append(
            "  "
            + t.text(
                "first at {first}, last at {last}; most in 15 minutes: {n} from {peak}",
                first=t.time(evening.first),
                last=t.time(evening.last),
                n=t.number(peak.people),
                peak=t.time(peak.starts),
            )
        )
    lines.append(f"  {_returned(context, evening.returns)}")
    return lines


def _share(context: Context, counted: str, share: float | None) -> str:
    return counted if share is None else f"{counted} ({context.language.percent(share)})"


def _returned(context: Context, returns: Returns) -> str:
    """Say how many newcomers came back, or that it is too soon to say."""
    t = context.language
    if not returns.is_complete:
        return t.text(
            "newcomers who came back: to be known once three evenings have followed ({n} so far)",
            n=t.number(returns.evenings),
        )
    counted = t.text(
        "newcomers who came back within three evenings: {back} of {newcomers}",
        back=t.number(returns.came_back),
        newcomers=t.number(returns.newcomers),
    )
    return _share(context, counted, returns.rate)
