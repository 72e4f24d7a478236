"""What a browser shows of a page, and what the elements around each line tell."""

from __future__ import annotations

import pytest

from cleaner.html.markup import Markup
from cleaner.html.parse import parse
from cleaner.html.tags import Mark
from cleaner.html.walk import Texts, walk


def shown(html: str) -> list[str]:
    """The visible lines of a page."""
    return walk(parse(html)).lines


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>one\n  <b>tw</b>o</p>three", ["one two", "three"]),
        ("a<br>b<br><br>c", ["a", "b", "c"]),
        ("<br>a <br> <br>\n<b> </b><br>b<br>", ["a", "b"]),
        ("<div>a<div>b</div>c</div>", ["a", "b", "c"]),
        ("<p>5&nbsp;km &lt;b&gt; &amp;amp;</p>", ["5\xa0km <b> &amp;"]),
        ("<p>a&nbsp;</p><p>&nbsp;</p><p> </p>", ["a\xa0"]),
        ("<p>a\u2028b\x0bc\x85d</p>", ["a b c d"]),
    ],
)
def test_white_space_is_as_a_browser_shows_it(html: str, lines: list[str]) -> None:
    """Elements in a line join, blocks and breaks part, white space collapses, and no line holds a break of any kind."""
    assert shown(html) == lines


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<pre>def f():\n    return 1\n\nf()</pre>", ["def f():", "    return 1", "", "f()"]),
        ("<p>x</p><pre>a<br>  b</pre>y", ["x", "a", "  b", "y"]),
        ("<pre>a<br><br>b</pre>", ["a", "", "b"]),
        ("<pre>a  \n b\t\n</pre>", ["a", " b"]),
        ("<pre><a>Home</a><a>World</a></pre>", ["HomeWorld"]),
        ("<pre>\n<br>a\n<br>\n</pre>b", ["", "a", "", "", "b"]),
    ],
)
def test_preserved_text_keeps_its_breaks(html: str, lines: list[str]) -> None:
    """Each line of `pre` is a line, an empty one too, with the spaces that it begins with and none that it ends with; nothing is put in."""
    assert shown(html) == lines


def test_a_row_of_a_table_is_a_line() -> None:
    """Cells are parted by tabs as in what browsers copy; cells that hold blocks are lines of their own."""
    table = "<table><caption>Berths</caption><tr><th>Pier<th>Ships<tr><td>North\t</td><td>12</td></table>"
    layout = "<table><tr><td><p>Menu</p></td><td><p>Story</p><p>More</p></td></tr></table>"

    assert (shown(table), shown(layout)) == (["Berths", "Pier\tShips", "North\t12"], ["Menu", "Story", "More"])


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>var a = '<p>x</p>'</script>",
        "<style>p { color: red }</style>",
        "<template><p>x</p></template>",
        "<iframe>x</iframe>",
        "<svg><title>x</title><text>x</text></svg>",
        "<select><option>x<option>y</select>",
        "<textarea>x</textarea>",
        "<!-- x -->",
        "<noscript><img src='late.jpg' alt='x'></noscript>",
        "<noscript>Switch scripts on, please.</noscript>",
        "<img alt='x'>",
        "<math><annotation encoding='TeX'>x^2</annotation></math>",
        "<video>no video</video>",
    ],
)
def test_what_a_browser_does_not_show_is_no_text(unseen: str) -> None:
    """Scripts, templates, frames, pictures, forms' values and what stands in for scripts are passed over."""
    assert shown(f"<p>a</p>{unseen}<p>b</p>") == ["a", "b"]


def test_a_page_that_comes_as_noscript_is_shown() -> None:
    """A `noscript` that holds running text is the page itself."""
    text = "The port of Varn reopened on Tuesday. " * 40

    assert shown(f"<p>a</p><noscript><h1>Head</h1><p>{text}</p></noscript>") == ["a", "Head", text.strip()]


@pytest.mark.parametrize("page", ["<NoScript>{}</NoScript>", "<noscript>a</noscriptx>{}</noscript>", "<noscript id=a>{}</noscript >"])
def test_a_noscript_is_known_however_it_is_written(page: str) -> None:
    """Names have no case, and a tag that merely begins alike ends nothing."""
    text = "The port of Varn reopened on Tuesday. " * 40

    assert text.strip() in shown(page.format(f"<p>{text}</p>"))


