"""Rules about elements: how an element finds those it meets."""

from __future__ import annotations

import pytest

from cleaner import RuleSet
from cleaner.errors import RuleError
from cleaner.rules.selectors import alternatives, last_compound, name_words
from tests.small_rules import own_box


def rules(finder: str) -> RuleSet:
    """A set of one rule that finds by what is given."""
    return own_box(finder, "<div>⟦a⟧</div>", "<p>a</p>")


def asked(finder: str, tag: str, **attributes: str) -> list[str | None]:
    """What an element is still asked by the rules that it may meet."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return [meeting.selector for meeting in rules(finder).selectors.meet(tag, named)]


@pytest.mark.parametrize(
    ("select", "tag", "attributes", "found"),
    [
        ("nav, .box", "nav", {}, [None]),
        ("nav, .box", "div", {"class_": "wide box"}, [None]),
        ("nav, .box", "div", {"class_": "boxes"}, []),
        ("#box", "div", {"id": "box"}, [None]),
        ("[data-box]", "div", {"data_box": ""}, [None]),
        ("article > .box:not(h1)", "div", {"class_": "box"}, ["article > .box:not(h1)"]),
        ("aside:has(> .box)", "aside", {}, ["aside:has(> .box)"]),
        ("div[class*='a, b'] .box.wide", "p", {"class_": "wide"}, []),
        ("div[class*='a, b'] .box.wide", "p", {"class_": "box"}, ["div[class*='a, b'] .box.wide"]),
    ],
)
def test_an_element_is_asked_only_what_it_may_meet(select: str, tag: str, attributes: dict[str, str], found: list[str | None]) -> None:
    """A selector is filed under a name that its element must have; where that says all, nothing is left to ask."""
    assert asked(f'select = "{select}"', tag, **attributes) == found


@pytest.mark.parametrize(
    ("name", "met"),
    [
        ("share-bar", True),
        ("post-share-bar-wrap", True),
        ("PostShareBar_root__x3k", True),
        ("share_bar", True),
        ("sharebar", False),
        ("share-barrier", False),
        ("bar-share", False),
        ("top-[var(--share-bar)]", False),
        ("why-we-put-a-share-bar-under-each-of-our-stories", False),
    ],
)
def test_words_of_class_names_are_whole(name: str, met: bool) -> None:
    """Runs of words are found however they are joined, never parts of words, and never in names that are computed or made of a text."""
    assert asked('names = ["share bar"]', "div", class_=name) == ([None] if met else [])
    assert asked('names = ["share bar"]', "div", id=name) == ([None] if met else [])


def test_the_id_of_a_heading_says_nothing() -> None:
    """It is made of the heading's text."""
    assert asked('names = ["share bar"]', "h2", id="share-bar") == []


@pytest.mark.parametrize(
    ("finder", "fault"),
    [
        ('select = "div["', "select: is not a CSS selector: 'div['"),
        ('select = ":not(.a)"', "select: ':not(.a)' names no element, class, id or attribute"),
        ('names = ["Share bar"]', "names: 'Share bar' must be words in lower case"),
        ('names = ["share-bar"]', "names: 'share-bar' must be words in lower case"),
        ('select = "div"\nscope = "line"', "scope: 'line' does not go with select"),
        ('select = "div"\nmax_words = 3', "max_words: does not go with select; it speaks of lines"),
        ('select = "div"\nonly = [{ why = "x", line = { max_words = 3 } }]', "only[1]: asks about element in a rule that finds by select"),
        ('select = "div"\nonly = [{ why = "x", element = { most = 3 } }]', "only[1].element: no element has the measure 'most'"),
        ('select = "div"\nonly = [{ why = "x", element = { } }]', "only[1].element: must be a table of least or greatest measures"),
        (
            'equals = ["a"]\nonly = [{ why = "x", element = { max_lines = 3 } }]',
            "only[1]: asks about element in a rule that finds by select",
        ),
    ],
)
def test_faulty_rules_about_elements_are_refused(finder: str, fault: str) -> None:
    """The error names the key and what to write instead."""
    with pytest.raises(RuleError) as caught:
        rules(finder)

    assert str(caught.value).startswith(f"own.toml: rule own.box: {fault}")


def test_selectors_are_taken_apart() -> None:
    """Lists are cut outside brackets and quotes; the last compound is what the element itself must be; names are cut into words."""
    assert alternatives("a:is(b, c), [d='e, f'] ,g") == ["a:is(b, c)", "[d='e, f']", "g"]
    assert [last_compound(text) for text in ("a > b.c", "a b:not(c d)", "a+b[c='d e']")] == ["b.c", "b", "b[c=]"]
    assert name_words("PostShareBar_root__x3k") == ("post", "share", "bar", "root", "x", "3", "k")


@pytest.mark.parametrize(
    ("finder", "attributes", "found"),
    [
        ('select = "[role=search]"', {"role": "search"}, ["[role=search]"]),
        ('select = "[role=search]"', {"role": "note"}, []),
        ("select = \"[style*='display:none' i]\"", {"style": "color:red;DISPLAY:none"}, ["[style*='display:none' i]"]),
        ("select = \"[style*='display:none' i]\"", {"style": "display: none"}, []),
        ("select = \"[data-a^='x']\"", {"data_a": "y"}, ["[data-a^='x']"]),
        ('select = "nav > [role=search]"', {"role": "note"}, ["nav > [role=search]"]),
    ],
)
def test_a_selector_is_not_asked_where_the_value_it_states_is_missing(
    finder: str, attributes: dict[str, str], found: list[str | None]
) -> None:
    """A value that the selector states of the element itself is looked for first, in any case; other selectors are asked in full."""
    assert asked(finder, "div", **attributes) == found
