"""Hands that work the door through its widgets while a model keeps count."""

from __future__ import annotations

import csv
import random
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import qrcode
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from checkin.attendance.sheets import write_attendance
from checkin.badges import tokens
from checkin.errors import CameraFault
from checkin.language import Language
from checkin.model import Answer, BadgeId, Event, Means, Status, new_id
from checkin.scanning.camera import CameraTrouble
from checkin.storage.database import Database
from checkin.storage.records import AttendeeRecord, PersonRecord
from tests.conftest import Clock
from tests.ui.cameras import FakeCamera
from tests.ui.conftest import House
from tests.ui.evening_model import EveningModel, Guest
from tests.ui.kits import kit_of
from ui.door.clerk import DoorState
from ui.door.page import DoorPage

if TYPE_CHECKING:
    from checkin.scanning.readings import Image

CTRL = Qt.KeyboardModifier.ControlModifier


def shown(text: str) -> Image:
    """Return a grey picture in which a code is held up."""
    code = qrcode.QRCode(border=4, box_size=6)
    code.add_data(text)
    modules = np.array(code.get_matrix(), dtype=bool)
    drawn = np.where(np.kron(modules, np.ones((6, 6), bool)), 20, 235).astype(np.uint8)
    picture = np.full((480, 640), 90, np.uint8)
    y, x = (480 - drawn.shape[0]) // 2, (640 - drawn.shape[1]) // 2
    picture[y : y + drawn.shape[0], x : x + drawn.shape[1]] = drawn
    return picture


class HandCamera(FakeCamera):
    """A camera before which somebody holds up one code after the other, and that can be unplugged."""

    def __init__(self) -> None:
        self._nothing: Image = np.full((480, 640), 90, np.uint8)
        super().__init__([self._nothing])

    def show(self, text: str) -> None:
        """Hold up a code; an empty text takes it away."""
        self._items = [shown(text) if text else self._nothing]

    def unplug(self) -> None:
        """Give nothing but trouble."""
        self._items = [CameraTrouble(CameraFault.LOST, "0")]


