"""A text with fields and parts, as an organiser writes it; how is told in resources/announcing/README.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.announcing.announcement import FIELDS
from checkin.announcing.faults import TextFault, TextTemplateError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_SIGNS = re.compile(r"\\[\[\]{}\\]|[\[\]{}]")
_RANK = re.compile(r"([1-9])\|")
_DEEPEST = 9
"""Parts within parts; nobody's text has more than three."""


@dataclass(frozen=True, slots=True)
class Field:
    """A name in braces."""

    name: str


@dataclass(frozen=True, slots=True)
class Part:
    """What stands in square brackets: it falls away where one of its own fields is empty.

    One with a `rank` is dropped where the text is too long, the lowest rank first; 0 is never dropped.
    """

    nodes: tuple[Node, ...]
    rank: int = 0


Node = str | Field | Part


@dataclass(frozen=True, slots=True)
class TextTemplate:
    """A text of lines. `first` is the line of the file that it begins on."""

    lines: tuple[tuple[Node, ...], ...]
    path: Path
    first: int = 1

    @property
    def ranks(self) -> tuple[int, ...]:
        """The ranks of its parts, the first to be dropped first."""
        return tuple(sorted({rank for line in self.lines for rank in _ranks(line)}))

    def filled(self, values: Mapping[str, str], dropped: int = 0) -> str:
        """Return the text with its fields filled; parts up to the rank `dropped` are left out.

        A line of which nothing is left is left out too; empty lines stand alone, and never at the ends.
        """
        kept: list[str] = []
        for nodes in self.lines:
            line = re.sub(" +", " ", _filled(nodes, values, dropped)).strip()
            if line or (not nodes and kept and kept[-1]):
                kept.append(line)
        return "\n".join(kept).strip("\n")


def parse(lines: Iterable[str], path: Path, first: int = 1) -> TextTemplate:
    """Return the template that some lines of a file are. Raises TextTemplateError with the line."""
    parsed = tuple(_Reader(line, path, number).read() for number, line in enumerate(lines, first))
    return TextTemplate(parsed, path, first)


class _Reader:
    """Reads one line from left to right."""

    def __init__(self, line: str, path: Path, number: int) -> None:
        self._line = line.rstrip()
        self._path = path
        self._number = number
        self._place = 0
        self._depth = 0

    def read(self) -> tuple[Node, ...]:
        nodes = self._nodes(inside=False)
        if self._place < len(self._line):
            raise self._error(TextFault.STRAY, self._line[self._place])
        return nodes

    def _nodes(self, *, inside: bool) -> tuple[Node, ...]:
        nodes: list[Node] = []
        while self._place < len(self._line):
            found = _SIGNS.search(self._line, self._place)
            end = found.start() if found else len(self._line)
            if end > self._place:
                nodes.append(self._line[self._place : end])
            self._place = end
            if found is None:
                break
            match found[0]:
                case "[":
                    nodes.append(self._part())
                case "{":
                    nodes.append(self._field())
                case "]" if inside:
                    return tuple(nodes)
                case "]" | "}":
                    raise self._error(TextFault.STRAY, found[0])
                case escaped:
                    nodes.append(escaped[1])
                    self._place += 2
        return tuple(nodes)

    def _part(self) -> Part:
        opened = self._line[self._place :]
        self._place += 1
        rank = _RANK.match(self._line, self._place)
        if rank:
            self._place = rank.end()
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._error(TextFault.STRAY, "[")
        nodes = self._nodes(inside=True)
        if self._place >= len(self._line):
            raise self._error(TextFault.OPEN_PART, opened)
        self._place += 1
        self._depth -= 1
        return Part(nodes, int(rank[1]) if rank else 0)

    def _field(self) -> Field:
        end = self._line.find("}", self._place)
        if end < 0:
            raise self._error(TextFault.OPEN_FIELD, self._line[self._place :])
        name = self._line[self._place + 1 : end].strip()
        if name not in FIELDS:
            raise self._error(TextFault.UNKNOWN_FIELD, name, ", ".join(FIELDS))
        self._place = end + 1
        return Field(name)

    def _error(self, fault: TextFault, value: str, allowed: str = "") -> TextTemplateError:
        return TextTemplateError(fault, self._path, self._number, value[:60], allowed)


def _filled(nodes: tuple[Node, ...], values: Mapping[str, str], dropped: int) -> str:
    texts: list[str] = []
    for node in nodes:
        match node:
            case Field(name):
                texts.append(values[name])
            case Part():
                texts.append(_filled_part(node, values, dropped))
            case _:
                texts.append(node)
    return "".join(texts)


def _filled_part(part: Part, values: Mapping[str, str], dropped: int) -> str:
    is_dropped = 0 < part.rank <= dropped
    lacks = any(isinstance(node, Field) and not values[node.name] for node in part.nodes)
    return "" if is_dropped or lacks else _filled(part.nodes, values, dropped)


def _ranks(nodes: tuple[Node, ...]) -> Iterable[int]:
    for node in nodes:
        if isinstance(node, Part):
            if node.rank:
                yield node.rank
            yield from _ranks(node.nodes)
