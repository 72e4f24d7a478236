"""The site in a browser: search, the filter of rules, light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from selenium.common.exceptions import TimeoutException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from cleaner import RuleSet
from tests.browsers import Driver, contrasts, prefer, run, size, texts

_PAGES = ("", "reference/python/", "reference/command/", "reference/configuration/", "reference/flow/", "rules/", "rules/ads/", "rules/fa/")
_LEAST_CONTRAST = 4.5
_SECONDS = 30  # for a search on a machine that is busy with other tests


class Quiet(SimpleHTTPRequestHandler):
    """Sends files and says nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site can be had; a search needs a server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def search(browser: Driver, words: str) -> None:
    """Type words into the search of the site."""
    field = browser.find_element(By.CSS_SELECTOR, ".md-search__input")
    run(browser, "document.getElementById('__search').checked = true")
    WebDriverWait(browser, _SECONDS).until(lambda _: field.is_displayed())
    field.send_keys(words)


def results(browser: Driver) -> list[str]:
    """The addresses that a search of the site leads to so far, the best first."""
    script = "return [...document.querySelectorAll('.md-search-result__link')].map((link) => link.href.split('?')[0] + link.hash)"
    found: list[str] = run(browser, script)
    return found


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("ads.slot-label", "rules/ads/#ads.slot-label"),
        ("zox.comments-label", "rules/zox/#zox.comments-label"),
        ("Bürgermeister ging am Montag", "rules/de/#de.ad-label"),
        ("تبلیغات", "rules/fa/#fa.ad-label"),
    ],
    ids=["an id", "another", "words of a counterexample", "a word of an example"],
)
def test_a_rule_is_found_by_a_search(browser: Driver, address: str, words: str, place: str) -> None:
    """By its id, or by words of its examples, in any script."""
    browser.get(address)
    search(browser, words)
    # What the first letters find is shown before.
    with suppress(TimeoutException):
        WebDriverWait(browser, _SECONDS).until(lambda _: address + place in results(browser))

    assert address + place in results(browser)


def test_the_list_of_rules_is_narrowed(browser: Driver, address: str) -> None:
    """By part, language and words, all of them at once, and the number that is left is told."""
    browser.get(address + "rules/")
    run(browser, "document.getElementById('rule-part').value = 'ad_slot'; document.getElementById('rule-language').value = 'de'")
    browser.find_element(By.ID, "rule-words").send_keys("label")
    rules = [rule for rule in RuleSet.default() if (rule.part, rule.language) == ("ad_slot", "de")]
    wanted = sorted(rule.id for rule in rules if "label" in f"{rule.id} {rule.why}".lower())

    assert list(texts(browser, "table.rules td:first-child")) == wanted
    assert texts(browser, "#rule-count") == [f"{len(wanted)} of {len(RuleSet.default())} rules"]


@pytest.mark.parametrize("path", _PAGES)
def test_a_page_fits_and_can_be_read(browser: Driver, address: str, path: str) -> None:
    """Wide and narrow nothing stands beyond the edge; light and dark, words stand out; all comes from the site, without a fault."""
    faults = []
    for width, scheme in ((1280, "light"), (390, "dark"), (390, "light")):
        size(browser, width, 800)
        prefer(browser, scheme)
        browser.get(address + path)
        if run(browser, "return document.documentElement.scrollWidth > innerWidth"):
            faults.append(f"{width}: too wide")
        found = contrasts(browser, ".rule del, .rule mark, .rule ins, .rule-facts li, .rule-label, .rule-filter label, .doors a")
        faults += [f"{scheme}: {name} {ratio:.1f}" for name, ratio in found if ratio < _LEAST_CONTRAST]
    fetched = run(browser, "return performance.getEntriesByType('resource').map((one) => one.name)")
    faults += [one for one in fetched if not one.startswith((address, "data:", "blob:"))]
    faults += [str(entry["message"]) for entry in browser.get_log("browser")]  # type: ignore[no-untyped-call]

    assert faults == []
