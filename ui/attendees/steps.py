"""What Enter, Esc and Ctrl+Z mean on the Attendees page, by what is open on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.attendees.import_panel import Stage
from ui.attendees.lines import Filter
from ui.page import Command

if TYPE_CHECKING:
    from ui.attendees.page import AttendeesPage


class Steps:
    """The next step of the page, and the way back; the innermost thing that is open comes first."""

    def __init__(self, page: AttendeesPage) -> None:
        self._page = page

    def enter(self) -> None:
        """Take the one next step."""
        page = self._page
        if page.panel.stage is Stage.PREVIEW:
            page.panel.load()
        elif page.panel.stage is not Stage.NONE:
            return
        elif page.last.is_asking:
            page.last.confirm()
        elif page.choosing.badges.asked is not None:
            page.choosing.badges.confirm()
        elif page.editing.key is not None:
            page.form.begin()
        elif page.roll.is_read and not page.roll.lines:
            page.open_list(None)
        else:
            page.choosing.let_in(page.event_now)

    def back(self) -> bool:
        """Go one step back; False where there is none to go."""
        page = self._page
        if page.ticking.is_running:
            page.ticking.stop()
        elif page.writer.is_running:
            page.writer.stop()
        elif page.panel.obey(Command.CANCEL):
            pass
        elif page.last.is_asking:
            page.last.dismiss()
        elif page.choosing.badges.asked is not None:
            page.choosing.badges.dismiss()
        elif page.editing.key is not None:
            page.editing.leave()
        elif page.paper.is_open:
            page.paper.step_back()
        elif page.search.text() or page.bar.filter is not Filter.ALL:
            page.search.clear()
            page.bar.choose(Filter.ALL)
            page.take_focus()
        elif page.table.selected_rows():
            page.table.clearSelection()
        else:
            return False
        return True

    def edit(self) -> bool:
        """Edit the line that is chosen, or put its row of the preview right; False where the walk-in's key is free."""
        page = self._page
        if page.panel.stage is Stage.NONE:
            return page.paper.is_open or page.choosing.edit()
        row = page.choosing.row()
        if row is not None:
            page.panel.fix_row(page.model.lines[row].row)
        return True

    def tick_paper(self) -> None:
        """Open the panel in which a list on paper is ticked in, or put it away."""
        page = self._page
        if page.paper.is_open:
            page.paper.close()
        elif page.event_now is not None and page.panel.stage is Stage.NONE and page.roll.lines:
            page.editing.forget()
            page.paper.open(page.event_now, page.roll.attendees())
            page.rewrite()

    def take_back(self) -> bool:
        """Take back the newest entry from paper, else the arrivals that are chosen, else the last list."""
        page = self._page
        if page.paper.is_open:
            return page.paper.ticks.take_back() or True
        return page.choosing.take_back(page.event_now) or self.ask_take_back()

    def ask_take_back(self) -> bool:
        """Ask whether the last list is to be taken back; Enter in the table says yes, as a scanned code cannot."""
        page = self._page
        if not page.last.ask():
            return False
        page.take_focus()
        page.choosing.write()
        return True
