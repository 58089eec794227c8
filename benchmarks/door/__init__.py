"""Frames of a door as a laptop's webcam sees it, rendered here, and what the scanning chain and its peers read in them.

`python -m benchmarks.door.NAME` for `rates`, `presentations`, `false_reads`, `range`, `second_core`, `endurance` and
`study`. Each takes a minute or two; `--full` takes the sizes that figures are quoted from, and `--held-back` the seeds
that nothing was tuned on, for final figures only. `--keep DIR` leaves the rendered frames there, for the next run too.
"""
