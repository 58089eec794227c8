"""Typed settings of this laptop, kept as a small JSON file in the data folder.

They say how this laptop works the door; what the evenings are is in the database.
"""

from __future__ import annotations

import json
import logging
import threading
from dataclasses import asdict, dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from checkin.files import written_whole
from checkin.model import Door, new_id

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

LANGUAGES = ("en", "fr")
THEMES = ("system", "light", "dark", "contrast")
FARTHEST = 20.0
"""Millimetres that a printer may be off: more is another paper, not an offset."""


@dataclass(frozen=True, slots=True)
class CameraControls:
    """What a camera is to do by itself, and what it is told where it may not.

    `focus` (0 far, 1 near, on most cameras), `exposure` (0 short, 1 long) and `gain` are shares of what the driver
    offers, so that they mean the same to every driver. Gain is only told to a camera without automatic exposure.
    """

    autofocus: bool = True
    focus: float = 0.3
    auto_exposure: bool = True
    exposure: float = 0.4
    gain: float = 0.5


@dataclass(frozen=True, slots=True)
class Settings:
    """How this laptop works the door. Empty `language` and `system` theme follow the machine.

    `camera` is a text as `checkin.scanning.sources.parse_source` takes it; `camera_controls` are kept by that text, for
    the cameras that were adjusted. `absent_after` is in seconds: a code that has been out of view for that long counts
    as a new presentation. So is `retry_after`: a code that stays in view is asked about again that long after the
    store could not answer. `camera_mode` is the size and rate that every camera is asked for, as "1280x720@30"; empty
    asks for the usual one. `printer` is the name of the one that badges go to; empty gathers them for the next PDF.
    `badge_template` is what is printed at the door; `printer_offsets` are millimetres to the right and down, by the
    printer's name; `printer_papers` are the keys of papers by the printer's name and the template's, or `whole_sheet`
    of it. `sheet_template`, `sheet_palette` and `sheet_back` are what the Badges page showed last; `sheet_printers` are
    the printers of its sheets by the template's name, empty for a PDF. `badge_profiles` puts a second code on badges,
    which leads to the guest's own profile; `logo` is the path of the picture on them. `is_volunteers` shows the Door
    page alone; `pin` is the hash of the organiser's PIN, `pin_failures` and `pin_failed_at` (seconds since 1970) are
    the wrong tries since the last right one, and when the last of them was.
    """

    door_id: UUID = field(default_factory=new_id)
    door_name: str = ""
    language: str = ""
    theme: str = "system"
    camera: str = "0"
    camera_controls: dict[str, CameraControls] = field(default_factory=dict)
    sounds: bool = True
    absent_after: float = 2.0
    retry_after: float = 1.0
    current_event: UUID | None = None
    camera_mode: str = ""
    printer: str = ""
    badge_template: str = "badge-86x54"
    printer_offsets: dict[str, tuple[float, float]] = field(default_factory=dict)
    printer_papers: dict[str, dict[str, str]] = field(default_factory=dict)
    sheet_template: str = "badge-86x54"
    sheet_printers: dict[str, str] = field(default_factory=dict)
    sheet_palette: str = "standard"
    sheet_back: str = "none"
    badge_profiles: bool = False
    logo: str = ""
    is_volunteers: bool = False
    pin: str = ""
    pin_failures: int = 0
    pin_failed_at: float = 0.0

    @property
    def door(self) -> Door:
        """This laptop's entrance."""
        return Door(self.door_id, self.door_name or "1")

    @property
    def printer_offset(self) -> tuple[float, float]:
        """By how many millimetres the chosen printer needs badges moved to the right and down."""
        return self.printer_offsets.get(self.printer, (0.0, 0.0))

    def paper_of(self, printer: str, template: str) -> str:
        """Return the key of the paper that was chosen for a template on a printer; empty for the printer's own.

        A sheet of labels is another page than the door's one badge of the same template: ask for `whole_sheet` of it.
        """
        return self.printer_papers.get(printer, {}).get(template, "")

    def controls_of(self, camera: str) -> CameraControls:
        """Return what a camera was told, or that it does everything by itself."""
        return self.camera_controls.get(camera, CameraControls())


