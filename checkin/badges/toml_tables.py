"""A TOML file read key by key: what is missing, unknown or wrong is told with its place."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from checkin.errors import TemplateError, TemplateFault

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST = 1 << 16
"""Bytes of a file: the shipped ones have a thirtieth of it."""


@dataclass(slots=True)
class Table:
    """A table of a file; what is not taken of it is unknown. Every method raises TemplateError."""

    path: Path
    name: str
    values: dict[str, Any]
    taken: set[str] = field(default_factory=set)

    def table(self, name: str) -> Table:
        """Return the table of a name, an empty one where there is none."""
        self.taken.add(name)
        found = self.values.get(name, {})
        if not isinstance(found, dict):
            raise self.wrong(name, f"[{self.key(name)}]")
        return Table(self.path, self.key(name), found)

    def number(self, name: str, bounds: tuple[float, float], default: float | None = None) -> float:
        """Return a number within bounds; without a default it must be there."""
        self.taken.add(name)
        value = self.values.get(name, default)
        if value is None:
            raise TemplateError(TemplateFault.MISSING, self.path, self.key(name))
        if isinstance(value, bool) or not isinstance(value, int | float) or not bounds[0] <= value <= bounds[1]:
            raise self.wrong(name, f"{bounds[0]:g}–{bounds[1]:g}")
        return float(value)

    def whole(self, name: str, bounds: tuple[int, int], default: int) -> int:
        """Return a whole number within bounds."""
        value = self.number(name, bounds, default)
        if value != int(value):
            raise self.wrong(name, f"{bounds[0]}–{bounds[1]}")
        return int(value)

    def flag(self, name: str, *, default: bool) -> bool:
        """Return true or false."""
        self.taken.add(name)
        value = self.values.get(name, default)
        if not isinstance(value, bool):
            raise self.wrong(name, "true | false")
        return value

    def string(self, name: str, default: str) -> str:
        """Return a short text."""
        self.taken.add(name)
        value = self.values.get(name, default)
        if not isinstance(value, str) or len(value) > 80:
            raise self.wrong(name, '"…"')
        return value

    def choice(self, name: str, choices: tuple[str, ...], default: str) -> str:
        """Return one of some words."""
        value = self.string(name, default)
        if value not in choices:
            raise self.wrong(name, " | ".join(choices))
        return value

    def row(self, name: str) -> tuple[float, ...]:
        """Return the four numbers of a text: its size, its least on one line, its least at all, its lines."""
        self.taken.add(name)
        if name not in self.values:
            raise TemplateError(TemplateFault.MISSING, self.path, self.key(name))
        value = self.values[name]
        is_good = isinstance(value, list) and len(value) == 4 and all(type(one) in (int, float) for one in value)
        if not is_good or not (200 >= value[0] >= value[1] >= value[2] >= 4) or value[3] not in (1, 2, 3, 4):
            raise self.wrong(name, "[26, 18, 12, 2]")
        return tuple(float(one) for one in value)

    def wrong(self, name: str, allowed: str) -> TemplateError:
        """Return the error for a value that cannot stand there."""
        value = str(self.values.get(name))[:60]
        return TemplateError(TemplateFault.WRONG, self.path, self.key(name), value, allowed)

    def key(self, name: str) -> str:
        """Return a key with the tables it is in, as `label.width`."""
        return f"{self.name}.{name}" if self.name else name

    def close(self) -> None:
        """Refuse what nothing was read from: a key that is spelt wrong would be without effect."""
        for name in self.values:
            if name not in self.taken:
                raise TemplateError(TemplateFault.UNKNOWN, self.path, self.key(name))


def read_root(path: Path) -> Table:
    """Return the keys of a file, which may be as Windows' editor writes it. Raises TemplateError."""
    try:
        with path.open("rb") as stream:
            content = stream.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise TemplateError(TemplateFault.UNREADABLE, path)
        return Table(path, "", tomllib.loads(content.decode("utf-8-sig").replace("\r\n", "\n")))
    except OSError as error:
        raise TemplateError(TemplateFault.UNREADABLE, path) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise TemplateError(TemplateFault.SYNTAX, path, value=str(error)) from error
