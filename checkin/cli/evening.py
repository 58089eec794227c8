"""Before and after the evening: events, the list as it stands, the attendance sheet."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from checkin.cli.context import Context, parse_id
from checkin.cli.shapes import attendee_json, event_json
from checkin.errors import InvalidError
from checkin.model import Status

if TYPE_CHECKING:
    from argparse import Namespace

    from checkin.model import Event


def add_event(context: Context, call: Namespace) -> int:
    """Add an evening and make it current."""
    try:
        starts = datetime.fromisoformat(call.starts)
    except ValueError as error:
        raise InvalidError("starts", call.starts) from error
    capacity = None
    if call.capacity is not None:
        try:
            capacity = int(call.capacity)
        except ValueError as error:
            raise InvalidError("capacity", call.capacity) from error
    event = context.evenings.add(
        call.title,
        starts,
        venue=call.venue,
        theme=call.theme,
        capacity=capacity,
        topics=None if call.topics is None else call.topics.split(","),
        called_out=None if call.called_out is None else call.called_out.split(","),
    )
    context.answer(event_json(event, current=True), _event_line(context, event, current=True))
    return 0


def list_events(context: Context, call: Namespace) -> int:  # noqa: ARG001 - every command has the same signature
    """List the evenings."""
    events = context.evenings.all()
    current = context.evenings.current().id if events else None
    shapes = [event_json(event, current=event.id == current) for event in events]
    context.answer(shapes, *(_event_line(context, event, current=event.id == current) for event in events))
    if not events:
        context.say(context.language.text("No evening yet: add one with `checkin event add`."))
    return 0


def use_event(context: Context, call: Namespace) -> int:
    """Make an evening the current one."""
    event = context.evenings.use(parse_id(call.id))
    context.answer(event_json(event, current=True), _event_line(context, event, current=True))
    return 0


def attendees(context: Context, call: Namespace) -> int:
    """Show the list."""
    event = context.event(call.event)
    with context.database.reading() as repository:
        found = repository.attendees.of_event(event.id)
    t = context.language
    lines = []
    for a in found:
        arrived = t.time(a.arrived_at.astimezone(event.starts.tzinfo)) if a.arrived_at else "  –  "
        if a.status is Status.CANCELLED:
            arrived = "  ×  "
        parts = (a.full_name or t.text("Unnamed guest"), a.handle, a.organisation, a.category)
        lines.append(f"{arrived}  {' · '.join(part for part in parts if part)}")
    context.answer([attendee_json(a) for a in found], *lines)
    return 0


def attendance(context: Context, call: Namespace) -> int:
    """Write the attendance sheet."""
    from checkin.attendance.sheets import write_attendance  # each writer costs start-up time
    from checkin.attendance.turnout import Attendance  # SQLAlchemy costs start-up time

    event = context.event(call.event)
    turnout = Attendance(context.database).turnout(event.id)
    rows = write_attendance(turnout, call.out, context.language)
    context.answer(
        {"rows": rows, "file": str(call.out)},
        context.language.text("{rows} attendees, {came} came: {file}", rows=rows, came=turnout.came, file=call.out),
    )
    return 0


def _event_line(context: Context, event: Event, *, current: bool) -> str:
    when = f"{context.language.day(event.starts)}, {context.language.time(event.starts)}"
    parts = (event.title, when, event.venue, event.theme)
    return f"{'*' if current else ' '} {event.id}  {' · '.join(part for part in parts if part)}"
