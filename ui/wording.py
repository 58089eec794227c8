"""What a verdict looks and sounds like, beside its words from `checkin.wording`; and an error as a line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from checkin import wording
from checkin.attention import is_called_out
from checkin.badges.categories import category_colour
from checkin.errors import CameraError, CameraFault, CheckinError, NoEventError, StorageError, StorageFault
from checkin.language import mark
from checkin.model import Admitted, Answer, Verdict
from checkin.scanning.hints import Hint
from ui.sounds import Sound
from ui.theme import Role
from ui.widgets.verdict_banner import Banner

if TYPE_CHECKING:
    from checkin.language import Language
    from checkin.model import Event


@dataclass(frozen=True, slots=True)
class Look:
    """A verdict's colour, shape and sound: they say the same thing as its word."""

    role: Role
    shape: str
    sound: Sound | None


LOOKS = {
    Answer.ADMITTED: Look(Role.ADMITTED, "check", Sound.WELCOME),
    Answer.ALREADY_ARRIVED: Look(Role.ALREADY, "rotate-ccw", Sound.LOOK),
    Answer.ADMITTED_UNLISTED: Look(Role.UNLISTED, "check-dot", Sound.WELCOME),
    Answer.CANCELLED: Look(Role.REFUSED, "x", Sound.NO),
    Answer.WRONG_EVENT: Look(Role.REFUSED, "x", Sound.NO),
    Answer.REVOKED: Look(Role.REFUSED, "x", Sound.NO),
    Answer.FORGED: Look(Role.REFUSED, "x", Sound.NO),
    Answer.UNKNOWN: Look(Role.REFUSED, "x", Sound.NO),
    Answer.NOT_A_BADGE: Look(Role.NEUTRAL, "dot", None),
}


def needs_attention(verdict: Verdict, event: Event | None) -> bool:
    """Tell whether the volunteer has to do more than let somebody in: a note, or a category that is called out."""
    if not isinstance(verdict, Admitted):
        return False
    return bool(verdict.attendee.note) or (event is not None and is_called_out(verdict.attendee, event))


def sound_of(verdict: Verdict, event: Event | None) -> Sound | None:
    """Return what a verdict sounds like at an evening's door."""
    return Sound.ATTENTION if needs_attention(verdict, event) else LOOKS[verdict.answer].sound


def banner_of(verdict: Verdict, language: Language, event: Event | None = None) -> Banner:
    """Return what the banner shows for a verdict at an evening's door."""
    look = LOOKS[verdict.answer]
    lines = wording.details(verdict, language)
    plain = Banner(
        role=look.role,
        shape=look.shape,
        word=wording.word(verdict, language).upper(),
        headline=wording.headline(verdict, language),
        lines=tuple(lines),
    )
    if not isinstance(verdict, Admitted):
        return plain
    attendee = verdict.attendee
    # The note is what the volunteer has to act on: it stands by itself.
    said = [line for line in lines if line != attendee.note]
    is_first = attendee.visits <= 1 and verdict.first is None
    if is_first:
        said = said[1:]
    is_honoured = event is not None and is_called_out(attendee, event)
    attention = attendee.category if is_honoured else language.text("Note") if attendee.note else ""
    return replace(
        plain,
        handle=attendee.handle,
        chip=attendee.category,
        chip_colour=category_colour(attendee.category),
        organisation=attendee.organisation,
        lines=(" · ".join(said),) if said else (),
        strong=attendee.note or (language.text("Welcome them in person.") if is_honoured else ""),
        attention=attention,
        cue=language.text("First visit") if is_first else "",
    )


def ready_banner(language: Language) -> Banner:
    """Return what the banner shows before anybody has come."""
    return Banner(
        Role.NEUTRAL,
        "scan-qr-code",
        language.text("Ready").upper(),
        language.text("Good evening."),
        lines=(language.text("Hold a badge to the camera, or type a name and press Enter."),),
    )


def taken_back_banner(verdict: Verdict, language: Language, *, was_departure: bool = False) -> Banner:
    """Return what the banner shows after an arrival, or a departure, was taken back: where that leaves them."""
    attendee = getattr(verdict, "attendee", None)
    is_inside = attendee is not None and attendee.inside
    match was_departure, is_inside:
        case False, False:
            line = language.text("Not counted as inside any more. The journal keeps both lines.")
        case True, True:
            line = language.text("Counted as inside again. The journal keeps both lines.")
        case False, True:
            line = language.text("Still counted as inside: there is another arrival. The journal keeps both lines.")
        case _:
            line = language.text(
                "Still not counted as inside: the arrival was taken back too. The journal keeps all lines."
            )
    return Banner(
        Role.NEUTRAL,
        "undo-2",
        language.text("Taken back").upper(),
        wording.headline(verdict, language),
        lines=(line,),
    )


def left_banner(name: str, language: Language) -> Banner:
    """Return what the banner shows once somebody has left."""
    return Banner(
        Role.NEUTRAL,
        "log-out",
        language.text("Left").upper(),
        name or language.text("Unnamed guest"),
        lines=(language.text("Not counted as inside any more. Back later? Scan or search again."),),
    )


CAMERA = {
    CameraFault.MISSING: mark("No camera: plug one in, or choose another one below."),
    CameraFault.BUSY: mark("Another program is using the camera: close it."),
    CameraFault.LOST: mark("The camera was unplugged: plug it in again."),
    CameraFault.SILENT: mark("The camera gives no picture: unplug it and plug it in again."),
    CameraFault.BLACK: mark("The camera sees only black: open its cover or its shutter, or turn on a light."),
    CameraFault.FROZEN: mark("The camera’s picture stands still: unplug it and plug it in again."),
}

HINTS = {
    Hint.TOO_SMALL: mark("Too small: hold it closer"),
    Hint.BLURRED: mark("Blurred: hold it a bit further away"),
    Hint.MOVING: mark("Blurred: hold it still"),
    Hint.DARK: mark("Too dark: try the lamp"),
    Hint.GLARE: mark("Glare: tilt the badge"),
    Hint.CUT: mark("Cut off: show the whole code"),
}
"""Short enough for the chip on the picture, forty characters, and all that the volunteer has to say."""


LISTS = "*.csv *.tsv *.txt *.xlsx *.xls *.ods *.json *.jsonl *.ndjson *.html *.htm *.vcf *.vcard"


def list_kinds(language: Language) -> str:
    """Return Qt's filters for the file of a list."""
    return language.text("Attendee lists") + f" ({LISTS});;" + language.text("All files") + " (*)"


def camera_line(error: CameraError, language: Language) -> str:
    """Return what is wrong with the camera, for the place where its picture would be."""
    if "://" in error.source and error.fault is not CameraFault.BLACK:
        return wording.sentence(error, language)
    return language.text(CAMERA[error.fault])


def hint_line(hint: Hint | None, language: Language) -> str:
    """Return what would help a code to be read, or an empty text."""
    return "" if hint is None else language.text(HINTS[hint])


def error_line(error: CheckinError, language: Language) -> str:
    """Return an error as one line, for somebody in front of the window and not of a terminal."""
    match error:
        case NoEventError():
            return language.text("There is no evening yet: load a list, or add one on the Evenings page.")
        case StorageError(fault=StorageFault.DAMAGED):
            return language.text(
                "The data file {place} is damaged: keep it as it is, and bring back a backup.", place=error.place
            )
        case _:
            return wording.sentence(error, language)
