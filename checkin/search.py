"""Finding somebody on the list as a volunteer types: accents, case, hyphens and a typo or two forgiven."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from checkin.folding import fold, fold_name
from checkin.model import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.model import Attendee

SHORTEST_QUERY = 2
CUTOFF = 72
"""Least similarity (0 to 100) of a hit that needs typos forgiven."""
DOUBLE_CUTOFF = 88
"""Least similarity of two names that may be one person's."""


class NameIndex:
    """An evening's list, folded once for searching."""

    def __init__(self, attendees: Sequence[Attendee]) -> None:
        self._attendees = attendees
        self._names = [fold(a.full_name) for a in attendees]
        self._sorted_names = [fold_name(a.full_name) for a in attendees]
        self._all = [
            " ".join((name, name.replace(" ", ""), fold(a.handle), a.email.lower(), fold(a.organisation)))
            for name, a in zip(self._names, attendees, strict=True)
        ]

    def search(self, query: str, limit: int = 8) -> list[Attendee]:
        """Return the best hits, the best first; nothing below two letters. Those still to arrive come before others."""
        wanted = fold(query)
        if len(wanted) < SHORTEST_QUERY:
            return []
        scores = [self._score(wanted, index) for index in range(len(self._attendees))]
        if max(scores, default=0) < 90:
            for _, score, index in process.extract(
                wanted, self._names, scorer=fuzz.partial_ratio, limit=limit, score_cutoff=CUTOFF
            ):
                scores[index] = max(scores[index], score * 0.8)
        hits = [index for index, score in enumerate(scores) if score > 0]
        hits.sort(key=lambda i: (-scores[i], self._attendees[i].status is Status.CANCELLED, self._names[i]))
        return [self._attendees[index] for index in hits[:limit]]

    def doubles_of(self, full_name: str, email: str, handle: str, limit: int = 3) -> list[Attendee]:
        """Return who may be the person of this name, address or handle, the likeliest first."""
        name, joined = fold_name(full_name), "".join(fold(full_name).split())
        email, handle = email.strip().lower(), handle.strip().lower().lstrip("@")
        scored: list[tuple[float, Attendee]] = []
        for attendee, known, plain in zip(self._attendees, self._sorted_names, self._names, strict=True):
            score = max(fuzz.ratio(name, known), fuzz.ratio(joined, "".join(plain.split()))) if name and known else 0.0
            if handle and attendee.handle.lower().lstrip("@") == handle:
                score = max(score, 99.0)
            if email and attendee.email.lower() == email:
                score = max(score, 95.0)
            if score >= DOUBLE_CUTOFF:
                scored.append((score, attendee))
        scored.sort(key=lambda hit: -hit[0])
        return [attendee for _, attendee in scored[:limit]]

    def _score(self, wanted: str, index: int) -> float:
        """Rank exact ways to be found: the whole name, its start, the start of a word, then anywhere."""
        name, everything = self._names[index], self._all[index]
        if name == wanted:
            return 100
        if name.startswith(wanted):
            return 98
        words = everything.split()
        if all(any(word.startswith(part) for word in words) for part in wanted.split()):
            return 95
        return 90 if wanted.replace(" ", "") in everything else 0
