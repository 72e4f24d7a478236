"""From a TOML table to a Rule. Loading is strict: every error names file, rule and key, and says what to write instead."""

from __future__ import annotations

import difflib

import regex

from cleaner.document.parts import Part
from cleaner.rules.element_tables import filed, names, selector
from cleaner.rules.fold import trim
from cleaner.rules.guard import MATCH_SECONDS
from cleaner.rules.guard_tables import guards
from cleaner.rules.keys import EXAMPLE_TYPES, FINDERS, LINE_KEYS, RULE_TYPES, SHORTEST_LITERAL
from cleaner.rules.placeholders import PLACEHOLDERS
from cleaner.rules.rows import row_pattern
from cleaner.rules.rule import CLOSING, OPENING, Example, Finder, Rule, Scope, folded_phrases
from cleaner.rules.table import Table

# The scopes that go with a finder, the usual one first; finders that compare phrases speak of lines.
_SCOPES: dict[Finder, tuple[Scope, ...]] = {
    "pattern": ("line", "inline"),
    "sequence": ("lines",),
    "select": ("element",),
    "names": ("element",),
}
_UNREADABLE = "holds a phrase of characters without a reading alone, such as zero-width spaces; lines are compared without them"


class RuleTable(Table):
    """One `[[rule]]` table of one file, on its way to becoming a Rule."""

    def part(self) -> Part:
        """The part the rule finds."""
        word = self.table.get("part", "")
        if word not in Part.__members__:
            near = difflib.get_close_matches(word, Part.__members__, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"the parts are {', '.join(Part.__members__)}"
            raise self.fault("part", f"no part is called {word!r}; {hint}")
        return Part[word]

    def finder(self) -> Finder:
        """The one way the rule finds by."""
        named = [finder for finder in FINDERS if finder in self.table]
        if len(named) != 1:
            raise self.fault("finder", f"a rule has exactly one of {', '.join(FINDERS)}; this one has {', '.join(named) or 'none'}")
        return named[0]

    def rewriting_fault(self, text: str, pattern: str) -> str | None:
        """What is wrong with a text to stand instead: it must not break the line, nor be found by the rule again."""
        if len(text.splitlines()) > 1 or text != text.rstrip("\r\n"):
            return "must not hold a line break"
        try:
            if regex.search(pattern, text, timeout=MATCH_SECONDS):
                return "is found by the rule's own pattern, so a second cleaning would rewrite it again"
        except TimeoutError:
            return f"takes the rule's own pattern over {MATCH_SECONDS} s; make its repetitions possessive, such as a++"
        return None

    def keywords(self, finder: Finder) -> tuple[str, ...]:
        """The literals that say where the pattern is worth trying."""
        if finder != "pattern":
            if "keywords" in self.table:
                raise self.fault("keywords", "only a pattern has keywords; phrases are their own")
            # A row holds one label at least that counts by itself.
            labels = self.words(self.table["row"], "row") if finder == "row" else ()
            return tuple(bare for label in labels if len(bare := label.lstrip("# ")) >= SHORTEST_LITERAL)
        if "keywords" not in self.table:
            raise self.fault("keywords", "a pattern needs keywords: lower-case literals of which one stands in every line it can match")
        words = self.words(self.table["keywords"], "keywords")
        for word in words:
            if word != word.lower():
                raise self.fault("keywords", f"{word!r} must be in lower case; lines are lowered before the search")
            if len(word) < SHORTEST_LITERAL and word.isascii() and word.isalnum():
                raise self.fault("keywords", f"{word!r} occurs nearly everywhere; take a longer literal")
        return words

    def labels(self) -> tuple[str, ...]:
        """All labels of a row, as they stand in its file."""
        found = (*self.words(self.table["row"], "row"), *(self.words(self.table["beside"], "beside") if "beside" in self.table else ()))
        for label in found:
            if label != label.lower() or label != " ".join(label.split()):
                raise self.fault("row", f"{label!r} must be in lower case, with single spaces between its words")
        return found

    def pattern(self, finder: Finder) -> str | None:
        """The pattern that the rule is confirmed by, if it is."""
        if finder == "row":
            labels = self.labels()
            told = len(self.table["row"])
            return self.regular(row_pattern(labels[:told], labels[told:]), "row")
        return self.regular(self.table["pattern"], "pattern") if finder == "pattern" else None

    def steps(self) -> tuple[tuple[str, ...], ...]:
        """The lines of a sequence, each as its folded phrases or placeholders."""
        made = []
        for step in self.table["sequence"]:
            if not isinstance(step, list) or not step or not all(isinstance(word, str) for word in step):
                raise self.fault("sequence", "each step is a list of phrases, placeholders or an empty string")
            for word in step:
                if word.startswith("{") and word not in PLACEHOLDERS:
                    raise self.fault("sequence", f"no placeholder is called {word}; there are {', '.join(PLACEHOLDERS)}")
            folded = tuple(word if word in PLACEHOLDERS or not word else folded_phrases((word,))[0] for word in step)
            if not all(phrase or not word for phrase, word in zip(folded, step, strict=True)):
                raise self.fault("sequence", _UNREADABLE)
            made.append(folded)
        if len(made) < 2 or any(word in PLACEHOLDERS or not word for word in made[0]):
            raise self.fault("sequence", "needs two steps or more, and the first must be made of phrases")
        return tuple(made)

    def examples(self, key: str) -> tuple[Example, ...]:
        """The texts the rule proves itself on."""
        made = []
        for table in self.table.get(key, ()):
            self.check(table, EXAMPLE_TYPES, f"{key}.")
            example = Example(table.get("text", ""), table.get("seen", ""))
            if not example.plain.strip():
                raise self.fault(f"{key}.text", "is missing or empty")
            if example.text.count(OPENING) != example.text.count(CLOSING) or bool(example.marked) != (key == "example"):
                wanted = f"must mark what is found with {OPENING} and {CLOSING}" if key == "example" else "must hold no marks"
                raise self.fault(f"{key}.text", wanted)
            made.append(example)
        if not made:
            raise self.fault(key, "is missing: a rule shows at least one text it finds something in, and one it leaves alone")
        return tuple(made)

    def rule(self, prefix: str, language: str, sites: frozenset[str]) -> Rule:
        """The rule the table describes.

        Args:
            prefix: the name of its rule set, with which its id must begin.
            language: the language of its phrases.
            sites: the hosts it speaks of.

        Raises:
            RuleError: if anything in the table is missing, unknown or contradictory.
        """
        self.check(self.table, RULE_TYPES)
        table, finder, part = self.table, self.finder(), self.part()
        if not regex.fullmatch(rf"{regex.escape(prefix)}\.[a-z0-9]+(-[a-z0-9]+)*", self.name):
            raise self.fault("id", f"must be {prefix}.<words-with-dashes>, in lower case")
        if not table.get("why"):
            raise self.fault("why", "is missing: say which fact of the world makes the rule right")
        scopes = _SCOPES.get(finder, ("line",))
        scope = table.get("scope", scopes[0])
        if scope not in scopes:
            raise self.fault("scope", f"{scope!r} does not go with {finder}; a rule that finds by it has scope {' or '.join(scopes)}")
        if self.of_elements and table.keys() & LINE_KEYS:
            raise self.fault(min(table.keys() & LINE_KEYS), f"does not go with {finder}; it speaks of lines")
        if "beside" in table and finder != "row":
            raise self.fault("beside", f"does not go with {finder}; it names labels that stand in a row beside others")
        if "rewrite_to" in table and scope != "inline":
            raise self.fault("rewrite_to", 'only goes with scope = "inline"')
        conditions = guards(self)
        if scope == "inline" and (table.get("company") or any(guard.looks_around for guard in conditions)):
            raise self.fault("scope", "a rule inside a line can ask only about that line, not about company or neighbours")
        phrases = () if finder in _SCOPES else folded_phrases(self.words(table[finder], finder))
        if not all(phrases):
            raise self.fault(finder, _UNREADABLE)
        if finder in ("starts", "ends") and any(len(trim(phrase)) < SHORTEST_LITERAL for phrase in phrases):
            raise self.fault(finder, f"takes phrases of {SHORTEST_LITERAL} characters or more; one opens or ends too many lines")
        made = Rule(
            id=self.name,
            part=part,
            why=table["why"],
            finder=finder,
            phrases=phrases,
            beside=folded_phrases(self.words(table["beside"], "beside")) if "beside" in table else (),
            pattern=self.pattern(finder),
            keywords=self.keywords(finder),
            steps=self.steps() if finder == "sequence" else (),
            select=selector(self) if finder == "select" else None,
            names=names(self) if finder == "names" else (),
            scope=scope,
            company=table.get("company", False),
            bare=table.get("bare", False),
            rewrite_to=table.get("rewrite_to"),
            max_words=table.get("max_words", 40),
            min_words=table.get("min_words", 1),
            guards=conditions,
            examples=self.examples("example"),
            counterexamples=self.examples("counterexample"),
            language=language,
            sites=sites,
            source=self.where,
        )
        return filed(self, made) if self.of_elements else made
