"""Whom an entry from paper means: a code, or else a name or a handle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.attendance.paper_codes import PaperCodes, looks_like_code
from checkin.folding import fold_name, words
from checkin.search import NameIndex

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from checkin.model import Attendee

MOST_ALIKE = 12
"""How many namesakes an entry is said to be; whoever wrote it has to write more of it anyway."""


class PaperFinder:
    """One evening's list, made ready for entries. One thread may `replace` somebody while others search."""

    def __init__(self, attendees: Iterable[Attendee]) -> None:
        self._attendees = {attendee.id: attendee for attendee in attendees}
        self._codes = PaperCodes(self._attendees)
        self._index = NameIndex(self._attendees.values())
        self._exact: dict[str, list[UUID]] = {}
        for attendee in self._attendees.values():
            self._remember(attendee)

    def code(self, attendee_id: UUID) -> str:
        """Return somebody's code; empty for who was put on the list since."""
        try:
            return self._codes.of(attendee_id)
        except KeyError:
            return ""

    def replace(self, attendee: Attendee) -> None:
        """Take up what changed of one attendee, or somebody new."""
        is_new = attendee.id not in self._attendees
        self._attendees[attendee.id] = attendee
        self._index.replace(attendee)
        if is_new:
            self._remember(attendee)

    def meant(self, text: str) -> list[Attendee]:
        """Return whom an entry means: one where it is sure, several who fit it equally, nobody where it is nobody.

        Somebody's whole name, handle or code is sure, whoever else begins like it; typos are not forgiven.
        """
        coded = self._codes.found(text)
        if coded:
            return [self._attendees[attendee_id] for attendee_id in coded]
        if looks_like_code(text):
            return []
        exact = self._exact.get(_key(text))
        if exact:
            return [self._attendees[attendee_id] for attendee_id in exact]
        wanted = words(text)
        hits = self._index.search(text, MOST_ALIKE)
        return [hit for hit in hits if _begins(wanted, words(f"{hit.full_name} {hit.handle}"))]

    def suggested(self, text: str, limit: int) -> list[Attendee]:
        """Return who may be meant, the likeliest first, also with typos forgiven; nobody below two letters."""
        meant = self.meant(text)
        if len(meant) < limit and not looks_like_code(text):
            known = {attendee.id for attendee in meant}
            meant = meant + [hit for hit in self._index.search(text, limit) if hit.id not in known]
        return meant[:limit]

    def doubles(self, full_name: str) -> list[Attendee]:
        """Return who on the list a walk-in of this name may be, the likeliest first."""
        return self._index.doubles_of(full_name, "", "")

    def _remember(self, attendee: Attendee) -> None:
        for key in {_key(attendee.full_name), _key(attendee.handle)} - {""}:
            self._exact.setdefault(key, []).append(attendee.id)


def _key(text: str) -> str:
    text = text.strip()
    return text.lower() if text.startswith("@") else fold_name(text)


def _begins(wanted: list[str], own: list[str]) -> bool:
    """Tell whether every word that was written begins a word of a name."""
    return bool(wanted) and all(any(word.startswith(part) for word in own) for part in wanted)
