"""What a page is given: the core's services, and the window's own means. Built once by `ui.app`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.theme import Role

if TYPE_CHECKING:
    from checkin.badges.printing import Printers
    from checkin.scanning.camera import Camera
    from ui.background import Background
    from ui.lock import Lock
    from ui.services import Services
    from ui.sounds import Sounds
    from ui.theme import Theme
    from ui.translations import Translations


class Notices(QObject):
    """What pages tell the window, and so each other."""

    event_chosen = Signal()
    """The current evening is another one, or it was changed: every page hears of it by `Page.event_changed`."""
    list_changed = Signal()
    """Attendees were added, changed or removed."""
    arrivals_changed = Signal()
    """The journal has a new line."""
    badges_changed = Signal()
    """Badges were printed or revoked."""
    printer_changed = Signal()
    """Another printer was chosen, or one was just sent a page: it may have gone or come back."""
    print_badges = Signal(object)
    """Print the badges of these people (a tuple of Attendee) as the door does, also again; what comes of it is said."""
    print_queue_stirred = Signal()
    """A page was added to the print queue, or somebody decided about one: work now."""
    print_queue_changed = Signal(object)
    """What waits for printers of this laptop now (a tuple of PrintJob)."""
    printers_seen = Signal(object)
    """How the printers are that something waits for, and the door's (a dict of Condition by name)."""
    backup_made = Signal()
    """The data was backed up."""
    line = Signal(str, str)
    """A sentence for the operator, and its role; it goes away by itself."""
    status = Signal(str, str, str)
    """A dot of the status line: its key (`camera`, `backup`, `printer`...), its text, its role; no text removes it."""
    bug = Signal(object)
    """An exception that nobody expected, from a thread of a page's own."""
    role_changed = Signal()
    """The laptop is with the volunteers now, or with the organiser again: `kit.lock.is_volunteers` tells."""
    hand_over = Signal()
    """Give the laptop to the volunteers, or ask for what that lacks; in their hands, ask for the organiser's PIN."""
    pin_wanted = Signal()
    """The settings are to ask for a PIN: without one the volunteers cannot have the laptop."""
    full_screen = Signal()
    """Fill the screen, or give it back."""
    go_to = Signal(str)
    """Show the page of this key."""
    import_list = Signal(object)
    """Show the attendees page and let it preview this file (a Path), or ask for one (None)."""

    def say(self, text: str, role: Role = Role.NEUTRAL) -> None:
        """Show a sentence for a while."""
        self.line.emit(text, role.value)


OpenCamera = Callable[[str], "Camera"]
"""Returns the frames of the source that the settings name; called on the door's own thread."""


@dataclass(frozen=True, slots=True)
class Kit:
    """The collaborators of a page."""

    services: Services
    theme: Theme
    translations: Translations
    background: Background
    sounds: Sounds
    notices: Notices
    open_camera: OpenCamera
    lock: Lock
    printers: Printers
