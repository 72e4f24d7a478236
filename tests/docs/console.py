"""Blocks of a terminal: commands after `$`, each followed by what it prints."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.docs.shell import Shell

_LEFT_OUT = "..."
_LEFT_OUT_WITHIN = "[...]"
_EXIT_CODE = re.compile(r"#.*\bexit code (\d+)")


@dataclass(frozen=True)
class Command:
    """A command, and the lines that are said to follow it."""

    text: str
    output: tuple[str, ...]

    @property
    def exit_code(self) -> int:
        """0, unless a comment of the command says `exit code N`."""
        said = _EXIT_CODE.search(self.text)
        return int(said[1]) if said else 0


def commands(source: str) -> list[Command]:
    """The commands of a block; a line that ends in a backslash goes on in the next, with or without `> ` before it.

    Raises ValueError where the block begins with no command.
    """
    found: list[tuple[str, list[str]]] = []
    for line in source.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif not found:
            raise ValueError(f"a console block begins with a command after `$ `, not with {line!r}")
        elif found[-1][0].endswith("\\") and not found[-1][1]:
            text, output = found.pop()
            found.append((f"{text}\n{line.removeprefix('> ')}", output))
        else:
            found[-1][1].append(line)
    return [Command(text, tuple(output)) for text, output in found]


def matches(expected: tuple[str, ...], printed: str) -> bool:
    """Whether the lines are those printed; `...` on a line by itself is any lines, `[...]` within one any characters.

    Spaces at the ends of lines, and empty lines at the end, do not count.
    """
    pattern = "".join(
        r"(?:[^\n]*\n)*" if line.strip() == _LEFT_OUT else "[^\n]*".join(map(re.escape, line.rstrip().split(_LEFT_OUT_WITHIN))) + "\n"
        for line in "\n".join(expected).rstrip().split("\n")
    )
    lines = "\n".join(line.rstrip() for line in printed.split("\n")).rstrip("\n") + "\n"
    return re.fullmatch(pattern, lines) is not None


def differences(shell: Shell, source: str) -> str:
    """Runs the commands of a block; what was not as the block says, or nothing."""
    found = []
    for command in commands(source):
        code, printed = shell.run(command.text)
        if code != command.exit_code:
            found.append(f"$ {command.text}\nended with exit code {code}, not {command.exit_code}, and printed:\n{printed}")
        elif not matches(command.output, printed):
            shown = "\n".join(command.output)
            found.append(f"$ {command.text}\nis shown with:\n{shown}\nbut printed:\n{printed}")
    return "\n".join(found)
