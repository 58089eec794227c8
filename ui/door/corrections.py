"""What is put right at the door: an arrival taken back, somebody who left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from checkin.badges import tokens
from checkin.errors import NotUndoableError
from checkin.model import ADMITTING, Admitted, AlreadyArrived, BadgeId, Entry, Verdict
from ui.theme import Role
from ui.wording import error_line

if TYPE_CHECKING:
    from uuid import UUID

    from checkin.errors import CheckinError
    from ui.door.clerk import Clerk, DoorState
    from ui.door.layout import DoorLayout
    from ui.kit import Kit


class Corrections(QObject):
    """Undo and "they left": of the line that was chosen, else of the latest one."""

    def __init__(self, kit: Kit, view: DoorLayout, clerk: Clerk) -> None:
        super().__init__(view)
        self._kit = kit
        self._view = view
        self._clerk = clerk
        self._undoable: list[UUID] = []
        self._is_leaving = self._undo_waits = False

    def forget(self) -> None:
        """Begin with another evening."""
        self._undoable.clear()

    def remember(self, line_id: UUID) -> None:
        """Take note of a line that this door has just written; undo begins with it."""
        self._undoable.append(line_id)

    def departed(self, line_id: UUID) -> None:
        """Take note of a departure; undo that was asked for before it was written takes it back."""
        self.remember(line_id)
        if self._undo_waits:
            self._take_back(self._undoable.pop())

    def see(self, state: DoorState) -> None:
        """Learn which of this door's lines can be taken back: those of before the program was started, too."""
        door = self._kit.services.settings.current.door_id
        undone = {line.undoes for line, _ in state.lines}
        known = [
            line.id
            for line, _ in state.lines
            if line.door.id == door and line.entry in (Entry.ARRIVED, Entry.LEFT) and line.id not in undone
        ]
        seen = {line.id for line, _ in state.lines}
        # Ids sort by birth: older lines than were read stay below, and what was answered since stays on top.
        self._undoable = sorted({*known, *(kept for kept in self._undoable if kept not in seen)})

    def undo(self) -> None:
        """Take back the chosen line, else this door's latest one."""
        chosen = self._view.chosen_line
        if chosen is None and self._is_leaving:
            # The latest line is still being written.
            self._undo_waits = True
        elif chosen is not None:
            if chosen.entry not in (Entry.ARRIVED, Entry.LEFT):
                self._say(self._text("Nothing to take back there: nobody came in or left by this line."))
                return
            if chosen.id in self._undoable:
                self._undoable.remove(chosen.id)
            self._take_back(chosen.id)
        elif self._undoable:
            self._take_back(self._undoable.pop())

    def leave(self, shown: Verdict | None) -> None:
        """Record that somebody left: who is chosen, else whom the banner names."""
        who = self._leaver(shown)
        if who is None:
            self.ask_who()
            return
        self._view.forget_choice()
        self._is_leaving = self._clerk.desk is not None
        self._clerk.leave(*who, done=self._leave_is_over)

    def ask_who(self) -> None:
        """Say that somebody must be chosen first."""
        self._say(self._text("Who left? Scan or search for them first, or choose their line."))

    def _leaver(self, shown: Verdict | None) -> tuple[UUID | None, BadgeId | None] | None:
        if (hit := self._view.chosen_hit) is not None:
            return hit.id, None
        if (line := self._view.chosen_line) is not None:
            return (line.attendee_id, line.badge_id) if line.attendee_id or line.badge_id is not None else None
        if isinstance(shown, (Admitted, AlreadyArrived)) and shown.attendee is not None:
            return shown.attendee.id, None
        if isinstance(shown, (AlreadyArrived, *ADMITTING)):
            token = tokens.parse(shown.scan.text)
            return (None, token.badge_id) if token is not None else None
        return None

    def _leave_is_over(self) -> None:
        self._is_leaving = self._undo_waits = False

    def _take_back(self, line_id: UUID) -> None:
        self._view.forget_choice()

        def failed(error: CheckinError) -> None:
            if not isinstance(error, NotUndoableError):
                # It is still in the journal: the key must find it again.
                self._undoable.append(line_id)
            self._kit.notices.say(error_line(error, self._kit.translations.language), Role.REFUSED)

        self._clerk.undo(line_id, failed)

    def _say(self, words: str) -> None:
        self._kit.notices.say(words)

    def _text(self, message: str) -> str:
        return self._kit.translations.language.text(message)
