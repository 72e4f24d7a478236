"""Many pages: in order, by one process or several, and what happens to those that cannot be cleaned."""

from __future__ import annotations

import gzip
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count, islice
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

from cleaner import CleanedPage, CleanerError, Page, RuleSet, Uncleaned, clean, clean_many
from cleaner.errors import ReadingError, RuleError
from cleaner.io.magic import UNPACK_FIRST

TEXT = "The harbour of Varn reopened on Tuesday, pier {}.\n\nAdvertisement\n"
BOMB = gzip.compress(b"A" * (67 << 20), mtime=0)
RULES = RuleSet.default().select("ads")


def told(pages: Iterator[CleanedPage | Uncleaned]) -> list[tuple[str, str]]:
    """The name of each page and its text, or what stood in the way."""
    return [(page.name, str(page.error)) if isinstance(page, Uncleaned) else (page.page.name, page.text) for page in pages]


class Deadly(Page):
    """A page at which whoever opens it in another process dies, the first time or always."""

    def __reduce__(self) -> tuple[object, ...]:  # type: ignore[override]
        return _die, (self.source, self.name)


def _die(mark: str, name: str) -> Page:
    if not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if name == "always":
        os.kill(os.getpid(), signal.SIGKILL)
    return Page(TEXT.format(0), name)


@pytest.mark.parametrize("processes", [1, 2])
def test_pages_come_in_the_order_in_which_they_are_given(tmp_path: Path, processes: int) -> None:
    """Files, texts and pages are cleaned as `clean` cleans them; a file that cannot be read is told in its place."""
    path, missing = tmp_path / "a.txt", tmp_path / "missing.txt"
    path.write_text(TEXT.format(1))
    texts = [TEXT.format(number) for number in range(5)]

    assert told(clean_many([texts[0], path, missing, Page(texts[3], "three"), texts[4]], processes=processes, rules=RULES)) == [
        ("", clean(texts[0], rules=RULES).text),
        (str(path), clean(texts[1], rules=RULES).text),
        (str(missing), f"{missing}: no such file or folder; check the path"),
        ("three", clean(texts[3], rules=RULES).text),
        ("", clean(texts[4], rules=RULES).text),
    ]


def test_a_file_named_as_a_web_page_is_cleaned_as_one(tmp_path: Path) -> None:
    """What its markup says is not told as text."""
    path = tmp_path / "a.html"
    path.write_text("<p>The harbour reopened.</p><script>no()</script>")
    [page] = clean_many([path], rules=RULES)

    assert isinstance(page, CleanedPage)
    assert (page.page.name, page.text.strip()) == (str(path), "The harbour reopened.")


def test_a_killed_process_costs_nothing_but_time(tmp_path: Path) -> None:
    """The page it was at is tried once more; one at which it dies again is told, and all others are cleaned."""
    once, always = (Deadly(str(tmp_path / name), name) for name in ("once", "always"))
    pages: list[str | Page] = [TEXT.format(1), once, TEXT.format(2), always, TEXT.format(3)]
    died = "always: the process that cleaned it died twice, perhaps for want of memory"
    kept = [clean(TEXT.format(number), rules=RULES).text for number in range(4)]

    assert told(clean_many(pages, processes=2, rules=RULES)) == [
        ("", kept[1]),
        ("once", kept[0]),
        ("", kept[2]),
        ("always", died),
        ("", kept[3]),
    ]


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
    with pytest.raises(TypeError, match=r"^clean_many\(\) takes several paths or texts; use clean\(\) on one text$"):
        clean_many("News")
    with pytest.raises(ValueError, match=r"^at least one process must clean, not 0$"):
        clean_many([], processes=0)
    with pytest.raises(CleanerError, match="no policy is called 'bold'"):
        clean_many([], policy="bold")


@pytest.mark.parametrize("error", [ReadingError("a.txt", "is empty"), RuleError("a.toml", "ads.a", "why", "is missing")], ids=str)
def test_errors_can_be_sent_between_processes(error: CleanerError) -> None:
    """An error that was pickled says the same."""
    again = pickle.loads(pickle.dumps(error))

    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


