"""One rule in full, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from cleaner.io.terminal import printable
from cleaner.rules.compounds import alternatives
from cleaner.rules.guard import Guard
from cleaner.rules.rule import Example, Rule

_SAID = {"equals": "the whole line is", "starts": "the line begins with", "ends": "the line ends with", "contains": "the line holds"}


def rule_page(rule: Rule) -> Iterator[Text]:
    """The lines of a rule's page.

    Args:
        rule: the rule.
    """
    yield Text(rule.id, style="bold")
    yield Text(f"  finds     {rule.part}: {rule.part.meaning}")
    yield Text(f"  why       {rule.why}")
    where = f" on {', '.join(sorted(rule.sites))}" if rule.sites else ""
    yield Text(f"  language  {rule.language}{where}")
    yield Text(f"  file      {printable(rule.source)}")
    yield from _finder(rule)
    if rule.company:
        yield Text("  company   only among other chrome")
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
    for bound, asked in (("at least", guard.least), ("at most", guard.most)):
        yield from (f"the element holds {bound} {most} {measure}" for measure, most in asked.items())
    for place, words in (("before", guard.previous), ("after", guard.next)):
        if words:
            yield f"the line {place} is {' or '.join(sorted(words))}"


def _examples(kind: str, examples: tuple[Example, ...]) -> Iterator[Text]:
    for number, example in enumerate(examples, 1):
        seen = f" (seen: {printable(example.seen)})" if example.seen else ""
        yield Text(f"  {kind} {number}{seen}", style="dim")
        for line in example.text.strip("\n").split("\n"):
            yield Text(f"    | {printable(line)}")
