"""The organiser's PIN: what may be one, how it is kept, and how long to wait after wrong ones.

A PIN is 4 to 12 digits. Digits are the same in every language, are on a keypad, and are all that a field which hides
what is typed can read safely: a French top row gives `&é"'` for 1234 without Shift, and only where no letter is meant
can that be put right. Four digits are few, so wrong tries are slowed down: all ten thousand would take 34 days.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace

SHORTEST, LONGEST = 4, 12
LOG_COST, BLOCK, PARALLEL = 15, 8, 3
"""scrypt with N = 2^15, r = 8, p = 3: one of the settings that OWASP's Password Storage Cheat Sheet holds to be equal,
by which each try takes 32 MiB. The one with 128 MiB would press on a small laptop that decodes a camera meanwhile."""
MOST_LOG_COST, MOST_BLOCK, MOST_PARALLEL = 18, 16, 16
"""A text that asks for more is damaged: nothing is to fill the memory."""
SALT, KEY = 16, 32
FREE_TRIES = 3
FIRST_WAIT, LONGEST_WAIT = 5.0, 300.0
_TOP_ROW = str.maketrans("&é\"'(-è_çà§!", "123456789068")
"""What French keyboards give without Shift; § and ! are Apple's and Belgium's 6 and 8."""


def read(text: str) -> str:
    """Return the digits that were meant, or nothing where a text cannot be a PIN."""
    typed = text.strip().lower()
    if not any(letter.isdecimal() for letter in typed):
        typed = typed.translate(_TOP_ROW)
    if not SHORTEST <= len(typed) <= LONGEST or not typed.isdecimal():
        return ""
    return "".join(str(unicodedata.decimal(letter)) for letter in typed)


def hash_pin(pin: str) -> str:
    """Return the text by which a PIN is kept: `$scrypt$ln=15,r=8,p=3$SALT$KEY`, both in base64.

    It takes about a quarter of a second and 32 MiB, on purpose.
    """
    salt = secrets.token_bytes(SALT)
    key = _derive(pin, salt, LOG_COST, BLOCK, PARALLEL)
    made = f"ln={LOG_COST},r={BLOCK},p={PARALLEL}"
    return f"$scrypt${made}${b64encode(salt).decode()}${b64encode(key).decode()}"


def is_right(pin: str, kept: str) -> bool:
    """Tell whether a PIN is the one that is kept, at the cost it was kept with. For a damaged text no PIN is right."""
    try:
        parameters, salt, key = _parse(kept)
    except ValueError:
        return False
    return hmac.compare_digest(_derive(pin, salt, *parameters), key)


def is_outdated(kept: str) -> bool:
    """Tell whether a text was made with other costs than are made now; the next right try makes it anew."""
    try:
        return _parse(kept)[0] != (LOG_COST, BLOCK, PARALLEL)
    except ValueError:
        return False


def wait_after(failures: int) -> float:
    """Return the seconds from a wrong try to the next: none after two, then 5, 10, 20 and so on, at most 300."""
    if failures < FREE_TRIES:
        return 0.0
    return min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(failures - FREE_TRIES, 16))


@dataclass(frozen=True, slots=True)
class Tries:
    """The wrong tries since the last right one, and when the last of them was, in seconds since 1970."""

    failures: int = 0
    failed_at: float = 0.0

    def missed(self, now: float) -> Tries:
        """Return the tries with one more that was wrong."""
        return Tries(self.failures + 1, now)

    def seen_at(self, now: float) -> Tries:
        """Return the tries as they count now. A clock that was set back begins the wait anew, and no more than that."""
        return self if self.failed_at <= now else replace(self, failed_at=now)

    def left(self, now: float) -> float:
        """Return the seconds until the next try."""
        return max(0.0, self.seen_at(now).failed_at + wait_after(self.failures) - now)


def _derive(pin: str, salt: bytes, log_cost: int, block: int, parallel: int) -> bytes:
    cost = 1 << log_cost
    # OpenSSL refuses more than 32 MiB unless it is told; what scrypt takes is 128 * r * (N + p) bytes and a little.
    most = 2 * 128 * block * (cost + parallel)
    return hashlib.scrypt(pin.encode(), salt=salt, n=cost, r=block, p=parallel, maxmem=most, dklen=KEY)


def _parse(kept: str) -> tuple[tuple[int, int, int], bytes, bytes]:
    """Take a kept text apart; raises ValueError where it is none."""
    nothing, name, parameters, salt, key = kept.split("$")
    if nothing or name != "scrypt":
        raise ValueError(name)
    values = dict(part.split("=") for part in parameters.split(","))
    try:
        log_cost, block, parallel = (int(values[letter]) for letter in ("ln", "r", "p"))
    except KeyError as error:
        raise ValueError(parameters) from error
    is_sane = 1 <= log_cost <= MOST_LOG_COST and 1 <= block <= MOST_BLOCK and 1 <= parallel <= MOST_PARALLEL
    if not is_sane:
        raise ValueError(parameters)
    return (log_cost, block, parallel), b64decode(salt, validate=True), b64decode(key, validate=True)
