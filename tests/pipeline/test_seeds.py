"""The seeds come out as the stories that they hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner import CleanedPage, clean

SEEDS = Path(__file__).parents[2] / "seeds"
VOLKSWAGEN, SHANGHAI, VENEZUELA = "000_3882011b6fce0fd8", "001_76d4db1c411f5dd5", "002_32a5b26941a9a8a6"
ESSAY = "003_a9e6d48dc95cab93"
Story = tuple[str | None, str | None, str | None, int]

DOJO: Story = (
    "Elon Musk",
    "Tesla confirms that work on Dojo 3 has officially resumed",
    "“Now that the AI5 chip design is in good shape, Tesla will restart work on Dojo 3,” Elon Musk wrote in a post on X.",
    11,
)
COLOSSUS: Story = (
    "Elon Musk",
    "Elon Musk’s xAI brings 1GW Colossus 2 AI training cluster online",
    "Elon Musk shared his update in a recent post on social media platform X.",
    10,
)
AI5: Story = (
    "Elon Musk",
    "Tesla AI5 chip nears completion, Elon Musk teases 9-month development cadence",
    "The Tesla CEO shared his recent insights in a post on social media platform X.",
    10,
)
CANADA: Story = (
    "News",
    "Tesla seen as early winner as Canada reopens door to China-made EVs",
    "Tesla had already prepared for Chinese exports to Canada in 2023 by equipping its Shanghai Gigafactory to produce a Canada-specific "
    "version of the Model Y.",
    7,
)


def cleaned(name: str) -> CleanedPage:
    """A seed, cleaned as it was received."""
    return clean((SEEDS / f"{name}.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "stories"),
    [
        (VOLKSWAGEN, [("News", "Volkswagen Group chooses Canada for EV battery cell manufacturing", None, 17), DOJO, COLOSSUS, AI5]),
        (SHANGHAI, [("News", "Tesla China insurance registrations listed at 3.2k in July’s first week", None, 7), CANADA, DOJO, COLOSSUS]),
        (VENEZUELA, [("News", "Venezuela’s Maduro names Elon Musk an “arch-enemy”", None, 13), DOJO, COLOSSUS, AI5]),
        (ESSAY, [(None, "Musk's AI arms race accelerates", None, 56)]),
    ],
    ids=["volkswagen", "shanghai", "venezuela", "essay"],
)
def test_a_seed_tells_its_stories(name: str, stories: list[Story]) -> None:
    """Each story has its kicker, headline, deck and as many paragraphs as it should."""
    found = [(story.kicker, story.headline, story.deck, len(story.text.split("\n"))) for story in cleaned(name).articles]

    assert found == stories


@pytest.mark.parametrize(
    ("name", "removed"),
    [
        (VOLKSWAGEN, ["Volkswagen’s Scout to build $40K electric", "I’d love to hear from you! If you have an"]),
        (
            SHANGHAI,
            [
                *("Connect with us", "Tesla-gigafactory-shanghai-china-450,000-", "(Credit: Tesla China/Weibo)", "Published", "on"),
                *("Advertisement", "-->", "Don’t hesitate to contact us with news ti", "Simon is an experienced automotive report"),
                *("Advertisement", "Comments", "Published", "on", "Credit: Tesla", "Advertisement", "-->", "Advertisement", "-->"),
                *("Continue Reading", "Published", "on", "(Credit: Tesla)", "Advertisement", "-->", "Advertisement", "-->"),
                *("Continue Reading", "Published", "on", "xAI-supercomputer-memphis-environment-pus", "Credit: xAI", "Advertisement"),
                *("-->", "Continue Reading"),
            ],
        ),
        (VENEZUELA, ["Don’t hesitate to contact us with news ti"]),
        (ESSAY, ["```", "Risk DisclaimerThe market carries risks; ", "```"]),
    ],
    ids=["volkswagen", "shanghai", "venezuela", "essay"],
)
def test_a_seed_loses_these_lines_and_no_other(name: str, removed: list[str]) -> None:
    """What goes is chrome, told here by its first characters; blank lines aside."""
    ledger = cleaned(name).ledger
    gone = [ledger.page.lines[line].strip() for line, kept in enumerate(ledger.kept) if not kept]

    assert [line[:41] for line in gone if line] == removed


def test_what_is_removed_of_a_story_stays_in_its_fields() -> None:
    """Invitations, bios and credits are fields of the story that they belong to."""
    [first, second, *_] = cleaned(SHANGHAI).articles

    assert (len(first.contact), len(first.author_bio)) == (1, 1)
    assert (first.credits, second.credits) == (("(Credit: Tesla China/Weibo)",), ("Credit: Tesla",))


def test_the_author_and_the_editor_of_the_essay_are_kept() -> None:
    """Names under a headline are bylines, and who wrote is told apart from who edited."""
    page = cleaned(ESSAY)
    [essay] = page.articles

    assert essay.byline_lines == ("Author | Chai Xuchen", "Editor | Zhou Zhiyu")
    assert (essay.bylines, essay.roles) == (("Chai Xuchen",), {"Chai Xuchen": "Author", "Zhou Zhiyu": "Editor"})
    assert page.text.splitlines()[:3] == ["Musk's AI arms race accelerates", "Author | Chai Xuchen", "Editor | Zhou Zhiyu"]
