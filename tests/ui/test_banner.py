"""The banner: read from afar, said aloud, whole, whatever a list holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from checkin.language import Language
from checkin.settings import LANGUAGES
from tests.photographs import CROWDED
from tests.ui.conftest import House, OpenHouse
from ui.theme import CONTRAST, DARK, LIGHT, Role, Theme, Type
from ui.widgets.announce import announce, announce_later
from ui.widgets.banner import Banner, BoxPiece, IconPiece, TextPiece
from ui.widgets.button import Button
from ui.widgets.verdict_banner import VerdictBanner
from ui.wording import LOOKS

SIZES = ((1120, 640), (1280, 720), (1600, 900), (1920, 1080))
"""In logical pixels: at 200 % they are the same ones, drawn with twice as many."""
CODES = ("HA-10001", "HA-10001", "HA-10004", "HA-10006", "HA-10007", "HA-10009", "HA-99999")
TOKENS = ("unlisted", "wrong_event", "revoked", "forged")
USUAL = Banner(Role.ADMITTED, "check", "WELCOME", "Maëlle Kervella", strong="bring the micro")


def texts(banner: VerdictBanner) -> list[TextPiece]:
    """Return every text in the banner."""
    return [piece for piece in banner.plan.pieces if isinstance(piece, TextPiece)]


def said(banner: Banner) -> list[str]:
    """Return all that a banner has to say."""
    parts = (banner.word, banner.headline, banner.handle, banner.chip, banner.organisation, banner.cue)
    return [part for part in (*parts, *banner.lines, banner.strong, banner.attention) if part]


def assert_whole(banner: VerdictBanner, buttons: Sequence[QWidget]) -> None:
    """Everything is there, inside, and covered by nothing."""
    shown = [piece.paragraph.text for piece in texts(banner)]
    for part in said(banner.banner):
        assert any(part in text for text in shown), part
    inside = QRectF(banner.rect())
    places = [area for piece in texts(banner) for area in piece.areas]
    for area in places:
        assert inside.contains(area), (banner.banner.word, area, inside)
    for number, area in enumerate(places):
        # Lines of one text touch.
        assert not any(area.adjusted(0, 1, 0, -1).intersects(other) for other in places[number + 1 :])
    boxes = [QRectF(button.geometry()) for button in buttons]
    for number, box in enumerate(boxes):
        assert inside.contains(box)
        covered = [area for piece in banner.plan.pieces for area in piece.areas]
        assert not any(box.intersects(area) for area in (*covered, *boxes[number + 1 :]))


def assert_read_from_afar(banner: VerdictBanner) -> None:
    """The name has its share of the window's height."""
    if banner.banner.headline:
        assert banner.name_size >= 0.05 * banner.window().height()


def visible_buttons(banner: VerdictBanner) -> list[QWidget]:
    """Return the buttons at the foot."""
    return [button for button in banner.findChildren(Button) if button.isVisibleTo(banner)]


def show_at(house: House, size: tuple[int, int]) -> None:
    """Give the window a size, and let its layouts come to rest."""
    house.window.resize(*size)
    house.window.grab()
    QApplication.processEvents()
    house.window.grab()
    assert house.window.size().toTuple() == size


def every_verdict(house: House) -> Iterator[VerdictBanner]:
    """Scan one code after the other."""
    yield house.door.view.banner
    for text in (*(house.texts[name] for name in TOKENS), *CODES):
        house.scan(text)
        yield house.door.view.banner


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_is_whole_at_every_size(open_house: OpenHouse, language: str) -> None:
    house = open_house(language=language)
    seen = set()
    for banner in every_verdict(house):
        seen.add(banner.banner.word)
        plain, buttons = banner.banner, visible_buttons(banner)
        for size in SIZES:
            show_at(house, size)
            assert_whole(banner, buttons)
            assert_read_from_afar(banner)
            crowded = replace(CROWDED, role=plain.role, shape=plain.shape, word=plain.word)
            three = banner.findChildren(Button)[:3]
            banner.show_banner(crowded, three, is_news=False)
            show_at(house, size)
            assert_whole(banner, three)
            assert_read_from_afar(banner)
            banner.show_banner(plain, buttons, is_news=False)
    assert len(seen) >= len({look.role for look in LOOKS.values()}) + 2


def stand(qtbot: QtBot, theme: Theme, say: list[str] | None = None) -> VerdictBanner:
    """Put a banner up by itself, as large as in the usual window."""
    heard = say if say is not None else []
    banner = VerdictBanner(theme, say=lambda _widget, sentence: heard.append(sentence))
    qtbot.addWidget(banner)
    banner.resize(676, 231)
    banner.set_heights(231, 500)
    return banner


