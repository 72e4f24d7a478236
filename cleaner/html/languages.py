"""What texts of a language are known by: its letters and its commonest words, from `languages.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from cleaner.document.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Languages:
    """All languages that are known.

    Args:
        letters: for each language that parts words by spaces, its letters beyond ASCII, of both cases.
        words: for each common word, in lower case, the languages that have it.
        spaceless: for each language that is known by single characters or syllables instead, those.
    """

    letters: Mapping[str, frozenset[str]]
    words: Mapping[str, tuple[str, ...]]
    spaceless: Mapping[str, frozenset[str]]


@cache
def languages() -> Languages:
    """The languages of `languages.toml`, read when first asked for."""
    letters: dict[str, frozenset[str]] = {}
    words: dict[str, tuple[str, ...]] = {}
    spaceless: dict[str, frozenset[str]] = {}
    for code, said in tomllib.loads(Path(__file__).with_name("languages.toml").read_text(encoding="utf-8")).items():
        if "spaceless" in said:
            spaceless[code] = frozenset(said["spaceless"].split())
            continue
        letters[code] = frozenset(letter for letter in said["letters"] + said["letters"].upper() if not letter.isascii())
        for word in dict.fromkeys(said["words"].split()):
            words[word] = (*words.get(word, ()), code)
    return Languages(MappingProxyType(letters), MappingProxyType(words), MappingProxyType(spaceless))
