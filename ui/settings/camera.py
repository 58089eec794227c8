"""Which camera the door looks through, how long a badge stays the same one, and which decoders there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox

from checkin.errors import InvalidError
from checkin.wording.scanning import missing_zbar
from ui.door.camera_words import MODES, long_mode, meant, shown
from ui.door.trial import EXAMPLE, Trial, address_in
from ui.settings.camera_picture import CameraPicture
from ui.widgets.form import Field
from ui.widgets.labels import Card, label, set_look
from ui.wording import error_line

if TYPE_CHECKING:
    from checkin.errors import CheckinError
    from checkin.scanning.devices import CameraInfo
    from ui.kit import Kit
    from ui.settings.keeper import Keeper

LONGEST_ABSENCE = 60
ANOTHER = None
"""What the choice of another source holds in place of a source."""


@dataclass(frozen=True, slots=True)
class _Found:
    cameras: tuple[CameraInfo, ...]
    has_zbar: bool


class CameraCard(Card):
    """The cameras of the machine by name, or any other source by its address."""

    def __init__(self, kit: Kit, keeper: Keeper) -> None:
        super().__init__(margin=22, gap=14)
        self._kit = kit
        self._keeper = keeper
        self._found: _Found | None = None
        self._heading = label("heading")
        self.camera, self.mode, self.source, self.absence = QComboBox(), QComboBox(), QLineEdit(), QSpinBox()
        self.source.setPlaceholderText(EXAMPLE)
        self._trial = Trial(kit, self)
        self.absence.setRange(1, LONGEST_ABSENCE)
        self._trouble = label("refused", wrap=True)
        self._trouble.hide()
        self.picture = CameraPicture(kit, keeper)
        self._decoders = label("muted", wrap=True)
        self._outcome = label("small", wrap=True)
        self._outcome.hide()
        controls = (self.camera, self.source, self.absence, self.mode)
        self._fields = [Field(control) for control in controls]
        self.column.addWidget(self._heading)
        self.column.addWidget(self._fields[0])
        self.column.addWidget(self._fields[1])
        self.column.addWidget(self._trouble)
        self.column.addWidget(self._outcome)
        self.column.addWidget(self._fields[3])
        self.column.addWidget(self.picture)
        self.column.addWidget(self._fields[2])
        self.column.addWidget(self._decoders)
        self.column.addStretch()
        self.absence.setValue(round(kit.services.settings.current.absent_after))
        self.camera.activated.connect(self._choose)
        self.mode.activated.connect(self._choose_mode)
        self._trial.came.connect(self._picture_came)
        self._trial.failed.connect(self._no_picture_came)
        self.source.editingFinished.connect(self._type)
        self.absence.valueChanged.connect(lambda seconds: keeper.keep(absent_after=float(seconds)))

    @property
    def decoders_line(self) -> str:
        """What is said of the decoders."""
        return self._decoders.text()

    @property
    def trouble(self) -> str:
        """What is wrong with the source that was typed."""
        return self._trouble.text()

    @property
    def outcome(self) -> str:
        """Whether a picture came from the source that was typed."""
        return self._outcome.text() if not self._outcome.isHidden() else ""

    def look(self) -> None:
        """Look for cameras and decoders, in the background."""

        def work() -> _Found:
            from checkin.scanning.devices import list_cameras  # may load OpenCV
            from checkin.scanning.zbar import available  # loads libzbar where there is one

            return _Found(tuple(list_cameras()), available())

        self._kit.background.run(work, then=self._show, owner=self)

    def rest(self) -> None:
        """Let go of the camera, where its picture was being adjusted."""
        self.picture.rest()
        self._trial.give_up()

    def retranslate(self) -> None:
        """Write every text anew."""
        self.picture.retranslate()
        t = self._kit.translations.language
        self._heading.setText(t.text("Camera"))
        self._fields[0].write(t.text("Camera of this door"))
        self._fields[1].write(
            t.text("Address of the phone or network camera"),
            t.text(
                "What its camera app shows, such as {address}. A device’s path or a film works too.", address=EXAMPLE
            ),
        )
        self._fields[3].write(
            t.text("Size and rate"),
            t.text("Larger reads from further away, smaller is faster. A camera gives what it can of it."),
        )
        self._fields[2].write(
            t.text("A badge counts again after"), t.text("So long must it be out of view before it is read anew.")
        )
        self.absence.setSuffix(" s")
        self._write()

    def _show(self, found: _Found) -> None:
        self._found = found
        self._write()

    def _write(self) -> None:
        t, chosen = self._kit.translations.language, self._kit.services.settings.current.camera
        known = {camera.text: camera for camera in self._found.cameras} if self._found else {}
        current = meant(chosen, list(known.values()))
        self.camera.clear()
        for source, camera in known.items():
            title = camera.title or t.text("Camera {number}", number=camera.number + 1)
            # What is remembered stays as it was written, until another one is chosen.
            self.camera.addItem(title, chosen if camera is current else source)
        if current is None and chosen.isdigit():
            self.camera.addItem(t.text("Camera {number}", number=int(chosen) + 1), chosen)
        elif current is None and chosen.startswith("camera:"):
            self.camera.addItem(t.text("{name} (not here)", name=shown(chosen)), chosen)
        self.camera.addItem(t.text("A phone or a network camera…"), ANOTHER)
        index = self.camera.findData(chosen)
        self.camera.setCurrentIndex(index if index >= 0 else self.camera.count() - 1)
        self.source.setText("" if index >= 0 else chosen)
        self._fields[1].setVisible(index < 0)
        self._write_modes()
        if self._found is None:
            self._decoders.setText("")
        elif self._found.has_zbar:
            self._decoders.setText(t.text("Both decoders are there: zxing-cpp and pyzbar read every code."))
        else:
            self._decoders.setText(missing_zbar(t))
        set_look(self._decoders, "already" if self._found and not self._found.has_zbar else "muted")

    def _write_modes(self) -> None:
        from checkin.scanning.camera import mode_of  # scanning loads with the door

        t, chosen = self._kit.translations.language, self._kit.services.settings.current.camera_mode
        self.mode.clear()
        self.mode.addItem(t.text("The usual: {mode}", mode=long_mode(mode_of(""), t)), "")
        # One that was written into the file by hand is kept as it is.
        for mode in (*MODES, *([chosen] if chosen not in ("", *MODES) else ())):
            self.mode.addItem(long_mode(mode_of(mode), t), mode)
        self.mode.setCurrentIndex(self.mode.findData(chosen))

    def _choose_mode(self) -> None:
        self.picture.rest()
        self._keeper.keep(camera_mode=self.mode.currentData())

    def _choose(self) -> None:
        source = self.camera.currentData()
        self._fields[1].setVisible(source is ANOTHER)
        if source is ANOTHER:
            self.source.setFocus()
        else:
            self._keep(str(source))

    def _type(self) -> None:
        text = self.source.text().strip()
        if "/" in text or ":" in text:
            # What is copied from a phone’s screen by hand often lacks its beginning.
            text = text if text.startswith(("/", "camera:")) else address_in(text) or text
        if text and text != self._kit.services.settings.current.camera:
            self._keep(text)

    def _keep(self, source: str) -> None:
        from checkin.scanning.sources import parse_source  # scanning loads with the door

        try:
            parse_source(source)
        except InvalidError as error:
            self._outcome.hide()
            self._trouble.setText(error_line(error, self._kit.translations.language))
            self._trouble.show()
            return
        self._trouble.hide()
        self._outcome.hide()
        self.picture.rest()
        self._keeper.keep(camera=source)
        self._trial.give_up()
        if "://" in source:
            self._say(self._kit.translations.language.text("Waiting for a picture…"), "small")
            self._trial.begin(source)

    def _picture_came(self, _source: str, size: tuple[int, int]) -> None:
        t = self._kit.translations.language
        self._say(t.text("A picture came: {width} × {height}.", width=size[0], height=size[1]), "admitted")

    def _no_picture_came(self, _source: str, error: CheckinError) -> None:
        self._say(error_line(error, self._kit.translations.language), "refused")

    def _say(self, outcome: str, look: str) -> None:
        self._outcome.setText(outcome)
        set_look(self._outcome, look)
        self._outcome.show()
