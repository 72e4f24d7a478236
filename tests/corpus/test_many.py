"""Many pages: in order, by one process or several, and what happens to those that cannot be cleaned."""

from __future__ import annotations

import gzip
import pickle
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest

from cleaner import CleanedPage, CleanerError, Page, RuleSet, clean, clean_files, clean_many
from cleaner.errors import ReadingError, RuleError
from cleaner.formats.reading import UNPACK_FIRST
from tests.corpus.many import RULES, TEXT, told
from tests.scorers import Capitals

BOMB = gzip.compress(b"A" * (67 << 20), mtime=0)


@pytest.mark.parametrize("processes", [1, 2])
def test_pages_come_in_the_order_in_which_they_are_given(tmp_path: Path, processes: int) -> None:
    """Texts and pages are cleaned as `clean` cleans them; a text that is HTML is told in its place, and a page of it is a text."""
    texts = [TEXT.format(number) for number in range(4)]
    html = "<html><p>The harbour reopened.</p>"

    assert told(clean_many([texts[0], Page(texts[3], "three"), html, Page(html)], processes=processes, rules=RULES)) == [
        ("", clean(texts[0], rules=RULES).text),
        ("three", clean(texts[3], rules=RULES).text),
        ("source 3", "source 3: is HTML, by how it begins, and no text; use cleaner.clean_html"),
        ("", html),
    ]


@pytest.mark.parametrize("processes", [1, 2])
def test_files_are_read_as_what_they_hold(tmp_path: Path, processes: int) -> None:
    """Texts, and web pages by name or by how they begin; one that cannot be read, or that holds records, is told in its place."""
    html = "<!doctype html><p>The harbour reopened.</p><script>no()</script>"
    held = {"a.txt": TEXT.format(1), "b.html": html[15:], "c": html, "d.txt": html, "e.txt": "", "f.jsonl": '{"text": "Advertisement"}'}
    for name, text in held.items():
        (tmp_path / name).write_text(text)
    paths: list[str | Path] = [str(tmp_path / "missing.txt"), *(tmp_path / name for name in held)]
    records = "holds records and no text; read the texts in them and give those to cleaner.clean_many"

    assert [(Path(name).name, text) for name, text in told(clean_files(paths, processes=processes, rules=RULES))] == [
        ("missing.txt", f"{paths[0]}: no such file or folder; check the path"),
        ("a.txt", clean(TEXT.format(1), rules=RULES).text),
        *((name, "The harbour reopened.\n") for name in ("b.html", "c", "d.txt")),
        ("e.txt", ""),
        ("f.jsonl", f"{tmp_path / 'f.jsonl'}: {records}"),
    ]


def test_files_are_read_in_the_encoding_that_is_named(tmp_path: Path) -> None:
    """Texts and web pages."""
    (tmp_path / "a.txt").write_bytes("déjà vu\n".encode("cp850"))
    (tmp_path / "a.html").write_bytes("<p>déjà vu</p>".encode("cp850"))

    pages = clean_files([tmp_path / "a.txt", tmp_path / "a.html"], rules=RULES, encoding="cp850")
    assert [text for _, text in told(pages)] == ["déjà vu\n", "déjà vu\n"]


@pytest.mark.parametrize("path", ["scrapes/a.txt", "a.HTML", "C:\\scrapes\\a b.md", "dump.jsonl.gz"])
def test_a_path_is_no_text(path: str) -> None:
    """A string that ends as a path is refused with the function that takes it; a page of it is a text."""
    with pytest.raises(ReadingError, match=r"is the path of a file, and clean_many\(\) takes texts; use clean_files\(\) on paths"):
        list(clean_many([path], rules=RULES))
    with pytest.raises(TypeError, match=r"use clean_files\(\) on paths"):
        list(clean_many([Path(path)], rules=RULES))  # type: ignore[list-item]

    assert told(clean_many([Page(path)], rules=RULES)) == [("", path)]


@pytest.mark.parametrize("text", ["", "News", "News\n", "See a.txt\nand b.txt", "He wrote index.html.", "\0.txt" * 2000, ".txt"])
def test_a_text_that_is_no_path_is_a_text(text: str) -> None:
    """Lines, sentences and what no file can be called are cleaned."""
    assert told(clean_many([text], rules=RuleSet())) == [("", clean(text, rules=RuleSet()).text)]


def test_a_model_that_is_given_reaches_the_processes() -> None:
    """Each page is scored by it, wherever it is cleaned, and comes back with what it said."""
    texts = ["TODAY ON VARN\nThe harbour of Varn reopened on Tuesday."] * 3
    others = [*clean_many(texts, rules=RULES, model=Capitals(), processes=2)]

    assert told(iter(others)) == [("", "The harbour of Varn reopened on Tuesday.")] * 3
    assert [page.scores is not None for page in others if isinstance(page, CleanedPage)] == [True] * 3


