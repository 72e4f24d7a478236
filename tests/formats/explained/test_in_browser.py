"""The account of a page in a browser: keys, switches, search, light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from cleaner.document.parts import Part
from cleaner.document.result import CleanedPage
from cleaner.formats.explain_html import document
from tests.browsers import Driver, contrasts, prefer, press, run, show, size, texts

from .conftest import NO_RULES, Opened, page_of

_AD, _SHARE = ("Advertisement", Part.ad_slot, "ads.label"), ("Share this story", Part.social, "social.row")
_STORY = ("The port reopened on Tuesday.", Part.paragraph, "")
_LEAST_CONTRAST = 4.5


def focused(browser: Driver) -> tuple[str, str]:
    """The line and the text of the mark that has the focus."""
    line, text = run(
        browser, "const e = document.activeElement; return [e.closest('.line')?.id || '', e.closest('.line') ? e.textContent : '']"
    )
    return line, text


def walk(browser: Driver, keys: Sequence[str]) -> list[str]:
    """The lines that have the focus after each of some keys."""
    lines = []
    for key in keys:
        press(browser, key)
        lines.append(focused(browser)[0])
    return lines


def test_n_and_p_go_from_change_to_change(opened: Opened) -> None:
    """What one reason takes in a row is one step; from the last change the way leads to the first, and back."""
    browser = opened(page_of(_AD, _AD, _STORY, _SHARE, _STORY, _AD))

    assert walk(browser, "nnnnppp") == ["L1", "L4", "L6", "L1", "L6", "L4", "L1"]
    assert texts(browser, "#place") == ["1 of 3"]


def test_j_and_k_go_from_line_to_line(opened: Opened) -> None:
    """Every changed line is a step."""
    assert walk(opened(page_of(_AD, _AD, _STORY, _SHARE)), "jjjk") == ["L1", "L2", "L4", "L2"]


def test_the_lines_are_one_stop_of_the_tab_key(opened: Opened) -> None:
    """However many marks there are, Tab passes one: the one that was visited last."""
    browser = opened(page_of(_AD, _STORY, _SHARE, _STORY, _AD))
    press(browser, "n", "n")
    stops = "return [...document.querySelectorAll('main [tabindex=\"0\"]')].map((mark) => mark.textContent)"

    assert run(browser, stops) == ["Share this story"]
    press(browser, Keys.TAB)
    assert focused(browser) == ("", "")


def test_a_focused_change_tells_its_reason(opened: Opened, strike: CleanedPage) -> None:
    """The card says who changed the text and why, is tied to the text for those who hear the page, and Escape closes it."""
    browser = opened(strike)
    press(browser, "p")
    (told,) = texts(browser, "#card")

    assert focused(browser) == ("L11", "Advertisement")
    assert told == (
        "ads.slot-labelremoved as ad_slotbecausealone on its lineinsteadlegal.notice wanted 11:1-11:13 as footer and gave way"
        "at11:1-11:13to keep--keep ad_slot"
    )
    assert run(browser, "return document.activeElement.getAttribute('aria-describedby')") == "card"
    press(browser, Keys.ESCAPE)
    assert (texts(browser, "#card"), focused(browser)) == ([], ("L11", "Advertisement"))


def test_a_change_under_the_pointer_tells_its_reason(opened: Opened) -> None:
    """The card comes with the pointer, and goes with it."""
    browser = opened(page_of(_STORY, _SHARE, _STORY))
    ActionChains(browser).move_to_element(browser.find_element(By.TAG_NAME, "del")).perform()
    WebDriverWait(browser, 5).until(lambda _: texts(browser, "#card h3") == ["social.row"])
    ActionChains(browser).move_to_element(browser.find_element(By.CSS_SELECTOR, "#L3 .text")).perform()
    WebDriverWait(browser, 5).until(lambda _: texts(browser, "#card") == [])


def test_a_part_that_is_off_is_out_of_sight_and_out_of_the_way(opened: Opened) -> None:
    """Its lines are hidden, and the keys pass over them."""
    browser = opened(page_of(_AD, _STORY, _SHARE, _STORY, _AD))
    browser.find_element(By.CSS_SELECTOR, '#parts [value="ad_slot"]').click()

    assert texts(browser, ".source") == [_STORY[0], _SHARE[0], _STORY[0]]
    assert walk(browser, "nn") == ["L3", "L3"]
    browser.find_element(By.ID, "all").click()
    assert texts(browser, ".source") == [_AD[0], _STORY[0], _SHARE[0], _STORY[0], _AD[0]]


def test_a_chosen_rule_narrows_the_way(opened: Opened) -> None:
    """The keys go to what it changed, and Escape brings back the others."""
    browser = opened(page_of(_AD, _STORY, _SHARE, _STORY, _AD))
    browser.find_element(By.CSS_SELECTOR, '#rule [value="ads.label"]').click()
    browser.find_element(By.TAG_NAME, "h1").click()

    assert walk(browser, "nnn") == ["L1", "L5", "L1"]
    press(browser, Keys.ESCAPE, Keys.ESCAPE)
    assert walk(browser, "nn") == ["L3", "L5"]


def test_search_counts_the_lines_and_goes_through_them(opened: Opened) -> None:
    """Capitals do not matter, keys are letters while one types, and Escape leaves the search."""
    browser = opened(page_of(_AD, _STORY, _SHARE, ("A port is no harbour.", Part.paragraph, ""), _AD))
    press(browser, "/", "PORT", Keys.ENTER, Keys.ENTER)

    assert (texts(browser, "#found"), texts(browser, ".line.here .source")) == (["2 of 2 lines"], ["A port is no harbour."])
    assert run(browser, "return [...CSS.highlights.get('found')].map((range) => range.toString())") == ["port"] * 4
    press(browser, Keys.ESCAPE)
    assert (texts(browser, ".line.hit"), focused(browser)) == ([], ("", ""))


def test_views_show_both_sides_or_one(opened: Opened, strike: CleanedPage) -> None:
    """The articles alone are what is left, the source alone is what was there."""
    browser = opened(strike)
    press(browser, "3")
    articles = (texts(browser, ".source"), texts(browser, ".text"))
    press(browser, "2")
    source = (texts(browser, ".source"), texts(browser, ".text"))

    lines = strike.page.source.replace("&nbsp;", "&nbsp;␣").split("\n")
    assert articles == ([], [line for line in strike.text.split("\n") if line])
    assert source == ([line for line in lines if line], [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_part_can_be_read_in_the_light_and_in_the_dark(opened: Opened, browser: Driver, scheme: str) -> None:
    """The contrast of all words is that of WCAG 2.2, level AA, or greater."""
    prefer(browser, scheme)
    opened(page_of(*((f"A {part}.", part, "a.finder") for part in Part if part is not Part.blank), ("A headline.", Part.headline, "")))
    found = contrasts(browser, "del, .note b, .note .finder, .kind, .no, .text, .account, .size")

    assert len(found) > 3 * len(Part)
    assert [(word, ratio) for word, ratio in found if ratio < _LEAST_CONTRAST] == []


def test_the_page_is_dark_where_the_reader_wants_it(opened: Opened, browser: Driver) -> None:
    """The paper follows the reader's system."""
    paper = "return getComputedStyle(document.documentElement).backgroundColor"
    opened(page_of(_STORY))
    light = run(browser, paper)
    prefer(browser, "dark")

    assert (light, run(browser, paper)) == ("rgb(253, 253, 251)", "rgb(22, 24, 28)")


