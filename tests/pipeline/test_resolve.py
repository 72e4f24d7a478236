"""What becomes of a page when a model has its say: rules before it, headlines after it, and an end to its asking."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleaner import CleanedPage, Page, Part, Policy, RuleSet, clean, clean_files, clean_html, clean_many, clean_stream
from cleaner.document.parts import PageKind
from cleaner.lines.blocks import Blocks
from cleaner.lines.kinds import BLANK
from cleaner.lines.reader import Reader
from cleaner.model.scores import LineScores
from cleaner.pipeline.resolve import MOST_MODEL_ROUNDS, Resolver, resolve
from cleaner.rules.reading import parse
from tests.laws.pages import paragraphs, shipped_examples
from tests.laws.texts import SENTENCES
from tests.scorers import Capitals, Last, scores

EN = SENTENCES["en"]
NO_MODEL = Policy.named("safe").disabling(["model"])
READER = Reader(RuleSet.default().for_site(None))
STORY = ["News", "Port of Varn reopens after nine-day strike", "By Odile Marchetti", "March 3, 2024"]


def owners(page: CleanedPage) -> list[tuple[str, str]]:
    """Each line that is not kept, with who removed it; blank ones left out."""
    found = [(page.page.cut(entry.span).strip(), entry.finder) for entry in page.ledger if entry.fate == "removed"]
    return [(text, finder) for text, finder in found if text]


def test_a_line_that_the_model_is_sure_of_goes() -> None:
    """It goes with the part that the model names, with its reasons, and the rest stays."""
    page = clean(f"{EN[0]}\nTODAY ON VARN\n{EN[1]}", model=Capitals())
    entry = page.ledger[1]

    assert page.text == f"{EN[0]}\n{EN[1]}"
    assert (entry.part, entry.finder, entry.because) == (
        *(Part.navigation, "model"),
        "all in capitals; few words; nothing like it near; 1% likely to be body",
    )


@pytest.mark.parametrize(("confidence", "safe", "thorough"), [(0.96, 0, 1), (0.97, 1, 1), (0.4, 0, 1), (0.39, 0, 0)])
def test_each_policy_asks_for_its_own_confidence(confidence: float, safe: int, thorough: int) -> None:
    """`safe` follows the model where it is nearly sure, `thorough` where it is as much as not."""
    text, model = f"{EN[0]}\nTODAY ON VARN\n{EN[1]}", Capitals(confidence)

    assert [len(owners(clean(text, policy=name, model=model))) for name in ("safe", "thorough")] == [safe, thorough]
    assert [len(owners(clean(text, policy=Policy.named("safe").trusting(least), model=model))) for least in (0.39, 1)] == [1, 0]


def test_a_rule_wins_over_the_model() -> None:
    """What a rule names for certain is not scored; what a rule names beside a neighbour is its own; neither is the model's."""
    model = Capitals()
    page = clean(f"{EN[0]}\nADVERTISEMENT\n{EN[1]}\nPUBLISHED\non\nBy\n{EN[2]}", model=model)

    assert ("ADVERTISEMENT", "ads.slot-label") in owners(page)
    assert not any("ADVERTISEMENT" in asked for asked, _ in model.asked)
    assert any("PUBLISHED" in asked for asked, _ in model.asked)
    assert [finder for text, finder in owners(page) if text == "PUBLISHED"] != ["model"]


def test_the_model_is_asked_of_what_certain_rules_leave() -> None:
    """It sees the texts that stay, in order; when nothing more went it is not asked again."""
    model = Capitals()
    clean(f"{EN[0]}\n\nAdvertisement\n{EN[1]}\n", model=model, kind="forum")

    assert model.asked == [([EN[0], EN[1]], PageKind.forum)]


def test_safe_asks_again_of_what_the_model_left() -> None:
    """Until nothing more goes; under `thorough` the first choice stands."""
    model = Capitals()
    clean(f"{EN[0]}\nTODAY ON VARN\n{EN[1]}\n", policy="safe", model=model)

    once = Capitals()
    clean(f"{EN[0]}\nTODAY ON VARN\n{EN[1]}\n", policy="thorough", model=once)

    assert model.asked == [([EN[0], "TODAY ON VARN", EN[1]], None), ([EN[0], EN[1]], None)]
    assert once.asked == model.asked[:1]


def test_a_headline_among_chrome_opens_no_story() -> None:
    """A headline whose text the model removes opens none; one above text that stays is kept whatever the model says of it."""
    head = ["News", "PORT OF VARN REOPENS AFTER NINE-DAY STRIKE", "By Odile Marchetti", "March 3, 2024"]
    below = ["News", "Council votes down the tunnel", "By Odile Marchetti", "March 4, 2024", *EN[4:8]]
    found = [
        [article.headline for article in clean("\n".join([*head, *story, *below]), model=Capitals()).articles]
        for story in (EN[:4], [line.upper() for line in EN[:4]])
    ]

    assert found == [[head[1], "Council votes down the tunnel"], ["Council votes down the tunnel"]]


