"""The evening that a list makes for itself where there is none yet: a title from the file's name, today at seven."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checkin.folding import fold

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

HOUR = 19
_NOT_A_TITLE = """
    attendee attendees badge badges billet billets check checkin checkins commande commandes csv data download event
    events evenement evenements excel export exports file fichier final form forms formulaire google guest guests
    helloasso billetweb eventbrite inscription inscriptions inscrits invite invites liste listes list lists luma main
    meetup order orders participant participants pretix registration registrations report reponse reponses response
    responses sheet tapee ticket tickets untitled weezevent xls xlsx a au de des du for
    from in la le les of the to on fr en
"""
"""Words that say of a file that it is a list, and nothing of the evening; folded."""
_EMPTY_WORDS = frozenset(_NOT_A_TITLE.split())


def title_from(path: Path) -> str:
    """Return a title that a file's name holds, or nothing where it only says that it is a list."""
    kept = re.split(r"[\s_]+|(?<!\d)-|-(?!\d)", path.stem)
    while kept and (fold(kept[-1]) in _EMPTY_WORDS or not kept[-1]):
        kept.pop()
    while kept and (fold(kept[0]) in _EMPTY_WORDS or not kept[0]):
        kept.pop(0)
    title = " ".join(word for word in kept if word)
    return title[:1].upper() + title[1:] if any(c.isalpha() for c in title) else ""


def this_evening(now: datetime) -> datetime:
    """Return seven o'clock of this day, without a zone: on the clock of the bar."""
    return now.replace(hour=HOUR, minute=0, second=0, microsecond=0, tzinfo=None)
