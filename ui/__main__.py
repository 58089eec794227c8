"""The command `checkin`: the window, or one of the calls of the command line. Qt loads only for the window."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from checkin.cli import main as run_command_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.cli import WindowRequest


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status."""
    return run_command_line(argv, open_window=_open_window)


def _open_window(request: WindowRequest) -> int:
    from ui.app import run  # Qt costs time and a display, and only the window needs it

    return run(request.folder, request.database_url)


if __name__ == "__main__":
    sys.exit(main())
