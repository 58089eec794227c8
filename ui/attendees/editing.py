"""Putting a line of the list right by hand: what the form says is checked, kept and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from checkin.errors import CheckinError, InvalidError, NotFoundError
from checkin.lists.fixing import FIXABLE, checked
from ui.attendees.preview.words import remedy
from ui.theme import Role
from ui.wording import error_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from checkin.model import Attendee
    from ui.attendees.edit_form import EditForm
    from ui.background import Job
    from ui.kit import Kit


class Editing(QObject):
    """One line at a time. `ended` comes with its key when the form goes, kept or not."""

    ended = Signal(object)

    def __init__(self, kit: Kit, form: EditForm, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._form = form
        self._attendee: Attendee | None = None
        self._job: Job | None = None
        self._is_warned = False
        form.submitted.connect(self._keep)
        form.left.connect(self.leave)
        form.typed.connect(self._type)

    @property
    def key(self) -> UUID | None:
        """Whose line is open; None where none is."""
        return self._attendee.id if self._attendee else None

    @property
    def is_changed(self) -> bool:
        """Whether something was typed over."""
        return self._attendee is not None and bool(self._form.changes)

    def open(self, attendee: Attendee, categories: Sequence[str]) -> None:
        """Show a line and put the keyboard into it. One that was changed and not kept stays before any other."""
        self.follow(attendee, categories)
        self._form.begin()

    def follow(self, attendee: Attendee, categories: Sequence[str]) -> None:
        """Show another line and leave the keyboard where it is."""
        if self.is_changed:
            if attendee.id != self.key:
                self._warn()
            return
        self._attendee, self._is_warned = attendee, False
        self._form.show_attendee(attendee, categories)
        self._form.show()

    def leave(self) -> None:
        """Go without keeping anything; where something was typed, the first time only says so."""
        if self.is_changed and not self._is_warned:
            self._warn()
        else:
            self.forget()

    def forget(self) -> None:
        """Close the form, whatever is in it."""
        key, self._attendee = self.key, None
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._form.hide()
        if key is not None:
            self.ended.emit(key)

    def _keep(self) -> None:
        attendee, changes = self._attendee, self._form.changes
        if attendee is None:
            return
        if not changes:
            self.forget()
            return
        try:
            for name, text in changes.items():
                if name in FIXABLE:
                    checked(name, str(text))
        except InvalidError as error:
            self._fail(error)
            return
        editor = self._kit.services.editor
        self._form.wait(is_waiting=True)
        self._form.show_error("", "")
        self._job = self._kit.background.run(
            lambda: editor.change(attendee.id, **changes),
            then=lambda _attendee: self._kept(),
            failed=self._fail,
            owner=self,
        )

    def _kept(self) -> None:
        self._job = None
        self.forget()
        self._kit.notices.list_changed.emit()

    def _fail(self, error: CheckinError) -> None:
        self._job = None
        self._form.wait(is_waiting=False)
        said = self._kit.translations.language
        match error:
            case InvalidError(name="name"):
                self._form.show_error("given_name", error_line(error, said))
            case InvalidError(name=name, value=value) if name in self._form.fields:
                self._form.show_error(name, remedy(name, value, said))
            case NotFoundError():
                # Taken off from elsewhere, such as the command line.
                self.forget()
                self._kit.notices.say(said.text("This line is not on the list any more."), Role.ALREADY)
                self._kit.notices.list_changed.emit()
            case _:
                self._form.show_remark(error_line(error, said), "refused")

    def _type(self) -> None:
        """What is typed after a warning is worth one, too."""
        if self._is_warned:
            self._is_warned = False
            self._form.show_remark("")

    def _warn(self) -> None:
        self._is_warned = True
        said = self._kit.translations.language
        self._form.show_remark(said.text("Not saved yet: Enter saves it, Esc forgets what was typed."))
