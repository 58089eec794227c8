"""Templates as files: the organiser's own, and what is wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.badges.template_files import read_template
from checkin.badges.templates import DEFAULT, TEMPLATES, Kind, catalogue, template_named
from checkin.errors import TemplateError, TemplateFault
from checkin.language import Language
from checkin.paths import resource
from checkin.wording.errors import sentence

GOOD = """
title = "Our own"
kind = "sheet"

[page]
size = "A4"

[label]
width = 86
height = 54

[grid]
columns = 2
rows = 5
pitch_x = 92

[face]
layout = "card"
given = [30, 20, 12, 2]
"""


def own(folder: Path, text: str, name: str = "own.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_shipped_file_tells_where_its_dimensions_are_from(name: str) -> None:
    text = resource("templates", f"{name}.toml").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert TEMPLATES[name] == read_template(resource("templates", f"{name}.toml"))
    is_a_makers = bool(TEMPLATES[name].title)
    assert ("# Source" in text) is is_a_makers


def test_a_copy_of_a_shipped_one_is_changed_and_wins_by_its_name(tmp_path: Path) -> None:
    shipped = resource("templates", "badge-86x54.toml").read_text(encoding="utf-8")
    own(tmp_path, shipped.replace("rows = 5", "rows = 4"), "badge-86x54.toml")
    own(tmp_path, GOOD, "ours.toml")
    found = catalogue(tmp_path)
    assert not found.errors
    assert found.templates["badge-86x54"].rows == 4
    assert TEMPLATES["badge-86x54"].rows == 5
    assert found.templates["ours"].title == "Our own"
    assert len(found.templates) == len(TEMPLATES) + 1
    assert next(iter(found.templates)) == DEFAULT.name
    assert template_named("badge-86x54", tmp_path).rows == 4
    assert template_named("lanyard-a6", tmp_path) is TEMPLATES["lanyard-a6"]
    assert catalogue(tmp_path / "none").templates.keys() == TEMPLATES.keys()


def test_a_bad_one_is_told_and_hides_no_other(tmp_path: Path) -> None:
    bad = own(tmp_path, "kind =", "a.toml")
    own(tmp_path, GOOD, "b.toml")
    found = catalogue(tmp_path)
    assert "b" in found.templates
    assert [(e.fault, e.path) for e in found.errors] == [(TemplateFault.SYNTAX, bad)]
    with pytest.raises(TemplateError):
        template_named("a", tmp_path)


def test_sizes_of_texts_are_changed_one_by_one(tmp_path: Path) -> None:
    layout = read_template(own(tmp_path, GOOD)).layout
    assert (layout.given.size, layout.given.one_line) == (30, 20)
    assert layout.family == DEFAULT.layout.family
    assert not layout.handle.hyphens


def test_a_file_with_windows_line_ends_and_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert read_template(path).columns == 2


@pytest.mark.parametrize(
    ("before", "after", "fault", "key"),
    [
        ("width = 86", 'width = "wide"', TemplateFault.WRONG, "label.width"),
        ("width = 86", "width = 8", TemplateFault.WRONG, "label.width"),
        ("width = 86", "width = nan", TemplateFault.WRONG, "label.width"),
        ("width = 86", "", TemplateFault.MISSING, "label.width"),
        ("width = 86", "widht = 86", TemplateFault.MISSING, "label.width"),
        ("columns = 2", "columns = 2\ncolums = 2", TemplateFault.UNKNOWN, "grid.colums"),
        ("columns = 2", "columns = 2.5", TemplateFault.WRONG, "grid.columns"),
        ("columns = 2", "columns = true", TemplateFault.WRONG, "grid.columns"),
        ("pitch_x = 92", "pitch_x = 80", TemplateFault.WRONG, "grid.pitch_x"),
        ('kind = "sheet"', 'kind = "scroll"', TemplateFault.WRONG, "kind"),
        ('kind = "sheet"', "label = 3", TemplateFault.SYNTAX, ""),
        ('size = "A4"', 'size = "A44"', TemplateFault.WRONG, "page.size"),
        ('layout = "card"', 'layout = "poster"', TemplateFault.WRONG, "face.layout"),
        ("given = [30, 20, 12, 2]", "given = [30, 40, 12, 2]", TemplateFault.WRONG, "face.given"),
        ("given = [30, 20, 12, 2]", "given = [30, 20, 12]", TemplateFault.WRONG, "face.given"),
        ("given = [30, 20, 12, 2]", "bands = 3", TemplateFault.UNKNOWN, "face.bands"),
        ("given = [30, 20, 12, 2]", "code = 12", TemplateFault.TOO_SMALL, "face.code"),
        ("given = [30, 20, 12, 2]", "band = 40", TemplateFault.TOO_SMALL, "face.code"),
        ("rows = 5", "rows = 6", TemplateFault.OFF_THE_PAGE, "1×1"),
        ("rows = 5", "rows = 5\nleft = 60", TemplateFault.OFF_THE_PAGE, "1×2"),
        ("[page]", "[page", TemplateFault.SYNTAX, ""),
    ],
)
def test_what_is_wrong_is_told_with_its_key(
    tmp_path: Path, before: str, after: str, fault: TemplateFault, key: str
) -> None:
    assert before in GOOD
    path = own(tmp_path, GOOD.replace(before, after, 1))
    with pytest.raises(TemplateError) as caught:
        read_template(path)
    error = caught.value
    assert (error.fault, error.path, error.key) == (fault, path, key)
    said = sentence(error, Language("en"))
    assert str(path) in said
    assert key in said or fault is TemplateFault.TOO_SMALL
    assert "{" not in said


def test_a_file_that_cannot_be_read_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    huge = own(tmp_path, "#" * 100_000, "huge.toml")
    for path in (tmp_path / "none.toml", tmp_path / "folder.toml", huge):
        with pytest.raises(TemplateError) as caught:
            read_template(path)
        assert caught.value.fault is TemplateFault.UNREADABLE
    latin = tmp_path / "latin.toml"
    latin.write_bytes(b'title = "Ap\xe9ro"')
    with pytest.raises(TemplateError) as caught:
        read_template(latin)
    assert caught.value.fault is TemplateFault.SYNTAX


def test_an_endless_label_has_bounds_for_its_length(tmp_path: Path) -> None:
    text = 'kind = "endless"\n[label]\nwidth = 62\nshortest = 70\nlongest = 120\n[face]\nlayout = "strip"\n'
    template = read_template(own(tmp_path, text))
    assert (template.kind, template.shortest, template.height) == (Kind.ENDLESS, 70, 120)
    for wrong in ("shortest = 130", "shortest = 3"):
        with pytest.raises(TemplateError) as caught:
            read_template(own(tmp_path, text.replace("shortest = 70", wrong)))
        assert caught.value.key == "label.shortest"
    with pytest.raises(TemplateError) as caught:
        read_template(own(tmp_path, text.replace("strip", "card")))
    assert (caught.value.key, caught.value.allowed) == ("face.layout", "lanyard | strip")
    assert not [key for key in TEMPLATES if TEMPLATES[key].shortest and TEMPLATES[key].kind is not Kind.ENDLESS]
