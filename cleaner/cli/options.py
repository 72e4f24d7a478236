"""The options that several commands share: which rules, which policy, which site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from cleaner.cli.cleaning import Cleaning
from cleaner.cli.wishes import Wishes


def _path(given: str) -> Path:
    """A path as it was given; an empty one, such as of a variable that is not set, would stand for the current folder."""
    if not given:
        raise typer.BadParameter("a path is empty; write . for the current folder")
    return Path(given)


Paths = Annotated[
    list[Path],
    typer.Argument(metavar="PATHS", parser=_path, help="Files, folders of text files, or - for standard input.", show_default=False),
]
_POLICIES = "safe removes only what is certain; thorough trusts weaker evidence too."
_PolicyName = Annotated[str, typer.Option("--policy", help=_POLICIES)]
_ConfiguredPolicy = Annotated[str | None, typer.Option("--policy", help=_POLICIES, show_default="safe")]
RuleFiles = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="FILE", help="A rule file, or a folder of them, to add to the shipped.", show_default=False),
]
_Disabled = Annotated[
    list[str] | None,
    typer.Option("--disable", metavar="RULE", help="A rule, or a whole rule set, to leave out. Repeatable.", show_default=False),
]
_Kept = Annotated[
    list[str] | None, typer.Option("--keep", metavar="PART", help="A part, or a whole zone, to keep. Repeatable.", show_default=False)
]
_Url = Annotated[str | None, typer.Option("--url", help="Where the page came from; adds the rules of that site.", show_default=False)]
_Reference = Annotated[
    datetime | None,
    typer.Option(
        "--reference",
        formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z"],
        help='When the pages were fetched: what "3 hours ago" is counted from.',
        show_default=False,
    ),
]
_EngineName = Annotated[
    str,
    typer.Option("--engine", help="For web pages: trafilatura extracts first, or blocks asks the rules alone.", show_default=False),
]
_EncodingName = Annotated[
    str | None,
    typer.Option("--encoding", metavar="NAME", help="Read the inputs in it, whatever they declare, such as cp1252.", show_default=False),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No summary on standard error.")]
_ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config", metavar="FILE", help="The configuration to use, instead of the nearest one above each file.", show_default=False
    ),
]
NoBaseline = Annotated[bool, typer.Option("--no-baseline", help="Tell of known findings too.")]


@dataclass(frozen=True)
class _Options:
    """What can be asked for wherever something is cleaned."""

    policy: _ConfiguredPolicy = None
    rules: RuleFiles = None
    disable: _Disabled = None
    keep: _Kept = None
    url: _Url = None
    engine: _EngineName = ""
    encoding: _EncodingName = None


@dataclass(frozen=True)
class CleaningOptions(_Options):
    """How `clean` cleans: what its options say and nothing else."""

    policy: _PolicyName = "safe"
    reference: _Reference = None

    def cleaning(self) -> Cleaning:
        """The rules and the policy that they ask for.

        Raises:
            CleanerError: if an option names nothing, or a rule file is faulty.
        """
        return Cleaning(self.policy, self.rules, self.disable, self.keep, self.url, self.reference, self.engine)


@dataclass(frozen=True)
class WishOptions(_Options):
    """How commands clean that follow a configuration: what is asked for beside it."""

    config: _ConfigFile = None

    def wishes(self, **further: Any) -> Wishes:
        """What they ask for.

        Args:
            further: what is known beside the options, see `Wishes`.
        """
        rules, disable, keep = tuple(map(str, self.rules or ())), tuple(self.disable or ()), tuple(self.keep or ())
        return Wishes(self.policy, rules, disable, keep, self.url, self.config, engine=self.engine, encoding=self.encoding, **further)


def grouped(command: Callable[..., None]) -> Callable[..., None]:
    """A command as the parser of options takes it: each field of a group of options as an option of its own.

    Args:
        command: takes groups, which are dataclasses, among its options.
    """
    told = get_type_hints(command, include_extras=True)
    groups: dict[str, Any] = {name: kind for name, kind in told.items() if is_dataclass(kind)}
    flat: list[Parameter] = []
    for name, parameter in signature(command).parameters.items():
        if name in groups:
            kinds = get_type_hints(groups[name], include_extras=True)
            flat += (Parameter(f.name, parameter.kind, default=f.default, annotation=kinds[f.name]) for f in fields(groups[name]))
        else:
            flat.append(parameter.replace(annotation=told[name]))

    @wraps(command)
    def taking_all(**given: Any) -> None:
        made = {name: kind(**{f.name: given.pop(f.name) for f in fields(kind)}) for name, kind in groups.items()}
        command(**given, **made)

    taking_all.__signature__ = Signature(flat)  # type: ignore[attr-defined]
    taking_all.__annotations__ = {parameter.name: parameter.annotation for parameter in flat}
    return taking_all


# What a command without any option of a group is given.
NOTHING_ASKED, CLEANING_AS_USUAL = WishOptions(), CleaningOptions()