@pytest.mark.parametrize(("motion", "behaviour"), [("no-preference", "smooth"), ("reduce", "instant")])
def test_nothing_glides_for_those_who_do_not_want_it(opened: Opened, browser: Driver, motion: str, behaviour: str) -> None:
    """A step scrolls at once where less motion is wanted."""
    prefer(browser, motion=motion)
    opened(page_of(_STORY, _AD))
    run(browser, "Element.prototype.scrollIntoView = (how) => { window.how = how.behavior; }")
    press(browser, "n")

    assert run(browser, "return window.how") == behaviour


def test_a_narrow_window_shows_one_side_and_cuts_nothing_off(opened: Opened, browser: Driver, strike: CleanedPage) -> None:
    """On the width of a telephone nothing reaches over the edge."""
    size(browser, 360, 740)
    opened(strike)

    over = "const root = document.documentElement; return root.scrollWidth - root.clientWidth"
    assert (run(browser, over), run(browser, "return document.body.className")) == (0, "view-source")


def test_a_long_page_is_gone_through_by_keys(opened: Opened) -> None:
    """Of ten thousand lines the last change is one key away, and stands in sight."""
    browser = opened(page_of(*(_AD if line % 10 == 9 else _STORY for line in range(10_000))))
    press(browser, "p")
    seen = "const box = document.activeElement.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight"

    assert (focused(browser)[0], texts(browser, "#place"), run(browser, seen)) == ("L10000", ["1,000 of 1,000"], True)


def test_a_script_in_the_page_never_runs(browser: Driver, tmp_path: Path) -> None:
    """Even one that escaped into the document is refused, and nothing is asked of the network."""
    file = tmp_path / "account.html"
    intruder = "<script>document.title = 'ran'</script><img src='https://example.com/x.png' onerror='document.title = \"ran\"'>"
    file.write_text(document(page_of(_STORY, name="page"), NO_RULES).replace("</main>", f"{intruder}</main>"), encoding="utf-8")
    show(browser, file)

    assert browser.title == "page – what became of each line"
    assert run(browser, "return performance.getEntriesByType('resource').filter((one) => one.transferSize)") == []


def test_the_script_of_the_page_has_nothing_to_complain_of(opened: Opened, strike: CleanedPage) -> None:
    """No key ends in an error, on a page with changes and on one without."""
    for page in (strike, page_of(_STORY)):
        browser = opened(page)
        press(browser, *"npjk[]123", "/", "x", Keys.ENTER, Keys.ESCAPE, "?", Keys.ESCAPE)

        assert browser.get_log("browser") == []  # type: ignore[no-untyped-call]
