"""The account of a page on a terminal: the picture of its lines, the card of one place, and the page of one rule.

All of it shows ledger entries and works nothing out itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text

from cleaner.document.claim import MODEL
from cleaner.document.ledger import Entry, Ledger
from cleaner.document.page import Span
from cleaner.document.parts import Fate, Part
from cleaner.document.result import CleanedPage
from cleaner.errors import ReadingError
from cleaner.formats.reports import Tally
from cleaner.formats.terminal import fitting, padded, printable, shorten, shorten_start
from cleaner.formats.wording import advice, loser, place, scored, why, without_space
from cleaner.html.origins import Position
from cleaner.rules.guard import Guard
from cleaner.rules.rule import Example, Rule
from cleaner.rules.ruleset import RuleSet
from cleaner.rules.selectors import alternatives

_MARKS = {Fate.kept: " ", Fate.removed: "-", Fate.rewritten: "~"}
_STYLES = {"-": "dim red", "~": "yellow", " ": ""}
_PART_CELLS = max(map(len, Part))
_GUTTER, _GAPS, _LEAST_TEXT, _MOST_FINDER = 8, 4, 24, 40
# Of a path its end, with the two spaces before it.
_PATH_CELLS = 32
# What is always shown of the text before a change in a long line, dots included.
_LEAST_LEAD = 6


def picture(page: CleanedPage, position: Position, width: int) -> Iterator[Text]:
    """The lines of the picture; blank lines of the page are left out of it, but not of the sum below it."""
    ledger, starts = page.ledger, page.page.line_starts
    finders = _finder_cells(ledger)
    paths = _PATH_CELLS if ledger.paths else 0
    cells = max(width - _GUTTER - _GAPS - _PART_CELLS - finders - paths, _LEAST_TEXT)
    openers = {article.start: (place, article.opened_by) for place, article in enumerate(page.articles, 1)}
    for line in range(len(page.page.lines)):
        if starts[line] in openers:
            place, opened_by = openers[starts[line]]
            evidence = f": opened by {'; '.join(opened_by)}" if opened_by else ""
            yield Text(f" --- article {place} of {len(openers)}{evidence}", style="bold cyan")
        if ledger.part(line) is not Part.blank:
            mark, text, part, finder, path = _row(line, page, cells)
            finder = f"{finder:<{finders}}  {shorten_start(path, paths - 2)}" if paths else finder
            shown = f"{position(starts[line])[0]:>4} {mark}| {padded(text, cells)}  {part:<{_PART_CELLS}}  {finder}"
            yield Text(shown.rstrip(), style=_STYLES[mark])
    tally = Tally()
    tally.add(page)
    yield Text(f"  {tally.account}", style="bold")
    if tally.details:
        yield Text(f"  {tally.details}")


def _finder_cells(ledger: Ledger) -> int:
    """The columns that the longest name of a finder takes, up to a bound."""
    claims = [*ledger.claims.values(), *(piece.claim for pieces in ledger.pieces.values() for piece in pieces)]
    return min(max((len(claim.finder) for claim in claims), default=0), _MOST_FINDER)


def _row(line: int, page: CleanedPage, cells: int) -> tuple[str, str, str, str, str]:
    """The mark, text, part, finders and path of a line; of several entries, those that change something name mark and finders."""
    entries = page.ledger.entries(line)
    changes = [entry for entry in entries if entry.fate is not Fate.kept]
    whole = entries[0] if len(entries) == 1 else None
    mark = _MARKS[whole.fate] if whole else "~"
    finders = dict.fromkeys(entry.finder for entry in entries if entry.finder)
    ground = next((entry for entry in entries if entry not in changes), entries[0])
    text = printable(page.page.lines[line].strip()) if whole and not whole.output else _text(entries, page.page.source, cells)
    return mark, shorten(text, cells), ground.part, ", ".join(finders), printable(ground.path)


def _text(entries: Sequence[Entry], source: str, cells: int) -> str:
    """A line's text with its changes as `[old > "new"]`; the first of them is always in sight."""
    lead, rest, first = "", "", 0
    for entry in entries:
        shown = printable(entry.span.cut(source).rstrip("\r\n"))
        if entry.fate is not Fate.kept:
            rest += f'[{shown} > "{printable(entry.output)}"]'
            first = first or cell_len(rest)
        elif rest:
            rest += shown
        else:
            lead += shown
    whole = (lead + rest).strip()
    if not rest or cell_len(whole) <= cells:
        return whole
    return shorten_start(lead.lstrip(), max(cells - first - _LEAST_LEAD // 2, _LEAST_LEAD)) + rest.rstrip()


_LEAD = 24


class PageInFile(NamedTuple):
    """A cleaned page and where it stands in its file."""

    page: CleanedPage
    position: Position


Places = Sequence[tuple[PageInFile, Sequence[Entry]]]


def entries_at(pages: Iterable[PageInFile], name: str, line: int, column: int | None = None) -> Places:
    """The entries that begin on a line of a file, or the one that holds a column of it, each with its page.

    Raises ReadingError if there are none.
    """
    found: list[tuple[PageInFile, list[Entry]]] = []
    last = 0
    for held in pages:
        begin = [(held.position(entry.span.start), entry) for entry in held.page.ledger]
        last = max([last, *(place[0] for place, _ in begin)])
        on_line = [(place, entry) for place, entry in begin if place[0] == line and (column is None or place[1] <= column)]
        if column is not None:
            on_line = [(place, entry) for place, entry in on_line if place == on_line[-1][0]]
            found = [] if on_line else found
        if on_line:
            found.append((held, [entry for _, entry in on_line]))
    if not found:
        if line > last:
            raise ReadingError(name, f"has no text from line {line} on; the last one begins on line {last}")
        raise ReadingError(name, f"shows no text that begins at {':'.join(map(str, filter(None, (line, column))))}")
    return found


def cards(places: Places, rules: RuleSet, width: int) -> Iterator[Text]:
    """A card for each entry that somebody named, or one for the first as it stands."""
    entries = [(held, entry) for held, found in places for entry in found]
    named = [(held, entry) for held, entry in entries if entry.finder] or entries[:1]
    for number, (held, entry) in enumerate(named):
        if number:
            yield Text("")
        yield from _card(held.page, entry, rules.by_id.get(entry.finder), width, held.position)


def _card(page: CleanedPage, entry: Entry, rule: Rule | None, width: int, position: Position) -> Iterator[Text]:
    label = f"{entry.finder}: " if entry.finder else ""
    rewritten = f' to "{printable(entry.output)}"' if entry.fate is Fate.rewritten else ""
    yield Text(f"{label}{entry.fate}{rewritten} as {entry.part} (policy: {page.policy.name})", style="bold")
    span = without_space(page.page, entry.span)
    yield Text(f"  --> {printable(page.page.name)}:{place(position, span)}", style="cyan")
    yield from _underlined(page, span, width, position)
    if entry.path:
        yield Text(f"element  {printable(entry.path)}")
    if reason := why(entry, rule):
        yield Text(f"why      {reason}")
    # What the model gives as evidence is its score in fewer words.
    score = page.score(entry)
    if entry.because and not (score and entry.finder == MODEL):
        yield Text(f"because  {printable(entry.because)}")
    if score:
        yield Text(f"model    {printable(scored(score, page.policy))}")
    for finding in entry.losers:
        yield Text(f"instead  {loser(page.page, finding, position)}")
    if ways := advice(entry, rule):
        yield Text(f"to keep  {ways}")


def _underlined(page: CleanedPage, span: Span, width: int, position: Position) -> Iterator[Text]:
    """The line of a span with the span underlined; of a long line, the neighbourhood of the span's beginning."""
    line, column = page.page.position(span.start)
    number, source = str(position(span.start)[0]), page.page.lines[line - 1].rstrip("\r\n")
    before, inside, after = source[: column - 1], source[column - 1 : column - 1 + len(span)], source[column - 1 + len(span) :]
    room = max(width - len(number) - 5, 2 * _LEAD)
    if cell_len(source) > room and len(before) > _LEAD:
        before = "..." + before[3 - _LEAD :]
    shown_before, shown_inside = printable(before), printable(inside)
    shown = shorten(shown_before + shown_inside + printable(after), room)
    start = cell_len(shown_before)
    end = min(start + max(cell_len(shown_inside), 1), max(cell_len(fitting(shown, room)), start + 1))
    yield Text(f" {number} | {shown}")
    yield Text(f" {' ' * len(number)} | {' ' * start}{'^' * (end - start)}", style="red")


_SAID = {"equals": "the whole line is", "starts": "the line begins with", "ends": "the line ends with", "contains": "the line holds"}


def rule_page(rule: Rule) -> Iterator[Text]:
    """The lines of a rule's page."""
    yield Text(rule.id, style="bold")
    yield Text(f"  finds     {rule.part}: {rule.part.meaning}")
    yield Text(f"  why       {rule.why}")
    where = f" on {', '.join(sorted(rule.sites))}" if rule.sites else ""
    yield Text(f"  language  {rule.language}{where}")
    yield Text(f"  file      {printable(rule.source)}")
    yield from _finder(rule)
    if rule.needs_context:
        yield Text("  context   only among other chrome")
    if rule.bare:
        yield Text("  bare      a label whose value is missing, so it goes whatever its part")
    if rule.rewrite_to is not None:
        yield Text(f"  becomes   {printable(rule.rewrite_to)!r}")
    for guard in rule.guards:
        yield Text(f"  {guard.outcome:<8}  {'; '.join(_conditions(guard))}: {guard.why}")
    yield from _examples("example", rule.examples)
    yield from _examples("counterexample", rule.counterexamples)


def _finder(rule: Rule) -> Iterator[Text]:
    """How the rule finds, and the phrases or the pattern it finds by."""
    if rule.finder == "pattern":
        where = "somewhere in the line" if rule.scope == "inline" else "the whole line"
        yield Text(f"  pattern   {where} fits {printable(rule.pattern or '')}")
        yield Text(f"  keywords  {', '.join(map(repr, rule.keywords))}")
        if rule.also:
            yield Text(f"  also      {', '.join(map(repr, rule.also))}")
    elif rule.finder == "sequence":
        yield Text("  sequence  lines in this order, empty ones between them passed over:")
        for number, step in enumerate(rule.steps, 1):
            words = " / ".join(word for word in step if word)
            yield Text(f"    {number}. {words}" + (" (or absent)" if "" in step else ""))
    elif rule.scope == "element":
        yield Text(
            f"  {rule.finder:<8}  all lines of an element that {'fits' if rule.select else 'has one of these words in its class or id:'}"
        )
        for selector in alternatives(rule.select or "") or map(" ".join, rule.names):
            yield Text(f"    {printable(selector)}")
    elif rule.finder == "row":
        yield Text("  row       the whole line is two or more labels, whatever parts them, one of them of these:")
        yield Text(f"    {printable(', '.join(rule.phrases))}")
        if rule.beside:
            yield Text(f"  beside    {printable(', '.join(rule.beside))}")
    else:
        yield Text(f"  {rule.finder:<8}  {_SAID[rule.finder]} one of these, read without case, marks and the value of numbers:")
        for phrase in rule.phrases:
            yield Text(f"    {printable(phrase)}")
    if rule.finder in ("pattern", "row", "starts", "ends", "contains") and rule.scope == "line":
        yield Text(f"  length    lines of up to {rule.max_words} words")


def _conditions(guard: Guard) -> Iterator[str]:
    """What a guard asks, in words."""
    for least, most, unit in ((guard.min_words, guard.max_words, "words"), (guard.min_chars, guard.max_chars, "characters")):
        if least:
            yield f"at least {least} {unit}"
        if most is not None:
            yield f"at most {most} {unit}"
    if guard.pattern is not None:
        yield f"the line holds {printable(guard.pattern)}"
    for bound, limits in (("at least", guard.least), ("at most", guard.most)):
        yield from (f"the element holds {bound} {most} {measure}" for measure, most in limits.items())
    for side, words in (("before", guard.previous), ("after", guard.next)):
        if words:
            yield f"the line {side} is {' or '.join(sorted(words))}"


def _examples(kind: str, examples: tuple[Example, ...]) -> Iterator[Text]:
    for number, example in enumerate(examples, 1):
        seen = f" (seen: {printable(example.seen)})" if example.seen else ""
        yield Text(f"  {kind} {number}{seen}", style="dim")
        for line in example.text.strip("\n").split("\n"):
            yield Text(f"    | {printable(line)}")
