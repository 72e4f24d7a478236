"""The options that several commands share: where the inputs are, how they are read, which rules, which policy, which site."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, TypeVar, get_type_hints

import typer

from cleaner.cli.wishes import Wishes
from cleaner.document import defaults
from cleaner.document.anatomy import Part, Zone
from cleaner.document.finders import FINDERS
from cleaner.document.policy import PRESETS
from cleaner.document.suggestions import suggestion

Form = TypeVar("Form", bound=StrEnum)
_NO_ALIASES: Mapping[str, str] = MappingProxyType({})


def _path(given: str) -> Path:
    """A path as it was given; an empty one, such as of a variable that is not set, would stand for the current folder."""
    if not given:
        raise typer.BadParameter("a path is empty; write . for the current folder")
    return Path(given)


def named_form(kind: type[Form], aliases: Mapping[str, str] = _NO_ALIASES) -> Callable[[str], Form]:
    """What reads the name of a form; one that nobody knows is an error with a suggestion.

    Args:
        kind: the forms.
        aliases: other names of some forms.
    """

    def read(given: str) -> Form:
        try:
            return kind(aliases.get(given, given))
        except ValueError:
            raise typer.BadParameter(f"{given!r} is none; {suggestion(given, [*kind, *aliases])}") from None

    return read


def chosen(paths: list[Path] | None) -> list[Path]:
    """The paths that were given, or the current folder.

    Args:
        paths: what was given.
    """
    return paths or [Path()]


def _fields(given: str) -> str:
    if not all(given.split(",")):
        raise typer.BadParameter("a name of a field is empty; write --fields text,body")
    return given


Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="PATHS", parser=_path, help="Files, folders of text files, or - for standard input.", show_default="the current folder"
    ),
]
_PolicyName = Annotated[
    str | None,
    typer.Option(
        "--policy",
        metavar="|".join(PRESETS),
        help="safe removes only what is certain; thorough trusts weaker evidence too.",
        show_default=defaults.POLICY,
    ),
]
RuleFiles = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="FILE", help="A rule file, or a folder of them, to add to the shipped.", show_default=False),
]
_Disabled = Annotated[
    list[str] | None,
    typer.Option(
        "--disable",
        metavar="RULE",
        help=f"A rule, a rule set, or what else explain names ({', '.join(FINDERS)}), to leave out. Repeatable.",
        show_default=False,
    ),
]
_Kept = Annotated[
    list[str] | None,
    typer.Option(
        "--keep",
        metavar="PART",
        help=f"A part to keep ({', '.join(Part)}), or a zone ({', '.join(Zone)}). Repeatable.",
        show_default=False,
    ),
]
_Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--fields",
        metavar="NAMES",
        parser=_fields,
        help="The fields of records that hold texts, with commas between them, such as text,pages.body.",
        show_default=",".join(defaults.FIELDS),
    ),
]
_Url = Annotated[
    str | None,
    typer.Option(
        "--url", help="Where the page came from, if it does not say so itself; adds the rules of that site.", show_default=False
    ),
]
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
    str | None,
    typer.Option(
        "--engine",
        metavar="|".join(defaults.ENGINES),
        help="For web pages: blocks asks the rules alone; trafilatura is asked too where the policy follows what it says (thorough).",
        show_default=defaults.ENGINE,
    ),
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
class Options:
    """How every command reads and cleans: what is asked for beside a configuration."""

    policy: _PolicyName = None
    rules: RuleFiles = None
    disable: _Disabled = None
    keep: _Kept = None
    fields: _Fields = None
    engine: _EngineName = None
    encoding: _EncodingName = None
    url: _Url = None
    reference: _Reference = None
    config: _ConfigFile = None

    def wishes(self, *, baseline: bool = True) -> Wishes:
        """What they ask for.

        Args:
            baseline: whether known findings are passed over.
        """
        return Wishes(
            policy=self.policy,
            rules=tuple(map(str, self.rules or ())),
            disable=tuple(self.disable or ()),
            keep=tuple(self.keep or ()),
            fields=tuple(name.strip() for names in self.fields or () for name in names.split(",")),
            engine=self.engine,
            encoding=self.encoding,
            url=self.url,
            reference=self.reference,
            config=self.config,
            baseline=baseline,
        )


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


# What a command without any of these options is given.
NOTHING_ASKED = Options()