def test_a_frame_that_is_never_closed_in_a_noscript_swallows_nothing() -> None:
    """Scripts are on, so what stands in a `noscript` is not parsed."""
    assert shown("<noscript><iframe src='x' /></noscript><p>a</p>") == ["a"]


def test_details_are_shown_open() -> None:
    """What the reader can open is text of the page."""
    assert shown("<details><summary>Why?</summary><p>Because.</p></details>") == ["Why?", "Because."]


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("<a>Home</a><a>World</a>", "Home World"),
        ("<span>Mara Lindqvist</span><time>Mar 7</time>", "Mara Lindqvist Mar 7"),
        ("<b>T</b>he port", "The port"),
        ("<i>un</i><b>done</b>", "undone"),
        ("H<sub>2</sub>O, 5 m<sup>2</sup>", "H2O, 5 m2"),
        ("the strike<sup>1</sup>", "the strike 1"),
        ("<span class=name>berth</span><span class=kind>number</span>", "berth number"),
        ("<a>berth</a><code>pier</code>", "berth pier"),
        ("<span class=a>har</span><span class=a>bour</span>", "harbour"),
        ("<span class=a>h</span><span class=b>arbour</span>", "harbour"),
        ("<span class=a>港</span><span class=b>口再開</span>", "港口再開"),
        ("<span class=a>22</span><span class=b>nd</span>", "22nd"),
        ("<span>PIER: A12</span><span>HULL: B7</span>", "PIER: A12 HULL: B7"),
        ("<p><span>VARN</span><span>Line 2</span></p>", "VARN Line 2"),
        ("<span>$12</span>Value", "$12 Value"),
        ("<span>12</span>A", "12A"),
        ("<b>Open berths</b>The pier has two.", "Open berths The pier has two."),
        ("fast and sure<b>Against:</b> dear", "fast and sure Against: dear"),
        ("<b>Java</b>Script", "JavaScript"),
        ("<b>T</b>Harbour master", "THarbour master"),
        ("Al<sub>2</sub>Cl<sub>6</sub>", "Al2Cl6"),
        ("<span>one</span><b><i></i></b><span>2 ships</span>", "one 2 ships"),
    ],
)
def test_texts_that_only_a_style_sheet_parts_stay_apart(html: str, line: str) -> None:
    """Links that touch are two words, as are texts of which one ends and the next begins like a word, and words that elements called
    differently hold; parts of words are joined."""
    assert shown(f"<p>{html}</p>") == [line]


def test_fragments_and_odd_pages_are_walked() -> None:
    """Any text is a page."""
    assert [shown(html) for html in ("", "plain", "<li>a<li>b", "<frameset><frame></frameset>", "a\ud800b", "\0a")] == [
        *([], ["plain"], ["a", "b"], [], ["a\ufffdb"], ["a"])
    ]


def page() -> Markup:
    """A page with a little of everything."""
    return walk(
        parse(
            "<body class=home><nav id=top><ul><li><a href=/>Home</a></ul></nav><main><article><h2>Head <a>link</a></h2>"
            "<blockquote>said</blockquote><button>press</button></article></main><div hidden role=search>find</div>"
        )
    )


def test_each_line_tells_where_it_stands() -> None:
    """Path, marks, heading level and link density of each line."""
    markup = page()

    assert markup.lines == ["Home", "Head link", "said", "press", "find"]
    assert list(markup.paths) == [
        "body.home > nav#top > ul > li > a",
        "body.home > main > article > h2",
        "body.home > main > article > blockquote",
        "body.home > main > article > button",
        "body.home > div",
    ]
    assert [markup.marks(line) for line in range(5)] == [
        Mark.nav | Mark.list | Mark.link,
        Mark.main | Mark.article | Mark.heading_2,
        Mark.main | Mark.article | Mark.quote,
        Mark.main | Mark.article | Mark.button,
        Mark.hidden | Mark.form,
    ]
    assert [markup.heading(line) for line in range(5)] == [0, 2, 0, 0, 0]
    assert [round(markup.link_density(line), 2) for line in range(5)] == [1.0, 0.44, 0.0, 0.0, 0.0]
    assert list(markup.pressed) == [0, 0, 0, 5, 0]


