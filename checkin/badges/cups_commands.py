"""Calling the commands of CUPS, and what their words mean."""

from __future__ import annotations

import os
import subprocess
import sys

from checkin.errors import PrintError, PrintFault


def call(command: list[str], printer: str, *, patience: float) -> str:
    """Return what a command of CUPS says. Raises PrintError about the printer where it fails or does not answer."""
    try:
        # In a session of its own it has no terminal on which it could wait for a password.
        done = subprocess.run(  # noqa: S603 - no shell, and every name is an argument of its own
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=patience,
            check=False,
            env=_environment(),
            start_new_session=True,
        )
    except subprocess.TimeoutExpired as error:
        raise PrintError(PrintFault.SILENT, printer, command[0]) from error
    except OSError as error:
        raise PrintError(PrintFault.FAILED, printer, str(error)) from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise PrintError(_fault(said), printer, said)
    return done.stdout.decode(errors="replace")


def _fault(said: str) -> PrintFault:
    """Return what the words mean (systemv/lp.c, cups/request.c, scheduler/ipp.c of CUPS 2.4, in the C locale)."""
    if "class does not exist" in said or "Invalid destination" in said:
        return PrintFault.MISSING
    if "not accepting" in said:
        return PrintFault.REFUSED
    if any(words in said for words in ("nable to connect", "not responding", "Bad file descriptor", "refused")):
        return PrintFault.SILENT
    return PrintFault.FAILED


def _environment() -> dict[str, str]:
    environment = dict(os.environ) | {"LC_ALL": "C"}
    if getattr(sys, "frozen", False):
        # PyInstaller points the loader at the program's own libraries, which the system's lp must not be given.
        before = environment.pop("LD_LIBRARY_PATH_ORIG", "")
        environment.pop("LD_LIBRARY_PATH", None)
        if before:
            environment["LD_LIBRARY_PATH"] = before
    return environment
