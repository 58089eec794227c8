"""Codes and frames drawn for the tests."""

from __future__ import annotations

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
