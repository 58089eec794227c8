"""The search side of the Door page: hits as somebody types, arrows to choose, Enter to admit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from checkin.badges import tokens
from ui.door.rows import hit_rows
from ui.sounds import Sound
from ui.theme import Role
from ui.wording import error_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from checkin.errors import CheckinError
    from checkin.model import Attendee
    from ui.door.clerk import Clerk, Hits
    from ui.door.layout import DoorLayout
    from ui.kit import Kit
    from ui.widgets.row_list import Row

SHORTEST = 2
"""Letters from which the list is searched."""


class Finder(QObject):
    """What happens between the scan field and the desk."""

    def __init__(self, kit: Kit, view: DoorLayout, clerk: Clerk) -> None:
        super().__init__(view)
        self._kit = kit
        self._view = view
        self._line = view.field.line
        self._clerk = clerk
        self._hits: Hits | None = None
        self._stepped = False
        self.zone: tzinfo | None = None
        self._line.textEdited.connect(self._typed)
        self._line.returnPressed.connect(self._entered)
        self._line.stepped.connect(self._step)
        self._line.emptied.connect(self.empty)
        view.hits.clicked.connect(self._admit_chosen)
        clerk.found.connect(self._show)
        clerk.several_found.connect(self._ask_which)
        kit.notices.role_changed.connect(self.retranslate)

    @property
    def searched_in_vain(self) -> str:
        """What was searched for and not found, as the beginning of a walk-in; no code, which is nobody's name."""
        text = self._line.text().strip()
        is_code = any(letter.isdigit() for letter in text) and not text.startswith("@")
        return text if self._hits is not None and not self._hits.attendees and not is_code else ""

    @property
    def is_open_question(self) -> bool:
        """Whether a name is typed for which nobody is chosen: it was not looked for yet, or not found."""
        text = self._line.text()
        return bool(text.strip()) and (self._hits is None or self._hits.text != text or not self._hits.attendees)

    def empty(self) -> None:
        """Forget what was typed."""
        self._line.clear()
        self._hits = None
        self._stepped = False
        self._view.show_arrivals()

    def retranslate(self) -> None:
        """Write the hits anew; whoever is chosen stays chosen."""
        if self._hits is not None:
            row = self._view.hits.currentIndex().row()
            self._show(self._hits)
            self._view.hits.choose(row)

    def _typed(self, text: str) -> None:
        self._stepped = False
        if len(text.strip()) >= SHORTEST and tokens.parse(text) is None:
            self._clerk.search(text)
        else:
            self._hits = None
            self._view.show_arrivals()

    def _show(self, hits: Hits) -> None:
        # What was found late, for a text that has changed since, is not shown.
        if hits.text == self._line.text():
            self._hits = hits
            language = self._kit.translations.language
            self._view.show_hits(self._rows(hits.attendees), hits.text, language)

    def _rows(self, attendees: Sequence[Attendee]) -> list[Row]:
        language = self._kit.translations.language
        hides = self._kit.lock.is_volunteers
        return hit_rows(attendees, language, self.zone, hides_addresses=hides)

    def _ask_which(self, hits: Hits) -> None:
        # Unless the volunteer is typing the next name already.
        if not self._line.text():
            self._line.setText(hits.text)
            self._show(hits)

    def _step(self, by: int) -> None:
        if self._hits is not None:
            self._stepped = True
            self._view.hits.step(by)
        elif not self._line.text():
            self._view.step_arrivals(by)

    def _entered(self) -> None:
        text = self._line.text()
        is_current = self._hits is not None and self._hits.text == text
        # Behind the walk-in panel nobody sees who is chosen.
        chosen = self._view.hits.chosen if is_current and not self._view.is_walk_in_open else None
        if self._stepped and chosen is not None:
            self._admit_chosen()
            return
        self.empty()
        self._clerk.submit(text, chosen.payload.id if chosen else None, lambda error: self._give_back(text, error))

    def _give_back(self, text: str, error: CheckinError) -> None:
        """Put what could not be answered where it was: Enter tries again."""
        self._kit.sounds.play(Sound.NO)
        self._kit.notices.say(error_line(error, self._kit.translations.language), Role.REFUSED)
        if not self._line.text():
            self._line.setText(text)
            self._typed(text)

    def _admit_chosen(self) -> None:
        chosen = self._view.hits.chosen
        if chosen is not None:
            self.empty()
            self._clerk.admit(chosen.payload.id)
            self._line.setFocus()
