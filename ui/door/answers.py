"""What the banner shows of whatever the door said last, and with which buttons."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checkin.model import ADMITTING, Admitted, AdmittedUnlisted, AlreadyArrived, CancelledTicket, Entry, Verdict
from checkin.wording.verdicts import blank_line
from ui.door.clerk import Departure, TakenBack
from ui.wording import banner_of, left_banner, ready_banner, taken_back_banner

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from checkin.language import Language
    from checkin.model import Event
    from ui.door.layout import DoorLayout
    from ui.widgets.banner import Banner

Said = Verdict | TakenBack | Departure
"""What the door may have said last."""


def answer_of(
    said: Said | None,
    view: DoorLayout,
    language: Language,
    event: Event | None,
    *,
    prints: bool,
    blank: int | None = None,
    blank_waits: bool = False,
) -> tuple[Banner, tuple[QWidget, ...]]:
    """Return the banner and its buttons; `prints` tells that the door has a printer.

    `blank` is the number of the badge without a name that was held up again; `blank_waits` that the form is still to
    ask about one.
    """
    name_it = (view.walk_in_too,) if blank_waits else ()
    view.walk_in_too.setText(language.text("Type the name") if blank_waits else language.text("Walk-in"))
    badge = (view.badge_again,) if prints else ()
    match said:
        case None:
            return ready_banner(language), ()
        case TakenBack():
            return taken_back_banner(said.verdict, language, was_departure=said.entry is Entry.LEFT), ()
        case Departure(attendee=attendee):
            return left_banner(attendee.full_name if attendee else "", language), (view.undo,)
        case CancelledTicket():
            view.again.setText(language.text("Let in all the same"))
            return banner_of(said, language, event), (view.again,)
        case AlreadyArrived(attendee=None) if blank is not None:
            banner = replace(banner_of(said, language, event), headline=blank_line(blank, language))
            return banner, (*name_it, view.left)
        case AlreadyArrived():
            view.again.setText(language.text("Let in again"))
            buttons = (view.left, view.again, *badge) if said.attendee is not None else (view.left,)
            return banner_of(said, language, event), buttons
        case AdmittedUnlisted(blank=number) if number is not None:
            return banner_of(said, language, event), (*name_it, view.undo)
        case Admitted():
            return banner_of(said, language, event), (view.undo, *badge)
        case _ if isinstance(said, ADMITTING):
            return banner_of(said, language, event), (view.undo,)
        case _:
            return banner_of(said, language, event), (view.search_button, view.walk_in_too)
