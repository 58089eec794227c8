"""The camera's side of the Door page: watches, shows the picture, tells what was held up, and what is wrong."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from checkin.model import Means, NotABadge, Verdict
from checkin.scanning.hints import Hint
from checkin.wording.scanning import missing_zbar
from ui.door.camera_row import CameraRow
from ui.door.stream_field import StreamField
from ui.door.watch import Preview, Task, Watch
from ui.theme import Role
from ui.widgets.camera_view import CameraView, Outline
from ui.wording import LOOKS, camera_line, error_line, hint_line

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from checkin.desk import Desk
    from checkin.errors import CameraError, CheckinError
    from checkin.scanning.readings import Symbology
    from checkin.scanning.scanner import Decodes
    from ui.door.watch import MakeDecoder
    from ui.kit import Kit


HINT_ICONS = {
    Hint.TOO_SMALL: "zoom-in",
    Hint.BLURRED: "camera",
    Hint.MOVING: "triangle-alert",
    Hint.DARK: "sun",
    Hint.GLARE: "sparkles",
    Hint.CUT: "scan-qr-code",
}


class Lookout(QObject):
    """Runs the scanning thread while the page is in view, and shows what it sees."""

    heard = Signal(object)
    """A Verdict, its arrival on disk."""
    lamp_asked = Signal()
    typed_elsewhere = Signal(str)
    """A code that a USB scanner typed into the field for an address."""
    left = Signal()
    """The field for an address was closed: the keyboard belongs to the page."""

    def __init__(self, kit: Kit, view: CameraView, make_decoder: MakeDecoder | None = None) -> None:
        super().__init__(view)
        self._kit = kit
        self._view = view
        self._desk: Desk | None = None
        self._role = Role.ADMITTED
        self._trouble: CameraError | None = None
        self._status = ""
        self._looked_for_zbar = False
        self.watch = Watch(kit.open_camera, make_decoder or _decoder, self)
        self.row = CameraRow(kit, view)
        self.row.chosen.connect(self._choose)
        self.row.lamp.connect(self.lamp_asked)
        self.stream_field = StreamField(kit)
        view.set_panel(self.stream_field)
        # The menu gives the keyboard back to whoever had it before; the field takes it after that.
        self.row.stream_wanted.connect(self.ask_for_stream, Qt.ConnectionType.QueuedConnection)
        self.stream_field.found.connect(self._choose)
        self.stream_field.typed_elsewhere.connect(self.typed_elsewhere)
        self.stream_field.left.connect(self.left)
        self.watch.frame_waits.connect(self._show_frame)
        self.watch.presented.connect(self._hear)
        self.watch.not_admitted.connect(self._say)
        self.watch.troubled.connect(self._show_trouble)
        self.watch.broke.connect(kit.notices.bug)

    @property
    def is_asking(self) -> bool:
        """Tell whether somebody writes the address of a phone: the keyboard belongs there meanwhile."""
        focus: QWidget | None = self._view.window().focusWidget()
        field = self.stream_field
        return field.isVisible() and focus is not None and field.isAncestorOf(focus)

    def start(self, desk: Desk | None) -> None:
        """Scan for a desk; without one the camera rests."""
        self._desk = desk
        if desk is None:
            self.stop()
            return
        settings = self._kit.services.settings.current
        self.row.look_around()
        admit = partial(desk.admit, means=Means.CAMERA)
        self.watch.start(settings.camera, Task(admit, settings, desk.is_ticket, desk.symbologies))
        self._say_status(self.row.name(), Role.NEUTRAL)

    def start_anew(self) -> None:
        """Scan on, if that is on: the list has changed, and with it the kinds of code of its tickets."""
        if self.watch.is_on:
            self.start(self._desk)

    def ask_for_stream(self) -> None:
        """Ask for the address of a phone or a network camera, on the picture's foot."""
        source = self._kit.services.settings.current.camera
        self.stream_field.open(source if "://" in source else "")

    def stop(self) -> None:
        """Let the camera rest."""
        self.watch.stop()
        self._say_status("", Role.NEUTRAL)

    def close(self) -> None:
        """Let go of the camera for good."""
        self.stream_field.close_it()
        self.watch.close()

    def outline_in(self, role: Role) -> None:
        """Outline codes in the colour of the last verdict."""
        self._role = role

    def retranslate(self) -> None:
        """Write the camera's texts anew."""
        self.row.retranslate(self._kit.translations.language)
        self.stream_field.retranslate()
        if self._trouble is not None:
            self._show_trouble(self._trouble)

    def _show_frame(self) -> None:
        preview: Preview | None = self.watch.take_frame()
        if preview is None:
            return
        self._trouble = None
        self._look_for_zbar()
        self._view.show_frame(preview.image, [Outline(corners, self._role) for corners in preview.codes])
        icon = HINT_ICONS[preview.hint] if preview.hint is not None else ""
        self._view.show_hint(hint_line(preview.hint, self._kit.translations.language), icon, preview.hint_height)
        self.row.show_mode(preview.size, preview.rate)
        if self._status != self.row.title():
            self._say_status(self.row.title(), Role.ADMITTED)

    def _look_for_zbar(self) -> None:
        """Say once, when a camera works, that the second decoder is missing, and how to add it."""
        if self._looked_for_zbar:
            return
        self._looked_for_zbar = True

        def look() -> bool:
            from checkin.scanning import zbar  # loads a system library

            return zbar.available()

        def tell(is_there: bool) -> None:
            if not is_there:
                self._kit.notices.say(missing_zbar(self._kit.translations.language))

        self._kit.background.run(look, then=tell, owner=self)

    def _hear(self, verdict: Verdict) -> None:
        text = self._kit.translations.language.text
        self._role = LOOKS[verdict.answer].role
        self._view.show_chip(text("Not one of our codes") if isinstance(verdict, NotABadge) else text("Badge read"))
        self.heard.emit(verdict)

    def _show_trouble(self, error: CameraError | None) -> None:
        self._trouble = error
        if error is None:
            return
        language = self._kit.translations.language
        comfort = language.text("The door works without: type a name, or use a USB scanner.")
        self._view.show_nothing(camera_line(error, language), comfort)
        self.row.show_mode(None)
        self._say_status(language.text("No camera"), Role.ALREADY)

    def _say(self, error: CheckinError) -> None:
        self._kit.notices.say(error_line(error, self._kit.translations.language), Role.REFUSED)

    def _say_status(self, words: str, role: Role) -> None:
        self._status = words
        self._kit.notices.status.emit("camera", words, role.value)

    def _choose(self, source: str) -> None:
        def keep() -> None:
            self._kit.services.settings.change(camera=source)

        self._kit.background.run(keep, then=lambda _: self._chosen(), owner=self)

    def _chosen(self) -> None:
        self.row.show_mode(None)
        self.row.retranslate(self._kit.translations.language)
        self._view.show_nothing("", "")
        # The page may have gone out of view meanwhile.
        self.start_anew()


def _decoder(symbologies: tuple[Symbology, ...]) -> Decodes:
    from checkin.scanning.decoder import Decoder  # OpenCV is loaded on the scanning thread

    return Decoder(tickets=symbologies)
