"""From the table of a rule, read by its types, to the rule: what types cannot say is checked here, one method for a few keys."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Literal, get_args

import regex

from cleaner.document.parts import Part, Zone
from cleaner.errors import suggestion
from cleaner.rules.fold import fold, trim
from cleaner.rules.guard import MATCH_SECONDS, Content, Guard, Outcome
from cleaner.rules.patterns import PLACEHOLDERS, pattern_fault, row_pattern, size_fault
from cleaner.rules.rule import CLOSING, OPENING, Example, Finder, Rule, Scope
from cleaner.rules.selectors import Selectors, alternatives, name_words
from cleaner.rules.tables import ExampleTable, GuardTable, HeaderTable, RuleTable
from cleaner.tables import Fault, record

FINDERS: tuple[Finder, ...] = get_args(Finder)
# The scopes that go with a finder, the usual one first; finders that compare phrases speak of lines.
_SCOPES: dict[Finder, tuple[Scope, ...]] = {
    "pattern": ("line", "inline"),
    "sequence": ("lines",),
    "select": ("element",),
    "names": ("element",),
}
_OF_ELEMENTS = ("select", "names")
# What only rules about lines can say.
_LINE_KEYS = ("keywords", "also", "max_words", "min_words", "needs_context", "rewrite_to")
_NEIGHBOURS = {"prose", "sentence", "heading", "label", "number", "start", "end", *Part, *Zone}
_MEASURES = {f"{bound}_{measure}" for measure in Content._fields for bound in ("min", "max")}
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
# A literal of one letter or digit occurs nearly everywhere; a single sign such as © does not.
_SHORTEST_LITERAL = 2
_UNREADABLE = "holds a phrase of characters without a reading alone, such as zero-width spaces; lines are compared without them"
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class RuleChecker:
    """One rule of a file.

    Args:
        header: what the file says of all its rules.
        key: the rule's key in the file.
        raw: its table, definitions written out.
        where: what errors call the file.
        fault: takes the path of each key at fault, and what is wrong with it.
    """

    def __init__(self, header: HeaderTable, key: str, raw: dict[str, Any], where: str, fault: Fault) -> None:
        self._header, self._key, self._raw, self._where, self._tell = header, key, raw, where, fault
        self._faulty = False
        self._table = record(RuleTable, raw, self._fault)

    def _fault(self, key: str, fault: str) -> None:
        self._faulty = True
        self._tell(key, fault)

    def rule(self) -> Rule | None:
        """The rule, or None where anything is at fault."""
        table = self._table
        if not _KEY.fullmatch(self._key):
            self._fault("rule", f"{self._key!r} must be small letters and digits, in words with dashes between")
        if not table.why and "why" not in self._raw:
            self._fault("why", "is missing: say which fact of the world makes the rule right")
        part, finder = self._part(), self._finder()
        examples, counterexamples = self._examples("examples"), self._examples("counterexamples")
        guards = self._guards()
        if finder is None or part is None:
            return None
        scope = self._scope(finder, guards)
        made = Rule(
            id=f"{self._header.name}.{self._key}",
            part=part,
            why=table.why,
            finder=finder,
            phrases=self._phrases(finder),
            beside=_folded(table.beside or ()),
            pattern=self._pattern(finder),
            keywords=self._keywords(finder),
            also=self._literals("also"),
            steps=self._steps() if finder == "sequence" else (),
            select=self._selector() if finder == "select" else None,
            names=self._names() if finder == "names" else (),
            scope=scope,
            needs_context=table.needs_context,
            bare=table.bare,
            rewrite_to=self._rewrite_to(),
            max_words=table.max_words,
            min_words=table.min_words,
            guards=guards,
            examples=examples,
            counterexamples=counterexamples,
            language=self._header.language,
            sites=frozenset(site.lower() for site in self._header.sites),
            source=self._where,
        )
        if scope == "element" and not self._faulty:
            try:
                Selectors([made])
            except ValueError as error:
                self._fault("select", f"{error}; every page would be searched for it")
        return None if self._faulty else made

    def _part(self) -> Part | None:
        word = self._table.part
        if word in Part.__members__:
            return Part[word]
        if word or "part" not in self._raw:
            parts = f"the parts are {', '.join(Part.__members__)}"
            self._fault("part", f"no part is called {word!r}; {suggestion(word, Part.__members__, parts) if word else parts}")
        return None

    def _finder(self) -> Finder | None:
        found = [finder for finder in FINDERS if finder in self._raw]
        if len(found) != 1 and self._raw.keys() <= set(RuleTable.__struct_fields__):  # else one may be misspelt
            self._fault("finder", f"a rule has exactly one of {', '.join(FINDERS)}; this one has {', '.join(found) or 'none'}")
        return found[0] if len(found) == 1 else None

    def _scope(self, finder: Finder, guards: Iterable[Guard]) -> Scope:
        """How much the rule finds, and whether what else it says goes with that."""
        table, scopes = self._table, _SCOPES.get(finder, ("line",))
        scope = next((one for one in scopes if one == table.scope), scopes[0])
        if table.scope not in (None, *scopes):
            self._fault("scope", f"{table.scope!r} does not go with {finder}; a rule that finds by it has scope {' or '.join(scopes)}")
        if scope == "element":
            for key in _LINE_KEYS:
                if key in self._raw:
                    self._fault(key, f"does not go with {finder}; it speaks of lines")
        elif finder != "pattern":
            for key in {"keywords", "also"} & self._raw.keys():
                self._fault(key, "only a pattern has keywords; phrases are their own")
        if "beside" in self._raw and finder != "row":
            self._fault("beside", f"does not go with {finder}; it names labels that stand in a row beside others")
        if "rewrite_to" in self._raw and scope not in ("inline", "element"):
            self._fault("rewrite_to", 'only goes with scope = "inline"')
        if scope == "inline" and (table.needs_context or any(guard.looks_around for guard in guards)):
            self._fault("scope", "a rule inside a line can ask only about that line, not about context or neighbours")
        return scope

    def _phrases(self, finder: Finder) -> tuple[str, ...]:
        if finder in _SCOPES:
            return ()
        phrases = _folded(getattr(self._table, finder) or ())
        if not all(phrases):
            self._fault(finder, _UNREADABLE)
        if finder in ("starts", "ends") and any(len(trim(phrase)) < _SHORTEST_LITERAL for phrase in phrases if phrase):
            self._fault(finder, f"takes phrases of {_SHORTEST_LITERAL} characters or more; one opens or ends too many lines")
        return phrases

    def _pattern(self, finder: Finder) -> str | None:
        """What the rule is confirmed by, if it is: its own pattern, or the one that its labels make."""
        table = self._table
        if finder == "pattern":
            return self._regular(table.pattern, "pattern") if table.pattern else None
        if finder != "row" or not table.row:
            return None
        for label in (*table.row, *(table.beside or ())):
            if label != label.lower() or label != " ".join(label.split()):
                self._fault("row", f"{label!r} must be in lower case, with single spaces between its words")
        return self._regular(row_pattern(table.row, table.beside or ()), "row")

    def _regular(self, pattern: str, key: str) -> str:
        """A pattern, which should compile and not backtrack without bound."""
        if found := size_fault(pattern):
            self._fault(key, found)
            return pattern
        try:
            regex.compile(pattern)
        except RecursionError:
            self._fault(key, "is nested too deeply to be read")
        except (regex.error, ValueError, OverflowError) as error:
            self._fault(key, f"is not a regular expression: {error}")
        else:
            if found := pattern_fault(pattern):
                self._fault(key, found)
        return pattern

    def _keywords(self, finder: Finder) -> tuple[str, ...]:
        """The literals that say where the pattern is worth trying."""
        if finder == "row":  # it holds one label at least that counts by itself
            return tuple(bare for label in self._table.row or () if len(bare := label.lstrip("# ")) >= _SHORTEST_LITERAL)
        if finder != "pattern":
            return ()
        if "keywords" not in self._raw:
            self._fault("keywords", "a pattern needs keywords: lower-case literals of which one stands in every line it can match")
        return self._literals("keywords")

    def _literals(self, key: Literal["keywords", "also"]) -> tuple[str, ...]:
        words: list[str] = getattr(self._table, key) or []
        for word in words:
            if word != word.lower():
                self._fault(key, f"{word!r} must be in lower case; lines are lowered before the search")
            elif key == "keywords" and len(word) < _SHORTEST_LITERAL and word.isascii() and word.isalnum():
                self._fault(key, f"{word!r} occurs nearly everywhere; take a longer literal")
        return tuple(dict.fromkeys(words))

    def _steps(self) -> tuple[tuple[str, ...], ...]:
        """The lines of a sequence, each as its folded phrases or placeholders."""
        steps = self._table.sequence
        if steps is None:
            return ()
        for word in (word for step in steps for word in step):
            if word.startswith("{") and word not in PLACEHOLDERS:
                self._fault("sequence", f"no placeholder is called {word}; there are {', '.join(PLACEHOLDERS)}")
            elif word and not fold(word):
                self._fault("sequence", _UNREADABLE)
        if len(steps) < 2 or any(word in PLACEHOLDERS or not word for word in steps[0]):
            self._fault("sequence", "needs two steps or more, and the first must be made of phrases")
        return tuple(tuple(word if word in PLACEHOLDERS else fold(word) for word in step) for step in steps)

    def _rewrite_to(self) -> str | None:
        """What should stand instead: it must not break the line, nor be found by the rule again."""
        text, pattern = self._table.rewrite_to, self._table.pattern
        if text is None or pattern is None:
            return text
        if len(text.splitlines()) > 1 or text != text.rstrip("\r\n"):
            self._fault("rewrite_to", "must not hold a line break")
        try:
            if regex.search(pattern, text, timeout=MATCH_SECONDS):
                self._fault("rewrite_to", "is found by the rule's own pattern, so a second cleaning would rewrite it again")
        except TimeoutError:
            self._fault("rewrite_to", f"takes the rule's own pattern over {MATCH_SECONDS} s; make its repetitions possessive, such as a++")
        except (regex.error, ValueError, OverflowError, RecursionError):
            pass  # reported for the pattern already
        return text

    def _selector(self) -> str | None:
        from selectolax.lexbor import LexborHTMLParser, SelectolaxError  # rules about lines need no parser

        text = self._table.select
        if text is None:
            return None
        try:
            LexborHTMLParser("").css(text)
        except SelectolaxError:
            self._fault("select", f"is not a CSS selector: {text!r}")
        return ", ".join(alternatives(text))

    def _names(self) -> tuple[tuple[str, ...], ...]:
        """Runs of words, each as the words of class names are read."""
        found = []
        for phrase in self._table.names or ():
            words = name_words(phrase.replace(" ", "-"))
            if phrase != phrase.lower() or " ".join(words) != phrase:
                self._fault("names", f"{phrase!r} must be words in lower case with single spaces between, such as {'share bar'!r}")
            found.append(words)
        return tuple(found)

    def _guards(self) -> tuple[Guard, ...]:
        read = [(outcome, table, n) for outcome in OUTCOMES for n, table in enumerate(getattr(self._table, outcome))]
        return tuple(self._guard(outcome, table, self._raw[outcome][n].keys(), f"{outcome}[{n + 1}]") for outcome, table, n in read)

    def _guard(self, outcome: Outcome, table: GuardTable, keys: Iterable[str], path: str) -> Guard:
        if "why" not in keys:
            self._fault(f"{path}.why", "is missing: say which fact of the world the guard rests on")
        conditions = set(keys) - {"why"}
        if not conditions:
            self._fault(path, "asks nothing; give it line, previous or next, or element in a rule about elements")
        elif (conditions == {"element"}) == self._raw.keys().isdisjoint(_OF_ELEMENTS) or (len(conditions) > 1 and "element" in conditions):
            self._fault(path, "asks about element in a rule that finds by select or names, and about lines in every other")
        for key, known in (("previous", _NEIGHBOURS), ("next", _NEIGHBOURS), ("element", _MEASURES)):
            for word in (one for one in getattr(table, key) or () if one not in known):
                what = "element has the measure" if key == "element" else "line is described as"
                self._fault(f"{path}.{key}", f"no {what} {word!r}; {suggestion(word, known)}")
        line, bounds = table.line, table.element or {}
        if line and line.pattern:
            self._regular(line.pattern, f"{path}.line.pattern")
        return Guard(
            outcome,
            table.why,
            **{key: getattr(line, key) for key in line.__struct_fields__} if line else {},
            previous=frozenset(table.previous or ()),
            next=frozenset(table.next or ()),
            least={key[4:]: value for key, value in bounds.items() if key.startswith("min_")},
            most={key[4:]: value for key, value in bounds.items() if key.startswith("max_")},
        )

    def _examples(self, key: str) -> tuple[Example, ...]:
        """The texts that the rule proves itself on."""
        if key not in self._raw:
            self._fault(key, "is missing: a rule shows at least one text it finds something in, and one it leaves alone")
        wanted = f"must mark what is found with {OPENING} and {CLOSING}" if key == "examples" else "must hold no marks"
        found = []
        for each in getattr(self._table, key) or ():
            example = Example(each.text, each.seen) if isinstance(each, ExampleTable) else Example(each)
            if not example.plain.strip():
                self._fault(key, "holds a text that is missing or empty")
            elif example.text.count(OPENING) != example.text.count(CLOSING) or bool(example.marked) != (key == "examples"):
                self._fault(key, f"{wanted}: {example.text!r}")
            found.append(example)
        return tuple(found)


def _folded(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(fold, phrases)))
