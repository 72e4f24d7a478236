"""Whether a wheel that was built works where it is installed: compiled, with all its files, and with the results of its rules.

`python .ci/wheel.py CHECKOUT`, in the environment of the wheel and outside the checkout; it ends with 1 and the reason where it does not.
"""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import cleaner
from cleaner.cli.app import uncompiled
from cleaner.rules.shipped import load


def main() -> None:
    """Try out the installed library."""
    checkout, library = Path(sys.argv[1]).resolve(), Path(cleaner.__file__).resolve()
    faults = [f"{name} is not compiled" for name in uncompiled()]
    if library.is_relative_to(checkout / "cleaner"):
        faults.append(f"the library of the checkout was imported: {library}")
    if version("article-cleaner") != cleaner.__version__:
        faults.append(f"versions differ: {version('article-cleaner')}, {cleaner.__version__}")
    if load(library.parent) is None:
        faults.append("the packed rules are missing, or do not fit their files")
    for path in sorted((checkout / "seeds").glob("*.txt")):
        page = cleaner.clean(cleaner.read_text(path))
        if page.restore() != page.page.source or not page.articles or len(page.text) >= len(page.page.source):
            faults.append(f"{path.name} is not cleaned")
    command = [sys.executable, "-m", "cleaner", "check", str(checkout / "seeds")]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    if checked.returncode != 1 or "ads.slot-label" not in checked.stdout:
        faults.append(f"cleaner check ended with {checked.returncode}: {checked.stdout[:300]}{checked.stderr[:300]}")
    if faults:
        sys.exit("\n".join(faults))
    print(f"cleaner {cleaner.__version__} works, compiled, in {sys.version}")


if __name__ == "__main__":
    main()
