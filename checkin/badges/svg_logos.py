"""SVG drawings as paths of a PDF: shapes with plain fills and lines; what is more than that is refused by name.

The shapes are read by fontTools, which is here for the fonts already; svglib, which reads more of SVG, is under the
LGPL and brings lxml and Cairo with it.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from fontTools.misc.transform import Identity, Transform
from fontTools.pens.basePen import BasePen
from fontTools.pens.transformPen import TransformPen
from fontTools.svgLib.path import parse_path
from fontTools.svgLib.path.shapes import PathBuilder
from reportlab.lib.colors import toColor

from checkin.badges.vector_logos import Drawing, Shape
from checkin.errors import LogoError, LogoFault

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.badges.vector_logos import Colour, Step

_SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polygon", "polyline"})
_GROUPS = frozenset({"svg", "g", "a"})
_SILENT = frozenset({"title", "desc", "metadata", "defs", "namedview"})
_INHERITED = ("fill", "stroke", "stroke-width", "fill-rule", "color")
_PLAIN = {"opacity": "1", "fill-opacity": "1", "stroke-opacity": "1"}
_REFUSED = ("clip-path", "mask", "filter")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_CALL = re.compile(r"(\w+)\s*\(([^)]*)\)")
_MOST = 5_000
"""Shapes of a drawing: each badge shows them all again."""


def read_svg(content: bytes, path: Path) -> Drawing:
    """Read a drawing. Raises LogoError."""
    # entities could swell without bound; no drawing program needs them
    if b"<!ENTITY" in content:
        raise LogoError(LogoFault.UNSUPPORTED, path, "<!ENTITY>")
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 - without entities there is nothing to fear in it
    except ElementTree.ParseError as error:
        raise LogoError(LogoFault.NOT_A_PICTURE, path) from error
    if _tag(root) != "svg":
        raise LogoError(LogoFault.NOT_A_PICTURE, path)
    try:
        return _Reader(path).drawing(root)
    except (ValueError, TypeError, IndexError, NotImplementedError, RecursionError) as error:
        raise LogoError(LogoFault.UNREADABLE, path) from error


@dataclass(frozen=True, slots=True)
class _Style:
    fill: str = "black"
    stroke: str = "none"
    stroke_width: str = "1"
    fill_rule: str = "nonzero"
    color: str = "black"


class _Reader:
    """Reads one drawing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._shapes: list[Shape] = []

    def drawing(self, root: ElementTree.Element) -> Drawing:
        if box := root.get("viewBox"):
            x, y, width, height = (float(number) for number in _NUMBER.findall(box))
        else:
            x, y = 0.0, 0.0
            width, height = (float(_NUMBER.findall(root.get(side, ""))[0]) for side in ("width", "height"))
        if width <= 0 or height <= 0:
            raise ValueError(box)
        self._walk(root, _Style(), Transform(1, 0, 0, -1, -x, height + y))
        if not self._shapes:
            raise LogoError(LogoFault.NOT_A_PICTURE, self._path)
        return Drawing(width, height, tuple(self._shapes))

    def _walk(self, element: ElementTree.Element, style: _Style, matrix: Transform) -> None:
        tag = _tag(element)
        if tag in _SILENT:
            return
        if tag not in _SHAPES | _GROUPS:
            raise LogoError(LogoFault.UNSUPPORTED, self._path, tag)
        said = _said(element)
        if said.get("display") == "none" or said.get("visibility") == "hidden":
            return
        for name in _REFUSED:
            if said.get(name, "none") != "none":
                raise LogoError(LogoFault.UNSUPPORTED, self._path, name)
        for name, plain in _PLAIN.items():
            if float(said.get(name, plain).rstrip("%")) not in (1.0, 100.0):
                raise LogoError(LogoFault.UNSUPPORTED, self._path, name)
        known = {name.replace("-", "_"): said[name] for name in _INHERITED if said.get(name, "inherit") != "inherit"}
        style = replace(style, **known)
        matrix = matrix.transform(_matrix(element.get("transform", "")))
        if tag in _SHAPES:
            self._take(element, style, matrix)
        for child in element:
            if isinstance(child.tag, str):
                self._walk(child, style, matrix)

    def _take(self, element: ElementTree.Element, style: _Style, matrix: Transform) -> None:
        if len(self._shapes) == _MOST:
            raise LogoError(LogoFault.TOO_LARGE, self._path)
        builder = PathBuilder()
        bare = ElementTree.Element(element.tag, {k: v for k, v in element.attrib.items() if k != "transform"})
        builder.add_path_from_element(bare)
        pen = _Pen()
        for path in builder.paths:
            parse_path(path, TransformPen(pen, matrix))
        fill, stroke = self._paint(style.fill, style), self._paint(style.stroke, style)
        if pen.steps and (fill or stroke):
            a, b, c, d, *_ = matrix
            line = float(_NUMBER.findall(style.stroke_width)[0]) * math.sqrt(abs(a * d - b * c))
            self._shapes.append(Shape(tuple(pen.steps), fill, stroke, line, style.fill_rule == "evenodd"))

    def _paint(self, text: str, style: _Style) -> Colour | None:
        text = (style.color if text == "currentColor" else text).strip()
        if text in ("none", "transparent"):
            return None
        if re.fullmatch("#[0-9a-fA-F]{3}", text):
            text = "#" + "".join(2 * digit for digit in text[1:])
        try:
            colour = toColor(text)
        except ValueError as error:
            raise LogoError(LogoFault.UNSUPPORTED, self._path, text) from error
        return colour.red, colour.green, colour.blue


class _Pen(BasePen):  # type: ignore[misc]
    """Writes down what reportlab's paths are drawn by."""

    def __init__(self) -> None:
        super().__init__(None)
        self.steps: list[Step] = []

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - fontTools' names
        self.steps.append(("moveTo", pt))

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self.steps.append(("lineTo", pt))

    def _curveToOne(self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]) -> None:  # noqa: N802
        self.steps.append(("curveTo", (*pt1, *pt2, *pt3)))

    def _closePath(self) -> None:  # noqa: N802
        self.steps.append(("close", ()))


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _said(element: ElementTree.Element) -> dict[str, str]:
    """Return the attributes of an element, those of its style first."""
    styled = (part.partition(":") for part in element.get("style", "").split(";"))
    return {**element.attrib, **{name.strip(): value.strip() for name, _, value in styled if name.strip()}}


def _matrix(text: str) -> Transform:
    """Return what a transform attribute does (SVG 1.1, 7.6)."""
    matrix = Identity
    for name, inside in _CALL.findall(text):
        numbers = [float(number) for number in _NUMBER.findall(inside)]
        match name:
            case "matrix":
                matrix = matrix.transform(tuple(numbers))
            case "translate":
                matrix = matrix.translate(numbers[0], numbers[1] if len(numbers) > 1 else 0.0)
            case "scale":
                matrix = matrix.scale(numbers[0], numbers[-1])
            case "rotate":
                x, y = numbers[1:3] if len(numbers) > 2 else (0.0, 0.0)
                matrix = matrix.translate(x, y).rotate(math.radians(numbers[0])).translate(-x, -y)
            case "skewX":
                matrix = matrix.skew(math.radians(numbers[0]), 0.0)
            case "skewY":
                matrix = matrix.skew(0.0, math.radians(numbers[0]))
            case _:
                raise ValueError(name)
    return matrix
