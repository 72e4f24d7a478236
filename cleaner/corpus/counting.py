"""Counting what was done to documents: sums by finder and part, and the few samples that are shown to a person."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from heapq import nsmallest

import msgspec

from cleaner.corpus.counts import FAILURES, SLOWEST, Counts, Failure, FinderCount, Sample, Timed, most_samples
from cleaner.corpus.document import Place
from cleaner.corpus.removals import Removal, removals
from cleaner.document.claim import MODEL
from cleaner.document.result import CleanedPage
from cleaner.formats.terminal import without_halves
from cleaner.rules.ruleset import RuleSet

# How much of a removal is shown, and of the text around it, in code points.
_LONGEST, _AROUND = 400, 160
# How long the hash is that samples are drawn by: every number of so many bytes is a number to JavaScript.
_RANK_BYTES = 6


class Counting:
    """Counts documents one after the other.

    Args:
        rules: those that the documents were cleaned by; each tells its language.
        ranks: for finders that have samples enough, the rank below which a further one is wanted.
    """

    def __init__(self, rules: RuleSet, ranks: Mapping[str, int]) -> None:
        self._rules, self._ranks = rules, ranks
        self._counts = Counts()

    def counts(self) -> Counts:
        """What was counted so far."""
        made = self._counts
        slowest = nsmallest(SLOWEST, made.slowest, key=lambda one: (-one.seconds, one.place))
        made.slowest = [msgspec.structs.replace(one, place=_shown_place(one.place)) for one in slowest]
        failures = nsmallest(FAILURES, made.failures)
        made.failures = [Failure(_shown_place(one.place), without_halves(one.reason)) for one in failures]
        for finder in made.finders.values():
            finder.settle()
            finder.samples.sort()
        return made

    def fail(self, place: Place, reason: str) -> None:
        """Count a document that could not be cleaned."""
        self._counts.broken += 1
        self._counts.failures.append(Failure(place, reason))

    def add(self, place: Place, page: CleanedPage, articles: int, rows: int, seconds: float) -> None:
        """Count a document that was cleaned to so many articles and records.

        Args:
            seconds: how long it took.
        """
        counts, size = self._counts, len(page.page.source)
        found: dict[str, list[Removal]] = {}
        removed = rewritten = 0
        for one in removals(page):
            if one.finder in found:
                found[one.finder].append(one)
            else:
                found[one.finder] = [one]
        for name, ones in found.items():
            finder = counts.finders.get(name) or self._first_of(name)
            finder.count += len(ones)
            for one in ones:
                length = one.end - one.start
                finder.parts[one.part] = finder.parts.get(one.part, 0) + 1
                if one.confidence < 1:
                    tenth = f"{int(one.confidence * 10) / 10:.1f}"
                    finder.confidences[tenth] = finder.confidences.get(tenth, 0) + 1
                if one.output is None:
                    finder.characters += length
                    removed += length
                    counts.parts[one.part] = counts.parts.get(one.part, 0) + length
                else:
                    finder.rewritten += length
                    rewritten += length
            self._sample(finder, name, ones, place, page)
        counts.documents += 1
        counts.articles += articles
        counts.rows += rows
        counts.characters += size
        counts.removed += removed
        counts.rewritten += rewritten
        counts.kept += size - removed - rewritten
        counts.seconds += seconds
        if page.kind is not None:
            counts.kinds[page.kind] = counts.kinds.get(page.kind, 0) + 1
        counts.slowest.append(Timed(seconds, size, place))

    def _first_of(self, name: str) -> FinderCount:
        rule = self._rules.by_id.get(name)
        made = self._counts.finders[name] = FinderCount(language=rule.language if rule else "")
        return made

    def _sample(self, finder: FinderCount, name: str, ones: list[Removal], place: Place, page: CleanedPage) -> None:
        """Keep a removal of a document as a sample, if its rank is among the lowest: one of each finder at the most."""
        digest = blake2b(f"{place.source}\0{place.number}\0{name}".encode("utf-8", "surrogatepass"), digest_size=_RANK_BYTES).digest()
        rank = int.from_bytes(digest)
        held = finder.samples
        if rank >= self._ranks.get(name, rank + 1) or (len(held) == most_samples(name) and rank >= held[-1].rank):
            return
        held.append(_shown_removal(rank, place, page, ones[rank % len(ones)]))
        held.sort()
        del held[most_samples(name) :]


def _shown_removal(rank: int, place: Place, page: CleanedPage, one: Removal) -> Sample:
    source, offset = page.page.source, page.page.offset
    start, end = one.start - offset, one.end - offset
    text = source[start:end]
    because = ""
    if one.finder == MODEL and page.scores and (score := page.scores.of(one.line)):
        because = "; ".join(score.reasons)
    return Sample(
        rank=rank,
        place=_shown_place(place),
        start=one.start,
        end=one.end,
        text=without_halves(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"),
        before=without_halves(source[max(start - _AROUND, 0) : start]),
        after=without_halves(source[end : end + _AROUND]),
        confidence=one.confidence,
        because=without_halves(because),
        part=str(one.part),
    )


def _shown_place(place: Place) -> Place:
    return Place(without_halves(place.source), place.number, without_halves(place.detail))
