"""The fonts that are bundled: opened when a text first needs them, asked what they can draw."""

from __future__ import annotations

import struct
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, cast

import uharfbuzz

from checkin.badges.scripts import families
from checkin.paths import resource

if TYPE_CHECKING:
    from pathlib import Path


class Weight(IntEnum):
    """How heavy a text is set, as CSS counts it."""

    REGULAR = 400
    MEDIUM = 500
    SEMIBOLD = 600
    BOLD = 700
    EXTRABOLD = 800

    @property
    def file_word(self) -> str:
        """The word for it in a font's file name."""
        return {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold", 800: "ExtraBold"}[self]


_WEIGHTS: dict[str, tuple[Weight, ...]] = {
    "Inter": tuple(Weight),
    **dict.fromkeys(
        ("NotoSansArabic", "NotoSansDevanagari", "NotoSansHebrew", "NotoSansThai"), (Weight.REGULAR, Weight.BOLD)
    ),
}
"""The weights that a family is bundled in; the others come in one, which goes with light and heavy text alike."""


class FontFace:
    """One font file. Lengths are in its own units, `units` to the em."""

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        self.face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
        self.font = uharfbuzz.Font(self.face)
        self.units: int = self.face.upem
        self._glyphs: dict[int, bool] = {}

    def covers(self, text: str) -> bool:
        """Tell whether the font has a glyph for every character that leaves a mark."""
        return all(self._has(ord(character)) or character in "\u200c\u200d\ufe0e\ufe0f" for character in text)

    def ink(self, glyph: int) -> tuple[float, float]:
        """Return how far a glyph goes above and below the baseline, in ems, both upwards."""
        extents = self.font.get_glyph_extents(glyph)
        if extents is None or not extents.height:
            return 0.0, 0.0
        top = extents.y_bearing / self.units
        return top, top + extents.height / self.units

    def width(self, glyph: int) -> int:
        """Return the advance that the font itself gives a glyph."""
        return cast("int", self.font.get_glyph_h_advance(glyph))

    @cached_property
    def box(self) -> tuple[int, int, int, int]:
        """The box that holds every glyph: left, bottom, right, top (OpenType, table head)."""
        left, bottom, right, top = struct.unpack(">4h", bytes(self.face.reference_table("head").data)[36:44])
        return left, bottom, right, top

    def _has(self, point: int) -> bool:
        known = self._glyphs.get(point)
        if known is None:
            known = self._glyphs[point] = bool(self.font.get_nominal_glyph(point))
        return known


class FontBook:
    """The bundled fonts, by what they are needed for. Not for use by two threads at once."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or resource("fonts")
        self._faces: dict[str, FontFace] = {}
        self._choices: dict[tuple[tuple[str, ...], str, Weight], FontFace | None] = {}

    def face_for(self, cluster: str, line: str, weight: Weight) -> FontFace | None:
        """Return the font for a cluster of a line, or None where no bundled font has it.

        Where none has all its marks, the one that has its letter is good enough.
        """
        names = families(cluster, line)
        key = (names, cluster, weight)
        if key not in self._choices:
            faces = (self.face(name, weight) for name in names)  # lazy: a font is opened when the ones before lack it
            whole = next((face for face in faces if face.covers(cluster)), None)
            faces = (self.face(name, weight) for name in names)
            self._choices[key] = whole or next((face for face in faces if face.covers(cluster[0])), None)
        return self._choices[key]

    def face(self, family: str, weight: Weight) -> FontFace:
        """Return the font of a family that comes nearest to a weight, opened once."""
        nearest = min(_WEIGHTS.get(family, (Weight.SEMIBOLD,)), key=lambda had: (abs(had - weight), -had))
        name = f"{family}-{nearest.file_word}.ttf"
        if name not in self._faces:
            self._faces[name] = FontFace(self._folder / name)
        return self._faces[name]

    @property
    def opened(self) -> tuple[str, ...]:
        """The file names of the fonts that were needed so far."""
        return tuple(self._faces)
