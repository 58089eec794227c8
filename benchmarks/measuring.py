"""Timing two things in turn, and saying how they compare; time and memory of a process of its own."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time
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


@dataclass(frozen=True, slots=True)
class Run:
    """What a process measured: seconds by the clock, and of the processor, which no other program lengthens.

    `megabytes` are the most that it ever held, imports too.
    """

    seconds: float
    processor: float
    megabytes: float


def run_alone(module: str, *words: str) -> Run | None:
    """Run a module's `main` in a process of its own, which ends with `tell`; None where it lacks a package."""
    done = subprocess.run([sys.executable, "-m", module, *words], check=False, capture_output=True, text=True)
    if done.returncode == LACKING:
        return None
    if done.returncode:
        sys.exit(done.stderr)
    return Run(**json.loads(done.stdout.splitlines()[-1]))


LACKING = 3
"""What a process returns where the package that it would measure is not installed."""


def tell(work: Callable[[], object]) -> None:
    """Do the work once, and print what it took for `run_alone`."""
    begun = process_time()
    took = seconds(work)
    print(json.dumps({"seconds": took, "processor": process_time() - begun, "megabytes": most_memory()}))


def most_memory() -> float:
    """Return the most memory that this process held, in megabytes of 2**20 bytes; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if status.exists():
        # What `getrusage` tells on Linux counts the process that started this one, too.
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    if sys.platform == "win32":
        return 0.0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
