"""The preview of badges as something to work on: walking over it, changing a name, beginning further on, one badge."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage

from checkin.badges.pictures import page_text
from tests.ui.conftest import House
from tests.ui.kits import kit_of
from tests.ui.test_badges_page import candidates, page_of
from ui.badges import preview
from ui.badges.page import BadgesPage
from ui.badges.wishes import Back, Who

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def on_paper(house: House) -> BadgesPage:
    """Return the page with the keyboard on its first badge."""
    page = page_of(house)
    ready(house, page)
    page.paper.setFocus()
    return page


def ready(house: House, page: BadgesPage) -> None:
    """Wait until the sheet in view is as it is wished for."""
    house.settle()
    house.qtbot.waitUntil(lambda: not page.is_previewing, timeout=20_000)


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what stands on the sheets that are previewed, the newest last."""
    read: list[str] = []
    picture = preview._picture

    def and_read(path: Path, page: int, high: float) -> QImage:
        read.append(page_text(path, page))
        return picture(path, page, high)

    monkeypatch.setattr(preview, "_picture", and_read)
    return read


def entries(page: BadgesPage) -> list[tuple[str, bool]]:
    """Return the menu of the current place: what can be done, and whether it can now."""
    menu = page.hands.make_menu()
    made = [(action.text().partition("\t")[0], action.isEnabled()) for action in menu.actions()]
    menu.deleteLater()
    return made


def test_arrows_walk_over_the_badges_and_on_to_the_next_sheet(house: House) -> None:
    page = on_paper(house)
    people, places = candidates(house), page.hands.places
    assert places.attendee == people[0]
    house.press(Qt.Key.Key_Down)
    house.press(Qt.Key.Key_Right)
    assert places.attendee == people[3]
    assert page.paper.accessibleDescription() == f"page 1 of 12, {people[3].full_name}"
    for _ in range(4):
        house.press(Qt.Key.Key_Down)
    ready(house, page)
    assert page.paper.page == 1
    assert places.attendee == people[10]
    house.press(Qt.Key.Key_Left)
    ready(house, page)
    assert (page.paper.page, places.attendee) == (0, people[9])
    assert places.start == 9


def test_a_name_is_changed_where_it_is_seen_and_esc_forgets_it(house: House, texts: list[str]) -> None:
    page = on_paper(house)
    house.press(Qt.Key.Key_Right)
    somebody = candidates(house)[1]
    house.press(Qt.Key.Key_F2)
    line = page.hands.line
    assert line.isVisible()
    assert line.lines["given_name"].hasFocus()
    house.type("Zoé")
    assert page.hands.renaming.drawn([somebody])[0].full_name == f"Zoé {somebody.family_name}"
    ready(house, page)
    assert "Zoé" in texts[-1]
    house.press(Qt.Key.Key_Escape)
    assert not line.isVisible()
    assert page.paper.hasFocus()
    ready(house, page)
    assert "Zoé" not in texts[-1]
    assert candidates(house)[1] == somebody
    house.press(Qt.Key.Key_F2)
    house.type("Zoé")
    house.press(Qt.Key.Key_Tab)
    house.press(Qt.Key.Key_Tab)
    house.type("https://example.org/a b")
    house.press(Qt.Key.Key_Return)
    house.settle()
    assert line.error
    line.lines["handle"].setText("@zoe")
    house.press(Qt.Key.Key_Return, on=line.lines["handle"])
    house.settle()
    house.settle()
    changed = next(one for one in candidates(house) if one.id == somebody.id)
    assert (changed.full_name, changed.handle) == (f"Zoé {somebody.family_name}", "@zoe")
    assert not line.isVisible()
    ready(house, page)


