"""The features of the lines of a page, in one matrix: each line, what stands around it, its place, and the page as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
import numpy as np

from cleaner.model.shapes import Columns, Shapes
from cleaner.model.words import Column, Doubles, Mask, Matrix

# How many lines a window reaches to either side, and how far the nearest line of a sort may be to matter.
_RADII = (2, 5, 15, 40)
_FAR = 60
_AROUND = (
    *("words", "prose", "common", "ends_in_stop", "capitals", "numbers", "copies", "in_prose", "word_copies", "begins_lower", "after"),
    *("word_length", "sign_pipe", "marks", "phrase", "short", "new_words"),
)
_BY_WORDS = ("prose", "phrase", "in_prose")
_ONE_SIDED = ("words", "prose", "copies", "phrase", "short")
_BESIDE = (
    *("words", "prose", "common", "ends_in_stop", "capitals", "numbers", "copies", "in_prose", "after", "ends_in_colon"),
    *("begins_lower", "phrase"),
)
_OF_PAGE = (
    *("words", "prose", "common", "ends_in_stop", "capitals", "numbers", "copies", "is_copy", "in_prose", "currency"),
    *("sign_colon", "sign_pipe", "sign_hash", "sign_star", "phrase", "short", "unspaced"),
)
# Columns of the lines at the ends of a page, and how many lines are an end: pages begin and end with chrome, texts do not.
_OF_ENDS, _END = ("words", "short", "phrase", "copies", "ends_in_stop"), 10
_STEPS = (-3, -2, -1, 1, 2, 3)
_SHORT_WORDS, _LONG_WORDS = 5, 40


class Features(msgspec.Struct, frozen=True, eq=False):
    """Columns of numbers with their names, a row a line."""

    names: list[str]
    matrix: Matrix

    @classmethod
    def of(cls, columns: Columns) -> Features:
        """Columns side by side."""
        return cls(list(columns), np.stack(list(columns.values()), axis=1, dtype=np.float32))

    @classmethod
    def joined(cls, parts: Sequence[Features]) -> Features:
        """The columns of several, side by side."""
        names = [name for part in parts for name in part.names]
        return cls(names, np.concatenate([part.matrix for part in parts], axis=1))

    def chosen(self, names: Iterable[str]) -> Matrix:
        """Some columns, row by row."""
        return np.take(self.matrix, [self.names.index(name) for name in names], axis=1)

    def column(self, name: str) -> Column:
        """A column; zeros if there is none of that name."""
        return self.matrix[:, self.names.index(name)] if name in self.names else np.zeros(len(self.matrix), np.float32)


def page_features(lines: Shapes, phrase: Column, spread: Columns | None = None, alone: Sequence[Features] = ()) -> Features:
    """All features of the lines of a page.

    Args:
        lines: the lines.
        phrase: what the words of each say, as a logarithm of odds.
        spread: columns that are known besides, whose surroundings count too.
        alone: features that are known besides, of each line alone.
    """
    short = (lines.weight < _SHORT_WORDS).astype(np.float32)
    own = Features.of({**lines.columns, "phrase": phrase, "short": short, **(spread or {})})
    extra = tuple(spread or ())
    parts = (
        *_windows(own, lines.weight, extra),
        *_neighbours(own, extra),
        Features.of(_places(lines)),
        Features.of(_distances(lines, own)),
        _of_page(own, lines, extra),
    )
    return Features.joined([own, *parts, *alone])


class Sums:
    """Running sums of columns, by the weights of the lines, from which the mean over any stretch of lines comes at once."""

    def __init__(self, columns: Matrix, weights: Column | None = None) -> None:
        rows = columns if weights is None else columns * weights[:, None]
        ones = np.ones(len(columns)) if weights is None else weights
        self._sums = np.concatenate([np.zeros((1, columns.shape[1])), np.cumsum(rows, axis=0, dtype=np.float64)])
        self._weights = np.concatenate([[0.0], np.cumsum(ones, dtype=np.float64)])

    def means(self, above: int, below: int) -> Matrix:
        """For each line the means from so many lines above it up to the one before so many below; 0 where there are none."""
        places = np.arange(len(self._sums) - 1)
        first, end = np.clip(places - above, 0, len(places)), np.minimum(places + below, len(places))
        weight = np.maximum(self._weights[end] - self._weights[first], 1e-9)
        found: Matrix = ((self._sums[end] - self._sums[first]) / weight[:, None]).astype(np.float32)
        return found


def _windows(own: Features, weight: Column, extra: tuple[str, ...]) -> list[Features]:
    names = (*_AROUND, *extra)
    plain, weighted = Sums(own.chosen(names)), Sums(own.chosen(_BY_WORDS), weight)
    found = []
    for radius in _RADII:
        found.append(Features([f"{name}_around_{radius}" for name in names], plain.means(radius, radius + 1)))
        found.append(Features([f"{name}_by_words_{radius}" for name in _BY_WORDS], weighted.means(radius, radius + 1)))
    one_sided = Sums(own.chosen(_ONE_SIDED))
    for reach in (8, 30):
        found.append(Features([f"{name}_above_{reach}" for name in _ONE_SIDED], one_sided.means(reach, 0)))
        found.append(Features([f"{name}_below_{reach}" for name in _ONE_SIDED], one_sided.means(-1, 1 + reach)))
    return found


def _neighbours(own: Features, extra: tuple[str, ...]) -> list[Features]:
    names = (*_BESIDE, *extra)
    columns = own.chosen(names)
    return [Features([f"{name}_{step:+d}" for name in names], neighbours(columns, step)) for step in _STEPS]


def neighbours(columns: Matrix, offset: int) -> Matrix:
    """For each line the columns of the one `offset` lines below it, above if negative; 0 beyond the page."""
    moved = np.zeros_like(columns)
    if offset > 0:
        moved[:-offset] = columns[offset:]
    else:
        moved[-offset:] = columns[:offset]
    return moved


def _places(lines: Shapes) -> Columns:
    count = len(lines.weight)
    places = np.arange(count, dtype=np.float32)
    words, prose = np.cumsum(lines.weight), np.cumsum(lines.weight * lines.prose)
    total, all_prose = max(float(words[-1]), 1.0), max(float(prose[-1]), 1.0)
    before, prose_before = words - lines.weight, prose - lines.weight * lines.prose
    return {
        "lines_before": np.log1p(places),
        "lines_after": np.log1p(count - 1 - places),
        "place": places / max(count - 1, 1),
        "words_before": np.log1p(before),
        "words_after": np.log1p(np.maximum(total - words, 0)),
        "words_share_before": before / total,
        "prose_before": np.log1p(prose_before),
        "prose_after": np.log1p(np.maximum(prose[-1] - prose, 0)),
        "prose_share_before": prose_before / all_prose,
    }


def _distances(lines: Shapes, own: Features) -> Columns:
    """How far each line is from running text, in lines and in words, and the runs that it stands in."""
    prose, count = lines.prose, len(lines.weight)
    above, below = distances(prose, _FAR)
    long_above, long_below = distances(lines.weight >= _LONG_WORDS, _FAR)
    words = np.concatenate([[0.0], np.cumsum(lines.weight)])
    places = np.arange(count)
    last = np.maximum.accumulate(np.where(prose, places, -1))
    following = np.minimum.accumulate(np.where(prose, places, count)[::-1])[::-1]
    until = np.maximum(words[following] - words[np.minimum(places + 1, following)], 0)
    short_run, short_place = runs(own.column("short") > 0)
    no_stop_run, no_stop_place = runs(own.column("ends_in_stop") == 0)
    start, end = best_stretch(np.where(prose, lines.weight, -np.minimum(4.0, lines.weight)).astype(np.float64))
    beyond = np.where(places < start, words[start] - words[places], np.maximum(words[places] - words[end], 0))
    found = {
        "prose_above": above,
        "prose_below": below,
        "prose_near": np.minimum(above, below),
        "long_above": long_above,
        "long_below": long_below,
        "between_prose": (above < 6) & (below < 6),
        "words_since_prose": np.log1p(words[places] - words[np.minimum(last + 1, places)]),
        "words_until_prose": np.log1p(until),
        "short_run": short_run,
        "short_run_place": short_place,
        "prose_run": runs(prose)[0],
        "no_stop_run": no_stop_run,
        "no_stop_run_place": no_stop_place,
        "outside_best": np.clip(np.maximum(start - places, places - (end - 1)), -_FAR, _FAR),
        "best_share": np.full(count, (words[end] - words[start]) / max(words[-1], 1.0)),
        "words_to_best": np.log1p(beyond),
    }
    return {name: column.astype(np.float32) for name, column in found.items()}


def distances(mask: Mask, most: int) -> tuple[Column, Column]:
    """For each line how many lines the nearest one of a mask stands above it and below it, itself being 0; `most` if further off."""
    places = np.arange(len(mask))
    above = places - np.maximum.accumulate(np.where(mask, places, -most))
    below = np.minimum.accumulate(np.where(mask, places, len(mask) + most)[::-1])[::-1] - places
    return np.minimum(above, most).astype(np.float32), np.minimum(below, most).astype(np.float32)


def runs(mask: Mask) -> tuple[Column, Column]:
    """For each line the length of the run of lines of a mask that it stands in, and how many of them stand above it; 0 outside."""
    places = np.arange(len(mask))
    start = np.maximum.accumulate(np.where(mask, -1, places)) + 1
    end = np.minimum.accumulate(np.where(mask, len(mask), places)[::-1])[::-1]
    inside = mask.astype(np.float32)
    return (end - start) * inside, (places - start) * inside


def best_stretch(values: Doubles) -> tuple[int, int]:
    """The stretch of lines whose values have the greatest sum (Kadane): its first line and the one after its last."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    lowest = np.minimum.accumulate(sums)
    end = int(np.argmax(sums - lowest))
    return int(np.argmin(sums[: end + 1])), end


