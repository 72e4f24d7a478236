"""Laws of segments: stories are cut apart in order, the same beside others as alone, whatever stands between them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cleaner import Article, clean
from tests.laws import texts
from tests.laws.pages import Built, built_pages

# One vocabulary a story, so that no two tell of the same thing.
BODIES = {
    "Port of Varn reopens after nine-day strike": (
        "Dockers returned to the quays of Varn on Tuesday morning, and the first freighter was unloaded before the fog had lifted.",
        "The union had asked for shorter night shifts, and the harbour company agreed to most of what dockers wanted at the quays.",
        "Freighters that had waited in the roads for nine days will be unloaded in the order in which they came to the harbour.",
    ),
    "Council votes down the tunnel it had asked for": (
        "By eleven votes to nine the council refused on Monday to pay for the tunnel under the market square and its two lifts.",
        "Engineers had warned that the ground below the square was softer than the first drillings for the tunnel suggested.",
        "Councillors will now ask for a bridge instead, which engineers consider cheaper and which needs neither lifts nor pumps.",
    ),
    "Why nobody wants the last lighthouse": (
        "The lamp still turns every evening, but no keeper has climbed its stairs since the coast guard moved out in autumn.",
        "An auction of the tower found no bidder, since whoever buys the stairs and lamp must also keep its copper roof in repair.",
        "A society of former keepers hopes to open the tower to visitors in spring if the coast guard hands over the keys.",
    ),
    "Champions held to a draw by newcomers at home": (
        "Two late goals saved the champions from defeat on Saturday against newcomers who had led since the opening minutes.",
        "Their trainer praised the goalkeeper, whose saves after the interval kept the newcomers from scoring a third goal.",
        "The champions stay on top of the table for now, a point ahead of rivals who play their match on Sunday evening.",
    ),
}
_CLOSERS = ("Continue Reading", texts.TAILS[1], texts.FOOTERS[0])


def story(headline: str, kicker: str, name: str, closer: str) -> list[str]:
    """A story as a scroll has it: label, headline, author, date, text, and what closes it."""
    return [kicker, headline, f"By {name}", "July 12, 2023", *BODIES[headline], closer]


@st.composite
def scrolls(draw: st.DrawFn, least: int = 1) -> list[list[str]]:
    """Different stories in one theme."""
    headlines = draw(st.lists(st.sampled_from(sorted(BODIES)), min_size=least, max_size=4, unique=True))
    kicker, closer = draw(st.sampled_from(("News", "Opinion", "Politik"))), draw(st.sampled_from(_CLOSERS))
    name = draw(st.sampled_from(("Mara Lindqvist", "Jonas Feld")))
    return [story(headline, kicker, name, closer) for headline in headlines]


def told(articles: tuple[Article, ...]) -> list[tuple[str | None, str | None, str]]:
    """The kicker, headline and body of each story."""
    return [(article.kicker, article.headline, article.text) for article in articles]


def text_of(stories: list[list[str]]) -> str:
    """The page of some stories."""
    return "\n".join(line for lines in stories for line in lines)


@given(built_pages())
def test_articles_are_ordered_and_disjoint(built: Built) -> None:
    """Each story ends before the next begins, and all lie within the page."""
    articles = clean(built.text).articles

    assert all(0 <= article.start < article.end <= len(built.text) for article in articles)
    assert all(one.end <= other.start for one, other in pairwise(articles))


@given(scrolls())
def test_every_story_of_a_marked_scroll_is_told_whole(stories: list[list[str]]) -> None:
    """Kicker, headline and body of each come out as they went in."""
    assert told(clean(text_of(stories)).articles) == [(lines[0], lines[1], "\n".join(lines[4:-1])) for lines in stories]


@given(scrolls(least=2), st.data())
def test_joined_pages_tell_the_stories_of_the_one_and_then_of_the_other(stories: list[list[str]], data: st.DataObject) -> None:
    """A page below another, opening with a head, changes nothing of what either tells."""
    cut = data.draw(st.integers(1, len(stories) - 1))
    above, below = text_of(stories[:cut]), text_of(stories[cut:])

    assert told(clean(f"{above}\n{below}").articles) == [*told(clean(above).articles), *told(clean(below).articles)]


@given(scrolls(least=2), st.lists(st.sampled_from((*texts.SHARES, *texts.FOOTERS, *texts.AD_LABELS)), min_size=1, max_size=4))
def test_chrome_between_stories_moves_no_line_of_a_body(stories: list[list[str]], chrome: list[str]) -> None:
    """What a page puts between its stories belongs to none of them."""
    first, *rest = stories
    page = text_of([first, *([*chrome, *lines] for lines in rest)])
    bodies = ["\n".join(lines[4:-1]) for lines in stories]
    articles = clean(page).articles

    assert [article.headline for article in articles] == [lines[1] for lines in stories]
    assert [set(body.split("\n")) - set(article.text.split("\n")) for body, article in zip(bodies, articles, strict=True)] == [
        set() for _ in stories
    ]


@given(built_pages(), built_pages())
def test_a_page_is_cut_the_same_whatever_was_cleaned_before(before: Built, built: Built) -> None:
    """Nothing is remembered from one page to the next but readings."""
    alone = clean(built.text).articles
    clean(before.text)

    assert clean(built.text).articles == alone
