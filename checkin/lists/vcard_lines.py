"""The lines of a vCard file: unfolded, taken apart and decoded, one property at a time."""

from __future__ import annotations

import quopri
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.lists.encodings import codec_of
from checkin.lists.text import LONGEST_CELL

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"[^\r\n]++")
_PROPERTY = re.compile(r'(?:([\w.-]*)\.)?([\w-]+)((?:;(?:[^:;"\n]++|"[^"\n]*+")*+)*+):', re.ASCII)
_PARAMETER = re.compile(r';((?:[^:;"]++|"[^"]*+")*+)')
_LAST = 100
"""RFC 6350, section 5.3: a preference is 1 to 100, the least is the most preferred."""
# What fills a file and says nothing of who somebody is; their lines are not even put together.
_PASSED_OVER = frozenset({"photo", "logo", "sound", "key", "adr", "tel", "label", "geo", "agent-picture"})


@dataclass(frozen=True, slots=True)
class Property:
    """One line of a card. Names and types are in lower case, the value decoded and still escaped.

    `preference` is 1 for the preferred of several, up to 100. `user` is the account that Apple writes beside a link.
    """

    group: str
    name: str
    types: tuple[str, ...]
    preference: int
    user: str
    value: str


def properties_of(text: str) -> Iterator[Property]:
    """Yield the properties of a text. A value ends at 4,000 characters; lines that are none are passed over."""
    begun: re.Match[str] | None = None
    pieces: list[str] = []
    length = 0
    soft = is_old = False
    for found in _LINE.finditer(text):
        line = found[0]
        is_more = begun is not None and (line[0] in " \t" or soft)
        if not is_more:
            if begun is not None:
                yield (one := _property(begun, "".join(pieces)))
                is_old = one.value.startswith("2") if one.name == "version" else is_old
            begun = _PROPERTY.match(line)
            pieces, length = [], 0
            line = line[begun.end() :] if begun else ""
        elif not soft and not is_old:
            # Version 2.1 folds a line before a space that belongs to the text.
            line = line[1:]
        if begun is None:
            continue
        is_quoted = "quoted-printable" in begun[3].lower()
        soft = is_quoted and line.endswith("=")
        if begun[2].lower() in _PASSED_OVER:
            continue
        # Three characters stand for one byte of a quoted text, and up to four bytes for one letter.
        if length < LONGEST_CELL * (12 if is_quoted else 1):
            pieces.append(line[:-1] if soft else line)
            length += len(line)
    if begun is not None:
        yield _property(begun, "".join(pieces))


def _property(begun: re.Match[str], value: str) -> Property:
    group, name = (begun[1] or "").lower(), begun[2].lower()
    if not begun[3]:
        return Property(group, name, (), _LAST, "", value[:LONGEST_CELL])
    types: list[str] = []
    preference, user, charset, is_quoted = _LAST, "", "", False
    for parameter in _PARAMETER.findall(begun[3]):
        told, equals, said = parameter.partition("=")
        # Version 2.1 writes a type, or an encoding, without saying which it is.
        told, said = (told.strip().lower(), said.strip('" ')) if equals else ("", told.strip())
        match told:
            case "" | "type" | "service-type" | "x-service-type" | "encoding":
                words = [word.strip() for word in said.lower().split(",")]
                types.extend(words)
                is_quoted = is_quoted or "quoted-printable" in words
                preference = 1 if "pref" in words else preference
            case "pref":
                preference = int(said) if said.isdecimal() and len(said) < 4 else 1
            case "charset":
                charset = said
            case "x-user" | "username":
                user = said
    if is_quoted:
        value = _unquoted(value, charset)
    return Property(group, name, tuple(types), preference, user, value[:LONGEST_CELL])


def _unquoted(value: str, charset: str) -> str:
    data = quopri.decodestring(value.encode("utf-8", "replace"))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(codec_of(charset) or "cp1252", "replace")


_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def unescape(value: str) -> str:
    r"""Return a value without its escapes: `\,` `\;` `\:` `\\`, and `\n` for a line's end."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value) if "\\" in value else value


def split(value: str, separator: str, *, escaped: bool = True) -> list[str]:
    """Return the parts of a value, which end at each separator that is not escaped, without their escapes."""
    if not escaped:
        return [part.strip() for part in value.split(separator)]
    parts = re.split(rf"(?<!\\){separator}", value)
    return [unescape(part).strip() for part in parts]
