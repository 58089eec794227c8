"""Bytes to text, in whatever encoding a spreadsheet or a platform wrote them."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What Excel writes as "CSV": on Windows in the West, on a Mac, as MS-DOS text, and in Central Europe.
_ONE_BYTE = ("cp1252", "mac_roman", "cp850", "cp1250")
_SAMPLE = 200_000
_GOOD_ENOUGH = 0.75
# Other alphabets, where none of the tables above makes words.
_OTHERS = ["cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r", "cp932", "gb18030", "big5", "euc_kr"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it was in; `mixed` where parts of it were in another one."""

    text: str
    encoding: str
    mixed: bool = False


def decode(data: bytes, declared: str = "") -> Decoded | None:
    """Return the text of a file without its byte order mark, or None where the bytes are no text.

    `declared` is what the file says of itself, which counts where it is not UTF-8.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            rest = data[len(mark) :]
            if encoding == "utf-8":
                return _utf8(rest, "")
            return _checked(Decoded(rest.decode(encoding, "replace"), encoding))
    if (wide := utf16_of(data)) is not None:
        return _checked(Decoded(data.decode(wide, "replace"), wide))
    return _utf8(data, codec_of(declared))


_CODECS = re.compile(
    r"iso-?8859-\d{1,2}|latin-?\d|windows-125\d|cp\d{3,4}|koi8-[ru]|shift_jis|euc-(?:jp|kr)|gb(?:2312|k|18030)|big5|macintosh"
)


def codec_of(name: str) -> str:
    """Return the codec of a declared character set, or nothing for UTF-8 and for what no list is written in.

    What calls itself ISO 8859-1 is Windows-1252 (WHATWG Encoding Standard, section 4.2).
    """
    name = name.strip("\"' ").lower().replace("iso8859", "iso-8859")
    if name in {"iso-8859-1", "latin1", "latin-1"}:
        return "cp1252"
    try:
        return codecs.lookup(name).name if _CODECS.fullmatch(name) else ""
    except LookupError:
        return ""


def utf16_of(data: bytes) -> str | None:
    """Name UTF-16 without a mark by its NUL bytes: in Latin text every second byte is one."""
    head = data[:4_096]
    pairs = len(head) // 2
    if pairs < 2:
        return None
    even, odd = head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if odd > 0.4 * pairs and even < 0.1 * pairs:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * pairs and odd < 0.1 * pairs else None


def _utf8(data: bytes, declared: str) -> Decoded | None:
    try:
        return _checked(Decoded(data.decode("utf-8"), "utf-8"))
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "checkin_cp1252")
    broken = sum(1 for byte in data.decode("utf-8", "replace") if byte == "\ufffd")
    right = sum(1 for c in data.decode("utf-8", "ignore") if c > "\x7f")
    if right > 4 * broken:
        return _checked(Decoded(text, "utf-8", mixed=True))
    return _checked(Decoded(data.decode(declared, "replace"), declared) if declared else _one_byte(data))


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("checkin_cp1252", _as_cp1252)


def _one_byte(data: bytes) -> Decoded:
    sample = data[:_SAMPLE]
    scores = {name: _plausibility(sample.decode(name, "replace")) for name in _ONE_BYTE}
    best = max(_ONE_BYTE, key=scores.__getitem__)
    if scores[best] >= _GOOD_ENOUGH:
        return Decoded(data.decode(best, "replace"), best)
    guess = from_bytes(sample, cp_isolation=_OTHERS).best()
    encoding = guess.encoding if guess else best
    return Decoded(data.decode(encoding, "replace"), encoding)


def _plausibility(text: str) -> float:
    """Return the share of a text's non-ASCII characters that stand as they do in names and sentences."""
    good = total = 0
    for before, c, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if c <= "\x7f":
            continue
        total += 1
        if c.isalpha():
            # Latin words are never made of such letters alone, and have no capital after or amid small ones.
            foreign = before.isalpha() and after.isalpha() and min(before, after) > "\x7f"
            small = before.islower() or (before.isalpha() and after.islower())
            good += not foreign and not (c.isupper() and small) and c not in "ªºƒˆ˜"
        elif c in "’‘“”«»–—…€°\xa0•·№":
            good += not (before.isalpha() and after.isalpha() and c not in "’–—·\xa0")
    return good / total if total else 1.0


def _checked(decoded: Decoded) -> Decoded | None:
    """Return the text unless it is full of controls: no list is."""
    sample = decoded.text[:_SAMPLE]
    controls = sum(1 for c in sample if (c < " " and c not in "\t\n\v\f\r\x1b") or c == "\ufffd")
    unassigned = sum(1 for c in sample[:4_096] if c > "\x7f" and unicodedata.category(c) in {"Cn", "Co", "Cs", "Cc"})
    if controls > 0.02 * len(sample) + 2 or unassigned > 0.05 * len(sample[:4_096]) + 2:
        return None
    return decoded
