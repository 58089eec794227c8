"""The data itself: copy, bring back, examine."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from checkin.errors import StorageError, StorageFault

if TYPE_CHECKING:
    from argparse import Namespace

    from checkin.cli.context import Context


def backup(context: Context, call: Namespace) -> int:
    """Copy the data to a file."""
    from checkin.storage import backups  # SQLAlchemy costs start-up time

    path = backups.copy_to(context.database, call.file)
    context.answer({"file": str(path)}, context.language.text("Copied to {file}", file=path))
    return 0


def restore(context: Context, call: Namespace) -> int:
    """Bring a copy back, in place of a damaged store too."""
    from checkin.storage import backups  # SQLAlchemy costs start-up time
    from checkin.storage.database import file_of  # beside the import above

    try:
        kept = backups.restore(context.database, call.file, context.folder)
    except StorageError as error:
        path = file_of(context.folder, context.database_url)
        # A damaged store cannot be opened, and is what copies are for; a damaged copy is none.
        if error.fault is not StorageFault.DAMAGED or path is None or error.place != str(path):
            raise
        kept = backups.restore_damaged(path, call.file, context.folder)
    t = context.language
    context.answer(
        {"file": str(call.file), "kept": str(kept)},
        t.text("{file} is back. What was there before is kept in {kept}", file=call.file, kept=kept),
    )
    return 0


def check(context: Context, call: Namespace) -> int:  # noqa: ARG001 - every command has the same signature
    """Examine the data; the answer is no where something is wrong with it."""
    from checkin.storage import backups  # SQLAlchemy costs start-up time

    found = backups.examine(context.database)
    t = context.language
    counts = ", ".join(
        (
            t.plural("{n} evening", "{n} evenings", found.events),
            t.plural("{n} attendee", "{n} attendees", found.attendees),
            t.plural("{n} line in the journal", "{n} lines in the journal", found.arrivals),
        )
    )
    state = t.text("The data is whole.") if not found.problems else t.text("The data is damaged:")
    shape = asdict(found) | {"problems": list(found.problems), "ok": not found.problems}
    context.answer(shape, found.place, counts, state, *found.problems)
    return 1 if found.problems else 0
