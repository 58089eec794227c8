"""Where things are: the data folder, the log, the resources, in a source tree, an installation or a frozen build."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs

DATA_VARIABLE = "CHECKIN_DATA"


def data_folder() -> Path:
    """Return the folder of the database, settings, backups and log; `CHECKIN_DATA` overrides the platform's own."""
    override = os.environ.get(DATA_VARIABLE)
    return Path(override) if override else platformdirs.user_data_path("Checkin", appauthor=False)


def resource(*parts: str) -> Path:
    """Return the path of a bundled data file, such as `resource("fonts", "Inter-Regular.ttf")`."""
    if bundle := getattr(sys, "_MEIPASS", None):
        return Path(bundle, "resources", *parts)
    return Path(__file__).resolve().parent.parent.joinpath("resources", *parts)