def test_a_program_that_keeps_nothing_for_itself_is_told_so(tmp_path: Path) -> None:
    """Each process imports the program; one that would start processes then dies, and every page says what the program lacks."""
    program = tmp_path / "program.py"
    program.write_text(
        "import cleaner\nfor page in cleaner.clean_many(['a', 'b'], processes=2):\n    print(page.error)\n", encoding="utf-8"
    )
    told = subprocess.run([sys.executable, program], capture_output=True, text=True, check=True).stdout.splitlines()

    assert ['under `if __name__ == "__main__":`' in line for line in told] == [True, True]


def test_a_process_that_dies_while_it_waits_costs_nothing(tmp_path: Path) -> None:
    """Whoever asks slowly leaves processes idle, and one of them may be killed then."""
    texts = [TEXT.format(number) for number in range(12)]
    pages = clean_many(texts, processes=2, rules=RULES)
    first = told(islice(pages, 3))
    time.sleep(1)
    for child in active_children():
        child.kill()
        child.join()

    assert first + told(pages) == [("", clean(text, rules=RULES).text) for text in texts]


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize(
    ("source", "name", "fault"),
    [
        (Path("a\0b.txt"), "a\0b.txt", "no such file, since its name holds NUL; check the path"),
        (None, "source 2", "is of type NoneType, and neither a path nor a text nor a page"),
        (5, "source 2", "is of type int, and neither a path nor a text nor a page"),
        (b"News", "source 2", "is of type bytes, and neither a path nor a text nor a page; decode them, or use clean_html()"),
        (Path("loop"), "loop", "its links lead in a circle; remove one of them"),
        (Path("x" * 300), "x" * 300, "its name is longer than the file system takes; shorten it"),
        (Path("bomb.txt.gz"), "bomb.txt.gz", f"{len(BOMB):,} bytes unpack to over 64 MiB; {UNPACK_FIRST}"),
    ],
    ids=["NUL", "None", "5", "bytes", "loop", "long", "bomb"],
)
def test_what_is_no_page_is_told_and_the_others_are_cleaned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: int, source: Any, name: str, fault: str
) -> None:
    """Whatever stands among the sources, by one process or two."""
    monkeypatch.chdir(tmp_path)
    Path("loop").symlink_to("loop")
    Path("bomb.txt.gz").write_bytes(BOMB)
    kept = clean(TEXT.format(1), rules=RULES).text

    assert told(clean_many([TEXT.format(1), source, TEXT.format(1)], processes=processes, rules=RULES)) == [
        ("", kept),
        (name, f"{name}: {fault}"),
        ("", kept),
    ]


class Huge(Page):
    """A page for which there is not memory enough, or that cannot be sent to another process."""

    def __reduce__(self) -> tuple[object, ...]:  # type: ignore[override]
        raise MemoryError


def test_a_page_that_cannot_be_sent_is_told_by_its_name() -> None:
    """The others go on."""
    pages = clean_many([TEXT.format(1), Huge("x", "huge"), TEXT.format(1)], processes=2, rules=RULES)

    assert [name for name, text in told(pages) if "MemoryError" in text] == ["huge"]


def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    """Even if that was killed; nobody is left to send them pages."""
    program = tmp_path / "program.py"
    program.write_text(
        "import os, signal\nfrom multiprocessing import active_children\nimport cleaner\n"
        "if __name__ == '__main__':\n    pages = cleaner.clean_many(map(str, range(99)), processes=2)\n    next(pages)\n"
        "    print(*(child.pid for child in active_children()), flush=True)\n    os.kill(os.getpid(), signal.SIGKILL)\n",
        encoding="utf-8",
    )
    children = subprocess.run([sys.executable, program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout.split()
    assert len(children) == 2
    for _ in range(100):
        if not any(alive(int(child)) for child in children):
            break
        time.sleep(0.1)

    assert [child for child in children if alive(int(child))] == []


def alive(process: int) -> bool:
    """Whether a process runs still; one that has ended and that nobody asked for does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
