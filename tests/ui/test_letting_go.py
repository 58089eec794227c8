from __future__ import annotations

import sys
from dataclasses import dataclass
from types import FrameType
from typing import Any
from weakref import ref

import pytest

from ui.letting_go import LARGE, let_go


class Person:
    """Can be asked whether it is still there."""


@dataclass(frozen=True, slots=True)
class Plan:
    rows: tuple[Any, ...]
    inner: Any = None


@pytest.mark.parametrize("count", [3, LARGE + 1])
def test_everything_that_nobody_else_holds_is_gone(count: int) -> None:
    people = [Person() for _ in range(count)]
    watched = [ref(person) for person in people]
    held = [(Plan((), Plan(tuple(people))),)]
    people.clear()
    let_go(held)
    assert held == []
    assert not any(one() for one in watched)


def test_other_threads_have_their_turn_between_two_rows() -> None:
    lines = 0
    gone: list[int] = []

    class Row:
        def __del__(self) -> None:
            gone.append(lines)

    def count(frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal lines
        lines += event == "line" and frame.f_code is let_go.__code__
        return count

    held = [Plan(tuple(Row() for _ in range(LARGE + 1)))]
    before = sys.gettrace()
    sys.settrace(count)
    try:
        let_go(held)
    finally:
        sys.settrace(before)
    # Whatever is freed in one go is freed within one line.
    assert len(set(gone)) == LARGE + 1


def test_what_is_held_elsewhere_stays() -> None:
    plan = Plan(tuple(Person() for _ in range(LARGE + 1)))
    let_go([plan])
    assert len(plan.rows) == LARGE + 1
