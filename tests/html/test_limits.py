"""Hostile pages cost no more than others of their size, and no text."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import cleaner
from cleaner.html.parse import is_harmless, limited, parse
from cleaner.html.walk import walk

# What a process held at most is read from Linux: what getrusage says of a child begins with what its parent held.
_MEASURED = """
import re, sys
from pathlib import Path
import cleaner
from tests.html.test_limits import PAGES
def most():
    return 1024 * int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])
cleaner.clean_html("<p>warm</p>", engine="blocks").text
page, before = PAGES[sys.argv[1]], most()
cleaned = cleaner.clean_html(page, engine="blocks", errors="replace")
assert cleaned.restore() == cleaned.page.source
print((most() - before) / len(page), "end" in cleaned.page.source)
"""
# Bytes a character. An element of one letter is a node of the tree, a line, and an entry of the ledger.
_MOST = 150
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
    "links in one bold element": "<b>" + "<a>" * 300_000 + "</b>end",
    "a comment of dashes below much depth": "<div>" * 20_000 + "<!--" + "- " * 300_000 + "-->end",
    "comments before a cell": "<!-- -->" * 100_000 + "<td>end",
    "bytes that mean nothing": b"<meta charset=utf-8><p>" + b"\xff\x80\xfe " * 200_000 + b"<p>end",
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="what a process held at most is read from Linux")
def test_memory_stays_in_proportion_to_the_size(name: str) -> None:
    """However deep, long or broken a page is: no crash, no text lost, the ledger true, and memory in proportion."""
    ran = subprocess.run([sys.executable, "-c", _MEASURED, name], capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stderr
    times, whole = ran.stdout.split()

    assert float(times) < _MOST
    assert whole == "True"


def _depth(html: str) -> int:
    """How deep the elements of a page lie as the parser reads it."""
    elements = walk(parse(html)).elements
    depths = list[int]()
    for parent in elements.parents:
        depths.append(depths[parent] + 1 if parent >= 0 else 1)
    return max(depths, default=0)


MISNESTED = (
    "<span><div></span>",
    "<li><ul></li>",
    "<optgroup><div></optgroup>",
    "<div></x>",
    "<b><table></b></table>",
    "<div><!-- </div> -->",
    "<p title='</div>'><div>",
    "<a href=x><div></a>",
    "<button><div><button><ul></div>",
    "<li><div><li><ul></div>",
    "<form><div></form>",
    "<svg><title><div></title>",
    "<svg><style><p></style><div>",
    "<svg><![CDATA[</div>]]><desc><div>",
    "<math><link><mtext><div></mtext>",
    "<math><mi/><annotation-xml encoding=text/html><div></annotation-xml>",
    "<select><title><option></title>",
    "<template><col><xmp><div></xmp>",
    "<frameset><script><frameset></script>",
    "<script><!--<script></script></div>--></script><div>",
    "<table><td>",
    "<object><p></object>",
)


@pytest.mark.parametrize("unit", MISNESTED)
def test_end_tags_that_a_parser_ignores_hide_no_depth(unit: str) -> None:
    """Whatever tags are ended where they are not open, or within what is no markup, no element lies much deeper than browsers go."""
    assert _depth(unit * 14_000 + "end") <= 2 * 512 + 8


@pytest.mark.parametrize(
    "page",
    [
        "<div a" + " " * 40_000 + ">end",
        "<p " + " ".join(f"a{number}" for number in range(30_000)) + ">end",
        "<p " + " ".join(f"a{number}='>'" for number in range(30_000)) + ">end",
        "<p " + " ".join(f'a{number}="<p>"' for number in range(30_000)) + ">end",
        "".join(f"<html a{number} b{number}>" for number in range(4_000)) + "end",
        "<p>" + "".join(f"<font a={number}>" for number in range(1_000)) + "<p>x" * 1_000 + "end",
        "<div>" * 13_000 + "end",
    ],
    ids=["spaces", "attributes", "quoted ends", "quoted tags", "roots", "formatting", "depth"],
)
def test_what_is_harmful_is_known(page: str) -> None:
    """What a parser would take the square of its size for, but spaces, is written anew, and loses no text."""
    assert is_harmless(page.encode().lower()) == page.startswith("<div a ")
    assert cleaner.clean_html(page, engine="blocks").text.endswith("end\n")


def test_other_pages_pass_as_they_are() -> None:
    """A page of many tags that is not deep keeps each of them."""
    rows = "".join(f"<tr><td><b>{number}</b><td><a href='/{number}'>berth</a></tr>" for number in range(900))
    page = f"<!-- <div> --><script>'<div>'.repeat(9)</script><div><table>{rows}</table></div><p>a < b</p>"

    assert limited(page) == page


def test_an_endless_script_is_no_text() -> None:
    """What is never closed goes on to the end, as in browsers."""
    assert cleaner.clean_html("<p>a</p>" + "<script>" * 10_000, engine="blocks").text == "a\n"
    assert cleaner.clean_html("<p>a</p>" + "<!-- " * 10_000, engine="blocks").text == "a\n"
