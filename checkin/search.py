"""Finding somebody on the list as a volunteer types: accents, case, hyphens and a typo or two forgiven.

Every field is kept as its tails: "Gwenaëlle Le Goff" as `gwenaellelegoff`, `legoff` and `goff`, sorted. What begins a
word is then one range of them, with or without the spaces, and a typo is a small distance (Damerau's, a transposition
is one) to what they begin with. A word costs what its way to be found costs; the dearest word ranks the person.
"""

from __future__ import annotations

import re
import threading
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from checkin.folding import fold, fold_name, tails, words
from checkin.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    import numpy as np
    from numpy.typing import NDArray

    from checkin.model import Attendee

    Costs = NDArray[np.int32]
    """What each person costs for a word, by their place."""
    Rank = tuple[int, int, int]
    """How a hit was found, whether they are still to arrive, and what its words cost together."""

SHORTEST_QUERY = 2
MOST_WORDS = 24
"""Nobody's name has more; what somebody pasted may."""
WIDTH = 40
"""Letters of a tail that are kept."""
DOUBLE_CUTOFF = 88
"""Least similarity (0 to 100) of two names that may be one person's."""

_WHOLE, _START, _INSIDE, _TYPO = 0, 1, 4, 8
"""Costs of a word: a whole word, the start of one, inside one, and each letter mistyped."""
_ACROSS = 1
"""Dearer where typos are forgiven from one word into the next: "gwenale" is Gwenaëlle before it is Gwen Le Bihan."""
_ELSEWHERE = 2
"""Dearer where it is not the name that was found, but a handle, an address or an organisation."""
_NOBODY: Final = 1000
_EXACT, _NAME_STARTS, _WORDS_START, _STARTS_ELSEWHERE = range(4)
"""Ranks of a person. Found inside words follows as 4 and 6, and what has typos from 8 on."""


class NameIndex:
    """An evening's list, folded once for searching. One thread may replace somebody while others search."""

    def __init__(self, attendees: Iterable[Attendee]) -> None:
        self._lock = threading.Lock()
        self._base = _Part(attendees)
        self._superseded: frozenset[int] = frozenset()
        self._late: dict[UUID, Attendee] = {}
        self._late_part: _Part | None = _Part(())

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
            (-score, _order(part.attendees[place]), part.attendees[place])
            for part, hidden in self._parts()
            for place, score in part.likeness(full_name, email, handle).items()
            if place not in hidden
        ]
        scored.sort(key=lambda hit: hit[:2])
        return [attendee for _, _, attendee in scored[:limit]]

    def _parts(self) -> tuple[tuple[_Part, frozenset[int]], ...]:
        """Return the list as it is at this moment, with the places that are out of date."""
        with self._lock:
            hidden, late, part = self._superseded, self._late.copy(), self._late_part
        if part is None:
            part = _Part(late.values())
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


