"""A cleaner that is sent to other processes: little is sent, and each process makes it once."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from cleaner import CleanedPage, CleanerError, Policy, RuleSet, Uncleaned, clean, clean_html
from cleaner.integrations.kept import KeptCleaner, RemovedSums, told_of
from tests.scorers import Capitals

TEXT = "The harbour of Varn reopened on Tuesday after nine idle days.\n\nAdvertisement\n"
HTML = "<html><body><nav>Home</nav><p>The harbour of Varn reopened on Tuesday after nine idle days.</p></body></html>"


def sent(kept: KeptCleaner) -> KeptCleaner:
    """What arrives at another process."""
    arrived: KeptCleaner = pickle.loads(pickle.dumps(kept))
    return arrived


def test_equal_options_share_a_cleaner() -> None:
    """However often it arrives, so that what it remembers of lines is kept; and other options have another."""
    kept = KeptCleaner.of(policy="safe")

    assert sent(kept).cleaner is sent(kept).cleaner is KeptCleaner.of(policy=Policy.named("safe")).cleaner
    assert KeptCleaner.of(policy="thorough").cleaner is not kept.cleaner


def test_rules_and_models_of_ones_own_arrive() -> None:
    """They are sent whole, and what arrives twice is one; two with different rules are two."""
    kept = KeptCleaner.of(rules=RuleSet.default().select("ads"), model=Capitals(), kind="forum", one=True)
    arrived = sent(kept)

    assert arrived.cleaner is sent(kept).cleaner
    assert [rule.id for rule in arrived.cleaner.rules] == [rule.id for rule in RuleSet.default().select("ads")]
    assert (type(arrived.cleaner.model), arrived.kind, arrived.one) == (Capitals, "forum", True)
    assert KeptCleaner.of(rules=RuleSet()).cleaner is not KeptCleaner.of(rules=RuleSet.default().select("ads")).cleaner


def test_shipped_rules_are_not_sent() -> None:
    """Under a kilobyte is: a preset goes by its name, and the same in every process; a policy of one's own as it is."""
    own = KeptCleaner.of(policy=Policy.named("safe").keeping(["byline"]))

    assert [len(pickle.dumps(KeptCleaner.of(policy=policy))) < 1000 for policy in ("safe", "thorough")] == [True, True]
    assert sent(own).cleaner.policy == own.cleaner.policy


@pytest.mark.parametrize(
    ("content", "web_page", "expected"),
    [
        (TEXT, False, clean(TEXT).text),
        (TEXT, None, clean(TEXT).text),
        (HTML, None, clean_html(HTML).text),
        (HTML, True, clean_html(HTML).text),
        (HTML.encode(), None, clean_html(HTML).text),
        (bytearray(HTML.encode()), True, clean_html(HTML).text),
        (HTML, False, "p: is HTML, by how it begins, and no text; use cleaner.clean_html"),
        ("a.txt", False, clean("a.txt").text),
        (None, None, "p: holds nothing to clean"),
        (7, True, "p: is no text but int"),
        (b"News", False, "p: is no text but bytes"),
        (b"<meta charset=utf-16><p>\xff\xfe\xfa\x81", True, "p: "),
    ],
    ids=repr,
)
def test_what_cannot_be_cleaned_is_told(content: object, web_page: bool | None, expected: str) -> None:
    """Nothing is raised, whatever is given; what can be cleaned is what `clean` and `clean_html` make of it."""
    page = KeptCleaner.of().clean(content, web_page=web_page, url=5, name="p")

    assert (str(page.error) if isinstance(page, Uncleaned) else page.text).startswith(expected)


def test_an_address_adds_the_rules_of_its_site() -> None:
    """As `url` does for `clean`."""
    text = "The harbour of Varn reopened.\nWe do not print this here.\n"
    rules = RuleSet.default().select("ads")
    page = KeptCleaner.of(rules=rules).clean(text, web_page=False, url="https://varn.example/a")

    assert isinstance(page, CleanedPage)
    assert page.page.url == "https://varn.example/a"


def test_removals_add_up_to_what_was_removed() -> None:
    """By part and by finder."""
    page = clean(TEXT)
    removed = RemovedSums.of(page)
    gone = sum(len(entry.span) for entry in page.ledger if entry.fate == "removed")

    assert (sum(removed.parts.values()), sum(removed.finders.values())) == (gone, gone)
    assert removed.finders["ads.slot-label"] == len("Advertisement\n")


def test_what_is_told_of_an_article_has_the_same_keys_for_all() -> None:
    """Plain values, null where nothing is known."""
    [article] = clean(TEXT).articles
    told: dict[str, Any] = told_of(article, 1)

    assert told == {
        "number": 1,
        "start": article.start,
        "end": article.end,
        "bylines": [],
        **dict.fromkeys(("headline", "published", "updated", "canonical_url", "language")),
    }


def test_what_there_is_not_is_told_at_once() -> None:
    """Before anything is sent."""
    for options in ({"policy": "bold"}, {"engine": "guess"}, {"kind": "poem"}, {"model": "missing.json"}):
        with pytest.raises(CleanerError):
            KeptCleaner.of(**options)  # type: ignore[arg-type]
