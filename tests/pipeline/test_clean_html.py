"""Cleaning a web page: what goes in, what comes out, and what is refused."""

from __future__ import annotations

import inspect
import pickle

import pytest

import cleaner
from cleaner import Fate, Part, Policy, RuleSet, clean_html
from cleaner.document.policy import DEFAULT_POLICY
from cleaner.errors import EngineError
from tests.small_rules import own_box

PAGE = (
    "<nav><a href='/'>Home</a></nav><article><h1>Port of Varn reopens</h1><p>The port of Varn reopened on Tuesday after nine days of "
    "strike, and ships that had waited off the mole were berthed.</p></article><footer>Varn Courier</footer>"
)


def test_clean_html_takes_a_page_and_named_arguments() -> None:
    """All but the page are given by name, and have a default."""
    signature = inspect.signature(clean_html)

    assert {name: (parameter.kind.name, parameter.default) for name, parameter in signature.parameters.items()} == {
        "html": ("POSITIONAL_OR_KEYWORD", inspect.Parameter.empty),
        "url": ("KEYWORD_ONLY", None),
        "policy": ("KEYWORD_ONLY", DEFAULT_POLICY),
        "engine": ("KEYWORD_ONLY", "blocks"),
        "rules": ("KEYWORD_ONLY", None),
        "model": ("KEYWORD_ONLY", None),
        "name": ("KEYWORD_ONLY", ""),
        "charset": ("KEYWORD_ONLY", None),
        "encoding": ("KEYWORD_ONLY", None),
        "errors": ("KEYWORD_ONLY", "strict"),
        "reference": ("KEYWORD_ONLY", None),
        "kind": ("KEYWORD_ONLY", None),
        "one": ("KEYWORD_ONLY", False),
    }


def test_each_entry_tells_its_element() -> None:
    """The account of a page names rule, part and element path of each stretch; in text the path is empty."""
    told = [(entry.path, entry.part, entry.fate, entry.finder) for entry in clean_html(PAGE, engine="blocks").ledger]

    assert told == [
        ("body > nav > a", Part.navigation, Fate.removed, "landmarks.navigation"),
        ("body > article > h1", Part.headline, Fate.kept, "heads"),
        ("body > article > p", Part.paragraph, Fate.kept, ""),
        ("body > footer", Part.footer, Fate.removed, "landmarks.footer"),
    ]
    assert [entry.path for entry in cleaner.clean("Home\n").ledger] == [""]
    assert clean_html(PAGE, engine="blocks").ledger[0].to_dict()["path"] == "body > nav > a"
    assert "path" not in cleaner.clean("Home\n").ledger[0].to_dict()


def test_the_source_is_the_visible_text() -> None:
    """The page keeps what it was read from beside the text that all offsets point into."""
    page = clean_html(PAGE, url="https://example.com/a", engine="blocks").page

    assert (page.form, page.html, page.url) == ("html", PAGE, "https://example.com/a")
    assert [line[:20] for line in page.source.splitlines()] == ["Home", "Port of Varn reopens", "The port of Varn reo", "Varn Courier"]


def test_bytes_are_decoded() -> None:
    """Bytes give what their text gives."""
    page = "<meta charset=iso-8859-2><p>Łódź reopened on Tuesday.</p>"

    assert clean_html(page.encode("iso-8859-2"), engine="blocks").text == clean_html(page, engine="blocks").text
    assert clean_html("<p>Größe</p>".encode("cp1252"), engine="blocks", charset="latin1").text == "Größe\n"


def test_rules_and_policies_are_chosen_as_for_text() -> None:
    """Other rules own other elements, and a policy that keeps a part keeps its elements."""
    keeping = Policy.named("safe").keeping(["navigation"])

    assert clean_html(PAGE, engine="blocks", rules=RuleSet()).text == clean_html(PAGE, engine="blocks").page.source
    assert clean_html(PAGE, engine="blocks", policy=keeping).text.startswith("Home\n")


def test_a_rule_of_one_site_speaks_of_its_elements_alone() -> None:
    """Rules about elements are narrowed to the site as others are."""
    rules = own_box('select = ".own"', "<p class='own'>⟦a⟧</p>", "<p>a</p>", 'sites = ["example.com"]')
    page = "<p>Text</p><p class='own'>Other</p>"

    assert clean_html(page, engine="blocks", rules=rules, url="https://www.example.com/a").text == "Text\n"
    assert clean_html(page, engine="blocks", rules=rules, url="https://example.org/a").text == "Text\nOther\n"


