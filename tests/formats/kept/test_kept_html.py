"""What a page keeps as HTML: the elements it stood in, and in them the text that the ledger keeps, to the character."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner.document.result import CleanedPage
from cleaner.formats.render import kept_document, kept_html
from cleaner.rules.reading import parse
from cleaner.rules.ruleset import RuleSet
from tests.small_rules import ADS

_RULES = RuleSet(tuple(parse(ADS, "ads.toml")))


def cleaned(html: str, url: str | None = None) -> CleanedPage:
    """A web page cleaned with the rules above and nothing else."""
    return cleaner.clean_html(html, url=url, policy="safe", engine="blocks", rules=_RULES)


class _Shown(HTMLParser):
    """The text of a document, with a break wherever a line ends."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.text += "\n" if tag in ("br", "p", "li", "pre", "td", "th", "ul", "h2") else ""

    def handle_data(self, data: str) -> None:
        self.text += data


def lines(text: str) -> list[str]:
    """The lines of a text that are not empty; cells of a row are lines here."""
    return [line.strip() for line in text.replace("\t", "\n").split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<h2 class=x>A <i id=y>title</i></h2>", "<h2>A <em>title</em></h2>"),
        ("<div><div>One.</div>Two.</div>", "<p>One.</p>\n<p>Two.</p>"),
        ("<p>One.<br>Two.</p>", "<p>One.<br>Two.</p>"),
        ("<p>A <b>bold</b>&nbsp;</p><p>&nbsp;word", "<p>A <strong>bold</strong>\u00a0</p>\n<p>\u00a0word</p>"),
        ("<p>A <b>bold </b>word</p>", "<p>A <strong>bold</strong> word</p>"),
        ("<ul><li>a<ol><li>b</ol><li><p>c</p><p>d</p></ul>", "<ul>\n<li>a<ol>\n<li>b</li>\n</ol>\n</li>\n<li>c<br>d</li>\n</ul>"),
        ("<ul><li>a<h3>B</h3>c</ul>", "<ul>\n<li><p>a</p>\n<h3>B</h3>\n<p>c</p>\n</li>\n</ul>"),
        ("<pre>a\n\n  b &lt; c</pre>", "<pre>a\n\n  b &lt; c</pre>"),
        ("<blockquote>Said.<p>More.</blockquote>", "<blockquote>\n<p>Said.</p>\n<p>More.</p>\n</blockquote>"),
        ("<dl><dt>T<dd>D</dl>", "<dl>\n<dt>T</dt>\n<dd>D</dd>\n</dl>"),
        (
            "<table><tr><th></th><th>A</th></tr><tr><td>b</td><td></td></tr></table>",
            "<table>\n<tr>\n<td></td><th>A</th></tr>\n<tr>\n<td>b</td><td></td></tr>\n</table>",
        ),
        ("<table><tr><td><h2>A</h2>b</td><td>c</td></tr></table>", "<h2>A</h2>\n<p>b\tc</p>"),
        ("<table><tr><td>One column is no table.</td></tr></table>", "<p>One column is no table.</p>"),
        ("<a href='/x?a=1&amp;b=\"'><div>Far</div></a>", '<p><a href="/x?a=1&amp;b=%22">Far</a></p>'),
        ("<a href=javascript:run()>Near</a> <a href=#top>top</a>", "<p>Near top</p>"),
        ("<p onclick=run()>x <script>run()</script><code>y()</code></p>", "<p>x <code>y()</code></p>"),
    ],
)
def test_elements_that_say_something_are_kept(html: str, kept: str) -> None:
    """Headings, lists, tables, quotes, code, links and emphasis stay; boxes, styles, scripts and attributes go."""
    made = kept_html(cleaned(f"<body>{html}"))

    assert made.removeprefix("<article>\n").removesuffix("\n</article>\n") == kept


def test_what_is_removed_is_in_no_element() -> None:
    """A removed line leaves nothing behind, and a removed part of one leaves the rest."""
    page = cleaned("<h1>Port reopens</h1><ul><li>Advertisement</ul><p>Mara <b>covers shipping. Tips: mara@example.com</b></p>")

    assert kept_html(page) == "<article>\n<h1>Port reopens</h1>\n<p>Mara <strong>covers shipping.</strong></p>\n</article>\n"


def test_links_lead_where_they_led() -> None:
    """With the address of the page they are whole."""
    page = cleaned("<p>See <a href='../b'>b</a>.</p>", url="https://example.com/news/a/")

    assert '<a href="https://example.com/news/b">b</a>' in kept_html(page)


def test_a_document_is_whole() -> None:
    """It has a title, says its encoding, and holds what is kept."""
    page = cleaned("<title>x</title><h1>Port &amp; pier reopen after nine days</h1><p>Ships berth at noon, the harbour master said.</p>")

    assert kept_document(page) == (
        '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>Port &amp; pier reopen after nine days</title>\n</head>\n'
        "<body>\n<article>\n<h1>Port &amp; pier reopen after nine days</h1>\n"
        "<p>Ships berth at noon, the harbour master said.</p>\n</article>\n</body>\n</html>\n"
    )


def test_a_text_has_the_elements_of_its_parts() -> None:
    """Headlines become headings and other lines paragraphs, one story an article."""
    page = cleaner.clean("Advertisement\nFirst <line>.\n\nSecond line.\n", policy="safe", rules=_RULES)

    assert kept_html(page) == "<article>\n<p>First &lt;line&gt;.</p>\n<p>Second line.</p>\n</article>\n"


_WORDS = st.text(alphabet="ab <&>\"'*_`[]().#-~\\ \u00a0\u3000\n\té", min_size=1, max_size=12).map(escape)
_TAGS = st.sampled_from(["p", "div", "b", "i", "a", "ul", "li", "table", "tr", "td", "pre", "blockquote", "h2", "span", "br", "code"])


def _element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda tag, parts: f"<{tag}>{' '.join(parts)}</{tag}>", _TAGS, st.lists(inner, max_size=4))


@given(st.recursive(_WORDS, _element, max_leaves=12))
def test_nothing_kept_is_lost_and_nothing_is_added(html: str) -> None:
    """Whatever the elements are, the text of the HTML is the text of the page."""
    page = cleaned(f"<body>{html}")

    assert lines(_Shown(kept_html(page)).text) == lines(page.text)
