"""The last reader: finds a code by its finder patterns' shape, undoes what blurred it, and corrects what is left.

What it reads that no other reader does: motion over two or three modules, a lens out of focus by two, modules hardly
larger than a pixel, a finger or a glare over part of the code. It costs as much as all the others together, so it comes
after them, at two places of a frame at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from checkin.scanning import codewords
from checkin.scanning.equaliser import equalise, evened, glaring, sampled
from checkin.scanning.finders import find_finders, find_turned_finders, placings
from checkin.scanning.lattice import fit, known_template, observed_template, start
from checkin.scanning.qr_symbol import sizes, symbol
from checkin.scanning.readings import Look, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checkin.scanning.finders import Placing
    from checkin.scanning.lattice import Lattice
    from checkin.scanning.readings import Corners, Floats, Image

_HELD = (22.5, -22.5)
"""Degrees by which a badge is turned that is held askew; the filter answers to ten more or less."""

_EVERY = 3
"""Looks from one that seeks turned symbols too to the next: it costs as much as finding them upright."""

_LIKELY = 1.3
"""Likeness of three finders from which they are looked at; below, it was a code once in two hundred."""

_KNOWN = 0.9
"""The same for finders like those that were seen before."""

_ROUNDS = 8
"""Steps of the fit to what is known of a symbol."""

_MATCH = 0.42
"""Correlation of that fit from which a code may be there; checks and letters reach 0.4 in nine cases of ten."""

_AS_GOOD = 0.05
"""How near a second size must come to the best one to be tried as well."""

_REFITS = 3
"""Times that the grid is moved by what was decided of all modules: a tenth of the codes need one, another tenth two or
three."""

_REFIT_ROUNDS = 6

_STILL_A_CODE = 0.75
"""Correlation with its own decisions under which a grid lies on no code."""

_OPEN = 0.5
"""Mean certainty of the modules under which nothing will come of them."""

_CLEAR = 0.8
"""Mean certainty of the modules from which one move of the grid is enough."""

_LARGE = 45
"""Modules a side from which one move of the grid has to be enough: each costs as much as reading the frame did."""

_STRANGERS = 0.3
"""Correlation of the modules' values under which two pictures do not show the same code; strangers reach 0.2."""

_MEMORY = 5.0
"""Frames that the frames before weigh at most against the present one."""

_KEPT_FOR = 15
"""Looks for which a symbol that was not read is remembered."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A symbol that was seen and not read: its modules' values so far, what they weigh, its module in pixels, and the
    number of the look that saw it last."""

    values: Floats
    weight: float
    module: float
    at: int


class Restorer:
    """Reads one QR code in a picture, from the frames before as well: what each shows of the same code adds up."""

    def __init__(self, *, patient: bool = False) -> None:
        """Begin with nothing seen; `patient` looks for turned symbols at every angle each time."""
        self._patient = patient
        self._angle = 0.0
        self._seen: _Seen | None = None
        self._looks = 0

    def reset(self) -> None:
        """Forget the frames so far."""
        self._seen = None
        self._angle = 0.0

    def read(self, grey: Image) -> Look:
        """Look at a grey picture of up to some 0.2 megapixels in which one code is expected."""
        self._looks += 1
        if self._seen is not None and self._looks - self._seen.at > _KEPT_FOR:
            self._seen = None
        placing = self._likeliest(placings(find_finders(grey))) or self._turned(grey)
        if placing is None:
            return Look()
        picture = evened(grey, placing.module)
        unread: list[Corners] = []
        for lattice in _lattices(picture, placing):
            found = self._read_at(grey, picture, lattice, placing.module)
            if isinstance(found, Reading):
                self._seen = None
                return Look((found,))
            if found is not None:
                unread.append(found)
        return Look((), tuple(unread[:1]))

    def _turned(self, grey: Image) -> Placing | None:
        """Return the likeliest placing of a symbol that is turned: as the last one was, or at one angle in turn."""
        turn, looks = divmod(self._looks, _EVERY)
        angles = (self._angle,) if self._angle else (_HELD[turn % 2],) if looks == 0 else ()
        for angle in (*_HELD, 45.0) if self._patient else angles:
            placing = self._likeliest(placings(find_turned_finders(grey, angle)))
            self._angle = angle if placing is not None else 0.0
            if placing is not None:
                return placing
        return None

    def _likeliest(self, found: list[Placing]) -> Placing | None:
        """Return the likeliest placing, but rather one that is like the symbol which was seen before."""
        if (seen := self._seen) is not None:
            for placing in found:
                ratio = placing.module / seen.module
                if placing.likeness > _KNOWN and 0.8 < ratio < 1.25 and _may_be(placing, seen.values.shape[0]):
                    return placing
        return found[0] if found and found[0].likeness >= _LIKELY else None

    def _read_at(self, grey: Image, picture: Floats, lattice: Lattice, module: float) -> Reading | Corners | None:
        values = equalise(picture, lattice)
        # Modules that are clear and yet wrong are under a glare or a finger: moving the grid does not help them.
        refits = 1 if lattice.size > _LARGE or abs(values).mean() > _CLEAR else _REFITS
        for turn in range(refits + 1):
            if abs(values).mean() < _OPEN:
                return None
            text = codewords.read(values)
            if text is not None:
                return Reading(text, lattice.corners())
            if turn == refits:
                break
            template = observed_template(sampled(picture, lattice, 0), (values * 1.5).clip(-1, 1))
            refitted = fit(picture, lattice, template, _REFIT_ROUNDS)
            if refitted.match < _STILL_A_CODE:
                return None
            lattice = refitted
            values = equalise(picture, lattice)
        values = values * ~glaring(grey, lattice)
        joined = self._joined(values, module)
        text = codewords.read(joined.values)
        if text is not None:
            return Reading(text, lattice.corners())
        if self._seen is None or joined.weight > self._seen.weight or self._looks - self._seen.at > 3:
            self._seen = joined
        return lattice.corners()

    def _joined(self, values: Floats, module: float) -> _Seen:
        """Return what the frames so far show of a symbol, this one included, or it alone where it is another one.

        Each frame's values come from itself alone: trained by those before, it would only repeat their errors.
        """
        certainty = float(abs(values).mean())
        weight = (certainty / max(0.1, 1 - certainty)) ** 2
        seen = self._seen
        if seen is not None and seen.values.shape == values.shape:
            data = ~symbol(values.shape[0]).reserved
            if _correlation(seen.values[data], values[data]) > _STRANGERS:
                before = min(seen.weight, _MEMORY * weight)
                whole = (seen.values * before + values * weight) / (before + weight)
                return _Seen(whole, before + weight, module, self._looks)
        return _Seen(values, weight, module, self._looks)


def _correlation(one: Floats, other: Floats) -> float:
    one, other = one - one.mean(), other - other.mean()
    return float((one * other).sum() / np.sqrt((one * one).sum() * (other * other).sum() + 1e-9))


def _may_be(placing: Placing, size: int) -> bool:
    return 0.92 < placing.size / size < 1.15


def _lattices(picture: Floats, placing: Placing) -> Iterator[Lattice]:
    """Yield the grids of the sizes that the placing can have, best match first."""
    near = [size for size in sizes() if _may_be(placing, size)]
    fitted = [fit(picture, start(placing, size), known_template(size), _ROUNDS) for size in near]
    fitted.sort(key=lambda lattice: -lattice.match)
    for lattice in fitted[:2]:
        if lattice.match >= max(_MATCH, fitted[0].match - _AS_GOOD):
            yield lattice
