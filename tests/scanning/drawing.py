"""Codes and frames drawn for the tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import qrcode
import zxingcpp

from checkin.scanning.opencv import cv2

if TYPE_CHECKING:
    from numpy.typing import NDArray

TOKEN = "1K7Q2M9XW4RZ0B8H5TCVJ6N3PAYDGSEF12"  # noqa: S105 - nobody's


def code(text: str, side: int = 200) -> NDArray[Any]:
    """Return a QR code with its quiet zone, grey, `side` pixels wide."""
    drawing = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4)
    drawing.add_data(text.encode())
    drawing.make()
    modules = (1 - np.array(drawing.get_matrix(), np.uint8)) * 255
    return cv2.resize(modules, (side, side), interpolation=cv2.INTER_NEAREST)


def other_code(text: str, symbology: zxingcpp.BarcodeFormat) -> NDArray[Any]:
    """Return a code of another kind, grey, with a quiet zone."""
    drawn = np.array(zxingcpp.create_barcode(text, symbology).to_image(scale=4))
    return np.pad(drawn, 30, constant_values=255)


def frame(*placed: tuple[NDArray[Any], int, int], width: int = 1280, height: int = 720) -> NDArray[Any]:
    """Return a BGR frame of a grey room with pictures placed in it, each as (picture, left, top)."""
    room = np.full((height, width), 90, np.uint8)
    for picture, left, top in placed:
        room[top : top + picture.shape[0], left : left + picture.shape[1]] = picture
    return cv2.cvtColor(room, cv2.COLOR_GRAY2BGR)


def badge(text: str) -> NDArray[Any]:
    """Return a badge of 86 x 54 mm in BGR, ten pixels a millimetre, with a code of 30 mm."""
    card = np.full((540, 860, 3), 250, np.uint8)
    card[:90] = (120, 60, 90)
    cv2.putText(card, "Maelle Kervella", (40, 260), cv2.FONT_HERSHEY_SIMPLEX, 1.6, (20, 20, 20), 4)
    card[180:480, 520:820] = cv2.cvtColor(code(text, 300), cv2.COLOR_GRAY2BGR)
    return card


def modules_of(text: str, level: str = "M", version: int | None = None, mask: int | None = None) -> NDArray[np.bool_]:
    """Return the modules of a QR code without a quiet zone, True where dark."""
    correction = getattr(qrcode.constants, f"ERROR_CORRECT_{level}")
    drawing = qrcode.QRCode(version, error_correction=correction, border=0, mask_pattern=mask)
    drawing.add_data(text.encode())
    drawing.make(fit=version is None)
    return np.array(drawing.get_matrix(), bool)


@dataclass(frozen=True, slots=True)
class View:
    """How a camera sees a code in the middle of its picture; lengths are in modules unless said."""

    module: float = 4.0
    """Pixels."""
    roll: float = 0.0
    """Degrees, clockwise."""
    tilt: float = 0.0
    """Degrees by which the right side is turned away, seen from four code sides away."""
    mirrored: bool = False
    shift: tuple[float, float] = (0.0, 0.0)
    """Pixels by which the code is off the middle of the picture."""
    motion: float = 0.0
    """Length of the smear."""
    direction: float = 30.0
    """Degrees from the horizontal in which it is smeared."""
    defocus: float = 0.0
    """Diameter of the disc that a point becomes."""
    noise: float = 0.0
    """Standard deviation in grey levels."""
    dark: float = 0.05
    light: float = 0.75
    """Light of the modules, 1 at most."""
    glare: tuple[float, float, float] | None = None
    """A white disc: its middle (x, y) and its radius."""
    inverted: bool = False
    side: int = 0
    """Pixels a side of the picture; just large enough where 0."""


_QUIET = 4
_TEXELS = 8
_FINER = 3


def seen(modules: NDArray[np.bool_], view: View, seed: int = 0) -> NDArray[Any]:
    """Return the grey picture that a camera gives of a code: light adds up in a pixel and is encoded afterwards."""
    size, side = modules.shape[0], side_of(modules, view)
    paper = np.pad(np.where(modules ^ view.inverted, view.dark, view.light), _QUIET, constant_values=view.light)
    if view.inverted:
        paper = np.pad(paper[_QUIET:-_QUIET, _QUIET:-_QUIET], _QUIET, constant_values=view.dark)
    paper = paper.astype(np.float32).repeat(_TEXELS, 0).repeat(_TEXELS, 1)
    if view.glare is not None:
        x, y, radius = (round(value * _TEXELS) for value in view.glare)
        cv2.circle(paper, (x + _QUIET * _TEXELS, y + _QUIET * _TEXELS), radius, 3.0, -1)
    to_modules = np.array(
        [[1 / _TEXELS, 0, 0.5 / _TEXELS - _QUIET], [0, 1 / _TEXELS, 0.5 / _TEXELS - _QUIET], [0, 0, 1]]
    )
    finer = np.array([[_FINER, 0, _FINER / 2 - 0.5], [0, _FINER, _FINER / 2 - 0.5], [0, 0, 1]])
    whole = finer @ homography_of(size, view, side) @ to_modules
    light = cv2.warpPerspective(
        paper,
        whole,
        (side * _FINER, side * _FINER),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=0.3,
    )
    for spread in (_smear(view), _disc(view)):
        if spread is not None:
            light = cv2.filter2D(light, -1, spread, borderType=cv2.BORDER_REFLECT)
    light = cv2.resize(light, (side, side), interpolation=cv2.INTER_AREA)
    grey = 255 * np.clip(light, 0, 1) ** (1 / 2.2)
    if view.noise:
        grey = grey + np.random.default_rng(seed).normal(0, view.noise, grey.shape)
    return np.clip(np.rint(grey), 0, 255).astype(np.uint8)


def side_of(modules: NDArray[np.bool_], view: View) -> int:
    """Return how many pixels a side the picture has."""
    return view.side or int((modules.shape[0] + 2 * _QUIET) * view.module * 1.3) + 8


def homography_of(size: int, view: View, side: int) -> NDArray[np.float64]:
    """Return what takes modules to pixels, whose middles are at whole numbers."""
    middle = np.array([[1, 0, -size / 2], [0, 1, -size / 2], [0, 0, 1]])
    flip = np.diag([-1.0 if view.mirrored else 1.0, 1.0, 1.0])
    lean, roll = np.deg2rad(view.tilt), np.deg2rad(view.roll)
    tilt = np.array([[np.cos(lean), 0, 0], [0, 1, 0], [np.sin(lean) / (4 * size), 0, 1]])
    turn = np.array([[np.cos(roll), -np.sin(roll), 0], [np.sin(roll), np.cos(roll), 0], [0, 0, 1]])
    place = np.array(
        [[view.module, 0, side / 2 - 0.5 + view.shift[0]], [0, view.module, side / 2 - 0.5 + view.shift[1]], [0, 0, 1]]
    )
    whole: NDArray[np.float64] = place @ turn @ tilt @ flip @ middle
    return whole / whole[2, 2]


def places(points: list[tuple[float, float]] | NDArray[Any], homography: NDArray[Any]) -> NDArray[np.float64]:
    """Return where points in modules are in pixels, (n, 2)."""
    return cv2.perspectiveTransform(np.array([points], np.float64), homography)[0]


def _smear(view: View) -> NDArray[np.float32] | None:
    length = view.motion * view.module * _FINER
    if length <= 1:
        return None
    reach = int(length / 2) + 2
    kernel = np.zeros((2 * reach + 1, 2 * reach + 1), np.float32)
    for way in np.linspace(-length / 2, length / 2, 8 * reach):
        x, y = reach + way * np.cos(np.deg2rad(view.direction)), reach + way * np.sin(np.deg2rad(view.direction))
        left, top = int(x), int(y)
        for i, j in ((0, 0), (0, 1), (1, 0), (1, 1)):
            kernel[top + j, left + i] += (1 - abs(x - left - i)) * (1 - abs(y - top - j))
    return kernel / kernel.sum()


def _disc(view: View) -> NDArray[np.float32] | None:
    radius = view.defocus * view.module * _FINER / 2
    if radius <= 0.5:
        return None
    reach = int(radius) + 2
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    kernel = np.clip(radius + 0.5 - np.hypot(x, y), 0, 1).astype(np.float32)
    return kernel / kernel.sum()
