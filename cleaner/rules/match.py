"""Which rules a line meets by itself. The cost grows with the lines that hold a literal of some rule, not with the rules.

Phrases are found by dictionary: a whole line by its folded text, a beginning or an end by its first or last characters. Patterns and
contained phrases run only on lines in which one of their literals occurs; one scan finds those lines for all rules.
"""

from __future__ import annotations

import marshal
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import compress
from operator import itemgetter

from cleaner.model.records import dataclass
from cleaner.rules.confirm import LONGEST_LINE, holds, inside, runs_on
from cleaner.rules.fold import fold_lines, trim
from cleaner.rules.literals import LiteralScan
from cleaner.rules.rule import Rule

# Rules that read lines of more words than this are few; lines of no more characters than that never hold so many words.
_WORDS, _CHARACTERS = 40, 80
# Rules for lines of so few words are asked of each of them.
_TERSE = 2
# Of a long line only this much of either end is compared with phrases; no phrase is as long.
_EDGE = 160
_WORD = re.compile(r"[^\W\d_]+")
_GATE, _NARROW = 6, 2
_FRONT = (itemgetter(slice(0, _GATE)), itemgetter(slice(0, _NARROW)))
_BACK = (itemgetter(slice(-_GATE, None)), itemgetter(slice(-_NARROW, None)))


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that a line meets.

    Args:
        rule: the rule.
        start: offset within the line where what it finds begins; 0 for a whole line.
        end: offset after it.
    """

    rule: Rule
    start: int
    end: int


class Matcher:
    """Rules, arranged so that a line finds those it meets.

    Args:
        rules: the rules; their order means nothing.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._whole: dict[str, list[Rule]] = defaultdict(list)
        # Beginnings and ends are filed by their first and last few characters.
        self._openings: dict[str, list[tuple[str, Rule]]] = defaultdict(list)
        self._endings: dict[str, list[tuple[str, Rule]]] = defaultdict(list)
        self._holding: dict[str, list[Rule]] = defaultdict(list)
        self._terse: list[Rule] = []
        for rule in sorted(rules, key=lambda rule: rule.id):
            self._file(rule)
        self._by_id: dict[str, Rule] = {}
        self._put_away: dict[int, bytes] = {}
        self._scan = LiteralScan(self._holding)
        self._scan_long = LiteralScan(word for word, held in self._holding.items() if any(_reads_long(rule) for rule in held))

    def __getstate__(self) -> dict[str, object]:
        """Whole phrases are put away by their lengths: a small text asks for few, and to load them all takes longer than to clean it."""
        self._take_out(set(self._put_away))
        lengths: dict[int, dict[str, tuple[str, ...]]] = defaultdict(dict)
        for phrase, held in self._whole.items():
            lengths[len(phrase)][phrase] = tuple(rule.id for rule in held)
        by_id = {rule.id: rule for held in self._whole.values() for rule in held}
        away = {length: marshal.dumps(phrases) for length, phrases in lengths.items()}
        return {**vars(self), "_whole": {}, "_put_away": away, "_by_id": by_id}

    def _take_out(self, lengths: set[int]) -> None:
        """Whole phrases of some lengths, where they were put away; another thread may do the same at the same time."""
        for length in lengths:
            if packed := self._put_away.get(length):
                phrases: dict[str, tuple[str, ...]] = marshal.loads(packed)
                # Most phrases are of one rule, and phrases of the same rules share a list.
                shared = {names: [self._by_id[name] for name in names] for names in set(phrases.values())}
                self._whole.update({phrase: shared[names] for phrase, names in phrases.items()})
                self._put_away.pop(length, None)

    def _file(self, rule: Rule) -> None:
        whole = rule.phrases if rule.finder == "equals" else rule.steps[0] if rule.steps else ()
        for phrase in dict.fromkeys(map(trim, whole)):
            self._whole[phrase].append(rule)
        for phrase in map(trim, rule.phrases):
            size = _GATE if len(phrase) >= _GATE else _NARROW
            if rule.finder == "starts":
                self._openings[phrase[:size]].append((phrase, rule))
            elif rule.finder == "ends":
                self._endings[phrase[-size:]].append((phrase, rule))
            elif rule.finder == "contains":
                self._holding[_literal_of(phrase)].append(rule)
        if rule.keywords and rule.max_words <= _TERSE and rule.scope == "line":
            self._terse.append(rule)
        else:
            for keyword in dict.fromkeys(rule.keywords):
                self._holding[keyword].append(rule)

    def match(self, lines: Sequence[str]) -> dict[int, list[Match]]:
        """The numbers of the lines that meet rules by what they alone can tell, each with its rules.

        Args:
            lines: lines without the white space around them, none empty.
        """
        found: dict[int, list[Match]] = defaultdict(list)
        self._by_phrase(lines, found)
        self._by_sign(lines, found)
        # Long lines are most of the text and meet few rules, so they are searched for the literals of those alone.
        counts = [1 if len(line) <= _CHARACTERS else len(line.split()) for line in lines]
        short = [number for number, count in enumerate(counts) if count <= _WORDS]
        long = [number for number, count in enumerate(counts) if count > _WORDS]
        self._by_literal(self._scan, short, lines, found)
        self._by_literal(self._scan_long, long, lines, found)
        return found

    def _by_phrase(self, lines: Sequence[str], found: dict[int, list[Match]]) -> None:
        whole, openings, endings = self._whole, self._openings, self._endings
        folded = list(map(trim, fold_lines([line if len(line) <= 2 * _EDGE else f"{line[:_EDGE]} {line[-_EDGE:]}" for line in lines])))
        if self._put_away:
            self._take_out(set(map(len, folded)))
        # Nearly all lines meet no phrase, and are passed over without a step of Python each.
        every = range(len(lines))
        met = set(compress(every, map(whole.__contains__, folded)))
        for gate in _FRONT:
            met.update(compress(every, map(openings.__contains__, map(gate, folded))))
        for gate in _BACK:
            met.update(compress(every, map(endings.__contains__, map(gate, folded))))
        for number in sorted(met):
            line, text = lines[number], folded[number]
            rules = [*whole.get(text, ())] if len(line) <= LONGEST_LINE else []
            beginnings = [pair for gate in _FRONT for pair in openings.get(gate(text), ())]
            ends = [pair for gate in _BACK for pair in endings.get(gate(text), ())]
            rules += [
                rule for phrase, rule in beginnings if text.startswith(phrase) and not runs_on(text, len(phrase)) and _fits(rule, line)
            ]
            rules += [rule for phrase, rule in ends if _ends(text, phrase) and _fits(rule, line)]
            if stand := {rule.id: rule for rule in rules if rule.allows_line(line)}:
                found[number] += [Match(rule, 0, len(line)) for rule in stand.values()]

    def _by_sign(self, lines: Sequence[str], found: dict[int, list[Match]]) -> None:
        """Rules for a word or two, whose literals may be mere signs: asked of every line that short, so they need no scan."""
        for number, line in enumerate(lines) if self._terse else ():
            if line.count(" ") < _TERSE and len(line) <= LONGEST_LINE:
                lowered = line.lower()
                for rule in self._terse:
                    if any(map(lowered.__contains__, rule.keywords)) and _fits(rule, line) and holds(rule, line) and rule.allows_line(line):
                        found[number].append(Match(rule, 0, len(line)))

    def _by_literal(self, scan: LiteralScan, numbers: Sequence[int], lines: Sequence[str], found: dict[int, list[Match]]) -> None:
        holding = self._holding
        for place, literals in scan.find([lines[number] for number in numbers]).items():
            number = numbers[place]
            line = lines[number]
            # Counted at most once a line; where no two spaces touch, both are the same.
            words, exact, met = line.count(" ") + 1, 0, set[str]()
            for literal in sorted(literals):
                for rule in holding[literal]:
                    if words < rule.min_words or rule.id in met:
                        continue
                    if words > rule.max_words and rule.scope != "inline":
                        exact = exact or len(line.split())
                        if exact > rule.max_words:
                            continue
                    met.add(rule.id)
                    if rule.scope == "inline":
                        found[number] += [Match(rule, start, end) for start, end in inside(rule, line) if rule.allows_line(line)]
                    elif len(line) <= LONGEST_LINE and holds(rule, line) and rule.allows_line(line):
                        found[number].append(Match(rule, 0, len(line)))


def _literal_of(phrase: str) -> str:
    """The longest word of a folded phrase: lines are scanned before they are folded, so quotes, digits and spaces may differ."""
    return max(_WORD.findall(phrase), key=len, default=phrase)


def _ends(folded: str, phrase: str) -> bool:
    return folded.endswith(phrase) and not runs_on(folded, len(folded) - len(phrase))


def _fits(rule: Rule, line: str) -> bool:
    """Whether a line is short enough for a rule."""
    return rule.scope == "inline" or len(line.split()) <= rule.max_words


def _reads_long(rule: Rule) -> bool:
    return rule.scope == "inline" or rule.max_words > _WORDS
