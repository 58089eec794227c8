"""Frames in which there is no code: noise, textures and text, ten thousand of them and no two alike."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

import numpy as np

from checkin.scanning.opencv import cv2

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]

SMALL, LARGE = (360, 640), (720, 1280)

_LARGE_EVERY = 20


def negative(seed: int, number: int) -> tuple[str, Picture]:
    """Return the kind of the nth frame and the frame, grey: 640 x 360, and one in twenty 1280 x 720.

    Each is drawn, then seen: turned a little or much, softened, made dim or pale, and given noise.
    """
    rng = np.random.default_rng([seed, number])
    kind = list(_KINDS)[number % len(_KINDS)]
    shape = LARGE if number // len(_KINDS) % _LARGE_EVERY == 0 else SMALL
    return kind, _seen(rng, _KINDS[kind](rng, shape))


def _white_noise(rng: np.random.Generator, shape: tuple[int, int]) -> Picture:
    return rng.integers(0, 256, shape, np.uint8)


def _soft_noise(rng: np.random.Generator, shape: tuple[int, int]) -> Picture:
    """Noise in blots of two to a dozen pixels, as clouds or split in black and white."""
    noise = cv2.GaussianBlur(rng.standard_normal(shape, dtype=np.float32), (0, 0), float(rng.uniform(1, 6)))
    noise /= noise.std()
    contrast = float(rng.choice([50, 200, 2000]))
    return np.asarray(np.clip(128 + contrast * noise, 0, 255), np.uint8)


def _modules(rng: np.random.Generator, shape: tuple[int, int]) -> Picture:
    """Squares in black and white at random, as in a code without its finders."""
    step = float(rng.uniform(2, 12))
    cells = rng.random((int(shape[0] / step) + 1, int(shape[1] / step) + 1)) < rng.uniform(0.3, 0.7)
    return _stretched(np.where(cells, 20, 235).astype(np.uint8), shape)


def _finders(rng: np.random.Generator, shape: tuple[int, int]) -> Picture:
    """Codes with three finders, timing and all, whose data is chance: what comes nearest to a code."""
    picture = np.full(shape, int(rng.integers(150, 256)), np.uint8)
    for _ in range(int(rng.integers(1, 5))):
        side = 17 + 4 * int(rng.integers(1, 8))
        cells = rng.random((side, side)) < 0.5
        cells[6, :], cells[:, 6] = np.arange(side) % 2 == 0, np.arange(side) % 2 == 0
        ring = np.pad(np.pad(np.ones((3, 3), bool), 1), 1, constant_values=True)
        for top, left in ((0, 0), (0, side - 8), (side - 8, 0)):
            cells[top : top + 8, left : left + 8] = False
            inner = (top + (top > 0), left + (left > 0))
            cells[inner[0] : inner[0] + 7, inner[1] : inner[1] + 7] = ring
        size = int(side * rng.uniform(2, 6))
        size = min(size, shape[0] - 2)
        top, left = int(rng.integers(shape[0] - size)), int(rng.integers(shape[1] - size))
        drawn = cv2.resize(np.where(cells, 20, 235).astype(np.uint8), (size, size), interpolation=cv2.INTER_NEAREST)
        picture[top : top + size, left : left + size] = drawn
    return picture


def _checks(rng: np.random.Generator, shape: tuple[int, int]) -> Picture:
    down, across = np.mgrid[: shape[0], : shape[1]]
    first, second = rng.uniform(2, 25, 2)
    return np.where((down // first + across // second) % 2 == 0, 30, 225).astype(np.uint8)


def _stripes(rng: np.random.Generator, shape: tuple[int, int]) -> Picture:
    """Stripes of one width, or of many as in a barcode."""
    if rng.random() < 0.5:
        columns = np.arange(shape[1]) // rng.uniform(1.5, 25) % 2
    else:
        columns = np.repeat(rng.random(shape[1]) < 0.5, int(rng.integers(1, 8)))[: shape[1]]
    return np.broadcast_to(np.where(columns, 30, 225).astype(np.uint8), shape).copy()


def _halftone(rng: np.random.Generator, shape: tuple[int, int]) -> Picture:
    """Printed dots whose size follows a picture of clouds."""
    down, across = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
    pitch, angle = rng.uniform(3, 14), rng.uniform(0, np.pi)
    u = (across * np.cos(angle) + down * np.sin(angle)) * 2 * np.pi / pitch
    v = (down * np.cos(angle) - across * np.sin(angle)) * 2 * np.pi / pitch
    clouds = cv2.GaussianBlur(rng.standard_normal(shape, dtype=np.float32), (0, 0), 30)
    return np.where(np.cos(u) + np.cos(v) > 1.5 * clouds / clouds.std(), 25, 230).astype(np.uint8)


def _text(rng: np.random.Generator, shape: tuple[int, int]) -> Picture:
    """A page of letters and digits in one of several founts, dark on light or light on dark."""
    picture = np.full(shape, 235, np.uint8)
    size = float(rng.uniform(0.3, 1.5))
    alphabet = list(string.ascii_letters + string.digits + " .:/-#[]|")
    fonts = (cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_DUPLEX, cv2.FONT_HERSHEY_COMPLEX, cv2.FONT_HERSHEY_TRIPLEX)
    font = int(rng.choice(fonts))
    for y in range(int(30 * size), shape[0] + 20, max(9, int(30 * size))):
        words = "".join(rng.choice(alphabet, 90))
        cv2.putText(picture, words, (4, y), font, size, 20, int(rng.integers(1, 4)), cv2.LINE_AA)
    return 255 - picture if rng.random() < 0.3 else picture


def _boxes(rng: np.random.Generator, shape: tuple[int, int]) -> Picture:
    """Frames in frames and rings in rings: what is most like the finders of QR and Aztec codes."""
    picture = np.full(shape, int(rng.integers(100, 256)), np.uint8)
    for _ in range(int(rng.integers(5, 60))):
        x, y, side = int(rng.integers(shape[1])), int(rng.integers(shape[0])), int(rng.integers(8, 70))
        if rng.random() < 0.7:
            for inset, tone in ((0, 20), (side // 7, 235), (2 * side // 7, 20)):
                cv2.rectangle(picture, (x + inset, y + inset), (x + side - inset, y + side - inset), tone, -1)
        else:
            for ring in range(4):
                cv2.circle(picture, (x, y), side * (4 - ring) // 8, 20 if ring % 2 == 0 else 235, -1, cv2.LINE_AA)
    return picture


def _tiles(rng: np.random.Generator, shape: tuple[int, int]) -> Picture:
    """One small pattern of squares, repeated and mirrored: tiles, lace, a knitted pullover."""
    side = int(rng.integers(4, 16))
    tile = np.where(rng.random((side, side)) < 0.5, 30, 225).astype(np.uint8)
    tile = np.block([[tile, tile[:, ::-1]], [tile[::-1], tile[::-1, ::-1]]])
    step = float(rng.uniform(1.5, 8))
    small = (int(shape[0] / step) + 1, int(shape[1] / step) + 1)
    repeated = np.tile(tile, (small[0] // (2 * side) + 1, small[1] // (2 * side) + 1))[: small[0], : small[1]]
    return _stretched(np.ascontiguousarray(repeated), shape)


_KINDS: dict[str, Callable[[np.random.Generator, tuple[int, int]], Picture]] = {
    "white noise": _white_noise,
    "soft noise": _soft_noise,
    "modules": _modules,
    "finders": _finders,
    "checks": _checks,
    "stripes": _stripes,
    "halftone": _halftone,
    "text": _text,
    "boxes": _boxes,
    "tiles": _tiles,
}


def _stretched(small: Picture, shape: tuple[int, int]) -> Picture:
    return np.asarray(cv2.resize(small, (shape[1], shape[0]), interpolation=cv2.INTER_NEAREST), np.uint8)


def _seen(rng: np.random.Generator, picture: Picture) -> Picture:
    height, width = picture.shape
    if rng.random() < 0.7:
        angle = float(rng.choice([rng.uniform(-12, 12), rng.uniform(0, 360)]))
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, float(rng.uniform(1.0, 1.6)))
        turned = cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
        picture = np.asarray(turned, np.uint8)
    seen = picture.astype(np.float32)
    if rng.random() < 0.6:
        seen = cv2.GaussianBlur(seen, (0, 0), float(rng.uniform(0.4, 2.0)))
    seen = seen * float(rng.uniform(0.3, 1.0)) + float(rng.uniform(0, 40))
    seen += rng.standard_normal(seen.shape, dtype=np.float32) * float(rng.uniform(0, 10))
    return np.asarray(np.clip(seen, 0, 255), np.uint8)
