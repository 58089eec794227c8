"""Writing badges as they are wished for: a PDF of sheets, or a PDF of each page for a printer. For worker threads."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from checkin.errors import CheckinError, FileError, FileFault
from ui.background import Cancelled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from checkin.badging import BadgePage, BadgeRun
    from checkin.model import Attendee, Event
    from ui.background import Report
    from ui.badges.wishes import BadgeWords, Wishes
    from ui.services import Services


@dataclass(frozen=True, slots=True)
class Sent:
    """What was given to the queue of a printer: badges on pages.

    `unread` are whose code the self-check could not read, `held` is how many badges were not sent, being on a page with
    such a code. Of blank badges, which are nobody's, `unread_blanks` counts the codes.
    """

    badges: int
    pages: int
    printer: str
    unread: tuple[UUID, ...] = ()
    held: int = 0
    unread_blanks: int = 0


def write_sheets(
    services: Services,
    event: Event,
    attendees: Sequence[Attendee],
    wishes: Wishes,
    path: Path,
    *,
    words: BadgeWords,
    remember: bool,
    report: Report | None = None,
) -> BadgeRun:
    """Write the sheets as they are wished for.

    `remember` reads every code again from the PDF, which is the second half of what is reported, and marks the badges
    as printed. Raises as `Badging.print_sheets`.
    """
    total = len(attendees) * wishes.copies
    return services.badging.print_sheets(
        event.id,
        attendees,
        path,
        remember=remember,
        copies=wishes.copies,
        first_visit=words.first_visit if wishes.first_timers else "",
        door=services.settings.current.door.name,
        progress=_part(report, 0, total, 2 * total),
        checked=_part(report, total, total, 2 * total) if remember else None,
        **looks_of(wishes, words),
    )


def send_pages(
    services: Services,
    event: Event,
    attendees: Sequence[Attendee],
    wishes: Wishes,
    *,
    title: str,
    words: BadgeWords,
    report: Report,
) -> Sent:
    """Write every page by itself, read its codes again, and give it to the printer's queue.

    Each of the three is a third of what is reported. A page with a code that cannot be read is not sent. Where it is
    cancelled, what the queue has already is taken out of it. Raises as `Badging.write_pages` and `PrintQueue.add`.
    """
    total = len(attendees) * wishes.copies
    with folder_of_its_own() as folder:
        pages = services.badging.write_pages(
            event.id,
            attendees,
            Path(folder),
            copies=wishes.copies,
            first_visit=words.first_visit if wishes.first_timers else "",
            progress=_part(report, 0, total, 3 * total),
            checked=_part(report, total, total, 3 * total),
            **looks_of(wishes, words),
        )
        good = [page for page in pages if not page.unread]
        _queue(services, event, good, wishes, title, _part(report, 2 * total, total, 3 * total))
    unread = tuple(dict.fromkeys(one for page in pages for one in page.unread))
    badges = sum(_badges_on(page) for page in good)
    held = total - badges
    return Sent(badges, len(good), wishes.printer, unread, held)


def folder_of_its_own() -> TemporaryDirectory[str]:
    """Return a folder that goes with what is in it. Raises FileError."""
    try:
        return TemporaryDirectory(prefix="checkin-badges-", ignore_cleanup_errors=True)
    except OSError as error:
        raise FileError(FileFault.UNWRITABLE, Path(error.filename or ".")) from error


def save_blanks(
    services: Services, event: Event, count: int, wishes: Wishes, path: Path, *, words: BadgeWords, report: Report
) -> BadgeRun:
    """Write so many new blank badges into a file, and read their codes again. Raises as `Badging.print_blanks`."""
    return services.badging.print_blanks(
        event.id,
        count,
        path,
        words=words.blank,
        door=services.settings.current.door.name,
        progress=_part(report, 0, count, 2 * count),
        checked=_part(report, count, count, 2 * count),
        **looks_of(wishes, words),
    )


def send_blanks(
    services: Services, event: Event, count: int, wishes: Wishes, *, title: str, words: BadgeWords, report: Report
) -> Sent:
    """Give pages of so many new blank badges to the printer's queue, as `send_pages` does those of guests."""
    with folder_of_its_own() as folder:
        pages = services.badging.write_blank_pages(
            event.id,
            count,
            Path(folder),
            words=words.blank,
            progress=_part(report, 0, count, 3 * count),
            checked=_part(report, count, count, 3 * count),
            **looks_of(wishes, words),
        )
        good = [page for page in pages if not page.unread_blanks]
        _queue(services, event, good, wishes, title, _part(report, 2 * count, count, 3 * count))
    unread = sum(len(page.unread_blanks) for page in pages)
    held = sum(_badges_on(page) + len(page.unread_blanks) for page in pages if page.unread_blanks)
    return Sent(sum(_badges_on(page) for page in good), len(good), wishes.printer, (), held, unread)


def preview_blanks(services: Services, event: Event, count: int, wishes: Wishes, path: Path, words: BadgeWords) -> None:
    """Write what so many new blank badges would look like; nothing is made."""
    services.badging.print_blanks(event.id, count, path, words=words.blank, remember=False, **looks_of(wishes, words))


def looks_of(wishes: Wishes, words: BadgeWords) -> dict[str, Any]:
    """Return how badges look and where they lie, as `Badging` takes it."""
    from checkin.badges.backs import Back
    from checkin.badges.looks import Looks
    from checkin.badges.sheets import Placing  # reportlab is loaded by the first print, not at start

    right, down = wishes.offset
    return {
        "template": wishes.template,
        "event_date": words.date,
        "cut_marks": wishes.cut_marks,
        "looks": Looks(wishes.palette, wishes.logo, wishes.profiles),
        "placing": Placing(wishes.start, right, down, Back(wishes.back)),
    }


def _queue(
    services: Services, event: Event, pages: Sequence[BadgePage], wishes: Wishes, title: str, report: Any
) -> None:
    queue, done, total = services.print_queue, 0, sum(_badges_on(page) for page in pages)
    jobs = []
    try:
        for page in pages:
            jobs.append(
                queue.add(
                    event.id,
                    page.path,
                    printer=wishes.printer,
                    paper=wishes.paper,
                    template=wishes.template,
                    title=title,
                    badges=page.badges,
                )
            )
            done += _badges_on(page)
            report(done, total)
    except (Cancelled, CheckinError):
        for job in jobs:
            # What came out meanwhile stays remembered.
            with suppress(CheckinError):
                queue.drop(job.id)
        raise


def _badges_on(page: BadgePage) -> int:
    return sum(copies for _, copies in page.badges)


def _part(report: Report | None, before: int, share: int, whole: int) -> Any:
    """Return what reports a part of the work: it begins at `before` and is `share` of `whole`."""

    def say(done: int, total: int) -> None:
        if report is not None:
            report(before + (share * done // total if total else share), whole)

    return say
