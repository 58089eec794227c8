"""The templates that are shipped: where badges lie on their sheets, what is used up, what is behind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checkin.badges.layout_files import shipped_layout
from checkin.badges.layouts import Arrangement
from checkin.badges.printing import alone
from checkin.badges.templates import DEFAULT, TEMPLATES, Edges, Kind, Template, template_named
from checkin.errors import NotFoundError

SHEETS = {name: template for name, template in TEMPLATES.items() if template.kind is Kind.SHEET}
every_template = pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)


def test_the_default_is_ten_name_badges_on_a_sheet_of_a4() -> None:
    assert (DEFAULT.width, DEFAULT.height, DEFAULT.per_page) == (86, 54, 10)
    assert (DEFAULT.page_width, DEFAULT.page_height) == (210, 297)
    assert DEFAULT.qr >= 30
    assert next(iter(TEMPLATES)) == DEFAULT.name


def test_what_people_buy_is_there() -> None:
    sizes = {name: (t.width, t.height, t.per_page) for name, t in TEMPLATES.items()}
    assert sizes["avery-l4785"] == (80, 50, 10)
    assert sizes["avery-l7418"] == (86, 55, 8)
    assert sizes["avery-5395"] == (85.725, 59.267, 8)
    assert sizes["herma-4412"] == (80, 50, 10)
    assert sizes["herma-4411"] == (88.9, 33.8, 16)
    assert sizes["lanyard-a6-a4"] == (105, 148, 4)
    assert sizes["lanyard-a7-a4"] == (74, 105, 8)
    assert {n for n, t in TEMPLATES.items() if not t.has_colours} == {
        "brother-dk-11202", "brother-62mm", "dymo-99014", "dymo-11356", "zebra-102x76",
    }  # fmt: skip
    assert TEMPLATES["zebra-102x76"].dpi == 203


def test_badges_run_by_rows_from_the_top_left() -> None:
    places = [DEFAULT.place(i) for i in range(4)]
    assert places[0][1] == places[1][1] > places[2][1] == places[3][1]
    assert places[0][0] == places[2][0] < places[1][0] == places[3][0]
    assert DEFAULT.place(10) == places[0]


@every_template
def test_badges_lie_on_the_page_apart_and_in_its_middle(template: Template) -> None:
    places = [template.place(i) for i in range(template.per_page)]
    assert len(set(places)) == template.per_page
    left, right = min(x for x, _ in places), max(x for x, _ in places) + template.width
    below, top = min(y for _, y in places), max(y for _, y in places) + template.height
    # every sheet that is shipped is alike from both sides, so that it cannot lie in the tray the wrong way round
    assert left == pytest.approx(template.page_width - right, abs=0.01)
    assert below == pytest.approx(template.page_height - top, abs=0.05)
    for x, y in places:
        for a, b in places:
            assert (x, y) == (a, b) or abs(x - a) >= template.width - 1e-6 or abs(y - b) >= template.height - 1e-6


@every_template
def test_what_is_kept_free_is_what_the_printer_does_not_reach(template: Template) -> None:
    free, blank = template.free, template.blank
    for index in range(template.per_page):
        left, bottom = template.place(index)
        assert left + free.left >= blank.left - 1e-9
        assert bottom + free.bottom >= blank.bottom - 1e-9
        assert left + template.width - free.right <= template.page_width - blank.right + 1e-9
        assert bottom + template.height - free.top <= template.page_height - blank.top + 1e-9
    assert min(free.left, free.right, free.top, free.bottom) >= template.margin


def test_a_started_sheet_is_a_sheet() -> None:
    assert [DEFAULT.pages(n) for n in (0, 1, 10, 11, 200)] == [0, 1, 1, 2, 20]


def test_a_sheet_with_four_labels_left_takes_four() -> None:
    label = TEMPLATES["avery-l7418"]
    assert [label.pages(n, start=4) for n in (0, 4, 5, 12, 13)] == [0, 1, 2, 2, 3]
    assert [list(label.on_page(page, 6, start=4)) for page in range(3)] == [[0, 1, 2, 3], [4, 5], []]
    assert [list(label.on_page(page, 9)) for page in range(2)] == [list(range(8)), [8]]
    assert label.pages(1, start=8) == 1, "a sheet that is all used up is taken away"


def test_the_first_place_is_named_by_row_and_column() -> None:
    label = TEMPLATES["avery-l7418"]
    assert [label.position(1, 1), label.position(1, 2), label.position(3, 1), label.position(4, 2)] == [0, 1, 4, 7]
    for row, column in ((0, 1), (5, 1), (1, 3)):
        with pytest.raises(IndexError):
            label.position(row, column)


@pytest.mark.parametrize("template", SHEETS.values(), ids=SHEETS)
def test_a_back_lies_behind_its_front_when_the_sheet_is_turned_over_its_long_edge(template: Template) -> None:
    for index in range(template.per_page):
        (left, bottom), (behind, same) = template.place(index), template.place_behind(index)
        assert bottom == same
        assert behind == pytest.approx(template.page_width - (left + template.width))


def test_a_sheet_that_is_not_in_the_middle_has_its_backs_at_the_other_side() -> None:
    aside = Template("aside", 50, 50, columns=2, rows=1, left=10, top=20)
    assert [aside.place(i) for i in (0, 1)] == [(10, 227), (60, 227)]
    assert [aside.place_behind(i) for i in (0, 1)] == [(150, 227), (100, 227)]


def test_a_badge_alone_is_the_label_and_a_roll_is_that_already() -> None:
    one = alone(TEMPLATES["avery-5395"])
    assert (one.page_width, one.page_height, one.per_page) == (85.725, 59.267, 1)
    assert (one.place(0), one.blank, one.margin) == ((0, 0), Edges(), 1.6)
    assert alone(TEMPLATES["dymo-99014"]) is TEMPLATES["dymo-99014"]


def test_a_template_is_found_by_its_name() -> None:
    assert template_named(DEFAULT.name) is DEFAULT
    for name in ("papyrus", "", "../badge-86x54", "faces/card"):
        with pytest.raises(NotFoundError) as caught:
            template_named(name)
        assert (caught.value.kind, caught.value.wanted) == ("template", name)


def test_a_layout_is_larger_on_a_larger_label() -> None:
    card = shipped_layout("card")
    assert card.arrangement is Arrangement.BESIDE
    assert card.factor(86, 54) == 1
    assert card.factor(172, 108) == 2
    assert card.factor(172, 54) == 1
    assert replace(DEFAULT, name="other").layout is DEFAULT.layout