def test_a_click_points_at_a_badge_where_sheets_can_begin_and_one_is_printed_alone(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = on_paper(house)
    view, places = page.paper, page.hands.places
    where = view._on_screen(places.area(4)).center().toPoint()
    house.qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=where)
    assert places.attendee == candidates(house)[4]
    assert entries(page) == [
        ("Change the name…", True),
        ("Begin the sheet here", True),
        ("Print this badge only", True),
    ]
    house.press(Qt.Key.Key_H, CONTROL)
    assert page.panel.used.value() == 4
    ready(house, page)
    assert places.attendee == candidates(house)[0]
    house.qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view._on_screen(places.area(1)).center().toPoint())
    assert places.attendee is None
    assert page.paper.accessibleDescription() == "page 1 of 13, empty place"
    assert entries(page) == [
        ("Change the name…", False),
        ("Begin the sheet here", True),
        ("Print this badge only", False),
    ]
    house.qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert places.attendee is None
    house.qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view._on_screen(places.area(5)).center().toPoint())
    one = candidates(house)[1]
    monkeypatch.setattr("ui.badges.printing.ask_save", lambda *_: tmp_path / "one.pdf")
    monkeypatch.setattr("ui.badges.printing.show_outside", lambda _path: True)
    house.press(Qt.Key.Key_P, CONTROL, SHIFT)
    house.settle()
    house.settle()
    assert one.given_name in page_text(tmp_path / "one.pdf", 0)
    assert {someone.id for someone in candidates(house) if someone.badge_printed_at} == {one.id}
    ready(house, page)


def test_backs_are_seen_too_and_lie_behind_their_badges(house: House) -> None:
    page = on_paper(house)
    more = page.panel.more
    more.back.setCurrentIndex(more.back.findData(Back.EVENT))
    ready(house, page)
    assert page.paper.words == "page 1 of 24"
    house.press(Qt.Key.Key_PageDown)
    ready(house, page)
    assert page.paper.words == "page 2 of 24, back"
    places = page.hands.places
    assert places.attendee == candidates(house)[0]
    assert places.area(0).left() > 0.5
    house.press(Qt.Key.Key_Left)
    assert places.attendee == candidates(house)[1]
    page.panel.template.setCurrentIndex(page.panel.template.findData("dymo-99014"))
    ready(house, page)
    assert page.panel.wishes.back is Back.NONE
    assert kit_of(house).services.settings.current.sheet_back == "event"
    assert places.start is None


def test_copies_lie_beside_each_other_and_make_one_badge(house: House, texts: list[str]) -> None:
    page = on_paper(house)
    page.panel.who.setCurrentIndex(page.panel.who.findData(Who.CHOSEN))
    people = candidates(house)[:4]
    page.panel.chooser.tick(frozenset(one.id for one in people))
    page.panel.more.copies.setValue(3)
    ready(house, page)
    assert page.save.text() == "Save 12 badges as PDF…"
    assert page.paper.words == "page 1 of 2"
    assert [texts[-1].count(one.given_name) for one in people] == [3, 3, 3, 1]
    page.paper.setFocus()
    house.press(Qt.Key.Key_Right)
    house.press(Qt.Key.Key_Right)
    assert page.hands.places.attendee == people[0]
    house.press(Qt.Key.Key_Right)
    assert page.hands.places.attendee == people[1]
    event = kit_of(house).services.evenings.current()
    with kit_of(house).services.database.reading() as repository:
        made = [badge.attendee_id for badge in repository.badges.of_event(event.id)]
    assert len(made) == len(set(made))


def test_a_name_that_is_not_saved_is_not_printed_as_it_was(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr("ui.badges.printing.ask_save", lambda *wanted: asked.append(wanted))
    page = on_paper(house)
    house.press(Qt.Key.Key_F2)
    house.type("Zoé")
    house.press(Qt.Key.Key_P, CONTROL)
    assert asked == []
    assert house.window.toast.sentence == "Save the name first, or cancel: what you see would not be printed."
    assert page.hands.line.lines["given_name"].hasFocus()
    house.press(Qt.Key.Key_Escape)
    house.press(Qt.Key.Key_P, CONTROL)
    assert len(asked) == 1
