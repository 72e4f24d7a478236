"""What is remembered of lines has bounds, however much text goes by."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from cleaner import clean_stream, passes
from cleaner.passes import compiled
from cleaner.pipeline.forgetting import forget
from tests.pipeline.test_stream import BODY, STORY


def memories() -> Iterator[tuple[str, Any]]:
    """What passes remember of lines by their text, each with its name."""
    for found in pkgutil.iter_modules(passes.__path__):
        module = import_module(f"{passes.__name__}.{found.name}")
        for name, function in vars(module).items():
            if hasattr(function, "cache_info") and {"text", "line", "later"} & inspect.signature(function).parameters.keys():
                yield f"{found.name}.{name}", function


def test_passes_let_go_of_every_text_they_met() -> None:
    """After a stretch no pass holds a line of it, which may be of any length."""
    scroll = (
        "\n".join((*STORY, "The harbour 港が再開した", "Why?", *(BODY.format(number) for number in range(6)))) + "\n" for _ in range(6)
    )
    pages = list(clean_stream(scroll))
    forget(0)

    assert [len(page.articles) for page in pages] == [6]
    assert [name for name, memory in memories() if memory.cache_info().currsize] == []
    assert compiled._memory == []


def test_the_memories_are_found() -> None:
    """The law above looks at something: some functions are asked of the same lines again and again."""
    assert {"outline.unspaced", "decks.words_of", "places._label"} <= dict(memories()).keys()
