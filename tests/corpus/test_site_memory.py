"""Site memory: what repeats and is chrome is learned, whatever the order of pages; what a page tells is not."""

from __future__ import annotations

import random
import tomllib
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleaner
from cleaner import Page, RuleSet
from cleaner.cli.examples import run_examples
from cleaner.corpus import site_memory, site_pages
from cleaner.corpus.site_lines import FRAME
from cleaner.corpus.site_memory import SiteMemory
from cleaner.corpus.site_pages import LONGEST
from cleaner.document.parts import PageKind
from cleaner.errors import ConfigError, ReadingError
from cleaner.lines.blocks import Blocks
from cleaner.lines.kinds import BLANK
from cleaner.model.scores import LineScores
from tests.scorers import Capitals, scores

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


FEW, MODEL = 9, Brief()
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


def story(number: int, paragraphs: int = 8) -> list[str]:
    """Paragraphs that no story of another number has."""
    draw = random.Random(number)
    return [f"{draw.choice(SUBJECTS)} {draw.choice(VERBS)} on day {number}{place} {draw.choice(ENDS)}" for place in range(paragraphs)]


def distinct(number: int, paragraphs: int = 8) -> list[str]:
    """The same without digits, which rules read alike: each line has a word of its own."""
    return [
        line.replace(f"day {number}{place}", f"the day of {_word(number)} {_word(place)}")
        for place, line in enumerate(story(number, paragraphs))
    ]


def _word(number: int) -> str:
    syllables = ("ba", "de", "ki", "lo", "mu", "ra", "se", "ti", "vo", "zu")
    return "".join(syllables[int(digit)] for digit in str(number + 100)).capitalize()


def page(number: int, *, menu: bool = True, body: list[str] | None = None) -> str:
    """A page of the site: menu, story, and foot."""
    top, foot = (MENU, FOOT) if menu else ([], [])
    return "\n".join([*top, "", f"What the people of {_word(number)} did next", *(body or distinct(number)), "", *foot]) + "\n"


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


def test_lines_that_repeat_around_stories_are_learned_and_nothing_else() -> None:
    """Menu and foot are found; each story stays as it is, also under the policy that removes what is certain alone."""
    rules = learn(SITE)

    assert {"harbour desk", "varn this week", "quay sports", "varn courier printing house"} <= phrases(rules)
    assert phrases(rules) <= {line.lower() for line in MENU + FOOT}
    for number, text in enumerate(SITE):
        kept = clean(text, rules=rules).text
        assert [line for line in distinct(number) if line not in kept] == []
        assert "Harbour desk" in text
        assert "Harbour desk" not in kept


def test_the_order_of_pages_means_nothing() -> None:
    """The same pages in another order give the same bytes."""
    written = toml(SITE)

    assert written
    assert toml(SITE[::-1]) == toml([SITE[2], SITE[0], SITE[4], SITE[1], SITE[3]]) == written


def test_a_file_reads_back_to_the_rules_that_were_learned(tmp_path: Path) -> None:
    """What is written is what `learn` returns beside the shipped rules, for the host that was named."""
    file = tmp_path / "site.toml"
    file.write_text(toml(SITE), encoding="utf-8")
    read = RuleSet.load(file)
    learned = [rule for rule in learn(SITE, host="varn-courier.com") if rule.id not in RuleSet.default().by_id]

    assert len(learned) == len(read) > 0
    assert [(rule.id, rule.part, rule.why, rule.phrases, rule.pattern, rule.guards, rule.sites) for rule in read] == [
        (rule.id, rule.part, rule.why, rule.phrases, rule.pattern, rule.guards, rule.sites) for rule in learned
    ]
    assert {rule.sites for rule in read} == {frozenset({"varn-courier.com"})}


def test_examples_hold_among_all_rules() -> None:
    """Each example and counterexample, taken from the pages, comes true."""
    rules = learn(SITE, host="varn-courier.com")
    learned = [rule for rule in rules if rule.id not in RuleSet.default().by_id]

    assert list(run_examples(learned, rules)) == []


def test_rules_with_most_support_come_first_and_say_it() -> None:
    """A line on all pages stands above one on two, each with its number of pages."""
    extra = "Dockside radio guild"
    texts = [text.replace("Old town\n", f"Old town\n{extra}\n") if number < 2 else text for number, text in enumerate(SITE)]
    rules = tomllib.loads(toml(texts))["rule"]

    numbers = [int(table["why"].split()[1]) for table in rules.values()]
    assert all(one >= other for one, other in pairwise(numbers))
    assert [table["why"].split(",")[0] for table in rules.values() if extra.lower() in table["equals"]] == [
        "On 2 of 5 pages of varn-courier.com"
    ]