class _Part:
    """Some attendees, in the order in which equal hits are shown, and the tails of their fields.

    A posting says that a tail is of a person, of which field, and how long its first word is.
    """

    def __init__(self, attendees: Iterable[Attendee]) -> None:
        import numpy as np

        self.attendees = sorted(attendees, key=_order)
        self.places = {attendee.id: place for place, attendee in enumerate(self.attendees)}
        self.standing = np.array([_standing(a) for a in self.attendees], dtype=np.int64)
        self.word_counts = np.zeros(len(self.attendees), dtype=np.int32)
        numbers: dict[bytes, int] = {}
        # Flat, since numpy would hold up the window's thread while it reads a hundred thousand tuples.
        postings = array("i")
        for place, attendee in enumerate(self.attendees):
            for field, text in enumerate(_texts(attendee)):
                if not field:
                    self.word_counts[place] = len(words(text))
                for at, (tail, length) in enumerate(tails(text)):
                    number = numbers.setdefault(tail[:WIDTH].encode(), len(numbers))
                    postings.extend((number, place, min(length, WIDTH), field > 0, at == 0))
        unsorted = np.array(list(numbers), dtype=f"S{WIDTH}")
        order = np.argsort(unsorted)
        self._sorted = unsorted[order]
        self._tails: list[bytes] = self._sorted.tolist()
        self._lengths = np.strings.str_len(self._sorted).astype(np.int32)
        rank = np.empty(len(order), dtype=np.int64)
        rank[order] = np.arange(len(order))
        table = np.frombuffer(postings, dtype=np.int32).reshape(-1, 5)
        table = table[np.argsort(rank[table[:, 0]], kind="stable")]
        self._tail = rank[table[:, 0]]
        self._first_posting = np.searchsorted(self._tail, np.arange(len(order) + 1))
        self._owner, self._word_length, self._elsewhere = table[:, 1].copy(), table[:, 2].copy(), table[:, 3].copy()
        self._is_first = table[:, 4].astype(bool)
        self._blob = b"\n".join(self._tails)
        self._offsets = np.concatenate(([0], np.cumsum(self._lengths + 1)))
        # The words before the one that is being typed stay as they are.
        self.costs = lru_cache(16)(self._costs)
        self.costs_forgiven = lru_cache(16)(self._costs_forgiven)
        self._cuts: dict[int, tuple[NDArray[np.int64], NDArray[np.int64], list[bytes]]] = {}

    def swap(self, attendee: Attendee) -> bool:
        """Put an attendee in their own place; False where they are not here, or their texts are others now."""
        place = self.places.get(attendee.id)
        if place is None or _texts(self.attendees[place]) != _texts(attendee):
            return False
        self.attendees[place] = attendee
        self.standing[place] = _standing(attendee)
        return True

    def _costs(self, word: bytes) -> Costs:
        """Return what each person costs for a word, without typos."""
        import numpy as np

        costs = np.full(len(self.attendees), _NOBODY, dtype=np.int32)
        if len(word) > 2 and not _has_digit(word):
            places = np.array([found.start() for found in re.finditer(word, self._blob)], dtype=np.int64)
            tails = np.searchsorted(self._offsets, places, side="right") - 1
            ends = places - self._offsets[tails] + len(word)
            chosen, end = self._postings_of(tails, ends)
            # Not from one word into the next.
            self._lower(costs, chosen[end <= self._word_length[chosen]], _INSIDE)
        starts = self._range(word)
        whole = self._is_whole(starts, len(word))
        self._lower(costs, starts[~whole], _START)
        self._lower(costs, starts[whole], _WHOLE)
        return costs

    def _costs_forgiven(self, word: bytes, most: int, only_whole: bool) -> Costs:
        """Return what each person costs for a word, or unless `only_whole` the start of one, with up to `most` typos.

        Of a start the last letter must be right, or else every start would be found with any letter after it.
        """
        import numpy as np

        costs = self.costs(word).copy()
        for cut in range(len(word) - most, len(word) + most + 1):
            tails, group, starts = self._cut(cut)
            distances = process.cdist([word], starts, scorer=OSA.distance, score_cutoff=most, dtype=np.uint8)[0]
            distances[distances > most] = 0
            typed_so_far = np.zeros(len(starts), dtype=bool)
            for near in distances.nonzero()[0].tolist():
                # Of four letters the first must be right too: "kerv" is not Hervé.
                if len(word) == 4 and starts[near][0] != word[0]:
                    distances[near] = 0
                typed_so_far[near] = not only_whole and _ends_alike(word, starts[near])
            hit = distances[group].nonzero()[0]
            postings, group_of = self._postings_of(tails[hit], group[hit])
            across = self._word_length[postings] < cut
            # Of an address nobody forgets the signs between the words.
            fits = self._is_whole(postings, cut) | (
                typed_so_far[group_of] & ~(across & (self._elsewhere[postings] > 0))
            )
            typos = distances[group_of].astype(np.int32)
            self._lower(costs, postings[fits], (typos * _TYPO + across * _ACROSS)[fits])
        return costs

    def owners_of(self, text: bytes, *, addresses: bool) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return whose name, or handle or address, starts with a text without spaces, and who has it whole."""
        starts = self._range(text)
        starts = starts[self._is_first[starts] & (self._elsewhere[starts] == addresses)]
        return self._owner[starts], self._owner[starts[self._lengths[self._tail[starts]] == len(text)]]

    def likeness(self, full_name: str, email: str, handle: str) -> dict[int, float]:
        """Return how like somebody those are who may be the same person (88 to 100), by their place."""
        found: dict[int, float] = {}
        name, joined = fold_name(full_name), "".join(fold(full_name).split())
        if name and self.attendees:
            for wanted, known in ((name, self._names), (joined, self._joined)):
                scores = process.cdist([wanted], known, scorer=fuzz.ratio, score_cutoff=DOUBLE_CUTOFF)[0]
                for place in scores.nonzero()[0].tolist():
                    found[place] = max(found.get(place, 0.0), float(scores[place]))
        email, handle = email.strip().lower(), handle.strip().lower().lstrip("@")
        for reached, score in ((email, 95.0), (handle and f"@{handle}", 99.0)):
            for place in self._reached.get(reached, ()) if reached else ():
                found[place] = max(found.get(place, 0.0), score)
        return found

    @cached_property
    def _names(self) -> list[str]:
        return [fold_name(attendee.full_name) for attendee in self.attendees]

    @cached_property
    def _joined(self) -> list[str]:
        return ["".join(fold(attendee.full_name).split()) for attendee in self.attendees]

    @cached_property
    def _reached(self) -> dict[str, list[int]]:
        """Places by address, and by handle with its `@`."""
        reached: dict[str, list[int]] = {}
        for place, attendee in enumerate(self.attendees):
            reached.setdefault(attendee.email.lower(), []).append(place)
            reached.setdefault("@" + attendee.handle.lower().lstrip("@"), []).append(place)
        return reached

    def _range(self, text: bytes) -> NDArray[np.int64]:
        """Return the postings whose tail starts with a text."""
        import numpy as np

        first, last = bisect_left(self._tails, text), bisect_left(self._tails, text + b"\x7f")
        return np.arange(self._first_posting[first], self._first_posting[last])

    def _is_whole(self, postings: NDArray[np.int64], length: int) -> NDArray[np.bool_]:
        """Tell of which postings the first word, or all of the tail, is this long."""
        whole: NDArray[np.bool_] = (self._word_length[postings] == length) | (
            self._lengths[self._tail[postings]] == length
        )
        return whole

    def _postings_of(
        self, tails: NDArray[np.int64], values: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return all postings of some tails, and the value of each one's tail."""
        import numpy as np

        first = self._first_posting[tails]
        counts = self._first_posting[tails + 1] - first
        skipped = np.cumsum(counts) - counts
        return np.arange(counts.sum()) + np.repeat(first - skipped, counts), np.repeat(values, counts)

    def _lower(self, costs: Costs, postings: NDArray[np.int64], cost: int | Costs) -> None:
        import numpy as np

        np.minimum.at(costs, self._owner[postings], cost + self._elsewhere[postings] * _ELSEWHERE)

    def _cut(self, length: int) -> tuple[NDArray[np.int64], NDArray[np.int64], list[bytes]]:
        """Return the tails of at least this length, the number of each one's beginning, and the beginnings."""
        import numpy as np

        if length not in self._cuts:
            tails = np.flatnonzero(self._lengths >= length)
            cut = self._sorted[tails].astype(f"S{length}")
            is_new = np.ones(len(cut), dtype=bool)
            is_new[1:] = cut[1:] != cut[:-1]
            self._cuts[length] = tails, np.cumsum(is_new) - 1, cut[is_new].tolist()
        return self._cuts[length]


