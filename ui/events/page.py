"""The Evenings page: the series, the next evening first; choosing, adding and changing one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.events.drafts import Draft, changed_by, draft_of, in_order, next_after
from ui.events.form import EveningForm
from ui.page import Command, Page
from ui.theme import Role, Size
from ui.widgets.button import Button, Kind
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Card
from ui.widgets.row_list import Row, RowList
from ui.wording import error_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from checkin.errors import CheckinError
    from checkin.model import Event
    from ui.kit import Kit


@dataclass(frozen=True, slots=True)
class _Loaded:
    events: tuple[Event, ...]
    came: Mapping[UUID, int]


class EventsPage(Page):
    """The evenings at the left, one of them at the right."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._events: list[Event] = []
        self._came: Mapping[UUID, int] = {}
        self._is_loaded = False
        self._is_stale = False
        self._wanted: UUID | None = None
        self._build()
        self._listen()
        self.retranslate()

    def header_actions(self) -> Sequence[QWidget]:
        """Return the way to a new evening."""
        return (self.add,)

    def retranslate(self) -> None:
        """Write every text anew."""
        self.add.setText(self.text("New evening"))
        self._add_first.setText(self.text("New evening"))
        self.evenings.setAccessibleName(self.text("Evenings"))
        self.empty.set_text(
            self.text("No evening yet"),
            self.text("Add one here, or load a list of attendees: it makes its own evening."),
        )
        self.form.write(self.language)
        self._write()

    def event_changed(self, event: Event | None) -> None:
        """Mark another evening."""
        del event
        self.reload()

    def shown(self) -> None:
        """Bring up to date who came."""
        if self._is_stale:
            self.reload()

    def take_focus(self) -> None:
        """Put the keyboard into the list, or onto the one next step."""
        is_empty = self._is_loaded and not self._events
        first = self._add_first if is_empty else self.evenings
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def obey(self, command: Command) -> bool:
        """Forget what was typed."""
        if command is Command.CANCEL and self.form.is_changed and self._whole.currentIndex() == 0:
            self._forget()
            return True
        return False

    def reload(self) -> None:
        """Read the evenings again, in the background; then how many came to them."""
        services, event = self.kit.services, self.event_now
        self._is_stale = False

        def work() -> _Loaded:
            events = tuple(services.evenings.all())
            history = services.attendance.turnout(event.id).history if event else ()
            return _Loaded(events, {past.event.id: past.came for past in history})

        self.kit.background.run(work, then=self._show, owner=self)

    def begin_new(self) -> None:
        """Begin an evening that follows the last one."""
        last = max(self._events, key=lambda event: event.starts, default=None)
        self.form.show_draft(next_after(last, self.kit.services.clock()), is_new=True, is_current=False)
        self.form.write_state(self.language)
        self._whole.setCurrentIndex(0)
        self.form.begin()

    def _build(self) -> None:
        theme = self.kit.theme
        self.add = Button(theme, icon="plus", key="Ctrl+N", kind=Kind.PRIMARY)
        self._add_first = Button(theme, icon="plus", key="Ctrl+N", kind=Kind.PRIMARY)
        self.evenings = RowList(theme, tall=True)
        self.evenings.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.form = EveningForm(theme)
        card = Card(margin=0, gap=0)
        card.column.setContentsMargins(1, Size.CORNER - 4, 1, Size.CORNER - 4)
        card.column.addWidget(self.evenings)
        self.empty = EmptyState(theme, "moon", self._add_first)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(Size.PAGE, Size.PAGE_TOP, Size.PAGE, Size.PAGE_TOP)
        row.setSpacing(Size.PAGE_TOP)
        row.addWidget(card, 1)
        row.addWidget(self.form)
        self._whole = QStackedWidget(self)
        self._whole.addWidget(both)
        self._whole.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._whole)

    def _listen(self) -> None:
        for button in (self.add, self._add_first):
            button.clicked.connect(self.begin_new)
        QShortcut(QKeySequence("Ctrl+N"), self, self.begin_new)
        QShortcut(QKeySequence("Ctrl+S"), self, self.form.save.click)
        self.evenings.selectionModel().currentChanged.connect(self._show_chosen)
        self.evenings.activated.connect(lambda _index: self._use())
        self.form.saved.connect(self._save)
        self.form.left.connect(self._forget)
        self.form.chosen.connect(self._use)
        self.form.typed.connect(lambda: self.form.write_state(self.language))
        self.kit.notices.arrivals_changed.connect(self._grow_stale)
        self.kit.theme.changed.connect(self._write)

    def _grow_stale(self) -> None:
        self._is_stale = True
        if self.is_shown:
            self.reload()

    def _show(self, loaded: _Loaded) -> None:
        self._events = in_order(loaded.events, self.kit.services.clock())
        self._came, was_empty, self._is_loaded = loaded.came, not self._is_loaded, True
        self._write()
        if was_empty and self.is_shown and not self.form.is_changed:
            self.take_focus()

    def _chosen(self) -> Event | None:
        row = self.evenings.chosen
        return row.payload if row is not None else None

    def _show_chosen(self) -> None:
        event = self._chosen()
        if event is None:
            return
        is_current = self.event_now is not None and event.id == self.event_now.id
        self.form.show_draft(draft_of(event), is_new=False, is_current=is_current)
        self.form.write_state(self.language)

    def _forget(self) -> None:
        self._show_chosen()
        self._write()
        self.take_focus()

    def _use(self) -> None:
        event, evenings = self._chosen(), self.kit.services.evenings
        if event is None or self.form.is_changed:
            return
        if self.event_now is not None and event.id == self.event_now.id:
            self.kit.notices.go_to.emit("door")
            return

        def then(used: Event) -> None:
            self._wanted = used.id
            self.kit.notices.event_chosen.emit()
            self.kit.notices.say(self.text("This laptop works on “{title}” now.", title=used.title), Role.ADMITTED)

        self.kit.background.run(lambda: evenings.use(event.id), then=then, owner=self)

    def _save(self, draft: Draft) -> None:
        evenings, event = self.kit.services.evenings, None if self.form.is_new else self._chosen()

        def work() -> Event:
            if event is not None:
                return evenings.change(changed_by(event, draft))
            return evenings.add(
                draft.title,
                draft.starts,
                venue=draft.venue,
                theme=draft.theme,
                capacity=draft.capacity,
                topics=draft.topics,
                called_out=draft.called_out,
            )

        self.kit.background.run(work, then=self._saved, failed=self._refuse, owner=self)

    def _saved(self, event: Event) -> None:
        self._wanted = event.id
        # What is typed is what is kept now, so that reloading may show it anew.
        self.form.show_draft(draft_of(event), is_new=False, is_current=True)
        self.kit.notices.event_chosen.emit()
        self.kit.notices.say(self.text("“{title}” is saved.", title=event.title), Role.ADMITTED)
        self.take_focus()

    def _refuse(self, error: CheckinError) -> None:
        self.form.show_trouble(error_line(error, self.language))

    def _write(self) -> None:
        """Write the list; what is being typed stays."""
        self.set_header(
            self.text("Evenings"), self.plural("{n} evening", "{n} evenings", len(self._events)) if self._events else ""
        )
        is_typing = self.form.is_changed
        before = self._chosen()
        selection = self.evenings.selectionModel()
        selection.blockSignals(True)
        self.evenings.rows.show([self._row(event) for event in self._events])
        wanted = self._wanted or (before.id if before else None) or (self.event_now.id if self.event_now else None)
        self._wanted = None
        rows = [row for row, event in enumerate(self._events) if event.id == wanted]
        self.evenings.choose(rows[0] if rows else 0)
        selection.blockSignals(False)
        if not is_typing:
            self._show_chosen()
        self._whole.setCurrentIndex(1 if self._is_loaded and not self._events and not is_typing else 0)

    def _row(self, event: Event) -> Row:
        t = self.language
        is_current = self.event_now is not None and event.id == self.event_now.id
        when = f"{t.day(event.starts)}, {t.time(event.starts)}"
        came = self._came.get(event.id, 0)
        return Row(
            title=event.title,
            left=f"{event.starts:%d/%m}",
            below=" · ".join(part for part in (when, event.venue, event.theme) if part),
            chip=t.text("on now") if is_current else "",
            chip_colour=self.kit.theme.colours.accent,
            right=t.plural("{n} came", "{n} came", came) if came else "",
            payload=event,
        )
