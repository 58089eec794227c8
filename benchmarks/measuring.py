"""Timing two things in turn, and saying how they compare."""

from __future__ import annotations

import statistics
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def compare(name: str, ours: Callable[[], object], peer_name: str, peer: Callable[[], object], runs: int = 3) -> None:
    """Run the two in turn, after one run each that is not counted, and print medians and their ratio."""
    ours(), peer()
    pairs = [(seconds(ours), seconds(peer)) for _ in range(runs)]
    our_time = statistics.median(pair[0] for pair in pairs)
    peer_time = statistics.median(pair[1] for pair in pairs)
    ratio = statistics.median(pair[0] / pair[1] for pair in pairs)
    print(f"{name}: {our_time:.2f} s; {peer_name}: {peer_time:.2f} s; ratio {ratio:.2f}")


def spread(name: str, times: list[float], peer_name: str, peer_times: list[float]) -> None:
    """Print median and 95th percentile of two lists of seconds, in milliseconds, and the ratio of the medians."""
    ours, theirs = _quantiles(times), _quantiles(peer_times)
    print(
        f"{name}: median {ours[0]:.1f} ms, p95 {ours[1]:.1f} ms; "
        f"{peer_name}: median {theirs[0]:.1f} ms, p95 {theirs[1]:.1f} ms; ratio of medians {ours[0] / theirs[0]:.2f}"
    )


def _quantiles(times: list[float]) -> tuple[float, float]:
    ordered = sorted(1000 * time for time in times)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