@pytest.mark.parametrize(
    ("tag", "mark"),
    [
        ("div hidden", Mark.hidden),
        ("div style='display:none'", Mark.hidden),
        ("div role=navigation", Mark.nav),
        ("div title='a hidden= b'", Mark(0)),
        ("div", Mark(0)),
    ],
)
def test_an_attribute_alone_says_what_an_element_is(tag: str, mark: Mark) -> None:
    """Of all that stands in it."""
    markup = walk(parse(f"<{tag}><p>one<p><b>two</b></div>three"))

    assert [markup.marks(line) for line in range(3)] == [mark, mark, Mark(0)]


def test_an_element_knows_its_lines() -> None:
    """The lines inside an element are those of which all text stands in it."""
    markup = page()
    inside = {markup.elements.tags[number]: list(markup.inside(number)) for number in range(len(markup.elements))}

    assert inside == {
        "body": [0, 1, 2, 3, 4],
        "nav": [0],
        "ul": [0],
        "li": [0],
        "main": [1, 2, 3],
        "article": [1, 2, 3],
        "h2": [1],
        "a": [],
        "blockquote": [2],
        "button": [3],
        "div": [4],
    }


def test_the_texts_of_lines_are_given_out() -> None:
    """Whoever needs the text nodes gets each with the line that it begins in and the element that it stands in."""
    texts: Texts = []
    elements = walk(parse("<p>a<b>b</b></p><p>c</p>"), texts=texts).elements

    assert [(text, line, elements.path(element)) for text, line, element in texts] == [
        ("a", 0, "body > p"),
        ("b", 0, "body > p > b"),
        ("c", 1, "body > p"),
    ]


def test_letters_marked_within_a_word_part_nothing() -> None:
    """Bold or slanted letters stand in names of products and genes."""
    assert shown("<p>e<b>Bay</b> Java<em>Script</em> <i>p</i>H m<i>RNA</i> You<b>Tube</b></p>") == ["eBay JavaScript pH mRNA YouTube"]


@pytest.mark.parametrize("name", ["noscript", "NOSCRIPT"])
def test_a_page_that_stands_in_a_noscript_is_shown(name: str) -> None:
    """However the name of the element is written, what is long enough to be a page is one."""
    told = (
        "<p>The port of Varn reopened on Tuesday after nine days of strike, and ships that had waited off the mole were berthed.</p>" * 12
    )

    assert len(shown(f"<{name}>{told}</{name}>")) == 12


@pytest.mark.parametrize("before", ["", " \n", "<!-- cells --> ", "\ufeff"])
@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<td>one</td><td>two</td>", ["one\ttwo"]),
        ("<th scope=row>one<td>two<tr><td>three<td>four", ["one\ttwo", "three\tfour"]),
        ("<tr><td>one<td>two<tr><td>three<td>four", ["one\ttwo", "three\tfour"]),
        ("<TBODY id=a><tr><td>one<td>two</tbody>", ["one\ttwo"]),
        ("<caption>one</caption><tr><td>two<td>three", ["one", "two\tthree"]),
        ("<col><tr><td>one<td>two", ["one\ttwo"]),
        ("<li>one<li>two", ["one", "two"]),
        ("<dt>one<dd>two", ["one", "two"]),
        ("<td>one</td></tr></table><p>two</p>", ["one", "two"]),
        ("<td>one</td><p>two</p><p>three</p>", ["one", "two", "three"]),
        ("<tr><td>one</td><td>two</td></tr> three", ["one\ttwo", "three"]),
        ("<caption>two</caption>one<tr><td>three<td>four", ["one", "two", "three\tfour"]),
        ("<td>two</td>one<td>three</td></tr><p>four</p>", ["one", "two\tthree", "four"]),
        ("<td>one</td><p>two</p><table><tr><td>three<td>four</table>", ["one", "two", "three\tfour"]),
        ("<tr><td>one</tr></td><tr><td><b>two</td><td>three</b></td></tr>four", ["one", "two\tthree", "four"]),
        ("<track>one", ["one"]),
    ],
)
def test_a_fragment_that_begins_within_a_table_or_list_loses_nothing(before: str, html: str, lines: list[str]) -> None:
    """Cells and rows of which the table was cut off are cells and rows, and do not run into each other; text loose among them stands
    before them, as browsers show it."""
    assert walk(parse(before + html)).lines == lines