def _of_page(own: Features, lines: Shapes, extra: tuple[str, ...]) -> Features:
    """What the page is like, the same for all its lines."""
    count, weight, prose = len(lines.weight), lines.weight, lines.prose
    total, of_prose, phrase = max(float(weight.sum()), 1.0), weight[prose].sum(), own.column("phrase")
    names = (*_OF_PAGE, *extra)
    found = {f"page_{name}": float(mean) for name, mean in zip(names, own.chosen(names).mean(axis=0), strict=True)}
    ends = own.chosen(_OF_ENDS)
    for end, some in (("top", ends[:_END]), ("bottom", ends[-_END:])):
        found |= {f"page_{end}_{name}": float(mean) for name, mean in zip(_OF_ENDS, some.mean(axis=0), strict=True)}
    found |= {
        "page_lines": float(np.log1p(count)),
        "page_all_words": float(np.log1p(total)),
        "page_longest": float(weight.max(initial=0)),
        "page_prose_share": float(of_prose) / total,
        "page_prose_words": float(np.log1p(of_prose)),
        "page_prose_lines": float(prose.sum()),
        "page_long_lines": float((weight >= _LONG_WORDS).sum()),
        "page_phrase_of_words": float((phrase * weight).sum()) / total,
        "page_phrase_of_prose": float((phrase * weight * prose).sum()) / max(float(of_prose), 1.0),
    }
    return Features(list(found), np.tile(np.array(list(found.values()), np.float32), (count, 1)))
