"""The engine `trafilatura`: it claims, before the rules begin, the lines that this library leaves out of a web page.

It leaves out body text too, so that these claims are less than certain: a policy that asks for certainty does not follow them. And it
leaves out most heads of stories, since it gives their values as metadata: the headline, and what stands under it in the words of a byline
or a date, are left to the rules.
"""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence

from cleaner.document.article import Metadata
from cleaner.document.claim import Claim
from cleaner.document.parts import Part
from cleaner.document.policy import DEFAULT_ENGINE, Policy
from cleaner.errors import ExtraError, require
from cleaner.html.align import handed_on, same_template
from cleaner.html.markup import Markup
from cleaner.html.parse import is_large, limited
from cleaner.html.tags import Mark
from cleaner.lines.reader import Reading
from cleaner.metadata.statements import key

FINDER = "trafilatura"
# What a line that is left out is, as far as its elements tell; the first mark that it has counts.
_PARTS = (
    (Mark.nav, Part.navigation),
    (Mark.footer, Part.footer),
    (Mark.caption, Part.caption),
    (Mark.figure, Part.caption),
    (Mark.form, Part.newsletter),
    (Mark.header, Part.masthead),
    (Mark.aside, Part.teaser),
)
# Of ten words that are left out about nine are chrome.
_SURE = 0.9
_USE = 'the engine "trafilatura"'
_CLAIMS: Mapping[Part, Claim] = {part: Claim(part, FINDER, _SURE) for part in Part}
# Parts of a head whose words tell what they are.
_HEAD = frozenset((Part.byline, Part.timestamp, Part.dateline))
# They stand at most so many lines above and below a headline, and above the first line of so many code points.
_ABOVE, _BELOW = 6, 25
_PROSE = 120
# What stands behind a label that is a line of its own is no longer.
_SHORT = 60

_FEWER = (
    "the engine trafilatura asked no other extractors about a page of over 5,000 elements, for that would take the square of their number"
)
# What rules for text say of lines.
Read = Callable[[Sequence[str]], list[Reading]]


def left_out_of(html: str, url: str | None, markup: Markup, metadata: Metadata, read: Read, policy: Policy) -> Mapping[int, Claim]:
    """What the library leaves out of a page, by line number; nothing where the policy would follow none of it, and then it is not run.

    Raises:
        ExtraError: if trafilatura is not installed.
    """
    # All claims are as sure as this one.
    if not policy.follows(_CLAIMS[Part.navigation]):
        return {}
    return left_out(markup, extracted(html, url), metadata, read)


def require_engine(name: str, policy: Policy) -> None:
    """Raise ExtraError unless what an engine needs is installed; one that a policy does not follow is not asked, and needs nothing."""
    if name != DEFAULT_ENGINE and policy.follows(_CLAIMS[Part.navigation]):
        require(_USE, "trafilatura", "html")


class FewerExtractorsWarning(UserWarning):
    """A page had so many elements that the engine ran fewer extractors than usual, and may have left out more or less."""


def extracted(html: str, url: str | None) -> str:
    """The main text of a page as trafilatura sees it; empty where it finds none.

    Of a page with very many elements it does not take the second opinion of other extractors, which takes the square of their number;
    a `FewerExtractorsWarning` says so.

    Raises:
        ExtraError: if trafilatura is not installed.
    """
    try:
        from trafilatura import extract
    except ImportError as error:
        raise ExtraError(_USE, "trafilatura", "html") from error
    if is_large(html):
        warnings.warn(_FEWER, FewerExtractorsWarning, stacklevel=_level_of_caller())
    return extract(limited(html), url=url, include_comments=False, fast=is_large(html)) or ""


def _level_of_caller() -> int:
    """How many frames above `extracted` whoever called this library stands."""
    frame, level = inspect.currentframe(), 0
    while frame is not None and frame.f_globals["__name__"].startswith("cleaner."):
        frame, level = frame.f_back, level + 1
    return level


def left_out(markup: Markup, text: str, metadata: Metadata, read: Read) -> dict[int, Claim]:
    """The lines of a page that an extracted text does not hold, each with a claim; none if it holds no line at all."""
    held = handed_on(markup.lines, text)
    if not any(held):
        return {}
    # Of pages that are no article the library finds parts, and misses what lies between them.
    kept = same_template(markup, held, between=not metadata.is_article)
    gone = {line: _CLAIMS[_part(markup, line)] for line, stays in enumerate(kept) if not stays and markup.lines[line].strip()}
    first = held.index(True)
    headline = _headline(markup, metadata, first)
    for line in _head(markup, kept, first if headline is None else headline, read):
        gone.pop(line, None)
    if headline is not None:
        gone.pop(headline, None)
    return gone


def _part(markup: Markup, line: int) -> Part:
    marks = markup.marks(line)
    return next((part for mark, part in _PARTS if mark in marks), Part.navigation)


def _headline(markup: Markup, metadata: Metadata, first: int) -> int | None:
    """The line that is the stated title: a heading, the last one above the text or the first in it."""
    title = key(metadata.headline.value) if metadata.headline else ""
    lines = [line for line, text in enumerate(markup.lines) if title and markup.heading(line) and key(text) == title]
    above = [line for line in lines if line <= first]
    return above[-1] if above else lines[0] if lines else None


def _head(markup: Markup, kept: Sequence[bool], headline: int, read: Read) -> Iterator[int]:
    """The lines around a headline, above the story's text, whose words say that they are parts of a head; what follows a label too."""
    lines = list(range(max(headline - _ABOVE, 0), headline))
    for line in range(headline, min(headline + _BELOW, len(kept))):
        if kept[line] and len(markup.lines[line]) >= _PROSE:
            break
        lines.append(line)
    labelled = False
    for line, reading in zip(lines, read([markup.lines[line] + "\n" for line in lines]), strict=True):
        if any(claim.part in _HEAD for claim in reading.claims[:1]) or (labelled and len(markup.lines[line]) <= _SHORT):
            yield line
        labelled = not reading.claims and any(rule.claim.part in _HEAD for rule in reading.open)
        if labelled:
            yield line
