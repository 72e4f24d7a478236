"""Laws of the account: every character has one owner and one fate, and the source can be had again."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given

from cleaner import Fate, Policy, clean
from tests.laws.pages import Share, shares, sources


@given(sources(), shares())
def test_entries_partition_the_page(source: str, share: Share) -> None:
    """Entries start at 0, touch, and end with the source; none is empty."""
    entries = list(clean(source, rules=share.rules).ledger)

    assert [entry.span.start for entry in entries[:1]] == [0] * bool(source)
    assert [(left.span.end, right.span.start) for left, right in pairwise(entries) if left.span.end != right.span.start] == []
    assert [entry.span.end for entry in entries[-1:]] == [len(source)] * bool(source)
    assert [entry for entry in entries if not len(entry.span)] == []


@given(sources(), shares())
def test_the_parts_of_the_account_add_up(source: str, share: Share) -> None:
    """Joined sources are the page, joined outputs are the text, and a ledger has as many entries as it says, at the places it says."""
    page = clean(source, rules=share.rules)
    entries = list(page.ledger)

    assert "".join(entry.span.cut(source) for entry in entries) == source
    assert page.restore() == source
    assert "".join(entry.output for entry in entries) == page.text
    assert len(page.ledger) == len(entries)
    assert [page.ledger[place] for place in range(len(entries))] == entries


@given(sources())
def test_a_fate_is_what_became_of_the_text(source: str) -> None:
    """What is kept is the source's own text, what is removed leaves nothing, and what is rewritten names who did it."""
    for policy in (Policy.named("safe"), Policy.named("thorough")):
        for entry in clean(source, policy=policy).ledger:
            if entry.fate is Fate.kept:
                assert entry.output == entry.span.cut(source)
            elif entry.fate is Fate.removed:
                assert (entry.output, entry.finder != "") == ("", True)
            else:
                assert (entry.output != "", entry.finder != "") == (True, True)


@given(sources())
def test_only_a_claim_that_rewrites_may_rewrite(source: str) -> None:
    """The text of a rewritten entry is what a claim of its finder wants to stand instead."""
    ledger = clean(source).ledger
    wanted = {(piece.claim.finder, piece.claim.rewrite_to) for pieces in ledger.pieces.values() for piece in pieces}

    assert {(entry.finder, entry.output) for entry in ledger if entry.fate is Fate.rewritten} <= wanted


@given(sources())
def test_a_policy_that_removes_nothing_loses_only_breaks_and_bare_labels(source: str) -> None:
    """With every part kept, what goes is blank, or a label without its value."""
    ledger = clean(source, policy=Policy.named("safe").keeping(("tail", "chrome", "residue"))).ledger
    bare = {line for line, claim in ledger.claims.items() if claim.bare}
    gone = {line for line, kept in enumerate(ledger.kept) if not kept}

    assert {
        line
        for line in gone - bare
        if ledger.page.lines[line].strip("\ufeff\u200b\u200c\u200d\u2060 \t\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\u3000\xa0")
    } == set()


@given(sources())
def test_articles_are_ordered_and_disjoint(source: str) -> None:
    """The spans of articles run forwards, and none begins before the one above has ended."""
    places = [place for article in clean(source).articles for place in (article.start, article.end)]

    assert places == sorted(places)
    assert [place for place in places if not 0 <= place <= len(source)] == []


@given(sources())
def test_each_kept_body_line_is_in_one_article(source: str) -> None:
    """The texts of all articles, joined, hold every kept line of the body, in order and once."""
    page = clean(source)
    ledger = page.ledger
    body = [ledger.output(line).strip() for line, kept in enumerate(ledger.kept) if kept and ledger.part(line).zone == "body"]
    told = [line for article in page.articles if article.text for line in article.text.splitlines()]

    assert told == [line for line in body if line]


@given(sources())
def test_a_field_of_an_article_is_text_of_its_stretch(source: str) -> None:
    """What an article says stands in the source, within the article, at the spans it gives."""
    for article in clean(source).articles:
        told = [
            *article.byline_lines,
            *article.captions,
            *article.credits,
            *article.embeds,
            *article.author_bio,
            *article.contact,
            *article.corrections,
        ]
        fields = ("byline", "caption", "credit", "embed", "author_bio", "contact", "correction")
        placed = [span.cut(source) for field in fields for span in article.spans.get(field, ())]
        spans = [span for spans in article.spans.values() for span in spans]

        assert placed == told
        assert [span for span in spans if not article.start <= span.start <= span.end <= article.end] == []
