"""What the fuzzing of `benchmarks.fuzz` makes of texts and web pages, and what every cleaned page must hold."""

from __future__ import annotations

from hypothesis import strategies as st

from cleaner import CleanedPage, CleanerError, RuleSet, clean, clean_html, clean_stream
from cleaner.formats.explain_html import document
from cleaner.formats.render import Format, render
from cleaner.pipeline.cleaner import refuse_web_page
from tests.formats.kept.readers import live_in
from tests.formats.kept.test_hostile_pages import PAGES
from tests.laws import texts
from tests.laws.pages import sources

# How a page is cleaned: the names of a policy and of an engine.
Way = tuple[str, str]
# What web pages are soups of: whole and half tags, attributes, entities, addresses, and lines that rules know.
TAGS = (
    *("a", "a href=/x", "article", "aside", "b", "base href=//x.y/", "blockquote", "body", "br", "button", "caption", "code", "colgroup"),
    *("dd", "del", "details", "div", "div hidden", "dl", "dt", "em", "figure", "figcaption", "footer", "form", "frameset", "h1", "h2"),
    *("h3", "head", "header", "hr", "html", "html lang=ja", "i", "iframe", "img src=x alt=y", "input", "li", "li value=9", "main", "math"),
    *("mi", "meta charset=utf-16", "nav", "nobr", "noscript", "object", "ol", "ol start=7", "option", "p", "p class=share", "plaintext"),
    *("pre", "q", "rt", "ruby", "s", "script", "script type=application/ld+json", "section", "select", "span", "style", "summary", "svg"),
    *("table", "tbody", "td", "td colspan=9", "template", "textarea", "th", "time datetime=2024-05-01", "title", "tr", "ul", "wbr", "x-y"),
)
ODD = (
    *("<", ">", "</", "<!--", "-->", "<![CDATA[", "]]>", "<?", "<!doctype html>", "&", "&lt;", "&amp;", "&#0;", "&#xd800;", "\0", "\r"),
    *("\n", "`", "\\", "|", "*", "_", "[", "](", ")", "#", "- ", "1. ", "~~~", "javascript:", "\u200b", "\ufeff", "İ", "ß", "﷽", "\u0301"),
)
DANGEROUS = (
    *("<script>run()</script>", "<javascript:run()>", "[it](javascript:run())", "![it](data:text/html,x)", "[it]: vbscript:run()", "<b"),
    *("```\n<b>x</b>", "    <b>code</b>", "[`x]: javascript:run()`", "[x](javascript&colon;run())", "[x]( data:x)", "&lt;script&gt;"),
)
LINES = (*texts.AD_LABELS, *texts.SHARES, *texts.HEADLINES, *texts.DATES, *texts.BYLINES, *texts.RESIDUE, *texts.TAILS, *texts.ITEMS)
_TAG = st.sampled_from(TAGS)
_PIECE = st.one_of(
    _TAG.map("<{}>".format),
    _TAG.map(lambda tag: f"</{tag.split()[0]}>"),
    st.sampled_from(ODD),
    st.sampled_from(LINES),
    st.text(max_size=8),
)
_SOUP = st.lists(_PIECE, max_size=60).map("".join)
_RAW = st.one_of(_SOUP.map(lambda page: page.encode("utf-8", "surrogatepass")), _SOUP.map(lambda page: page.encode("cp1252", "ignore")))
_DAMAGED = st.builds(lambda raw, at, put: raw[:at] + put + raw[at:], _RAW, st.integers(0, 400), st.binary(max_size=9))
TEXTS = st.one_of(sources(), st.lists(st.sampled_from((*ODD, *LINES, *DANGEROUS)), max_size=60).map("".join))
WEB_PAGES = st.one_of(PAGES, _SOUP, _RAW, _DAMAGED, st.binary(max_size=300))


def check_page(page: CleanedPage) -> None:
    """The laws of every cleaned page: its account is whole, and says the same as its texts, articles and forms.

    Args:
        page: the page.

    Raises:
        AssertionError: if it breaks one.
    """
    source, entries = page.page.source, list(page.ledger)
    ends = [0, *(entry.span.end for entry in entries)]
    assert [entry.span.start for entry in entries] == ends[:-1] and ends[-1] == len(source), "the ledger does not tile"
    assert page.restore() == source, "the source is not restored"
    assert "".join(entry.output for entry in entries) == page.text, "the text is not what the ledger says"
    places = [place for article in page.articles for place in (article.start, article.end)]
    assert places == sorted(places) and all(0 <= place <= len(source) for place in places), "articles overlap"
    document(page, RuleSet.default())
    halves = _has_halves(source)
    for form in Format:
        try:
            made = render(page, form, with_front_matter=True, images=True)
        except CleanerError:
            assert halves and not form.startswith("json"), f"no {form} of it"
        else:
            made.decode()
    if not halves:
        found = live_in(render(page, Format.markdown, images=True).decode(), images=True)
        # A text may hold a list of things to do, whose boxes GitHub shows as that element.
        found = [one for one in found if page.metadata or one != "input"]
        assert found == [], f"live in Markdown: {found}"


def check_text(text: str, way: Way) -> None:
    """The laws of texts; one that begins as a web page is refused.

    Args:
        text: the text.
        way: the policy; no engine is asked.

    Raises:
        AssertionError: if the text breaks one.
    """
    if _is_refused(text):
        return
    page = clean(text, policy=way[0])
    check_page(page)
    streamed = "".join(part.text for part in clean_stream([text[: len(text) // 2], text[len(text) // 2 :]], policy=way[0]))
    assert streamed == page.text, "a stream is cleaned as something else"
    # Under `thorough` the first choice of the line model stands.
    if page.policy.asks_again and not _is_refused(page.text):
        assert clean(page.text, policy=way[0]).text == page.text, "a second cleaning changes the text"


def check_html(html: str | bytes, way: Way) -> None:
    """The laws of web pages; bytes may be refused, where they cannot be read without doubt.

    Args:
        html: the page.
        way: how it is cleaned.

    Raises:
        AssertionError: if the page breaks one.
    """
    try:
        page = clean_html(html, policy=way[0], engine=way[1])
    except CleanerError as error:
        assert isinstance(html, bytes), f"refused: {error}"
    else:
        check_page(page)


def _is_refused(text: str) -> bool:
    try:
        refuse_web_page(text, "")
    except CleanerError:
        return True
    return False


def _has_halves(text: str) -> bool:
    return any("\ud800" <= each <= "\udfff" for each in text)