def test_no_more_is_read_than_is_under_way() -> None:
    """Of sources without end as many are taken as processes can be ahead."""
    numbers = count()
    sources = (TEXT.format(number) for number in numbers)
    pages = clean_many(sources, processes=2, rules=RULES)

    assert [text for _, text in told(islice(pages, 3))] == [clean(TEXT.format(number), rules=RULES).text for number in range(3)]
    assert next(numbers) < 10
    pages.close()  # type: ignore[attr-defined]


def test_what_cannot_be_done_is_refused_at_once() -> None:
    """One text is no list of texts, and nobody cleans without a process."""
    with pytest.raises(TypeError, match=r"^clean_many\(\) takes several texts; use clean\(\) on one text, or clean_files\(\) on paths$"):
        clean_many("News")
    with pytest.raises(TypeError, match=r"^clean_files\(\) takes several paths; write \[path\] for one$"):
        clean_files("a.txt")
    with pytest.raises(TypeError, match=r"^clean_files\(\) takes paths, not int; use clean_many\(\) on texts$"):
        list(clean_files([5]))  # type: ignore[list-item]
    with pytest.raises(CleanerError, match="no engine is called 'guess'"):
        clean_files([], engine="guess")
    with pytest.raises(ValueError, match=r"^at least one process must clean, not 0$"):
        clean_many([], processes=0)
    with pytest.raises(CleanerError, match="no policy is called 'bold'"):
        clean_many([], policy="bold")


@pytest.mark.parametrize("error", [ReadingError("a.txt", "is empty"), RuleError("a.toml", "ads.a", "why", "is missing")], ids=str)
def test_errors_can_be_sent_between_processes(error: CleanerError) -> None:
    """An error that was pickled says the same."""
    again = pickle.loads(pickle.dumps(error))

    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize(
    ("given", "fault"),
    [
        (None, "source 2: clean_many() takes str or Page, not NoneType"),
        (5, "source 2: clean_many() takes str or Page, not int"),
        (b"News", "source 2: clean_many() takes str or Page, not bytes; decode them, or use clean_html()"),
        (Path("a"), "a: clean_many() takes texts, and was given the path 'a'; use clean_files() on paths"),
        ("a.txt", "'a.txt': is the path of a file, and clean_many() takes texts; use clean_files() on paths, or Page(text) if it is one"),
    ],
    ids=["None", "5", "bytes", "path", "path as a text"],
)
def test_what_is_no_text_is_told_and_the_others_are_cleaned(processes: int, given: Any, fault: str) -> None:
    """Whatever stands among the texts, by one process or two; only a first one that is none ends it all."""
    kept = ("", clean(TEXT.format(1), rules=RULES).text)
    pages = clean_many([TEXT.format(1), given, TEXT.format(1)], processes=processes, rules=RULES)

    assert told(pages) == [kept, ("a" if isinstance(given, Path) else "source 2", fault), kept]


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ("a\0b.txt", "no such file, since its name holds NUL; check the path"),
        ("loop", "its links lead in a circle; remove one of them"),
        ("x" * 300, "its name is longer than the file system takes; shorten it"),
        ("bomb.txt.gz", f"{len(BOMB):,} bytes unpack to over 64 MiB; {UNPACK_FIRST}"),
        (None, "clean_files() takes paths, not NoneType; use clean_many() on texts"),
    ],
    ids=["NUL", "loop", "long", "bomb", "None"],
)
def test_what_is_no_file_is_told_and_the_others_are_cleaned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: int, given: Any, fault: str
) -> None:
    """Whatever stands among the paths, by one process or two."""
    monkeypatch.chdir(tmp_path)
    Path("loop").symlink_to("loop")
    Path("bomb.txt.gz").write_bytes(BOMB)
    Path("good.txt").write_text(TEXT.format(1))
    kept, name = ("good.txt", clean(TEXT.format(1), rules=RULES).text), given or "source 2"

    assert told(clean_files(["good.txt", given, "good.txt"], processes=processes, rules=RULES)) == [kept, (name, f"{name}: {fault}"), kept]


def test_no_rules_at_all_are_not_the_shipped_ones() -> None:
    """A rule set without rules finds nothing, as for `clean`."""
    none = RuleSet(())
    [page] = clean_many([TEXT], rules=none)

    assert isinstance(page, CleanedPage)
    assert page.text == clean(TEXT, rules=none).text
