"""Checks the shipped rules and packs them for `shipped`; run as a module, it does so for the library it lies in.

It is run when a wheel or a checkout is built, and by `make` when a rule file was edited. Nothing is packed at run time.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from cleaner.errors import RuleError
from cleaner.rules.ruleset import RuleSet
from cleaner.rules.shipped import FILE, PACKAGE, dump, read


def write(package: Path = PACKAGE) -> Path:
    """Where the packed rules of a library lie, once they are written, whole or not at all.

    Raises:
        RuleError: if a rule is faulty; nothing is written then.
    """
    content = dump(package, RuleSet(read(package)).rules)
    path = package / FILE
    # Another run may read the old one, so it is replaced and not written over.
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return path


def main() -> None:
    """Pack the rules, or exit with what is wrong with them."""
    try:
        write()
    except RuleError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
