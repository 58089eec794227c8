"""Every figure, one after the other. `python -m benchmarks.all`."""

from __future__ import annotations

from benchmarks import badges, lists, startup, verdicts

if __name__ == "__main__":
    for benchmark in (startup, verdicts, lists, badges):
        benchmark.main()
