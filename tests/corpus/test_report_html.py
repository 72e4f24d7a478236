"""The report of a run as one file: whole, closed, and deaf to what the corpus says."""

from __future__ import annotations

import sys
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from cleaner.corpus.counts import Counts, Failure, FinderCount, RunReport, Timed
from cleaner.corpus.document import Place
from cleaner.corpus.report_html import document
from cleaner.errors import ExtraError
from cleaner.rules.reading import parse
from cleaner.rules.ruleset import RuleSet
from tests.small_rules import ADS

from .reports import found, report_of, sample, small_report

_RULES = RuleSet(tuple(parse(ADS, "ads.toml")))
_HOSTILE = "</del></main><script>ran()</script><img src=x onerror=ran()>\"' {{ 7 * 7 }} &lt;b&gt; <style>*{display:none}</style>\x1b[2J"


class Elements(HTMLParser):
    """The elements of a document with their attributes, and the text in each kind of them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.inside: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in ("meta", "input"):
            self._open.append(tag)
            self.inside.setdefault(tag, []).append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        while self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        for tag in set(self._open):
            self.inside[tag][-1] += data


def hostile(words: str) -> RunReport:
    """A report in which everything that a corpus or a user may name says something."""
    place, text = Place(words, 1, words), sample(words, words, words, confidence=0.5, because=words, part=words)
    finder = FinderCount(words, words, 1, 9, 0, {words: 1}, [text])
    report = report_of({words: finder, "model": finder}, failures=[Failure(place, words)], slowest=[Timed(1.0, 1, place)], kinds={words: 3})
    report.output, report.inputs, report.quarantine = words, [words], words
    report.settings, report.versions, report.warnings = {words: words}, {words: words}, [words]
    return report


def test_a_document_runs_only_its_own_script_and_style() -> None:
    """The policy in its head names the digests of the one script and the one style, and allows nothing else."""
    elements = Elements(document(small_report(), _RULES))
    digests = [f"'sha256-{b64encode(sha256(elements.inside[tag][0].encode()).digest()).decode()}'" for tag in ("script", "style")]
    (policy,) = [attributes["content"] for _, attributes in elements.found if "http-equiv" in attributes]

    assert (len(elements.inside["script"]), len(elements.inside["style"])) == (1, 1)
    assert policy == (f"default-src 'none'; script-src {digests[0]}; style-src {digests[1]}; base-uri 'none'; form-action 'none'")


def test_a_document_refers_to_nothing_outside() -> None:
    """Links lead to its own places, nothing is loaded, and no element has a style that the policy would refuse."""
    elements = Elements(document(small_report(), _RULES)).found
    places = {attributes["id"] for _, attributes in elements if "id" in attributes}
    links = [attributes["href"] for _, attributes in elements if "href" in attributes]

    assert [link for link in links if link.removeprefix("#") not in places] == []
    assert [tag for tag, held in elements if "src" in held or "style" in held or tag in ("link", "iframe", "object", "img")] == []


def test_a_hostile_corpus_adds_no_element() -> None:
    """Whatever texts, names and reasons say, the document has the same elements as with harmless ones, and nothing steers a terminal."""
    before, after = (Elements(document(hostile(words), _RULES)).found for words in ("harmless", _HOSTILE))

    assert [(tag, list(attributes)) for tag, attributes in after] == [(tag, list(attributes)) for tag, attributes in before]
    assert "\x1b" not in document(hostile(_HOSTILE), _RULES)


def test_samples_are_shown_as_they_stood() -> None:
    """What was removed is marked, between a few lines around it that are not empty; what is cut off says so."""
    one = sample("Ad  vert\n", "cut off\n\nA\nB\n \nC\n", "D\n\nE\nF\nG\n", start=500)
    piece = sample(" Tips: a@b", "He left.", " She came.\nThe end.", number=5)
    elements = Elements(document(report_of({"ads.label": found(one, size=99), "ads.tips": found(piece)}), _RULES))

    assert elements.inside["blockquote"] == [
        "A\nB\nC\nremoved: Ad  vert\nD\nE\nF",
        "He left.removed:  Tips: a@b She came.\nThe end.",
    ]
    assert elements.inside["del"] == ["removed: Ad  vert", "removed:  Tips: a@b"]
    assert "An ad slot carries a label." in elements.inside["details"][0]


def test_the_beginning_of_a_line_that_is_cut_says_so() -> None:
    """A stretch of text that begins in the middle is no line of its own."""
    elements = Elements(document(report_of({"ads.label": found(sample("Ad\n", "ort reopened.\n", start=500))}), _RULES))

    assert elements.inside["blockquote"] == ["…ort reopened.\nremoved: Ad"]


def test_charts_are_tables_with_bars_to_scale() -> None:
    """Each number stands beside its bar; the longest is whole, and what many small ones sum up to has a row without a bar."""
    report = report_of({f"ads.rule-{number:02}": found(sample("x"), size=100 - number) for number in range(20)}, kept=0)
    elements = Elements(document(report, _RULES))
    bars = [float(held["width"].removesuffix("%")) for tag, held in elements.found if tag == "rect" and "rx" in held]

    assert "8 others67637.3%" in elements.inside["tr"]
    assert bars[:4] == [100, 100, 99, 98]
    assert elements.inside["caption"][:3] == ["Removed, by part", "Changed, by rule", "Changed, by language of the rule"]


def test_a_run_over_nothing_has_a_page() -> None:
    """It says that nothing was removed, and has no chart."""
    elements = Elements(document(RunReport("out.jsonl", [], {}, {}, Counts()), _RULES))

    assert ("Nothing was removed." in elements.inside["p"], elements.inside.get("caption")) == (True, None)


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the template engine the error says what to install."""
    monkeypatch.setitem(sys.modules, "jinja2", None)

    with pytest.raises(ExtraError, match=r"run --html needs jinja2, which is not installed; pip install 'article-cleaner\[explain\]'"):
        document(small_report(), _RULES)
