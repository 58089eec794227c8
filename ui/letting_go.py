"""Letting go of much at once without holding the window up.

What nobody holds any more is freed in one go, and Python's lock is kept meanwhile: the plan of a list of 100,000 people
stops every thread for about a second (`benchmarks.lists_window`). Taken apart first, it goes piece by piece.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

LARGE = 1_000
"""Items from which a list is taken apart."""
DEEP = 5
"""Levels of objects that are opened in search of such lists."""


def let_go(held: list[Any]) -> None:
    """Empty a list of what nobody else holds, on a worker thread; what is still held elsewhere just stays there."""
    opened = [(held.pop(), 0) for _ in range(len(held))]
    while opened:
        one, level = opened.pop()
        if level < DEEP and isinstance(one, list | tuple):
            # The items of a long one are let go by themselves: they are not opened, being many.
            inside = level + 1 if len(one) < LARGE else DEEP
            opened.extend((item, inside) for item in one)
        elif level < DEEP and is_dataclass(one) and not isinstance(one, type):
            opened.extend((getattr(one, field.name), level + 1) for field in fields(one))
        # The next turn of the loop drops it, and between two turns other threads have theirs.
