"""The door's own eyes, for the check of what was drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray


def door_reader() -> Callable[[NDArray[np.uint8]], list[str]]:
    """Return what reads a picture of a badge as the door does: at once, or else with all the door's patience."""
    from checkin.scanning.decoder import PICTURE_BUDGET, Decoder  # OpenCV is loaded by the first check
    from checkin.scanning.zxing import Zxing

    quick, patient = Zxing(), Decoder(PICTURE_BUDGET, tickets=())

    def read(picture: NDArray[np.uint8]) -> list[str]:
        patient.reset()
        readings = quick.read(picture).readings or patient.decode(picture)
        return [reading.text for reading in readings]

    return read
