"""Laws of web pages, on pages built from known parts."""

from __future__ import annotations

from html import escape

from hypothesis import given
from hypothesis import strategies as st

from cleaner import CleanedPage, Fate, Policy, clean, clean_html
from tests.laws import pages

_NEUTRAL = ("div", "section", "main", "article", "div class='wrapper'", "div id='x1'", "span")
_UNSEEN = (
    "<script>document.write('<p>Subscribe</p>')</script>",
    "<style>p { color: red }</style>",
    "<!-- Advertisement -->",
    "<template><p>Other words</p></template>",
    "<div hidden><p>Other words stand here that nobody sees before a click.</p></div>",
    "<p style='display: none'>Other words</p>",
    "<dialog><p>Other words</p></dialog>",
    "<noscript><img src='late.jpg'></noscript>",
    "<svg><title>Other words</title></svg>",
)
_CHROME = (
    "<nav><ul><li><a href='/'>Home</a><li><a href='/w'>World</a></ul></nav>",
    "<footer><p>Varn Courier, 12 Quay Street</p></footer>",
    "<aside><ul><li><a href='/f'>Ferries collide off Osel</a></ul></aside>",
    "<div class='share-bar'><a href='#'>Facebook</a> <a href='#'>Mail</a></div>",
    "<div class='breadcrumbs'><a href='/'>Home</a> / Harbours</div>",
)


def paragraphs() -> st.SearchStrategy[list[str]]:
    """The paragraphs of a body, each another."""
    return st.lists(pages.paragraphs(), min_size=2, max_size=6, unique=True)


RULES_ALONE = Policy.named("safe").disabling(["model"])


def cleaned(html: str) -> CleanedPage:
    """A page cleaned by rules alone."""
    return clean_html(html, policy=RULES_ALONE, engine="blocks")


def marked_up(text: str) -> str:
    """A text as a paragraph of HTML."""
    return f"<p>{escape(text)}</p>"


@st.composite
def built(draw: st.DrawFn) -> tuple[list[str], str]:
    """The paragraphs of a body, and a page with chrome before, between and after them."""
    body, parts = draw(paragraphs()), list[str]()
    for text in body:
        parts += draw(st.lists(st.sampled_from(_CHROME), max_size=1))
        parts.append(marked_up(text))
    return body, "".join(
        [*draw(st.lists(st.sampled_from(_CHROME), max_size=2)), *parts, *draw(st.lists(st.sampled_from(_CHROME), max_size=2))]
    )


@given(built())
def test_the_ledger_tiles_the_visible_text(page: tuple[list[str], str]) -> None:
    """Entries touch from the first character shown to the last, each with the path of its element; outputs are the text."""
    result = cleaned(page[1])
    entries = list(result.ledger)

    assert [entry.span.start for entry in entries] == [0, *(entry.span.end for entry in entries[:-1])]
    assert entries[-1].span.end == len(result.page.source)
    assert "".join(entry.output for entry in entries) == result.text
    assert result.restore() == result.page.source
    assert all(entry.path.startswith("body") for entry in entries)


@given(built())
def test_a_page_of_known_blocks_keeps_its_body(page: tuple[list[str], str]) -> None:
    """Each paragraph of running text is kept, in order."""
    body, html = page
    kept = cleaned(html).text.splitlines()

    assert [line for line in kept if line in body] == body


@given(paragraphs(), st.lists(st.sampled_from(_NEUTRAL), max_size=5))
def test_neutral_elements_around_a_body_change_nothing(body: list[str], around: list[str]) -> None:
    """Wrapped or not, a body is kept as it stands."""
    html = "".join(map(marked_up, body))
    wrapped = "".join(f"<{tag}>" for tag in around) + html + "".join(f"</{tag.split()[0]}>" for tag in reversed(around))

    assert cleaned(wrapped).text == cleaned(html).text


@given(paragraphs(), st.lists(st.sampled_from(_UNSEEN), min_size=1, max_size=4), st.data())
def test_what_is_not_shown_changes_nothing(body: list[str], unseen: list[str], data: st.DataObject) -> None:
    """Scripts, comments and hidden elements between the blocks of a page change no kept text."""
    blocks = list(map(marked_up, body))
    for part in unseen:
        blocks.insert(data.draw(st.integers(0, len(blocks))), part)

    assert cleaned("".join(blocks)).text == cleaned("".join(map(marked_up, body))).text


@given(built(), st.permutations(["class='note'", "id='n1'", "data-kind=share", "title='Related'", "lang=en"]))
def test_the_order_of_attributes_says_nothing(page: tuple[list[str], str], order: list[str]) -> None:
    """Attributes are a set."""
    one, other = (page[1].replace("<p>", f"<p {' '.join(attributes)}>") for attributes in (sorted(order), order))

    assert cleaned(one).text == cleaned(other).text


@given(pages.built_pages())
def test_text_and_html_agree_where_no_element_tells_anything(page: pages.Built) -> None:
    """A page of bare lines is cleaned as its visible text is."""
    html = "".join(f"<div>{escape(line)}</div>" for line in page.lines)
    result = cleaned(html)
    as_text = clean(result.page.source, policy=RULES_ALONE)

    assert result.text == as_text.text
    assert [(entry.part, entry.fate, entry.finder) for entry in result.ledger] == [
        (entry.part, entry.fate, entry.finder) for entry in as_text.ledger
    ]
    assert [article.headline for article in result.articles] == [article.headline for article in as_text.articles]


@given(built())
def test_what_an_element_owns_is_removed_with_its_path(page: tuple[list[str], str]) -> None:
    """A removed line that a rule about elements owns names an element that the rule may mean."""
    rules = {"landmarks.navigation": "nav", "landmarks.footer": "footer", "landmarks.aside": "aside"}
    owned = [entry for entry in cleaned(page[1]).ledger if entry.finder in rules]

    assert [entry for entry in owned if rules[entry.finder] not in entry.path or entry.fate is not Fate.removed] == []
