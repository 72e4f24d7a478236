"""Lines that only name a story of the page: a few words and its headline, a link to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from cleaner.document.claim import Claim
from cleaner.document.parts import Part
from cleaner.lines.kinds import HEADING, LABEL, NUMBER, PROSE, QUESTION, RAISED_CLASS, SENTENCE, TITLE, lower
from cleaner.passes.places import Placed
from cleaner.segments.headlines import Headline
from cleaner.segments.view import WINDOW, View
from cleaner.segments.words import words

NAMES_STORY = "echoes.names-story"
_SENTENCES, _SHORT = frozenset((PROSE, SENTENCE, TITLE)), frozenset((LABEL, NUMBER, HEADING, QUESTION))
_LEAST_WORDS, _PREFIX_WORDS, _KEY = 4, 4, 16
_CLOSING_MARKS = frozenset(":：|｜»›>-–—•·")


def story_links(view: View, headlines: Sequence[Headline]) -> Iterator[Placed]:
    """Claims on lines that are a few words and the headline of a story of the page.

    Args:
        view: the lines that count, with the lines of headlines named.
    """
    ends: dict[str, dict[str, int]] = defaultdict(dict)
    for headline in headlines:
        text = view.blocks.texts[headline.headline]
        for title in (text, text.partition(":")[0]):
            if words(title) >= _LEAST_WORDS:
                ends[title[-_KEY:]].setdefault(title, view.place_from(headline.headline))
    if not ends:
        return
    for place, text in enumerate(view.texts):
        # Nearly all lines end as no headline does.
        if text[-_KEY:] in ends and lower(view.kinds[place]) in _SENTENCES | _SHORT:
            titles = [title for title, at in ends[text[-_KEY:]].items() if abs(place - at) <= WINDOW]
            if any(_links(view, place, text, title, free=len(headlines) > 1) for title in titles):
                yield place, Claim(Part.teaser, NAMES_STORY, because="a few words and the headline of a story of this page"), len(text)


def _links(view: View, place: int, text: str, title: str, *, free: bool) -> bool:
    """Whether a line is a few words and a title, closed by a mark where a rule would name it or it is free and heads no text."""
    prefix, kind = text.removesuffix(title), view.kinds[place]
    if not 0 < len(prefix) < len(text) or words(prefix.strip()) > _PREFIX_WORDS:
        return False
    if prefix[-1].islower() and title[0].isupper():
        return True
    if not prefix[-1].isspace() or prefix.rstrip()[-1] not in _CLOSING_MARKS:
        return False
    heads_text = kind in _SHORT and view.kinds[place + 1 : place + 2] in _SENTENCES
    return kind in RAISED_CLASS or (free and not heads_text)
