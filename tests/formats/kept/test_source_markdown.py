"""Markdown that a text holds stays as it is, but for what would be live HTML or would run a script."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleaner
from cleaner.formats.escapes import fenced, fences, harmless
from cleaner.formats.markdown import markdown

from .readers import github_html, live_in

_DANGEROUS = (
    "<script>run()</script>",
    "<b",
    "<!-- x -->",
    "</p>",
    "<javascript:run()>",
    "[x](javascript:run())",
    "![x](<javascript:run()>)",
    "[x](java\\script\\:run())",
    "[x](javascript&colon;run())",
    "[x]( data:x)",
    "[x]: javascript:run()",
    "[`x]: javascript:run()`",
    "[x][y] [x]",
    "](",
    "]:",
    "javascript:run()",
    "`",
    "``",
    "```",
    "~~~",
    "\\",
    "|",
    "|---|---|",
    "> ",
    "- ",
    "1. ",
    "\n",
    "\n\n",
    "\r",
    " ",
    "word",
    "    ",
    "https://example.com/",
)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("A **bold** word, `<b>` and [a link](https://example.com/x).", None),
        ("See <https://example.com/?a=1> and ![x](/a.png) & 1 < 2.", None),
        ("[1]: https://example.com/", None),
        ("Never <script>run()</script>.", "Never \\<script>run()\\</script>."),
        ("[x](javascript:run()) [y](vbscript:z)", "[x]\\(javascript:run()) [y]\\(vbscript:z)"),
        ("[x]: data:text/html,x", "[x]\\: data:text/html,x"),
        ("`a <b>", "\\`a \\<b>"),
        ("\\`<b>`", "\\`\\<b>\\`"),
        ("| `a | <b>` |", "| \\`a | \\<b>\\` |"),
        ("[`x]: javascript:run()`", "[\\`x]\\: javascript:run()\\`"),
        ("> ~~~", "> \\~~~"),
    ],
)
def test_only_what_is_live_is_escaped(text: str, written: str | None) -> None:
    """Links to the web, images, emphasis and code work; elements and scripts do not."""
    assert harmless(text) == (text if written is None else written)


@settings(max_examples=800)
@given(st.lists(st.sampled_from(_DANGEROUS), min_size=1, max_size=10).map("".join))
def test_nothing_of_a_text_is_live(text: str) -> None:
    """By any reader, whatever a text holds."""
    page = cleaner.clean(text, policy="safe")

    assert live_in(markdown(page), images=True) == []


def test_code_between_fences_is_kept_as_it_is() -> None:
    """Its spaces and blank lines stay, its language too; what follows is text again."""
    code = "```python\ndef ring(level):\n    if level < 0:\n\n        return <b>\n```"
    said = "The port of Varn reopened on Tuesday after nine days of strike, and ships were berthed by noon."

    assert markdown(cleaner.clean(f"{said}\n\n{code}\n\n{said} <b>\n", policy="safe")) == f"{said}\n\n{code}\n\n{said} \\<b>\n"


def test_a_fence_that_nothing_closes_is_text() -> None:
    """It hides nothing below it."""
    assert fences(["```", "x", "~~~", "<b>"]) == {}
    assert fences(["~~~ js", "x", "```", "~~~~", "y"]) == {0: (3, "js")}
    assert harmless("```") == "\\`\\`\\`"


@given(st.lists(st.sampled_from(["```", "````", "~~~", "x", "  y", ""]), max_size=6))
def test_no_line_of_code_ends_it(lines: list[str]) -> None:
    """Whatever stands between fences is read as code, to the character."""
    html = github_html("\n".join(fenced(lines, "")))

    assert html == f"<pre><code>{''.join(line + chr(10) for line in lines)}</code></pre>\n"


@pytest.mark.parametrize("markers", ["> ", " ", "- ", "1. ", "*"])
@pytest.mark.parametrize("end", ["~~~", "`a`"])
def test_a_line_of_markers_takes_memory_in_proportion(markers: str, end: str) -> None:
    """A few bytes a character, however many markers of quotes and lists a line begins with."""
    line = markers * 200_000
    tracemalloc.start()
    try:
        made, most = harmless(line + end), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert (made, most < 30 * len(line)) == (line + ("\\~~~" if end == "~~~" else end), True)
