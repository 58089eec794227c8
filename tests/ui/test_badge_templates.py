"""The Badges page and templates: which there are, what fits them, what is printed and what is said of it."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit

from checkin.badges.categories import Palette
from checkin.badges.pictures import page_count, page_size, page_text
from checkin.badges.templates import OWN_FOLDER, TEMPLATES
from checkin.badging import BadgeRun
from checkin.language import Language
from checkin.model import new_id
from checkin.paths import resource
from checkin.settings import SettingsFile
from tests.ui.conftest import House
from tests.ui.kits import kit_of
from tests.ui.test_badges_page import candidates, page_of
from ui.badges.page import BadgesPage
from ui.badges.run_words import file_line
from ui.badges.wishes import Who
from ui.badges.words import paper_of, template_name, template_names
from ui.theme import Role

ENGLISH = Language("en")


def choose(page: BadgesPage, template: str) -> None:
    at = page.panel.template.findData(template)
    assert at >= 0
    page.panel.template.setCurrentIndex(at)


def own_folder(house: House) -> Path:
    folder = kit_of(house).services.folder / OWN_FOLDER
    folder.mkdir()
    return folder


def test_own_templates_are_offered_and_a_bad_one_is_said_and_hides_no_other(house: House) -> None:
    good = resource("templates", "avery-l7418.toml").read_text(encoding="utf-8")
    folder = own_folder(house)
    (folder / "our-club.toml").write_text(good.replace("Avery L7418", "Our club"), encoding="utf-8")
    (folder / "broken.toml").write_text(good.replace("kind", "knid"), encoding="utf-8")
    page = page_of(house)
    house.settle()
    choose(page, "our-club")
    assert page.panel.template.currentText() == "Our club · 86 × 55 mm"
    assert page.panel.template.count() == len(TEMPLATES) + 1
    assert "broken.toml" in page.panel.trouble
    assert "knid" in page.panel.trouble
    assert str(folder) not in page.panel.trouble
    (folder / "broken.toml").unlink()
    page.reload()
    house.settle()
    assert page.panel.trouble == ""
    assert page.panel.wishes.template == "our-club"


def test_a_template_that_is_gone_gives_way_to_the_usual_one(house: House) -> None:
    folder = own_folder(house)
    (folder / "mine.toml").write_bytes(resource("templates", "avery-l7418.toml").read_bytes())
    page = page_of(house)
    house.settle()
    choose(page, "mine")
    (folder / "mine.toml").unlink()
    page.reload()
    house.settle()
    assert page.panel.wishes.template == "badge-86x54"


def test_only_what_makes_sense_for_a_template_is_offered(house: House) -> None:
    page = page_of(house)
    house.settle()
    panel, more = page.panel, page.panel.more
    panel.disclosure.setChecked(True)
    more.palette_choice.setCurrentIndex(more.palette_choice.findData(Palette.SAFE))
    assert more.cut_marks.isVisible()
    assert panel.used.isVisible()
    choose(page, "avery-l4785")
    assert not more.cut_marks.isVisible()
    assert panel.used.isVisible()
    assert panel.used.maximum() == 9
    choose(page, "brother-62mm")
    assert not panel.used.isVisible()
    assert str(panel.wishes.palette) == "mono"
    assert not more.palette_choice.isEnabled()
    choose(page, "avery-5395")
    assert str(panel.wishes.palette) == "safe"
    assert more.palette_choice.isEnabled()
    assert panel.advice == "Print the PDF at its actual size (100 %), on Letter."


def test_badges_begin_behind_the_labels_that_are_used_already(house: House, tmp_path: Path) -> None:
    page = page_of(house)
    house.settle()
    choose(page, "avery-l4785")
    page.panel.who.setCurrentIndex(page.panel.who.findData(Who.CHOSEN))
    ten = candidates(house)[:10]
    page.panel.chooser.tick(frozenset(a.id for a in ten))
    page.panel.used.setValue(4)
    house.qtbot.waitUntil(lambda: page.paper.words == "page 1 of 2", timeout=20_000)
    house.press(Qt.Key.Key_PageDown)
    house.qtbot.waitUntil(lambda: page.paper.page == 1, timeout=20_000)
    path = tmp_path / "ten.pdf"
    page.write_to(path)
    house.settle()
    assert page_count(path) == 2
    on_each = [sum(a.given_name in page_text(path, number) for a in ten) for number in range(2)]
    assert on_each == [6, 4]
    assert page.panel.used.value() == 0


def test_another_template_begins_with_a_whole_sheet(house: House) -> None:
    page = page_of(house)
    house.settle()
    page.panel.used.setValue(7)
    choose(page, "herma-4411")
    assert page.panel.wishes.start == 0


def test_the_preview_has_the_shape_of_the_label(house: House) -> None:
    page = page_of(house)
    house.settle()
    before = page.paper.words
    choose(page, "dymo-99014")
    house.qtbot.waitUntil(lambda: page.paper.words != before and not page.is_previewing, timeout=20_000)
    assert page.paper.words == f"page 1 of {len(candidates(house))}"


def test_a_logo_is_remembered_printed_and_taken_away(house: House, tmp_path: Path) -> None:
    picture = tmp_path / "club.png"
    Image.new("RGB", (40, 20), "navy").save(picture)
    page = page_of(house)
    house.settle()
    logo = page.panel.more.logo
    logo.take(picture)
    house.settle()
    assert SettingsFile(kit_of(house).services.folder).current.logo == str(picture)
    plain, with_logo = tmp_path / "plain.pdf", tmp_path / "logo.pdf"
    page.write_to(with_logo)
    house.settle()
    assert b"/Subtype /Image" in with_logo.read_bytes()
    house.press(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier)
    house.settle()
    assert page.panel.wishes.logo is None
    assert SettingsFile(kit_of(house).services.folder).current.logo == ""
    page.panel.who.setCurrentIndex(page.panel.who.findData(Who.EVERYBODY))
    page.write_to(plain)
    house.settle()
    assert b"/Subtype /Image" not in plain.read_bytes()


def test_a_logo_that_cannot_be_printed_is_said_and_the_one_before_stays(house: House, tmp_path: Path) -> None:
    picture, text = tmp_path / "club.png", tmp_path / "club.txt"
    Image.new("RGB", (40, 20), "navy").save(picture)
    text.write_text("no picture", encoding="utf-8")
    page = page_of(house)
    house.settle()
    logo = page.panel.more.logo
    logo.take(picture)
    house.settle()
    kept = logo.logo
    assert kept is not None
    logo.take(text)
    house.settle()
    assert logo.trouble == f"{text} is not a picture that Checkin can print: give a PNG, JPEG or SVG."
    assert page.panel.disclosure.isChecked()
    assert logo.logo == kept
    assert SettingsFile(kit_of(house).services.folder).current.logo == str(picture)


def test_the_offset_of_the_printer_is_offered_where_there_is_one(house: House) -> None:
    settings = kit_of(house).services.settings
    page = page_of(house)
    house.settle()
    page.panel.disclosure.setChecked(True)
    assert not page.panel.more.is_moved.isVisible()
    settings.change(printer="office", printer_offsets={"office": (1.0, -0.5)})
    page.reload()
    house.settle()
    assert page.panel.more.is_moved.isVisible()
    assert page.panel.wishes.offset == (0.0, 0.0)
    page.panel.more.is_moved.click()
    assert page.panel.wishes.offset == (1.0, -0.5)


def test_more_opens_by_its_key_and_every_control_has_a_name(house: House) -> None:
    page = page_of(house)
    house.settle()
    assert not page.panel.more.isVisible()
    house.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert page.panel.more.isVisible()
    page.panel.more.since.choice.setCurrentIndex(2)
    page.panel.who.setCurrentIndex(page.panel.who.findData(Who.CHOSEN))
    page.hands.line.show()
    page.blanks.open()
    kinds = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit)
    controls = [control for kind in kinds for control in page.findChildren(kind) if control.isVisible()]
    # The line within a spin box is named by the box.
    whole = [control for control in controls if not isinstance(control.parent(), QAbstractSpinBox)]
    assert len(whole) > 20
    assert not [control for control in whole if not (control.accessibleName() or getattr(control, "text", str)())]


def test_each_template_is_told_from_every_other(house: House) -> None:
    del house
    names = template_names(list(TEMPLATES.values()), ENGLISH)
    assert len(set(names)) == len(names)
    assert template_name(TEMPLATES["brother-62mm"], ENGLISH) == "Brother DK-22205 · up to 120 mm"
    assert paper_of(TEMPLATES["brother-62mm"], ENGLISH) == "the roll of 62 mm"
    assert paper_of(TEMPLATES["zebra-102x76"], ENGLISH) == "102 × 76 mm"


def test_codes_that_could_not_be_read_again_are_said_with_their_names(house: House) -> None:
    people = candidates(house)[:5]
    run = BadgeRun(5, 1, Path("b.pdf"))
    assert file_line(run, people, ENGLISH) == ("5 badges on 1 page: b.pdf", Role.ADMITTED)
    one = BadgeRun(5, 1, Path("b.pdf"), (people[1].id,))
    said, role = file_line(one, people, ENGLISH)
    assert said == (
        f"1 code could not be read again, and that badge counts as not printed: {people[1].full_name}. "
        "5 badges on 1 page: b.pdf"
    )
    assert role is Role.ALREADY
    many = BadgeRun(5, 1, Path("b.pdf"), (*(a.id for a in people), new_id()))
    assert f"{people[2].full_name} and 3 more." in file_line(many, people, ENGLISH)[0]


def test_an_endless_label_is_as_long_as_what_stands_on_it(house: House, tmp_path: Path) -> None:
    page = page_of(house)
    house.settle()
    choose(page, "brother-62mm")
    path = tmp_path / "roll.pdf"
    page.write_to(path)
    house.settle()
    heights = {round(page_size(path, number)[1]) for number in range(page_count(path))}
    assert len(heights) > 1
