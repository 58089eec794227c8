"""The sample evening: a fictional community's next evening, with forty invented people in several scripts."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from checkin.lists.reading import read_list
from checkin.paths import resource

if TYPE_CHECKING:
    from checkin.evenings import Evenings
    from checkin.language import Language
    from checkin.lists.importing import Importer
    from checkin.model import Event

LIST = resource("sample", "list.csv")
CANCELLATION = resource("sample", "cancellation.csv")
THURSDAY = 3


def add_sample_evening(evenings: Evenings, language: Language, today: datetime) -> Event:
    """Add the sample evening, on the Thursday after today, without anybody on its list."""
    said = json.loads(resource("sample", "evening.json").read_text(encoding="utf-8"))
    days = (THURSDAY - today.weekday() - 1) % 7 + 1
    starts = (today + timedelta(days=days)).replace(hour=said["hour"], minute=0, second=0, microsecond=0)
    return evenings.add(
        _in(said["title"], language),
        # Naive, so that the evening begins at that hour on the clock of the bar.
        starts.replace(tzinfo=None),
        venue=said["venue"],
        theme=_in(said["theme"], language),
        capacity=said["capacity"],
        topics=_in(said["topics"], language).split(", "),
    )


def load_sample_evening(evenings: Evenings, importer: Importer, language: Language) -> Event:
    """Add the sample evening with its list, one cancellation included, and make it the current one."""
    event = add_sample_evening(evenings, language, datetime.now().astimezone())
    for path in (LIST, CANCELLATION):
        importer.apply(event.id, read_list(path))
    return event


def _in(texts: dict[str, Any], language: Language) -> str:
    return str(texts.get(language.code, texts["en"]))
