"""The command line: the same services as the window, for automation, support and tests.

Exit status: 0 done; 1 the answer is no; 2 the call or the input is unusable, with one clear line on standard error and
nothing changed; 3 a bug; 130 where Ctrl+C ended the work before it was done.
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from checkin import __version__
from checkin.cli.context import AnswerError, Context, OpenWindow, WindowRequest, complain
from checkin.cli.parser import CallError, build_parser
from checkin.errors import CheckinError
from checkin.language import Language
from checkin.logs import kept_log
from checkin.paths import data_folder
from checkin.wording import sentence

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

log = logging.getLogger(__name__)

DONE, NO, UNUSABLE, BUG = 0, 1, 2, 3
INTERRUPTED = 130
"""What shells give a program that Ctrl+C ended."""

__all__ = ["OpenWindow", "WindowRequest", "main"]


def main(argv: Sequence[str] | None = None, open_window: OpenWindow | None = None) -> int:
    """Run one call and return its exit status; `open_window` is how the caller opens the window, if it can."""
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        # Names come in every script, and Windows consoles in many code pages.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    language = Language()
    try:
        call = build_parser(language, __version__).parse_args(argv)
    except CallError as error:
        complain(language.text("checkin: {error} (see checkin --help)", error=error))
        return UNUSABLE
    folder = call.data or data_folder()
    with kept_log(folder) as log_file:
        context = Context(folder, call.database, language, as_json=call.json, open_window=open_window)
        return _run(context, call, log_file)


def _run(context: Context, call: Namespace, log_file: Path) -> int:
    language = context.language
    try:
        status: int = call.command(context, call)
    except CheckinError as error:
        complain(f"checkin: {sentence(error, language)}")
        return UNUSABLE
    except KeyboardInterrupt:
        return INTERRUPTED
    except AnswerError as error:
        # Python must not try to flush to it once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if error.reader_left:
            return DONE
        complain(language.text("checkin: the answer cannot be written to standard output: {error}", error=error.reason))
        return UNUSABLE
    except Exception:
        log.exception("bug in %s", call.command.__name__)
        complain(language.text("checkin: this is a bug of the program. Its details are in {file}", file=log_file))
        return BUG
    finally:
        context.close()
    return status


def _open_closed_streams() -> None:
    """Take what is written nowhere for a stream that was closed before the start, or that a windowed build lacks."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - as long as the program
