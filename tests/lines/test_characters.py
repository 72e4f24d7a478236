"""Entities that a scraper forgot to decode."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Fate, clean

TAIL = " before the fog had lifted from the long pier in the harbour."


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Rock &amp; Roll", "Rock & Roll"),
        ("nine&nbsp;days", "nine days"),
        ("nine&#160;days", "nine days"),
        ("nine&amp;nbsp;days", "nine days"),
        ("A&amp;amp;B", "A&B"),
        ("&lt;b&gt; is a tag", "&lt;b&gt; is a tag"),
        ("if (a &amp;&amp; b) { run }", "if (a &amp;&amp; b) { run }"),
        ("AT&T; and others", "AT&T; and others"),
        ("&eacute;t&eacute;", "&eacute;t&eacute;"),
        ("&#65;", "&#65;"),
        ("&#10;", "&#10;"),
        ("&unknown;", "&unknown;"),
        ("“a”&ldquo;", "“a”&ldquo;"),
    ],
)
def test_safe_decodes_spaces_and_ampersands_alone(written: str, read: str) -> None:
    """What a text may show on purpose, and what would change how a line is cut, stays as it is."""
    assert clean(written + TAIL, policy="safe").text == read + TAIL


@pytest.mark.parametrize(
    ("written", "read"), [("&ldquo;Yes&rdquo;", "“Yes”"), ("1998&ndash;2004", "1998–2004"), ("&eacute;t&eacute;", "été")]
)
def test_thorough_decodes_the_signs_that_stand_alone(written: str, read: str) -> None:
    """Quotes, dashes and letters are decoded where evidence below certainty is enough."""
    assert clean(written + TAIL, policy="thorough").text == read + TAIL


AMPERSANDS = ("amp;", "AMP;", "#38;", "#038;", "#x26;", "#X26;", "#x0026;", "#00000000038;")
ENDS = ("", "amp;", "AMP;", "lt;", "nbsp;", "#160;", "#x3c;", "#0160;", "copy;", "unknown;", "x", ";", "#", "&", " ", "1;", "notit;", "T;")


@given(st.lists(st.sampled_from(AMPERSANDS), min_size=1, max_size=4), st.lists(st.sampled_from(ENDS), max_size=2), st.booleans())
def test_an_entity_in_entities_is_decoded_to_the_end_or_left_alone(escapes: list[str], ends: list[str], begins: bool) -> None:
    """However an ampersand is spelled, and however often it was escaped, cleaning again changes nothing, under both policies."""
    written = ("Tom &" if begins else "&") + "".join(escapes) + "".join(ends) + TAIL
    for policy in ("safe", "thorough"):
        once = clean(written, policy=policy).text

        assert clean(once, policy=policy).text == once


@pytest.mark.parametrize("first", AMPERSANDS)
@pytest.mark.parametrize("second", AMPERSANDS)
def test_every_spelling_of_an_ampersand_is_read(first: str, second: str) -> None:
    """An ampersand escaped twice is one ampersand, in capitals, with zeros before its number or not."""
    assert clean(f"Tom &{first}{second} Jerry{TAIL}").text == f"Tom & Jerry{TAIL}"


def test_a_rewritten_stretch_tells_what_it_stood_for() -> None:
    """The ledger names the entity and its finder; the rest of the line is kept."""
    entries = list(clean(f"nine&nbsp;days{TAIL}").ledger)

    assert [(entry.fate, entry.finder, entry.output, entry.because) for entry in entries] == [
        (Fate.kept, "", "nine", ""),
        (Fate.rewritten, "characters.entity", " ", "&nbsp; stands for '\\xa0'"),
        (Fate.kept, "", f"days{TAIL}", ""),
    ]
