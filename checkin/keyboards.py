"""What a text was before a scanner and a computer disagreed about the keyboard.

A USB scanner presses keys, and the computer makes characters of them: where one was set to QWERTY and the other to
AZERTY, `HA-10001` comes out as `HQ)&ààà&`. The tables say what each key makes, position by position, in the order of
ISO 9995: the row of digits, the three rows of letters, then the keys beside Enter and beside the left Shift.

Sources: xkb symbols `us`, `gb`, `fr`, `be`, `de`, `ch` and `fr(mac)` (xkeyboard-config 2.35); Microsoft's KBDUS, KBDUK,
KBDFR, KBDBE, KBDGR, KBDSG and KBDSF (https://kbdlayout.info), where the two differ, Microsoft's.
"""

from __future__ import annotations

import re
import string
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from itertools import product

NONE = "·"
"""Stands in the tables for a key that makes nothing. A dead key stands as its accent alone."""

MOST = 12
"""Readings that are worth a look at the list."""

_MARKS = {"\u0300": "`", "\u0301": "´", "\u0302": "^", "\u0303": "~", "\u0308": "¨"}
_WRAPPED = re.compile(r"(?i:https?://)|\{\s*\"")
_IN_CODES = frozenset("-_.:/?=&%+#@")
"""What codes and links have beside letters and digits."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A keyboard: what its keys make alone, with Shift, and with AltGr (Apple's Option); 48 keys each."""

    name: str
    plain: str
    shifted: str
    third: str = NONE * 48
    family: str = ""
    shifts_all: bool = False
    """Whether Caps Lock is a Shift for every key on Windows (CAPLOK in Microsoft's tables), not for letters alone."""

    @property
    def digits(self) -> str:
        """What the row of digits makes without Shift."""
        return self.plain[1:11]


class Caps(Enum):
    """What Caps Lock does to the keys."""

    OFF = auto()
    LETTERS = auto()
    """Letters become capitals, those with accents too; Shift makes small ones of them."""
    ALL = auto()
    """Every key but the one beside the left Shift is shifted; Shift takes it back."""


US = Layout(
    "us",
    "`1234567890-=" + "qwertyuiop[]" + "asdfghjkl;'" + "zxcvbnm,./" + "\\·",
    "~!@#$%^&*()_+" + "QWERTYUIOP{}" + 'ASDFGHJKL:"' + "ZXCVBNM<>?" + "|·",
)
UK = Layout(
    "gb",
    "`1234567890-=" + "qwertyuiop[]" + "asdfghjkl;'" + "zxcvbnm,./" + "#\\",
    '¬!"£$%^&*()_+' + "QWERTYUIOP{}" + "ASDFGHJKL:@" + "ZXCVBNM<>?" + "~|",
)
FRENCH = Layout(
    "fr",
    "²&é\"'(-è_çà)=" + "azertyuiop^$" + "qsdfghjklmù" + "wxcvbn,;:!" + "*<",
    "~1234567890°+" + "AZERTYUIOP¨£" + "QSDFGHJKLM%" + "WXCVBN?./§" + "µ>",
    "··~#{[|`\\^@]}" + "··€········¤" + NONE * 23,
    shifts_all=True,
    family="azerty",
)
FRENCH_APPLE = Layout(
    "fr(mac)",
    "@&é\"'(§è!çà)-" + "azertyuiop^$" + "qsdfghjklmù" + "wxcvbn,;:=" + "`<",
    "#1234567890°_" + "AZERTYUIOP¨*" + "QSDFGHJKLM%" + "WXCVBN?./+" + "£>",
    "··ë“‘{¶«¡Çø}—" + NONE * 35,
    family="azerty",
)
BELGIAN = Layout(
    "be",
    "²&é\"'(§è!çà)-" + "azertyuiop^$" + "qsdfghjklmù" + "wxcvbn,;:=" + "µ<",
    "³1234567890°_" + "AZERTYUIOP¨*" + "QSDFGHJKLM%" + "WXCVBN?./+" + "£>",
    "·|@#{[^··{}··" + "··€·······[]" + "··········´" + "·········~" + "`\\",
    shifts_all=True,
    family="azerty",
)
GERMAN = Layout(
    "de",
    "^1234567890ß´" + "qwertzuiopü+" + "asdfghjklöä" + "yxcvbnm,.-" + "#<",
    '°!"§$%&/()=?`' + "QWERTZUIOPÜ*" + "ASDFGHJKLÖÄ" + "YXCVBNM;:_" + "'>",
    "··²³···{[]}\\·" + "@·€········~" + NONE * 11 + "······µ···" + "·|",
    shifts_all=True,
    family="qwertz",
)
SWISS_GERMAN = Layout(
    "ch(de)",
    "§1234567890'^" + "qwertzuiopü¨" + "asdfghjklöä" + "yxcvbnm,.-" + "$<",
    '°+"*ç%&/()=?`' + "QWERTZUIOPè!" + "ASDFGHJKLéà" + "YXCVBNM;:_" + "£>",
    "·¦@#··¬|¢··´~" + "··€·······[]" + "··········{" + NONE * 10 + "}\\",
    family="qwertz",
)
SWISS_FRENCH = Layout(
    "ch(fr)",
    "§1234567890'^" + "qwertzuiopè¨" + "asdfghjkléà" + "yxcvbnm,.-" + "$<",
    '°+"*ç%&/()=?`' + "QWERTZUIOPü!" + "ASDFGHJKLöä" + "YXCVBNM;:_" + "£>",
    SWISS_GERMAN.third,
    family="qwertz",
)
LAYOUTS = (US, FRENCH, FRENCH_APPLE, BELGIAN, GERMAN, SWISS_FRENCH, SWISS_GERMAN, UK)
"""The keyboards that meet at a door, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A scanner set to one keyboard, at a computer set to another."""

    scanner: Layout
    computer: Layout
    caps: Caps = Caps.OFF
    keypad: bool = False
    """Whether the scanner presses digits on the keypad, where every keyboard has the same: a setting of many."""


