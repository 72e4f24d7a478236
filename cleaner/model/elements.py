"""Features of the lines of a web page from its elements: links, marks, containers, templates, and the names on the path to each line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from zlib import crc32

import msgspec
import numpy as np

from cleaner.html.markup import Markup
from cleaner.html.tags import Mark
from cleaner.model.features import Features
from cleaner.model.shapes import Columns, Shapes
from cleaner.model.words import Column, Doubles, HashedFeatures, Hashes, Ints, mixed

_LEVELS = 6
_MARKED = (
    Mark.nav, Mark.aside, Mark.header, Mark.footer, Mark.main, Mark.article, Mark.section, Mark.form, Mark.list, Mark.table, Mark.figure,
    Mark.quote, Mark.code, Mark.dialog, Mark.details, Mark.hidden, Mark.link, Mark.button, Mark.caption, Mark.address, Mark.time,
)  # fmt: skip
_HEADINGS = tuple(int(Mark.heading_1) << level for level in range(6))
# A line of so many words and few links is long; what a container holds is summed up in these columns.
_LONG = 25
_WORDS, _PROSE, _LINKED, _LINES, _, _LONG_LINES, _STOPS = range(7)
_FAR = 60
# For each group of lines whose elements are written alike: how many of the last elements of their paths are compared.
_ALIKE = {2: "two", 4: "four"}
_FACTOR = 1_000_003
# So many elements of a path count; the first two are near, the next two further, all others far.
_STEPS = 12
_DISTANCES = (0, 0, 1, 1) + (2,) * (_STEPS - 4)
_NAMED = re.compile(r'\b(?:class|id|role|itemprop)="([^"]*)"')
_NAME_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_CLASS = re.compile(r'\bclass="([^"]*)"')
_MOST_NAMES = 24
# A name has 32 bits, its distance two.
_DISTANCE_BITS = 2
_BITS = 32 + _DISTANCE_BITS


def element_columns(markup: Markup, numbers: Sequence[int], lines: Shapes) -> dict[str, Column]:
    """What elements say of each line by itself; `lines` are those of these numbers."""
    places = np.asarray(numbers, np.int64)
    marks = np.asarray(markup.elements.marks, np.int64)[np.asarray(markup.element, np.int64)[places]]
    length = np.maximum(np.exp(lines.columns["length"]) - 1, 1)
    heading = np.zeros(len(places), np.float32)
    for level, bit in enumerate(_HEADINGS, 1):
        heading[(marks & bit) > 0] = level
    found = {name: np.minimum(np.asarray(getattr(markup, name), np.int64)[places] / length, 1) for name in ("linked", "pressed")}
    found |= {f"in_{mark.name}": (marks & int(mark)) > 0 for mark in _MARKED}
    found |= {"heading": heading, "is_heading": heading > 0}
    return {name: column.astype(np.float32) for name, column in found.items()}


class Containers(msgspec.Struct, frozen=True, eq=False):
    """The elements of a page as containers of the lines that are scored.

    Args:
        parents: the number of the element around each; -1 for the outermost.
        first: the first scored line of each.
        end: the line after the last scored one of each.
        wider: the nearest element around each that holds more lines; -1 if none does.
        innermost: for each scored line, the innermost element around it.
    """

    parents: Ints
    first: Ints
    end: Ints
    wider: Ints
    innermost: Ints

    @classmethod
    def of(cls, markup: Markup, numbers: Sequence[int]) -> Containers:
        elements = markup.elements
        parents = np.asarray(elements.parents, np.int64)
        # The place of each line of the page among those that are scored.
        places = np.searchsorted(np.asarray(numbers), np.arange(len(markup.lines) + 2))
        first, end = places[np.asarray(elements.first, np.int64)], places[np.asarray(elements.last, np.int64)]
        wider = parents.copy()
        while (same := (wider >= 0) & (first[wider] == first) & (end[wider] == end)).any():
            wider[same] = wider[wider[same]]
        return cls(parents, first, end, wider, np.asarray(markup.element, np.int64)[np.asarray(numbers, np.int64)])

    def levels(self) -> Ints:
        """For each line, a column each, the elements around it, each with more lines than the one before; -1 beyond the outermost."""
        found = [self.innermost]
        for _ in range(_LEVELS - 1):
            found.append(np.where(found[-1] >= 0, self.wider[found[-1]], -1))
        return np.stack(found)

    def depths(self) -> Ints:
        """How many elements stand around each; those around one come before it."""
        found: list[int] = []
        for parent in self.parents.tolist():
            found.append(found[parent] + 1 if parent >= 0 else 0)
        return np.array(found, np.int64)


def container_features(containers: Containers, lines: Shapes, linked: Column) -> list[Features]:
    """What the containers around each line hold, and how they lie to the running text; `linked` is the share of each line that is links."""
    weight, prose = lines.weight.astype(np.float64), lines.prose
    long = (lines.weight >= _LONG) & (linked < 0.5)
    columns = [weight, weight * prose, linked * weight, np.ones(len(weight)), prose, long, lines.columns["ends_in_stop"]]
    sums = np.concatenate([np.zeros((1, len(columns))), np.cumsum(np.stack(columns, axis=1), axis=0)])
    held = sums[containers.end] - sums[containers.first]
    total = np.maximum(sums[-1], 1e-9)
    depth = containers.depths()
    return [
        Features(["depth"], depth[containers.innermost][:, None].astype(np.float32)),
        _levels(containers, held, total),
        Features.of(_deepest(containers, held, total, depth)),
    ]


def _levels(containers: Containers, held: Doubles, total: Doubles) -> Features:
    """What each of the containers around a line holds, from the innermost on."""
    elements = containers.levels()
    known = elements >= 0
    some = np.where(known, elements, 0)
    # Columns first, then levels, then lines.
    of = np.moveaxis(held[some] * known[:, :, None], 2, 0)
    words, lines = np.maximum(of[_WORDS], 1e-9), np.maximum(of[_LINES], 1)
    first, end = containers.first[some], containers.end[some]
    children = np.bincount(containers.parents[containers.parents >= 0], minlength=len(containers.parents))
    found = {
        "words": np.log1p(of[_WORDS]),
        "words_share": of[_WORDS] / total[_WORDS],
        "prose": of[_PROSE] / words,
        "prose_share": of[_PROSE] / total[_PROSE],
        "linked": of[_LINKED] / words,
        "lines": np.log1p(of[_LINES]),
        "words_a_line": of[_WORDS] / lines,
        "stops": of[_STOPS] / lines,
        "long": of[_LONG_LINES] / np.maximum(total[_LONG_LINES], 1),
        "place": (np.arange(elements.shape[1]) - first) / np.maximum(end - first - 1, 1),
        "children": np.log1p(children[some]) * known,
    }
    names = [f"level_{level}_{name}" for level in range(_LEVELS) for name in found]
    table = np.stack(list(found.values()), axis=1).astype(np.float32)
    return Features(names, np.ascontiguousarray(table.reshape(len(names), -1).T))


def _deepest(containers: Containers, held: Doubles, total: Doubles, depth: Ints) -> Columns:
    """How each line lies to the smallest containers that hold most of the running text, or of the long lines."""
    found: dict[str, Column] = {}
    count = len(containers.innermost)
    places = np.arange(count)
    for name, column, share in (("prose", _PROSE, 0.5), ("most_prose", _PROSE, 0.8), ("long", _LONG_LINES, 0.7)):
        enough = held[:, column] >= share * total[column] - 1e-9
        # The deepest; of those equally deep the first.
        best = int(np.argmax(np.where(enough, depth, -1))) if enough.any() else 0
        first, end = containers.first[best], containers.end[best]
        inside = (places >= first) & (places < end)
        outside = np.where(inside, 0, np.where(places < first, first - places, end - 1 - places))
        found |= {
            f"in_{name}_container": inside.astype(np.float32),
            f"outside_{name}_container": np.clip(outside, -_FAR, _FAR).astype(np.float32),
            f"{name}_container_words": np.full(count, held[best, _WORDS] / max(total[_WORDS], 1), np.float32),
            f"{name}_container_linked": np.full(count, held[best, _LINKED] / max(held[best, _WORDS], 1), np.float32),
        }
    return found


def template_features(signatures: dict[str, Ints], lines: Shapes, linked: Column, phrase: Column) -> Features:
    """What the lines whose elements are written alike have in common.

    Args:
        signatures: for each way to compare, a number for each line.
        lines: the scored lines.
        linked: which share of each is links.
        phrase: what the words of each say.
    """
    weight = lines.weight.astype(np.float64)
    means = {"linked": linked, "stops": lines.columns["ends_in_stop"], "phrase": phrase, "near_prose": lines.columns["prose"]}
    found: dict[str, Doubles] = {}
    for name, signature in signatures.items():
        _, group = np.unique(signature, return_inverse=True)
        size = np.bincount(group)
        words = np.maximum(np.bincount(group, weight), 1e-9)
        columns = {"lines": np.log1p(size), "words": np.log1p(words), "prose": np.bincount(group, weight * lines.prose) / words}
        columns |= {key: np.bincount(group, column) / size for key, column in means.items()}
        found |= {f"alike_{name}_{key}": column[group] for key, column in columns.items()}
    return Features.of({name: column.astype(np.float32) for name, column in found.items()})


class Paths:
    """The elements around the lines of these numbers, by their names."""

    def __init__(self, markup: Markup, numbers: Sequence[int]) -> None:
        elements = markup.elements
        self._parents = list(elements.parents)
        innermost = np.asarray(markup.element, np.int64)[np.asarray(numbers, np.int64)]
        # Lines of one element share what its path says.
        self._distinct, self._place = np.unique(innermost, return_inverse=True)
        self._known = _with_ancestors(self._distinct.tolist(), self._parents)
        written = [elements.written[element] for element in self._known]
        tags = {tag: number for number, tag in enumerate(dict.fromkeys(written))}
        self._tags = list(tags)
        # For each element the number of its start tag among those that differ; the last is none.
        self._tag = np.full(len(self._parents) + 1, -1, np.int64)
        self._tag[self._known] = [tags[tag] for tag in written]
        parents = np.array(self._parents, np.int64)
        self._around = [self._distinct]
        for _ in range(_STEPS - 1):
            self._around.append(np.where(self._around[-1] >= 0, parents[self._around[-1]], -1))

    def names(self) -> HashedFeatures:
        """The names on the path to each line, with their distance."""
        by_tag = self._names_by_tag()
        sizes = np.array([*map(len, by_tag), 0], np.int64)
        flat = np.array([number for numbers in by_tag for number in numbers], np.uint64)
        starts = np.concatenate([[0], np.cumsum(sizes)])
        pairs: list[Hashes] = []
        for elements, distance in zip(self._around, _DISTANCES, strict=True):
            tag = self._tag[elements]
            row, at = _ragged(sizes[tag], starts[tag])
            # The distance goes into the lowest bits, which the hash of a name leaves free.
            pairs.append((row.astype(np.uint64) << np.uint64(_BITS)) | flat[at] | np.uint64(distance))
        # What is said twice of an element counts once.
        distinct = _distinct(np.concatenate(pairs))
        element, ids = (distinct >> np.uint64(_BITS)).astype(np.int64), mixed(distinct & np.uint64((1 << _BITS) - 1))
        sizes = np.bincount(element, minlength=len(self._distinct))
        row, at = _ragged(sizes[self._place], (np.cumsum(sizes) - sizes)[self._place])
        return HashedFeatures(ids[at], row)

    def _names_by_tag(self) -> list[list[int]]:
        """For each start tag the hashes of its name, and of its classes, ids and roles with the words of each."""
        known: dict[str, list[int]] = {}
        found = []
        for written in self._tags:
            tag, _, rest = written.partition(" ")
            hashes = [_hash(f"<{tag}")]
            for name in " ".join(_NAMED.findall(rest)).split():
                if name not in known:
                    known[name] = _hashes_of_name(name)
                hashes += known[name]
            found.append(list(dict.fromkeys(hashes[:_MOST_NAMES])))
        return found

    def signatures(self) -> dict[str, Ints]:
        """For each line the last two elements, the last four, and the whole of its path, each as a number."""
        step = np.array([*map(_step, self._tags), 0], np.uint64)
        total = np.zeros(len(self._distinct), np.uint64)
        found: dict[str, Ints] = {}
        for depth, elements in enumerate(self._around[: max(_ALIKE)], 1):
            total = np.where(elements >= 0, total * np.uint64(_FACTOR) + step[self._tag[elements]], total)
            if depth in _ALIKE:
                found[_ALIKE[depth]] = total.astype(np.int64)[self._place]
        return found | {"path": self._whole(step.tolist())[self._place]}

    def _whole(self, steps: list[int]) -> Ints:
        """For each of the distinct elements a number for its whole path."""
        tags = self._tag.tolist()
        found = {-1: 0}
        for element in self._known:
            found[element] = (found[self._parents[element]] * _FACTOR + steps[tags[element]]) % (1 << 63)
        return np.array([found[element] for element in self._distinct.tolist()], np.int64)


def _with_ancestors(elements: list[int], parents: list[int]) -> list[int]:
    """Elements and all around them, in the order of the page: each after the one around it."""
    known = set(elements)
    for element in elements:
        around = parents[element]
        while around >= 0 and around not in known:
            known.add(around)
            around = parents[around]
    return sorted(known)


def _distinct(numbers: Hashes) -> Hashes:
    """The numbers without those that come again, sorted; `np.unique` hashes them, which takes longer for those of a page."""
    ordered = np.sort(numbers)
    found: Hashes = ordered[np.diff(ordered, prepend=ordered[:1] - np.uint64(1)) > 0]
    return found


def _ragged(sizes: Ints, starts: Ints) -> tuple[Ints, Ints]:
    """For stretches one after the other: the number of the stretch and the place, of each member."""
    rows = np.repeat(np.arange(len(sizes)), sizes)
    return rows, np.arange(len(rows)) - np.repeat(np.cumsum(sizes) - sizes - starts, sizes)


def _hashes_of_name(name: str) -> list[int]:
    """A class, id or role as it stands, and each word of it."""
    words = [word.lower() for word in _NAME_WORDS.findall(name) if not word.isdigit()]
    return [_hash(word) for word in (f".{name}", *words)]


def _hash(word: str) -> int:
    return crc32(word.encode("utf-8", "replace")) << _DISTANCE_BITS


def _step(written: str) -> int:
    """An element by its name and classes; ids of single elements tell no template."""
    hit = _CLASS.search(written)
    return crc32(f"{written.partition(' ')[0]} {hit[1] if hit else ''}".encode("utf-8", "replace"))
