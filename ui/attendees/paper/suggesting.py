"""Who may be meant by what is typed so far, and which of them is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.attendees.paper.lines import suggestion_of

if TYPE_CHECKING:
    from checkin.attendance.paper_finding import PaperFinder
    from checkin.model import Event
    from ui.kit import Kit
    from ui.widgets.row_list import RowList

SUGGESTED = 8


class Suggesting:
    """Keeps the choice that was made by the arrows, until something else is typed."""

    def __init__(self, rows: RowList, kit: Kit) -> None:
        self._rows = rows
        self._kit = kit
        self.is_chosen = False
        """Whether somebody was chosen by the arrows."""

    def show(self, text: str, finder: PaperFinder | None, event: Event | None) -> None:
        """Show who may be meant; one is marked where it is sure."""
        text = text.strip()
        place = self._rows.currentIndex().row()
        if finder is None or event is None or not text:
            self._rows.rows.show(())
            return
        found = finder.suggested(text, SUGGESTED)
        language, zone = self._kit.translations.language, event.starts.tzinfo
        self._rows.rows.show([suggestion_of(one, finder.code(one.id), language, zone) for one in found])
        if self.is_chosen:
            self._rows.choose(place)
        elif found and len(finder.meant(text)) == 1:
            self._rows.choose(0)

    def step(self, by: int) -> None:
        """Choose the one below or above; the first step chooses the first."""
        if self._rows.rows.rows:
            self._rows.step(by if self._rows.currentIndex().isValid() or by < 0 else 1)
            self.is_chosen = True

    def forget_choice(self) -> None:
        """Know of no choice: something else is typed."""
        self.is_chosen = False
