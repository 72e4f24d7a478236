"""Markdown and HTML of a web page hold no live HTML and no address that runs something, however the page splits its text among nodes."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.formats.elements import Step
from cleaner.formats.markdown import Blocks, markdown
from cleaner.formats.render import kept_html

from .readers import is_dangerous, live_in, text_in
from .test_kept_html import cleaned

# Texts that a reader of Markdown must not take for what they look like.
_DANGEROUS = (
    "<script>run()</script>",
    "<img src=x onerror=run()>",
    "</p><iframe src='javascript:run()'>",
    "https://example.com/<script>run()</script> www.example.com/a_b_*c*",
    "https://example.com/`a <b>x</b>` ftp://example.com/&lt;",
    "<!-- note --> <![CDATA[x]]> <!DOCTYPE x> <?php run() ?>",
    "<javascript:run()> <data:text/html,x>",
    "[it](javascript:run())",
    "![it](data:text/html;base64,x)",
    "[it](<javascript:run()> 'title')",
    "[it]: javascript:run()",
    "[it][it] [it]\n[it]: vbscript:run()",
    "[^1]: <b>note</b>",
    "[it](java&Tab;script&colon;run())",
    "`<b>` ``<b>`` ```x",
    "```\n<b>x</b>",
    "~~~\n<b>x</b>\n~~~",
    "    <b>code</b>",
    "***a** b* _c_ __d__ ~~e~~ ~f~",
    "# a #\n====\n----\n- - -",
    "| a | b |\n|---|:-:|\n| <b> | c |",
    "1. a\n2) b\n+ c\n* d\n> e\n- [ ] f",
    "a\\\nb \\[c\\](d) \\",
    "&lt;script&gt; &amp;lt; &#60;b&#62; &colon;",
    "x\r<script>run()</script>\r\n\x0b<b>\x0c<i>\x85<u>\u2028<s>",
    "\x06\x01\x1b]0;x\x07 \x7f\ufeff\u200b",
)
_ADDRESSES = (
    "javascript:run()",
    "JaVaScRiPt:run()",
    " \x01javascript:run()",
    "java\tscript:run()",
    "java\nscript:run()",
    "java\u200bscript:run()",
    "\ufeffjavascript:run()",
    "javascript&colon;run()",
    "javascript&amp;colon;run()",
    "javascript&#58;run()",
    "&#106;avascript:run()",
    "data:text/html,<script>run()</script>",
    "vbscript:run()",
    "https://example.com/<javascript:run()>",
    "https://example.com/a)[b](javascript:run())",
    "https://example.com/a b|c\\`d`\"'()((",
    "/a*b_c_d)e(f",
    "//example.com/?a=1&copy=2&lt;=3",
    "?q=[x](javascript:run())",
)
_BOXES = ("p", "div", "b", "i", "s", "em", "a", "ul", "ol", "li", "table", "tr", "td", "th", "pre", "code", "blockquote", "h1", "h3")
_MOST = ("span", "wbr", "br", "q", "sup", "mark", "dl", "dt", "dd", "u", "caption", "menu", "article", "figure")


@st.composite
def _split(draw: st.DrawFn) -> str:
    """A dangerous text as HTML, split among nodes at any places."""
    text = draw(st.one_of(st.sampled_from(_DANGEROUS), st.text(alphabet="ab <>&[]()!:*_`~#-=|\\\n\t1.)+^\"'é。\u00a0", max_size=12)))
    cuts = sorted(set(draw(st.lists(st.integers(0, len(text)), max_size=4))))
    made = []
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        piece = escape(text[start:end])
        tag = draw(st.sampled_from(("", "span", "b", "i", "code", "a", "s", "wbr", "kbd", "td")))
        if tag == "a":
            made.append(f'<a href="{escape(draw(st.sampled_from(_ADDRESSES)))}">{piece}</a>')
        else:
            made.append(f"<{tag}>{piece}</{tag}>" if tag else piece)
    return "".join(made)


# Ends of lines: what Python takes for white space, what a browser does, what looks like it, and every break that anybody knows.
_ENDS = (
    *("", " ", "\t", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x1f", "\x85", "\xa0", "\xad", "\u1680", "\u180e", "\u2000", "\u2003"),
    *("\u2007", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000", "\u200b", "\u2060", "\ufeff", "\r", "&#13;", "&nbsp;\r"),
)
_AROUND = ("{}", "<blockquote>{}</blockquote>", "<ul><li>{}</ul>", "<ol start=9><li>a<li>{}</ol>", "<table><tr><td>{}</table>")


@st.composite
def _preserved(draw: st.DrawFn) -> str:
    """Preserved lines whose ends are white space of any kind, alone or in quotes and lists."""
    texts = ("foo", "", "<script>", "<b>", "# a", "- b", "```", "[a](data:b)")
    lines = st.sampled_from(("foo <b>bar</b>", "<i>a</i>", *map(escape, texts)))
    ends = st.lists(st.sampled_from(_ENDS), max_size=3).map("".join)
    made = "\n".join(draw(st.lists(st.builds(str.__add__, lines, ends), min_size=2, max_size=5)))
    made = f"<pre>{made}</pre>"
    for around in draw(st.lists(st.sampled_from(_AROUND), min_size=1, max_size=3)):
        made = around.format(made)
    return f"<p>One.</p>{made}<p>Two.</p>"


def _boxed(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", st.sampled_from(_BOXES + _MOST), st.lists(inner, max_size=4))


PAGES = st.recursive(st.one_of(_split(), _preserved()), _boxed, max_leaves=10).map("<body>".__add__)


def _characters(text: str) -> str:
    """What is no white space of a text, in order."""
    return "".join(text.replace("\x00", "\ufffd").split())


@settings(max_examples=600)
@given(PAGES)
def test_nothing_of_a_page_is_live(html: str) -> None:
    """By any reader of Markdown, a page holds nothing but what Markdown stands for, and leads only to addresses of the web."""
    assert live_in(markdown(cleaned(html))) == []


@settings(max_examples=600)
@given(PAGES)
def test_the_text_is_the_text_of_the_page(html: str) -> None:
    """What a reader of Markdown shows is what the page keeps, to the character."""
    page = cleaned(html)

    assert _characters(text_in(markdown(page))) == _characters(page.text)


@settings(max_examples=600)
@given(_preserved().map("<body>".__add__))
def test_no_end_of_a_preserved_line_ends_what_it_stands_in(html: str) -> None:
    """Code is code to its end and in its quote or list, whatever white space its lines end in, and shows the text of the page."""
    page = cleaned(html)
    made = markdown(page)

    assert live_in(made) == []
    assert _characters(text_in(made)) == _characters(page.text)


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_no_line_of_a_block_begins_without_its_signs(end: str) -> None:
    """A break within a line of a block is a break of the block, by every kind of break that Markdown knows."""
    blocks = Blocks()
    blocks.add((Step(1, "blockquote"),), ["```", f"a{end}<b>{end}{end}c", "```"])

    assert blocks.finished() == "> ```\n> a\n> <b>\n>\n> c\n> ```\n"


@given(PAGES)
def test_html_holds_no_address_that_runs(html: str) -> None:
    """Neither does the other form in which elements are kept."""
    made = kept_html(cleaned(html), images=True)

    assert "javascript:run()\"" not in made and "<script" not in made


@pytest.mark.parametrize("text", _DANGEROUS)
@pytest.mark.parametrize("element", ["p", "li", "h2", "td", "blockquote", "dd", "pre", "code", "b", "div"])
def test_each_text_is_harmless_in_each_element(element: str, text: str) -> None:
    """Whole and alone, in whatever it stands."""
    around = "<table><tr><td>x</td>{}</tr></table>" if element == "td" else "<ul>{}</ul>" if element == "li" else "{}"
    page = cleaned("<body>" + around.format(f"<{element}>{escape(text)}</{element}>"))
    made = markdown(page)

    assert live_in(made) == []
    assert _characters(text_in(made)) == _characters(page.text)


@pytest.mark.parametrize("address", _ADDRESSES)
def test_no_address_runs_anything(address: str) -> None:
    """Links lead to the web or are none, and a stated base makes no difference."""
    link = f'<p><a href="{escape(address)}">here\\</a> <img src="{escape(address)}" alt="a](javascript:run()) <b>"></p>'
    for base in ("", "<base href='javascript:run()/'>", "<base href='data:text/html,'>", "<base href='https://example.com/x/'>"):
        page = cleaned(f"{base}<p>x</p>{link}<p>x</p>")
        assert live_in(markdown(page, images=True), images=True) == []
        assert "javascript:run()\"" not in kept_html(page, images=True)


def test_what_is_dangerous_is_known() -> None:
    """The law above could not hold by a check that finds nothing."""
    assert [is_dangerous(one) for one in ("javascript:x", "java\u200bscript:x", "data&colon;x", "/a", "https://a", "a/b:c")] == [
        *(True, True, True),
        *(False, False, False),
    ]
    assert live_in("<b>") and live_in("[a](javascript:b)") and live_in("<data:x>") and live_in("![a](b)")
