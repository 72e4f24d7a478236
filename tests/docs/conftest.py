"""The site, built once for all tests of a run."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.browsers import browser as browser
from tests.browsers import driver_ as driver_

ROOT = Path(__file__).parents[2]
_NEEDED = ("mkdocs", "material", "mkdocstrings_handlers", "babel")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site, built as `make docs` builds it; a warning is an error."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        pytest.skip(f"the site cannot be built without {', '.join(missing)}: the extra `docs`")
    # Processes that share the tests share the site.
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    built, told = folder / "site", folder / "site.log"
    with (folder / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(built)]
            done = subprocess.run(command, cwd=ROOT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, encoding="utf-8")
            told.write_text("" if done.returncode == 0 else done.stdout + done.stderr, encoding="utf-8")
    if said := told.read_text(encoding="utf-8"):
        pytest.fail(f"the site is not built:\n{said}")
    return built
