"""An evening to announce, as the tests of this folder change it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from checkin.announcing.announcement import Announcement, Extras, announcement_of
from checkin.language import Language
from checkin.model import Event

PARIS = ZoneInfo("Europe/Paris")
FR, EN = Language("fr"), Language("en")
THEME = "Des données ouvertes pour le territoire : qui les fait, qui les lit, qui paie ?"
URL = "https://apero.example.org/26/inscription"
TEN = (
    "Maëlle Kervella",
    "Karim Benali",
    "Ji-woo 김",
    "Nguyễn Thị Minh Khai",
    "عائشة الحسن",
    "Ольга Петрова",
    "अनीता शर्मा",
    "山田花子",
    "Jean-Baptiste de La Rochefoucauld-Liancourt",
    "Zoë O’Connor",
)

EVENT = Event(
    UUID("01890a5d-ac96-774b-bcce-b302099a8057"),
    UUID("01890a5d-ac96-774b-bcce-b302099a8058"),
    "Apéro #26",
    datetime(2026, 12, 3, 19, tzinfo=PARIS),
    "Europe/Paris",
    venue="Le Bistrot du Port",
    theme=THEME,
    capacity=80,
    topics=("eau", "mobilité", "écoles"),
)
EXTRAS = Extras(
    number=26,
    address="12 quai de la Fosse, 44000 Nantes",
    ends=datetime(2026, 12, 3, 23),  # noqa: DTZ001 - as typed
    guests=TEN[:3],
    partners=("La Cantine", "Nantes Métropole"),
    animations=("tombola", "quiz"),
    url=URL,
    organiser="Les Apéros du territoire",
    hashtag="apéro 26",
)


def evening(**changes: object) -> Announcement:
    """Return the evening with all that can be said of it, changed."""
    return replace(announcement_of(EVENT, EXTRAS), **changes)  # type: ignore[arg-type]


def bare() -> Announcement:
    """Return an evening of which next to nothing is known."""
    return announcement_of(replace(EVENT, venue="", theme="", capacity=None, topics=()))
