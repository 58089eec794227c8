"""The fields in which an evening's people are found, folded once: what each costs for a word, and who is like whom.

Every field is kept as its tails: "Gwenaëlle Le Goff" as `gwenaellelegoff`, `legoff` and `goff`, sorted. What begins a
word is then one range of them, with or without the spaces, and a typo is a small distance (Damerau's, a transposition
is one) to what they begin with. A word costs what its way to be found costs.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from checkin.folding import fold, fold_name, tails, words
from checkin.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

    from checkin.model import Attendee

    Costs = NDArray[np.int32]
    """What each person costs for a word, by their place."""

WIDTH = 40
"""Letters of a tail that are kept."""
DOUBLE_CUTOFF = 88
"""Least similarity (0 to 100) of two names that may be one person's."""

WHOLE, START, INSIDE, TYPO = 0, 1, 4, 8
"""Costs of a word: a whole word, the start of one, inside one, and each letter mistyped."""
ELSEWHERE = 2
"""Dearer where it is not the name that was found, but a handle, an address or an organisation."""
NOBODY: Final = 1000
"""The cost of a word that is not somebody's."""
_ACROSS = 1
"""Dearer where typos are forgiven from one word into the next: "gwenale" is Gwenaëlle before it is Gwen Le Bihan."""


class Part:
    """Some attendees, in the order in which equal hits are shown, and the tails of their fields.

    A posting says that a tail is of a person, of which field, and how long its first word is.
    """

    def __init__(self, attendees: Iterable[Attendee]) -> None:
        import numpy as np

        self.attendees = sorted(attendees, key=order_of)
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

        costs = np.full(len(self.attendees), NOBODY, dtype=np.int32)
        if len(word) > 2 and not has_digit(word):
            places = np.array([found.start() for found in re.finditer(word, self._blob)], dtype=np.int64)
            tails = np.searchsorted(self._offsets, places, side="right") - 1
            ends = places - self._offsets[tails] + len(word)
            chosen, end = self._postings_of(tails, ends)
            # Not from one word into the next.
            self._lower(costs, chosen[end <= self._word_length[chosen]], INSIDE)
        starts = self._range(word)
        whole = self._is_whole(starts, len(word))
        self._lower(costs, starts[~whole], START)
        self._lower(costs, starts[whole], WHOLE)
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
            self._lower(costs, postings[fits], (typos * TYPO + across * _ACROSS)[fits])
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

        np.minimum.at(costs, self._owner[postings], cost + self._elsewhere[postings] * ELSEWHERE)

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


def _texts(attendee: Attendee) -> tuple[str, str, str, str]:
    return attendee.full_name, attendee.handle, attendee.email, attendee.organisation


def order_of(attendee: Attendee) -> str:
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


def has_digit(word: bytes) -> bool:
    """Numbers are found as they are: another number is not a typo, and a part of a number means nothing."""
    return any(48 <= letter <= 57 for letter in word)


def _ends_alike(word: bytes, beginning: bytes) -> bool:
    return word[-1] == beginning[-1] or word[-2:] == beginning[:-3:-1]
