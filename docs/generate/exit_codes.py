"""What the exit codes of each command mean, from the sentence that its help text ends with."""

from __future__ import annotations

import re

from docs.generate.commands import anchor, commands
from docs.generate.markup import code, prose, table

_SENTENCE = re.compile(r"Exit codes: (.+?)\.?\s*\Z", re.DOTALL)
_CODE = re.compile(r"(?:\A|[,;]\s+)(\d+) ")


def exit_codes() -> dict[str, dict[int, str]]:
    """Each command that states exit codes, with the meaning of each."""
    found = {}
    for name, command in commands():
        if stated := _SENTENCE.search(command.epilog or ""):
            _, *pieces = _CODE.split(" ".join(stated[1].split()))
            found[name] = dict(zip(map(int, pieces[::2]), pieces[1::2], strict=True))
    return found


def exit_code_table() -> str:
    """A row for each command that states exit codes."""
    stated = exit_codes()
    numbers = sorted({number for codes in stated.values() for number in codes})
    rows = (
        [f'<a href="../command/#{anchor(name)}">{code(name)}</a>', *(prose(codes.get(number, "")) for number in numbers)]
        for name, codes in stated.items()
    )
    return table(["command", *map(str, numbers)], rows)
