"""How a QR Code symbol (model 2) is built: which modules are known beforehand, and where its bits are.

Everything here is from ISO/IEC 18004:2015: function patterns 6.3, codeword placement 7.7.3, masks 7.8.2, format and
version information 7.9 and 7.10, error correction characteristics table 9, alignment patterns annex E. Modules are
addressed [row, column]; dark is a 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    Bits = npt.NDArray[np.bool_]
    Numbers = npt.NDArray[np.integer[Any]]

LARGEST_VERSION = 15
"""77 modules a side: at the width of a badge, smaller ones than these are beyond any webcam."""

_ALIGNMENT = (
    (), (), (18,), (22,), (26,), (30,), (34,), (22, 38), (24, 42), (26, 46), (28, 50), (30, 54), (32, 58), (34, 62),
    (26, 46, 66), (26, 48, 70),
)  # fmt: skip
"""By version: the coordinates of alignment patterns after the first, which is 6."""

_PARITY = {
    "L": (0, 7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22),
    "M": (0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24),
    "Q": (0, 13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30),
    "H": (0, 17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24),
}
"""By level and version: error correction codewords in each block."""

_BLOCKS = {
    "L": (0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6),
    "M": (0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10),
    "Q": (0, 1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12),
    "H": (0, 1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18),
}
"""By level and version: blocks into which the codewords are dealt."""

_SPARED = {(1, "L"): 3, (1, "M"): 2, (1, "Q"): 1, (1, "H"): 1, (2, "L"): 2, (3, "L"): 1}
"""By version and level: error correction codewords that only guard against misreading."""

_LEVELS = ("M", "L", "H", "Q")
"""In the order of the two bits that stand for them."""

_FORMAT_MASK = 0b101010000010010
_FORMAT_GENERATOR = 0b10100110111
_VERSION_GENERATOR = 0b1111100100101


@dataclass(frozen=True, slots=True)
class Format:
    """A symbol's error correction level, its mask (0 to 7), and the fifteen bits that say so, least significant one
    first."""

    level: str
    mask: int
    bits: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Blocks:
    """How codewords are dealt into blocks: for each block, the indices of its codewords in the order of the symbol."""

    codewords: tuple[Numbers, ...]
    parity: int
    spared: int


@dataclass(frozen=True, slots=True, eq=False)
class Symbol:
    """One version of the symbol, all arrays (size, size) unless said.

    `known` is 1 where a module is dark in every symbol, 0 where it is light, -1 where it depends; `reserved` is where
    no codeword is; `bits` are (row, column) of the codewords' bits, most significant first, shape (2, 8 x codewords);
    `format_places` are the two places of each format bit.
    """

    version: int
    size: int
    known: npt.NDArray[np.int8]
    reserved: Bits
    bits: Numbers
    format_places: tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]

    @property
    def codewords(self) -> int:
        """How many codewords there are."""
        return int(self.bits.shape[1]) // 8


def sizes() -> tuple[int, ...]:
    """Return the sides, in modules, of the versions that are known here."""
    return tuple(17 + 4 * version for version in range(1, LARGEST_VERSION + 1))


@cache
def symbol(size: int) -> Symbol:
    """Return the version of a symbol of so many modules a side."""
    version = (size - 17) // 4
    known = _known(version, size)
    reserved = known >= 0
    reserved[:9, :9] = reserved[:9, -8:] = reserved[-8:, :9] = True
    if version >= 7:
        reserved[:6, -11:-8] = reserved[-11:-8, :6] = True
    places = np.array(list(_zigzag(size)), np.intp).T
    places = places[:, ~reserved[places[0], places[1]]]
    return Symbol(version, size, known, reserved, places[:, : places.shape[1] // 8 * 8], (_around(), _beside(size)))


@cache
def formats() -> tuple[Format, ...]:
    """Return the thirty-two formats."""
    found = []
    for data in range(32):
        word = (data << 10 | _remainder(data, 10, _FORMAT_GENERATOR)) ^ _FORMAT_MASK
        found.append(Format(_LEVELS[data >> 3], data & 7, tuple(word >> i & 1 for i in range(15))))
    return tuple(found)


@cache
def mask(size: int, number: int) -> Bits:
    """Return where a mask turns modules over, (size, size)."""
    i, j = np.mgrid[:size, :size]
    product = i * j
    return np.asarray(
        (
            (i + j) % 2,
            i % 2,
            j % 3,
            (i + j) % 3,
            (i // 2 + j // 3) % 2,
            product % 2 + product % 3,
            (product % 2 + product % 3) % 2,
            ((i + j) % 2 + product % 3) % 2,
        )[number]
        == 0
    )


@cache
def blocks(size: int, level: str) -> Blocks:
    """Return how the codewords of a version and level are dealt."""
    version = (size - 17) // 4
    parity, count, total = _PARITY[level][version], _BLOCKS[level][version], symbol(size).codewords
    short, longer = divmod(total, count)
    data = [short - parity + (number >= count - longer) for number in range(count)]
    order = [number for turn in range(max(data)) for number in range(count) if turn < data[number]]
    order += [number for _ in range(parity) for number in range(count)]
    dealt = np.array(order)
    return Blocks(
        tuple(np.flatnonzero(dealt == number) for number in range(count)), parity, _SPARED.get((version, level), 0)
    )


def draw(size: int, form: Format, codewords: npt.NDArray[np.uint8]) -> Bits:
    """Return the modules of the symbol that carries these codewords, True where dark."""
    form_of = symbol(size)
    modules = np.zeros((size, size), bool)
    rows, columns = form_of.bits
    modules[rows, columns] = np.unpackbits(codewords).astype(bool)
    modules ^= mask(size, form.mask) & ~form_of.reserved
    modules[form_of.known == 1] = True
    for places in form_of.format_places:
        for (row, column), bit in zip(places, form.bits, strict=True):
            modules[row, column] = bit
    # The dark module is where the second copy of the format information has one place too many.
    modules[size - 8, 8] = True
    return modules


def _known(version: int, size: int) -> npt.NDArray[np.int8]:
    known = np.full((size, size), -1, np.int8)
    finder = np.zeros((8, 8), np.int8)
    finder[:7, :7] = 1
    finder[1:6, 1:6] = 0
    finder[2:5, 2:5] = 1
    known[:8, :8], known[:8, -8:], known[-8:, :8] = finder, finder[:, ::-1], finder[::-1]
    known[6, 8:-8] = known[8:-8, 6] = np.arange(9, size - 7) % 2
    ring = np.ones((5, 5), np.int8)
    ring[1:4, 1:4] = 0
    ring[2, 2] = 1
    centres = (6, *_ALIGNMENT[version]) if version > 1 else ()
    for y in centres:
        for x in centres:
            if (x, y) not in {(6, 6), (6, centres[-1]), (centres[-1], 6)}:
                known[y - 2 : y + 3, x - 2 : x + 3] = ring
    if version >= 7:
        word = version << 12 | _remainder(version, 12, _VERSION_GENERATOR)
        bits = np.array([word >> i & 1 for i in range(18)], np.int8).reshape(6, 3)
        known[:6, -11:-8], known[-11:-8, :6] = bits, bits.T
    known[size - 8, 8] = 1
    return known


def _zigzag(size: int) -> Iterator[tuple[int, int]]:
    """Yield the modules in the order of their bits: pairs of columns from the right, up and down in turn."""
    upwards = True
    for right in [*range(size - 1, 6, -2), *range(5, 0, -2)]:
        for row in range(size - 1, -1, -1) if upwards else range(size):
            yield row, right
            yield row, right - 1
        upwards = not upwards


def _around() -> tuple[tuple[int, int], ...]:
    down = ((0, 8), (1, 8), (2, 8), (3, 8), (4, 8), (5, 8), (7, 8), (8, 8))
    return (*down, (8, 7), (8, 5), (8, 4), (8, 3), (8, 2), (8, 1), (8, 0))


def _beside(size: int) -> tuple[tuple[int, int], ...]:
    return (*((8, size - 1 - i) for i in range(8)), *((size - 7 + i, 8) for i in range(7)))


def _remainder(data: int, degree: int, generator: int) -> int:
    value = data << degree
    while value.bit_length() > degree:
        value ^= generator << (value.bit_length() - generator.bit_length())
    return value
