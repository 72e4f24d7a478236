"""Stories of several pages: grouped, the fullest kept, the others named."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleaner
from cleaner import CleanedPage, CleanerError, Copy, Fate, Story, clean, stories
from cleaner.pipeline.duplicates import LEAST, SHORT, Sketches, resemblance, shingles, unique, words
from tests.laws.pages import raw_texts, sources

SEEDS = Path(__file__).parents[2] / "seeds"
HEAD = "News\nPort of Varn reopens after nine-day strike"
BODY = [f"On day {day} the dockers of pier {day} met at {day} o’clock and voted {day} to one against plan {day}." for day in range(2, 12)]


def page(name: str, *lines: str) -> CleanedPage:
    """A page of some lines, cleaned."""
    return clean("\n".join(lines) + "\n", name=name)


def told(*pages: CleanedPage) -> list[tuple[str, list[tuple[str, int, tuple[str, ...], tuple[str, ...]]]]]:
    """The stories of pages: the page that is kept, and the copies with likeness in percent and differences."""
    return [
        (story.page, [(copy.page, int(100 * copy.similarity), copy.only_here, copy.only_in_kept) for copy in story.copies])
        for story in stories(pages)
    ]


@st.composite
def scrapes(draw: st.DrawFn) -> list[CleanedPage]:
    """Cleaned pages under names of their own; some hold stories of others, whole or cut short."""
    texts = draw(st.lists(sources(), min_size=1, max_size=3))
    lines = [line for text in texts for line in text.splitlines()]
    start = draw(st.integers(0, len(lines)))
    texts.append("\n".join(lines[start : start + draw(st.integers(0, 40))]))
    return [clean(text, name=f"{number}.txt") for number, text in enumerate(texts)]


def test_the_seeds_hold_eight_stories() -> None:
    """Thirteen articles of four scrapes are eight stories; five copies are named by page, place and offsets."""
    pages = [clean(file.read_text(encoding="utf-8"), name=file.name[:3]) for file in sorted(SEEDS.glob("*.txt"))]
    found = stories(pages)

    assert [(story.page, story.index, len(story.copies)) for story in found] == [
        *(("000", 0, 0), ("000", 1, 2), ("000", 2, 2), ("000", 3, 1), ("001", 0, 0), ("001", 1, 0), ("002", 0, 0), ("003", 0, 0))
    ]
    assert [copy for story in found for copy in story.copies] == [
        Copy("001", 2, 4940, 7571, 1.0, (), ()),
        Copy("002", 1, 3847, 6372, 1.0, (), ()),
        Copy("001", 3, 7571, 10026, 1.0, (), ()),
        Copy("002", 2, 6372, 8701, 1.0, (), ()),
        Copy("002", 3, 8701, 10783, 1.0, (), ()),
    ]


def test_the_fullest_copy_is_kept_and_the_difference_is_told() -> None:
    """Of two copies the one with more words stays; lines that only one has are named, heads included."""
    shorter = page("a.txt", HEAD, *BODY[:4], BODY[4].replace("against", "for"), *BODY[5:-1])

    only_here = ("Port of Varn reopens after nine-day strike", BODY[4].replace("against", "for"))
    only_kept = ("Port of Varn reopens after ten-day strike", BODY[4], BODY[-1])

    assert told(shorter, page("b.txt", HEAD.replace("nine", "ten"), *BODY)) == [("b.txt", [("a.txt", 85, only_here, only_kept)])]


def test_spelling_is_no_difference_in_words() -> None:
    """Case, quotes and dashes leave two bodies alike in all words; the lines are told to differ."""
    plain = [line.replace("’", "'").upper() for line in BODY]

    assert told(page("a.txt", *BODY), page("b.txt", *plain)) == [("a.txt", [("b.txt", 100, tuple(plain), tuple(BODY))])]


def test_a_copy_of_a_copy_is_a_copy() -> None:
    """Stories that resemble each other only by way of a third are one story."""
    first, between, last = page("a.txt", *BODY[:8]), page("b.txt", *BODY[1:9]), page("c.txt", *BODY[2:])

    assert [[name, *(copy[0] for copy in copies)] for name, copies in told(first, last)] == [["a.txt"], ["c.txt"]]
    assert [[name, *(copy[0] for copy in copies)] for name, copies in told(first, between, last)] == [["a.txt", "b.txt", "c.txt"]]


def test_short_articles_are_one_story_only_if_equal() -> None:
    """A body of few words is told everywhere; equal ones under different headlines are different stories."""
    few = " ".join(["The", "harbour", "reopened", "on", "Tuesday.", *["Ships", "wait."] * 7])
    assert len(words(few)) == SHORT - 1
    other = HEAD.replace("Varn", "Oss")

    assert told(page("a.txt", HEAD, few), page("b.txt", HEAD, few)) == [("a.txt", [("b.txt", 100, (), ())])]
    for head, body in ((other, few), (HEAD, f"{few} More ships.")):
        assert told(page("a.txt", HEAD, few), page("b.txt", head, body)) == [("a.txt", []), ("b.txt", [])]


def test_of_equal_copies_the_first_by_name_is_kept() -> None:
    """Not the order of pages decides, but their names, and on one page the place."""
    twice = page("b.txt", HEAD, "", *BODY, "", "Continue Reading", "", HEAD, "", *BODY)

    assert [(s.page, s.index, [(c.page, c.index) for c in s.copies]) for s in stories([twice, page("a.txt", HEAD, *BODY)])] == [
        ("a.txt", 0, [("b.txt", 0), ("b.txt", 1)])
    ]


@settings(max_examples=60)
@given(scrapes(), st.data(), st.integers(0, 3))
def test_copying_a_page_adds_copies_and_nothing_else(pages: list[CleanedPage], data: st.DataObject, times: int) -> None:
    """However often a page comes again, the stories stay as they were, each with that many more copies."""
    again = data.draw(st.sampled_from(pages))

    def with_copies(story: Story, more: int) -> tuple[str, int, cleaner.Article, Counter[Copy]]:
        kept = Copy(story.page, story.index, story.kept.start, story.kept.end, 1.0, (), ())
        repeated = [copy for copy in (kept, *story.copies) if copy.page == again.page.name]
        return story.page, story.index, story.kept, Counter([*story.copies, *repeated * more])

    assert [with_copies(s, 0) for s in stories([*pages, *[again] * times])] == [with_copies(s, times) for s in stories(pages)]


@settings(max_examples=60)
@given(scrapes(), st.integers(0, 1000))
def test_the_order_of_pages_changes_no_story(pages: list[CleanedPage], seed: int) -> None:
    """Shuffled pages tell the same stories, perhaps in another order."""
    shuffled = list(pages)
    Random(seed).shuffle(shuffled)

    assert Counter(stories(shuffled)) == Counter(stories(pages))


@settings(max_examples=60)
@given(scrapes())
def test_sketches_find_what_comparing_all_with_all_finds(pages: list[CleanedPage]) -> None:
    """Every article is in one story, and those that resemble each other are in the same one."""
    group = {}
    for number, story in enumerate(stories(pages)):
        group.update(dict.fromkeys([(story.page, story.index), *((copy.page, copy.index) for copy in story.copies)], number))
    bodies = {(page.page.name, index): words(article.text) for page in pages for index, article in enumerate(page.articles)}
    alike = [
        (one, other)
        for (one, text), (other, text_there) in combinations(bodies.items(), 2)
        if min(len(text), len(text_there)) >= SHORT and resemblance(shingles(text), shingles(text_there)) >= LEAST
    ]

    assert group.keys() == bodies.keys()
    assert [pair for pair in alike if group[pair[0]] != group[pair[1]]] == []


@settings(max_examples=60)
@given(scrapes())
def test_copies_leave_pages_by_the_ledger(pages: list[CleanedPage]) -> None:
    """Each story is left on one page; what copies took has an owner, and each page can still be put together again."""
    found, left = unique(pages)
    kept = sorted((story.page, story.kept.start) for story in found)

    assert sorted((page.page.name, article.start) for page in left for article in page.articles) == kept
    for page_before, page_left in zip(pages, left, strict=True):
        assert page_left.restore() == page_before.page.source
        assert "".join(entry.output for entry in page_left.ledger) == page_left.text
        taken = [entry for entry in page_left.ledger if entry.finder == "duplicates"]
        assert all((entry.part, entry.fate) == ("repeat", Fate.removed) for entry in taken)
        assert page_left is page_before or len(page_left.articles) < len(page_before.articles)


def test_the_ledger_says_where_a_copy_is_kept() -> None:
    """The entry of a removed copy names the page and the line of the kept one, and who gave way; blank lines go along."""
    _, [_, left] = unique([page("a.txt", HEAD, *BODY), page("b.txt", HEAD, "", BODY[0], *BODY[1:])])
    entries = [(entry.part, entry.finder, entry.because, [loser.finder for loser in entry.losers]) for entry in left.ledger][:4]
    because = "the same story is kept where it is fullest, at a.txt:1"

    assert left.text == ""
    assert entries == [
        ("repeat", "duplicates", because, ["heads"]),
        ("repeat", "duplicates", because, ["heads"]),
        ("blank", "breaks", "", []),
        ("repeat", "duplicates", because, []),
    ]


def test_what_stood_in_a_copy_gave_way_to_it() -> None:
    """Whoever owned characters of its lines is told; what is left above it ends without empty lines."""
    other = [
        f"The council of ward {number} sat for {number} hours over plan {number} and the cost of {number} trams." for number in range(9)
    ]
    twice = [BODY[0].replace(" ", "&nbsp;", 1), *BODY[1:]]
    story = ["News", "Council votes down the tunnel", *other, "", "", HEAD, *twice, ""]
    _, [_, left] = unique([page("a.txt", HEAD, *BODY, BODY[0]), page("b.txt", *story)])
    [entry] = [entry for entry in left.ledger if "&nbsp;" in left.page.cut(entry.span)]

    assert (entry.finder, [loser.finder for loser in entry.losers]) == ("duplicates", ["characters.entity"])
    assert left.text == "\n".join(story[: 2 + len(other)]) + "\n"


def test_the_library_loads_without_what_only_stories_need() -> None:
    """Importing the package imports neither datasketch nor what it brings along."""
    check = "import cleaner, sys; print(sorted({'datasketch', 'numpy', 'scipy'} & set(sys.modules)))"

    assert subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without datasketch the error says what to install."""
    monkeypatch.setitem(sys.modules, "datasketch", None)

    with pytest.raises(CleanerError, match=r"^finding copies of stories needs datasketch, .*; pip install 'article-cleaner\[stories\]'$"):
        stories([])


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Port of Varn — REOPENS!", ("port", "of", "varn", "reopens")),
        ("xAI’s “chip”", ("xai", "s", "chip")),
        ("Adver\u00adtise\u200bment", ("advertisement",)),
        ("ﬁne caf\u0065\u0301", ("fine", "café")),
        ("AI芯片。", ("ai", "芯", "片")),
        ("हिन्दी में", ("हिन्दी", "में")),
        ("… — 😀", ()),
    ],
)
def test_words_are_read_without_case_and_marks(text: str, read: tuple[str, ...]) -> None:
    """How a site spells quotes, ligatures and hyphens is not what a story says; scripts without spaces count characters."""
    assert words(text) == read


def test_shingles_are_runs_of_five_words() -> None:
    """Six words are two runs; fewer than five are one."""
    assert [shingles(words(text)) for text in ("a b c d e f", "a b", "")] == [{"a b c d e", "b c d e f"}, {"a b"}, {""}]


def test_resemblance_is_the_share_of_runs_that_both_have() -> None:
    """Of the four runs that either has, two are in both."""
    assert resemblance(shingles(words("a b c d e f g")), shingles(words("b c d e f g h"))) == 2 / 4


@given(st.lists(raw_texts(), min_size=1, max_size=4))
def test_a_text_that_was_taken_in_is_found_again(texts: list[str]) -> None:
    """Equal texts have all bands in common, whatever characters they hold."""
    sketches = Sketches()
    for number, text in enumerate(texts):
        sketches.add(number, shingles(words(text)))

    assert [number in sketches.add(len(texts) + number, shingles(words(text))) for number, text in enumerate(texts)] == [True] * len(texts)
