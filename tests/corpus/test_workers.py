"""The processes that clean many pages: what one costs that dies, and who waits for whom."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from itertools import count, islice
from multiprocessing import active_children
from pathlib import Path

from cleaner import Page, clean, clean_many
from tests.corpus.many import RULES, TEXT, told


class Deadly(Page, frozen=True, eq=False):
    """A page at which whoever opens it in another process dies, the first time, the first two times, or always."""

    def __reduce__(self) -> tuple[object, ...]:
        return _die, (self.source, self.name)


def _die(mark: str, name: str) -> Page:
    with Path(mark).open("a") as file:
        file.write("+")
    if Path(mark).stat().st_size <= {"once": 1, "twice": 2}.get(name, 99):
        os.kill(os.getpid(), signal.SIGKILL)
    return Page(TEXT.format(0), name)


class Slow(Page, frozen=True, eq=False):
    """A page that takes a second to be opened in another process."""

    def __reduce__(self) -> tuple[object, ...]:
        return _wait, (self.source, self.name)


def _wait(source: str, name: str) -> Page:
    time.sleep(1)
    return Page(source, name)


def test_a_killed_process_costs_nothing_but_time(tmp_path: Path) -> None:
    """The page it was at is tried once more; one at which it dies again is told, and all others are cleaned."""
    once, twice, always = (Deadly(str(tmp_path / name), name) for name in ("once", "twice", "always"))
    pages: list[str | Page] = [TEXT.format(1), once, TEXT.format(2), always, twice, TEXT.format(3)]
    died = "the process that cleaned it died twice, perhaps for want of memory"
    kept = [clean(TEXT.format(number), rules=RULES).text for number in range(4)]

    assert told(clean_many(pages, processes=2, rules=RULES)) == [
        ("", kept[1]),
        ("once", kept[0]),
        ("", kept[2]),
        ("always", f"always: {died}"),
        ("twice", f"twice: {died}"),
        ("", kept[3]),
    ]


def test_nobody_runs_far_ahead_of_a_slow_page() -> None:
    """What is done waits its turn, so that no more is taken than two pages a process from the one that is asked for next."""
    numbers = count()
    pages = clean_many((Slow("a", "slow") if number == 0 else "a" for number in numbers), processes=2, rules=RULES)

    assert told(islice(pages, 1)) == [("slow", "a")]
    assert next(numbers) <= 4
    pages.close()  # type: ignore[attr-defined]


def test_a_program_that_keeps_nothing_for_itself_is_told_so(tmp_path: Path) -> None:
    """Each process imports the program; one that would start processes then ends, and every page says what the program lacks, once."""
    program = tmp_path / "program.py"
    program.write_text(
        "import cleaner\nfor page in cleaner.clean_many(['a', 'b'], processes=2):\n    print(page.error)\n", encoding="utf-8"
    )
    ended = subprocess.run([sys.executable, program], capture_output=True, text=True, check=True)

    assert ['under `if __name__ == "__main__":`' in line for line in ended.stdout.splitlines()] == [True, True]
    assert ended.stderr == ""


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


class Huge(Page, frozen=True, eq=False):
    """A page for which there is not memory enough, or that cannot be sent to another process."""

    def __reduce__(self) -> tuple[object, ...]:
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
