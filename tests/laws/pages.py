"""Strategies that build pages out of parts: stories with chrome around and between them, or any parts in any order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import cycle
from random import Random

from hypothesis import strategies as st

from cleaner import RuleSet
from tests.laws import texts

# Compiling so many patterns makes `regex` shuffle its cache, and chance may not be used while examples are drawn.
RuleSet.default()


@dataclass(frozen=True)
class Built:
    """A page and the lines that it was built from.

    Args:
        lines: the lines without breaks, blank ones included.
        body: the paragraphs among them that are running text, in order.
        text: the page.
    """

    lines: tuple[str, ...]
    body: tuple[str, ...]
    text: str


class _Prose(str):
    """A paragraph of running text; any other line is a plain string."""

    __slots__ = ()


def _paragraph(sentences: tuple[str, ...]) -> st.SearchStrategy[str]:
    glue = "" if sentences[0][0] >= "\u2e80" and not "가" <= sentences[0][0] <= "힣" else " "
    return st.lists(st.sampled_from(sentences), min_size=1, max_size=3).map(glue.join)


@cache
def paragraphs() -> st.SearchStrategy[str]:
    """Running text of one language."""
    return st.one_of([_paragraph(sentences) for sentences in texts.SENTENCES.values()])


def _some(pool: tuple[str, ...], least: int = 0, most: int = 3) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(pool), min_size=least, max_size=most)


def _joined(*parts: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    return st.tuples(*parts).map(lambda lists: [line for lines in lists for line in lines])


@cache
def _prose() -> st.SearchStrategy[list[str]]:
    return paragraphs().map(lambda text: [_Prose(text)])


@cache
def shipped_examples() -> list[list[str]]:
    """The texts by which shipped rules prove themselves, cut into lines; counterexamples with them."""
    return [example.plain.splitlines() for rule in RuleSet.default() for example in (*rule.examples, *rule.counterexamples)]


@cache
def certain_lines() -> list[str]:
    """Lines that a shipped rule names for certain wherever they stand, and that a policy removes whole."""
    found = []
    for rule in RuleSet.default():
        if not rule.needs_place and rule.scope == "line" and not rule.sites and (rule.bare or rule.part.zone not in ("head", "body")):
            found += [
                marked
                for example in rule.examples
                for marked in example.marked
                if example.plain == marked and len(marked.splitlines()) == 1
            ]
    return found


_CHROME = (
    texts.AD_LABELS,
    texts.READ_ON,
    texts.SHARES,
    texts.MENU,
    texts.PROMPTS,
    texts.TAILS,
    texts.FOOTERS,
    texts.RESIDUE,
    texts.CREDITS,
    texts.DATES,
    texts.EMBEDS,
    texts.BYLINES,
)
_EVERY = (*_CHROME, texts.KICKERS, texts.HEADLINES, texts.SUBHEADINGS, texts.ITEMS, texts.BLANKS)


@cache
def story() -> st.SearchStrategy[list[str]]:
    """A story as scrapes have them: a head, running text with things between, and what closes it."""
    between = st.one_of([_some(pool, 1, 2) for pool in (*_CHROME, texts.SUBHEADINGS, texts.ITEMS, texts.BLANKS)])
    body = st.lists(st.one_of(_prose(), _prose(), between), min_size=1, max_size=6).map(
        lambda lists: [line for lines in lists for line in lines]
    )
    deck = st.lists(paragraphs(), max_size=1)
    head = _joined(_some(texts.KICKERS, 0, 1), _some(texts.HEADLINES, 0, 1), deck.map(lambda lines: [_Prose(line) for line in lines]))
    opening = _joined(
        head,
        st.sampled_from((["Published", "", "on"], ["Published", "on", "July 12, 2023"], [], ["3 days ago"])),
        _some(texts.CREDITS, 0, 1),
    )
    closing = st.one_of([_some(pool) for pool in (texts.TAILS, texts.READ_ON, texts.SHARES, texts.AD_LABELS)])
    return _joined(opening, _some(texts.BYLINES, 0, 2), body, closing)


@cache
def scroll() -> st.SearchStrategy[list[str]]:
    """Stories one below the other, with a menu above and a footer below."""
    top, bottom = _some(texts.MENU, 0, 8), _joined(_some(texts.SHARES, 0, 5), _some(texts.PROMPTS), _some(texts.FOOTERS, 0, 5))
    stories = st.lists(story(), min_size=1, max_size=3).map(lambda lists: [line for lines in lists for line in lines])
    return _joined(top, stories, bottom)


@cache
def jumble() -> st.SearchStrategy[list[str]]:
    """Any parts in any order, the texts of shipped examples among them."""
    single = st.one_of([st.sampled_from(pool) for pool in _EVERY]).map(lambda line: [line])
    piece = st.one_of(single, single, _prose(), st.sampled_from(shipped_examples()))
    pieces = st.one_of(st.lists(piece, max_size=25), st.lists(piece, min_size=12, max_size=25))
    return pieces.map(lambda lists: [line for lines in lists for line in lines])


@st.composite
def built_pages(draw: st.DrawFn) -> Built:
    """Pages of known parts, with one kind of line break or several, and blank lines or none."""
    lines = draw(st.one_of(scroll(), jumble()))
    if draw(st.booleans()):
        lines = [part for line in lines for part in (line, "")]
    breaks = draw(st.lists(st.sampled_from(texts.BREAKS), min_size=1, max_size=4))
    text = "".join(line + end for line, end in zip(lines, cycle(breaks), strict=False))
    if draw(st.booleans()) and lines:
        text = text.removesuffix(breaks[(len(lines) - 1) % len(breaks)])
    return Built(tuple(map(str, lines)), tuple(str(line) for line in lines if isinstance(line, _Prose)), text)


@cache
def raw_texts() -> st.SearchStrategy[str]:
    """Any text at all: surrogates, NULs, marks of byte order, invisible characters, entities, and words of chrome in odd company."""
    odd = st.sampled_from(
        [
            *texts.BREAKS,
            *texts.BLANKS,
            "\0",
            "\ud800",
            "\udfff",
            "\ufeff",
            "\u200b",
            "\u00ad",
            "&nbsp;",
            "&amp;",
            ";",
            "&",
            "İ",
            "ß",
            "ﬁ",
            "#",
        ]
    )
    words = st.one_of([st.sampled_from(pool) for pool in _EVERY])
    return st.one_of(st.text(max_size=200), st.lists(st.one_of(odd, odd, words, st.text(max_size=4)), max_size=40).map("".join))


@cache
def sources() -> st.SearchStrategy[str]:
    """Pages built from parts, and any text at all."""
    return st.one_of(built_pages().map(lambda built: built.text), built_pages().map(lambda built: built.text), raw_texts())


@dataclass(frozen=True)
class Share:
    """Some of the shipped rules, told by a number, since the rules themselves are too many to be shown.

    Args:
        number: which share; 0 is all of them.
    """

    number: int

    @property
    def rules(self) -> RuleSet:
        """The rules; the whole set is the one that every cleaning uses."""
        return RuleSet.default() if not self.number else _share(self.number)


@cache
def _share(number: int) -> RuleSet:
    chosen = Random(number)
    return RuleSet(tuple(rule for rule in RuleSet.default() if chosen.random() < 0.5))


def shares() -> st.SearchStrategy[Share]:
    """All shipped rules, or half of them."""
    return st.integers(min_value=0, max_value=12).map(Share)
