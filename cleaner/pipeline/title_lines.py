"""The line of a page that is the title of a story, where none was taken for its headline."""

from __future__ import annotations

import re

from cleaner.document.ledger import Ledger
from cleaner.document.parts import Part
from cleaner.lines.kinds import BLANK, HEADING, LABEL, LETTER, PROSE, QUESTION, TITLE, lower
from cleaner.metadata.head import MOST_OF, is_title
from cleaner.metadata.statements import key
from cleaner.pipeline.story_heads import OPEN

# A byline or a date stands within so many lines of a title.
_REACH = 10
_NAMED = re.compile(f"[{LETTER[Part.byline]}{LETTER[Part.timestamp]}]")
_TITLE_ABOVE_MASTHEAD = re.compile(
    f"{BLANK}*(?P<title>[{LABEL}{HEADING}{TITLE}{QUESTION}{LETTER[Part.subheading]}]){BLANK}*{LETTER[Part.masthead]}[^{PROSE}{LABEL}{HEADING}{TITLE}]*[{PROSE}{TITLE}]"
)


def lone_title(ledger: Ledger, first: int, end: int) -> int | None:
    """The line that is the title of a story in which no headline was found: its first, where a masthead stands between it and the text.

    Args:
        ledger: the account of the page.
        first: the first line of the story.
        end: the line after its last.
    """
    hit = _TITLE_ABOVE_MASTHEAD.match(lower(ledger.kinds), first, end)
    return hit.start("title") if hit and ledger.kept[hit.start("title")] else None


def title_line(ledger: Ledger, title: str) -> int | None:
    """The line that is a title and may be a headline, with or without a few words more.

    Of several, one with a byline or a date near below, or else the one nearest to text.

    Args:
        ledger: the account of the page.
        title: the title that the page states.
    """
    least, most, kinds = len(title) * MOST_OF, len(title) / MOST_OF, lower(ledger.kinds)
    lines = [
        line
        for line, text in enumerate(map(str.strip, ledger.page.some_lines(0, len(kinds))))
        if least <= len(text) <= most and ledger.kept[line] and ledger.part(line) in OPEN and is_title(key(text), key(title))
    ]
    named = [line for line in lines if _NAMED.search(kinds, line, line + _REACH)]
    return min(named or lines, key=lambda line: kinds.find(PROSE, line) % (len(kinds) + 1) - line, default=None)
