"""Watching a camera that gives pictures and shows nothing: covered, or standing still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.errors import CameraFault
from checkin.scanning.opencv import cv2

if TYPE_CHECKING:
    from checkin.scanning.readings import Image

_ROWS = 45
"""How many rows of a frame are looked at, and as sparse columns: some 3,600 pixels, in 20 microseconds."""

_PATCHES = (8, 5)
"""Columns and rows whose means tell light from dark: over each, a sensor's noise averages out."""

_BRIGHTEST = 20.0
_FLATTEST = 6.0
"""Of 255. A webcam under its cover gives 0 to 16 (the black of video) with noise; in the darkest bar that it still sees
anything in, a lamp, a screen or a face is brighter than that, or at least brighter than what is around it."""


class Vigil:
    """Looks at each frame of one camera, over all the times that it is opened. Times are seconds, and do not go back.

    A camera is black after `black_after` seconds without any light: the first pictures of many are. It is frozen after
    `frozen_after` seconds of exactly the same picture: the noise of a sensor never repeats, so that not even a still
    life is. A frozen camera stays so, even when it was opened anew, until its picture changes.
    """

    def __init__(self, black_after: float, frozen_after: float) -> None:
        self._black_after = black_after
        self._frozen_after = frozen_after
        self._last = b""
        self._changed_at: float | None = None
        self._lit_at: float | None = None
        self._is_frozen = False

    def begin(self) -> None:
        """Note that the camera was opened: the time until then does not count."""
        self._changed_at = self._lit_at = None

    def look(self, image: Image, at: float) -> CameraFault | None:
        """Return what is wrong with a frame that came at a time: BLACK, FROZEN or nothing."""
        step = max(1, image.shape[0] // _ROWS)
        sample = image[::step, ::step].copy()
        if self._lit_at is None or not _is_black(sample):
            self._lit_at = at
        if self._changed_at is None:
            self._changed_at = at
        content = sample.tobytes()
        if content != self._last:
            self._last, self._changed_at, self._is_frozen = content, at, False
        # Before frozen: some cameras give a black without noise while they are covered, and are well.
        if at - self._lit_at >= self._black_after:
            return CameraFault.BLACK
        self._is_frozen = self._is_frozen or self.is_still(at)
        return CameraFault.FROZEN if self._is_frozen else None

    def is_still(self, at: float) -> bool:
        """Tell whether the picture stands still for too long since it changed, or since the camera was opened."""
        return self._changed_at is not None and at - self._changed_at >= self._frozen_after


def _is_black(sample: Image) -> bool:
    patches = cv2.resize(sample, _PATCHES, interpolation=cv2.INTER_AREA)
    brightest = float(patches.max())
    return brightest < _BRIGHTEST and brightest - float(patches.min()) < _FLATTEST
