"""What a web page keeps as Markdown: its structure is that of the page, and its text says nothing else than it did."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cleaner.errors import ExtraError
from cleaner.io.markdown import markdown

from .test_kept_html import cleaned

PAGE = """\
<h1>Port <em>of</em> Varn reopens</h1>
<p>The <a href="/port">port</a> <b>re</b>opened, <code>x = `1`</code> said.<br>At noon.</p>
<h2>What next</h2><ul><li>one<ul><li>inner</li></ul></li><li>two</li></ul><ol><li>a</li><li>b</li></ol>
<blockquote><p>Said.</p></blockquote><pre><code>def f():
    return "&lt;x&gt;"</code></pre>
<p>Advertisement</p>
"""
MARKDOWN = """\
# Port *of* Varn reopens

The [port](/port) **re**opened, `` x = `1` `` said.\x20\x20
At noon.

## What next

- one
  - inner
- two

1. a
2. b

> Said.

```
def f():
    return "<x>"
```
"""


def test_the_structure_of_a_page_is_kept() -> None:
    """Headings, lists, tables, links, code, quotes and emphasis have their signs, and what is removed is gone."""
    assert markdown(cleaned(PAGE)) == MARKDOWN


def test_the_cells_of_a_table_stay_in_their_columns() -> None:
    """Empty cells are cells, and a bar within one parts nothing."""
    page = cleaned("<table><tr><th></th><th>B | <b>c</b></th></tr><tr><td>1</td><td></td></tr><tr><td>x<br>y</td><td>z</td></tr></table>")
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown(page))
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(token.content)

    assert rows == [["", "B | **c**"], ["1", ""], ["x y", "z"]]


def test_a_page_of_nothing_is_nothing() -> None:
    """Where all is removed no line is left."""
    assert markdown(cleaned("<p>Advertisement</p>")) == ""


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("&lt;script&gt;run()&lt;/script&gt;", "\\<script>run()\\</script>"),
        ("*a* 5 * 3 _b_ a_b", "\\*a\\* 5 * 3 \\_b\\_ a_b"),
        ("[l](m) &amp;lt; AT&amp;T", "[l]\\(m) \\&lt; AT&T"),
        ("# a", "\\# a"),
        ("<b>* a</b>", "**\\* a**"),
        ("<mark>a</mark> <q>b</q>", "a b"),
        ("`a` \\* back\\slash", "\\`a\\` \\\\\\* back\\slash"),
        ("<b>Weight:</b>18&nbsp;kg", "**Weight**:18\u00a0kg"),
    ],
)
def test_text_that_looks_like_markdown_is_text(text: str, marked: str) -> None:
    """What would be read as a sign is escaped, and nothing else is."""
    assert markdown(cleaned(f"<p>{text}</p>")) == f"{marked}\n"


_TEXT = st.text(alphabet="ab1 *_`[]().:#-+~<>&;|=!\\\u00a0\u3000é「", min_size=1, max_size=30).filter(str.strip)


@given(st.lists(_TEXT, min_size=1, max_size=4))
def test_text_reads_as_it_stood(words: list[str]) -> None:
    """Read by a parser of CommonMark, a paragraph is one paragraph with the text it was made of, and holds no element."""
    text = "x" + " x".join(words)
    page = cleaned("<p>" + text.replace("&", "&amp;").replace("<", "&lt;") + "</p>")
    opening, inline, closing = MarkdownIt("commonmark").parse(markdown(page))
    children = inline.children or []

    assert (opening.type, closing.type) == ("paragraph_open", "paragraph_close")
    assert {child.type for child in children} == {"text"} | ({"text_special"} & {child.type for child in children})
    assert "".join(child.content for child in children).split() == page.text.split()


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the converter the error says what to install."""
    monkeypatch.setitem(sys.modules, "html_to_markdown", None)

    with pytest.raises(ExtraError, match=r"pip install 'cleaner\[html\]'"):
        markdown(cleaned(PAGE))
