"""The texts of announcements as files: those that come with the program, and the organiser's own before them.

`resources/announcing/<language>/<name>.txt`, and `<data>/announcing/<language>/<name>.txt` in their place. A line that
begins with `//` says something to the reader of the file. `mail`, `calendar` and `poster` begin with lines `Key: text`;
the text of the others, and what follows an empty line, is the body.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.announcing.faults import TextFault, TextTemplateError
from checkin.announcing.text_templates import TextTemplate, parse
from checkin.paths import resource

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

OWN_FOLDER = "announcing"
"""The folder of the organiser's own texts, in the data folder, with one for each language in it."""

_LARGEST = 1 << 14
"""Bytes of a file: the shipped ones have a tenth of it."""
_NOTE = "//"

POSTER_KEYS = (
    "Kicker",
    "Headline",
    "Day",
    "Hours",
    "Venue",
    "Address",
    "Guests label",
    "Guests",
    "Topics label",
    "Topics",
    "Animations label",
    "Animations",
    "Partners label",
    "Partners",
    "Scan",
    "Foot",
)

KEYS: Mapping[str, tuple[str, ...]] = {
    "x": (),
    "mastodon": (),
    "bluesky": (),
    "mail": ("Subject",),
    "calendar": ("Summary", "Location"),
    "poster": POSTER_KEYS,
}
"""The files there are, and the keys that each must have."""


@dataclass(frozen=True, slots=True)
class Text:
    """A file of text: its keys, and its body, which may be empty."""

    path: Path
    keys: Mapping[str, TextTemplate]
    body: TextTemplate


def text_named(name: str, language: str, own: Path | None = None) -> Text:
    """Return the text of a name from `KEYS` in a language; `own` is the folder of the organiser's own ones.

    Raises TextTemplateError, which names the file and the line.
    """
    path = own / language / f"{name}.txt" if own else None
    if path is None or not path.is_file():
        path = resource("announcing", language, f"{name}.txt")
    return read_text(path, KEYS[name])


def read_text(path: Path, keys: tuple[str, ...] = ()) -> Text:
    """Read a file that has these keys, each once. Raises TextTemplateError."""
    lines = _lines(path)
    found: dict[str, TextTemplate] = {}
    number = 0
    if keys:
        for number, line in enumerate(lines, 1):
            if line.startswith(_NOTE):
                continue
            if not line.strip():
                if found:
                    break
                continue
            key, template = _key(line, number, path, keys)
            if key in found:
                raise TextTemplateError(TextFault.TWICE, path, number, key)
            found[key] = template
        for key in keys:
            if key not in found:
                raise TextTemplateError(TextFault.MISSING_KEY, path, 0, key, ", ".join(keys))
    rest = lines[number:]
    # notes stay in the count of lines, so that an error names the line of the file
    body = _without_notes(parse(("" if line.startswith(_NOTE) else line for line in rest), path, number + 1), rest)
    if not keys and not any(body.lines):
        raise TextTemplateError(TextFault.EMPTY, path)
    return Text(path, found, body)


def _without_notes(body: TextTemplate, lines: list[str]) -> TextTemplate:
    kept = tuple(nodes for nodes, line in zip(body.lines, lines, strict=True) if not line.startswith(_NOTE))
    return TextTemplate(kept, body.path, body.first)


def _key(line: str, number: int, path: Path, keys: tuple[str, ...]) -> tuple[str, TextTemplate]:
    name, colon, text = line.partition(":")
    key = name.strip()
    if not colon or key not in keys:
        raise TextTemplateError(TextFault.UNKNOWN_KEY, path, number, key[:60], ", ".join(keys))
    return key, parse([text.strip()], path, number)


def _lines(path: Path) -> list[str]:
    try:
        with path.open("rb") as stream:
            content = stream.read(_LARGEST + 1)
    except OSError as error:
        raise TextTemplateError(TextFault.UNREADABLE, path) from error
    if len(content) > _LARGEST:
        raise TextTemplateError(TextFault.TOO_LARGE, path)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise TextTemplateError(TextFault.NOT_UTF8, path, line) from error
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
