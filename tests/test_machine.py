"""What this machine lacks, said as skips."""

from __future__ import annotations

import pytest

from tests.conftest import NO_QT


def test_qt_can_be_loaded_so_that_the_window_is_tested() -> None:
    if NO_QT:
        pytest.skip(f"the window's tests were left out, since this machine lacks a system library of Qt: {NO_QT}")
