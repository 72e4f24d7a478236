"""`cleaner sample`: removals of a run for a person to judge, and what becomes of the answers."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from rich.text import Text

from cleaner.cli.examples import run_examples
from cleaner.cli.options import OPTIONS, Judgement, with_options
from cleaner.cli.session import extended, outcome
from cleaner.corpus.judgements import Written, accept_list, rule_examples, verdicts
from cleaner.corpus.ledger_samples import has_ledger, ledger_removals
from cleaner.corpus.report import REPORT, read_report
from cleaner.corpus.sampling import (
    Choice,
    Judged,
    RemovalSample,
    SheetForm,
    Verdict,
    drawn,
    read_answers,
    sampled_removals,
    sheet,
    verdict_of,
)
from cleaner.errors import ReadingError, WritingError
from cleaner.formats.reading import fault_of
from cleaner.formats.terminal import printable, shorten, shorten_start, show, tell, terminal_width
from cleaner.formats.writing import write_file, write_stdout
from cleaner.paths import exists
from cleaner.rules.rule import Example, Rule
from cleaner.rules.ruleset import RuleSet

if TYPE_CHECKING:
    import typer

HELP = "Draw removals of a run for a person to judge; what was wrongly removed becomes a list of texts that stay."
EPILOG = """Examples:

\b
  cleaner sample out.jsonl                           ask about twenty removals, on a terminal
  cleaner sample out.jsonl --rule model --below 0.7  of the model, where it was unsure
  cleaner sample out.jsonl -n 200 -o sheet.tsv       write a sheet to fill in
  cleaner sample out.jsonl --answers sheet.tsv -o cleaner.toml   add what must stay to a configuration
  cleaner sample out.jsonl --answers sheet.tsv --as rules        examples for rule files

Answers are y (chrome, rightly removed), n (body, wrongly removed), s or nothing (skip), and on a terminal q (quit).
cleaner clean, check, fix and run leave alone what the configuration beside their inputs, or that of --config, allows.

Exit codes: 0 done, 2 wrong use, or a run or sheet that cannot be read."""
_QUESTION = "Chrome? y rightly removed, n no: body, s skip, q quit: "
# How many lines around a removal are shown.
_LINES = 2
_EVERYTHING = Choice()


def add_to(app: typer.Typer) -> None:
    """The command with its options."""
    command = with_options(sample_command, part=OPTIONS["removed_part"], seed=OPTIONS["draw_seed"], out=OPTIONS["judged_out"])
    app.command("sample", help=HELP, epilog=EPILOG)(command)


def sample_command(
    run: Path,
    choice: Choice = _EVERYTHING,
    answers: Path | None = None,
    as_form: Judgement | None = None,
    out: Path | None = None,
    rules: list[Path] | None = None,
) -> None:
    """Ask on a terminal, else write a sheet; write what answers come to."""
    with outcome():
        report = read_report(run)
        form = as_form or Judgement.allow
        sheet_form = next((one for one in SheetForm if out and out.suffix == f".{one}"), None)
        if sheet_form and answers:
            raise WritingError(f"{out}: is the name of a sheet; what answers come to is TOML, such as -o cleaner.toml")
        if out and exists(out) and (sheet_form or form is Judgement.rules):
            raise WritingError(f"{out}: is there already, and may hold what a person wrote; choose another name")
        found = ledger_removals(report) if has_ledger(report) and run.name != REPORT else sampled_removals(report)
        known = extended(rules or ())
        if answers:
            judged = read_answers(_read(answers), str(answers), _form_of(answers), found)
        elif sheet_form or (out is None and not _is_terminal()):
            _write(sheet(drawn(found, choice), sheet_form or SheetForm.tsv), out)
            return
        elif not _is_terminal():
            raise WritingError(f"{out}: nobody can be asked here; write a sheet with -o sheet.tsv, and give it back with --answers")
        else:
            judged = asked(drawn(found, choice), known)
        _conclude(judged, form, known, out)


def _is_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise ReadingError(str(path), fault_of(error)) from error


def _form_of(path: Path) -> SheetForm:
    return SheetForm.jsonl if path.suffix == ".jsonl" else SheetForm.tsv


def _conclude(judged: Sequence[Judged], form: Judgement, rules: RuleSet, out: Path | None) -> None:
    """Write what answers come to, and say how many were wrong."""
    made = accept_list(judged, out) if form is Judgement.allow else _examples(judged, rules)
    tell(*made.notes, *verdicts(judged))
    if made.text:
        _write(made.text.encode(), out)
    else:
        tell("no answer asks for anything, so nothing was written")


def _write(raw: bytes, out: Path | None) -> None:
    if out:
        write_file(out, raw)
    else:
        write_stdout(raw)


def _examples(judged: Sequence[Judged], rules: RuleSet) -> Written:
    def holds(rule: Rule, example: Example) -> bool:
        return not [*run_examples([msgspec.structs.replace(rule, examples=(example,), counterexamples=())], rules)]

    return rule_examples(judged, rules.by_id, holds)


def asked(drawing: Sequence[RemovalSample], rules: RuleSet) -> list[Judged]:
    """What a person at the terminal says of removals, until there are no more or the person wants to stop; then what was said counts."""
    if not drawing:
        tell("nothing that was removed is as you asked")
    judged: list[Judged] = []
    for number, removal in enumerate(drawing, 1):
        show(_card(removal, f"{number} of {len(drawing)}", rules, terminal_width()))
        if (verdict := _verdict()) is None:
            break
        judged.append(Judged(removal, verdict))
    return judged


def _verdict() -> Verdict | None:
    """The answer to one question; None to stop."""
    while True:
        try:
            word = input(_QUESTION).strip().lower()
        except (EOFError, KeyboardInterrupt):
            tell("")
            return None
        if word in ("q", "quit"):
            return None
        if verdict := verdict_of(word):
            return verdict


def _card(removal: RemovalSample, counter: str, rules: RuleSet, width: int) -> Iterator[Text]:
    sample, rule = removal.sample, rules.by_id.get(removal.finder)
    yield Text("")
    named = f"{counter}  {printable(removal.finder)}  {printable(removal.part)}  "
    sure = f"  confidence {sample.confidence:.3g}" if sample.confidence < 1 else ""
    yield Text(named + shorten_start(printable(str(sample.place)), max(width - len(named) - len(sure), 20)) + sure, style="bold")
    for line in _lines(sample.before)[-_LINES:]:
        yield Text(shorten(f"  | {line}", width))
    for line in _lines(sample.text):
        yield Text(f"- | {line}", style="red")
    for line in _lines(sample.after)[:_LINES]:
        yield Text(shorten(f"  | {line}", width))
    if why := sample.because or (rule.why if rule else ""):
        yield Text(f"why {printable(why)}", style="dim")


def _lines(text: str) -> list[str]:
    return [printable(line.strip()) for line in text.splitlines() if line.strip()]
