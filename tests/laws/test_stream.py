"""Laws of streams: a text cleaned as it is read is cleaned as it is whole, wherever it is cut."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleaner import CleanedPage, Entry, Page, Policy, RuleSet, clean
from cleaner.document.page import lines_of
from cleaner.document.policy import PRESETS
from cleaner.lines.reader import Reader
from cleaner.pipeline.clean import Cuts, clean_page, stream_pages
from cleaner.pipeline.scoring import Options, Scoring, scoring
from tests.laws.pages import Built, built_pages, raw_texts, sources
from tests.laws.test_segments import scrolls, text_of
from tests.laws.test_segments import told as told_stories

# Pages of the laws have a few dozen lines, so they are cut every few lines.
SMALL = st.builds(Cuts, st.integers(1, 12), st.integers(1, 400), st.integers(0, 12), st.integers(0, 400), st.integers(1, 2000))
READER = Reader(RuleSet.default().for_site(None))
Told = tuple[str, list[dict[str, object]], list[Entry], str]


def _blocks(parts: list[str], shares: list[float]) -> list[str]:
    text = "\n".join(parts)
    places = sorted(round(share * len(text)) for share in shares)
    return [text[start:end] for start, end in zip([0, *places], [*places, len(text)], strict=True)]


def blocks() -> st.SearchStrategy[list[str]]:
    """A text in blocks, cut anywhere."""
    return st.builds(_blocks, st.lists(sources(), min_size=1, max_size=3), st.lists(st.floats(0, 1), max_size=8))


def streamed(parts: list[str], cuts: Cuts, asked: Scoring | None = None, policy: str = "safe") -> list[CleanedPage]:
    """The pages of a stream."""
    rules = RuleSet.default().for_site(None)
    return list(stream_pages(parts, Page("", "a", url=None), rules, Options(Policy.named(policy), scoring=asked), cuts))


def told(pages: list[CleanedPage]) -> Told:
    """Text, articles, entries and source of pages, put together."""
    return (
        "".join(page.text for page in pages),
        [article.to_dict() for page in pages for article in page.articles],
        [entry for page in pages for entry in page.ledger],
        "".join(page.restore() for page in pages),
    )


# A label above a headline that stands in the stretch above, with an empty line between the two.
_PARTED = """Port of Varn reopens after nine-day strike
The harbour reopened on Tuesday after nine idle days, and the first freighter was unloaded before the fog lifted from the pier.
Published

on
By

Enter your email address
Subscribe to our newsletter
O porto reabriu na terça-feira depois de nove dias parado, e os estivadores aceitaram um novo plano de turnos.
Published

on
The harbour reopened on Tuesday after nine idle days, and the first freighter was unloaded before the fog lifted from the pier.
"""


@settings(max_examples=200)
@given(blocks(), SMALL)
@example([_PARTED], Cuts(2, 2, 2, 29, 319))
def test_a_stream_tells_what_the_whole_tells(parts: list[str], cuts: Cuts) -> None:
    """Texts, articles and entries of the pages, put together, are those of the whole text cut at the same places."""
    whole = clean_page(Page("".join(parts), "a"), READER, Options(Policy.named("safe")), cuts)

    assert told(streamed(parts, cuts)) == told([whole])


@settings(max_examples=50)
@given(blocks(), st.sampled_from(sorted(PRESETS)))
def test_a_short_text_is_one_page(parts: list[str], policy: str) -> None:
    """What is shorter than a stretch is told as `clean` tells it."""
    asked = scoring(None, Policy.named(policy))

    assert told(streamed(parts, Cuts(), asked, policy)) == told([clean("".join(parts), policy=policy)])


@settings(max_examples=50)
@given(blocks(), SMALL)
def test_pages_of_a_stream_follow_each_other(parts: list[str], cuts: Cuts) -> None:
    """Each page begins where the one above ended, in code points and in lines, and the last one ends with the text."""
    text, offset, above = "".join(parts), 0, 0
    for page in (cleaned.page for cleaned in streamed(parts, cuts)):
        assert (page.offset, page.above, page.position(page.offset)) == (offset, above, (above + 1, 1))
        offset, above = offset + len(page.source), above + len(page.lines)

    assert (offset, above) == (len(text), len(text.splitlines()))


@settings(max_examples=50)
@given(scrolls(least=2), st.integers(20, 40))
def test_a_marked_scroll_tells_the_same_stories_wherever_it_is_cut(stories: list[list[str]], most: int) -> None:
    """Stories that stand whole in what is seen at once are told as on an uncut page."""
    text = text_of(stories * 3)
    cut = clean_page(Page(text), READER, Options(Policy.named("safe")), Cuts(most, 10_000, 20, 10_000))
    whole = clean(text)

    assert (cut.text, told_stories(cut.articles)) == (whole.text, told_stories(whole.articles))


@settings(max_examples=50)
@given(st.lists(built_pages(), min_size=1, max_size=3))
def test_what_lies_beyond_sight_of_a_cut_changes_nothing(parts: list[Built]) -> None:
    """A page that is seen whole at every cut is owned as if it were not cut."""
    text = "\n".join(part.text for part in parts)
    kinds = [
        clean_page(Page(text), READER, Options(Policy.named("safe")), Cuts(lines, 10**6, 1000, 10**6, 10**6)).ledger.kinds
        for lines in (20, 1000)
    ]

    assert kinds[0] == kinds[1]


_RUNS = ("", "Advertisement", "  ", "Share on Facebook", "Share\nTweet\nPrint\nEmail", "Continue Reading", "Connect with us")
# Evidence reaches less far than this is seen around a cut.
_SEEN = Cuts(60, 10**6, 450, 10**6, 10**7, slack=100)


@st.composite
def padded_pages(draw: st.DrawFn) -> str:
    """Stories between which lines stand by the hundred that are removed."""
    lines = list[str]()
    for built in draw(st.lists(built_pages(), min_size=2, max_size=3)):
        at = draw(st.integers(0, len(built.lines)))
        run = [draw(st.sampled_from(_RUNS))] * draw(st.integers(0, 700))
        lines += [*built.lines[:at], *run, *built.lines[at:]]
    return "\n".join(lines)


@settings(max_examples=25, deadline=None)
@given(padded_pages())
def test_lines_that_are_removed_hide_no_evidence(text: str) -> None:
    """However many lines are removed between two that stay, a cut page is cleaned as a whole one, and cleaned once and for all."""

    def cleaned(source: str, cuts: Cuts) -> str:
        return clean_page(Page(source), READER, Options(Policy.named("safe")), cuts).text

    once = cleaned(text, _SEEN)

    assert once == cleaned(text, Cuts(10**6, 10**9))
    assert cleaned(once, _SEEN) == once


def _cut(text: str, size: int) -> Iterator[str]:
    return (text[at : at + size] for at in range(0, len(text), size))


@given(raw_texts(), st.integers(1, 5))
def test_lines_of_blocks_are_those_of_the_text(text: str, size: int) -> None:
    """Wherever a text is cut into blocks, even within a break, it has the same lines."""
    assert list(lines_of(_cut(text, size))) == text.splitlines(keepends=True)