class _Search:
    """One query among the attendees of one part."""

    def __init__(self, part: _Part, query: _Query, hidden: frozenset[int]) -> None:
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
        if len(self._query.words) > 1 and len(word) > 4 and not _has_digit(word):
            self._weigh([self._part.costs_forgiven(word, 1, only_whole=False)])

    def best(self, limit: int) -> list[tuple[Rank, Attendee]]:
        """Return the best hits with their ranks."""
        import numpy as np

        found = np.flatnonzero(self._ranks < _NOBODY)
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
        dearest, together, typos = of_words.max(0), of_words.sum(0), (of_words // _TYPO).sum(0)
        # Two words of one typo each are as far away as one word of two.
        ranks = np.where(dearest < _TYPO, dearest, typos * _TYPO + dearest % _TYPO).astype(np.int64)
        ranks[dearest <= _START] = _WORDS_START
        ranks[(dearest > _START) & (dearest < _INSIDE)] = _STARTS_ELSEWHERE
        ranks[dearest >= _NOBODY] = _NOBODY
        starting, whole = self._part.owners_of(self._query.joined, addresses=self._query.is_address)
        ranks[starting] = np.minimum(ranks[starting], _NAME_STARTS)
        ranks[whole] = _EXACT
        if not self._query.is_address:
            ranks[(together == 0) & (self._part.word_counts == len(costs))] = _EXACT
        ranks[self._hidden] = _NOBODY
        # Who is only found without the spaces has words that cost nothing sensible.
        self._together = np.minimum(together, _NOBODY)
        self._ranks = ranks
        self.count = int((ranks < _NOBODY).sum())
        self.has_start = bool((ranks <= _STARTS_ELSEWHERE).any())
        are_whole = np.isin(of_words, (_WHOLE, _WHOLE + _ELSEWHERE)).all(0) | (ranks == _EXACT)
        self.has_whole = bool((are_whole & (ranks < _NOBODY)).any())


def _best(searches: Iterable[_Search], limit: int) -> list[Attendee]:
    hits = [hit for one in searches for hit in one.best(limit)]
    hits.sort(key=lambda hit: (hit[0], _order(hit[1])))
    return [attendee for _, attendee in hits[:limit]]


def _texts(attendee: Attendee) -> tuple[str, str, str, str]:
    return attendee.full_name, attendee.handle, attendee.email, attendee.organisation


def _order(attendee: Attendee) -> str:
    """Return what equal hits are sorted by: homonyms always come in the same order."""
    return "\0".join(
        (fold(attendee.full_name), attendee.handle, attendee.organisation, attendee.email, str(attendee.id))
    )


def _standing(attendee: Attendee) -> int:
    """Still to arrive, went out, inside, cancelled."""
    if attendee.inside:
        return 2
    if attendee.status is Status.CANCELLED:
        return 3
    return 1 if attendee.arrived_at is not None else 0


def _has_digit(word: bytes) -> bool:
    """Numbers are found as they are: another number is not a typo, and a part of a number means nothing."""
    return any(48 <= letter <= 57 for letter in word)


def _typos_forgiven(word: bytes, *, only_whole: bool) -> int:
    if _has_digit(word) or len(word) < (5 if only_whole else 4):
        return 0
    return 2 if len(word) >= 8 and not only_whole else 1


def _ends_alike(word: bytes, beginning: bytes) -> bool:
    return word[-1] == beginning[-1] or word[-2:] == beginning[:-3:-1]