def whole_sheet(template: str) -> str:
    """Return under which name the paper of a template's whole sheets is remembered."""
    return f"{template}/sheet"


class SettingsFile:
    """The settings and the file that keeps them."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "settings.json"
        self._changing = threading.Lock()
        values = _read(self._path)
        self._settings = Settings(**values)
        if "door_id" not in values:
            # The door's id must stay the same from one run to the next.
            self._write(self._settings)

    @property
    def current(self) -> Settings:
        """The settings as they are now."""
        return self._settings

    def change(self, **values: Any) -> Settings:
        """Change the named settings and keep them; raises FileError where the folder cannot be written."""
        # Cards, camera and lock change theirs on threads of their own: none may put another's back.
        with self._changing:
            changed = replace(self._settings, **values)
            if changed != self._settings:
                self._write(changed)
                self._settings = changed
            return changed

    def _write(self, settings: Settings) -> None:
        text = json.dumps(asdict(settings), default=str, indent=1, ensure_ascii=False)
        with written_whole(self._path) as stream:
            stream.write(text.encode())


def _read(path: Path) -> dict[str, Any]:
    """Return what the file says and can be used; a damaged file must not keep a door shut."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        log.info("settings could not be read and start from their defaults: %s", path)
        return {}
    if not isinstance(raw, dict):
        return {}
    known = {f.name: f for f in fields(Settings)}
    values = {name: value for name, value in raw.items() if name in known and _fits(known[name].name, value)}
    for name in ("door_id", "current_event"):
        if values.get(name) is not None:
            values[name] = UUID(values[name])
    if "camera_controls" in values:
        values["camera_controls"] = {camera: _controls(kept) for camera, kept in values["camera_controls"].items()}
    if "printer_offsets" in values:
        kept = values["printer_offsets"]
        values["printer_offsets"] = {name: (at[0], at[1]) for name, at in kept.items() if _is_offset(at)}
    if "printer_papers" in values:
        kept = values["printer_papers"]
        values["printer_papers"] = {name: _texts(papers) for name, papers in kept.items()}
    if "sheet_printers" in values:
        values["sheet_printers"] = _texts(values["sheet_printers"])
    return values


def _is_offset(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(_is_millimetres(part) for part in value)


def _texts(value: object) -> dict[str, str]:
    """Return the texts of what should be a table of texts."""
    return {k: v for k, v in value.items() if isinstance(v, str)} if isinstance(value, dict) else {}


def _is_millimetres(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= FARTHEST


def _controls(kept: object) -> CameraControls:
    """Return what can be used of a camera's kept controls; the rest is as for a camera that was never adjusted."""
    usual = asdict(CameraControls())
    given = kept if isinstance(kept, dict) else {}
    return CameraControls(
        **{name: given[name] if _is_like(given.get(name), usual[name]) else usual[name] for name in usual}
    )


def _is_like(value: object, usual: bool | float) -> bool:
    if isinstance(usual, bool) or isinstance(value, bool):
        return isinstance(usual, bool) and isinstance(value, bool)
    return isinstance(value, (int, float)) and 0 <= value <= 1


def _fits(name: str, value: object) -> bool:
    match name:
        case "door_id" | "current_event":
            if not isinstance(value, str):
                return name == "current_event" and value is None
            try:
                UUID(value)
            except ValueError:
                return False
            return True
        case "absent_after" | "retry_after":
            return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < 3600
        case "sounds" | "is_volunteers" | "badge_profiles":
            return isinstance(value, bool)
        case "pin_failures":
            return isinstance(value, int) and not isinstance(value, bool) and value >= 0
        case "pin_failed_at":
            return isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0
        case "camera_controls" | "printer_offsets" | "printer_papers" | "sheet_printers":
            return isinstance(value, dict)
        case "language":
            return value in ("", *LANGUAGES)
        case "theme":
            return value in THEMES
        case _:
            return isinstance(value, str)