def readings(text: str) -> tuple[str, ...]:
    """Return what a text may have been before a scanner and a computer disagreed, the likeliest first.

    The text itself is never among them; at most a dozen, none twice. A keyboard that cannot have made the text gives
    none.
    """
    found: dict[str, int] = {}
    for order, meeting in enumerate(meetings()):
        original = _read(text, _table(meeting))
        if original is not None and original != text:
            found.setdefault(original, order)
    return tuple(sorted(found, key=lambda reading: (_strangeness(reading), found[reading]))[:MOST])


@cache
def meetings() -> tuple[Meeting, ...]:
    """Return who may meet whom, the likeliest first.

    Scanners are sold as American ones; else they were set up for the country that the computer is from.
    """
    return tuple(
        Meeting(scanner, computer, caps, keypad)
        for caps in Caps
        for keypad in (False, True)
        for scanner, computer in sorted(product(LAYOUTS, LAYOUTS), key=lambda pair: pair[0] is not pair[1])
        if (scanner is not computer or caps is not Caps.OFF)
        and (caps is not Caps.ALL or (computer.shifts_all and not keypad))
        and (US in (scanner, computer) or scanner.family == computer.family)
        and not (keypad and scanner.digits == computer.digits)
    )


def _read(text: str, table: dict[str, str]) -> str | None:
    read = []
    for character in text:
        one = table.get(character)
        if one is None:
            one = character if _is_blank(character) else _taken_apart(character, table)
        if one is None:
            return None
        read.append(one)
    return "".join(read)


@cache
def _table(meeting: Meeting) -> dict[str, str]:
    """Return for each character that the computer makes the one that the scanner meant."""
    meant = makes(meeting.scanner)
    table: dict[str, str] = {}
    # Where several keys make the same, the one that takes no AltGr.
    for key, made in sorted(makes(meeting.computer, meeting.caps).items(), key=lambda item: item[0][1]):
        if key in meant:
            table.setdefault(made, meant[key])
    return table | {digit: digit for digit in string.digits if meeting.keypad}


@cache
def makes(layout: Layout, caps: Caps = Caps.OFF) -> dict[tuple[int, int], str]:
    """Return what each key makes: its place and level (0 alone, 1 with Shift, 2 with AltGr) to a character."""
    made: dict[tuple[int, int], str] = {}
    for place, (plain, shifted, third) in enumerate(zip(layout.plain, layout.shifted, layout.third, strict=True)):
        levels = (plain, shifted, third)
        if caps is Caps.LETTERS:
            is_pair = plain.upper() == shifted
            levels = (_capital(plain), plain if is_pair else _capital(shifted), third)
        elif caps is Caps.ALL and place != len(layout.plain) - 1:
            levels = (shifted, plain, third)
        made |= {(place, level): one for level, one in enumerate(levels) if one != NONE}
    return made


def _taken_apart(character: str, table: dict[str, str]) -> str | None:
    """Return what was meant by a letter that a dead key and the key after it made: accent first, as it was pressed.

    Linux makes a raised digit of a circumflex and a digit.
    """
    parts = unicodedata.normalize("NFD", character)
    tag, _, code = unicodedata.decomposition(character).partition(" ")
    if len(parts) == 2:
        base, accent = parts[0], _MARKS.get(parts[1], "")
    elif tag == "<super>" and " " not in code:
        base, accent = chr(int(code, 16)), "^"
    else:
        return None
    if accent not in table or base not in table:
        return None
    return table[accent] + table[base]


def _capital(character: str) -> str:
    capital = character.upper()
    return capital if len(capital) == 1 else character


def _is_blank(character: str) -> bool:
    return not character.isprintable() or character == " "


def _strangeness(text: str) -> int:
    """Return how much of a text is unlike a code, negative for a link or JSON.

    Most codes are letters and digits with few signs, and all are in ASCII.
    """
    strange = sum(
        0 if c == " " or (c.isascii() and c.isalnum()) else 1 if c in _IN_CODES else 2 if c.isascii() else 20
        for c in text
    )
    return strange - 2 * len(text) if _WRAPPED.match(text) else strange