def test_rules_of_a_site_leave_other_sites_alone() -> None:
    """With a host, rules hold on its pages and those of hosts below it."""
    rules = learn(SITE, host="www.varn-courier.com")
    kept = {url: "Quay sports" in clean(SITE[0], rules=rules, url=url).text for url in ("https://m.varn-courier.com/a", "https://b.com/")}

    assert kept == {"https://m.varn-courier.com/a": False, "https://b.com/": True}


def test_one_page_teaches_nothing_however_often_it_is_given() -> None:
    """Equal pages are one; pages that tell the same story, with a word changed, are copies and no evidence of each other."""
    changed = [SITE[0].replace("twenty-two years", f"{years} years") + f"Seen {years} times\n" for years in ("twenty", "thirty", "forty")]

    assert toml([SITE[0]] * 4) == ""
    assert phrases(learn([SITE[0], *changed])) == set()


def _long(number: int) -> list[str]:
    """A story in paragraphs of three sentences each, which are longer than any line that rules compare."""
    lines = distinct(number, 9)
    return [" ".join(lines[at : at + 3]) for at in range(0, len(lines), 3)]


def test_pages_of_long_paragraphs_are_no_copies_of_each_other() -> None:
    """Different stories are as many witnesses, however long their paragraphs are; the same story with more around it is none."""
    assert all(len(line) > site_pages.LONGEST for number in range(6) for line in _long(number))
    memory, copied = SiteMemory(model=MODEL), SiteMemory(model=MODEL)
    for number in range(6):
        memory.add(page(number, body=_long(number)))
        copied.add(page(1, body=_long(1)) + f"Seen by {_word(number)}\n")
    learned = memory.learned()

    assert (learned.pages, copied.learned().pages) == (6, 1)
    assert {"harbour desk", "quay sports"} <= {line.key for line in learned.lines} <= {line.lower() for line in MENU + FOOT}


@settings(max_examples=20)
@given(st.lists(st.lists(st.sampled_from(["* * * * *", "---", "", "→ → →", "•"]), min_size=1, max_size=6), min_size=2, max_size=4))
def test_lines_of_signs_make_no_copies(signs: list[list[str]]) -> None:
    """Rules between paragraphs say nothing, so that stories with many of them stay stories of their own."""
    memory = SiteMemory(model=MODEL)
    for number, each in enumerate(signs):
        memory.add("\n".join([*each * 40, *distinct(number)]))

    assert memory.learned().pages == len(signs)


def test_a_story_that_other_pages_hold_as_well_is_not_learned() -> None:
    """Pages below each other, as they are when scrolled without end: the stories come again, and stay."""
    glued = [SITE[number] + SITE[number + 1] for number in range(4)]
    rules = learn([*SITE, *glued])

    assert phrases(rules) <= {line.lower() for line in MENU + FOOT}
    kept = clean(glued[0], rules=rules).text
    assert [line for line in distinct(0) + distinct(1) if line not in kept] == []


def test_stories_of_long_paragraphs_are_no_copies_of_each_other() -> None:
    """A paragraph too long to be learned counts by what it says: as many pages teach as with short ones."""
    bodies = [[" ".join(distinct(number, 12)[place : place + 3]) for place in (0, 3, 6, 9)] for number in range(5)]

    assert all(len(line) > LONGEST for body in bodies for line in body)
    assert "harbour desk" in phrases(learn([page(number, body=body) for number, body in enumerate(bodies)]))


def test_a_sentence_that_bodies_share_stays() -> None:
    """A line that repeats amid the stories of a site belongs to them."""
    shared = "This report is part of our series on the towns of the northern coast and the people who stay in them."
    texts = [page(number, body=[*distinct(number)[:4], shared, *distinct(number)[4:]]) for number in range(5)]
    rules = learn(texts)

    assert "harbour desk" in phrases(rules)
    assert all(shared in clean(text, rules=rules).text for text in texts)


def test_the_model_sees_a_page_before_learned_rules_remove_anything() -> None:
    """Without its menu the model would know less of the rest of a page, so that rules would make it keep more."""
    model = Capitals()
    cleaner.clean(SITE[0], rules=learn(SITE), model=model, policy="safe")

    assert set(MENU) <= set(model.asked[0][0])
    assert set(MENU[:5]).isdisjoint(model.asked[-1][0])


def test_a_line_between_two_paragraphs_is_left_alone() -> None:
    """What was learned as a label of the menu stays where a story says it."""
    text = page(7, body=[*distinct(7)[:4], "Old town", *distinct(7)[4:]])

    assert clean(text, rules=learn(SITE)).text.count("Old town") == 1


def test_a_line_alone_on_some_pages_is_not_learned() -> None:
    """Above or below a story, far from all that repeats, on two pages of five: it may belong to either."""
    texts = [page(number, menu=False, body=[*distinct(number), "Bring a coat"] if number < 2 else distinct(number)) for number in range(5)]

    assert phrases(learn(texts)) == set()


