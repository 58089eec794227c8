"""Web addresses in a text, as the networks find and shorten them (twitter-text 3, which X and Mastodon share)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_COUNTRIES = regex.compile(
    "ac|ad|ae|af|ag|ai|al|am|ao|aq|ar|as|at|au|aw|ax|az|ba|bb|bd|be|bf|bg|bh|bi|bj|bm|bn|bo|br|bs|bt|bw|by|bz|ca|"
    "cc|cd|cf|cg|ch|ci|ck|cl|cm|cn|co|cr|cu|cv|cw|cx|cy|cz|de|dj|dk|dm|do|dz|ec|ee|eg|er|es|et|eu|fi|fj|fk|fm|fo|"
    "fr|ga|gb|gd|ge|gf|gg|gh|gi|gl|gm|gn|gp|gq|gr|gs|gt|gu|gw|gy|hk|hm|hn|hr|ht|hu|id|ie|il|im|in|io|iq|ir|is|it|"
    "je|jm|jo|jp|ke|kg|kh|ki|km|kn|kp|kr|kw|ky|kz|la|lb|lc|li|lk|lr|ls|lt|lu|lv|ly|ma|mc|md|me|mg|mh|mk|ml|mm|mn|"
    "mo|mp|mq|mr|ms|mt|mu|mv|mw|mx|my|mz|na|nc|ne|nf|ng|ni|nl|no|np|nr|nu|nz|om|pa|pe|pf|pg|ph|pk|pl|pm|pn|pr|ps|"
    "pt|pw|py|qa|re|ro|rs|ru|rw|sa|sb|sc|sd|se|sg|sh|si|sk|sl|sm|sn|so|sr|ss|st|su|sv|sx|sy|sz|tc|td|tf|tg|th|tj|"
    "tk|tl|tm|tn|to|tr|tt|tv|tw|tz|ua|ug|uk|us|uy|uz|va|vc|ve|vg|vi|vn|vu|wf|ws|ye|yt|za|zm|zw",
    regex.I,
)
_GENERIC = regex.compile(
    "academy|agency|alsace|app|art|asia|bar|beer|bio|biz|blog|bzh|cafe|cat|center|city|cloud|club|com|community|"
    "coop|corsica|design|dev|digital|edu|email|eus|events|fr|fun|fund|global|gov|green|group|guide|help|host|info|"
    "ink|int|international|jobs|land|life|link|live|lol|london|love|marketing|media|mil|mobi|museum|name|net|"
    "network|news|ngo|ninja|one|ong|online|org|ovh|page|paris|party|pro|pub|quebec|radio|restaurant|rocks|school|"
    "services|shop|site|social|software|solutions|space|store|studio|support|swiss|team|tech|tel|tickets|tips|"
    "today|tokyo|tools|top|tours|travel|video|vin|wiki|wine|work|works|world|xxx|xyz|zone",
    regex.I,
)
"""The endings that evenings' addresses have; of the 1,400 in the root zone the rest are brands and rare ones."""

_ADDRESS = regex.compile(
    r"(?P<before>^|[^\w@＠$#＃.\-/])"
    r"(?P<scheme>https?://)?"
    r"(?P<host>(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}_\-]*[\p{L}\p{M}\p{N}])?\.)+(?:xn--[a-z0-9\-]+|[\p{L}\p{M}]{2,}))"
    r"(?![\p{L}\p{M}\p{N}@])"
    r"(?P<rest>(?::[0-9]+)?"
    r"(?:/(?:[\p{Latin}\p{Cyrillic}\p{N}!*';:=+,.$%#\[\]\-\u2013_~@|&/]*"
    r"(?:\([\p{Latin}\p{Cyrillic}\p{N}!*';:=+,.$%#\[\]\-_~@|&/]*\)|[\p{Latin}\p{Cyrillic}\p{N}=_#/+\-]))?)*"
    r"(?:\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-z0-9\-_&=#/])?)",
    regex.I,
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where an address stands in a text; not `certain` where its ending is one that the networks may not know."""

    start: int
    end: int
    certain: bool

    @property
    def length(self) -> int:
        """Code points."""
        return self.end - self.start


def addresses_in(text: str, *, without_scheme: bool = True) -> Iterator[Address]:
    """Yield the addresses of a text, in order; those without `https://` only where X would take them for one."""
    for found in _ADDRESS.finditer(text):
        scheme, host = found["scheme"] or "", found["host"]
        ending = host.rpartition(".")[2]
        known = bool(_COUNTRIES.fullmatch(ending) or _GENERIC.fullmatch(ending) or ending.startswith("xn--"))
        if scheme and _fits(host):
            yield Address(found.start("scheme"), found.end(), known)
        elif not scheme and without_scheme and known and host.isascii() and _fits(host):
            yield Address(found.start("host"), found.end(), certain=True)


def _fits(host: str) -> bool:
    """Tell whether every label has at most 63 characters as it is sent (RFC 1035, 2.3.4)."""
    try:
        host.encode("idna")
    except UnicodeError:
        return False
    return True
