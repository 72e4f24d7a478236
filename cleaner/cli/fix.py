"""`cleaner fix`: what `check` finds, taken out of the files themselves."""

from __future__ import annotations

from cleaner.cli.checking import fix_paths
from cleaner.cli.option_types import NoBaseline, Paths, Quiet
from cleaner.cli.options import NOTHING_CHECKED, CheckOptions, chosen, grouped

HELP = "Rewrite files without what check finds in them; each is replaced whole or not at all."
EPILOG = """Examples:

\b
  cleaner fix page.txt stories.jsonl
  git diff --exit-code corpus/ && cleaner fix corpus/

Records keep every other byte: the order of keys, spaces, escapes, line endings. What a baseline knows or a configuration allows stays.

Exit codes: 0 nothing to change, 1 something was changed, 2 wrong use or a file that cannot be read or written."""


@grouped
def fix_command(
    paths: Paths = None,
    asked: CheckOptions = NOTHING_CHECKED,
    no_baseline: NoBaseline = False,
    quiet: Quiet = False,
) -> None:
    """Rewrite every file in which something is found."""
    fix_paths(chosen(paths), asked.wishes(baseline=not no_baseline), quiet=quiet)
