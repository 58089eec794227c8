"""The figures over a series on PostgreSQL, for doors that share a server."""

from __future__ import annotations

from pathlib import Path

from checkin.attendance.series import SeriesTurnout
from checkin.evenings import Evenings
from checkin.settings import SettingsFile
from checkin.storage.database import open_database
from tests.attendance.test_series_truth import as_truth
from tests.evenings_generator import Community
from tests.evenings_program import Organiser
from tests.evenings_truth import truth
from tests.storage.conftest import postgresql_url

__all__ = ["postgresql_url"]


def test_the_figures_on_a_server_are_those_that_the_generator_knows(postgresql_url: str, tmp_path: Path) -> None:
    database = open_database(tmp_path, postgresql_url)
    organiser = Organiser(database, Evenings(database, SettingsFile(tmp_path)), tmp_path)
    held = list(Community(30, guests=50, evenings=4, registered=18, names_every=3).evenings())
    for made in held:
        organiser.hold(made)
    figures = SeriesTurnout(database).figures(organiser.events[0].id, not_seen_for=1)
    database.close()
    assert as_truth(figures) == truth(held)
