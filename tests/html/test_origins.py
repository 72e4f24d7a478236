"""Where visible lines stand in the source of a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.html.origins import origins
from cleaner.html.parse import parse
from cleaner.html.walk import walk


def found(html: str) -> list[tuple[str, str | None]]:
    """Each visible line, and what stands in the source from where it begins."""
    lines = walk(parse(html)).lines
    places = [origins(html, lines).offset(line) for line in range(len(lines))]
    return [(line, html[place : place + 6] if place >= 0 else None) for line, place in zip(lines, places, strict=True)]


@pytest.mark.parametrize(
    ("html", "begins"),
    [
        ("<p>Port of Varn", [("Port of Varn", "Port o")]),
        ("<title>Port</title><!-- Port --><script>'Port'</script><p>Port", [("Port", "Port")]),
        ("<p title='Port'>Port <b>of</b> Varn<br>Pier", [("Port of Varn", "Port <"), ("Pier", "Pier")]),
        ("<p>A &amp; B<p>&eacute;tat", [("A & B", "A &amp"), ("état", "&eacut")]),
        ("<p a='>' b=\">\" c=>One<p>Two", [("One", "One<p>"), ("Two", "Two")]),
        ("1 < 2<p>a<b", [("1 < 2", "1 < 2<"), ("a", "a<b")]),
        ("<pre>a\n\n b</pre>", [("a", "a\n\n b<"), ("", None), (" b", "b</pre")]),
        ("<ul><li>x<li>x<li>x", [("x", "x<li>x"), ("x", "x<li>x"), ("x", "x")]),
        ("<!-->One", [("One", "One")]),
        ("<p>One</p ><?php Two ?><p>Three<!-- Four", [("One", "One</p"), ("Three", "Three<")]),
    ],
)
def test_lines_are_found_where_they_begin(html: str, begins: list[tuple[str, str | None]]) -> None:
    """Tags, attributes, comments, scripts and titles hold no text, and references are the characters they mean."""
    assert found(html) == begins


def test_characters_within_a_line_are_found() -> None:
    """The place of a character is that of its spelling in the source."""
    html = "<p>Port <b>of &amp;</b> Varn</p>"
    known = origins(html, ["Port of & Varn"])

    assert [html[known.offset(0, column) :][:4] for column in (0, 5, 8, 9, 10)] == ["Port", "of &", "&amp", "Varn", "Varn"]


def test_a_line_that_a_parser_moved_has_no_place_and_the_rest_have_theirs() -> None:
    """Text between rows comes before the table on the page; no place is guessed for what is passed over."""
    html = "<table><tr><td>One two three four</td><td>Five six</td></tr>Moved to the front</table><p>The end of it all.</p>"

    assert found(html) == [
        ("Moved to the front", "Moved "),
        ("One two three four\tFive six", None),
        ("The end of it all.", "The en"),
    ]


@given(st.lists(st.text(alphabet="ab&<> é\u00a0", min_size=1, max_size=10).filter(str.strip), max_size=8))
def test_every_line_of_paragraphs_is_found_in_order(texts: list[str]) -> None:
    """What stands there, without its references and spaces, is the line."""
    html = "".join(f"<p>{text.replace('&', '&amp;').replace('<', '&lt;')}</p>\n" for text in texts)
    lines = walk(parse(html)).lines
    known = origins(html, lines)
    places = [known.offset(line) for line in range(len(lines)) if lines[line].strip()]

    assert all(html.rfind("<p>", 0, place) == html.rfind("<", 0, place) for place in places)
    assert places == sorted(set(places)) and -1 not in places
