"""An invented evening to look at: a list in several scripts, earlier visits, arrivals, and badges of every kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from checkin.badges import tokens
from checkin.desk import Desk
from checkin.evenings import Evenings
from checkin.model import Answer, Arrival, BadgeId, Door, Entry, Event, Means, Status, new_id
from checkin.settings import SettingsFile
from checkin.storage.database import Database, open_database
from checkin.storage.records import AttendeeRecord, PersonRecord

TITLES = {"en": "Apéro #26", "fr": "Apéro n° 26"}
BEFORE = {"en": "Apéro #25", "fr": "Apéro n° 25"}
VENUE = "Le Bistrot du Port"
TOPICS = ("tiers-lieux", "culture", "numérique", "transport & vélo")


@dataclass(frozen=True)
class Guest:
    """Somebody of the invented list. `earlier` is at how many evenings before they were."""

    given: str
    family: str
    handle: str = ""
    organisation: str = ""
    category: str = "Membre"
    code: str = ""
    earlier: int = 0
    note: str = ""
    status: Status = Status.EXPECTED
    places: int = 1
    email: str = ""


GUESTS = (
    Guest(
        "Maëlle", "Kervella", "@maelle@framapiaf.example", "Les Fougères", "Presse", "HA-10001", 2, "apporte le micro"
    ),
    Guest("Karim", "Benali", "@kbenali", "Préfecture", "Institution", "HA-10002", 3),
    Guest("Inès", "D’Almeida-Roux", "@ines_dar", "", "Membre", "HA-10003", 4),
    Guest("Éléonore", "de La Fontaine d’Orval", "", "Région", "Invitée d’honneur", "HA-10004"),
    Guest("Yacine", "Benhaddou", "@yacine_b", "", "Membre", "HA-10005", 0),
    Guest("Titouan", "Kervella", "", "", "Membre", "HA-10006", 1, "", Status.CANCELLED),
    Guest("小明", "王", "@xiaoming", "Institut Confucius", "Partenaire", "HA-10007"),
    Guest("Gwenaëlle", "Le Goff", "@gwen_lg", "La Cantine", "Membre", "HA-10008", 6),
    Guest("محمد", "الحسن", "@mhasan", "", "Membre", "HA-10009", 1),
    Guest("Camille", "Kervella", "@camillek", "Studio Granit", "Membre", "HA-10010", 0, email="camille@granit.example"),
    Guest("Ξένια", "Παπαδοπούλου", "@xenia", "", "Speaker", "HA-10011", 1),
    Guest("Olena", "Шевченко", "", "Кафе Соняшник", "Partenaire", "HA-10012", 0, places=2),
    *(Guest(f"Invité·e {n}", f"Martin-{n}", f"@martin{n}", "", "Membre", f"HA-20{n:03}", n % 3) for n in range(1, 109)),
)


@dataclass
class _Builder:
    database: Database
    evenings: Evenings
    door: Door
    people: dict[str, UUID] = field(default_factory=dict)
    attendees: dict[str, UUID] = field(default_factory=dict)

    def fill(self, event: Event, guests: tuple[Guest, ...]) -> None:
        """Put guests on an evening's list."""
        new, records = [], []
        for guest in guests:
            name = f"{guest.given} {guest.family}"
            if name not in self.people:
                self.people[name] = new_id()
                new.append(PersonRecord(self.people[name], guest.given, guest.family, name, guest.email, guest.handle))
            record = AttendeeRecord(
                new_id(),
                event.id,
                self.people[name],
                guest.given,
                guest.family,
                name,
                email=guest.email,
                handle=guest.handle,
                organisation=guest.organisation,
                category=guest.category,
                ticket_code=guest.code,
                status=guest.status,
                places=guest.places,
                note=guest.note,
            )
            self.attendees[name] = record.id
            records.append(record)
        with self.database.writing() as repository:
            repository.attendees.add_people(new)
            repository.attendees.add(records)

    def arrive(self, event: Event, name: str, at: datetime) -> None:
        """Write an arrival of some time ago."""
        line = Arrival(
            new_id(), event.id, Entry.ARRIVED, at, self.door, Means.CAMERA, self.attendees[name], answer=Answer.ADMITTED
        )
        with self.database.writing() as repository:
            repository.journal.add(line)


def fill_evening(folder: Path, now: datetime, language: str) -> dict[str, str]:
    """Write the evening into a new data folder.

    Returns texts to scan, by what they give: `unlisted`, `wrong_event`, `revoked`, `forged`.
    """
    settings = SettingsFile(folder)
    settings.change(language=language)
    database = open_database(folder)
    build = _Builder(database, Evenings(database, settings), settings.current.door)
    _earlier_evenings(build, now, language)
    before = build.evenings.all()[-1]
    starts = now.replace(hour=19, minute=0)
    event = build.evenings.add(
        TITLES[language], starts, venue=VENUE, theme="tiers-lieux et numérique", capacity=150, topics=TOPICS
    )
    build.fill(event, GUESTS)
    _arrivals(build, event, now)
    scannable = _badges(database, before, event, build.attendees["Titouan Kervella"], now)
    desk = Desk(database, event.id, settings.current.door, lambda: now - timedelta(minutes=3))
    desk.admit(scannable["wrong_event"], Means.CAMERA)
    database.close()
    return scannable


def _earlier_evenings(build: _Builder, now: datetime, language: str) -> None:
    months = ((2026, 1, 8), (2026, 2, 5), (2026, 3, 5), (2026, 4, 2), (2026, 5, 7), (2026, 11, 5))
    for index, (year, month, day) in enumerate(months):
        title = BEFORE[language] if index == len(months) - 1 else f"Apéro {19 + index}"
        starts = now.replace(year=year, month=month, day=day, hour=19, minute=0)
        event = build.evenings.add(title, starts, venue=VENUE)
        # Whoever came n times came to the last n evenings before the summer, and nobody to the one after.
        came = tuple(g for g in GUESTS[:40] if g.earlier >= len(months) - 1 - index and index < len(months) - 1)
        build.fill(event, came)
        for guest in came:
            build.arrive(event, f"{guest.given} {guest.family}", starts + timedelta(minutes=30))


def _arrivals(build: _Builder, event: Event, now: datetime) -> None:
    shape = (1, 2, 2, 4, 6, 9, 12, 14, 10, 8, 6, 5, 4, 2, 2)
    names = iter(f"{g.given} {g.family}" for g in GUESTS[20:])
    for slot, people in enumerate(shape):
        for person in range(people):
            at = now - timedelta(minutes=5 * (len(shape) - slot) + 1, seconds=20 * person)
            build.arrive(event, next(names), at)
    build.arrive(event, "Yacine Benhaddou", now - timedelta(minutes=2))


def _badges(database: Database, before: Event, event: Event, lost_by: UUID, now: datetime) -> dict[str, str]:
    with database.writing() as repository:
        keyed = {k.event.id: k.key for k in repository.events.all_keyed()}
        lost = repository.badges.make(event.id, [lost_by], now)[0]
        repository.badges.revoke(lost.id, now)
    tag = tokens.event_tag(event.id)
    return {
        "unlisted": tokens.sign(keyed[event.id], tag, BadgeId(0xC0FFEE)),
        "wrong_event": tokens.sign(keyed[before.id], tokens.event_tag(before.id), BadgeId(0xBEEF)),
        "revoked": lost.token,
        "forged": tokens.sign(bytes(32), tag, BadgeId(0xBAD)),
    }
