"""From modules in doubt to text: codewords with the least sure ones left out, corrected, and read."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import reedsolo

from checkin.scanning.qr_symbol import Blocks, Format, blocks, draw, formats, mask, symbol
from checkin.scanning.zxing import Zxing

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from checkin.scanning.qr_symbol import Bits
    from checkin.scanning.readings import Floats

    Codewords = npt.NDArray[np.uint8]

_FORMAT_MATCH = 0.45
"""How far the modules of the format information must agree with one of the 32 formats, weighed by how sure they are; of
noise, none does in nine cases of ten."""

_GUARD = 3
"""Error correction codewords left to tell a right correction from a wrong one, where codewords were left out."""

_LEFT_OUT = (0.5, 0.9)
"""Shares of the codewords that may be left out, tried after none; more tries correct one block more in a hundred."""

_UNSURE = 0.2
"""Value of its least sure bit under which a codeword is in doubt; half of those are wrong."""

_TOO_MANY = 1.2
"""Codewords in doubt for each one of error correction, above which nothing is tried: it comes right once in forty."""

_AGREEMENT = 0.55
"""How far the corrected symbol must agree with the modules as they were seen, weighed by how sure they are."""


def read(values: Floats) -> str | None:
    """Return the text of a symbol, from its modules' values (size, size): 1 light, -1 dark, 0 unknown.

    None where they do not make one. Mirrored symbols are read as well.
    """
    # A mirrored symbol is its own reflection in the diagonal.
    match, form, mirrored = max(
        ((*_likeliest(way), turned) for way, turned in ((values, False), (values.T, True))), key=lambda found: found[0]
    )
    if match < _FORMAT_MATCH:
        return None
    upright = values.T if mirrored else values
    codewords = _corrected(upright, form)
    if codewords is None:
        return None
    modules = draw(values.shape[0], form, codewords)
    agreement = float(np.where(modules, -upright, upright).sum() / np.abs(upright).sum())
    return _text(modules) if agreement >= _AGREEMENT else None


def _likeliest(values: Floats) -> tuple[float, Format]:
    """Return the format that the modules agree with most, and how far, 1 at most."""
    seen = np.array([[values[place] for place in places] for places in symbol(values.shape[0]).format_places]).sum(0)
    whole = max(float(np.abs(seen).sum()), 1e-6)
    agreements = seen @ _format_signs()
    best = int(agreements.argmax())
    return float(agreements[best]) / whole, formats()[best]


@cache
def _format_signs() -> Floats:
    return np.array([[-1.0 if bit else 1.0 for bit in form.bits] for form in formats()], np.float32).T


def _corrected(values: Floats, form: Format) -> Codewords | None:
    size = values.shape[0]
    rows, columns = symbol(size).bits
    bits = np.where(mask(size, form.mask), -values, values)[rows, columns].reshape(-1, 8)
    codewords = np.packbits(bits < 0, axis=1)[:, 0]
    doubt = -np.abs(bits).min(axis=1)
    dealt = blocks(size, form.level)
    if any((doubt[places] > -_UNSURE).sum() > _TOO_MANY * dealt.parity for places in dealt.codewords):
        return None
    for places in dealt.codewords:
        right = _block(codewords[places], doubt[places], dealt)
        if right is None:
            return None
        codewords[places] = right
    return codewords


def _block(codewords: Codewords, doubt: Floats, dealt: Blocks) -> Codewords | None:
    """Return a block corrected, leaving out as many of its least sure codewords as it takes."""
    least_sure = np.argsort(-doubt)
    message = codewords.tobytes()
    for count in _left_out(dealt):
        left_out = [int(place) for place in least_sure[:count]]
        try:
            right = np.frombuffer(bytes(_codec(dealt.parity).decode(message, erase_pos=left_out)[1]), np.uint8)
        except reedsolo.ReedSolomonError:
            continue
        changed = right != codewords
        changed[left_out] = False
        spent = 2 * int(changed.sum()) + count
        if spent <= dealt.parity - (max(_GUARD, dealt.spared) if count else dealt.spared):
            return right
    return None


def _left_out(dealt: Blocks) -> Iterator[int]:
    yield 0
    most = dealt.parity - max(_GUARD, dealt.spared)
    for share in _LEFT_OUT:
        if (count := int(share * most)) > 0:
            yield count


@cache
def _codec(parity: int) -> reedsolo.RSCodec:
    return reedsolo.RSCodec(parity, nsize=255)


def _text(modules: Bits) -> str | None:
    """Read clean modules: the part of the standard about segments and character sets is zxing-cpp's."""
    drawn = np.pad(np.where(modules, 0, 255).astype(np.uint8), 4, constant_values=255).repeat(4, 0).repeat(4, 1)
    for reading in _clean().read(drawn).readings:
        return reading.text
    return None


@cache
def _clean() -> Zxing:
    return Zxing()
