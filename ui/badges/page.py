"""The Badges page: the sheets as they will come out, into a file or on a printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from ui.badges.blank_printing import BlankPrinting
from ui.badges.layout import BadgesView
from ui.badges.more import BLANKS
from ui.badges.panel import MORE
from ui.badges.preview import Preview, Sheet
from ui.badges.printing import Printing
from ui.badges.sheet_hands import SheetHands
from ui.badges.wishes import on_the_way
from ui.badges.words import about_line, sheet_line, words_on
from ui.page import Command, Page
from ui.theme import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from checkin.badges.templates import Catalogue
    from checkin.badging import Printing as Printed
    from checkin.model import Attendee, Event
    from ui.background import Job
    from ui.badges.wishes import BadgeWords, Wishes
    from ui.kit import Kit

AS_PDF = "Ctrl+S"


class BadgesPage(Page):
    """Whose badges at the left, the sheets at the right."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._candidates: list[Attendee] = []
        self._printings: Sequence[Printed] = ()
        self._is_loaded = False
        self._loading: Job | None = None
        self.view = BadgesView(kit, self)
        self.panel, self.paper = self.view.panel, self.view.paper
        self.save, self.as_pdf = self.view.save, self.view.as_pdf
        self.hands = SheetHands(kit, self.paper, self)
        self.view.add_below(self.hands.line)
        self._preview = Preview(kit, self)
        self.printing = Printing(kit, self.view.running, self)
        self.blanks = BlankPrinting(kit, self.printing, self)
        self.view.add_below(self.blanks.line)
        self.view.strip.attach(self)
        self.foot = self.view.strip
        self.view.strip.keyboard_left.connect(self._give_keyboard)
        self._listen()
        self.retranslate()

    def header_actions(self) -> Sequence[QWidget]:
        """Return the one next step, and the file beside it where that goes to a printer."""
        return (self.view.actions,)

    def retranslate(self) -> None:
        """Write every text anew."""
        self.view.write(self.language)
        self.view.strip.retranslate()
        self.hands.line.write(self.language)
        self._show_people()
        self._write()
        self._ask_preview()

    def event_changed(self, event: Event | None) -> None:
        """Show another evening's badges."""
        del event
        self._candidates, self._printings, self._is_loaded = [], (), False
        self.panel.reset()
        self.hands.renaming.drop()
        self.blanks.close()
        self.hands.places.forget()
        self.paper.clear()
        self.reload()

    def shown(self) -> None:
        """Bring the badges up to date with the list."""
        self.panel.more.logo.look()
        self.panel.printer.look()
        # Files of templates are changed outside: they are read anew each time.
        self.reload()

    def hidden(self) -> None:
        """Make no preview that nobody sees."""
        self._preview.forget()

    def closing(self) -> None:
        """Take the temporary files away."""
        self._preview.close()

    def take_focus(self) -> None:
        """Put the keyboard where the choice of people is."""
        self.panel.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def obey(self, command: Command) -> bool:
        """Print, change a name, or go back from what is under way."""
        match command:
            case Command.PRINT if self.blanks.is_open:
                # What is seen is what is printed.
                self.blanks.line.ask()
            case Command.PRINT:
                self.print()
            case Command.WALK_IN:
                # F2 is where the keyboard is: here it changes the name on a badge.
                self.hands.rename()
            case Command.CANCEL if self.hands.renaming.is_open:
                self.hands.renaming.drop()
            case Command.CANCEL if self.blanks.is_open:
                self.blanks.close()
            case Command.CANCEL if self.printing.is_running:
                self.printing.stop()
            case _:
                return False
        return True

    @property
    def is_previewing(self) -> bool:
        """Whether another picture is still to come."""
        return self._preview.is_making

    def reload(self) -> None:
        """Read who may have a badge, in the background."""
        event, badging = self.event_now, self.kit.services.badging
        if self._loading is not None:
            self._loading.cancel()
        if event is None:
            self._candidates, self._is_loaded = [], True
            self._take_in()
            return
        self._loading = self.kit.background.run(
            lambda: (badging.candidates(event.id), badging.catalogue(), badging.printings(event.id)),
            then=self._show,
            owner=self,
        )
        self.blanks.look(event)

    def print(self, attendees: Sequence[Attendee] | None = None) -> None:
        """Print the badges that are wished for, or these: on the chosen printer, or into a file."""
        self._order(self.printing.print, attendees)

    def write_to(self, path: Path) -> None:
        """Write the sheets that are wished for, remember them as printed, and open them."""
        self._order(lambda event, wanted, wishes, words: self.printing.save(event, wanted, wishes, words, path))

    def _listen(self) -> None:
        self.save.clicked.connect(lambda: self._order(self.printing.print))
        self.as_pdf.clicked.connect(lambda: self._order(self.printing.ask_where))
        self.panel.changed.connect(self._wish)
        self.panel.more.blanks.clicked.connect(self._open_blanks)
        self.hands.begun.connect(self.panel.used.setValue)
        self.hands.alone.connect(lambda attendee: self.print((attendee,)))
        self.hands.renaming.changed.connect(self._ask_preview)
        self.hands.renaming.ended.connect(self._ask_preview)
        self.paper.stepped.connect(self._ask_preview)
        self.paper.resized.connect(self._ask_preview)
        self._preview.made.connect(self._show_sheet)
        self.printing.changed.connect(self._write)
        self.blanks.changed.connect(self._wish)
        self.blanks.keyboard_left.connect(self._give_keyboard)
        self.blanks.wanted.connect(self._print_blanks)
        # The sheet that was begun is full, and the next run's is whole.
        self.printing.done.connect(lambda: self.panel.used.setValue(0))
        self.panel.more.logo.listen(self)
        for key, do in (
            (MORE, self.panel.disclosure.toggle),
            (AS_PDF, self.as_pdf.click),
            (BLANKS, self._open_blanks),
        ):
            QShortcut(QKeySequence(key), self, do)
        notices = self.kit.notices
        for notice in (notices.list_changed, notices.arrivals_changed, notices.badges_changed):
            notice.connect(self._reload_if_shown)
        # What was left for the next sheet is not on its way any more.
        notices.print_queue_changed.connect(self._reload_if_shown)

    def _order(
        self,
        do: Callable[[Event, Sequence[Attendee], Wishes, BadgeWords], None],
        attendees: Sequence[Attendee] | None = None,
    ) -> None:
        event, wanted = self.event_now, self._wanted() if attendees is None else attendees
        if self.hands.renaming.is_changed:
            self.kit.notices.say(
                self.text("Save the name first, or cancel: what you see would not be printed."), Role.ALREADY
            )
            self.hands.line.begin()
            return
        if event is not None and wanted and not self.printing.is_running:
            do(event, wanted, self.panel.wishes, words_on(event, self.language))

    def _print_blanks(self, count: int) -> None:
        event = self.event_now
        if event is not None and not self.printing.is_running:
            self.blanks.print(event, count, self.panel.wishes, words_on(event, self.language))

    def _reload_if_shown(self) -> None:
        if self.is_shown:
            self.reload()

    def _show(self, found: tuple[list[Attendee], Catalogue, Sequence[Printed]]) -> None:
        self._candidates, templates, self._printings = found
        self._is_loaded = True
        self.panel.show_catalogue(templates)
        self._take_in()

    def _take_in(self) -> None:
        self._show_people()
        self._wish()

    def _show_people(self) -> None:
        event, now = self.event_now, self.kit.services.clock()
        if event is not None:
            self.panel.show_people(self._candidates, self._printings, event, now, self.language)

    def _wanted(self) -> list[Attendee]:
        return self.panel.wanted(self._candidates)

    def _wish(self) -> None:
        self._write()
        self._ask_preview()

    def _give_keyboard(self) -> None:
        if self.paper.isVisible():
            self.paper.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.take_focus()

    def _open_blanks(self) -> None:
        if self.event_now is not None and self._is_loaded:
            self.hands.renaming.drop()
            self.blanks.open()

    def _ask_preview(self, page: int | None = None) -> None:
        event, wanted, blanks = self.event_now, self._wanted(), self.blanks.previewed
        if event is None or not (wanted or blanks) or not self.is_shown:
            self._preview.forget()
            return
        shown = self.paper.page if page is None else page
        drawn = self.hands.renaming.drawn(wanted)
        height, words = self.paper.paper_height(), words_on(event, self.language)
        self._preview.ask(event, drawn, self.panel.wishes, shown, height, words, blanks=blanks)

    def _show_sheet(self, sheet: Sheet) -> None:
        self.paper.show_page(sheet.picture, sheet.page, sheet.pages, sheet_line(sheet, self.language))
        self.hands.places.show(sheet, () if self.blanks.is_open else self._wanted())
        if not sheet.is_sharp(self.paper.paper_height()):
            # Paper of another shape has another height in the same room.
            self._ask_preview()

    def _write(self) -> None:
        """Write what depends on the list and the wishes."""
        wanted, wishes = self._wanted(), self.panel.wishes
        self.set_header(self.text("Badges"), about_line(self._candidates, self.language))
        self.panel.write(self._candidates, self.language)
        is_ready = not (self.printing.is_running or self.blanks.is_open)
        had_keyboard = self.save.hasFocus() or self.as_pdf.hasFocus()
        self.view.write_actions(len(wanted), wishes, self.language, is_ready=is_ready)
        if had_keyboard and not is_ready:
            # A button that is off lets go of it, to the rail.
            self._give_keyboard()
        self.blanks.write(wishes.printer)
        is_done = self._is_loaded and not wanted and not self.blanks.is_open
        self.view.show_state(is_empty=self._is_loaded and not self._candidates, is_done=is_done)
        self.view.write_done(wishes, on_the_way(self._candidates), self.language)
