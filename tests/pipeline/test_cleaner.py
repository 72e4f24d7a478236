"""A cleaner owns what is remembered of pages: it can be shared, sent and dropped, and nothing else holds their text."""

from __future__ import annotations

import gc
import pickle
import sys
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import cleaner
from cleaner import CleanedPage, Cleaner, Policy
from cleaner.errors import ModelError
from tests.laws.texts import SENTENCES

EN = SENTENCES["en"]
HEAD = ["News", "Port of Varn reopens after nine-day strike", "By Odile Marchetti", "March 3, 2024"]
SAFE = Policy.named("safe")


def pages(mark: str = "") -> list[str]:
    """Pages of one site, which repeat some of their lines."""
    return ["\n".join([*HEAD, "Advertisement", *(f"{line} {mark}{number % 3}" for line in EN), "Share this"]) for number in range(6)]


def account(page: CleanedPage) -> dict[str, Any]:
    """All that is told of a page."""
    return page.to_dict()


def test_threads_may_share_a_cleaner() -> None:
    """Eight threads over one cleaner, from its first page on, give what one after the other gives, for texts and for web pages."""
    texts = pages() * 4
    webs = [f"<title>{HEAD[1]}</title><h1>{HEAD[1]}</h1><p>" + "<p>".join(text.split("\n")) for text in texts]

    def both(way: Cleaner, number: int) -> tuple[Any, Any]:
        return account(way.clean(texts[number])), account(way.clean_html(webs[number]))

    one_by_one = [both(Cleaner(policy="safe"), number) for number in range(len(texts))]
    shared = Cleaner(policy="safe")
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda number: both(shared, number), range(len(texts))))

    assert together == one_by_one


def test_a_cleaner_does_what_the_functions_do(tmp_path: Path) -> None:
    """Each of its methods, with its own policy."""
    text, html = pages()[0], f"<h1>{HEAD[1]}</h1><p>{'<p>'.join(EN)}"
    file = tmp_path / "a.txt"
    file.write_text(text, encoding="utf-8")
    way = Cleaner(policy="safe")

    def one(found: Any) -> str:
        [page] = found
        assert isinstance(page, CleanedPage)
        return page.to_json()

    assert one([way.clean(text)]) == one([cleaner.clean(text, policy="safe")])
    assert one([way.clean_html(html)]) == one([cleaner.clean_html(html, policy="safe")])
    assert one(way.clean_many([text])) == one(cleaner.clean_many([text], policy="safe"))
    assert one(way.clean_files([file])) == one(cleaner.clean_files([file], policy="safe"))
    assert one(way.clean_stream([text])) == one(cleaner.clean_stream([text], policy="safe"))


def test_a_cleaner_is_sent_without_its_memory() -> None:
    """In another process it does the same, and holds no text."""
    way = Cleaner(policy=SAFE)
    way.clean(pages("gelsemium")[0])
    sent = pickle.dumps(way)

    assert b"gelsemium" not in sent
    assert account(pickle.loads(sent).clean(pages()[0])) == account(way.clean(pages()[0]))


def test_dropping_a_cleaner_frees_its_memory() -> None:
    """The reader of each rule set goes with it."""
    way = Cleaner(policy=SAFE.disabling(["model"]))
    way.clean(pages()[0])
    readers = [weakref.ref(reader) for reader in way._readers.values()]
    del way
    gc.collect()

    assert readers and [reader() for reader in readers] == [None] * len(readers)


def reachable(mark: str) -> list[str]:
    """Texts with a mark that the modules of the package lead to."""
    modules = [module for name, module in sys.modules.items() if name == "cleaner" or name.startswith("cleaner.")]
    seen, left, found = set[int](), list[Any](vars(module) for module in modules), list[str]()
    while left:
        one = left.pop()
        if id(one) in seen or (isinstance(one, type(sys)) and not one.__name__.startswith("cleaner")):
            continue
        seen.add(id(one))
        if isinstance(one, str):
            if mark in one:
                found.append(one)
        elif not isinstance(one, bytes | bytearray | int | float):
            left += gc.get_referents(one)
    return found


def test_no_module_holds_the_text_of_a_page() -> None:
    """Once pages are let go, nothing that the package keeps for later leads to a line of them."""
    mark = "gelse" + "mium"
    assert list(cleaner.clean_stream(pages(mark)))
    for text in pages(mark):
        page = cleaner.clean(text, policy="safe")
        assert page.articles[0].published and page.articles[0].bylines
        assert cleaner.clean_html(f"<h1>{HEAD[1]}</h1><p>{'<p>'.join(text.splitlines())}").articles
    del page, text
    gc.collect()

    assert reachable(mark) == []


def test_a_model_is_a_model_or_the_path_of_one(tmp_path: Path) -> None:
    """A path is loaded; what is neither is told with what to give."""
    with pytest.raises(ModelError):
        cleaner.clean("x", model=str(tmp_path / "none.msgpack"))
    with pytest.raises(TypeError, match=r"^model is a LineModel, or the path of its file, not int; write LineModel\.load\(path\)$"):
        cleaner.clean("x", model=3)  # type: ignore[arg-type]


def test_a_policy_is_a_name_or_a_policy() -> None:
    """What is neither is told at once."""
    with pytest.raises(TypeError, match=r"^policy is one of safe, thorough, or a Policy, not int$"):
        cleaner.clean("x", policy=3)  # type: ignore[arg-type]
