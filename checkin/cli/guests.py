"""Guests at the door whom no code names: walk-ins, and those who are given a blank badge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.cli.context import Context, parse_id
from checkin.cli.door import verdict_line
from checkin.cli.lost_badges import print_one
from checkin.cli.shapes import attendee_json, verdict_json
from checkin.errors import CheckinError, InvalidError, NotFoundError
from checkin.files import refuse_unwritable
from checkin.language import mark
from checkin.model import ADMITTING, CancelledTicket
from checkin.wording import sentence

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path
    from uuid import UUID

    from checkin.desk import Desk, WalkIn
    from checkin.model import Attendee, Event, Verdict

NO_BADGE = mark("“{text}” is no badge of this evening: give what a scanner types of a blank badge’s code.")


def walk_in(context: Context, call: Namespace) -> int:
    """Register, admit and badge somebody; who may be on the list already is offered, not doubled."""
    event = context.event(call.event)
    desk = context.desk(event, call.door)
    if call.badge:
        refuse_unwritable(call.badge)
    guest = _guest(call)
    if call.known:
        verdict: Verdict = desk.admit_by_hand(_known(context, event, call.known))
    else:
        doubles = _doubles(call, desk, guest)
        if doubles:
            return _offer(context, doubles)
        verdict = desk.register_walk_in(guest)
    attendee = getattr(verdict, "attendee", None)
    file = None
    if call.badge and attendee:
        try:
            file = print_one(context, event, attendee, call.badge)
        except CheckinError as error:
            # The guest is in, and that is the answer.
            context.say(sentence(error, context.language))
    _answer(context, verdict, file)
    return 0 if isinstance(verdict, ADMITTING) else 1


def claim(context: Context, call: Namespace) -> int:
    """Give a blank badge to somebody, and let them in if they are not; as with walk-ins, nobody is doubled."""
    event = context.event(call.event)
    desk = context.desk(event, call.door)
    guest = _guest(call)
    if not call.known and not guest.full_name:
        raise InvalidError("name", "")
    badge_id = desk.badge_in(call.text)
    if badge_id is None:
        context.say(f"checkin: {context.language.text(NO_BADGE, text=call.text)}")
        return 2
    if call.known:
        verdict = desk.claim_for(badge_id, _known(context, event, call.known))
    else:
        doubles = _doubles(call, desk, guest)
        if doubles:
            return _offer(context, doubles)
        verdict = desk.claim(badge_id, guest)
    _answer(context, verdict, None)
    # Who is in already wears it from now on: that is done, too.
    return 1 if isinstance(verdict, CancelledTicket) else 0


def _guest(call: Namespace) -> WalkIn:
    from checkin.desk import WalkIn  # SQLAlchemy costs start-up time

    return WalkIn(
        given_name=call.given,
        family_name=call.family,
        email=call.email,
        handle=call.handle,
        organisation=call.organisation,
        category=call.category,
    )


def _known(context: Context, event: Event, wanted: str) -> UUID:
    """Return the id of somebody on the evening's list."""
    attendee_id = parse_id(wanted)
    with context.database.reading() as repository:
        attendee = repository.attendees.get(attendee_id)
    if attendee.event_id != event.id:
        raise NotFoundError("attendee", wanted)
    return attendee_id


def _doubles(call: Namespace, desk: Desk, guest: WalkIn) -> list[Attendee]:
    return [] if call.new or not guest.full_name else desk.likely_doubles(guest)


def _answer(context: Context, verdict: Verdict, file: Path | None) -> None:
    attendee = getattr(verdict, "attendee", None)
    shape = {
        "attendee": attendee_json(attendee) if attendee else None,
        "verdict": verdict_json(verdict),
        "file": str(file) if file else None,
    }
    badge = [context.language.text("Badge: {file}", file=file)] if file else []
    context.answer(shape, verdict_line(context, verdict), *badge)


def _offer(context: Context, doubles: list[Attendee]) -> int:
    t = context.language
    shape = {"attendee": None, "verdict": None, "file": None, "doubles": [attendee_json(a) for a in doubles]}
    if context.as_json:
        context.answer(shape)
    for double in doubles:
        about = ", ".join(x for x in (double.handle, double.organisation, double.email) if x)
        context.say(
            t.text(
                "{name} ({about}) is on the list already: add --is {id} to admit them, or --new for somebody else.",
                name=double.full_name,
                about=about or t.text("no details"),
                id=double.id,
            )
        )
    return 1
