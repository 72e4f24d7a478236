"""`python -m benchmarks.fuzz_bytes KIND SECONDS FOLDER`: bytes changed by Atheris towards code of the library that none has reached yet.

Atheris is no part of the project: `pip install atheris`. It counts what runs in Python, so nothing that is reached in compiled kernels
counts. It ends the process itself, with a summary on standard error, and leaves what breaks a law as `FOLDER/broken-...`.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

# It is no part of what the project needs, so that its types are not there to be checked.
atheris: Any = import_module("atheris")

_RECORDS = ('{"text": "Advertisement\\nx", "url": ""}\n' * 2, '[{"text": "Share\\u0021"}]', 'text,url\r\n"Share\r\nx",y\r\n')
_OPTIONS = ("-max_len=4096", "-print_final_stats=1", "-rss_limit_mb=4096", "-timeout=60")


def main() -> None:
    """Run until the time is up, or until a law is broken."""
    name, seconds, folder = sys.argv[1:]
    _instrument()
    # Only now: they import the library, and what was imported before is not counted.
    from benchmarks.fuzz import KINDS, WAYS, timed
    from benchmarks.fuzz_pages import DANGEROUS, LINES, ODD, TAGS

    kind = KINDS[name]
    beginnings = ["\n".join(LINES[at : at + 12]) for at in range(0, len(LINES), 12)]
    beginnings += ["".join(map("<{}>x".format, TAGS[at : at + 9])) for at in range(0, len(TAGS), 9)]
    for number, text in enumerate([*beginnings, "".join(ODD), "\n".join(DANGEROUS), *_RECORDS]):
        # The first byte names the way, the second the ending of a file.
        Path(folder, str(number)).write_bytes(bytes([number % len(WAYS), number]) + text.encode())

    def check(raw: bytes) -> None:
        if raw:
            timed(kind.check, kind.of_bytes(raw[1:]), WAYS[raw[0] % len(WAYS)])

    atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", *_OPTIONS, f"-artifact_prefix={folder}/broken-", folder], check)
    atheris.Fuzz()


def _instrument() -> None:
    """Import every module of the library with what counts its steps, but for the steps of other engines, which need these."""
    with atheris.instrument_imports(include=["cleaner"]):
        library = import_module("cleaner")
        for found in walk_packages(library.__path__, "cleaner."):
            if not found.name.startswith("cleaner.integrations.") and not found.name.endswith(".__main__"):
                import_module(found.name)


if __name__ == "__main__":
    main()