class Hands:
    """One evening: what is done at the widgets is done to the model, and both must agree."""

    event: Event
    model: EveningModel

    def __init__(self, house: House, clock: Clock, camera: HandCamera) -> None:
        self.house = house
        self.clock = clock
        self.camera = camera
        self.states: list[DoorState] = []

    @property
    def page(self) -> DoorPage:
        """The Door page, in view."""
        return self.house.door

    def begin(self, guests: list[Guest]) -> None:
        """Begin an evening with these guests on its list."""
        kit = kit_of(self.house)
        self.event = kit.services.evenings.add("Apéro #27", self.clock.now, capacity=100)
        self.model = EveningModel(list(guests))
        fill(kit.services.database, self.event, guests)
        kit.notices.event_chosen.emit()
        page = self.page
        if not self.states:
            page.clerk.state_changed.connect(self.states.append)
        self.house.settle()
        self.house.qtbot.waitUntil(lambda: bool(self.states))

    def forged(self) -> str:
        """Return a badge of this evening that was signed with another key."""
        return tokens.sign(bytes(32), tokens.event_tag(self.event.id), BadgeId(0xBAD))

    def scan(self, guest: Guest, *, by_camera: bool = False) -> None:
        """Hold up somebody's ticket, or scan it with a USB scanner."""
        self._tick()
        answer = self.model.scan(guest, self.clock.now)
        self._present(guest.code, by_camera=by_camera)
        self._expect(answer, guest.name, Means.CAMERA if by_camera else Means.SCANNER)

    def refuse(self, text: str, answer: Answer) -> None:
        """Scan what is nobody's."""
        self._tick()
        self.model.refuse(self.clock.now, answer)
        self._present(text, by_camera=False)
        self._expect(answer, None, Means.SCANNER)

    def search(self, guest: Guest, typed: str) -> None:
        """Type a name, perhaps with a typo, choose the guest by the arrows, and let them in with Enter."""
        self._tick()
        answer = self.model.scan(guest, self.clock.now)
        self._find(guest, typed)
        self.house.press(Qt.Key.Key_Return)
        self.house.settle()
        self._expect(answer, guest.name, Means.HAND)

    def insist_if_held_back(self) -> None:
        """Let in whom the banner holds back."""
        verdict = self.page.verdict
        if verdict is None or verdict.answer not in (Answer.ALREADY_ARRIVED, Answer.CANCELLED):
            return
        self._tick()
        line = self.model.journal[-1]
        assert line.guest is not None
        self.model.scan(line.guest, self.clock.now, by_force=True)
        self.house.press(Qt.Key.Key_Return, CTRL)
        self.house.settle()
        self._expect(Answer.ADMITTED, line.guest.name, Means.HAND)

    def leave(self, guest: Guest, typed: str) -> None:
        """Search somebody and say that they left."""
        self._tick()
        was_inside = self.model.leave(guest, self.clock.now)
        self._find(guest, typed)
        self.house.press(Qt.Key.Key_F8)
        self.house.settle()
        if was_inside:
            assert self.page.verdict is None
            assert self.page.view.banner.banner.headline == guest.name
        self.check()

    def walk_in(self, name: str) -> None:
        """Register somebody with the name alone."""
        self._tick()
        self.model.walk_in(name, self.clock.now)
        self.house.press(Qt.Key.Key_F2)
        self.house.type(name)
        self.house.press(Qt.Key.Key_Return)
        self.house.settle()
        self._expect(Answer.ADMITTED, name, Means.WALK_IN)

    def undo(self) -> None:
        """Take back the latest line."""
        self._tick()
        line = self.model.undo(self.clock.now)
        self.house.press(Qt.Key.Key_Z, CTRL)
        self.house.settle()
        if line is not None:
            assert line.guest is not None
            assert self.page.view.banner.banner.headline == line.guest.name
        self.check()

    def speak(self, language: str) -> None:
        """Switch the language of everything."""
        self.house.program.translations.choose(language)
        self.house.settle()

    def unplug(self) -> None:
        """Pull the camera's plug and wait until the page says so."""
        self.camera.unplug()
        self.house.qtbot.waitUntil(lambda: bool(self.page.view.camera.excuse), timeout=20_000)

    def plug_in(self) -> None:
        """Plug the camera in again and wait for its picture."""
        self.camera.show("")
        self.house.qtbot.waitUntil(lambda: not self.page.view.camera.excuse, timeout=20_000)

    def check(self) -> None:
        """Compare headcount and journal with the model's, in the store and on the page."""
        count = self.model.headcount
        assert self.house.desk.headcount() == count
        assert self.states[-1].headcount == count
        with self.page.kit.services.database.reading() as repository:
            lines = repository.journal.lines(self.event.id)
            names = {record.id: record.full_name for record in repository.attendees.records(self.event.id)}
        assert [(li.entry, names.get(li.attendee_id), li.answer, li.at) for li in lines] == [
            (li.entry, li.guest.name if li.guest else None, li.answer, li.at) for li in self.model.journal
        ]

    def check_sheet(self, folder: Path) -> None:
        """Compare the attendance sheet, as it is taken away, with the model's."""
        path = folder / "sheet.csv"
        attendance = self.page.kit.services.attendance
        write_attendance(attendance.turnout(self.event.id), path, Language("en"))
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream, delimiter=","))
        found = {
            " ".join((row["Given name"] + " " + row["Family name"]).split()): (row["Came"], row["Arrived at"])
            for row in rows
            if row["On the list"]
        }
        for guest in self.model.guests:
            came, at = found[guest.name]
            arrived = self.model.arrived_at(guest)
            assert bool(arrived) == (came == "yes"), guest
            if arrived is not None:
                assert at == f"{arrived.astimezone(self.event.starts.tzinfo):%Y-%m-%d %H:%M:%S}", guest
        assert len(found) == len(self.model.guests)

    def _tick(self) -> None:
        self.clock.advance(seconds=20)

    def _present(self, text: str, *, by_camera: bool) -> None:
        if not by_camera:
            self.house.scan(text)
            return
        heard: list[object] = []
        self.page.clerk.answered.connect(heard.append)
        self.camera.show(text)
        self.house.qtbot.waitUntil(lambda: bool(heard), timeout=20_000)
        self.page.clerk.answered.disconnect(heard.append)
        self.camera.show("")
        self.house.settle()

    def _find(self, guest: Guest, typed: str) -> None:
        self.house.type(typed)
        self.house.settle()
        names = [row.title for row in self.page.view.hits.rows.rows]
        assert guest.name in names, (typed, guest.name, names)
        for _ in range(names.index(guest.name)):
            self.house.press(Qt.Key.Key_Down)

    def _expect(self, answer: Answer, name: str | None, means: Means) -> None:
        verdict = self.house.verdict()
        assert verdict.answer is answer
        assert verdict.scan.means is means
        if name is not None:
            assert self.page.view.banner.banner.headline == name
        focus = QApplication.focusWidget()
        assert focus is self.page.view.field.line
        self.check()


