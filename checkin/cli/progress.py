"""A progress bar on standard error, for work of more than a second, where somebody is watching."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def progress_bar(name: str, *, hidden: bool = False) -> Iterator[Callable[[int, int], None]]:
    """Give a function to call with what is done and how much there is; nothing is drawn in the first second."""
    from tqdm import tqdm  # costs start-up time

    with tqdm(desc=name, file=sys.stderr, delay=1, leave=False, disable=hidden or not sys.stderr.isatty()) as bar:

        def report(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield report
