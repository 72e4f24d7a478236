"""The features of the lines of a page, in one matrix: each line, its neighbours, its place, and the page as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from cleaner.model.lines import Column, Columns, Lines
from cleaner.model.windows import Matrix, Sums, best_stretch, distances, neighbours, runs

_RADII = (2, 5, 15, 40)
_FAR = 60
_AROUND = (
    *("words", "prose", "common", "ends_in_stop", "capitals", "numbers", "copies", "in_prose", "word_copies", "begins_lower", "after"),
    *("word_length", "sign_pipe", "marks", "phrase", "short", "new_words"),
)
_BESIDE = (
    *("words", "prose", "common", "ends_in_stop", "capitals", "numbers", "copies", "in_prose", "after", "ends_in_colon"),
    *("begins_lower", "phrase"),
)
_OF_PAGE = (
    *("words", "prose", "common", "ends_in_stop", "capitals", "numbers", "copies", "is_copy", "in_prose", "currency"),
    *("sign_colon", "sign_pipe", "sign_hash", "sign_star", "phrase", "short", "unspaced"),
)
# What tells most of the lines at the ends of a page, and how many lines are an end: pages begin and end with chrome, texts do not.
_OF_ENDS, _END = ("words", "short", "phrase", "copies", "ends_in_stop"), 10
_STEPS = (-3, -2, -1, 1, 2, 3)
_SHORT_WORDS = 5


@dataclass(frozen=True)
class Features:
    """What is known of each line.

    Args:
        names: what each column is.
        matrix: one row a line.
    """

    names: list[str]
    matrix: Matrix

    @classmethod
    def joined(cls, parts: Iterable[Columns]) -> Features:
        """Columns side by side.

        Args:
            parts: the columns, by their names.
        """
        names: list[str] = []
        columns: list[Column] = []
        for part in parts:
            names += part
            columns += part.values()
        return cls(names, np.ascontiguousarray(np.stack(columns, axis=1), dtype=np.float32))


def text_features(lines: Lines, phrase: Column, more: Columns | None = None, alone: Columns | None = None) -> Features:
    """All features of lines.

    Args:
        lines: the lines.
        phrase: what the words of each say, as a logarithm of odds.
        more: columns that are known besides, whose surroundings tell too.
        alone: columns that are known besides, of each line alone.
    """
    own = lines.columns | {"phrase": phrase, "short": (lines.weight < _SHORT_WORDS).astype(np.float32)} | (more or {})
    extra = list(more or {})
    return Features.joined(
        [
            own,
            _windows(own, lines.weight, extra),
            _neighbours(own, extra),
            _places(lines),
            _distances(lines, own),
            _page(own, lines, extra),
            alone or {},
        ]
    )


def _chosen(own: Columns, names: Iterable[str]) -> Matrix:
    return np.stack([own[name] for name in names], axis=1).astype(np.float32)


def _windows(own: Columns, weight: Column, extra: list[str]) -> Columns:
    names = [*_AROUND, *extra]
    plain, weighed = Sums(_chosen(own, names)), Sums(_chosen(own, ("prose", "phrase", "in_prose")), weight)
    found: Columns = {}
    for radius in _RADII:
        means = plain.around(radius)
        found |= {f"{name}_around_{radius}": means[:, at] for at, name in enumerate(names)}
        by_words = weighed.around(radius)
        found |= {f"{name}_by_words_{radius}": by_words[:, at] for at, name in enumerate(("prose", "phrase", "in_prose"))}
    found |= _one_sided(plain, names, len(own["words"]))
    return found


def _one_sided(plain: Sums, names: list[str], count: int) -> Columns:
    places = np.arange(count)
    wanted = [at for at, name in enumerate(names) if name in {"words", "prose", "phrase", "short", "copies"}]
    found: Columns = {}
    for reach in (8, 30):
        above = plain.means(np.maximum(places - reach, 0), places)
        below = plain.means(places + 1, np.minimum(places + 1 + reach, count))
        found |= {f"{names[at]}_above_{reach}": above[:, at] for at in wanted}
        found |= {f"{names[at]}_below_{reach}": below[:, at] for at in wanted}
    return found


def _neighbours(own: Columns, extra: list[str]) -> Columns:
    names = [*_BESIDE, *extra]
    columns = _chosen(own, names)
    found: Columns = {}
    for step in _STEPS:
        moved = neighbours(columns, step)
        found |= {f"{name}_{step:+d}": moved[:, at] for at, name in enumerate(names)}
    return found


def _places(lines: Lines) -> Columns:
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
        "words_share_before": (before / total).astype(np.float32),
        "prose_before": np.log1p(prose_before),
        "prose_after": np.log1p(np.maximum(prose[-1] - prose, 0)),
        "prose_share_before": (prose_before / all_prose).astype(np.float32),
    }


def _distances(lines: Lines, own: Columns) -> Columns:
    prose, count = lines.prose, len(lines.weight)
    above, below = distances(prose, _FAR)
    long_above, long_below = distances(lines.weight >= 40, _FAR)
    found = {
        "prose_above": above,
        "prose_below": below,
        "prose_near": np.minimum(above, below),
        "long_above": long_above,
        "long_below": long_below,
        "between_prose": ((above < 6) & (below < 6)).astype(np.float32),
    }
    words = np.concatenate([[0.0], np.cumsum(lines.weight)])
    places = np.arange(count)
    last = np.maximum.accumulate(np.where(prose, places, -1))
    found["words_since_prose"] = np.log1p(words[places] - words[np.minimum(last + 1, places)]).astype(np.float32)
    following = np.minimum.accumulate(np.where(prose, places, count)[::-1])[::-1]
    until = np.maximum(words[following] - words[np.minimum(places + 1, following)], 0)
    found["words_until_prose"] = np.log1p(until).astype(np.float32)
    found["short_run"], found["short_run_place"] = runs(own["short"] > 0)
    found["prose_run"], _ = runs(prose)
    found["no_stop_run"], found["no_stop_run_place"] = runs(own["ends_in_stop"] == 0)
    start, end = best_stretch(np.where(prose, lines.weight, -np.minimum(4.0, lines.weight)).astype(np.float64))
    outside = np.maximum(start - places, places - (end - 1))
    found["outside_best"] = np.clip(outside, -_FAR, _FAR).astype(np.float32)
    found["best_share"] = np.full(count, (words[end] - words[start]) / max(words[-1], 1.0), np.float32)
    beyond = np.where(places < start, words[start] - words[places], np.maximum(words[places] - words[end], 0))
    found["words_to_best"] = np.log1p(beyond).astype(np.float32)
    return found


def _page(own: Columns, lines: Lines, extra: list[str]) -> Columns:
    count = len(lines.weight)
    names = [*_OF_PAGE, *extra]
    means = _chosen(own, names).mean(axis=0)
    weight = lines.weight
    total = max(float(weight.sum()), 1.0)
    prose = lines.prose
    told = {f"page_{name}": float(mean) for name, mean in zip(names, means, strict=True)}
    ends = _chosen(own, _OF_ENDS)
    for end, some in (("top", ends[:_END]), ("bottom", ends[-_END:])):
        told |= {f"page_{end}_{name}": float(mean) for name, mean in zip(_OF_ENDS, some.mean(axis=0), strict=True)}
    told |= {
        "page_lines": float(np.log1p(count)),
        "page_all_words": float(np.log1p(total)),
        "page_longest": float(weight.max(initial=0)),
        "page_prose_share": float(weight[prose].sum()) / total,
        "page_prose_words": float(np.log1p(weight[prose].sum())),
        "page_prose_lines": float(prose.sum()),
        "page_long_lines": float((weight >= 40).sum()),
        "page_phrase_of_words": float((own["phrase"] * weight).sum()) / total,
        "page_phrase_of_prose": float((own["phrase"] * weight * prose).sum()) / max(float(weight[prose].sum()), 1.0),
    }
    return {name: np.full(count, value, np.float32) for name, value in told.items()}