def test_a_headline_of_one_page_is_not_learned() -> None:
    """What the menus of other pages offer is the title of a story on its own."""
    title = "Old lighthouse bought by a family of bakers"
    texts = [text.replace("Old town\n", f"Old town\n{title}\n") for text in SITE]
    told = "\n".join([*MENU, "", "News", title, "By Mara Lindqvist", "March 4, 2025", *distinct(8), "", *FOOT])

    assert title.lower() in phrases(learn(texts))
    assert title.lower() not in phrases(learn([*texts, told]))


def test_cleaning_again_changes_nothing() -> None:
    """What is cleaned by learned rules is left alone by them."""
    rules = learn(SITE)
    for text in SITE:
        once = clean(text, rules=rules).text
        assert clean(once, rules=rules).text == once


def test_texts_without_anything_in_common_teach_nothing() -> None:
    """The shipped rules come back as they were, and no file is written."""
    stories = [page(number, menu=False) for number in range(4)]

    assert toml(stories) == ""
    assert len(learn(stories)) == len(RuleSet.default())
    assert len(learn([])) == len(RuleSet.default())


def test_lines_that_differ_in_a_day_are_one_pattern() -> None:
    """Three days, one rule with a slot, which finds a fourth day."""
    days = ["March 4, 2025", "April 17, 2025", "May 23, 2025", "June 2, 2025", "July 30, 2025"]
    texts = [
        text.replace("Delivery complaints desk\n", f"Delivery complaints desk\nPrinted edition of {day} now sold\n")
        for text, day in zip(SITE, days, strict=True)
    ]
    rules = learn(texts)
    fresh = page(9).replace("Delivery complaints desk\n", "Old town\nPrinted edition of August 11, 2025 now sold\n")

    assert [rule.pattern is not None for rule in rules if "printed" in rule.keywords] == [True]
    assert "Printed edition" in clean(fresh).text
    assert "Printed edition" not in clean(fresh, rules=rules).text


