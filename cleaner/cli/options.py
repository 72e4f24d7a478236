"""The options that several commands share: which rules, which policy, which site."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

Paths = Annotated[
    list[Path], typer.Argument(metavar="PATHS", help="Files, folders of text files, or - for standard input.", show_default=False)
]
PolicyName = Annotated[str, typer.Option("--policy", help="safe removes only what is certain; thorough trusts weaker evidence too.")]
RuleFiles = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="FILE", help="A rule file, or a folder of them, to add to the shipped.", show_default=False),
]
Disabled = Annotated[
    list[str] | None,
    typer.Option("--disable", metavar="RULE", help="A rule, or a whole rule set, to leave out. Repeatable.", show_default=False),
]
Kept = Annotated[
    list[str] | None, typer.Option("--keep", metavar="PART", help="A part, or a whole zone, to keep. Repeatable.", show_default=False)
]
Url = Annotated[str | None, typer.Option("--url", help="Where the page came from; adds the rules of that site.", show_default=False)]
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
    str,
    typer.Option("--engine", help="For web pages: trafilatura extracts first, or blocks asks the rules alone.", show_default=False),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No summary on standard error.")]
