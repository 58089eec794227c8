"""What is said of the list that was loaded last, and of taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from checkin.language import Language
    from checkin.lists.importing import LastImport, TakenBack
    from checkin.model import Event

LONGEST = 44
"""Letters of a file's name."""


def begun(event: Event, t: Language) -> str:
    """Say that a list made its own evening."""
    return t.text(
        "“{title}” begins today at {time}: change that on the Evenings page.",
        title=event.title,
        time=t.time(event.starts),
    )


def come(people: int, t: Language) -> str:
    """Say that a list was loaded."""
    return t.plural("{n} person loaded.", "{n} people loaded.", people)


def told(last: LastImport, now: datetime, t: Language) -> str:
    """Say when a list was loaded, in the zone of `now`, and what it brought."""
    at = last.at.astimezone(now.tzinfo)
    what = [t.plural("{n} new", "{n} new", last.added)] if last.added else []
    if last.updated:
        what.append(t.plural("{n} changed", "{n} changed", last.updated))
    file, time, brought = short(last.file), t.time(at), ", ".join(what)
    if at.date() == now.date():
        return t.text("{file} loaded at {time}: {what}", file=file, time=time, what=brought)
    day = t.short_day(at)
    return t.text("{file} loaded on {day} at {time}: {what}", file=file, day=day, time=time, what=brought)


def question(last: LastImport, t: Language, *, has_badges: bool) -> str:
    """Ask whether a list is to be taken back, and say what that does."""
    parts = [t.text("Take {file} back?", file=short(last.file))]
    if last.added:
        parts.append(t.plural("{n} person comes off the list.", "{n} people come off the list.", last.added))
    if last.updated:
        parts.append(t.plural("{n} is as before again.", "{n} are as before again.", last.updated))
    if last.added and has_badges:
        parts.append(t.text("Badges that were printed for them are refused from then on."))
    return " ".join(parts)


def outcome(done: TakenBack, t: Language) -> str:
    """Say what taking a list back came to, what stays, and why."""
    what = [t.plural("{n} removed", "{n} removed", done.removed)] if done.removed or not done.restored else []
    if done.restored:
        what.append(t.plural("{n} as before", "{n} as before", done.restored))
    said = t.text("{file} taken back: {what}.", file=short(done.file), what=", ".join(what))
    if not done.kept:
        return said
    stays = t.plural(
        "{n} stays: they were changed by hand since.", "{n} stay: they were changed by hand since.", done.kept
    )
    return f"{said} {stays}"


def short(name: str) -> str:
    """Return a file's name, without its middle where it is long: one without a space would widen the window."""
    half = LONGEST // 2
    return name if len(name) <= LONGEST else f"{name[:half]}…{name[-half:]}"
