"""A line of text becomes glyphs: fonts by script, order by direction, forms and marks by HarfBuzz."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import uharfbuzz
from anyascii import anyascii
from bidi import algorithm as bidi

from checkin.badges.fonts import FontBook, Weight
from checkin.badges.scripts import JOINERS, clusters, reads_right_to_left, tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.badges.fonts import FontFace


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph of a run; lengths in ems. `text` is what it stands for, empty where a neighbour says it."""

    number: int
    advance: float
    right: float
    up: float
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one font from left to right.

    `text` is in reading order; `plain` tells that a reader of the PDF gets it back from the glyphs alone, since each
    stands for its own characters in their order.
    """

    face: FontFace
    text: str
    glyphs: tuple[Glyph, ...]
    plain: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A shaped line; lengths in ems, so times the size in points. `top` and `bottom` are the ink's, upwards."""

    text: str
    runs: tuple[Run, ...]
    width: float
    top: float
    bottom: float


class Shaper:
    """Shapes lines with the bundled fonts and keeps what it shaped. Not for use by two threads at once."""

    def __init__(self, book: FontBook | None = None) -> None:
        self._book = book or FontBook()
        self.line = lru_cache(maxsize=4096)(self._line)

    def _line(self, text: str, weight: Weight = Weight.REGULAR) -> Line:
        """Return a text as one line of glyphs.

        Any script: what no bundled font has is written in Latin letters, or left out where it has none.
        """
        pieces = self._pieces(tidy(text), weight)
        shown = "".join(piece for piece, _ in pieces)
        faces = [face for piece, face in pieces for _ in piece]
        levels = _levels(shown)
        runs: list[tuple[int, Run]] = []
        start = 0
        for (_, level), members in groupby(zip(faces, levels, strict=True), key=lambda one: (one[0].name, one[1])):
            end = start + len(list(members))
            runs.append((level, _shape(faces[start], shown[start:end], right_to_left=level % 2 == 1)))
            start = end
        ordered = tuple(run for _, run in _in_visual_order(runs))
        inks = [(run.face, glyph) for run in ordered for glyph in run.glyphs]
        return Line(
            text=shown,
            runs=ordered,
            width=sum(glyph.advance for _, glyph in inks),
            top=max((face.ink(glyph.number)[0] + glyph.up for face, glyph in inks), default=0.0),
            bottom=min((face.ink(glyph.number)[1] + glyph.up for face, glyph in inks), default=0.0),
        )

    def _pieces(self, text: str, weight: Weight) -> list[tuple[str, FontFace]]:
        pieces: list[tuple[str, FontFace]] = []
        for cluster in clusters(text):
            if face := self._book.face_for(cluster, text, weight):
                pieces.append((_without_boxes(face, cluster), face))
            elif latin := re.sub(r":\w+:", "", anyascii(cluster)):  # anyascii names emoji; a name tag need not
                pieces.append((latin, self._book.face("Inter", weight)))
        return pieces


def _without_boxes(face: FontFace, cluster: str) -> str:
    """Return a cluster without the marks that its font lacks: each would be the box that stands for a missing glyph."""
    if face.covers(cluster) or all(glyph.number for glyph in _shape(face, cluster, right_to_left=False).glyphs):
        return cluster
    return "".join(character for character in cluster if face.covers(character))


def _levels(text: str) -> list[int]:
    """Return the embedding level of each character: odd is right to left (UAX 9)."""
    if not reads_right_to_left(text):
        return [0] * len(text)
    # the algorithm drops joiners; standing in for them, a mark takes its letter's direction just as they do
    marked = "".join("\u0300" if character in JOINERS else character for character in text)
    storage = bidi.get_empty_storage()
    level = bidi.get_base_level(marked)
    storage.update(base_level=level, base_dir="LR"[level])
    bidi.get_embedding_levels(marked, storage)
    bidi.explicit_embed_and_overrides(storage)
    bidi.resolve_weak_types(storage)
    bidi.resolve_neutral_types(storage, debug=False)
    bidi.resolve_implicit_levels(storage, debug=False)
    return [character["level"] for character in storage["chars"]]


def _in_visual_order(runs: Sequence[tuple[int, Run]]) -> list[tuple[int, Run]]:
    """Reverse what reads right to left, from the deepest level up (UAX 9, rule L2)."""
    ordered = list(runs)
    for level in range(max((level for level, _ in runs), default=0), 0, -1):
        start = 0
        for deep, members in groupby(list(ordered), key=lambda run: run[0] >= level):
            end = start + len(list(members))
            if deep:
                ordered[start:end] = ordered[start:end][::-1]
            start = end
    return ordered


def _shape(face: FontFace, text: str, *, right_to_left: bool) -> Run:
    buffer = uharfbuzz.Buffer()
    # clusters per character: a mark can then be traced to its own character
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if right_to_left else "ltr"
    uharfbuzz.shape(face.font, buffer)
    numbers = [info.codepoint for info in buffer.glyph_infos]
    advances = [position.x_advance / face.units for position in buffer.glyph_positions]
    texts = _meanings([info.cluster for info in buffer.glyph_infos], advances, text)
    glyphs = tuple(
        Glyph(number, advance, position.x_offset / face.units, position.y_offset / face.units, meaning)
        for number, advance, position, meaning in zip(numbers, advances, buffer.glyph_positions, texts, strict=True)
    )
    plain = all(texts) and all(advances)
    # readers turn a replacement text round in a line from right to left; glyph by glyph they agree
    return Run(face, text, glyphs, plain=right_to_left or plain)


def _meanings(starts: list[int], advances: list[float], text: str) -> list[str]:
    """Return what each glyph stands for: of the glyphs that share characters, the widest says them all."""
    bounds = sorted({*starts, len(text)})
    ends = dict(pairwise(bounds))
    speakers = {
        start: max((i for i, begun in enumerate(starts) if begun == start), key=lambda i: advances[i]) for start in ends
    }
    return [text[start : ends[start]] if speakers[start] == i else "" for i, start in enumerate(starts)]
