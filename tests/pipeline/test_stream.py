"""Streams: what may be given, what is refused, and how far a stream reads ahead."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

import pytest

from cleaner import CleanerError, RuleSet, clean, clean_stream

STORY = ["News", "Port of Varn reopens after nine-day strike", "By Mara Lindqvist", "July 12, 2023"]
BODY = "Dockers returned to the quays of Varn on Tuesday morning, and freighter {} was unloaded before the fog had lifted."
RULES = RuleSet.default().select("bylines", "dates", "ads")


def endless() -> Iterator[str]:
    """The lines of a scroll without end."""
    for number in count():
        yield from (f"{line}\n" for line in STORY)
        yield from (f"{BODY.format(number * 10 + step)}\n" for step in range(3))
        yield "Advertisement\n"


def test_a_file_and_its_lines_are_told_alike(tmp_path: Path) -> None:
    """An open file, the same file line by line, and `clean` on its text tell the same."""
    path = tmp_path / "a.txt"
    path.write_bytes("".join(islice(endless(), 200)).encode())
    text = path.read_text(encoding="utf-8")
    with path.open(encoding="utf-8") as file, path.open(encoding="utf-8") as again:
        told = ["".join(page.text for page in clean_stream(source, rules=RULES)) for source in (file, iter(again))]

    assert told == [clean(text, rules=RULES).text] * 2


def test_a_stream_without_end_is_told_as_it_comes() -> None:
    """The first stories are told before the rest is read."""
    pages = clean_stream(endless(), rules=RULES, name="scroll", url="https://news.example/")
    first = next(pages)

    assert (first.page.name, first.page.url, first.page.offset) == ("scroll", "https://news.example/", 0)
    assert {article.headline for article in first.articles} == {STORY[1]}
    assert next(pages).page.offset == len(first.page.source)


def test_one_story_without_end_is_told_in_sections() -> None:
    """Where no other story opens, what is held in memory ends by itself; what goes on has no headline."""
    lines = (f"{BODY.format(number)}\n" for number in count())
    first, second = islice(clean_stream(lines, rules=RULES), 2)

    assert (len(first.articles), len(second.articles), second.articles[0].start) == (1, 1, first.articles[0].end)
    assert second.articles[0].headline is None


def test_an_empty_stream_has_no_page() -> None:
    """Nothing in, nothing out."""
    assert [list(clean_stream(source, rules=RULES)) for source in (io.StringIO(""), [], ["", ""])] == [[], [], []]


def test_a_text_by_itself_is_no_stream() -> None:
    """A string would be read letter by letter, so it is refused with advice; so is a file that gives bytes."""
    with pytest.raises(TypeError, match=r"^clean_stream\(\) takes an open file or lines, not str; use clean\(\) on a text$"):
        clean_stream("News\n")
    with pytest.raises(TypeError, match=r"^a stream gives str, not bytes; open the file as text, or decode its bytes$"):
        list(clean_stream(io.BytesIO(b"News\n")))  # type: ignore[arg-type]


def test_an_unknown_policy_is_refused_before_anything_is_read() -> None:
    """The error comes with the call, not with the first page."""
    with pytest.raises(CleanerError, match="no policy is called 'bold'"):
        clean_stream(endless(), policy="bold")
