"""What the tests of site memory share: pages of a newspaper that nobody prints, and what they teach."""

from __future__ import annotations

import random
from functools import partial

import cleaner
from cleaner import RuleSet
from cleaner.corpus.site_memory import SiteMemory
from cleaner.document.parts import PageKind
from cleaner.lines.blocks import Blocks
from cleaner.lines.kinds import BLANK
from cleaner.model.scores import LineScores
from tests.scorers import scores

MENU = [
    "Skip to the pier",
    "Harbour desk",
    "Varn this week",
    "Tides and winds",
    "Letters to the pier",
    "Quay sports",
    "Old town",
    "Ferry tables",
    "Our printers",
]
FOOT = ["Varn Courier Printing House", "Pier nine, Old Mole", "Delivery complaints desk", "Varn Courier works council"]


class Brief:
    """Takes lines of a few words for chrome, without being sure enough for any policy to remove them for that."""

    def score(self, blocks: Blocks, left: str, kind: PageKind | None = None) -> LineScores:
        """A line is brief or it is not."""
        lines = [line for line, letter in enumerate(left) if letter != BLANK]
        return scores(
            {line: (0.9, 0.0) if len(blocks.texts[line].split()) > FEW else (0.1, 0.0) for line in lines}, kind or PageKind.article
        )


SUBJECTS = [
    "The harbour office",
    "A council of dockers",
    "The last ferry captain",
    "The museum of tides",
    "A family of bakers",
    "The northern school",
]
VERBS = ["reopened the old crane hall", "voted against the new tunnel", "found a cargo of lost letters", "bought the empty lighthouse"]
ENDS = [
    "after nine idle days, and nobody in the town had expected it to happen before the end of the winter.",
    "although the mayor had asked for another year, which the owners of the boats refused to grant her.",
    "because the insurance had run out, said a woman who has worked on the pier for twenty-two years.",
    "while the rest of the coast was still waiting for the storm that never came in the end.",
]


FEW, MODEL = 9, Brief()


def story(number: int, paragraphs: int = 8) -> list[str]:
    """Paragraphs that no story of another number has."""
    draw = random.Random(number)
    return [f"{draw.choice(SUBJECTS)} {draw.choice(VERBS)} on day {number}{place} {draw.choice(ENDS)}" for place in range(paragraphs)]


def distinct(number: int, paragraphs: int = 8) -> list[str]:
    """The same without digits, which rules read alike: each line has a word of its own."""
    return [
        line.replace(f"day {number}{place}", f"the day of {word(number)} {word(place)}")
        for place, line in enumerate(story(number, paragraphs))
    ]


def word(number: int) -> str:
    syllables = ("ba", "de", "ki", "lo", "mu", "ra", "se", "ti", "vo", "zu")
    return "".join(syllables[int(digit)] for digit in str(number + 100)).capitalize()


def page(number: int, *, menu: bool = True, body: list[str] | None = None) -> str:
    """A page of the site: menu, story, and foot."""
    top, foot = (MENU, FOOT) if menu else ([], [])
    return "\n".join([*top, "", f"What the people of {word(number)} did next", *(body or distinct(number)), "", *foot]) + "\n"


SITE = [page(number) for number in range(5)]
learn = partial(cleaner.learn, model=MODEL)
clean = partial(cleaner.clean, model=MODEL)


def toml(texts: list[str], min_pages: int = 2) -> str:
    """The rule file that texts teach."""
    memory = SiteMemory(host="varn-courier.com", model=MODEL, min_pages=min_pages)
    for text in texts:
        memory.add(text)
    return memory.learned().toml


def phrases(rules: RuleSet) -> set[str]:
    """What the learned rules of a set find."""
    return {phrase for rule in rules if rule.id not in RuleSet.default().by_id for phrase in rule.phrases}
