"""Blocks that install: what they name is looked up in pyproject.toml, since an example must not change the environment of the tests."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import cleaner

_ENVIRONMENT = re.compile(r"python3? -m venv \S+|(?:\.|source) \S+/bin/activate")
_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)(?:\[([\w,-]+)\])?")


def installs(source: str) -> bool:
    """Whether the block calls pip."""
    return "pip install" in source


def faults(source: str) -> str:
    """What is wrong with a block that installs: an extra that there is not, a library that no extra brings, or a command that is run."""
    with (Path(cleaner.__file__).parent.parent / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    needed = [one for extra in project["optional-dependencies"].values() for one in extra]
    known = {requirement[1] for requirement in map(_REQUIREMENT.match, needed) if requirement}
    found = []
    for line in filter(None, map(str.strip, source.splitlines())):
        words = shlex.split(line.removeprefix("$ "), comments=True)
        if _ENVIRONMENT.fullmatch(" ".join(words)):
            continue
        if words[:2] != ["pip", "install"]:
            found.append(f"{line!r} is not run in a block that installs: give it a block of its own")
            continue
        for wanted in (word for word in words[2:] if not word.startswith("-")):
            requirement = _REQUIREMENT.match(wanted)
            name, extras = (requirement[1], requirement[2] or "") if requirement else ("", "")
            if name != project["name"] and name in known:
                continue
            if name != project["name"] or set(extras.split(",")) - {*project["optional-dependencies"], ""}:
                found.append(f"{wanted!r} is no name or extra of {project['name']}, and none of the libraries that its extras bring")
    return "\n".join(found)
