"""Finding somebody on the list as a volunteer types: accents, case, hyphens and a typo or two forgiven.

How a word is found is `search_fields`' business; here a query is put together of its words: the dearest word ranks the
person.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.folding import words
from checkin.search_fields import ELSEWHERE, INSIDE, NOBODY, START, TYPO, WHOLE, WIDTH, Part, has_digit, order_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from checkin.model import Attendee
    from checkin.search_fields import Costs

    Rank = tuple[int, int, int]
    """How a hit was found, whether they are still to arrive, and what its words cost together."""

SHORTEST_QUERY = 2
MOST_WORDS = 24
"""Nobody's name has more; what somebody pasted may."""

_EXACT, _NAME_STARTS, _WORDS_START, _STARTS_ELSEWHERE = range(4)
"""Ranks of a person. Found inside words follows as 4 and 6, and what has typos from 8 on."""


class NameIndex:
    """An evening's list, folded once for searching. One thread may replace somebody while others search."""

    def __init__(self, attendees: Iterable[Attendee]) -> None:
        self._lock = threading.Lock()
        self._base = Part(attendees)
        self._superseded: frozenset[int] = frozenset()
        self._late: dict[UUID, Attendee] = {}
        self._late_part: Part | None = Part(())

    def replace(self, attendee: Attendee) -> None:
        """Take up what changed of one attendee, or somebody new, without folding the list again."""
        with self._lock:
            if attendee.id not in self._late and self._base.swap(attendee):
                return
            if self._late_part is not None and self._late_part.swap(attendee):
                self._late[attendee.id] = attendee
                return
            place = self._base.places.get(attendee.id)
            if place is not None:
                self._superseded |= {place}
            self._late[attendee.id] = attendee
            # Folded at the next search, on its thread.
            self._late_part = None

    def search(self, query: str, limit: int = 8) -> list[Attendee]:
        """Return the best hits, the best first; nothing below two letters.

        In this order: the exact name; its start; the start of words, of the name and elsewhere; inside words; with
        typos forgiven, one in a word of four letters, two in one of eight. Typos are only looked for where nobody has
        the whole words. Among equals those still to arrive come first, then by name, handle, organisation and address.
        """
        wanted = _Query.of(query)
        if wanted is None or limit < 1:
            return []
        searches = [_Search(part, wanted, hidden) for part, hidden in self._parts()]
        if not any(one.has_whole for one in searches) and sum(one.count for one in searches) < limit:
            # Beside those whose words start like this, only whole words with a typo: "marin" is Marina, or Martin.
            only_whole = any(one.has_start for one in searches)
            for one in searches:
                one.forgive(only_whole=only_whole)
            if not any(one.count for one in searches):
                for one in searches:
                    one.forgive_spaces()
        return _best(searches, limit)

    def doubles_of(self, full_name: str, email: str, handle: str, limit: int = 3) -> list[Attendee]:
        """Return who may be the person of this name, address or handle, the likeliest first."""
        scored = [
            (-score, order_of(part.attendees[place]), part.attendees[place])
            for part, hidden in self._parts()
            for place, score in part.likeness(full_name, email, handle).items()
            if place not in hidden
        ]
        scored.sort(key=lambda hit: hit[:2])
        return [attendee for _, _, attendee in scored[:limit]]

    def _parts(self) -> tuple[tuple[Part, frozenset[int]], ...]:
        """Return the list as it is at this moment, with the places that are out of date."""
        with self._lock:
            hidden, late, part = self._superseded, self._late.copy(), self._late_part
        if part is None:
            part = Part(late.values())
            with self._lock:
                if late == self._late:
                    self._late_part = part
        return (self._base, hidden), (part, frozenset())


