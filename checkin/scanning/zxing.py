"""The zxing-cpp engine: first on every picture, as it costs a tenth of the other one and needs no system library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import zxingcpp

from checkin.scanning.opencv import cv2
from checkin.scanning.readings import Corners, Look, Reading, Symbology
from checkin.scanning.symbologies import SHORTEST

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checkin.scanning.readings import Image

_FORMATS = {
    # Plain `QRCode` also matches Micro QR, which gave false reads on empty scenes.
    Symbology.QR: zxingcpp.BarcodeFormat.QRCodeModel2,
    # Not `Aztec`: it includes the rune, one byte with almost no redundancy.
    Symbology.AZTEC: zxingcpp.BarcodeFormat.AztecCode,
    Symbology.PDF417: zxingcpp.BarcodeFormat.PDF417,
    Symbology.DATA_MATRIX: zxingcpp.BarcodeFormat.DataMatrix,
    Symbology.CODE_128: zxingcpp.BarcodeFormat.Code128,
    # Not `Code39`: it also tries to make lower case and pharmacy numbers of what is written.
    Symbology.CODE_39: zxingcpp.BarcodeFormat.Code39Std,
    Symbology.EAN_13: zxingcpp.BarcodeFormat.EAN13,
    Symbology.ITF: zxingcpp.BarcodeFormat.ITF,
}
_SYMBOLOGIES = {
    zxingcpp.BarcodeFormat.QRCode: Symbology.QR,
    zxingcpp.BarcodeFormat.Aztec: Symbology.AZTEC,
    zxingcpp.BarcodeFormat.PDF417: Symbology.PDF417,
    zxingcpp.BarcodeFormat.DataMatrix: Symbology.DATA_MATRIX,
    zxingcpp.BarcodeFormat.Code128: Symbology.CODE_128,
    zxingcpp.BarcodeFormat.Code39: Symbology.CODE_39,
    zxingcpp.BarcodeFormat.EANUPC: Symbology.EAN_13,
    zxingcpp.BarcodeFormat.ITF: Symbology.ITF,
}

_EAN_13 = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.EAN13])
_ENLARGED = 1.25
"""How much larger a picture of an EAN-13 code is made to doubt it: its one check digit lets wrong reads pass. Of 6,000
blurred and tilted codes 1,255 were read right and 40 wrong; of those, 1,182 and none once more in a picture that much
larger. Another frame gave five of the 40 again, another binarizer all of them."""

_HALF_WIDTH_KATAKANA = range(0xFF61, 0xFFA0)


class Zxing:
    """Reads the given kinds of code with zxing-cpp; releases the interpreter lock while it does."""

    def __init__(self, symbologies: Iterable[Symbology] = (Symbology.QR,)) -> None:
        wanted = tuple(symbologies)
        self._formats = zxingcpp.BarcodeFormats([_FORMATS[symbology] for symbology in wanted])
        self._one_way = zxingcpp.BarcodeFormats(
            [_FORMATS[symbology] for symbology in wanted if symbology.is_linear or symbology is Symbology.PDF417]
        )

    def read(self, grey: Image) -> Look:
        """Look at a grey picture: what is read, and where a code was seen that was not.

        Mirrored, turned and inverted (light on dark) codes are read as they are.
        """
        look = _look(grey, self._formats)
        if look.readings or not self._one_way:
            return look
        # zxing-cpp inverts a picture for square codes only, and a dark screen shows them all light on dark.
        return Look(_look(cv2.bitwise_not(grey), self._one_way).readings, look.unread)


def _look(grey: Image, formats: zxingcpp.BarcodeFormats) -> Look:
    readings: list[Reading] = []
    unread: list[Corners] = []
    for code in zxingcpp.read_barcodes(grey, formats=formats, text_mode=zxingcpp.TextMode.Plain, return_errors=True):
        corners = _corners(code.position)
        if not code.valid:
            unread.append(corners)
        elif _is_sure(code, symbology := _SYMBOLOGIES[code.symbology], corners, grey):
            readings.append(Reading(_text(code), corners, symbology))
    return Look(tuple(readings), tuple(unread))


def _corners(position: zxingcpp.Position) -> Corners:
    first, second, third, fourth = (
        (float(point.x), float(point.y))
        for point in (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    )
    return first, second, third, fourth


def _is_sure(code: zxingcpp.Barcode, symbology: Symbology, corners: Corners, grey: Image) -> bool:
    """Tell whether a code carries enough redundancy to be believed, or is believed at a second look."""
    if len(code.text) < SHORTEST.get(symbology, 1):
        return False
    return symbology is not Symbology.EAN_13 or _reads_again(code, corners, grey)


def _reads_again(code: zxingcpp.Barcode, corners: Corners, grey: Image) -> bool:
    """Tell whether a code gives the same text in an enlarged picture, where what happened by chance does not again."""
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    more = 0.3 * max(max(xs) - min(xs), max(ys) - min(ys))
    left, top = max(0, int(min(xs) - more)), max(0, int(min(ys) - more))
    cut = grey[top : int(max(ys) + more) + 1, left : int(max(xs) + more) + 1]
    large = cv2.resize(cut, None, fx=_ENLARGED, fy=_ENLARGED, interpolation=cv2.INTER_CUBIC)
    again = zxingcpp.read_barcodes(large, formats=_EAN_13, text_mode=zxingcpp.TextMode.Plain)
    return any(other.text == code.text for other in again)


def _text(code: zxingcpp.Barcode) -> str:
    """Return the text of a code; zxing-cpp goes by its label (ECI), or else tells UTF-8, Shift JIS and Latin-1 apart.

    It is right but for some short texts in Latin-1, whose bytes are half-width katakana in Shift JIS: ``©2026`` becomes
    ``ｩ2026``. Such katakana with no other Japanese beside it is taken for Latin-1, as no ticket is written in it.
    """
    text: str = code.text
    foreign = {ord(c) for c in text if not c.isascii()}
    if foreign and all(c in _HALF_WIDTH_KATAKANA for c in foreign):
        return code.bytes.decode("latin-1")
    return text
