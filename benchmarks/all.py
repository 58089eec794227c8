"""Every figure, one after the other, in some forty minutes. `python -m benchmarks.all`."""

from __future__ import annotations

from benchmarks import badges, lists, lists_large, lists_window, printing, search, startup, verdicts
from benchmarks.door import endurance, false_reads, page, presentations, rates, second_core
from benchmarks.door import range as door_range

if __name__ == "__main__":
    for benchmark in (startup, verdicts, search, lists, lists_large, lists_window, badges, printing):
        benchmark.main()
    for benchmark in (page, rates, presentations, door_range, false_reads, second_core, endurance):
        benchmark.main()
