"""Printing somebody's badge again, on purpose: who is chosen in a list, else whom the banner names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from checkin.model import Admitted, AlreadyArrived, Verdict

if TYPE_CHECKING:
    from uuid import UUID

    from checkin.model import Attendee
    from ui.door.layout import DoorLayout
    from ui.kit import Kit

KEY = "F4"


class Reprinting(QObject):
    """Asks for a badge as the walk-ins' are asked for; whoever prints says what came of it."""

    def __init__(self, kit: Kit, view: DoorLayout) -> None:
        super().__init__(view)
        self._kit = kit
        self._view = view

    def print_again(self, shown: Verdict | None) -> None:
        """Print the badge of who is meant."""
        who = self._who(shown)
        if who is None:
            self.ask_who()
            return
        self._view.forget_choice()
        database = self._kit.services.database

        def work() -> Attendee:
            with database.reading() as repository:
                return repository.attendees.get(who)

        self._kit.background.run(
            work, then=lambda attendee: self._kit.notices.print_badges.emit((attendee,)), owner=self
        )

    def ask_who(self) -> None:
        """Say that somebody must be chosen first."""
        language = self._kit.translations.language
        self._kit.notices.say(language.text("Whose badge? Scan or search for them first, or choose their line."))

    def _who(self, shown: Verdict | None) -> UUID | None:
        if (hit := self._view.chosen_hit) is not None:
            return hit.id
        if (line := self._view.chosen_line) is not None:
            return line.attendee_id
        if isinstance(shown, Admitted | AlreadyArrived) and shown.attendee is not None:
            return shown.attendee.id
        return None
