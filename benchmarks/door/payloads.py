"""The texts that guests hold up: our own badges' tokens, and what tickets of other platforms carry."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import qrcode
from qrcode import constants

from checkin.badges import qr, tokens
from checkin.model import BadgeId

if TYPE_CHECKING:
    from numpy.typing import NDArray

KEY = bytes(range(tokens.KEY_BYTES))
"""Signs every token here, so that a read can be verified; nobody's evening has it."""

TAG = 0x5EED1

_LEVELS = {
    "L": constants.ERROR_CORRECT_L,
    "M": constants.ERROR_CORRECT_M,
    "Q": constants.ERROR_CORRECT_Q,
    "H": constants.ERROR_CORRECT_H,
}
_GUESTS = ("Maëlle Kervella", "José Ángel Núñez", "Jürgen Weiß", "Łukasz Żółć", "Анна Петрова", "山田花子")


@dataclass(frozen=True, slots=True)
class Payload:
    """A text, and the error correction that its printer chose: L, M, Q or H."""

    text: str
    level: str = "M"
    own: bool = False


def own_badge(rng: np.random.Generator) -> Payload:
    """Return the token of one of our badges, as `checkin.badges.qr` prints it: 34 characters, version 2-M."""
    number = BadgeId(int(rng.integers(0, 2**64 - 1, dtype=np.uint64)))
    return Payload(tokens.sign(KEY, TAG, number), own=True)


def ticket(rng: np.random.Generator) -> Payload:
    """Return what another platform's ticket carries: a number, a URL, Base64, JSON, or text that is not ASCII.

    ASCII alone in nine of ten: libzbar guesses other encodings wrongly, which is no matter of seeing.
    """
    level = str(rng.choice(["L", "M", "M", "Q"]))
    kind = rng.choice(["number", "url", "base64", "json", "name"], p=[0.25, 0.3, 0.2, 0.15, 0.1])
    match kind:
        case "number":
            text = "".join(str(digit) for digit in rng.integers(0, 10, int(rng.choice([12, 20, 28]))))
        case "url":
            text = f"https://tickets.example.org/e/{_letters(rng, 6)}/c?t={_letters(rng, int(rng.integers(10, 60)))}"
        case "base64":
            text = base64.b64encode(rng.bytes(int(rng.choice([30, 60, 90, 120])))).decode()
        case "json":
            text = json.dumps({"o": int(rng.integers(10**8)), "t": _letters(rng, 12), "s": _letters(rng, 24)})
        case _:
            text = f"{rng.choice(_GUESTS)};{_letters(rng, 10)}"
    return Payload(text, level)


def any_of_them(rng: np.random.Generator) -> Payload:
    """Return the payload of whoever comes next: as many of our badges as tickets of others."""
    return own_badge(rng) if rng.random() < 0.5 else ticket(rng)


@lru_cache(maxsize=64)
def modules(payload: Payload) -> NDArray[np.bool_]:
    """Return the QR code of a payload, (side, side), without its quiet zone; True is dark."""
    if payload.own:
        return np.array(qr.modules(payload.text), bool)
    code: qrcode.QRCode[qrcode.image.base.BaseImage] = qrcode.QRCode(error_correction=_LEVELS[payload.level], border=0)
    code.add_data(payload.text.encode())
    code.make(fit=True)
    return np.array(code.modules, bool)


def _letters(rng: np.random.Generator, count: int) -> str:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return "".join(alphabet[index] for index in rng.integers(0, len(alphabet), count))
