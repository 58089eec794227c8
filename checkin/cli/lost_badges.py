"""Badges that were printed: which, when and where, and those that are lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.cli.badge_wishes import badging_of
from checkin.cli.context import Context, parse_id
from checkin.cli.shapes import attendee_json, moment
from checkin.errors import CheckinError
from checkin.files import refuse_unwritable
from checkin.wording import sentence

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from checkin.model import Attendee, Event


def revoke(context: Context, call: Namespace) -> int:
    """Refuse a lost badge from now on, and make its guest a new one; or refuse a blank one."""
    t, event, badging = context.language, context.event(call.event), badging_of(context)
    if call.badge:
        refuse_unwritable(call.badge)
    if call.blank is not None:
        if call.badge:
            message = t.text("a blank badge has no new one to print: leave --badge out")
            context.say(f"checkin: {message}")
            return 2
        badging.revoke_blank(event.id, call.blank)
        context.answer(
            {"attendee": None, "file": None}, t.text("Blank badge {number}: refused from now on.", number=call.blank)
        )
        return 0
    attendee_id = parse_id(call.attendee)
    badging.revoke(event.id, attendee_id)
    with context.database.reading() as repository:
        attendee = repository.attendees.get(attendee_id)
    file = None
    if call.badge:
        try:
            file = print_one(context, event, attendee, call.badge)
        except CheckinError as error:
            # The lost one is refused, and that is the answer.
            context.say(sentence(error, t))
    name = attendee.full_name or t.text("Unnamed guest")
    lines = [t.text("{name}: every badge printed so far is refused from now on.", name=name)]
    if file:
        lines.append(t.text("Badge: {file}", file=file))
    context.answer({"attendee": attendee_json(attendee), "file": str(file) if file else None}, *lines)
    return 0


def printed(context: Context, call: Namespace) -> int:
    """Show which badges were printed, when and where, the newest first."""
    t, event, badging = context.language, context.event(call.event), badging_of(context)
    with context.database.reading() as repository:
        names = {a.id: a.full_name or t.text("Unnamed guest") for a in repository.attendees.of_event(event.id)}
    numbers = {badge.id: badge.number for badge in badging.blanks(event.id)}
    shapes, lines = [], []
    for one in badging.printings(event.id):
        at, number = one.at.astimezone(event.starts.tzinfo), numbers.get(one.badge_id)
        shapes.append(
            {
                "attendee": str(one.attendee_id) if one.attendee_id else None,
                "name": names.get(one.attendee_id) if one.attendee_id else None,
                "blank": number,
                "at": moment(at),
                "template": one.template,
                "place": one.place,
                "door": one.door,
                "copies": one.copies,
                "revoked_at": moment(one.revoked_at.astimezone(event.starts.tzinfo) if one.revoked_at else None),
            }
        )
        blank = t.text("Blank badge {number}", number=number) if number is not None else t.text("Nobody's badge")
        parts = [
            f"{t.short_day(at)}, {t.time(at)}",
            (names.get(one.attendee_id) if one.attendee_id else None) or blank,
            one.place,
            one.template,
            t.text("{n} copies", n=one.copies) if one.copies > 1 else "",
            t.text("refused since") if one.revoked_at else "",
        ]
        lines.append(" · ".join(part for part in parts if part))
    context.answer(shapes, *lines)
    if not shapes:
        context.say(t.text("No badge was printed yet."))
    return 0


def print_one(context: Context, event: Event, attendee: Attendee, path: Path) -> Path | None:
    """Print somebody's badge to a file, on the door's template."""
    t = context.language
    run = badging_of(context).print_sheets(
        event.id,
        [attendee],
        path,
        template=context.settings.current.badge_template,
        first_visit=t.text("first visit"),
        event_date=t.day(event.starts),
        door=context.settings.current.door.name,
    )
    return run.path
