"""What the signs of a busy place mean: whether it is a code at all, and why that code is not read.

The bounds were set on rendered door frames that the decoder did not read, and on frames of people in patterned shirts,
with glasses, phones and cards of text in their hands, without a code; each says what it parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.scanning.hints import Hint

if TYPE_CHECKING:
    from checkin.scanning.hint_signs import Signs

_REGULAR = 0.32
"""Codes 0.09 to 0.31, the blurred ones most; checks, stripes and lines of text 0.2 to 0.9."""

_INK, _INK_GLARING = (0.24, 0.62), (0.17, 0.5)
"""Half of a code is dark, less where glare lies on it; a face or a shirt mostly has one tone."""

_SQUARE, _SQUARE_AT_THE_EDGE = 0.75, 0.35
_FILLED = 0.52
"""A code fills its box: 0.7 and more, 0.55 with glare on it. Text, outlines and faces 0.3 to 0.6."""

_DENSE, _DENSE_BLURRED = 0.18, 0.14
"""Mean step from pixel to pixel, in contrasts: codes 0.2 and more, out of focus 0.14; faces and cloth 0.1 to 0.2."""

_DENSE_AT_THE_EDGE = 0.28
"""People come in at the edge, and half a code has fewer signs: only one that is sharp is called cut."""

_DEPTH, _DEPTH_IN_THE_DUSK = 0.35, 0.62
"""Ink is black: 0.43 and more, even blurred. The emblem on a shirt is dark in one colour only, but the noise of a dim
picture hides that: there 0.67 and more."""

_LEAST_CONTRAST = 40
_QUIET = 0.8
"""A code lies on paper: three of its sides are bright all along. Patterns have no such margin."""

_EVEN = 0.3
"""The least busy sixteenth of a code, in means of all: 0.4 and more where no glare lies on it."""

_COARSE, _COARSE_BLURRED, _COARSE_AT_THE_EDGE = 1.3, 2.3, 1.0
"""Width of the grain, in fortieths of the side: sharp codes 0.5 to 1.1, blurred ones to 2.3; people from 1.2 on."""

_FINEST = 3.0
"""Pixels of a module, as measured, that are as fine as a lens can show: of a small code no finer grain is asked."""

_SHARP = 0.28
"""Steepest step in contrasts: 0.43 and more where focused, 0.14 to 0.27 where the decoder gave up."""

_SMEARED = 0.42
"""How much more edges lie along one direction: 0.6 and more for motion that stops the decoder, else under 0.3."""

_GLARING, _LEAST_GLARING = 0.02, 50.0
"""Share of the code under a white patch wider than four modules, and the side in pixels from which it can be told from
the paper."""

_NIGHT, _DUSK = 90, 130
"""Brightness of the paper (0 to 255): under the one light is what lacks, under the other if nothing else does."""

_SMALL = 70.0
"""Side in pixels under which 25 modules, the least of our badges, are not read: 2.8 pixels each."""

_THIN = 3.2
"""Pixels of a module that is too thin, as measured, which is up to one more than it has; for codes of more modules."""


def reason(signs: Signs, *, is_sure: bool = False) -> Hint | None:
    """Return why a code is not read, or None where there is no code, or no reason that a guest could help with.

    `is_sure` says that a decoder saw a code there.
    """
    return _reason(signs) if is_sure or _is_code(signs) else None


def _is_code(signs: Signs) -> bool:
    least_ink, most_ink = _INK_GLARING if _is_glaring(signs) else _INK
    return (
        signs.regularity <= _REGULAR
        and least_ink < signs.ink < most_ink
        and signs.squareness >= (_SQUARE_AT_THE_EDGE if signs.is_cut else _SQUARE)
        and signs.filled >= _FILLED
        and signs.contrast >= _LEAST_CONTRAST
        and signs.depth >= (_DEPTH if signs.brightness >= _DUSK else _DEPTH_IN_THE_DUSK)
        and signs.quiet >= _QUIET
        and (signs.evenness >= _EVEN or signs.is_cut or _is_glaring(signs))
        and _has_grain(signs)
    )


def _has_grain(signs: Signs) -> bool:
    if signs.is_cut:
        return signs.density >= _DENSE_AT_THE_EDGE and signs.grain <= _COARSE_AT_THE_EDGE
    if signs.sharpness < _SHARP:
        return signs.density >= _DENSE_BLURRED and signs.grain <= _COARSE_BLURRED
    return signs.density >= _DENSE and (signs.grain <= _COARSE or signs.module < _FINEST)


def _is_glaring(signs: Signs) -> bool:
    return signs.glare > _GLARING and signs.side >= _LEAST_GLARING


def _reason(signs: Signs) -> Hint | None:
    """Return the first reason that holds; one that hides others comes before them."""
    if signs.is_cut:
        return Hint.CUT
    if _is_glaring(signs):
        return Hint.GLARE
    if signs.brightness < _NIGHT:
        return Hint.DARK
    if signs.smear > _SMEARED:
        return Hint.MOVING
    if signs.side < _SMALL:
        return Hint.TOO_SMALL
    if signs.sharpness < _SHARP:
        return Hint.BLURRED
    if signs.brightness < _DUSK:
        return Hint.DARK
    return Hint.TOO_SMALL if signs.module < _THIN else None
