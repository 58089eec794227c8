"""The short texts for the networks: filled, and where they are too long, shortened in a declared order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.announcing.counting import LIMITS, Limit
from checkin.announcing.faults import TextFault, TextTemplateError
from checkin.announcing.shortening import LONGEST, shortened
from checkin.announcing.texts import text_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from checkin.announcing.announcement import Announcement
    from checkin.announcing.networks import Network
    from checkin.announcing.text_templates import TextTemplate
    from checkin.language import Language

GIVING_WAY = (
    "theme",
    "guests",
    "animations",
    "topics",
    "partners",
    "address",
    "venue",
    "title",
    "organiser",
    "hashtag",
    "url",
)
"""What is shortened where no part is left to drop; the tag and the address go whole or not at all."""
_WHOLE = frozenset({"hashtag", "url"})
_LEAST = 24
"""Characters that every field keeps in a first round, so that a long theme does not go because of a long venue."""


@dataclass(frozen=True, slots=True)
class ShortText:
    """A text as a network takes it: `count` of `limit`; `shortened` tells that something was left out of it."""

    network: Network
    text: str
    count: int
    limit: int
    shortened: bool = False


def short_text(announcement: Announcement, network: Network, language: Language, own: Path | None = None) -> ShortText:
    """Return what is posted on a network; `own` is the folder of the organiser's texts. Raises TextTemplateError."""
    text = text_named(network.value, language.code, own)
    return fitted(text.body, announcement.values(language), network)


def fitted(template: TextTemplate, values: Mapping[str, str], network: Network) -> ShortText:
    """Return a template filled within a network's limit.

    Its ranked parts are dropped first, then fields are shortened in the order of `GIVING_WAY`, then left out. Raises
    TextTemplateError (`TOO_LONG`) where what the organiser wrote around them is too long by itself.
    """
    limit = LIMITS[network]
    for step, text in enumerate(_attempts(template, values, limit)):
        if limit.takes(text):
            return ShortText(network, text, limit.count(text), limit.most, shortened=step > 0)
    raise TextTemplateError(TextFault.TOO_LONG, template.path, template.first, network.value, str(limit.most))


def _attempts(template: TextTemplate, values: Mapping[str, str], limit: Limit) -> Iterator[str]:
    """Yield shorter and shorter texts."""
    yield template.filled(values)
    dropped = 0
    for dropped in template.ranks:
        yield template.filled(values, dropped)
    # the longest first: to count it a thousand times would take minutes
    left = {name: next(shortened(value)) if len(value) > LONGEST else value for name, value in values.items()}
    for least in (_LEAST, 0):
        for name in GIVING_WAY:
            if least and name in _WHOLE:
                continue
            for shorter in _shorter(name, left[name]):
                if len(shorter) < least:
                    break
                left[name] = shorter
                text = template.filled(left, dropped)
                yield text
                if limit.takes(text):
                    return


def _shorter(name: str, value: str) -> Iterator[str]:
    if not value:
        return
    if name in _WHOLE:
        yield ""
    else:
        yield from shortened(value)
