"""Focus, exposure and gain of the door's camera, beside the picture that they change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QSlider, QVBoxLayout, QWidget

from ui.door.camera_words import asked_and_got, takes_orders
from ui.door.watch import Task, Watch
from ui.widgets.button import Button
from ui.widgets.camera_view import CameraView
from ui.widgets.form import Field
from ui.widgets.labels import label
from ui.wording import camera_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent

    from checkin.errors import CameraError
    from checkin.language import Language
    from checkin.scanning.camera import Adjustable, Camera, Mode
    from checkin.scanning.readings import Image, Reading
    from checkin.settings import CameraControls
    from ui.kit import Kit
    from ui.settings.keeper import Keeper

STEPS = 100
HEIGHT = 240


class CameraPicture(QWidget):
    """A button that opens the camera; while it is open its picture, and what its driver lets itself be told.

    The camera is let go of when the page goes out of view.
    """

    def __init__(self, kit: Kit, keeper: Keeper) -> None:
        super().__init__()
        self._kit = kit
        self._keeper = keeper
        self._camera: Adjustable | None = None
        self._size, self._rate = (0, 0), 0.0
        self._controls = kit.services.settings.current.controls_of("")
        self.button = Button(kit.theme, icon="camera")
        self.view = CameraView(kit.theme)
        self.view.setFixedHeight(HEIGHT)
        self.gives = label("small", wrap=True)
        self.autofocus, self.auto_exposure = QCheckBox(), QCheckBox()
        self.focus, self.exposure, self.gain = (QSlider(Qt.Orientation.Horizontal) for _ in range(3))
        self._fields = {"focus": Field(self.focus), "exposure": Field(self.exposure), "gain": Field(self.gain)}
        self._build()
        self._watch = Watch(self._open, lambda _: _NoDecoder(), self)
        self._watch.frame_waits.connect(self._show_frame)
        self._watch.troubled.connect(self._show_trouble)
        self._watch.not_admitted.connect(self._show_trouble)
        self._watch.broke.connect(kit.notices.bug)
        self.button.clicked.connect(lambda: self.rest() if self._watch.is_on else self.start())

    def start(self) -> None:
        """Open the camera of the settings."""
        settings = self._kit.services.settings.current
        self._controls = settings.controls_of(settings.camera)
        self._watch.start(settings.camera, Task(_nobody, settings))
        self._show()

    def rest(self) -> None:
        """Let go of the camera."""
        self._watch.stop()
        self._camera = None
        self._size, self._rate = (0, 0), 0.0
        self.view.show_nothing("", "")
        self._show()

    def retranslate(self) -> None:
        """Write every text anew."""
        t = self._language
        self.view.setAccessibleName(t.text("Camera picture"))
        self.autofocus.setText(t.text("The camera focuses by itself"))
        self.auto_exposure.setText(t.text("The camera chooses the exposure by itself"))
        self._fields["focus"].write(t.text("Focus"))
        self._fields["exposure"].write(
            t.text("Exposure"), t.text("Short keeps a moving badge sharp; long sees more in the dark.")
        )
        self._fields["gain"].write(t.text("Amplification"), t.text("More is brighter, and grainier."))
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while the page is out of view."""
        super().hideEvent(event)
        if self._watch.is_on:
            self.rest()

    @property
    def _language(self) -> Language:
        return self._kit.translations.language

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        controls = (self.autofocus, self._fields["focus"], self.auto_exposure, *list(self._fields.values())[1:])
        for part in (self.view, self.gives, *controls):
            column.addWidget(part)
        for slider in (self.focus, self.exposure, self.gain):
            slider.setRange(0, STEPS)
            slider.setPageStep(STEPS // 10)
            slider.valueChanged.connect(self._adjust)
        self.autofocus.toggled.connect(self._adjust)
        self.auto_exposure.toggled.connect(self._adjust)

    def _open(self, source: str) -> Camera:
        from checkin.scanning.camera import Adjustable  # scanning loads with the camera

        camera = self._kit.open_camera(source)
        if isinstance(camera, Adjustable):
            camera.adjust(self._controls)
            self._camera = camera
        return camera

    def _show_frame(self) -> None:
        preview = self._watch.take_frame()
        if preview is not None:
            self.view.show_frame(preview.image, ())
            self._size, self._rate = preview.size, preview.rate
            self._show()

    def _show_trouble(self, error: CameraError | None) -> None:
        if error is not None:
            self.view.show_nothing(camera_line(error, self._language), "")

    def _show(self) -> None:
        """Show what the camera can be told, as it is told."""
        t, is_on, camera = self._language, self._watch.is_on, self._camera
        can = camera.abilities if camera else frozenset()
        mode = camera.mode if camera else None
        self.button.setText(t.text("Done") if is_on else t.text("Adjust the picture"))
        self.view.setVisible(is_on)
        self.gives.setVisible(is_on and mode is not None)
        if mode is not None:
            self.gives.setText(self._gives(mode, can_adjust=bool(can)))
        told = self._controls
        for box, name, on in (
            (self.autofocus, "autofocus", told.autofocus),
            (self.auto_exposure, "auto_exposure", told.auto_exposure),
        ):
            box.setVisible(name in can)
            _set(box, on)
        for slider, name, share, is_free in (
            (self.focus, "focus", told.focus, not ("autofocus" in can and told.autofocus)),
            (self.exposure, "exposure", told.exposure, not told.auto_exposure),
            (self.gain, "gain", told.gain, not told.auto_exposure),
        ):
            self._fields[name].setVisible(name in can and is_free)
            _set(slider, round(share * STEPS))

    def _gives(self, mode: Mode, *, can_adjust: bool) -> str:
        """Return what comes from the camera: as it was counted, and as its driver says until then."""
        t, settings = self._language, self._kit.services.settings.current
        from checkin.scanning.camera import mode_of  # scanning loads with the camera

        width, height = size = self._size if any(self._size) else (mode.width, mode.height)
        # To the whole, and not from moment to moment: a line that flickers cannot be read.
        rate = round(self._rate or mode.rate)
        is_asked = takes_orders(settings.camera)
        return " · ".join(
            part
            for part in (
                mode.name,
                t.text("{width} × {height} pixels", width=width, height=height),
                t.text("{rate} pictures a second", rate=rate) if rate else "",
                mode.coding,
                asked_and_got(mode_of(settings.camera_mode), size, self._rate, t) if is_asked else "",
                "" if can_adjust else t.text("This camera has nothing to adjust."),
            )
            if part
        )

    def _adjust(self) -> None:
        camera = self._camera
        if camera is None:
            return
        shares = {name: getattr(self, name).value() / STEPS for name in ("focus", "exposure", "gain")}
        # A lens without autofocus is turned by whoever moves its slider.
        autofocus = self.autofocus.isChecked() and "autofocus" in camera.abilities
        told = replace(self._controls, autofocus=autofocus, auto_exposure=self.auto_exposure.isChecked(), **shares)
        self._controls = told
        camera.adjust(told)
        self._keep(told)
        self._show()

    def _keep(self, controls: CameraControls) -> None:
        settings = self._kit.services.settings.current
        self._keeper.keep(camera_controls={**settings.camera_controls, settings.camera: controls})


def _set(control: QCheckBox | QSlider, value: float | bool) -> None:
    control.blockSignals(True)
    control.setChecked(bool(value)) if isinstance(control, QCheckBox) else control.setValue(int(value))
    control.blockSignals(False)


class _NoDecoder:
    """Reads nothing: on this page a badge is held up to be seen, not to be let in."""

    def decode(self, frame: Image) -> Sequence[Reading]:
        del frame
        return ()

    def reset(self) -> None:
        """Nothing is remembered."""


def _nobody(text: str) -> NoReturn:
    raise AssertionError(text)
