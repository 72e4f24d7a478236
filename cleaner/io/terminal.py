"""What a person reads on a terminal: coloured there, plain in files and pipes, and never able to steer the terminal.

Control characters of a page are shown as pictures of themselves, since a scrape may hold any.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from cleaner.io.writing import write_stdout

if TYPE_CHECKING:
    from rich.text import Text

# Unicode keeps a picture for each control character below 32, and one for delete; tabs and spaces just take up room.
_PICTURES = {code: 0x2400 + code for code in range(32)} | {0x7F: 0x2421, ord("\t"): ord(" "), 0xA0: ord(" ")}
_PICTURES |= dict.fromkeys([*range(0x80, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD)
WIDTH_WITHOUT_TERMINAL = 100


def terminal_width() -> int:
    """The columns of the terminal, or of `COLUMNS`, or a usual number where there is neither."""
    import shutil  # only pictures ask for it

    return shutil.get_terminal_size((WIDTH_WITHOUT_TERMINAL, 24)).columns


def printable(text: str) -> str:
    """A text that does nothing but stand there: no control characters, no half characters.

    Args:
        text: any text, such as a file name or a line of a page.
    """
    return text.translate(_PICTURES).encode("utf-8", "backslashreplace").decode("utf-8")


def show(lines: Iterable[Text | str]) -> None:
    """Lines to standard output, coloured only on a terminal.

    Args:
        lines: lines without their breaks.

    Raises:
        WritingError: if they cannot be written.
        BrokenPipeError: if whoever read them has gone.
    """
    if sys.stdout.isatty():
        from rich.console import Console  # takes longer to load than a file to check

        console = Console(highlight=False, markup=False, emoji=False)
        for line in lines:
            console.print(line, no_wrap=True, overflow="ignore", crop=False)
    else:
        write_stdout("".join(f"{str(line).rstrip()}\n" for line in lines).encode("utf-8", "backslashreplace"))


def tell(message: str) -> None:
    """A message to standard error.

    Args:
        message: one or more lines.
    """
    text = "\n".join(printable(line) for line in message.split("\n"))
    sys.stderr.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
    sys.stderr.buffer.flush()
