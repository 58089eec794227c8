"""The zxing-cpp engine: first on every picture, as it costs a tenth of the other one and needs no system library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import zxingcpp

from checkin.scanning.readings import Corners, Look, Reading, Symbology

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
}
_SYMBOLOGIES = {
    zxingcpp.BarcodeFormat.QRCode: Symbology.QR,
    zxingcpp.BarcodeFormat.Aztec: Symbology.AZTEC,
    zxingcpp.BarcodeFormat.PDF417: Symbology.PDF417,
    zxingcpp.BarcodeFormat.DataMatrix: Symbology.DATA_MATRIX,
    zxingcpp.BarcodeFormat.Code128: Symbology.CODE_128,
}


class Zxing:
    """Reads the given kinds of code with zxing-cpp; releases the interpreter lock while it does."""

    def __init__(self, symbologies: Iterable[Symbology] = (Symbology.QR,)) -> None:
        self._formats = zxingcpp.BarcodeFormats([_FORMATS[symbology] for symbology in symbologies])

    def read(self, grey: Image) -> Look:
        """Look at a grey picture: what is read, and where a code was seen that was not.

        Mirrored, turned and inverted (light on dark) codes are read as they are.
        """
        readings: list[Reading] = []
        unread: list[Corners] = []
        for code in zxingcpp.read_barcodes(
            grey, formats=self._formats, text_mode=zxingcpp.TextMode.Plain, return_errors=True
        ):
            corners = _corners(code.position)
            if not code.valid:
                unread.append(corners)
            elif code.text:
                readings.append(Reading(code.text, corners, _SYMBOLOGIES[code.symbology]))
        return Look(tuple(readings), tuple(unread))


def _corners(position: zxingcpp.Position) -> Corners:
    first, second, third, fourth = (
        (float(point.x), float(point.y))
        for point in (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    )
    return first, second, third, fourth
