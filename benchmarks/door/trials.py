"""The table of the study: filters and readers for a region in which zxing-cpp alone read nothing. Extend it here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.door import engines
from checkin.scanning.opencv import cv2
from checkin.scanning.restoration import Restorer

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]
    Filter = Callable[[Picture], Picture]


@dataclass(frozen=True, slots=True)
class Trial:
    """A reader behind a filter, both on the grey pixels of a region."""

    name: str
    prepare: Filter
    reads: engines.Reads

    def __call__(self, region: Picture) -> list[str]:
        return self.reads(self.prepare(region))


def trials() -> list[Trial]:
    """Return every filter before every engine that this machine has, and our restorer, which is its own filter.

    Add a reader of your own, or a filter, here.
    """
    found = {name: reads for name, reads in engines.peers().items() if name != "cv2"}
    return [
        Trial("restorer", as_it_is, restored),
        *(
            Trial(f"{engine}, {name}", prepare, reads)
            for engine, reads in found.items()
            for name, prepare in FILTERS.items()
        ),
    ]


def restored(frame: Picture) -> list[str]:
    """Read with our restorer alone; a new one each time, so that no region has the help of another's frame."""
    return [reading.text for reading in Restorer().read(frame).readings]


def sharpened(width: float, amount: float) -> Filter:
    """Return an unsharp mask of a width in pixels."""

    def prepare(grey: Picture) -> Picture:
        soft = cv2.GaussianBlur(grey, (0, 0), width)
        return np.asarray(cv2.addWeighted(grey, 1 + amount, soft, -amount, 0), np.uint8)

    return prepare


def adaptive(share: float) -> Filter:
    """Return a threshold by the brightness around each pixel, over a share of the region's side."""

    def prepare(grey: Picture) -> Picture:
        window = max(11, int(min(grey.shape) * share) | 1)
        return np.asarray(
            cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, window, 3), np.uint8
        )

    return prepare


def enlarged(factor: float, most: int = 1400) -> Filter:
    """Return an enlargement, up to a side in pixels."""

    def prepare(grey: Picture) -> Picture:
        times = min(factor, most / max(grey.shape))
        if times <= 1:
            return grey
        return np.asarray(cv2.resize(grey, None, fx=times, fy=times, interpolation=cv2.INTER_CUBIC), np.uint8)

    return prepare


def chain(*filters: Filter) -> Filter:
    """Return filters one after the other."""

    def prepare(grey: Picture) -> Picture:
        for each in filters:
            grey = each(grey)
        return grey

    return prepare


def as_it_is(grey: Picture) -> Picture:
    """Change nothing."""
    return grey


def evened(grey: Picture) -> Picture:
    """Divide by the paper around each pixel: what is light there is light everywhere."""
    side = max(9, (min(grey.shape) // 12) | 1)
    paper = cv2.GaussianBlur(cv2.dilate(grey, np.ones((side, side), np.uint8)), (0, 0), side / 3)
    return np.asarray(cv2.divide(grey, np.maximum(paper, 1), scale=235), np.uint8)


def equalised(grey: Picture) -> Picture:
    """Equalise the tones locally (CLAHE)."""
    return np.asarray(cv2.createCLAHE(3.0, (4, 4)).apply(grey), np.uint8)


def smoothed(grey: Picture) -> Picture:
    """Take the median of each pixel's neighbours."""
    return np.asarray(cv2.medianBlur(grey, 3), np.uint8)


def calmed(grey: Picture) -> Picture:
    """Take the mean of each pixel's like neighbours, so that noise goes and edges stay."""
    return np.asarray(cv2.bilateralFilter(grey, 7, 45, 3), np.uint8)


def darkened(grey: Picture) -> Picture:
    """Bend the tones so that those near white come apart."""
    table = (255 * (np.arange(256) / 255) ** 2.5).astype(np.uint8)
    return np.asarray(cv2.LUT(grey, table), np.uint8)


def thickened(grey: Picture) -> Picture:
    """Let dark modules grow by a pixel, as where a bright screen has eaten them."""
    return np.asarray(cv2.erode(grey, np.ones((3, 3), np.uint8)), np.uint8)


FILTERS: dict[str, Filter] = {
    "grey": as_it_is,
    "Otsu": engines.otsu,
    "adaptive 1/16": adaptive(1 / 16),
    "adaptive 1/6": adaptive(1 / 6),
    "sharpened 1.4": sharpened(1.4, 2.0),
    "sharpened 3": sharpened(3.0, 3.0),
    "sharpened, adaptive": chain(sharpened(1.4, 2.0), adaptive(1 / 10)),
    "2x": enlarged(2),
    "2x, sharpened": chain(enlarged(2), sharpened(3.0, 2.5)),
    "3x, sharpened": chain(enlarged(3), sharpened(4.0, 3.0)),
    "3x, sharpened widely": chain(enlarged(3), sharpened(7.0, 4.0)),
    "2x, adaptive": chain(enlarged(2), adaptive(1 / 12)),
    "3x, Otsu": chain(enlarged(3), engines.otsu),
    "evened": evened,
    "evened, sharpened": chain(evened, sharpened(2.0, 2.0)),
    "CLAHE": equalised,
    "median": smoothed,
    "bilateral": calmed,
    "darkened": darkened,
    "thickened": thickened,
}
