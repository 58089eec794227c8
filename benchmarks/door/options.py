"""What every program of this package can be told, and which seeds it takes."""

from __future__ import annotations

import argparse
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DEVELOPMENT_SEED = 1_000
"""The first of the seeds that one may look at, and choose by, as often as one likes."""

HELD_BACK_SEED = 5_000_000
"""The first of those that stay unseen until a figure is final: what was chosen by them measures nothing any more."""


@dataclass(frozen=True, slots=True)
class Options:
    """The size of a run, its seeds, and where its frames are kept, if anywhere."""

    full: bool
    first_seed: int
    keep: Path | None
    given: argparse.Namespace

    def size(self, small: int, full: int) -> int:
        """Return one of two sizes."""
        return full if self.full else small

    @contextmanager
    def folder(self) -> Iterator[Path]:
        """Lend a folder for frames: the one to keep, or one that is gone afterwards."""
        if self.keep is not None:
            self.keep.mkdir(parents=True, exist_ok=True)
            yield self.keep
        else:
            with tempfile.TemporaryDirectory() as name:
                yield Path(name)


def parser(description: str | None) -> argparse.ArgumentParser:
    """Return a parser of the options that all programs share."""
    options = argparse.ArgumentParser(description=description)
    options.add_argument("--full", action="store_true", help="the sizes that figures are quoted from")
    options.add_argument("--held-back", action="store_true", help="seeds that nothing was tuned on")
    options.add_argument("--keep", type=Path, metavar="DIR", help="keep the rendered frames here, and reuse them")
    options.add_argument("--seed", type=int, default=0, help="begin so many seeds later")
    return options


def parse(options: argparse.ArgumentParser, arguments: Sequence[str]) -> Options:
    """Return what was asked for."""
    given = options.parse_args(list(arguments))
    first = HELD_BACK_SEED if given.held_back else DEVELOPMENT_SEED
    return Options(given.full, first + given.seed, given.keep, given)
