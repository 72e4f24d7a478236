"""What a web page keeps as Markdown: its structure is that of the page, and its text says nothing else than it did."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cleaner.formats.markdown import markdown
from cleaner.formats.render import kept_html

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


SENTENCE = "The port of Varn reopened on Tuesday after nine days of strike, and ships were berthed by noon."


def _rows(text: str) -> list[list[str]]:
    """The cells of a table in Markdown."""
    rows: list[list[str]] = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(token.content)
    return rows


def test_the_structure_of_a_page_is_kept() -> None:
    """Headings, lists, tables, links, code, quotes and emphasis have their signs, and what is removed is gone."""
    assert markdown(cleaned(PAGE)) == MARKDOWN


def test_the_cells_of_a_table_stay_in_their_columns() -> None:
    """Empty cells are cells, and a bar within one parts nothing."""
    page = cleaned("<table><tr><th></th><th>B | <b>c</b></th></tr><tr><td>1</td><td></td></tr><tr><td>x<br>y</td><td>z</td></tr></table>")

    assert _rows(markdown(page)) == [["", "B | **c**"], ["1", ""], ["x y", "z"]]


def test_a_page_of_nothing_is_nothing() -> None:
    """Where all is removed no line is left."""
    assert markdown(cleaned("<p>Advertisement</p>")) == ""


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("&lt;script&gt;run()&lt;/script&gt;", "\\<script>run()\\</script>"),
        ("*a* 5 * 3 _b_ a_b", "\\*a\\* 5 * 3 \\_b\\_ a_b"),
        ("[l](m) &amp;lt; AT&amp;T", "[l\\](m) \\&lt; AT&T"),
        ("# a", "\\# a"),
        ("a<b><i>.</i></b>b", "a.b"),
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


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        (
            "<tr><th>Year</th><th colspan=2>Votes</th><th>Turnout</th></tr><tr><td>2020</td><td>1</td><td>2</td><td>50</td></tr>",
            [["Year", "Votes", "", "Turnout"], ["2020", "1", "2", "50"]],
        ),
        (
            "<tr><th>Year<th>Town<th>Votes<tr><td rowspan=2>2020<td>Varn<td>1<tr><td>Osk<td>2<tr><td>2024<td>Varn<td>3",
            [["Year", "Town", "Votes"], ["2020", "Varn", "1"], ["", "Osk", "2"], ["2024", "Varn", "3"]],
        ),
        (
            "<thead><tr><th rowspan=9>Year<th>Votes</thead><tbody><tr><td>2020<td>1<tr><td colspan=x>2024<td rowspan=-1>3",
            [["Year", "Votes"], ["2020", "1"], ["2024", "3"]],
        ),
        (
            "<tr><th>A<th>B<th>C<tr><td>1<td rowspan=0 colspan=2>2<tr><td>3<tr><td>4",
            [["A", "B", "C"], ["1", "2", ""], ["3", "", ""], ["4", "", ""]],
        ),
        ("<tr><td colspan=99999>A<td>B<tr><td>1<td>2", [["A", "", "B"], ["1", "2", ""]]),
        ("<tr><td rowspan=2>A<td>B</tr>\n<tr>\n</tr>\n<tr><td>C<td>D", [["A", "B"], ["C", "D"]]),
        ("<tr><td rowspan=2>A<td>B</tr><tr></tr><tr><td>C<td>D", [["A", "B"], ["C", "D"]]),
    ],
)
def test_cells_that_span_others_keep_the_columns(html: str, rows: list[list[str]]) -> None:
    """Where a cell reaches over columns or rows, blank ones stand in for the rest of it; rows end where their group does."""
    assert _rows(markdown(cleaned(f"<table>{html}</table>"))) == rows


def test_spans_are_bounded_by_the_cells_there_are() -> None:
    """Cells that claim a thousand columns and all rows after them write no more than a few blank cells for each that there is."""
    bomb = "<tr>" + "<td colspan=1000 rowspan=65534>x" * 400 + "<tr><td>y<td colspan=1000>z" * 2_000

    assert len(kept_html(cleaned(f"<table>{bomb}</table>"))) < 20 * len(bomb)


@pytest.mark.parametrize(
    "bomb",
    [
        "<tr><td colspan=500 rowspan=65534>x</td><td>y</td></tr>" * 2_000,
        "<tr><td rowspan=0>x</td><td>y</td></tr>" * 1_000,
        "".join(f"<tr><td rowspan={number % 400 + 2}>x</td><td>y</td></tr>" for number in range(2_000)),
    ],
)
def test_spans_are_bounded_by_the_rows_they_widen(bomb: str) -> None:
    """All rows of Markdown are as wide as the widest one, so what spans widen one by counts in every row."""
    assert len(markdown(cleaned(f"<table>{bomb}</table>"))) < 5 * len(bomb)


def test_a_list_begins_where_the_page_says() -> None:
    """Items of a list that goes on keep their numbers; what is no number of an item says nothing."""
    page = cleaned("<ol start=5><li>five</li><li>six</li></ol><p>Then the port said.</p><ol start='-2x'><li>one</li></ol>")

    assert markdown(page) == "5. five\n6. six\n\nThen the port said.\n\n1. one\n"


@pytest.mark.parametrize(
    ("items", "lines"),
    [
        ("<li>one<li value=5>five<li>six", ["1. one", "", "5) five", "6) six"]),
        ("<li value=3>three<li value=4>four", ["3. three", "4. four"]),
        ("<li value=1>one<li value=x>two<li value=-7>three", ["1. one", "2. two", "3. three"]),
        ("<li class=a id=b role=c value=9>nine", ["9. nine"]),
    ],
)
def test_items_have_the_numbers_that_the_page_gives_them(items: str, lines: list[str]) -> None:
    """Items that a number of their own sets off go on as a list that begins with it; what is no number of an item says nothing."""
    assert markdown(cleaned(f"<ol>{items}</ol>")).splitlines() == lines


def test_lines_of_a_paragraph_are_no_headings() -> None:
    """Short lines parted by breaks, as in verse, stay in their paragraph."""
    verse = "Roses are red<br>Violets are blue<br>The port is open<br>And so are you"
    page = cleaned(f"<p>{SENTENCE}</p><p>{verse}</p><p>{SENTENCE}</p>")

    assert markdown(page) == f"{SENTENCE}\n\n{verse.replace('<br>', '  ' + chr(10))}\n\n{SENTENCE}\n"


@pytest.mark.parametrize("more", ["", " class=x target=_blank rel=nofollow title=t"])
def test_links_with_many_attributes_are_links(more: str) -> None:
    """What else an element says does not hide where it leads."""
    assert markdown(cleaned(f'<p>The <a{more} href="/port">port</a> reopened.</p>')) == "The [port](/port) reopened.\n"


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<ul><li>a</li><ul><li>b</li><ul><li>c</li></ul></ul><li>d</li></ul>", ["- a", "  - b", "    - c", "- d"]),
        ("<ol><li>a</li><ul><li>b</li></ul><li>c</li></ol>", ["1. a", "   - b", "2. c"]),
        ("<ul><li>a</li><div><ol start=3><li>b</ol></div><li>c</li></ul>", ["- a", "", "  3. b", "- c"]),
        ("<ul><ul><li>a</li></ul><li>b</li></ul>", ["- a", "- b"]),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", ["- a", "", "* b"]),
        ("<ol><li>a<li>Advertisement<li>c<li>d</ol>", ["1. a", "", "3) c", "4) d"]),
        ("<ol><li>a<ol><li>b</ol>c<li>d</ol>", ["1. a", "   1. b", "", "   c", "2. d"]),
    ],
)
def test_lists_within_lists_stay_there(html: str, lines: list[str]) -> None:
    """Also where the inner list stands beside its item and not in it; items keep their numbers."""
    assert markdown(cleaned(f"<body>{html}")).splitlines() == lines


@pytest.mark.parametrize(
    ("html", "language"),
    [
        ('<pre><code class="language-python">x</code></pre>', "python"),
        ('<pre class="lang-js prettyprint">x</pre>', "js"),
        ('<div class="highlight highlight-source-x86asm"><pre>x</pre></div>', "x86asm"),
        ('<div class="highlight-c++ notranslate"><div class="highlight"><pre>x</pre></div></div>', "c++"),
        ('<pre class="brush: sql; toolbar: false">x</pre>', "sql"),
        ('<pre class="sourceCode haskell"><code>x</code></pre>', "haskell"),
        ('<pre><code class="hljs rust">x</code></pre>', "rust"),
        ('<pre data-lang="go">x</pre>', "go"),
        ('<pre class="language-none">x</pre>', ""),
        ('<pre class="language-a`b">x</pre>', ""),
        ('<pre class="code">x</pre>', ""),
    ],
)
def test_code_names_its_language(html: str, language: str) -> None:
    """As the classes of its elements do, in whichever way."""
    assert markdown(cleaned(f"<body>{html}")) == f"```{language}\nx\n```\n"


def test_code_keeps_its_spaces_and_lines() -> None:
    """However many elements it is cut into, and a fence in it ends nothing."""
    page = cleaned("<pre><code><b>FROM</b><i> </i>a<i>  </i>b\n\n    <u>```</u>\n\tc </code></pre>")

    assert markdown(page) == "````\nFROM a  b\n\n    ```\n\tc\n````\n"


def test_control_characters_are_text() -> None:
    """They stop nothing and are not lost."""
    assert markdown(cleaned("<p>a\x06\x01b</p><p>\x06\x06</p>")) == "a\x06\x01b\n\n\x06\x06\n"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("<b>a</b><b>b</b>", "**ab**"),
        ("<b>a</b><i>b</i>", "**a**b"),
        ("<i><b>a</b> b</i>", "***a** b*"),
        ("<b>a</b>\u300cb\u300d<b>\u300cc\u300d</b>d", "**a**\u300cb\u300d**\u300cc**\u300dd"),
        ("<code>a</code><code>b</code> <code>c <b>d</b></code>", "`ab` `c d`"),
        ("x!<a href=/b>c\\</a>", "x\\![c\\\\](/b)"),
        ("[a]<a href=/b>c</a>", "[a\\][c](/b)"),
        ("<code>f(<a href=/b>g</a>)</code>", "`f(`[`g`](/b)`)`"),
        ("www.example.com/a_b_ https://example.com/", "www\\.example.com/a_b\\_ https://example.com/"),
    ],
)
def test_signs_work_beside_each_other(text: str, marked: str) -> None:
    """Where two would be read as one, or one not at all, the text stays and the sign goes."""
    assert markdown(cleaned(f"<p>{text}</p>")) == f"{marked}\n"


def test_only_elements_and_headlines_are_headings() -> None:
    """A name or a label in a box of its own is none."""
    page = cleaned(f"<h1>Port of Varn reopens</h1><div>Mara Lindqvist</div><p>{SENTENCE}</p><div>1 of 7</div><p>{SENTENCE}</p>")

    assert [line for line in markdown(page).splitlines() if line.startswith("#")] == ["# Port of Varn reopens"]
