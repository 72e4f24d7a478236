"""A browser without a window, for the tests of pages that the library writes. Where there is none, they are skipped and say so."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains

Driver = webdriver.Chrome
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_QUIET = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--force-device-scale-factor=1")
_DRAWN_WITHIN = 60  # seconds for a page of ten thousand lines on a machine that is busy with other tests
_CONTRASTS = """
const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
function channels(colour) {
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((one) => one / 255);
}
function luminance(colour) {
  const [red, green, blue] = channels(colour).map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function behind(word) {
  const colour = getComputedStyle(word).backgroundColor;
  return /^rgba\\(.*, 0\\)$/.test(colour) && word.parentElement ? behind(word.parentElement) : colour;
}
return [...document.querySelectorAll(arguments[0])].map((word) => {
  const both = [luminance(getComputedStyle(word).color), luminance(behind(word))];
  return [word.className || word.localName, (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05)];
});
"""


@pytest.fixture(scope="session")
def driver_() -> Iterator[Driver]:
    binary, driver = next(filter(None, map(shutil.which, _BROWSERS)), None), shutil.which("chromedriver")
    if not binary or not driver:
        pytest.skip("neither pages nor keys can be tried without Chromium and its driver: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for argument in _QUIET:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    running = webdriver.Chrome(options=options, service=Service(driver))
    running.set_script_timeout(_DRAWN_WITHIN)
    yield running
    running.quit()


@pytest.fixture
def browser(driver_: Driver) -> Driver:
    """The browser as it is on most desks: wide, light, nothing reduced; what it complained of before is forgotten."""
    driver_.get_log("browser")  # type: ignore[no-untyped-call]
    size(driver_, 1280, 800)
    prefer(driver_)
    return driver_


def show(browser: Driver, file: Path) -> None:
    """Open a page, and wait until it has been drawn: a browser drops the keys that are pressed before.

    Args:
        browser: the browser.
        file: an HTML file.
    """
    browser.get(file.as_uri())
    _drawn(browser)


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


def press(browser: Driver, *keys: str) -> None:
    """Keys, one after the other, to whatever has the focus; what they change has been drawn when this returns."""
    ActionChains(browser).send_keys(*keys).perform()
    _drawn(browser)


def _drawn(browser: Driver) -> None:
    """Wait until the page has been drawn as it is now."""
    # The second frame begins when the first has been drawn, and what was pressed before comes before either.
    browser.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")


def run(browser: Driver, script: str) -> Any:
    """What a script returns."""
    return browser.execute_script(script)


def contrasts(browser: Driver, selector: str) -> list[tuple[str, float]]:
    """For each of some elements its class and the contrast of its words with what is behind them, as WCAG 2 reckons it.

    Args:
        browser: the browser.
        selector: which elements, as a CSS selector.
    """
    return [(name, ratio) for name, ratio in browser.execute_script(_CONTRASTS, selector)]
