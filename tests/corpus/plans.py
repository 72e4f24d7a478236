"""Small runs for tests: few rules, a made-up model, small parts, and records that can be made to hang or kill their process."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cleaner import RuleSet
from cleaner.corpus.cleaning import Cleaning
from cleaner.corpus.many import Cleaner
from cleaner.corpus.output import Output
from cleaner.corpus.plan import Plan
from cleaner.corpus.progress import Watch
from cleaner.corpus.run import Ended, run
from cleaner.document.parts import PageKind
from cleaner.errors import ExtraError
from cleaner.lines.blocks import Blocks
from cleaner.model.scores import LineScores
from tests.scorers import Capitals

RULES = RuleSet.default().select("ads")
VERSIONS = {"cleaner": "0"}
TEXT = "The harbour of Varn reopened on Tuesday, pier {}.\n\nAdvertisement\n\nTODAY ON VARN\nShips &amp; cranes moved at noon.\n"


class Moody(Capitals):
    """Sleeps at some texts, for a moment or a day, notes others in a file, and dies at some: always, or until it has left a mark."""

    def score(self, blocks: Blocks, left: str, kind: PageKind | None = None) -> LineScores:
        """What capitals say, if it comes to that."""
        text = "".join(blocks.texts)
        if "SLOW" in text:
            time.sleep(0.03)
        if "EXTRA" in text:
            raise ExtraError("capitals", "letters", "case")
        if "NOTE" in text:
            with Path(text.partition("note:")[2].split()[0]).open("a", encoding="ascii") as notes:
                notes.write("x")
        if "HANG" in text:
            time.sleep(86_400)
        if "DIE" in text:
            mark = text.partition("mark:")[2].split()
            if not mark or not Path(mark[0]).exists():
                for path in mark:
                    Path(path).touch()
                os.kill(os.getpid(), signal.SIGKILL)
        return super().score(blocks, left, kind)


def cleaning(rules: RuleSet = RULES, **how: Any) -> Cleaning:
    """How documents are cleaned here."""
    return Cleaning(Cleaner(rules=rules, model=Moody()), **how)


def written(path: Path, texts: Iterable[str], **columns: Any) -> str:
    """A file of JSON lines with these texts."""
    rows = ({"id": number, "text": text, **columns} for number, text in enumerate(texts))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return str(path)


def plan(inputs: Iterable[str | Path], out: Path, documents: int = 4, **how: Any) -> Plan:
    """A run in parts of a few documents."""
    fields = {"rules", *Cleaning.__struct_fields__}
    cleans = {name: value for name, value in how.items() if name in fields}
    rest = {name: value for name, value in how.items() if name not in fields}
    output = rest.pop("output", None) or Output.named(str(out))
    return Plan(tuple(map(str, inputs)), output, cleaning(typed=output.form == "parquet", **cleans), documents=documents, **rest)


def ran(wanted: Plan) -> Ended:
    """The run, to its end."""
    return run(wanted, VERSIONS, Watch())


def left(out: Path) -> dict[str, Any]:
    """All that a run leaves behind, times aside."""
    folder = out.with_name(f"{out.name}.run")
    report = msgspec.json.decode((folder / "report.json").read_bytes())
    for name in ("elapsed", "taken_over", "processes"):
        del report[name]
    for name in ("seconds", "slowest"):
        del report["counts"][name]
    quarantine = (folder / "quarantine.jsonl").read_bytes()
    files = sorted(path.name for path in folder.iterdir())
    return {"out": out.read_bytes(), "report": report, "quarantine": quarantine, "files": files}


class Stop(BaseException):
    """Stops a run as a signal would."""


def stopping(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, at: int, error: BaseException, *, after: bool) -> None:
    """Let a function raise at its nth call, before or after it has done its work; from then on it works again."""
    whole: Callable[..., Any] = getattr(module, name)
    calls = [0]

    def called(*args: Any, **named: Any) -> Any:
        calls[0] += 1
        done = whole(*args, **named) if after or calls[0] != at else None
        if calls[0] == at:
            raise error
        return done

    monkeypatch.setattr(module, name, called)


def rows(path: Path) -> list[dict[str, Any]]:
    """The records of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text().splitlines()]


def corpus(folder: Path) -> list[str]:
    """Two files of records, of which two are broken, and one text."""
    first = written(folder / "a.jsonl", (TEXT.format(number) for number in range(10)), score=0.5)
    with Path(first).open("a") as file:
        file.write('{"id": 10, "text": 7}\n{"id": 11, "te\n')
    second = written(folder / "b.jsonl", (TEXT.format(number) for number in range(20, 27)))
    (folder / "c.txt").write_text(TEXT.format(30))
    return [first, second, str(folder / "c.txt")]
