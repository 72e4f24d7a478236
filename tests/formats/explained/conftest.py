"""A browser without a window, and pages for it. Where there is none, its tests are skipped and say so."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from cleaner.document.claim import Claim
from cleaner.document.ledger import Ledger
from cleaner.document.page import Page
from cleaner.document.parts import Part
from cleaner.document.policy import Policy
from cleaner.document.result import CleanedPage
from cleaner.formats.explain_html import document
from cleaner.rules.ruleset import RuleSet

Driver = webdriver.Chrome
Opened = Callable[[CleanedPage], Driver]
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_QUIET = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--force-device-scale-factor=1")
NO_RULES = RuleSet(())


def page_of(*lines: tuple[str, Part, str], name: str = "page.txt", url: str | None = None) -> CleanedPage:
    """A page whose lines are kept where nobody names them, and removed where somebody does.

    Args:
        lines: each line's text, its part, and its finder, which is empty where the line is kept.
        name: what the page is called.
        url: where it came from.
    """
    page = Page("".join(f"{text}\n" for text, _, _ in lines), name, url=url)
    letters = {part: chr(ord("a") + place) for place, part in enumerate(Part)}
    kinds = "".join(letters[part] for _, part, _ in lines)
    claims = {line: Claim(part, finder) for line, (_, part, finder) in enumerate(lines) if finder}
    kept = bytes(not finder and part is not Part.blank for _, part, finder in lines)
    ledger = Ledger(page, kinds, MappingProxyType({letter: part for part, letter in letters.items()}), claims, kept, {}, {})
    return CleanedPage(page, Policy.named("safe"), ledger, lambda _: ())


@pytest.fixture(scope="session")
def _driver() -> Iterator[Driver]:
    browser, driver = next(filter(None, map(shutil.which, _BROWSERS)), None), shutil.which("chromedriver")
    if not browser or not driver:
        pytest.skip("neither pages nor keys can be tried without Chromium and its driver: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for argument in _QUIET:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    running = webdriver.Chrome(options=options, service=Service(driver))
    yield running
    running.quit()


@pytest.fixture
def browser(_driver: Driver) -> Driver:
    """The browser as it is on most desks: wide, light, nothing reduced; what it complained of before is forgotten."""
    _driver.get_log("browser")  # type: ignore[no-untyped-call]
    size(_driver, 1280, 800)
    prefer(_driver)
    return _driver


@pytest.fixture
def opened(browser: Driver, tmp_path: Path) -> Opened:
    """Shows the account of a page."""
    return partial(_open, browser, tmp_path / "account.html")


def _open(browser: Driver, file: Path, page: CleanedPage) -> Driver:
    file.write_text(document(page, NO_RULES), encoding="utf-8")
    browser.get(file.as_uri())
    return browser


def size(browser: Driver, width: int, height: int) -> None:
    """Make the window some size.

    Args:
        browser: the browser.
        width: in pixels of style sheets.
        height: the same.
    """
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def prefer(browser: Driver, scheme: str = "light", motion: str = "no-preference") -> None:
    """What the reader's system asks pages for.

    Args:
        browser: the browser.
        scheme: light or dark.
        motion: reduce, or no-preference.
    """
    features = [{"name": "prefers-color-scheme", "value": scheme}, {"name": "prefers-reduced-motion", "value": motion}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def texts(browser: Driver, selector: str) -> Sequence[str]:
    """The texts of all elements that can be seen.

    Args:
        browser: the browser.
        selector: which elements, as a CSS selector.
    """
    script = "return [...document.querySelectorAll(arguments[0])].filter((e) => e.checkVisibility()).map((e) => e.textContent)"
    found: Sequence[str] = browser.execute_script(script, selector)
    return found
