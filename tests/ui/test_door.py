"""The Door page, through its widgets and a real store."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from checkin.errors import StorageError, StorageFault
from checkin.model import (
    Admitted,
    AdmittedUnlisted,
    AlreadyArrived,
    CancelledTicket,
    Entry,
    Forged,
    Means,
    Revoked,
    Unknown,
    Verdict,
    WrongEvent,
)
from checkin.wording.scanning import missing_zbar
from tests.conftest import Clock
from tests.ui.cameras import FakeCamera, badge_in_hand, no_camera
from tests.ui.conftest import House, OpenHouse
from ui.theme import Role, Size
from ui.widgets.rail import RailItem

CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_typed_ticket_code_admits(house: House) -> None:
    house.scan("HA-10001")
    verdict = house.verdict()
    assert isinstance(verdict, Admitted)
    assert verdict.scan.means is Means.SCANNER
    assert house.door.view.banner.banner.headline == "Maëlle Kervella"
    assert house.door.view.banner.banner.role is Role.ADMITTED
    assert house.door.view.banner.banner.strong == "apporte le micro"
    assert house.door.view.field.line.text() == ""


def test_a_verdict_is_shown_only_once_its_arrival_is_in_the_store(house: House) -> None:
    seen: list[bool] = []
    door = house.door
    door.clerk.answered.connect(lambda verdict: seen.append(house.desk.latest(1)[0][0].id == verdict.arrival_id))
    house.scan("HA-10001")
    assert seen == [True]


def test_each_kind_of_code_gets_its_look(house: House) -> None:
    for text, kind, role in (
        (house.texts["unlisted"], AdmittedUnlisted, Role.UNLISTED),
        (house.texts["wrong_event"], WrongEvent, Role.REFUSED),
        (house.texts["revoked"], Revoked, Role.REFUSED),
        (house.texts["forged"], Forged, Role.REFUSED),
        ("HA-10006", CancelledTicket, Role.REFUSED),
        ("HA-99999", Unknown, Role.REFUSED),
        ("HA-10003", Admitted, Role.ADMITTED),
        ("HA-10003", AlreadyArrived, Role.ALREADY),
    ):
        house.scan(text)
        assert isinstance(house.verdict(), kind)
        assert house.door.view.banner.banner.role is role


def test_something_else_is_a_small_line_and_leaves_the_banner(house: House) -> None:
    house.scan("HA-10001")
    house.scan("https://example.org/beer")
    assert isinstance(house.verdict(), Admitted)
    assert "Not one of our codes" in house.window.toast.sentence


def test_two_letters_search_and_enter_admits(house: House) -> None:
    house.type("gw")
    house.settle()
    assert house.door.view.hits.chosen.title == "Gwenaëlle Le Goff"
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert house.door.view.banner.banner.headline == "Gwenaëlle Le Goff"
    assert house.verdict().scan.means is Means.HAND


def test_arrows_choose_among_homonyms(house: House) -> None:
    house.type("kervella")
    house.settle()
    titles = [row.title for row in house.door.view.hits.rows.rows]
    assert titles == ["Camille Kervella", "Maëlle Kervella", "Titouan Kervella"]
    house.press(Qt.Key.Key_Down)
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert house.door.view.banner.banner.headline == "Maëlle Kervella"


def test_enter_before_the_hits_are_there_lets_nobody_in_by_chance(house: House) -> None:
    house.type("kervella")
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert house.door.verdict is None
    titles = [row.title for row in house.door.view.hits.rows.rows]
    assert titles == ["Camille Kervella", "Maëlle Kervella", "Titouan Kervella"]
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert house.door.view.banner.banner.headline == "Camille Kervella"


def test_enter_before_the_only_hit_is_there_admits_it(house: House) -> None:
    house.type("gwenaelle")
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert house.door.view.banner.banner.headline == "Gwenaëlle Le Goff"


def test_a_name_is_never_kept_as_a_refused_code(house: House) -> None:
    before = len(house.desk.latest(1000))
    house.scan("zzyzxqq")
    assert len(house.desk.latest(1000)) == before


def test_escape_empties_the_field(house: House) -> None:
    house.type("kerv")
    house.settle()
    house.press(Qt.Key.Key_Escape)
    assert house.door.view.field.line.text() == ""
    assert house.door.view.hits.isHidden() or not house.door.view.hits.isVisible()


def test_ctrl_z_takes_back_the_last_arrival_and_the_headcount_follows(house: House) -> None:
    inside = house.desk.headcount().inside
    house.scan("HA-10001")
    assert house.desk.headcount().inside == inside + 1
    house.press(Qt.Key.Key_Z, CTRL)
    house.settle()
    assert house.desk.headcount().inside == inside
    assert house.door.view.banner.banner.word == "TAKEN BACK"
    assert house.desk.latest(1)[0][0].entry is Entry.UNDONE
    assert house.door.view.arrivals.rows.rows[0].right == "taken back"


def test_ctrl_z_twice_takes_back_two_arrivals(house: House) -> None:
    inside = house.desk.headcount().inside
    house.scan("HA-10001")
    house.scan("HA-10002")
    for _ in range(2):
        house.press(Qt.Key.Key_Z, CTRL)
        house.settle()
    assert house.desk.headcount().inside == inside


def test_ctrl_enter_lets_in_again_whoever_is_there_already(house: House, evening_clock: Clock) -> None:
    house.scan("HA-10001")
    evening_clock.advance(minutes=5)
    house.scan("HA-10001")
    assert isinstance(house.verdict(), AlreadyArrived)
    assert house.door.view.again.isVisible()
    house.press(Qt.Key.Key_Return, CTRL)
    house.settle()
    assert isinstance(house.verdict(), Admitted)


def test_a_badge_before_the_camera_is_admitted_once(open_house: OpenHouse) -> None:
    house = open_house(camera=badge_in_hand("HA-10002"))
    door = house.door
    heard: list[object] = []
    door.clerk.answered.connect(heard.append)
    frames: list[None] = []
    door.lookout.watch.frame_waits.connect(lambda: frames.append(None))
    house.qtbot.waitUntil(lambda: door.verdict is not None, timeout=15_000)
    verdict = house.verdict()
    assert isinstance(verdict, Admitted)
    assert verdict.scan.means is Means.CAMERA
    assert door.view.camera.chip == "Badge read"
    seen = len(frames)
    house.qtbot.waitUntil(lambda: len(frames) > seen + 8, timeout=15_000)
    assert len(heard) <= 1
    lines = [line for line, _ in house.desk.latest(1000) if line.attendee_id == verdict.attendee.id]
    assert len(lines) == 1


def test_a_machine_without_libzbar_scans_and_says_once_how_to_add_it(
    open_house: OpenHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("checkin.scanning.zbar.available", lambda: False)
    monkeypatch.setattr("ui.door.lookout.missing_zbar", lambda language: said.append(missing_zbar(language)) or said[0])
    house = open_house(camera=badge_in_hand("HA-10002"))
    house.qtbot.waitUntil(lambda: "goes on without it" in house.window.toast.sentence, timeout=15_000)
    house.qtbot.waitUntil(lambda: house.door.verdict is not None, timeout=15_000)
    frames: list[None] = []
    house.door.lookout.watch.frame_waits.connect(lambda: frames.append(None))
    house.qtbot.waitUntil(lambda: len(frames) > 8, timeout=15_000)
    assert len(said) == 1


def test_a_missing_camera_is_a_line_and_the_page_works(house: House) -> None:
    house.qtbot.waitUntil(lambda: bool(house.door.view.camera.excuse), timeout=10_000)
    assert "No camera" in house.door.view.camera.excuse
    assert house.window.status.words("camera") == "No camera"
    house.scan("HA-10001")
    assert isinstance(house.verdict(), Admitted)


def test_a_camera_that_comes_back_shows_its_picture(open_house: OpenHouse) -> None:
    from checkin.errors import CameraFault
    from checkin.scanning.camera import CameraTrouble
    from tests.ui.cameras import guest_with_badge

    lost = [CameraTrouble(CameraFault.LOST, "0")] * 5
    house = open_house(camera=FakeCamera([*lost, guest_with_badge("nothing")]))
    house.qtbot.waitUntil(lambda: house.window.status.words("camera").endswith("720p"), timeout=15_000)
    assert not house.door.view.camera.excuse


def test_scanning_rests_while_another_page_is_shown(open_house: OpenHouse) -> None:
    camera = no_camera()
    house = open_house(camera=camera)
    door = house.door
    assert door.lookout.watch.is_on
    house.window.go_to("settings")
    assert not door.lookout.watch.is_on
    house.window.go_to("door")
    assert door.lookout.watch.is_on


def test_the_keyboard_returns_to_the_scan_field(house: House) -> None:
    door = house.door
    house.qtbot.mouseClick(door.view.arrivals.viewport(), Qt.MouseButton.LeftButton)
    house.qtbot.waitUntil(door.view.field.line.hasFocus)
    house.qtbot.mouseClick(door, Qt.MouseButton.LeftButton)
    house.qtbot.waitUntil(door.view.field.line.hasFocus)


def test_a_name_in_the_banner_is_at_least_five_percent_of_the_window(house: House) -> None:
    for code in ("HA-10001", "HA-10004", "HA-10007", "HA-10009"):
        house.scan(code)
        house.window.grab()
        assert house.door.view.banner.name_size >= 0.05 * house.window.height()


def test_no_verdict_is_cut_in_the_banner(open_house: OpenHouse) -> None:
    house = open_house(language="fr")
    banner = house.door.view.banner
    for size in ((1280, 720), (1120, 640), (1920, 1080)):
        house.window.resize(*size)
        for name in ("unlisted", "wrong_event", "revoked", "forged"):
            house.scan(house.texts[name])
            house.window.grab()
            assert banner.text_height <= banner.height()
        for code in ("HA-10001", "HA-10004", "HA-10006", "HA-10008", "HA-99999"):
            for _ in range(2):
                house.scan(code)
                house.window.grab()
                assert banner.text_height <= banner.height()


def test_a_long_name_and_a_long_note_still_fit(house: House) -> None:
    from ui.widgets.verdict_banner import Banner

    banner = house.door.view.banner
    long = Banner(
        Role.ADMITTED,
        "check",
        "BIENVENUE",
        "Marie-Antoinette de La Rochefoucauld-Doudeauville de Montmorency",
        handle="@marie-antoinette@une-instance-tres-longue.example",
        chip="Invitée d’honneur",
        organisation="Communauté d’agglomération de Quelque-Part-sur-Mer",
        lines=("12e visite, vue pour la dernière fois en septembre · 3 places",),
        strong="apporte le micro, le vidéoprojecteur et les rallonges " * 4,
    )
    banner.show_banner(long, (house.door.view.undo,))
    house.window.grab()
    assert banner.text_height <= banner.height()
    assert banner.name_size >= 0.05 * house.window.height()


def test_f3_and_f2_work_from_anywhere(house: House) -> None:
    house.window.go_to("settings")
    house.press(Qt.Key.Key_F3, on=house.window)
    house.qtbot.waitUntil(house.door.view.field.line.hasFocus)
    house.window.go_to("settings")
    house.press(Qt.Key.Key_F2, on=house.window)
    assert house.door.view.is_walk_in_open


def test_everything_that_can_be_pressed_has_a_name(house: House, tmp_path: Path) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

    door = house.door
    for kind in (QAbstractButton, QLineEdit, QComboBox):
        for widget in door.findChildren(kind):
            if widget.objectName().startswith("qt_") or isinstance(widget.parent(), QComboBox):
                continue
            assert widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()), widget


def test_a_scanner_that_types_beside_the_field_is_heard(house: House) -> None:
    door = house.door
    door.view.arrivals.setFocus()
    assert door.view.arrivals.hasFocus()
    house.scan("HA-10001")
    assert door.view.banner.banner.headline == "Maëlle Kervella"


def test_an_undo_that_fails_can_be_tried_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.scan("HA-10001")
    inside = house.desk.headcount().inside
    with monkeypatch.context() as broken:

        def full(_arrival_id: UUID) -> Verdict:
            raise StorageError(StorageFault.FULL, "checkin.sqlite3")

        broken.setattr(house.desk, "undo", full)
        house.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        house.settle()
    assert house.desk.headcount().inside == inside
    house.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    assert house.desk.headcount().inside == inside - 1


def test_the_lamp_stays_on_through_a_search_and_a_scan(house: House) -> None:
    house.press(Qt.Key.Key_F6)
    view = house.door.view
    assert view.is_lamp_on
    house.type("kerv")
    house.settle()
    assert view.hits.isVisible()
    house.press(Qt.Key.Key_Escape)
    assert view.is_lamp_on
    assert not view.hits.isVisible()
    assert not view.arrivals.isVisible()
    house.scan("HA-10001")
    assert view.is_lamp_on
    assert not view.arrivals.isVisible()
    house.press(Qt.Key.Key_F6)
    assert view.arrivals.isVisible()


def test_a_scanner_is_heard_while_the_keyboard_is_on_the_rail_or_in_the_header(house: House) -> None:
    for number, widget in enumerate((house.window.findChildren(RailItem)[1], house.door.view.full_screen), 1):
        widget.setFocus()
        assert widget.hasFocus()
        for letter in f"HA-1000{number}":
            # Key by key, to whatever has the keyboard by then.
            house.type(letter)
        house.press(Qt.Key.Key_Return)
        house.settle()
        assert house.door.view.field.line.hasFocus()
    assert house.door.view.banner.banner.headline == "Karim Benali"


def test_a_film_or_a_stream_leaves_room_for_the_lamp(house: House) -> None:
    settings = house.door.kit.services.settings
    settings.change(camera="/home/somebody/with/a/very/long/path/to/" + "film" * 20 + ".avi")
    row = house.door.lookout.row
    row.retranslate(house.program.translations.language)
    house.window.resize(*Size.SMALLEST)
    house.window.grab()
    assert row.button.width() >= row.button.sizeHint().width()
    assert row.button.geometry().right() < row.lamp_button.geometry().left()
    assert row.lamp_button.geometry().right() <= house.door.view.camera.width()
