"""The options that several commands share: which rules, which policy, which site."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from cleaner.io.sources import Source
from cleaner.model.cleaned import CleanedPage
from cleaner.model.page import Page
from cleaner.model.policy import Policy
from cleaner.pipeline.clean import clean_page
from cleaner.rules.ruleset import RuleSet

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
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No summary on standard error.")]


class Cleaning:
    """Rules and policy as the options say.

    Args:
        policy: the name of a preset.
        rules: rule files that extend the shipped rules.
        disable: rules, or rule sets, to leave out.
        keep: parts, or zones, to keep.
        url: where the pages came from.

    Raises:
        CleanerError: if one of them names nothing, or a rule file is faulty.
    """

    def __init__(
        self,
        policy: str = "safe",
        rules: Sequence[Path] | None = None,
        disable: Sequence[str] | None = None,
        keep: Sequence[str] | None = None,
        url: str | None = None,
    ) -> None:
        self.policy = Policy.named(policy).keeping(keep or ())
        self.rules = extended(rules or ()).disable(*(disable or ()))
        self.url = url

    def clean(self, source: Source, text: str) -> CleanedPage:
        """One input cleaned.

        Args:
            source: the input.
            text: its text.
        """
        return clean_page(Page(text, source.name, url=self.url), self.rules, self.policy)


def extended(files: Sequence[Path]) -> RuleSet:
    """The shipped rules and those of some files.

    Args:
        files: rule files, or folders of them.

    Raises:
        RuleError: if a file is faulty.
    """
    return RuleSet.default().extend(RuleSet.load(*files)) if files else RuleSet.default()
