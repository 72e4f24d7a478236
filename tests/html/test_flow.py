"""What the parser writes of a page is read as its tree would be walked."""

from __future__ import annotations

from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.html import flow
from cleaner.html.markup import Markup, contents
from cleaner.html.parse import parse
from cleaner.html.walk import ElementMatches, Texts, read, walk, written
from cleaner.rules.ruleset import RuleSet
from tests.model.kernels import as_python

_SELECTORS = RuleSet.default().selectors
_TAGS = (
    *("p", "div", "a", "b", "em", "sup", "span", "br", "hr", "li", "ul", "table", "tr", "td", "th", "caption", "h2", "button", "pre"),
    *("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript", "template", "select", "option"),
    *("svg", "math", "mi", "source", "img", "input", "foreignObject", "desc", "annotation-xml", "video", "canvas", "dialog", "x-y:z"),
    *("body", "html", "head", "form", "main", "nav", "frameset", "frame", "details", "col", "wbr", "keygen", "image", "listing"),
)
_PIECES = (
    *("Text", " ", "two words ", "\n", "a\xa0b", "&lt;p>", "&amp;amp;", "&quot;", "1", "Q", "é.", "\u2028", "\x1f", "\0", "a\tb", "𝒳"),
    *(
        "<!-- c -->",
        "<!-->",
        "<!--->",
        "<!->",
        "<!-- <svg> </svg> -- --!>",
        "<?php x ?>",
        "<? </svg> ?>",
        "</>",
        "<![CDATA[<p>x]]>",
        "<",
        "</",
    ),
    *(
        "<!--<script>",
        "</script>",
        "-->",
        "&lt;/svg>",
        "&lt;/style>",
        '<p a=\'<b>\' b=">" c="&quot;" d>',
        '<i a"b=1 ="c=2 = id=x>',
        "<b<c>",
    ),
    *(
        "<div class='a  b' role=navigation>",
        "<a hidden>",
        "<p style='display:none'>",
        "<dialog open>",
        "<dialog class=x>",
        "<p class='share-bar td-a-rec' id=respond>",
        "<form><input>",
        "<svg/>",
        "<math/>",
        "<br/>",
    ),
)


def told(markup: Markup) -> list[object]:
    """All columns of a page; a value that is empty and one that is missing are the same."""
    elements = markup.elements
    columns = (elements.parents, elements.marks, elements.ends, elements.first, elements.last)
    return [
        markup.lines,
        elements.tags,
        list(map(elements.attributes, range(len(elements)))),
        [list(c) for c in (*columns, markup.element, markup.linked, markup.pressed)],
    ]


def both(html: str) -> tuple[tuple[object, Texts], tuple[object, Texts]]:
    """A page as it is read, and as its tree is walked."""
    tree = parse(html)
    node = tree.body or tree.root
    one, other = Texts(), Texts()
    return (told(walk(tree, None, one)), one), (told(read(node, None, other)) if node else told(Markup()), other)


def tags() -> st.SearchStrategy[str]:
    """Starts and ends of elements."""
    return st.sampled_from(_TAGS).flatmap(lambda tag: st.sampled_from((f"<{tag}>", f"<{tag}>", f"</{tag}>")))


def pieces() -> st.SearchStrategy[str]:
    """Pages of tags and texts in any order."""
    return st.lists(st.one_of(tags(), st.sampled_from(_PIECES)), max_size=25).map("".join)


@given(pieces())
def test_any_page_is_read_alike_by_the_compiled_flow(html: str) -> None:
    """Whatever a page holds, the same lines and columns come of it, and the same matches of rules, compiled or not."""
    page = written(parse(html))
    as_built, interpreted = ElementMatches(_SELECTORS), ElementMatches(_SELECTORS)
    one = told(read(page, as_built))
    with mock.patch("cleaner.html.walk.Flow", as_python(flow).Flow):
        other = told(read(page, interpreted))

    assert (one, as_built.found) == (other, interpreted.found)


@given(pieces())
def test_a_page_is_read_as_its_tree_is_walked(html: str) -> None:
    """Whatever a page holds, and however badly, its lines, elements and texts are those of its tree."""
    one, other = both(html)

    assert one == other