def test_a_part_that_is_asked_for_stays() -> None:
    """It keeps the name that the model gave it."""
    page = clean(f"{EN[0]}\nTODAY ON VARN\n{EN[1]}", policy=Policy.named("safe").keeping(["navigation"]), model=Capitals())

    assert page.text == f"{EN[0]}\nTODAY ON VARN\n{EN[1]}"
    assert (page.ledger[1].part, page.ledger[1].finder) == (Part.navigation, "model")


class Never:
    """A model that must not be asked."""

    def score(self, blocks: Blocks, left: str, kind: PageKind | None = None) -> LineScores:
        """Raises."""
        raise AssertionError("was asked")


def test_a_model_that_is_disabled_is_not_asked() -> None:
    """The page tells no kind then, and no score."""
    page = clean(f"{EN[0]}\nTODAY\n", policy=NO_MODEL, model=Never())

    assert (page.text, page.kind, page.kind_probability, page.scores) == (f"{EN[0]}\nTODAY\n", None, None, None)


def test_a_page_that_does_not_come_to_rest_is_left_to_the_rules() -> None:
    """A model that always wants one line more has no say in a long page; a short one it takes whole."""
    lines = [f"The harbour of Varn saw {number} freighters on Tuesday." for number in range(MOST_MODEL_ROUNDS + 5)]
    long, short = (clean("\n".join(some), policy="safe", model=Last()) for some in (lines, lines[: MOST_MODEL_ROUNDS - 2]))

    assert (long.text, long.kind) == ("\n".join(lines), None)
    assert short.text == ""


def test_what_rules_leave_of_such_a_page_may_come_to_rest() -> None:
    """A second cleaning would begin with that, so the model is asked of it, and followed where it comes to rest."""
    lines = [f"The harbour of Varn saw {number} freighters on Tuesday." for number in range(29)]
    model = Counts(30)
    once = clean("\n".join([EN[0], "PUBLISHED", "on", *lines]), policy="safe", model=model)

    assert (once.text, once.kind) == ("\n".join(lines), PageKind.article)
    assert owners(once) == [(EN[0], "model"), ("PUBLISHED", "zox.published-bare"), ("on", "zox.published-bare")]
    assert clean(once.text, policy="safe", model=model).text == once.text


def test_rules_do_not_ask_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that goes on losing lines is left to the rules that are certain by themselves."""
    text = "\n".join([EN[0], "Advertisement", "PUBLISHED", "on", *EN[1:3]])
    monkeypatch.setattr("cleaner.pipeline.resolve.MOST_ROUNDS", 1)

    assert clean(text, policy=NO_MODEL).text == text.replace("Advertisement\n", "")


def test_such_a_page_has_its_headlines(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are those of what certain rules leave."""
    monkeypatch.setattr("cleaner.pipeline.resolve.MOST_ROUNDS", 1)
    page = clean("\n".join(["Advertisement", *STORY, *EN[:4]]), policy=NO_MODEL)

    assert [article.headline for article in page.articles] == [STORY[1]]
    assert [entry.part for entry in page.ledger if entry.finder == "heads"][:2] == [Part.kicker, Part.headline]


@example(["About us", "Affiliate disclosure", "Terms of service", "Contact us"], [EN[0]])
@given(st.sampled_from(shipped_examples()), st.lists(paragraphs(), max_size=2))
def test_what_a_later_round_removes_is_told_as_it_was_found(lines: list[str], before: list[str]) -> None:
    """It has the owner that it has on a page of what was left, and all who gave way there gave way here."""
    blocks = Blocks.of(Page("\n".join([*before, *lines])), READER)
    first = Resolver(blocks, Policy(), blocks.kinds)
    later = Resolver(blocks, Policy(), first.plain)
    later.reach_fixed_point()
    gone = [line for line in later.claims if chr(later.left[line]) == BLANK != chr(first.left[line])]
    held = {line: first.claims.get(line) for line in gone}
    first.follow(later)

    for line in gone:
        assert (first.claims[line], first.left[line]) == (later.claims[line], later.left[line])
        assert [*filter(None, [held[line]]), *later.losers[line]] == sorted(first.losers[line], key=lambda claim: claim is not held[line])


@pytest.mark.parametrize("above", [[], ["Advertisement"], ["PUBLISHED", "on"]])
def test_what_begins_within_a_text_has_no_top(above: list[str]) -> None:
    """A fence wraps a whole text, so that it belongs to none further down, in whatever round it comes to stand first."""
    blocks = Blocks.of(Page("\n".join([*above, "```text", *EN[:6], *EN[:6], "```", EN[6]])), READER)
    found = [{claim.finder for claim in resolve(blocks, Policy(), top=top).claims.values()} for top in (True, False)]

    assert [names & {"fences"} for names in found] == [{"fences"}, set()]
    assert found[0] - found[1] == {"fences"}