def test_more_pages_are_asked_for() -> None:
    """With a greater least number of pages, fewer lines are learned."""
    assert toml(SITE, min_pages=5)
    assert toml(SITE, min_pages=6) == ""
    with pytest.raises(ValueError, match="2 or more"):
        SiteMemory(min_pages=1)


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more pages are held than the bound says, the same ones in any order."""
    monkeypatch.setattr(site_pages, "MOST_PAGES", 3)
    assert toml(SITE) == toml(SITE[::-1]) != ""
    memory = SiteMemory(model=MODEL)
    for text in SITE:
        memory.add(text)
    assert (memory.count, memory.learned().pages) == (5, 3)


def test_web_pages_are_learned_from_as_texts_are() -> None:
    """HTML is known by how it begins; its rules find the lines that its text is laid out in."""
    made = [
        "<!doctype html><html><body><div>"
        + "".join(f"<div>{line}</div>" for line in MENU)
        + f"</div><article><h1>What the people of {_word(number)} did next</h1>"
        + "".join(f"<p>{line}</p>" for line in distinct(number))
        + "</article><div>"
        + "".join(f"<div>{line}</div>" for line in FOOT)
        + "</div></body></html>"
        for number in range(4)
    ]

    assert phrases(learn(made)) == phrases(learn([text.encode() for text in made]))
    assert {"harbour desk"} <= phrases(learn(made)) <= {line.lower() for line in MENU + FOOT}


def test_pages_of_several_sites_are_refused_unless_one_is_named() -> None:
    """The message names the hosts; with a host, pages of others are passed over."""
    pages = [Page(text, url=f"https://{host}/") for text, host in zip(SITE, ("a.org", "www.a.org", "b.org", "a.org", "a.org"), strict=True)]

    with pytest.raises(ReadingError, match=r"a\.org, b\.org; learn from one"):
        learn(pages)
    assert phrases(learn(pages, host="a.org")) == phrases(learn([page for page in pages if page.url != "https://b.org/"]))


NO_HOSTS = [
    *("", " ", ".", "?", "[", "/etc", "http:", "http://", "https://", "http:/example.com", "http:example.com"),
    *("foo bar", "*.example", "a..b", "-a.org", "a-.org", "a.org:port", "a@", "https://*.a.org/"),
]


@pytest.mark.parametrize("host", NO_HOSTS)
def test_what_is_no_host_is_refused(host: str) -> None:
    """Rules for a host that cannot be would hold nowhere, and those for an empty one everywhere."""
    with pytest.raises(ConfigError, match="is no name of a host"):
        SiteMemory(host=host)


@pytest.mark.parametrize(
    "host", ["a.org", "A.ORG", "www.a.org", "WWW.A.org", "https://A.org/news?x=1", "a.org.", "a.org:8080", " a.org\n", "//a.org"]
)
def test_a_host_is_one_however_it_is_written(host: str) -> None:
    """Case, scheme, port and `www.` tell no two sites apart, neither as the host is named nor in the addresses of pages."""
    memory = SiteMemory(host=host, model=MODEL)
    for text, url in zip(SITE, ("http://A.ORG/1", "https://www.a.org/2", "a.org/3", "https://M.a.org/4", "https://b-a.org/5"), strict=True):
        memory.add(text, url)

    assert memory.count == 4
    assert {rule.sites for rule in memory.learned().rules} == {frozenset({"a.org"})}


@pytest.mark.parametrize("host", ["localhost", "münchen.de", "xn--mnchen-3ya.de", "127.0.0.1", "a_b.example", "例え.テスト"])
def test_hosts_of_all_kinds_are_taken(host: str) -> None:
    """Names of one label, of other scripts, and addresses of machines are hosts."""
    memory = SiteMemory(host=host, model=MODEL)
    for text in SITE:
        memory.add(text, f"https://{host}/")

    assert {rule.sites for rule in memory.learned().rules} == {frozenset({host})}


def web_page(number: int, head: str = "") -> str:
    """A page of the site as HTML."""
    top, foot = ("<div>" + "".join(f"<div>{line}</div>" for line in lines) + "</div>" for lines in (MENU, FOOT))
    body = "".join(f"<p>{line}</p>" for line in distinct(number))
    return f"<!doctype html><html><head>{head}</head><body>{top}<article>{body}</article>{foot}</body></html>"


def test_a_web_page_that_states_its_address_is_of_that_site() -> None:
    """The canonical address, or that of Open Graph, counts where none is given, and gives way to one that is."""
    heads = [
        '<link rel="canonical" href="https://www.A.org/1">',
        '<meta property="og:url" content="https://a.org/2">',
        '<link rel="canonical" href="https://b.org/3">',
        "",
    ]
    memory, given = SiteMemory(host="a.org", model=MODEL), SiteMemory(host="a.org", model=MODEL)
    for number, head in enumerate(heads):
        memory.add(web_page(number, head).encode())
        given.add(web_page(number, head), "https://a.org/")

    assert (memory.count, given.count) == (3, 4)
    with pytest.raises(ReadingError, match=r"a\.org, b\.org; learn from one"):
        learn([web_page(number, head) for number, head in enumerate(heads)])
    rules = learn([web_page(number, head) for number, head in enumerate(heads[:2])])
    assert {rule.sites for rule in rules if rule.id not in RuleSet.default().by_id} == {frozenset({"a.org"})}


def test_no_counterexample_is_a_line_that_another_rule_learned() -> None:
    """What a rule must leave alone stays under all learned rules together, also where one is a pattern and fits many lines."""
    days = ["March 4, 2025", "April 17, 2025", "May 23, 2025", "June 2, 2025", "July 30, 2025"]
    asked = "Delivery complaints desk\n"
    texts = [text.replace(asked, f"{asked}Printed delivery complaints of {day} now sold\n") for text, day in zip(SITE, days, strict=True)]
    memory = SiteMemory(model=MODEL)
    for text in texts:
        memory.add(text)
    rules = memory.learned().rules
    told = {line for rule in rules for line in rule.counterexamples}

    assert any(rule.pattern is not None for rule in rules)
    assert [line for line in told if "now sold" in str(line).lower()] == []
    assert list(run_examples(rules, RuleSet.default().extend(rules))) == []


@pytest.mark.parametrize("given", ["a text", Page("a text"), [7]])
def test_what_is_no_list_of_pages_is_refused(given: object) -> None:
    """A single text would be taken apart into letters."""
    with pytest.raises(TypeError, match="learn"):
        learn(given)  # type: ignore[arg-type]


@settings(max_examples=20)
@given(
    st.lists(
        st.lists(st.sampled_from([*MENU, *distinct(1, 3), "⟦", "a\x7fb", "{date}", "&amp;amp; more", "'''", "\ud800 half"])), max_size=4
    )
)
def test_whatever_pages_hold_the_file_can_be_read(lines: list[list[str]]) -> None:
    """Any lines give a file that parses, holds its examples, and is as sure as it must be, or none."""
    memory = SiteMemory(model=MODEL)
    for number, each in enumerate(lines):
        memory.add("\n".join([*each, *distinct(number)]))
    learned = memory.learned()

    assert all(1 - line.body >= FRAME for line in learned.lines)
    assert list(run_examples(learned.rules, RuleSet.default().extend(learned.rules))) == []


def test_learn_is_public() -> None:
    """The function is that of the package."""
    assert cleaner.learn is site_memory.learn
