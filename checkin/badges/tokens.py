"""The badge token: a short signed text that names nobody and is verified without a network.

`version "1" | event tag, 20 bits | badge id, 64 random bits | HMAC-SHA256 cut to 80 bits`, in upper-case Crockford
Base32 (https://www.crockford.com/base32.html): one character and 164 bits in 33 characters, the last bit unused and 0.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.model import BadgeId

if TYPE_CHECKING:
    from uuid import UUID

VERSION = "1"
LENGTH = 34
KEY_BYTES = 32
TAG_BITS = 20
ID_BITS = 64
MAC_BITS = 80

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {character: value for value, character in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_SPACING = re.compile(r"[\s-]+", re.ASCII)
_TAG_DOMAIN = b"checkin event tag\0"
_MAC_DOMAIN = b"checkin badge token\0"


@dataclass(frozen=True, slots=True)
class Token:
    """A text that has the form of a badge token; only `verify` tells whether it is genuine."""

    tag: int
    badge_id: BadgeId
    mac: bytes

    @property
    def text(self) -> str:
        """The normal form, as it is printed."""
        bits = (self.tag << ID_BITS | self.badge_id) << MAC_BITS | int.from_bytes(self.mac)
        bits <<= 1
        return VERSION + "".join(ALPHABET[bits >> shift & 31] for shift in range((LENGTH - 2) * 5, -1, -5))


def event_tag(event_id: UUID) -> int:
    """Return the 20 bits by which a token says which event it is of: a hash of the event's id."""
    return int.from_bytes(hashlib.sha256(_TAG_DOMAIN + event_id.bytes).digest()[:3]) >> 4


def new_badge_id() -> BadgeId:
    """Return 64 random bits."""
    return BadgeId(secrets.randbits(ID_BITS))


def new_key() -> bytes:
    """Return a new key for an event's badges, 32 bytes."""
    return secrets.token_bytes(KEY_BYTES)


def sign(key: bytes, tag: int, badge_id: BadgeId) -> str:
    """Return the token of a badge, 34 characters.

    Raises ValueError where the tag or the id has too many bits.
    """
    return Token(tag, badge_id, _mac(key, tag, badge_id)).text


def parse(text: str) -> Token | None:
    """Return what a text says if it has the form of a badge token, else None.

    Lenient as Crockford is: blanks around and inside, hyphens, lower case, O for 0, I and L for 1. Strict about the
    rest: length, alphabet, version, and the unused bit.
    """
    packed = _SPACING.sub("", text.strip())
    # not ASCII: str.upper would turn letters such as the long s or the dotless i into ones of the alphabet
    if len(packed) != LENGTH or not packed.isascii():
        return None
    values = [_VALUES.get(character) for character in packed.upper()]
    bits = 0
    for value in values:
        if value is None:
            return None
        bits = bits << 5 | value
    version, bits = bits >> 165, bits & (1 << 165) - 1
    if version != int(VERSION) or bits & 1:
        return None
    bits >>= 1
    mac = (bits & (1 << MAC_BITS) - 1).to_bytes(MAC_BITS // 8)
    badge_id = BadgeId(bits >> MAC_BITS & (1 << ID_BITS) - 1)
    return Token(bits >> MAC_BITS + ID_BITS, badge_id, mac)


def verify(token: Token, key: bytes) -> bool:
    """Tell whether this key signed the token, in constant time."""
    return hmac.compare_digest(token.mac, _mac(key, token.tag, token.badge_id))


def _mac(key: bytes, tag: int, badge_id: BadgeId) -> bytes:
    if tag >> TAG_BITS or badge_id >> ID_BITS:  # also true of negative numbers
        raise ValueError((tag, badge_id))
    message = _MAC_DOMAIN + VERSION.encode() + tag.to_bytes(3) + badge_id.to_bytes(8)
    return hmac.digest(key, message, hashlib.sha256)[: MAC_BITS // 8]