@pytest.mark.parametrize(
    "html",
    [
        "<p>a</p><script><!-- document.write('<script>x</script><p>b</p>') --></script><p>c</p>",
        "<p>a</p><script><!--<script>x</script><p>b</p>",
        "<p>a</p><script><!--></script><p>b</p>",
        "<svg><style>&lt;/style>&lt;/svg>&lt;p>b</style></svg><p>c</p>",
        "<svg><svg></svg><style>&lt;/style>&lt;/svg>&lt;p>b</style></svg><p>c</p>",
        "<svg><title>a<svg></svg></title><style>b { }</style><source>c</source></svg>d",
        "<select><option>a<script>'</select>'</script></select>b",
        "<canvas><!-- </canvas> --><canvas>a</canvas>b</canvas>c",
        "<p>a<plaintext></plaintext><b>c",
        "<math><source>a</source><xmp>b&lt;/xmp>c</xmp></math>d",
        "<xmp></b>a&amp;</xmp><noembed><p>b</noembed>c",
        "<frameset><frame></frameset>",
        "<pre>\n\n a<br>b</pre>c",
        "<svg><g <!-- ></g></svg>a",
        "<svg><g <!x <? ></g></svg>a",
        "<svg><x<svg></x<svg></svg>a<template><x<template></template>b",
        "<svg><style><!-- </style><svg> --></style></svg>a",
        "<svg><style><!-- </style></svg> --></style></svg>a",
        "<template><svg><style>&lt;/style>&lt;/template>a</style></svg></template>b",
        "<template><math><style>&lt;/style>&lt;/template>a</style></math></template>b",
        "<p>--><!",
    ],
)
def test_what_looks_like_markup_in_a_page_is_none(html: str) -> None:
    """Scripts, comments, pictures and formulas may hold what looks like tags."""
    one, other = both(html)

    assert one == other


@given(
    st.lists(
        st.sampled_from(["<a>", "</a>", "<button>", "</button>", "<p>", "<br>", "<pre>", "</pre>", "a", " b", "c ", " ", "\n", "<b> </b>"])
    )
)
def test_no_more_of_a_line_stands_in_links_than_it_holds(page: list[str]) -> None:
    """Spaces that a browser does not show are in none; what stands in links alone, or in buttons, is all of its line."""
    markup = walk(parse("".join(page)))
    linked, pressed = (walk(parse(f"<{tag}>{''.join(part for part in page if part[0] != '<')}</{tag}>")) for tag in ("a", "button"))

    assert all(
        0 <= count <= len(line) for counts in (markup.linked, markup.pressed) for count, line in zip(counts, markup.lines, strict=True)
    )
    assert (list(linked.linked), list(pressed.pressed)) == (list(map(len, linked.lines)), list(map(len, pressed.lines)))


_INLINE = ("<b>", "</b>", "<a>", "</a>", "<div>", "</div>", "<p>", "<li>", "<span>", "</span>", "<br>", "one", "two ", " three", " ")


@given(st.lists(st.sampled_from(_INLINE), max_size=20).map("".join))
def test_a_line_stands_in_the_innermost_element_around_all_of_it(html: str) -> None:
    """The deepest that holds each of its texts, wherever they begin and end, and be it the page itself."""
    texts: Texts = []
    markup = walk(parse(html), texts=texts)
    parents = markup.elements.parents

    def around(row: int) -> list[int]:
        return [*around(parents[row]), row] if row >= 0 else []

    for number, element in enumerate(markup.element):
        rows = [around(row) for text, line, row in texts if line == number and str(text).strip()]
        assert element == [level[0] for level in zip(*rows, strict=False) if len(set(level)) == 1][-1]


@pytest.mark.parametrize(
    ("html", "bare"),
    [
        ("<div title='a class=' class='share-bar td-a-rec' id=x>a</div>", "<div class='share-bar td-a-rec' id=x>a</div>"),
        ("<div title='a id=' class=x id=respond>a</div>", "<div class=x id=respond>a</div>"),
    ],
)
def test_rules_match_an_element_by_its_own_class_and_id(html: str, bare: str) -> None:
    """What reads like one within another value is none."""
    one, other = ElementMatches(_SELECTORS), ElementMatches(_SELECTORS)
    walk(parse(html), one)
    walk(parse(bare), other)

    assert one.found == other.found != []


@pytest.mark.parametrize("page", ["<pre><span class=share>\n</span></pre>", "<pre><span class=share>\n\n </span></pre>"])
def test_no_element_reaches_beyond_the_last_line(page: str) -> None:
    """Blanks before the end of preserved text are no line, whoever holds them."""
    markup = walk(parse(page))

    assert max(markup.elements.last) == len(markup.lines)
    assert all(content is None or content.lines <= len(markup.lines) for content in contents(markup, range(len(markup.elements))))


def test_only_what_can_be_read_in_two_ways_is_walked() -> None:
    """A page with pictures and scripts is read as it is written; a formula is not."""
    plain = "<svg><style>a > b { }</style><path d='M0'/></svg><script>'<svg>'</script><p>a</p>"

    assert isinstance(written(parse(plain)), str)
    assert not isinstance(written(parse("<math><mi>x</mi></math>")), str)
    assert not isinstance(written(parse("<svg><style>&lt;a</style></svg>")), str)