def fill(database: Database, event: Event, guests: list[Guest]) -> None:
    """Put guests on an evening's list."""
    people, records = [], []
    for guest in guests:
        given, _, family = guest.name.partition(" ")
        person = PersonRecord(new_id(), given, family, guest.name)
        people.append(person)
        records.append(
            AttendeeRecord(
                new_id(),
                event.id,
                person.id,
                given,
                family,
                guest.name,
                ticket_code=guest.code,
                status=guest.status,
                places=guest.places,
            )
        )
    with database.writing() as repository:
        repository.attendees.add_people(people)
        repository.attendees.add(records)


def uninvited(number: int) -> str:
    """Return a name that is on no list, unlike every other number's."""
    given = ["Wendelin", "Ximena", "Bogdan", "Fumiko", "Oluwaseun", "Ragnhild", "Quirin"]
    family = ["Tanaka", "Vogelsang", "Mbarga", "Pszczółkowski", "Ilunga", "Sjöström", "Zubizarreta", "Okonkwo"]
    return f"{given[number % len(given)]} {family[number % len(family)]}"


def with_typo(name: str, random_of: random.Random) -> str:
    """Return a name in lower case with one letter of a long word left out, doubled or swapped with the next."""
    words = name.lower().split()
    long = max(range(len(words)), key=lambda i: len(words[i]))
    word = words[long]
    at = random_of.randrange(1, len(word) - 1)
    kind = random_of.randrange(3)
    if kind == 0:
        word = word[:at] + word[at + 1 :]
    elif kind == 1:
        word = word[:at] + word[at] + word[at:]
    else:
        word = word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    words[long] = word
    return " ".join(words)


def invented_guests(count: int, random_of: random.Random) -> list[Guest]:
    """Return guests with names that differ, some with more places, some cancelled."""
    given = ["Maëlle", "Gwenaëlle", "Karim", "Inès", "Yacine", "Éléonore", "Zoé", "Théo", "Amélie", "Bastien"]
    family = ["Kervella", "Le-Goff", "Benali", "D’Almeida", "Benhaddou", "Lefèvre", "Schmitt", "Nguyen", "Oberlin"]
    family += ["Rousseau", "Martinez", "Jacquemin", "Kowalski", "Delacroix", "Haberstroh"]
    names = [f"{one} {other}" for one in given for other in family]
    random_of.shuffle(names)
    guests = []
    for number, name in enumerate(names[:count]):
        status = Status.CANCELLED if number % 17 == 5 else Status.EXPECTED
        guests.append(Guest(name, f"HA-{30000 + number}", random_of.choice((1, 1, 1, 2, 3)), status))
    return guests
