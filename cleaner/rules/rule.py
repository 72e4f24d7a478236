"""What a rule is: it names a part of a page, and carries its reason and its examples. There is no verdict in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeVar

from msgspec import Struct

from cleaner.document.claim import Claim
from cleaner.document.parts import Part
from cleaner.errors import RuleError
from cleaner.rules.fold import trim
from cleaner.rules.guard import Budget, Content, Guard, OverBudgetError
from cleaner.rules.patterns import PLACEHOLDERS

if TYPE_CHECKING:
    import regex

Scope = Literal["line", "lines", "inline", "element"]
Finder = Literal["equals", "starts", "ends", "contains", "pattern", "row", "sequence", "select", "names"]

_Found = TypeVar("_Found")
OPENING, CLOSING = "⟦", "⟧"


class Example(Struct, frozen=True, array_like=True):
    """A text in which the marked stretches, and nothing else, must be found.

    Args:
        text: the text, with marks around what must be found; a counterexample has none.
        seen: where such a text was met, if it is given.
    """

    text: str
    seen: str = ""

    @property
    def plain(self) -> str:
        """The text without marks."""
        return self.text.replace(OPENING, "").replace(CLOSING, "")

    @property
    def marked(self) -> list[str]:
        """The stretches that must be found, in order."""
        return [piece.split(CLOSING)[0] for piece in self.text.split(OPENING)[1:]]


class Step(Struct, frozen=True, eq=False):
    """What one line of a sequence may be.

    Args:
        phrases: the line folded and trimmed.
        placeholders: what a line may fill instead.
        absent: whether there may be no such line.
    """

    phrases: frozenset[str]
    placeholders: tuple[str, ...]
    absent: bool


class Rule(Struct, frozen=True, array_like=True, dict=True):
    """One way to know a part of a page when it is seen.

    Args:
        id: its name, `<rule set>.<words>`.
        part: what it finds.
        why: the fact about the world that makes it right.
        finder: which of the ways below it finds by.
        phrases: folded phrases, for the finders that compare phrases; for `row`, the labels of which a row holds one at least.
        pattern: a regular expression, confirmed only where a keyword occurs; that of a row is made of its labels.
        keywords: lower-case literals of which one stands in every line the pattern can match.
        also: literals of which one stands there as well; empty where it asks for none.
        steps: for `sequence`, the phrases or placeholders of each line; an empty phrase lets a step be absent.
        select: for `select`, the CSS selectors of elements whose text it finds.
        names: for `names`, runs of words of which one stands in a class or the id of the element.
        beside: for `row`, labels that count only beside one of its phrases.
        scope: a whole line, several lines, characters inside a line, or all lines of an element of a web page.
        needs_context: whether it only counts among other chrome.
        bare: whether it finds a label whose value is missing.
        rewrite_to: what should stand instead of what it finds, for scope `inline`.
        max_words: the longest line, in words, it looks at.
        min_words: the shortest line, counted as one more than its spaces, in which its pattern is worth trying.
        guards: conditions beside the finder.
        examples: texts it must find something in.
        counterexamples: texts it must find nothing in.
        language: BCP 47 code of its phrases; `und` when it holds in any.
        sites: the hosts it speaks of; empty for all.
        source: the file it was read from.
    """

    id: str
    part: Part
    why: str
    finder: Finder
    phrases: tuple[str, ...] = ()
    pattern: str | None = None
    keywords: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    steps: tuple[tuple[str, ...], ...] = ()
    select: str | None = None
    names: tuple[tuple[str, ...], ...] = ()
    beside: tuple[str, ...] = ()
    scope: Scope = "line"
    needs_context: bool = False
    bare: bool = False
    rewrite_to: str | None = None
    max_words: int = 40
    min_words: int = 1
    guards: tuple[Guard, ...] = ()
    examples: tuple[Example, ...] = ()
    counterexamples: tuple[Example, ...] = ()
    language: str = "und"
    sites: frozenset[str] = frozenset()
    source: str = ""

    @cached_property
    def claim(self) -> Claim:
        """What the rule says of whatever it finds."""
        return Claim(self.part, self.id, 1.0, "", self.rewrite_to, self.bare, bool(self.sites))

    @cached_property
    def taking(self) -> tuple[Step, ...]:
        """The steps of a sequence as lines are compared with them."""
        return tuple(
            Step(
                frozenset(trim(word) for word in step if word and word not in PLACEHOLDERS),
                tuple(word for word in step if word in PLACEHOLDERS),
                "" in step,
            )
            for step in self.steps
        )

    @cached_property
    def compiled(self) -> regex.Pattern[str]:
        if self.pattern is None:
            raise ValueError(f"{self.id} finds by {self.finder}, not by a pattern")
        import regex  # many a small text meets rules of phrases alone

        return regex.compile(self.pattern, cache_pattern=False)

    @cached_property
    def shipped(self) -> bool:
        """Whether it ships with the library, so that its pattern is known to be quick on a short line."""
        return False

    @cached_property
    def _budget(self) -> Budget:
        return Budget()

    def timed(self, search: Callable[[], _Found], code_points: int) -> _Found:
        """What a search with the pattern finds on a line of so many code points, within what the pattern may take in all.

        Raises:
            RuleError: if too much was taken already.
        """
        try:
            return self._budget.timed(search, code_points)
        except OverBudgetError as error:
            raise RuleError(self.source, self.id, "pattern", str(error)) from error

    def renew_budgets(self) -> None:
        """Let its patterns take as much time as at first."""
        for one in (self, *self.guards):
            vars(one).pop("_budget", None)

    @cached_property
    def needs_only_context(self) -> bool:
        """Whether it takes other chrome around it, and nothing of the nearest lines."""
        return self.needs_context and not any(guard.looks_around for guard in self.guards)

    @cached_property
    def needs_place(self) -> bool:
        """Whether the line alone cannot answer: it takes context, neighbours, or several lines."""
        return self.needs_context or self.finder == "sequence" or any(guard.looks_around for guard in self.guards)

    def allows_line(self, line: str) -> bool:
        """Whether every guard about the line itself, without the white space around it, lets the rule stand."""
        try:
            for guard in self.guards:
                if not guard.looks_around and guard.fits_line(line) != (guard.outcome == "only"):
                    return False
        except OverBudgetError as error:
            raise self._slow_guard(error) from error
        return True

    def allows_element(self, content: Content) -> bool:
        """Whether every guard about what an element holds lets the rule stand."""
        # A loop, since a generator for so few would take most of the time.
        for guard in self.guards:  # noqa: SIM110
            if guard.fits_element(content) != (guard.outcome == "only"):
                return False
        return True

    def allows_place(self, line: str, previous: frozenset[str], following: frozenset[str]) -> bool:
        """Whether every guard about the neighbours, by the words that describe the nearest lines before and after, lets the rule stand."""
        try:
            for guard in self.guards:
                if guard.looks_around:
                    holds = guard.fits_place(previous, following) and guard.fits_line(line)
                    if holds != (guard.outcome == "only"):
                        return False
        except OverBudgetError as error:
            raise self._slow_guard(error) from error
        return True

    def _slow_guard(self, error: OverBudgetError) -> RuleError:
        return RuleError(self.source, self.id, "line.pattern", str(error))
