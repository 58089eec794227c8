"""Putting a name right where it is seen: what is typed is drawn at once, and kept with Enter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from checkin.errors import CheckinError, InvalidError, NotFoundError
from checkin.lists.fixing import checked
from checkin.lists.handles import read_handle
from checkin.lists.merging import whole
from ui.theme import Role
from ui.wording import error_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from checkin.model import Attendee
    from ui.background import Job
    from ui.badges.name_line import NameLine
    from ui.kit import Kit


class Renaming(QObject):
    """One badge at a time. `changed` comes with what is typed, `ended` when the line goes, kept or not."""

    changed = Signal()
    ended = Signal()

    def __init__(self, kit: Kit, line: NameLine, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._line = line
        self._attendee: Attendee | None = None
        self._job: Job | None = None
        line.typed.connect(self._type)
        line.submitted.connect(self._keep)
        line.left.connect(self.drop)

    @property
    def is_open(self) -> bool:
        """Whether somebody's name is being changed."""
        return self._attendee is not None

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not kept: the preview shows it, and no printer would."""
        return self._attendee is not None and bool(self._line.changes)

    @property
    def key(self) -> UUID | None:
        """Whose name it is; None where nobody's is."""
        return self._attendee.id if self._attendee is not None else None

    def open(self, attendee: Attendee) -> None:
        """Show somebody's name, and put the keyboard into it."""
        self._stop()
        self._attendee = attendee
        self._line.show_attendee(attendee)
        self._line.show()
        self._line.begin()

    def drop(self) -> None:
        """Go without keeping anything."""
        if self._attendee is None:
            return
        self._stop()
        self._attendee = None
        self._line.hide()
        self.ended.emit()

    def drawn(self, attendees: Sequence[Attendee]) -> list[Attendee]:
        """Return these people, one of them called as it is typed."""
        return [self._draft(one) if one.id == self.key else one for one in attendees]

    def _draft(self, attendee: Attendee) -> Attendee:
        changes = self._line.changes
        if not changes:
            return attendee
        draft = replace(
            attendee,
            given_name=changes.get("given_name", attendee.given_name),
            family_name=changes.get("family_name", attendee.family_name),
            organisation=changes.get("organisation", attendee.organisation),
        )
        if "given_name" in changes:
            # Half a name is never changed alone: see `NameLine.changes`.
            draft = replace(draft, full_name=whole(draft.given_name, draft.family_name))
        if "handle" in changes:
            draft = _with_handle(draft, changes["handle"])
        return draft

    def _type(self) -> None:
        self._line.show_error("", "")
        self.changed.emit()

    def _keep(self) -> None:
        attendee, changes = self._attendee, self._line.changes
        if attendee is None or self._job is not None:
            return
        if not changes:
            self.drop()
            return
        try:
            for name, text in changes.items():
                checked(name, text)
        except InvalidError as error:
            self._fail(error)
            return
        editor = self._kit.services.editor
        self._line.wait(is_waiting=True)
        self._job = self._kit.background.run(
            lambda: editor.change(attendee.id, **changes), then=self._kept, failed=self._fail, owner=self
        )

    def _kept(self, attendee: Attendee) -> None:
        t = self._kit.translations.language
        self._job = None
        name = attendee.full_name or t.text("Unnamed guest")
        self.drop()
        self._kit.notices.say(t.text("{name}: kept.", name=name), Role.ADMITTED)
        self._kit.notices.list_changed.emit()

    def _fail(self, error: CheckinError) -> None:
        self._job = None
        self._line.wait(is_waiting=False)
        t = self._kit.translations.language
        match error:
            case NotFoundError():
                # Taken off from elsewhere, such as the command line.
                self.drop()
                self._kit.notices.say(t.text("This line is not on the list any more."), Role.ALREADY)
                self._kit.notices.list_changed.emit()
            case InvalidError(name=name):
                self._line.show_error("given_name" if name == "name" else name, error_line(error, t))
            case _:
                self._line.show_error("", error_line(error, t))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None


def _with_handle(attendee: Attendee, typed: str) -> Attendee:
    """Return somebody with another handle, on the network that it tells or else the one before, as the editor does."""
    try:
        handle = str(checked("handle", typed))
    except InvalidError:
        return attendee
    network = read_handle(handle).network if handle else ""
    goes_on = handle and attendee.network != "mastodon"
    return replace(attendee, handle=handle, network=network or (attendee.network if goes_on else ""))
