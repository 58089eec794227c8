"""The pyzbar engine: reads glaring and half-covered codes that zxing-cpp misses, where the machine has libzbar."""

from __future__ import annotations

import importlib
import sys
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from checkin.scanning import zbar_library
from checkin.scanning.readings import Corners, Look, Reading

if TYPE_CHECKING:
    from types import ModuleType

    from checkin.scanning.readings import Image

SMALLEST = 24
"""Pixels a side under which no code fits (the smallest QR code has 21 modules); libzbar is not given less."""

LARGEST = 1 << 26
"""Pixels above which libzbar is not asked: it counts some sizes in 32-bit integers."""

LONGEST = 1 << 14
"""Pixels a side above which it is not asked either: it multiplies coordinates in quarters of a pixel, in 32 bits."""


class Reason(StrEnum):
    """Why pyzbar cannot be used."""

    PACKAGE_MISSING = "package_missing"
    LIBRARY_MISSING = "library_missing"


@dataclass(frozen=True, slots=True)
class Missing:
    """What lacks, for the caller to word: `system` is `linux`, `darwin` or `win32`, `detail` the loader's own words."""

    reason: Reason
    system: str
    detail: str


def available() -> bool:
    """Tell whether pyzbar and the libzbar under it can be used; loads them on the first call."""
    return why_not() is None


@cache
def why_not() -> Missing | None:
    """Return what lacks for pyzbar to work, or None when it works; found out once, on the first call."""
    loaded = _load()
    return loaded if isinstance(loaded, Missing) else None


@cache
def _load() -> ModuleType | Missing:
    try:
        if sys.platform != "win32":
            # pyzbar loads the library while it is imported.
            importlib.import_module("pyzbar.zbar_library").load = zbar_library.load  # type: ignore[attr-defined]
        return importlib.import_module("pyzbar.pyzbar")
    except ModuleNotFoundError as error:
        return Missing(Reason.PACKAGE_MISSING, sys.platform, str(error))
    except (ImportError, OSError, AttributeError) as error:
        # pyzbar's own "Unable to find zbar shared library", a DLL without its runtime, another machine type's library.
        return Missing(Reason.LIBRARY_MISSING, sys.platform, str(error))


class Zbar:
    """Reads QR codes with libzbar; releases the interpreter lock while it does.

    Only QR codes are asked for: all symbologies cost twice as much and gave a false read.
    """

    def read(self, grey: Image) -> Look:
        """Look at a grey picture; finds nothing where libzbar lacks, or the picture is too small or large for it."""
        pyzbar = _load()
        if isinstance(pyzbar, Missing) or not _is_safe(grey):
            return Look()
        # libzbar trusts the size that it is told: it gets contiguous bytes and their true width and height.
        picture = (grey.tobytes(), grey.shape[1], grey.shape[0])
        try:
            found = pyzbar.decode(picture, symbols=[pyzbar.ZBarSymbol.QRCODE])
        except (pyzbar.PyZbarError, ValueError):
            # libzbar had no memory for its scanner; or it gave one part of a text that is dealt over several codes,
            # whose orientation it leaves open with a number that pyzbar does not know. The other engine reads on.
            return Look()
        # pyzbar guesses an encoding for anything that is not ASCII, often wrongly; zxing-cpp reads those codes.
        return Look(tuple(Reading(code.data.decode("ascii"), _corners(code)) for code in found if _is_text(code.data)))


def _is_safe(grey: Image) -> bool:
    if grey.ndim != 2 or grey.dtype != "uint8":
        return False
    return min(grey.shape) >= SMALLEST and max(grey.shape) <= LONGEST and grey.size <= LARGEST


def _is_text(data: bytes) -> bool:
    return bool(data) and data.isascii()


def _corners(code: Any) -> Corners:
    if len(code.polygon) == 4:
        a, b, c, d = ((float(x), float(y)) for x, y in code.polygon)
        return a, b, c, d
    left, top, width, height = (float(value) for value in code.rect)
    return (left, top), (left + width, top), (left + width, top + height), (left, top + height)
