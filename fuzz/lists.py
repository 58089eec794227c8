"""Coverage-guided fuzzing of the readers of lists: `python -m fuzz.lists TARGET [FOLDER] [libFuzzer's options]`.

A target gets any bytes and may refuse them in its own way only: `list`, the whole reading of a file, by `FileError`;
a reader below it by the errors that `readers.py` words. Anything else, more than 10 s or more than 500 MB ends
the run and is kept in FOLDER. `fuzz/README.md` has the rest.
"""

from __future__ import annotations

import contextlib
import importlib
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fuzz.archives import mutated

if TYPE_CHECKING:
    from collections.abc import Callable

    Target = Callable[[bytes], None]

_OPTIONS = ("-timeout=10", "-rss_limit_mb=500", "-max_len=65536")
_READERS = {
    "delimited": ("checkin.lists.delimited", "read_delimited"),
    "json": ("checkin.lists.json_lists", "read_json"),
    "html": ("checkin.lists.html_tables", "read_html"),
    "vcard": ("checkin.lists.vcards", "read_vcards"),
    "xlsx": ("checkin.lists.workbooks", "read_xlsx"),
    "ods": ("checkin.lists.workbooks", "read_ods"),
    "xls": ("checkin.lists.workbooks", "read_xls"),
    "xml": ("checkin.lists.spreadsheet_xml", "read_spreadsheet_xml"),
}
_WEIGHING = frozenset({"delimited", "json"})
TARGETS = ("list", *_READERS)
"""What can be fuzzed."""


def main() -> None:
    """Make the seeds, load the readers with their branches counted, and run until something is found."""
    name, rest = (sys.argv[1] if len(sys.argv) > 1 else ""), sys.argv[2:]
    if name not in TARGETS:
        raise SystemExit(f"{__doc__}\nTargets: {', '.join(TARGETS)}")
    folder = Path(rest.pop(0) if rest and not rest[0].startswith("-") else Path(tempfile.gettempdir()) / "checkin-fuzz")
    # In a process of its own: what is imported before it is instrumented is never counted.
    subprocess.run([sys.executable, "-m", "fuzz.seeds", str(folder)], check=True)  # noqa: S603 - our own module
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["checkin.lists"]):
        target = _reading(folder) if name == "list" else _reader(name)
    if not any(option.startswith("-dict=") for option in rest):
        rest.append(f"-dict={folder / 'words.dict'}")
    if all(option.startswith("-") for option in rest):
        rest.append(str(folder / name))
    arguments = [sys.argv[0], *_OPTIONS, f"-artifact_prefix={folder / name}-", *rest]

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        return mutated(data, most, seed, atheris.Mutate)

    atheris.Setup(arguments, target, custom_mutator=mutate)
    atheris.Fuzz()


def _reading(folder: Path) -> Target:
    reading = importlib.import_module("checkin.lists.reading")
    refused = importlib.import_module("checkin.errors").FileError
    path = folder / "input"

    def read(data: bytes) -> None:
        path.write_bytes(data)
        with contextlib.suppress(refused):
            reading.read_list(path)

    return read


def _reader(name: str) -> Target:
    module, function = _READERS[name]
    reader = getattr(importlib.import_module(module), function)
    known = importlib.import_module("checkin.lists.columns").header_score
    zipped, tables = importlib.import_module("checkin.lists.zipped"), importlib.import_module("checkin.lists.tables")
    refused = (tables.TooLargeError, tables.BrokenError, zipped.DamagedError, zipped.ProtectedError)

    def read(data: bytes) -> None:
        with contextlib.suppress(*refused):
            reader(data, known) if name in _WEIGHING else reader(data)

    return read


if __name__ == "__main__":
    main()