def test_a_rule_may_mean_elements_without_attributes() -> None:
    """A name is enough, whatever stands around the element."""
    rules = own_box('select = "center"', "<center>⟦a⟧</center>", "<p>a</p>")

    assert clean_html("<p>Text</p><center>Other</center>", engine="blocks", rules=rules).text == "Text\n"


def test_a_cleaned_page_can_be_sent_between_processes() -> None:
    """Nothing of the parser stays with the result."""
    page = clean_html(PAGE, engine="blocks")
    sent = pickle.loads(pickle.dumps(page))

    assert (sent.text, list(sent.ledger)) == (page.text, list(page.ledger))


@pytest.mark.parametrize("html", ["", "   ", "<html></html>", "<!-- nothing -->", b"", b"\x00", "<script>a()</script>"])
def test_a_page_that_shows_nothing_is_empty(html: str | bytes) -> None:
    """No text, no entries, no articles."""
    page = clean_html(html, engine="blocks")

    assert (page.text, page.body, page.articles, list(page.ledger)) == ("", "", (), [])


def test_unknown_engines_are_refused_with_the_known_ones() -> None:
    """The error of a wrong engine name lists the right ones; what is no page is refused by its type."""
    with pytest.raises(EngineError, match=r"^no engine is called \'webkit\'; choose one of "):
        clean_html("", engine="webkit")
    with pytest.raises(TypeError, match=r"^clean_html\(\) takes str or bytes, not NoneType$"):
        clean_html(None)  # type: ignore[arg-type]


def test_what_holds_the_main_element_is_nothing_beside_it() -> None:
    """A wrapper that is called after the sidebar in it keeps the titles in the page's `main` element; the sidebar itself goes."""
    listed = "".join(f"<h2><a href='/{name}'>{name} in an hour</a></h2>" for name in ("Herring", "Soup", "Rye bread"))
    page = f"<div class='content-sidebar-wrap'><main>{listed}</main><div class='sidebar'><a href='/a'>Older</a></div></div>"

    cleaned = cleaner.clean_html(f"<body>{page}<p>Varn Courier</p></body>", engine="blocks", policy="safe")

    assert cleaned.text == "Herring in an hour\nSoup in an hour\nRye bread in an hour\nVarn Courier\n"


_PARAGRAPH = "The port reopened on Monday after a month of repairs, and the first ships came in at dawn, the harbour master said."
_OTHERS = "<aside><div>Related stories</div><h3>Harbour master gives up his post</h3></aside>"


@pytest.mark.parametrize("heading", ["<h2>{}</h2>", "<p><strong>{}</strong></p>", "<div><h4>{}</h4></div>"])
@pytest.mark.parametrize("box", [_OTHERS, _OTHERS.replace("</aside>", "<h3>Pilots vote on a new contract in May</h3></aside>")])
def test_a_box_ends_where_its_element_ends(heading: str, box: str) -> None:
    """A heading right below a box of other stories is the story's own, since the box says where its list ends."""
    title = "Fishermen have long been angry in Varn"
    page = f"<main><h1>Port of Varn reopens</h1>{f'<p>{_PARAGRAPH}</p>' * 3}{box}{heading.format(title)}<p>{_PARAGRAPH}</p></main>"

    cleaned = cleaner.clean_html(page, engine="blocks", policy="safe")

    assert cleaned.text.splitlines() == ["Port of Varn reopens", *[_PARAGRAPH] * 3, title, _PARAGRAPH]


@pytest.mark.parametrize("item", ["<li>{}</li>", "<li><p>{}</p></li>", "<li>{}<li>"], ids=["plain", "paragraphs", "unclosed"])
@pytest.mark.parametrize("listing", ["ul", "ol"])
def test_an_item_of_a_list_is_no_subheading(listing: str, item: str) -> None:
    """However short the list, and whatever text stands below it; a heading within an item is one."""
    text = f"<p>{' '.join(['The first freighter was unloaded before the fog lifted from the pier.'] * 3)}</p>"
    items = [item.format(words) for words in ("Butter and jam", "The first freighter of the year")]
    page = clean_html(f"<article><h1>Port of Varn reopens</h1>{text}<{listing}>{''.join(items)}</{listing}>{text}</article>")
    parts = {page.page.cut(entry.span).strip(): entry.part for entry in page.ledger}
    heading = clean_html(f"<h1>Port of Varn reopens</h1>{text}<{listing}><li><h3>What comes next</h3>{text}</{listing}>")

    assert parts["The first freighter of the year"] is Part.list_item
    assert Part.subheading not in parts.values()
    assert [entry.part for entry in heading.ledger if entry.path.endswith("h3") and entry.output.strip()] == [Part.subheading]
