"""The options that several commands share, each with its name, what it takes and its help."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from cleaner.document.claim import FINDERS
from cleaner.document.parts import PageKind, Part, Zone
from cleaner.document.policy import CHECK_POLICY, DEFAULT_ENGINE, DEFAULT_FIELDS, DEFAULT_POLICY, ENGINES, PRESETS


def _path(given: str) -> Path:
    """A path as it was given; an empty one, such as of a variable that is not set, would stand for the current folder."""
    if not given:
        raise typer.BadParameter("a path is empty; write . for the current folder")
    return Path(given)


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


def _policy_option(default: str) -> Any:
    told = "safe removes what is certain, or nearly; thorough takes what is best for the page as a whole."
    return typer.Option("--policy", metavar="|".join(PRESETS), help=told, show_default=default)


PolicyName = Annotated[str | None, _policy_option(DEFAULT_POLICY)]
CheckPolicyName = Annotated[str | None, _policy_option(CHECK_POLICY)]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        "--min-confidence",
        metavar="0..1",
        help="How sure the line model must be to remove a line; at 1 it removes next to nothing.",
        show_default=", ".join(f"{policy.min_confidence} under {name}" for name, policy in PRESETS.items()),
    ),
]
ModelFile = Annotated[
    Path | None,
    typer.Option(
        "--model", metavar="FILE", parser=_path, help="Weights of the line model, instead of those that ship.", show_default=False
    ),
]
PageKindName = Annotated[
    str | None,
    typer.Option(
        "--page-kind",
        metavar="KIND",
        help=f"What kind of page each page is, if you know: {', '.join(PageKind)}.",
        show_default="the line model finds out",
    ),
]
RuleFiles = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="FILE", help="A rule file, or a folder of them, to add to the shipped.", show_default=False),
]
Disabled = Annotated[
    list[str] | None,
    typer.Option(
        "--disable",
        metavar="RULE",
        help=f"A rule, a rule set, or what else explain names ({', '.join(FINDERS)}), to leave out. Repeatable.",
        show_default=False,
    ),
]
Kept = Annotated[
    list[str] | None,
    typer.Option(
        "--keep",
        metavar="PART",
        help=f"A part to keep ({', '.join(Part)}), or a zone ({', '.join(Zone)}). Repeatable.",
        show_default=False,
    ),
]
Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--fields",
        metavar="NAMES",
        parser=_fields,
        help="The fields of records that hold texts, with commas between them, such as text,pages.body.",
        show_default=",".join(DEFAULT_FIELDS),
    ),
]
Url = Annotated[
    str | None,
    typer.Option("--url", help="Where the page came from, if it does not say so itself; adds the rules of that site.", show_default=False),
]
Reference = Annotated[
    datetime | None,
    typer.Option(
        "--reference",
        formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z"],
        help='When the pages were fetched: what "3 hours ago" is counted from.',
        show_default=False,
    ),
]
EngineName = Annotated[
    str | None,
    typer.Option(
        "--engine",
        metavar="|".join(ENGINES),
        help="For web pages: blocks is the library's own; trafilatura is asked too where the policy follows what it says (thorough).",
        show_default=DEFAULT_ENGINE,
    ),
]
EncodingName = Annotated[
    str | None,
    typer.Option("--encoding", metavar="NAME", help="Read the inputs in it, whatever they declare, such as cp1252.", show_default=False),
]
One = Annotated[bool, typer.Option("--one", help="One article a page, where each page holds one story: all that is kept is its text.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No summary on standard error.")]
ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config", metavar="FILE", help="The configuration to use, instead of the nearest one above each file.", show_default=False
    ),
]
NoBaseline = Annotated[bool, typer.Option("--no-baseline", help="Tell of known findings too.")]
