"""The walk-in side of the Door page: opens the panel, offers who it may be, registers, asks for the badge.

With a blank badge that was held up, the same panel asks whose it is, and nothing is printed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from checkin.badges import tokens
from ui.door.blanks import Blanks
from ui.wording import error_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from checkin.desk import WalkIn
    from checkin.errors import CheckinError
    from checkin.language import Language
    from checkin.model import Admitted, Attendee
    from ui.door.blanks import Blank
    from ui.door.burst import Burst
    from ui.door.clerk import Clerk
    from ui.door.layout import DoorLayout
    from ui.kit import Kit

_BETWEEN = " -'’.·"
"""What stands between the letters of names."""
_NICKNAME = re.compile(r"\(([^()]*)\)")
SHORTEST = 2
"""Letters of a name from which the list is asked for doubles."""


class Reception(QObject):
    """What happens between the walk-in panel and the desk."""

    closed = Signal()

    def __init__(self, kit: Kit, view: DoorLayout, clerk: Clerk) -> None:
        super().__init__(view)
        self._kit = kit
        self._view = view
        self._panel = view.walk_in
        self._clerk = clerk
        self.blanks = Blanks(kit, clerk)
        self._blank: Blank | None = None
        self._wrong: Callable[[Language], str] | None = None
        self._panel.closed.connect(self.close)
        self._panel.typed.connect(self._typed)
        self._panel.submitted.connect(self._register)
        self._panel.recognised.connect(self._recognised)
        clerk.offered.connect(self._panel.show_offer)
        clerk.registered.connect(self._registered)
        clerk.categories_known.connect(self._panel.show_categories)
        self.blanks.claimed.connect(self._finish)
        kit.notices.role_changed.connect(self._take_role)
        self._take_role()

    def open(self, name: str) -> None:
        """Open an empty form, for a blank badge that waits for one if any; one that is open keeps what was typed."""
        if self._view.is_walk_in_open:
            if not self._panel.isAncestorOf(self._panel.window().focusWidget()):
                self._panel.given.setFocus()
        elif self._clerk.desk is not None:
            self._open(name, self.blanks.next())

    def name_blank(self, blank: Blank, *, is_free: bool) -> None:
        """Ask whose a blank badge is; the guest is in already, so it can wait while somebody writes elsewhere.

        `is_free` tells that nobody does. A form in which nothing was typed yet is for this badge from now on; one in
        which something was is for somebody else, and comes first.
        """
        if blank == self._blank:
            return
        is_empty = self._view.is_walk_in_open and self._blank is None and not self._panel.is_begun
        if is_empty and self._panel.accept.isEnabled():
            self._bind(blank)
        elif is_free and not self._view.is_walk_in_open and self._clerk.desk is not None:
            self.blanks.forget(blank)
            self._open("", blank)
        else:
            self.blanks.wait(blank)

    def retranslate(self) -> None:
        """Write anew what is missing or went wrong."""
        self._panel.show_error(self._wrong(self._kit.translations.language) if self._wrong is not None else "")

    def close(self) -> None:
        """Close the form; what was typed is forgotten, and a blank badge has no name still."""
        self.blanks.forget()
        self._shut()

    def is_nobodys_name(self, burst: Burst) -> bool:
        """Tell whether a scanner typed, where a name belongs, what cannot be one: the code of a bottle, a link."""
        is_for_a_name = burst.field in (self._panel.given, self._panel.family)
        ends_in_badge = tokens.parse(burst.text[-tokens.LENGTH :]) is not None
        return is_for_a_name and not ends_in_badge and not _may_be_a_name(burst.text)

    def _open(self, name: str, blank: Blank | None) -> None:
        self._wrong = None
        self._clerk.ask_categories()
        self._view.open_walk_in(name)
        self._bind(blank)

    def _bind(self, blank: Blank | None) -> None:
        self._blank = blank
        self._panel.bind(blank.number if blank is not None else None)

    def _shut(self) -> None:
        self._blank = None
        if self._view.is_walk_in_open:
            self._view.close_walk_in()
            self.closed.emit()

    def _finish(self) -> None:
        """Close the form, or go on with the blank badge that was held up meanwhile."""
        self._shut()
        if (blank := self.blanks.next()) is not None:
            self._open("", blank)

    def _take_role(self) -> None:
        self._panel.hide_addresses(is_hidden=self._kit.lock.is_volunteers)

    def _typed(self, walk_in: WalkIn) -> None:
        if len(walk_in.full_name) >= SHORTEST or walk_in.email or walk_in.handle:
            self._clerk.offer(walk_in)
        else:
            self._panel.show_offer(None)

    def _register(self, walk_in: WalkIn, offer_was_shown: bool) -> None:
        if (code := _scanned(walk_in)) is not None:
            # A scanner types wherever the keyboard is; a code is nobody's name.
            self._panel.forget_code(code)
            self._clerk.submit(code)
            return
        if not walk_in.full_name:
            self._say_wrong(lambda t: t.text("A name is enough, but it takes a name."))
            self._panel.given.setFocus()
            return
        if self._panel.consent.isChecked() and "@" not in walk_in.email:
            self._say_wrong(lambda t: t.text("An invitation needs an e-mail address: type it, or untick the box."))
            self._panel.email.setFocus()
            return
        self._say_wrong(None)
        self._panel.wait(is_waiting=True)
        if self._blank is not None:
            self.blanks.claim(
                self._blank, walk_in, even_if_known=offer_was_shown, failed=self._failed, done=self._go_on
            )
        else:
            self._clerk.register(walk_in, even_if_known=offer_was_shown, failed=self._failed, done=self._go_on)

    def _go_on(self) -> None:
        self._panel.wait(is_waiting=False)

    def _failed(self, error: CheckinError) -> None:
        self._say_wrong(lambda language: error_line(error, language))

    def _say_wrong(self, wrong: Callable[[Language], str] | None) -> None:
        self._wrong = wrong
        self.retranslate()

    def _recognised(self, attendee: Attendee) -> None:
        if self._blank is None:
            self._finish()
            self._clerk.admit(attendee.id)
        elif self._panel.accept.isEnabled():
            self._panel.wait(is_waiting=True)
            self.blanks.claim_for(self._blank, attendee.id, failed=self._failed, done=self._go_on)

    def _registered(self, verdict: Admitted) -> None:
        self._finish()
        self._kit.notices.print_badges.emit((verdict.attendee,))


def _may_be_a_name(text: str) -> bool:
    without_brackets = _NICKNAME.sub(r"\1", text)
    return all(c.isalpha() or unicodedata.category(c).startswith("M") or c in _BETWEEN for c in without_brackets)


def _scanned(walk_in: WalkIn) -> str | None:
    """Return the badge's token that ends what was typed into one of the fields, if any."""
    typed = (walk_in.given_name, walk_in.family_name, walk_in.handle, walk_in.organisation, walk_in.email)
    ends = (text[-tokens.LENGTH :] for text in (*typed, walk_in.category, *walk_in.wishes))
    return next((end for end in ends if tokens.parse(end) is not None), None)
