"""Hostile pages cost no more than others of their size, and no text."""

from __future__ import annotations

import subprocess
import sys
from unittest import mock

import pytest

import cleaner
from cleaner.html import compiled
from cleaner.html.glance import SHALLOW, glance
from cleaner.html.parse import parse
from cleaner.html.tame import tamed
from cleaner.html.walk import walk

_MEASURED = """
import resource, sys
import cleaner
from tests.html.test_tame import PAGES
cleaner.clean_html("<p>warm</p>", engine="blocks").text
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
page = PAGES[sys.argv[1]]
cleaned = cleaner.clean_html(page, engine="blocks", errors="replace")
assert cleaned.restore() == cleaned.page.source
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print((after - before) * 1024 / len(page), "end" in cleaned.page.source)
"""
PAGES: dict[str, str | bytes] = {
    "depth": "<div>" * 100_000 + "end",
    "depth that is closed": "<div>" * 100_000 + "end" + "</div>" * 100_000,
    "depth behind ends of other elements": "<div></x>" * 100_000 + "end",
    "attributes of one element": "<p " + " ".join(f"a{number}=1" for number in range(300_000)) + ">end</p>",
    "attributes of many elements": "<p a=1 b=2 c=3 d=4 e=5 f=6 g=7 h=8 i=9 j=0>x</p>" * 30_000 + "end",
    "formatting left open": "<b><i><font color=red>" * 100_000 + "end",
    "formatting in blocks": "".join(f"<div><font color={number}></div>some words " for number in range(20_000)) + "end",
    "paragraphs left open": "<p>" * 150_000 + "end",
    "tables in tables": "<table><tr><td>" * 60_000 + "end",
    "lists in lists": "<ul><li>" * 60_000 + "end",
    "colspan": "<table>" + "<tr><td colspan=999999999 rowspan=999999999>x" * 20_000 + "<td>end</table>",
    "entities": "&amp;&#x41;&notanentity;&#99999999;" * 30_000 + " end",
    "nothing but zeros": "\0" * 1_000_000 + "<p>end",
    "signs without tags": "<" * 300_000 + " end",
    "bytes that mean nothing": b"<meta charset=utf-8><p>" + b"\xff\x80\xfe " * 200_000 + b"<p>end",
}


def test_ends_of_elements_that_are_not_open_hide_no_depth() -> None:
    """What is never ended by its own name counts as open."""
    assert tamed("<div></p></x>" * 2_000).count("<div>") == 512


@pytest.mark.skipif(compiled.BUILT is None, reason="this installation found no compiler")
@pytest.mark.parametrize("name", PAGES)
def test_pages_are_judged_alike_by_the_compiled_twin(name: str) -> None:
    """The compiled twin counts as Python does, as far as it matters."""
    page = PAGES[name]
    html = page if isinstance(page, str) else page.decode("utf-8", "replace")
    swift = glance(html)
    with mock.patch.object(compiled, "BUILT", None):
        plain = glance(html)

    assert swift[:2] == plain[:2]
    assert (swift.deepest > SHALLOW) == (plain.deepest > SHALLOW)


@pytest.mark.parametrize("name", PAGES)
def test_memory_stays_within_thirty_times_the_size(name: str) -> None:
    """However deep, long or broken a page is: no crash, no text lost, the ledger true, and memory in proportion."""
    ran = subprocess.run([sys.executable, "-c", _MEASURED, name], capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stderr
    times, whole = ran.stdout.split()

    assert float(times) < 30
    assert whole == "True"


def test_other_pages_pass_as_they_are() -> None:
    """A page of many tags that is not deep keeps each of them."""
    rows = "".join(f"<tr><td><b>{number}</b><td><a href='/{number}'>berth</a></tr>" for number in range(5_000))
    page = f"<!-- <div> --><script>'<div>'.repeat(9)</script><div><table>{rows}</table></div><p>a < b</p>"

    assert tamed(page) == page


@pytest.mark.skipif(compiled.BUILT is None, reason="this installation found no compiler")
@pytest.mark.parametrize("depth", [SHALLOW, SHALLOW + 1, SHALLOW + 2])
def test_the_compiled_twin_sees_the_same_depth(depth: int) -> None:
    """Where depth begins to matter, both ways to count agree."""
    page = "<p></p>" * 9 + "<mar\u212a></mark>" + "<div>" * (depth - 1) + "x" + "</div>" * (depth - 1)
    one = glance(page)
    with mock.patch.object(compiled, "BUILT", None):
        other = glance(page)

    assert (one.tags, one.equals, one.deepest > SHALLOW) == (other.tags, other.equals, other.deepest > SHALLOW)


def test_what_lies_too_deep_is_lifted() -> None:
    """Elements beyond the depth at which browsers stop are taken away with their ends, and what they hold stays in place."""
    page = "<div>" * 4_000 + "<p>deep</p>" + "</div>" * 3_990 + "<p>less deep</p>" + "</div>" * 10 + "<p>top</p>"
    markup = walk(parse(page))
    depths = [path.count(" > ") for path in markup.paths]

    assert markup.lines == ["deep", "less deep", "top"]
    assert max(map(len, (tamed(page).split("<p>")[0],))) == 512 * len("<div>")
    assert depths[1:] == [11, 1]


def test_items_of_two_kinds_of_lists_lie_in_each_other() -> None:
    """An item closes one of its own kind alone, so that two kinds in turn go as deep as other elements; of one kind all stay."""
    page = "<dd><li>" * 3_000 + "x"
    rows = "<ul>" + "<li>a<li>b</li>" * 3_000 + "</ul><dl>" + "<dt>a<dd>b" * 3_000

    assert tamed(page) == "<dd><li>" * 256 + "x"
    assert tamed(rows) == rows


def test_an_endless_script_is_no_text() -> None:
    """What is never closed goes on to the end, as in browsers."""
    assert cleaner.clean_html("<p>a</p>" + "<script>" * 10_000, engine="blocks").text == "a\n"
    assert cleaner.clean_html("<p>a</p>" + "<!-- " * 10_000, engine="blocks").text == "a\n"


@pytest.mark.parametrize("tag", ["<p>", "<li>", "<p class=a>", "<P>"])
def test_elements_that_are_left_at_once_for_the_same_are_one(tag: str) -> None:
    """A flood of openings with nothing between opens one element; others, ends and cells of rows stay what they are."""
    assert tamed(tag * 5_000 + "x" + tag + " " + tag * 2 + "</p></p><td><td>") == f"{tag}x{tag} {tag}</p></p><td><td>"
