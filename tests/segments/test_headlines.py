"""Where stories open, on small pages."""

from __future__ import annotations

import pytest

from cleaner import clean, clean_html
from cleaner.segments.evidence import learned
from tests.laws import texts

EN, DE, FR = texts.SENTENCES["en"], texts.SENTENCES["de"], texts.SENTENCES["fr"]
PORT, TUNNEL = "Port of Varn reopens after nine-day strike", "Council votes down the tunnel it had asked for"
LIGHT = "Why nobody wants the last lighthouse"
DECK = "Dockers accept a revised shift plan, and ships may berth from noon on."
Head = tuple[str | None, str | None, str | None, str]


def stories(*lines: str) -> list[Head]:
    """The kicker, headline, deck and body of each story of a page."""
    return [(story.kicker, story.headline, story.deck, story.text) for story in clean("\n".join(lines)).articles]


def test_a_scroll_is_cut_where_its_section_labels_come_again() -> None:
    """Stories that follow one another are known by the label above each headline."""
    first, second = ["News", PORT, EN[0], EN[1], "Continue Reading"], ["News", TUNNEL, EN[2], EN[3], "Continue Reading"]

    assert stories(*first, *second, "News", LIGHT, EN[4], EN[5]) == [
        ("News", PORT, None, f"{EN[0]}\n{EN[1]}"),
        ("News", TUNNEL, None, f"{EN[2]}\n{EN[3]}"),
        ("News", LIGHT, None, f"{EN[4]}\n{EN[5]}"),
    ]


def test_a_byline_below_a_heading_at_the_top_makes_it_a_headline() -> None:
    """A name or a date under the first heading belongs to a story."""
    assert stories(PORT, "By Mara Lindqvist", "July 12, 2023", EN[0], EN[1]) == [(None, PORT, None, f"{EN[0]}\n{EN[1]}")]


def test_a_heading_at_the_top_opens_the_page() -> None:
    """A page of one story needs no label and no date."""
    assert stories(PORT, EN[0], "A vote in May", EN[1]) == [(None, PORT, None, f"{EN[0]}\nA vote in May\n{EN[1]}")]


def test_a_page_without_a_head_is_one_story_without_a_headline() -> None:
    """Text alone is a story that nothing names."""
    assert stories(EN[0], EN[1]) == [(None, None, None, f"{EN[0]}\n{EN[1]}")]


def test_a_deck_is_known_by_standing_before_the_date() -> None:
    """The sentence between a headline and its date is no part of the body."""
    assert stories("News", PORT, DECK, "July 12, 2023", EN[0], EN[1]) == [("News", PORT, DECK, f"{EN[0]}\n{EN[1]}")]


def test_a_deck_is_known_by_its_repetition_in_the_body() -> None:
    """A sentence that the body says again is a deck, and the paragraph that repeats it stays."""
    assert stories("News", PORT, DECK, EN[0], DECK, EN[1]) == [("News", PORT, DECK, f"{EN[0]}\n{DECK}\n{EN[1]}")]


def test_the_first_paragraph_is_no_deck_by_standing_first() -> None:
    """Without a date behind it or a repetition it belongs to the body."""
    assert stories("News", PORT, EN[0], EN[1]) == [("News", PORT, None, f"{EN[0]}\n{EN[1]}")]


def test_headings_inside_a_story_open_nothing() -> None:
    """A list of headings, each with its text, is one story."""
    lines = [EN[0], "A vote in May", EN[1], "What the owners want", EN[2], "Nine ships are still waiting outside", EN[3]]

    assert stories(PORT, *lines) == [(None, PORT, None, "\n".join(lines))]


def test_text_above_the_first_head_belongs_to_the_first_story() -> None:
    """No kept paragraph is left without a story."""
    [first, *_] = clean("\n".join([EN[0], "Continue Reading", "News", PORT, "By Mara Lindqvist", EN[1], EN[2]])).articles

    assert (first.start, first.text.split("\n")[0]) == (0, EN[0])


def test_what_opened_a_story_is_told() -> None:
    """The evidence is told, the strongest first."""
    [story] = clean("\n".join(["News", PORT, DECK, "July 12, 2023", EN[0], EN[1]])).articles

    assert story.opened_by[0] == "the page starts here"
    assert set(story.opened_by) <= set(learned().names)


def test_a_story_holds_its_date_and_byline() -> None:
    """Head parts are fields of the story, as the source spells them."""
    [story] = clean("\n".join(["News", PORT, "By Mara Lindqvist", "July 12, 2023", EN[0], EN[1]])).articles

    assert (story.byline_lines, story.published_text) == (("By Mara Lindqvist",), "July 12, 2023")


def headlines(*parts: str) -> list[str | None]:
    """The headlines of the stories that rules find on a page."""
    return [article.headline for article in clean_html("".join(parts), policy="safe").articles]


def html_story(tag: str, headline: str, *below: str, first: int = 0) -> str:
    """A story with its headline in an element of that name."""
    text = "".join(f"<p>{sentence} {sentence}</p>" for sentence in EN[first : first + 3])
    return f"<p>News</p><{tag}>{headline}</{tag}>{''.join(below)}{text}"


@pytest.mark.parametrize(("first", "second", "apart"), [("h1", "h1", True), ("h2", "h2", True), ("h1", "h2", False), ("h1", "p", False)])
def test_what_stands_below_the_level_of_a_headline_is_part_of_its_story(first: str, second: str, apart: bool) -> None:
    """A label above it, as the rows of a table may have, changes nothing."""
    assert headlines(html_story(first, PORT), html_story(second, TUNNEL, first=3)) == [PORT, TUNNEL][: 1 + apart]


def test_a_byline_opens_a_story_at_any_level() -> None:
    """Pages of several stories have their own heading above them all."""
    byline = "<p>By Odile Marchetti</p><p>March 3, 2024</p>"

    assert headlines(html_story("h1", PORT, byline), html_story("h2", TUNNEL, byline, first=3)) == [PORT, TUNNEL]
