"""The account of a page as one file: whole, closed, and deaf to what the page says."""

from __future__ import annotations

import sys
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

import cleaner
from cleaner.document.parts import Part
from cleaner.document.result import CleanedPage
from cleaner.errors import ExtraError
from cleaner.formats.explain_html import document, page_lines

from .conftest import NO_RULES, page_of

HOSTILE = "</span></main><script>ran()</script><img src=x onerror=ran()>\"' {{ 7 * 7 }} &lt;b&gt; <style>*{display:none}</style>"


class Elements(HTMLParser):
    """The elements of a document with their attributes, and the texts in them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.inside: list[tuple[str, str]] = []
        self._last = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))
        self._last = tag

    def handle_endtag(self, tag: str) -> None:
        self._last = ""

    def handle_data(self, data: str) -> None:
        self.inside.append((self._last, data))

    def of(self, tag: str) -> list[str]:
        """The texts directly in some elements."""
        return [data for name, data in self.inside if name == tag]


def test_a_document_runs_only_its_own_script_and_style(strike: CleanedPage) -> None:
    """The policy in its head names the digests of the one script and the one style, and allows nothing else."""
    elements = Elements(document(strike, NO_RULES))
    digests = [f"'sha256-{b64encode(sha256(''.join(elements.of(tag)).encode()).digest()).decode()}'" for tag in ("script", "style")]
    (policy,) = [attributes["content"] for tag, attributes in elements.found if "http-equiv" in attributes]

    assert policy.split("; ") == [
        "default-src 'none'",
        f"script-src {digests[0]}",
        f"style-src {digests[1]}",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_a_document_refers_to_nothing_outside(strike: CleanedPage) -> None:
    """Links lead to its own places, and nothing is loaded."""
    elements = Elements(document(strike, NO_RULES)).found
    places = {attributes["id"] for _, attributes in elements if "id" in attributes}
    links = [attributes["href"] for _, attributes in elements if "href" in attributes]

    assert [link for link in links if link.removeprefix("#") not in places] == []
    assert [tag for tag, attributes in elements if "src" in attributes or tag in ("link", "iframe", "object", "img")] == []


def test_a_hostile_page_adds_no_element() -> None:
    """Whatever text, name, address and finder say, the document has the same elements as with harmless ones."""
    harmless = page_of(("kept", Part.paragraph, ""), ("gone", Part.ad_slot, "ads.label"), name="page.txt", url="https://example.com")
    hostile = page_of((HOSTILE, Part.paragraph, ""), (HOSTILE, Part.ad_slot, HOSTILE), name=HOSTILE, url=f"javascript:{HOSTILE}")
    before, after = (Elements(document(page, NO_RULES)).found for page in (harmless, hostile))

    assert [(tag, list(attributes)) for tag, attributes in after] == [(tag, list(attributes)) for tag, attributes in before]


def test_a_hostile_page_is_shown_as_it_is() -> None:
    """Nothing of the text is lost on the way through the template."""
    elements = Elements(document(page_of((HOSTILE, Part.ad_slot, "ads.label")), NO_RULES))

    assert "".join(elements.of("del")) == HOSTILE


def test_changes_of_a_web_page_name_their_elements() -> None:
    """Each tells the path of its element, and its place in the HTML."""
    page = cleaner.clean_html("<div class=a>\n<p>The port reopened.</p><nav>Home</nav></div>", policy="safe", engine="blocks")
    marks = [attributes for tag, attributes in Elements(document(page, NO_RULES)).found if tag == "del"]

    assert [(mark["data-path"], mark["data-at"]) for mark in marks] == [("body > div.a > nav", "2:31-2:34")]


def test_the_extra_is_named_where_it_is_missing(strike: CleanedPage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the template engine the error says what to install."""
    monkeypatch.setitem(sys.modules, "jinja2", None)

    with pytest.raises(ExtraError, match=r"explain --html needs jinja2, which is not installed; pip install 'article-cleaner\[explain\]'"):
        document(strike, NO_RULES)


def test_lines_of_a_web_page_have_the_numbers_of_its_file() -> None:
    """As in the picture on a terminal and in what `check` tells; lines that begin on one line of the HTML share its number."""
    page = cleaner.clean_html("<h1>Varn</h1>\n\n<p>The port reopened.<p>Advertisement\n<nav>Home</nav>")

    assert [(line.row, line.number) for line in page_lines(page)] == [(1, 1), (2, 3), (3, 3), (4, 4)]
