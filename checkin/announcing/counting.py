"""How long a text is, as the networks count.

X: twitter-text 3, config/v3.json (280 weighted; URLs 23; an emoji 2). Mastodon: docs.joinmastodon.org/user/posting and
its StatusLengthValidator (500 grapheme clusters; URLs 23; of a mention only the name). Bluesky: lexicon
app.bsky.feed.post (maxGraphemes 300, maxLength 3000 bytes of UTF-8).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from checkin.announcing.addresses import addresses_in
from checkin.announcing.networks import Network

if TYPE_CHECKING:
    from collections.abc import Callable

URL = 23
"""What X and Mastodon count for an address, however long it is."""
BLUESKY_BYTES = 3000

_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
"""Code points that X counts as 1; every other is 2 (config/v3.json, ranges)."""

_EMOJI = regex.compile(
    r"[0-9#*]\uFE0F?\u20E3"
    r"|[\U0001F1E6-\U0001F1FF]{2}"
    r"|\p{Extended_Pictographic}(?!\uFE0E)[\uFE0F\U0001F3FB-\U0001F3FF]*(?:[\U000E0020-\U000E007E]+\U000E007F)?"
    r"(?:\u200D\p{Extended_Pictographic}[\uFE0F\U0001F3FB-\U0001F3FF]*)*"
)
_MENTION = regex.compile(r"(?<![\w/@])@([\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?)@[\w.-]+\w", regex.I)


@dataclass(frozen=True, slots=True)
class Limit:
    """How a network counts, and how much it takes; `most_bytes` is of the text in UTF-8, 0 where nothing is said."""

    count: Callable[[str], int]
    most: int
    most_bytes: int = 0

    def takes(self, text: str) -> bool:
        """Tell whether the network takes a text."""
        return self.count(text) <= self.most and (not self.most_bytes or len(text.encode()) <= self.most_bytes)


def graphemes(text: str) -> list[str]:
    """Split a text into what a reader takes for one character (UAX 29, extended grapheme clusters)."""
    found: list[str] = regex.findall(r"\X", text)
    return found


def count_x(text: str) -> int:
    """Return the weighted length of a text on X: composed first, addresses 23, emoji 2, other characters 1 or 2."""
    text = unicodedata.normalize("NFC", text)
    total, place = 0, 0
    for address in addresses_in(text):
        total += _weight(text[place : address.start]) + (URL if address.certain else max(URL, address.length))
        place = address.end
    return total + _weight(text[place:])


def count_mastodon(text: str) -> int:
    """Return the length of a text on Mastodon: grapheme clusters, addresses 23, mentions without their server."""
    text = unicodedata.normalize("NFC", text)
    total, place = 0, 0
    for address in addresses_in(text, without_scheme=False):
        total += _clusters(text[place : address.start]) + (URL if address.certain else max(URL, address.length))
        place = address.end
    return total + _clusters(text[place:])


def count_bluesky(text: str) -> int:
    """Return the length of a text on Bluesky in grapheme clusters; addresses count in full."""
    return len(graphemes(text))


def _clusters(text: str) -> int:
    return len(graphemes(_MENTION.sub(r"@\1", text)))


def _weight(text: str) -> int:
    rest: str
    emoji: int
    rest, emoji = _EMOJI.subn("", text)
    return 2 * emoji + sum(1 if any(a <= ord(c) <= b for a, b in _LIGHT) else 2 for c in rest)


LIMITS = {
    Network.X: Limit(count_x, 280),
    Network.MASTODON: Limit(count_mastodon, 500),
    Network.BLUESKY: Limit(count_bluesky, 300, BLUESKY_BYTES),
}
