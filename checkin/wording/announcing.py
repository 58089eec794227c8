"""The sentences about announcements: texts that cannot be used, and what cannot be said of an evening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.announcing.faults import TextFault, TextTemplateError
from checkin.announcing.networks import Network
from checkin.language import mark

if TYPE_CHECKING:
    from checkin.language import Language

NETWORKS = {Network.X: "X", Network.MASTODON: "Mastodon", Network.BLUESKY: "Bluesky"}
"""Names, the same in every language."""

TEXTS = {
    TextFault.UNREADABLE: mark("The text {path} cannot be opened: check that you may read it."),
    TextFault.NOT_UTF8: mark("{path}, line {line}: this is not UTF-8. Save the file again with the encoding UTF-8."),
    TextFault.TOO_LARGE: mark("The text {path} is too large: an announcement’s text has a page at most."),
    TextFault.EMPTY: mark("The text {path} is empty: write it, or remove the file to have the usual one."),
    TextFault.UNKNOWN_FIELD: mark("{path}, line {line}: there is no {{{value}}}. There are: {allowed}."),
    TextFault.OPEN_FIELD: mark("{path}, line {line}: “{value}” lacks its closing brace, a }}."),
    TextFault.OPEN_PART: mark("{path}, line {line}: “{value}” lacks its closing bracket, a ]."),
    TextFault.STRAY: mark(
        "{path}, line {line}: there is a {value} too many. Where the sign itself is meant, write \\{value}."
    ),
    TextFault.UNKNOWN_KEY: mark(
        "{path}, line {line}: “{value}” is no name that this file knows. Before the colon there is one of: {allowed}."
    ),
    TextFault.MISSING_KEY: mark("{path} lacks a line that begins with “{value}:”. It needs: {allowed}."),
    TextFault.TWICE: mark("{path}, line {line}: “{value}:” is there twice. Keep one of them."),
    TextFault.TOO_LONG: mark(
        "{path}, line {line}: the words around the fields are too long for {value}, which takes {allowed}. "
        "Make them shorter."
    ),
}

INVALID_ANNOUNCEMENTS = {
    "ends": mark("“{value}” is not a time after the start: write it like 2026-12-03T23:00."),
    "number": mark("“{value}” is not the number of an evening: write a whole number from 1."),
    "url": mark("“{value}” is not a web address: write it like https://example.org/evening."),
}


def announcing_sentence(error: TextTemplateError, language: Language) -> str:
    """Return the sentence for a text that cannot be used."""
    value = NETWORKS[Network(error.value)] if error.fault is TextFault.TOO_LONG else error.value
    named = {"path": error.path, "line": error.line, "value": value, "allowed": error.allowed}
    return language.text(TEXTS[error.fault], **named)