CHAIN = """
[ruleset]
name = "own"
title = "Labels that are known by one another"
""" + "".join(
    f"""
[rule.{way}-{number}]
part = "{part}"
why = "A label."
equals = ["{way} {number}"]
only = [{{ why = "Its like stands beside it.", {way} = ["{beside}"] }}]
examples = ["⟦{way} {number}⟧"]
counterexamples = ["Other"]
"""
    for way, edge in (("previous", "start"), ("next", "end"))
    for number, (part, beside) in enumerate(pairwise(["social", "navigation", "footer", "newsletter", edge]), 1)
)


@pytest.mark.parametrize("way", ["previous", "next"])
@pytest.mark.parametrize("keep", [(), ("newsletter",)], ids=["removed", "kept"])
def test_what_was_named_is_the_neighbour_that_another_rule_needs(way: str, keep: tuple[str, ...]) -> None:
    """Above it and below it, one after the other, as far as they reach; also where what was named stays."""
    labels = [f"{way} {number}" for number in (1, 2, 3, 4)]
    lines = [*EN[:2], *labels] if way == "next" else [*reversed(labels), *EN[:2]]
    rules = RuleSet(tuple(parse(CHAIN, "own.toml")))
    page = clean("\n".join(lines), policy=Policy.named("safe").keeping(keep), rules=rules)

    assert sorted(entry.finder for entry in page.ledger if entry.finder) == [f"own.{way}-{number}" for number in (1, 2, 3, 4)]
    assert page.text.splitlines() == [line for line in lines if line in EN or (keep and line == labels[3])]


def test_on_a_page_of_several_stories_the_model_must_be_surer() -> None:
    """It learned from pages of one: what goes on such a page stays between two, unless it is as sure as `safe` asks."""
    other = ["News", "Council votes down the tunnel", "By Odile Marchetti", "March 4, 2024"]
    one, two = [*STORY, *EN[:4], "TODAY ON VARN"], [*STORY, *EN[:4], "TODAY ON VARN", *other, *EN[4:8]]

    told = [[len(owners(clean("\n".join(page), model=Capitals(sure)))) for page in (one, two)] for sure in (0.5, 0.97)]

    assert [len(clean("\n".join(page)).articles) for page in (one, two)] == [1, 2]
    assert told == [[1, 0], [1, 1]]


@dataclass
class Counts:
    """Takes the first line of so many; of one fewer it takes none, and of any other number the last two.

    Args:
        number: how many.
    """

    number: int

    def score(self, blocks: Blocks, left: str, kind: PageKind | None = None) -> LineScores:
        """All is told by the number of lines."""
        lines = [line for line, letter in enumerate(left) if letter != BLANK]
        gone = {self.number: lines[:1], self.number - 1: []}.get(len(lines), lines[-2:])
        return scores({line: (0.0, 1.0) if line in gone else (0.9, 0.0) for line in lines})


def test_a_model_sees_the_elements_of_a_web_page() -> None:
    """Blocks of HTML have the markup and the address; those of text have the address that is given."""
    seen: list[Blocks] = []

    class Looks:
        def score(self, blocks: Blocks, left: str, kind: PageKind | None = None) -> LineScores:
            seen.append(blocks)
            return scores({0: (0.9, 0.0)})

    clean_html("<link rel=canonical href=https://varn.example/a><p>A harbour</p>", model=Looks())
    clean("A harbour", url="https://varn.example/b", model=Looks())

    assert [(one.url, one.markup.lines if one.markup else None) for one in seen] == [
        ("https://varn.example/a", ["A harbour"]),
        ("https://varn.example/b", None),
    ]


def test_every_function_asks_the_model(tmp_path: object) -> None:
    """Texts, pages, files, streams and web pages."""
    from pathlib import Path

    path = Path(str(tmp_path)) / "a.txt"
    text = f"{EN[0]}\nTODAY ON VARN\n{EN[1]}\n"
    path.write_text(text, encoding="utf-8")
    model = Capitals()
    pages = [
        *(clean(text, model=model), *clean_many([text, Page(text)], model=model), *clean_files([path], model=model)),
        *(*clean_stream([text], model=model), clean_html(f"<p>{EN[0]}<p>TODAY ON VARN<p>{EN[1]}", model=model)),
    ]

    assert [page.text for page in pages if isinstance(page, CleanedPage)] == [f"{EN[0]}\n{EN[1]}\n"] * 6
    assert {page.kind for page in pages if isinstance(page, CleanedPage)} == {PageKind.article}


def test_a_model_works_in_other_processes() -> None:
    """It is sent to them."""
    text = f"{EN[0]}\nTODAY ON VARN\n{EN[1]}\n"
    [page] = clean_many([text], processes=2, model=Capitals())

    assert isinstance(page, CleanedPage) and page.text == f"{EN[0]}\n{EN[1]}\n"
    assert page.kind is PageKind.article and page.scores and page.scores.of(0)
