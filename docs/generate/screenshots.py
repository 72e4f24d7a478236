"""Pictures of what `cleaner explain --html` writes, light and dark; needs Chromium.

`python -m docs.generate.screenshots` takes them anew; `make pictures` does so too.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
SEED = "seeds/001_76d4db1c411f5dd5.txt"
FOLDER = ROOT / "docs" / "assets"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_QUIET = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1", "--disable-quic"),
    *("--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
# What Chromium calls the preferences of the reader's system.
_SCHEMES = {"light": 1, "dark": 0}
# In pixels of style sheets, and in seconds.
SIZE, _SECONDS = (1200, 700), 120


def take(page: Path, picture: Path, scheme: str) -> None:
    """A picture of a page.

    Args:
        page: an HTML file.
        picture: the PNG file to write.
        scheme: `light` or `dark`.

    Raises:
        FileNotFoundError: if there is no Chromium.
        CalledProcessError: if it fails.
    """
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise FileNotFoundError(f"none of {', '.join(BROWSERS)} is installed")
    with tempfile.TemporaryDirectory() as profile:
        options = (f"--user-data-dir={profile}", f"--window-size={SIZE[0]},{SIZE[1]}", f"--screenshot={picture}")
        colours = f"--blink-settings=preferredColorScheme={_SCHEMES[scheme]}"
        command = [browser, *_QUIET, *options, colours, page.as_uri()]
        subprocess.run(command, check=True, timeout=_SECONDS, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main() -> None:
    """Take the pictures into the folder of pictures."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        subprocess.run([sys.executable, "-m", "cleaner", "explain", SEED, "--html", str(page)], check=True, cwd=ROOT)
        for scheme in _SCHEMES:
            take(page, FOLDER / f"explain-{scheme}.png", scheme)


if __name__ == "__main__":
    main()
