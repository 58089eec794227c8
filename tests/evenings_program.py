"""Made-up evenings taken through the program: lists loaded as an organiser would, people let in at the door."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from checkin.badges import tokens
from checkin.desk import Desk, WalkIn
from checkin.evenings import Evenings
from checkin.lists.fixing import Fix
from checkin.lists.importing import Change, Decisions, Importer, ImportPlan
from checkin.model import ADMITTING, BadgeId, Door, Event, Means, Verdict, new_id
from checkin.storage.database import Database
from tests.evenings_generator import DOORS
from tests.evenings_lists import write_list
from tests.evenings_made import Doing, MadeUp, Row, Source, What

Who = tuple[int, int]
"""A guest and which of their identities."""


class Organiser:
    """Takes evenings through the program, and keeps what it made of them.

    `people` tells whom each person of the program is, in truth: more than one guest is a wrong join. `silent` are rows
    that were joined without a question though neither address nor handle was ever given for that person. `asked` and
    `agreed` count the doubts and those that the organiser, who knows these people, answered with yes.
    """

    def __init__(self, database: Database, evenings: Evenings, folder: Path) -> None:
        self._database = database
        self._evenings = evenings
        self._importer = Importer(database)
        self._folder = folder
        self._doors = {name: Door(new_id(), name) for name in DOORS}
        self._now = datetime.min.replace(tzinfo=UTC)
        self._told: dict[UUID, set[str]] = defaultdict(set)
        self.people: dict[UUID, set[Who]] = defaultdict(set)
        self.events: list[Event] = []
        self.silent: list[Row] = []
        self.asked = self.agreed = self.put_right = 0

    def hold(self, made: MadeUp) -> Event:
        """Hold an evening: add it, load its lists twice, let people in."""
        event = self._evenings.add(f"Apéro #{made.number + 1}", made.starts)
        self.events.append(event)
        attendees: dict[int, UUID] = {}
        for final in (False, True):
            for source in Source:
                if any(row.source is source for row in made.rows):
                    path, rows = write_list(self._folder, made, source, final=final)
                    attendees |= self._load(event, path, rows, cancel_missing=source is not Source.TICKETS)
        arrivals: dict[int, UUID] = {}
        desks = {name: Desk(self._database, event.id, door, lambda: self._now) for name, door in self._doors.items()}
        for doing in made.doings:
            self._now = doing.at
            verdict = self._do(desks[doing.door], event, doing, attendees)
            if verdict is not None:
                assert isinstance(verdict, ADMITTING), (doing, verdict)
                arrivals[id(doing)] = verdict.arrival_id
            if doing.what is What.MISTAKEN:
                desks[doing.door].undo(arrivals[id(doing)])
        return event

    def _load(self, event: Event, path: Path, rows: dict[int, Row], *, cancel_missing: bool) -> dict[int, UUID]:
        fixes = tuple(
            Fix(line, (("given_name", row.signs.given), ("family_name", row.signs.family)))
            for line, row in rows.items()
            if row.slip is not None
        )
        decisions = Decisions(fixes=fixes, cancel_missing=cancel_missing)
        plan = self._importer.preview(event.id, path, decisions=decisions)
        joins = []
        for doubt in plan.doubts:
            row = rows[doubt.row]
            if any(guest == row.guest for guest, _ in self.people[doubt.person.id]):
                joins.append((doubt.row, doubt.person.id))
        self.asked += len(plan.doubts)
        self.agreed += len(joins)
        self.put_right += len(fixes)
        decided = Decisions(fixes=fixes, joins=tuple(joins), cancel_missing=cancel_missing)
        return self._loaded(self._importer.apply(event.id, plan.list, decisions=decided), rows)

    def _loaded(self, plan: ImportPlan, rows: dict[int, Row]) -> dict[int, UUID]:
        attendees: dict[int, UUID] = {}
        answered = {line for line, _ in plan.decisions.joins}
        for planned in plan.rows:
            row, person = rows[planned.listed.row], planned.record.person_id
            signs = {row.signs.email, row.signs.handle} - {""}
            is_silent = planned.change is Change.ADDED and planned.listed.row not in answered
            if is_silent and person in self._told and not signs & self._told[person]:
                self.silent.append(row)
            attendees[id(row)] = planned.record.id
            self._remember(person, row)
        return attendees

    def _do(self, desk: Desk, event: Event, doing: Doing, attendees: dict[int, UUID]) -> Verdict | None:
        if doing.row is None:
            with self._database.reading() as repository:
                key = repository.events.keyed(event.id).key
            badge = BadgeId(int(doing.at.timestamp()))
            return desk.admit(tokens.sign(key, tokens.event_tag(event.id), badge), Means.CAMERA)
        if doing.what is What.WALKS_IN:
            signs = doing.row.signs
            admitted = desk.register_walk_in(WalkIn(signs.given, signs.family, signs.email, signs.handle))
            self._remember(admitted.attendee.person_id, doing.row)
            return admitted
        attendee = attendees[id(doing.row)]
        if doing.what is What.LEAVES:
            desk.leave(attendee)
            return None
        if doing.row.code and doing.what is not What.COMES_CANCELLED:
            return desk.admit(doing.row.code, Means.CAMERA)
        return desk.admit_by_hand(attendee, again=doing.what is What.COMES_CANCELLED)

    def _remember(self, person: UUID, row: Row) -> None:
        self.people[person].add((row.guest, row.identity))
        self._told[person] |= {row.signs.email, row.signs.handle} - {""}