@pytest.fixture
def theme(qtbot: QtBot) -> Iterator[Theme]:
    """A theme for widgets by themselves."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    made = Theme(application, "light")
    yield made
    made.choose("light")
    made.deleteLater()


def test_a_banner_with_little_to_say_keeps_its_height_and_one_with_much_grows(qtbot: QtBot, theme: Theme) -> None:
    banner = stand(qtbot, theme)
    banner.show_banner(USUAL)
    assert banner.height() == 231
    banner.show_banner(CROWDED)
    assert 231 < banner.height() <= 500
    banner.show_banner(USUAL)
    assert banner.height() == 231


def test_a_note_is_cut_only_beyond_what_is_kept_and_only_where_there_is_no_room(qtbot: QtBot, theme: Theme) -> None:
    banner = stand(qtbot, theme)
    banner.set_heights(231, 240)
    endless = "bring the micro " * 100
    banner.show_banner(replace(CROWDED, strong=endless))
    note = next(piece.paragraph.text for piece in texts(banner) if "bring the micro" in piece.paragraph.text)
    assert note.endswith("…")
    # All but what the word at the edge costs of the 240 letters that are promised.
    assert endless[:230] in note
    banner.set_heights(231, 4000)
    assert any(endless in piece.paragraph.text for piece in texts(banner))


def test_a_name_of_one_long_word_is_broken_and_not_cut(qtbot: QtBot, theme: Theme) -> None:
    banner = stand(qtbot, theme)
    banner.show_banner(replace(USUAL, headline="Hubert" + "blaine" * 9))
    name = texts(banner)[1].paragraph
    assert len(name.widths) > 1
    assert name.width <= banner.width() - 52


def test_what_must_not_be_missed_stands_on_a_band_with_a_star(qtbot: QtBot, theme: Theme) -> None:
    banner = stand(qtbot, theme)
    banner.show_banner(USUAL)
    assert not any(isinstance(piece, IconPiece) and piece.name == "star" for piece in banner.plan.pieces)
    banner.show_banner(replace(USUAL, attention="Note", cue="First visit"))
    star = next(piece for piece in banner.plan.pieces if isinstance(piece, IconPiece) and piece.name == "star")
    band = next(piece for piece in banner.plan.pieces if isinstance(piece, BoxPiece) and piece.area.contains(star.area))
    for colours in (LIGHT, DARK, CONTRAST):
        assert band.fill(colours) not in {colours.ink(look.role) for look in LOOKS.values()}
    call = next(piece.paragraph for piece in texts(banner) if piece.paragraph.text.startswith("Note"))
    assert call.line_height >= Type.SMALLEST_ATTENTION * 1.3
    assert any(piece.paragraph.text == "First visit" for piece in texts(banner))


def test_buttons_that_have_no_room_beside_each_other_stand_in_rows(qtbot: QtBot, theme: Theme) -> None:
    banner = stand(qtbot, theme)
    buttons = [Button(theme, "Laisser entrer à nouveau", key="Ctrl+Enter") for _ in range(3)]
    for button in buttons:
        banner.add_button(button)
    banner.show_banner(CROWDED, buttons)
    assert_whole(banner, buttons)
    assert len({button.y() for button in buttons}) == 2


def test_a_new_verdict_is_said_aloud_once(qtbot: QtBot, theme: Theme) -> None:
    heard: list[str] = []
    banner = stand(qtbot, theme, heard)
    banner.show_banner(USUAL)
    banner.show_banner(USUAL)
    assert heard == [USUAL.sentence]
    banner.show_banner(USUAL, is_news=True)
    assert len(heard) == 2
    banner.show_banner(CROWDED, is_news=False)
    assert len(heard) == 2
    assert banner.accessibleName() == CROWDED.sentence


def test_what_must_not_be_missed_is_said_before_the_rest() -> None:
    sentence = replace(USUAL, handle="@maelle", attention="Note").sentence
    assert sentence == "WELCOME. Maëlle Kervella. Note: bring the micro. @maelle"


@pytest.mark.parametrize("is_listening", [False, True])
def test_saying_aloud_needs_nobody_who_listens(qtbot: QtBot, is_listening: bool) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    was = QAccessible.isActive()
    QAccessible.setActive(is_listening)
    try:
        announce(widget, "Welcome")
        announce_later(widget, "Saved")
    finally:
        QAccessible.setActive(was)


def test_other_fonts_lay_the_banner_out_anew(qtbot: QtBot, theme: Theme) -> None:
    banner = stand(qtbot, theme)
    banner.show_banner(USUAL)
    before = banner.plan
    QApplication.sendEvent(banner, QEvent(QEvent.Type.FontChange))
    assert banner.plan is not before


@pytest.mark.parametrize("choice", ["light", "dark", "contrast"])
def test_a_verdict_has_its_ground_or_its_frame(qtbot: QtBot, theme: Theme, choice: str) -> None:
    theme.choose(choice)
    banner = stand(qtbot, theme)
    banner.show_banner(USUAL)
    picture = banner.grab().toImage()
    edge = picture.pixelColor(1, picture.height() // 2).name().upper()
    colours = theme.colours
    assert edge == (colours.admitted_ink if choice == "contrast" else colours.admitted_ground)
    assert picture.pixelColor(8, picture.height() // 2).name().upper() == colours.admitted_ground


def test_the_word_is_in_the_language_that_is_on() -> None:
    assert {Language(code).text("Welcome") for code in LANGUAGES} == {"Welcome", "Bienvenue"}