@dataclass(frozen=True, slots=True)
class _Query:
    words: tuple[bytes, ...]
    joined: bytes
    is_address: bool

    @classmethod
    def of(cls, text: str) -> _Query | None:
        found = [word.encode()[:WIDTH] for word in words(text)]
        joined = b"".join(found)[:WIDTH]
        if len(joined) < SHORTEST_QUERY or len(found) > MOST_WORDS:
            return None
        return cls(tuple(found), joined, "@" in text)


class _Search:
    """One query among the attendees of one part."""

    def __init__(self, part: Part, query: _Query, hidden: frozenset[int]) -> None:
        self._part = part
        self._query = query
        self._hidden = sorted(hidden)
        self._weigh([part.costs(word) for word in query.words])

    def forgive(self, *, only_whole: bool) -> None:
        """Look again with typos forgiven."""
        costs = []
        for word in self._query.words:
            most = _typos_forgiven(word, only_whole=only_whole)
            costs.append(self._part.costs_forgiven(word, most, only_whole) if most else self._part.costs(word))
        self._weigh(costs)

    def forgive_spaces(self) -> None:
        """Look again for all words as one, with a typo: "le gofff"."""
        word = self._query.joined
        if len(self._query.words) > 1 and len(word) > 4 and not has_digit(word):
            self._weigh([self._part.costs_forgiven(word, 1, only_whole=False)])

    def best(self, limit: int) -> list[tuple[Rank, Attendee]]:
        """Return the best hits with their ranks."""
        import numpy as np

        found = np.flatnonzero(self._ranks < NOBODY)
        keys = (self._ranks[found] * 8 + self._part.standing[found]) * 65536 + self._together[found]
        if len(found) > limit:
            # Places are in the order of equals, so that the dearest key kept is cut in that order too.
            limit_key = np.partition(keys, limit - 1)[limit - 1]
            found, keys = found[keys <= limit_key], keys[keys <= limit_key]
        return [
            ((int(self._ranks[i]), int(self._part.standing[i]), int(self._together[i])), self._part.attendees[i])
            for i in found[np.argsort(keys, kind="stable")][:limit].tolist()
        ]

    def _weigh(self, costs: list[Costs]) -> None:
        import numpy as np

        of_words = np.stack(costs)
        dearest, together, typos = of_words.max(0), of_words.sum(0), (of_words // TYPO).sum(0)
        # Two words of one typo each are as far away as one word of two.
        ranks = np.where(dearest < TYPO, dearest, typos * TYPO + dearest % TYPO).astype(np.int64)
        ranks[dearest <= START] = _WORDS_START
        ranks[(dearest > START) & (dearest < INSIDE)] = _STARTS_ELSEWHERE
        ranks[dearest >= NOBODY] = NOBODY
        starting, whole = self._part.owners_of(self._query.joined, addresses=self._query.is_address)
        ranks[starting] = np.minimum(ranks[starting], _NAME_STARTS)
        ranks[whole] = _EXACT
        if not self._query.is_address:
            ranks[(together == 0) & (self._part.word_counts == len(costs))] = _EXACT
        ranks[self._hidden] = NOBODY
        # Who is only found without the spaces has words that cost nothing sensible.
        self._together = np.minimum(together, NOBODY)
        self._ranks = ranks
        self.count = int((ranks < NOBODY).sum())
        self.has_start = bool((ranks <= _STARTS_ELSEWHERE).any())
        are_whole = np.isin(of_words, (WHOLE, WHOLE + ELSEWHERE)).all(0) | (ranks == _EXACT)
        self.has_whole = bool((are_whole & (ranks < NOBODY)).any())


def _best(searches: Iterable[_Search], limit: int) -> list[Attendee]:
    hits = [hit for one in searches for hit in one.best(limit)]
    hits.sort(key=lambda hit: (hit[0], order_of(hit[1])))
    return [attendee for _, attendee in hits[:limit]]


def _typos_forgiven(word: bytes, *, only_whole: bool) -> int:
    if has_digit(word) or len(word) < (5 if only_whole else 4):
        return 0
    return 2 if len(word) >= 8 and not only_whole else 1
