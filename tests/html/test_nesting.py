"""Pages written in plain nesting: what a parser makes of them is what it makes of the page, no deeper than browsers go."""

from __future__ import annotations

from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.html.nesting import flattened
from cleaner.html.parse import parse
from cleaner.html.walk import walk


def lines_of(html: str) -> list[str]:
    """The lines of a page that is parsed as it stands."""
    with mock.patch("cleaner.html.parse.is_harmless", lambda page: True):
        return walk(parse(html)).lines


ALIKE = (
    "<!doctype html><html lang=en><head><title>a &lt; b</title></head><body class=x><p>a < b</p></body></html>",
    "<p>one<p>two<ul><li>a<li>b<ul><li>c</ul><li>d</ul>three",
    "<dl><dt>a<dd>b<dt>c<dd>d</dl>",
    "<table><tr><td>a<td>b<tr><td>c</table>d",
    "<table><caption>a</caption><col><thead><th>b<tbody><td>c<table><td>d</table>e</table>",
    "<p><b>a<p>b</b>c",
    "<a href=1>a<a href=2>b</a>c",
    "<p>a</div>b</p></p>c</br>d",
    "<h1>a<h2>b</h3>c",
    "<script>'<p>x</p>'</script><style>p{}</style><textarea><p></textarea><p>a<svg><title>x</title><p>b</svg>c",
    "<template><p>x</p><template>y</template></template>a",
    "<xmp>a <b> & &amp;</xmp>b",
    "<p title='</p><div>'>a<!-- </p> --><?x?></3>b",
    "<select><option>x<option>y</select>a",
    "<form><p>a<form>b</form>c</form>d",
    "<button>a<p>b<button>c",
    "<ruby>a<rt>b<rt>c</ruby>",
    "<math><mi/><mo>a</mo><annotation>x</annotation></math>b",
    "a<plaintext>b<p>c",
    "<nobr>a<nobr>b</nobr>c",
    "a <b",
    "<div>a</div <div>b",
    "<DIV>a</Div>b<x-Y>c</X-y>",
    f"<p {' '.join(f'a{number}' for number in range(1_500))} z='>no'>a",
    "<p a=\"</p><p>no",
)


@pytest.mark.parametrize("html", ALIKE)
def test_a_page_in_plain_nesting_shows_the_same_lines(html: str) -> None:
    """Elements end where the standard ends them, and all text stays in its line."""
    assert lines_of(flattened(html)) == lines_of(html)


_TAGS = (
    *("a", "b", "i", "div", "p", "span", "ul", "li", "table", "tr", "td", "button", "form", "h1", "h2", "svg", "math", "mi", "template"),
    *("select", "option", "section", "br", "title", "script"),
)
_PIECES = st.one_of(
    st.sampled_from(_TAGS).map("<{}>".format),
    st.sampled_from(_TAGS).map("</{}>".format),
    st.sampled_from(["<!-- ", "-->", "<![CDATA[", "]]>", "<", "'", '"', "<a b='", '<p c="', ">", "word ", "&lt;", "<svg/>", "<mi/>"]),
)


@given(st.lists(_PIECES, max_size=30))
def test_plain_nesting_is_plain_nesting_again(pieces: list[str]) -> None:
    """Written once, a page is written the same again: nothing in it can be read in two ways."""
    once = flattened("".join(pieces))

    assert flattened(once) == once


def test_what_lies_too_deep_is_lifted() -> None:
    """Elements beyond the depth at which browsers stop are taken away with their ends, and what they hold stays in place."""
    page = "<div>" * 4_000 + "<p>deep</p>" + "</div>" * 3_990 + "<p>less deep</p>" + "</div>" * 10 + "<p>top</p>"
    markup = walk(parse(page))
    depths = [path.count(" > ") for path in markup.paths]

    assert markup.lines == ["deep", "less deep", "top"]
    assert flattened(page).split("deep")[0] == "<div>" * 512
    assert depths[1:] == [11, 1]


@pytest.mark.parametrize("tag", ["<p>", "<li>", "<p class=a>", "<P>"])
def test_elements_that_are_left_at_once_for_the_same_are_one(tag: str) -> None:
    """A flood of openings with nothing between opens one element."""
    name = tag[1:-1].split()[0].lower()

    assert flattened(tag * 5_000 + "x" + tag + " " + tag * 2) == f"{tag}x</{name}>{tag} </{name}>{tag}"


def test_of_a_tag_without_end_the_first_attributes_stay() -> None:
    """A tag of very many attributes keeps some of them, however they are parted."""
    some = " ".join(f"a{number}" for number in range(200))

    assert flattened("<p " + " ".join(f"a{number}" for number in range(9_000)) + ">x") == f"<p {some}>x"
