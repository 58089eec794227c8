"""The sheets that badges are printed on."""

from __future__ import annotations

import pytest

from checkin.badges.templates import DEFAULT, TEMPLATES, Template, template_named
from checkin.errors import NotFoundError


def test_the_default_is_ten_name_badges_on_a_sheet_of_a4() -> None:
    assert (DEFAULT.width, DEFAULT.height, DEFAULT.per_page) == (86, 54, 10)
    assert (DEFAULT.page_width, DEFAULT.page_height) == (210, 297)
    assert DEFAULT.qr >= 30


def test_badges_run_by_rows_from_the_top_left() -> None:
    places = [DEFAULT.place(i) for i in range(4)]
    assert places[0][1] == places[1][1] > places[2][1] == places[3][1]
    assert places[0][0] == places[2][0] < places[1][0] == places[3][0]
    assert DEFAULT.place(10) == places[0]


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
def test_badges_lie_on_the_page_in_its_middle_and_apart(template: Template) -> None:
    places = [template.place(i) for i in range(template.per_page)]
    assert len(set(places)) == template.per_page
    left, right = min(x for x, _ in places), max(x for x, _ in places) + template.width
    below, top = min(y for _, y in places), max(y for _, y in places) + template.height
    assert left == pytest.approx(template.page_width - right)
    assert below == pytest.approx(template.page_height - top)
    assert min(left, below) >= 5  # what a laser printer cannot print


def test_a_started_sheet_is_a_sheet() -> None:
    assert [DEFAULT.pages(n) for n in (0, 1, 10, 11, 200)] == [0, 1, 1, 2, 20]


def test_a_template_is_found_by_its_name() -> None:
    assert template_named(DEFAULT.name) is DEFAULT
    with pytest.raises(NotFoundError) as caught:
        template_named("papyrus")
    assert (caught.value.kind, caught.value.wanted) == ("template", "papyrus")
