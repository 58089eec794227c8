"""The readers that are compared: our chain, its peers each alone, and the union of all their single attempts."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cache
from multiprocessing import parent_process
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import zxingcpp

from checkin.scanning import zbar
from checkin.scanning.decoder import FRAME_BUDGET, Decoder
from checkin.scanning.opencv import cv2

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]
    Filter = Callable[[Picture], Picture]

OURS, ZXING, PYZBAR = "ours", "zxing-cpp", "pyzbar"


class Reads(Protocol):
    """What is compared: frames in, texts out."""

    def __call__(self, frame: Picture) -> list[str]:
        """Return the texts in a frame, BGR or grey."""
        ...


class Chain:
    """Our decoder; over the frames of a stream it is one, and each single frame is a new stream to it.

    Its budget for a frame is counted in this process's own time, so that a busy machine changes no rate; with `wall`
    it is counted in wall-clock time, as at the door.
    """

    def __init__(self, budget: float = FRAME_BUDGET, *, wall: bool = False) -> None:
        self.decoder = Decoder(budget, clock=time.perf_counter if wall else time.process_time)

    def reset(self) -> None:
        """Begin a new stream."""
        self.decoder.reset()

    def follow(self, frame: Picture) -> list[str]:
        """Return the texts in the next frame of the stream."""
        return [reading.text for reading in self.decoder.decode(frame)]

    def __call__(self, frame: Picture) -> list[str]:
        self.decoder.reset()
        return self.follow(frame)


def zxing(frame: Picture) -> list[str]:
    """Read with zxing-cpp alone."""
    formats = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCodeModel2])
    found = zxingcpp.read_barcodes(grey(frame), formats=formats, text_mode=zxingcpp.TextMode.Plain)
    return [code.text for code in found if code.text]


def pyzbar(frame: Picture) -> list[str]:
    """Read with pyzbar alone, asked for QR codes only. A text in another encoding than ASCII comes out as it may."""
    from pyzbar import pyzbar as library

    picture = grey(frame)
    found = library.decode((picture.tobytes(), picture.shape[1], picture.shape[0]), [library.ZBarSymbol.QRCODE])
    return [code.data.decode(errors="replace") for code in found if code.data]


class OpenCv:
    """Reads with one of OpenCV's two detectors alone."""

    def __init__(self, *, aruco: bool) -> None:
        self._detector: Any = cv2.QRCodeDetectorAruco() if aruco else cv2.QRCodeDetector()

    def __call__(self, frame: Picture) -> list[str]:
        try:
            _, texts, _, _ = self._detector.detectAndDecodeMulti(grey(frame))
        except (cv2.error, UnicodeDecodeError):
            # Both come now and then from noise, and from payloads that are not UTF-8.
            return []
        return [text for text in texts or () if text]


def peers() -> dict[str, Reads]:
    """Return the peers that this machine has, by name; without libzbar there is no pyzbar among them, which is said."""
    found: dict[str, Reads] = {ZXING: zxing}
    if zbar.available():
        found[PYZBAR] = pyzbar
    else:
        _say_it_lacks()
    return found | {"cv2": OpenCv(aruco=False), "cv2 aruco": OpenCv(aruco=True)}


@cache
def _say_it_lacks() -> None:
    """Say once that there is no column of pyzbar's; the processes that help say nothing."""
    if parent_process() is None:
        print(f"pyzbar is left out: {zbar.why_not()}")


def grey(frame: Picture) -> Picture:
    """Return a frame in grey."""
    return np.asarray(cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY) if frame.ndim == 3 else frame, np.uint8)


def otsu(picture: Picture) -> Picture:
    """Split the tones in two where they part."""
    return np.asarray(cv2.threshold(picture, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1], np.uint8)


def adaptive(picture: Picture) -> Picture:
    """Split the tones by the brightness around each pixel."""
    return np.asarray(
        cv2.adaptiveThreshold(picture, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 41, 5), np.uint8
    )


def sharpened(picture: Picture) -> Picture:
    """Apply an unsharp mask."""
    return np.asarray(cv2.addWeighted(picture, 2.5, cv2.GaussianBlur(picture, (0, 0), 1.6), -1.5, 0), np.uint8)


def doubled(picture: Picture) -> Picture:
    """Enlarge twice."""
    return np.asarray(cv2.resize(picture, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), np.uint8)


FILTERS: dict[str, Filter] = {
    "grey": grey,
    "Otsu": otsu,
    "adaptive": adaptive,
    "sharpened": sharpened,
    "2x": doubled,
}


@dataclass(frozen=True, slots=True)
class Attempt:
    """One reader on the whole frame behind one filter."""

    engine: str
    reads: Reads
    prepare: Filter

    def __call__(self, frame: Picture) -> list[str]:
        return self.reads(self.prepare(grey(frame)))


def single_attempts(readers: dict[str, Reads]) -> list[Attempt]:
    """Return every single whole-frame attempt: each engine on each filter, the cheap engines first."""
    return [Attempt(name, reads, prepare) for name, reads in readers.items() for prepare in FILTERS.values()]


def union(attempts: list[Attempt], frame: Picture, wanted: set[str]) -> Iterator[list[str]]:
    """Yield what the single attempts read, until all that is wanted is: what comes after could add nothing."""
    found: set[str] = set()
    for attempt in attempts:
        if wanted and wanted <= found:
            return
        texts = attempt(frame)
        found.update(texts)
        yield texts
