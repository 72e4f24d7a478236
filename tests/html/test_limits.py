"""Hostile pages cost no more than others of their size, and no text."""

from __future__ import annotations

import subprocess
import sys

import pytest

import cleaner
from cleaner.html.limits import is_harmless, limited
from cleaner.html.parse import parse
from cleaner.html.walk import walk

_MEASURED = """
import resource, sys
import cleaner
from tests.html.test_limits import PAGES
cleaner.clean_html("<p>warm</p>", engine="blocks").text
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
page = PAGES[sys.argv[1]]
cleaned = cleaner.clean_html(page, engine="blocks")
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
