"""What a person reads on a terminal: coloured there, plain in files and pipes, and never able to steer the terminal or a log.

Names of files, keys of configurations, texts of rules and lines of pages may hold any character, and may be chosen by someone who wants the
output to do something. Control characters are shown as pictures of themselves, a line is always one line, and nothing in it is a command
to the log of a continuous integration.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from cleaner.document.result import Copy, Story
from cleaner.formats.writing import write_stdout

if TYPE_CHECKING:
    from rich.text import Text


def counted(number: int, noun: str) -> str:
    """A number and its noun."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


# Unicode keeps a picture for each control character below 32, and one for delete; tabs and spaces just take up room.
_PICTURES = {code: 0x2400 + code for code in range(32)} | {0x7F: 0x2421, ord("\t"): ord(" "), 0xA0: ord(" ")}
_PICTURES |= dict.fromkeys(
    [*range(0x80, 0xA0), 0x061C, 0x200E, 0x200F, 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD
)
_CONTROLS = {code: shown for code, shown in _PICTURES.items() if shown != ord(" ")}
_HALVES = re.compile("[\ud800-\udfff]")
# GitHub takes a line for a command that begins with two colons, white space aside, or that holds the other sign anywhere.
_COMMAND = re.compile(r"^(\s*)(?=::)|(?<=##)(?=\[)")
WIDTH_WITHOUT_TERMINAL = 100


def terminal_width() -> int:
    """The columns of the terminal, or of `COLUMNS`, or a usual number where there is neither."""
    import shutil  # only pictures ask for it

    return shutil.get_terminal_size((WIDTH_WITHOUT_TERMINAL, 24)).columns


def printable(text: str) -> str:
    """A text that does nothing but stand there: no control characters, no half characters."""
    return without_halves(text.translate(_PICTURES))


def without_halves(text: str) -> str:
    """A text in which half characters, for which UTF-8 has no bytes, are spelled: such as `\\udcff` for a byte of a file name."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")


def log_safe(line: str, *, spaces: bool = False) -> str:
    """A printable line that no log takes for a command: a backslash stands in front of what would make it one."""
    return _COMMAND.sub(r"\1\\", without_halves(line.translate(_CONTROLS)) if spaces else printable(line))


def show(lines: Iterable[Text | str]) -> None:
    """Lines to standard output, coloured only on a terminal. Whatever stands in a line, it stays one and does nothing else.

    Raises WritingError if they cannot be written; BrokenPipeError if whoever read them has gone.
    """
    if sys.stdout is not None and sys.stdout.isatty():
        from rich.console import Console  # takes longer to load than a file to check
        from rich.text import Text

        console = Console(highlight=False, markup=False, emoji=False)
        for line in lines:
            text = line if isinstance(line, Text) else Text(line)
            # Character by character, so that the styles stay where they are.
            text.plain = _HALVES.sub("\ufffd", text.plain.translate(_PICTURES))
            console.print(text, no_wrap=True, overflow="ignore", crop=False)
    else:
        write_stdout("".join(f"{log_safe(str(line)).rstrip()}\n" for line in lines).encode("utf-8"))


def tell(*lines: str) -> None:
    """A message to standard error; nothing where that is closed."""
    if sys.stderr is not None:
        sys.stderr.buffer.write("".join(f"{log_safe(line)}\n" for line in lines).encode("utf-8"))
        sys.stderr.buffer.flush()


_ELLIPSIS = "..."


def cell_len(text: str) -> int:
    """How many columns a printable text takes; most Chinese characters take two."""
    from rich.cells import cell_len  # checks need none of it

    return cell_len(text)


def shorten(text: str, cells: int) -> str:
    """A text that fits, its end replaced by dots if it did not."""
    return text if cell_len(text) <= cells else fitting(text, cells - len(_ELLIPSIS)) + _ELLIPSIS


def shorten_start(text: str, cells: int) -> str:
    """A text that fits, its beginning replaced by dots if it did not."""
    return text if cell_len(text) <= cells else _ELLIPSIS + fitting(text[::-1], cells - len(_ELLIPSIS))[::-1]


def fitting(text: str, cells: int) -> str:
    """The most of a text, from its beginning, that takes no more columns than there are."""
    size = 0
    for position, character in enumerate(text):
        size += cell_len(character)
        if size > cells:
            return text[:position]
    return text


def padded(text: str, cells: int) -> str:
    """A text with spaces after it up to a number of columns."""
    return text + " " * (cells - cell_len(text))


_MOST_LINES = 3
_UNTITLED = "(no headline)"


def copies(stories: Sequence[Story], width: int) -> Iterator[str]:
    """A line that counts, then each story that has copies: the kept one and the others."""
    copied = [story for story in stories if story.copies]
    total = "1 story" if len(stories) == 1 else f"{len(stories):,} stories"
    yield f"{total}, {len(copied) or 'none'} of them told more than once" + (":" if copied else "")
    for story in copied:
        yield shorten(printable(story.kept.headline or _UNTITLED), width)
        yield f"  kept      {story.page}:{story.kept.start}-{story.kept.end}"
        for copy in story.copies:
            yield f"  left out  {copy.page}:{copy.start}-{copy.end}  {_likeness(copy)}"
            yield from _lines("only there", copy.only_here, width)
            yield from _lines("only kept", copy.only_in_kept, width)


def _likeness(copy: Copy) -> str:
    """How like the kept one a copy is; only what is equal is called so."""
    if copy.similarity == 1:
        return "the same words" if copy.only_here or copy.only_in_kept else "the same"
    return f"{int(100 * copy.similarity)}% the same"


def _lines(label: str, lines: Sequence[str], width: int) -> Iterator[str]:
    for line in lines[:_MOST_LINES]:
        yield shorten(f"    {label}: {printable(line)}", width)
    if len(lines) > _MOST_LINES:
        yield f"    {label}: {counted(len(lines) - _MOST_LINES, 'more line')}"
