"""The base of every page, and how to write one.

A page is a QWidget in its own package (`ui/turnout/page.py`) that gets the `Kit` and nothing else:

    class TurnoutPage(Page):
        def __init__(self, kit: Kit) -> None:
            super().__init__(kit)
            self._export = Button(kit.theme, icon="file-spreadsheet", key="Ctrl+E", kind=Kind.PRIMARY)
            self._export.clicked.connect(self._write_sheet)
            self.retranslate()

        def header_actions(self) -> Sequence[QWidget]:      # to the right of the header, as drawn
            return (self._export,)

        def retranslate(self) -> None:                      # every text of the page, and only here
            self._export.setText(self.text("Attendance sheet"))
            self.set_header(self.text("Turnout"), subtitle)

        def event_changed(self, event: Event | None) -> None:   # and when first shown
            self.load()

        def obey(self, command: Command) -> bool:           # the keys that belong to the page
            ...

Rules
- Text: `self.text("English {named}", named=...)`, `self.plural("{n} place", "{n} places", n)`, never an f-string around
  a translated text. Set it in `retranslate`, which is called when the language changes; `self.language` formats dates.
- Work that touches the store, a file or a printer goes through `self.kit.background.run(...)`, never straight; what
  comes back late is ignored by cancelling the job before it. Errors without `failed` become a line at the foot.
- Colours and lengths come from `ui.theme`; labels take a `look` (`ui.widgets.labels.label`).
- Tell the others through `self.kit.notices` (`list_changed`, `arrivals_changed`, `say`), and listen there too; reload
  in `shown` rather than while hidden (`self.is_shown`).
- Every control has an accessible name; every action has a key and says so; an empty page shows an `EmptyState`.

Register it in `ui/pages.py`: key, name, icon, loader. Icons are Lucide's, by file name in resources/icons.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.language import Language
    from checkin.model import Event
    from ui.kit import Kit


class Command(Enum):
    """What a key of the window asks of a page."""

    SEARCH = auto()
    WALK_IN = auto()
    LOAD_LIST = auto()
    PRINT = auto()
    EXPORT = auto()
    UNDO = auto()
    AGAIN = auto()
    LEFT = auto()
    LAMP = auto()
    SAMPLE = auto()
    CANCEL = auto()


class Page(QWidget):
    """One page of the window. Built when it is first shown."""

    header_changed = Signal()

    IS_BARE: ClassVar[bool] = False
    """Whether the page goes without header and status line."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.kit = kit
        self.event_now: Event | None = None
        self.is_shown = False
        self.title = ""
        self.subtitle = ""
        self.foot: QWidget | None = None
        """What has buttons at the page's foot, now and then: what the window says in passing stands above it."""

    @property
    def language(self) -> Language:
        """The language that is on."""
        return self.kit.translations.language

    def text(self, message: str, **values: object) -> str:
        """Return a message in the language that is on."""
        return self.language.text(message, **values)

    def plural(self, one: str, many: str, n: int, **values: object) -> str:
        """Return the message for this number in the language that is on."""
        return self.language.plural(one, many, n, **values)

    def set_header(self, title: str, subtitle: str = "") -> None:
        """Write the header's title and what stands beside it."""
        self.title, self.subtitle = title, subtitle
        self.header_changed.emit()

    def header_actions(self) -> Sequence[QWidget]:
        """Return the widgets for the right of the header: the same ones each time."""
        return ()

    def retranslate(self) -> None:
        """Write every text of the page anew. Called by the page when it is built, and when the language changes."""

    def event_changed(self, event: Event | None) -> None:
        """Show another evening, or none; `event_now` holds it. Also called once before the page is first shown."""

    def shown(self) -> None:
        """The page comes into view."""

    def hidden(self) -> None:
        """The page goes out of view; or the window is minimised or closed."""

    def closing(self) -> None:
        """The window closes: stop threads, let go of devices. Must not take longer than a second."""

    def obey(self, command: Command) -> bool:
        """Do what a key asks; return False where it is not this page's."""
        del command
        return False

    def take_scan(self, text: str) -> bool:
        """Answer a code that a scanner typed into a field of the window's own; return False where nobody scans here."""
        del text
        return False

    def take_focus(self) -> None:
        """Put the keyboard where it belongs on this page."""
        self.setFocus()
