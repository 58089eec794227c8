"""The pages of the window, in the order of the rail. Each is loaded when it is first shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.language import mark
from ui.page import Command, Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.kit import Kit

FIRST_RUN = "first_run"
DOOR = "door"
ATTENDEES = "attendees"


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page of the rail: `name` is translated where it is shown, `commands` are the keys that lead to it."""

    key: str
    name: str
    icon: str
    load: Callable[[Kit], Page]
    commands: tuple[Command, ...] = ()


def _door(kit: Kit) -> Page:
    from ui.door.page import DoorPage  # a page loads when it is first shown

    return DoorPage(kit)


def _attendees(kit: Kit) -> Page:
    from ui.attendees.page import AttendeesPage  # a page loads when it is first shown

    return AttendeesPage(kit)


def _badges(kit: Kit) -> Page:
    from ui.badges.page import BadgesPage  # a page loads when it is first shown

    return BadgesPage(kit)


def _turnout(kit: Kit) -> Page:
    from ui.turnout.page import TurnoutPage  # a page loads when it is first shown

    return TurnoutPage(kit)


def _events(kit: Kit) -> Page:
    from ui.events.page import EventsPage  # a page loads when it is first shown

    return EventsPage(kit)


def _settings(kit: Kit) -> Page:
    from ui.settings.page import SettingsPage  # a page loads when it is first shown

    return SettingsPage(kit)


def _first_run(kit: Kit) -> Page:
    from ui.first_run import FirstRunPage  # a page loads when it is first shown

    return FirstRunPage(kit)


PAGES = (
    PageEntry(DOOR, mark("Door"), "scan-qr-code", _door, (Command.SEARCH, Command.WALK_IN)),
    PageEntry(ATTENDEES, mark("Attendees"), "users", _attendees, (Command.LOAD_LIST,)),
    PageEntry("badges", mark("Badges"), "id-card", _badges, (Command.PRINT,)),
    PageEntry("turnout", mark("Turnout"), "chart-no-axes-column", _turnout, (Command.EXPORT,)),
    PageEntry("events", mark("Evenings"), "moon", _events),
    PageEntry("settings", mark("Settings"), "settings", _settings),
)
FIRST = PageEntry(FIRST_RUN, "", "", _first_run)
