"""No network: the main job runs where there is none at all."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
# Root needs no user namespace, which is refused in a chroot.
UNSHARE = ["unshare", "--net"] if IS_ROOT else ["unshare", "--map-root-user", "--net"]


def why_no_namespace() -> str:
    """Return why this machine lets us have no network namespace, or nothing."""
    if not sys.platform.startswith("linux") or shutil.which("unshare") is None:
        return "network namespaces need Linux and util-linux's unshare"
    tried = subprocess.run([*UNSHARE, "true"], capture_output=True, text=True, check=False)
    return "" if tried.returncode == 0 else f"a network namespace is not permitted here: {tried.stderr.strip()}"


def test_the_main_job_runs_without_any_network_interface(tmp_path: Path) -> None:
    if reason := why_no_namespace():
        pytest.skip(reason)
    # Without an interface a connection fails at once, and would fail the job.
    command = [*UNSHARE, sys.executable, "-m", "checkin", "demo", "--json", "--out", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    done = json.loads(run.stdout)
    assert done["admitted"] == done["badges"] > 0


def test_the_namespace_really_has_no_network() -> None:
    if reason := why_no_namespace():
        pytest.skip(reason)
    probe = "import socket; socket.create_connection(('127.0.0.1', 9), timeout=1)"
    run = subprocess.run([*UNSHARE, sys.executable, "-c", probe], capture_output=True, text=True, check=False)
    assert "Network is unreachable" in run.stderr
