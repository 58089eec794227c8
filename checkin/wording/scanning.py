"""What the operator should know of the scanning chain."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from checkin.language import mark

if TYPE_CHECKING:
    from checkin.language import Language

_MISSING_ZBAR = {
    "linux": mark(
        "The second decoder, pyzbar, is missing its library; scanning goes on without it. To add it: "
        "sudo apt install libzbar0 (or your system's zbar package)."
    ),
    "darwin": mark(
        "The second decoder, pyzbar, is missing its library; scanning goes on without it. To add it: brew install zbar."
    ),
    "win32": mark(
        "The second decoder, pyzbar, is missing its library; scanning goes on without it. To add it, install the "
        "Visual C++ Redistributable for Visual Studio 2013 from Microsoft."
    ),
}


def missing_zbar(language: Language, platform: str = sys.platform) -> str:
    """Return how to add libzbar on this kind of machine."""
    return language.text(_MISSING_ZBAR.get(platform, _MISSING_ZBAR["linux"]))
