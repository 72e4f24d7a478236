"""The report of a run in a browser: sorting, filters, keys, light and dark, wide and narrow, and without its script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from cleaner.corpus.counts import RunReport
from cleaner.corpus.report_html import document
from cleaner.document.parts import Part
from cleaner.rules.reading import parse
from cleaner.rules.ruleset import RuleSet
from tests.browsers import Driver, contrasts, prefer, press, run, show, size, texts
from tests.small_rules import ADS

from .reports import found, report_of, sample, small_report

_RULES = RuleSet(tuple(parse(ADS, "ads.toml")))
_NAMES = "#finders tbody th"
_LEAST_CONTRAST = 4.5
Opened = Callable[[RunReport], Driver]


@pytest.fixture
def opened(browser: Driver, tmp_path: Path) -> Opened:
    """Shows a report."""
    return partial(_open, browser, tmp_path / "report.html")


def _open(browser: Driver, file: Path, report: RunReport) -> Driver:
    file.write_text(document(report, _RULES), encoding="utf-8")
    show(browser, file)
    return browser


@pytest.fixture
def without_script(browser: Driver) -> Iterator[Driver]:
    """The browser of someone who runs no scripts."""
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    yield browser
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def head(browser: Driver, name: str) -> None:
    """Go to the head of a column with the keyboard, and press it."""
    button = next(one for one in browser.find_elements(By.CSS_SELECTOR, "#finders thead button") if one.text.startswith(name))
    browser.execute_script("arguments[0].focus()", button)
    press(browser, Keys.ENTER)


def test_rules_are_sorted_by_any_column(opened: Opened) -> None:
    """Names up at first, numbers down; pressed again, the other way round; and those who hear the page are told."""
    browser = opened(small_report())
    orders = [texts(browser, _NAMES)]
    for name in ("rule", "rule", "characters", "characters"):
        head(browser, name)
        orders.append(texts(browser, _NAMES))
    by_size = ["ads.slot-label", "rows.share", "model", "de.read-on"]

    assert orders == [by_size, sorted(by_size), sorted(by_size)[::-1], by_size, by_size[::-1]]
    assert run(browser, "return [...document.querySelectorAll('[aria-sort]')].map((e) => [e.textContent, e.ariaSort])") == [
        ["characters", "ascending"]
    ]


def test_numbers_are_sorted_as_numbers(opened: Opened) -> None:
    """Nine comes before ten, whatever their signs."""
    browser = opened(report_of({f"ads.{size}": found(sample("x"), size=size) for size in (9, 10, 1000, 200)}))
    head(browser, "characters")

    assert texts(browser, _NAMES) == ["ads.9", "ads.10", "ads.200", "ads.1000"]


def test_a_search_finds_names_and_samples(opened: Opened) -> None:
    """Capitals do not matter, and the count is told."""
    browser = opened(small_report())
    find = browser.find_element(By.ID, "find")
    shown = []
    for word in ("WEITER", "rows", "nowhere"):
        find.clear()
        find.send_keys(word, Keys.ENTER)
        shown.append((texts(browser, _NAMES), texts(browser, "#shown"), texts(browser, "#none")))

    assert shown == [
        (["de.read-on"], ["1 of 4"], []),
        (["rows.share"], ["1 of 4"], []),
        ([], ["0 of 4"], ["No rule is as you asked."]),
    ]


def test_parts_and_languages_narrow_the_table(opened: Opened) -> None:
    """Together they show what is both."""
    browser = opened(small_report())
    part, language = (browser.find_element(By.ID, name) for name in ("part", "language"))
    part.send_keys("teaser")
    teasers = texts(browser, _NAMES)
    language.send_keys("de")

    assert (teasers, texts(browser, _NAMES)) == (["model", "de.read-on"], ["de.read-on"])


def test_a_link_in_a_chart_opens_its_rule(opened: Opened) -> None:
    """Though it was filtered away: its samples are open, and the keyboard goes on there."""
    browser = opened(small_report())
    browser.find_element(By.ID, "find").send_keys("weiter", Keys.ENTER)
    link = browser.find_element(By.LINK_TEXT, "rows.share")
    browser.execute_script("arguments[0].focus()", link)
    press(browser, Keys.ENTER)
    WebDriverWait(browser, 5).until(lambda _: run(browser, "return document.activeElement.localName") == "summary")

    assert run(browser, "return document.activeElement.closest('.finder').rows[0].cells[0].textContent") == "rows.share"
    assert texts(browser, "#finders del") == ["removed: Share | Print"]
    assert len(texts(browser, _NAMES)) == 4


def test_all_samples_are_opened_and_closed(opened: Opened) -> None:
    """Those of the rules that are shown."""
    browser = opened(small_report())
    browser.find_element(By.ID, "part").send_keys("teaser")
    browser.find_element(By.ID, "open").click()
    shown = texts(browser, "#finders del")
    browser.find_element(By.ID, "close").click()

    assert (shown, texts(browser, "#finders del")) == (["removed: Weiterlesen"], [])


def test_what_the_model_removed_stands_by_how_sure_it_was(opened: Opened) -> None:
    """The least sure first, and its row among the rules leads there."""
    report = small_report()
    samples = [sample(f"Line {sure}\n", number=round(sure * 10), confidence=sure, part="teaser") for sure in (0.9, 0.4, 0.7)]
    report.counts.finders["model"].samples = samples
    browser = opened(report)
    browser.find_element(By.PARTIAL_LINK_TEXT, "3 samples").click()

    assert texts(browser, "#model del") == ["removed: Line 0.4", "removed: Line 0.7", "removed: Line 0.9"]
    assert run(browser, "return location.hash") == "#model"


def test_everything_can_be_reached_by_tab(opened: Opened) -> None:
    """Each link, field, button and list of samples has its turn, in the order in which they stand."""
    browser = opened(small_report())
    wanted = "a[href], input, select, button, summary"
    stops = []
    for _ in range(len(browser.find_elements(By.CSS_SELECTOR, wanted))):
        press(browser, Keys.TAB)
        stops.append(run(browser, f"return [...document.querySelectorAll('{wanted}')].indexOf(document.activeElement)"))

    assert stops == list(range(len(stops)))


def test_whatever_can_be_used_has_a_name(opened: Opened) -> None:
    """As the browser tells it to those who do not see the page."""
    browser = opened(small_report())
    used = browser.find_elements(By.CSS_SELECTOR, "a[href], input, select, button, summary, section, nav, form, table:not(.plain)")
    nameless = [one.get_attribute("outerHTML") for one in used if one.is_displayed() and not one.accessible_name]

    assert nameless == []


def test_without_its_script_the_page_shows_everything(without_script: Driver, tmp_path: Path) -> None:
    """Tools that would do nothing are not there; lists of samples open all the same."""
    file = tmp_path / "report.html"
    file.write_text(document(small_report(), _RULES), encoding="utf-8")
    without_script.get(file.as_uri())
    names = [one.text for one in without_script.find_elements(By.CSS_SELECTOR, _NAMES)]
    without_script.find_element(By.CSS_SELECTOR, "#finders summary").click()
    shown = [one.text for one in without_script.find_elements(By.CSS_SELECTOR, "#finders del") if one.is_displayed()]

    assert names == ["ads.slot-label", "rows.share", "model", "de.read-on"]
    assert len(shown) == 2
    assert not without_script.find_element(By.CSS_SELECTOR, ".tools").is_displayed()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_can_be_read_in_the_light_and_in_the_dark(opened: Opened, browser: Driver, scheme: str) -> None:
    """The contrast of all words is that of WCAG 2.2, level AA, or greater, in the colours of every part."""
    prefer(browser, scheme)
    report = small_report()
    for part in Part:
        report.counts.finders[f"of.{part}"] = found(
            sample(f"A {part}.", "Before.\n", "After.\n", part=str(part), because="why"), part=str(part)
        )
    browser = opened(report)
    browser.find_element(By.ID, "open").click()
    ratios = contrasts(browser, "h1, h2, p, a, dt, dd, th, td, li, caption, del, .around, .size, summary, button, select, output")

    assert len(ratios) > 10 * len(Part)
    assert [(word, ratio) for word, ratio in ratios if ratio < _LEAST_CONTRAST] == []


def test_the_page_is_dark_where_the_reader_wants_it(opened: Opened, browser: Driver) -> None:
    """The paper follows the reader's system."""
    paper = "return getComputedStyle(document.documentElement).backgroundColor"
    opened(small_report())
    light = run(browser, paper)
    prefer(browser, "dark")

    assert (light, run(browser, paper)) == ("rgb(253, 253, 251)", "rgb(22, 24, 28)")


@pytest.mark.parametrize("width", [320, 400, 800, 1600])
def test_nothing_reaches_over_the_edge(opened: Opened, browser: Driver, width: int) -> None:
    """However long names and words are, from a telephone to a wide screen."""
    size(browser, width, 900)
    report = small_report()
    long = "x" * 300
    report.counts.finders[f"ads.{'a-very-long-name-' * 8}"] = found(sample(long, long, long), part="ad_slot", size=10**9)
    report.inputs, report.output = [long], f"{long}.jsonl"
    report.settings[long] = long
    browser = opened(report)
    browser.find_element(By.ID, "open").click()

    assert run(browser, "const root = document.documentElement; return root.scrollWidth - root.clientWidth") == 0


def test_a_script_in_a_corpus_never_runs(browser: Driver, tmp_path: Path) -> None:
    """Even one that escaped into the document is refused, and nothing is asked of the network."""
    file = tmp_path / "report.html"
    intruder = "<script>document.title = 'ran'</script><img src='https://example.com/x.png' onerror='document.title = \"ran\"'>"
    file.write_text(document(small_report(), _RULES).replace("</main>", f"{intruder}</main>"), encoding="utf-8")
    show(browser, file)

    assert browser.title == "out.jsonl – what the run removed"
    assert run(browser, "return performance.getEntriesByType('resource').filter((one) => one.transferSize)") == []


def test_the_script_of_the_page_has_nothing_to_complain_of(opened: Opened) -> None:
    """Neither on a page with rules nor on one without."""
    for report in (small_report(), report_of({})):
        assert opened(report).get_log("browser") == []  # type: ignore[no-untyped-call]
