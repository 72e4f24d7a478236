"""What a model says, as claims and line by line."""

from __future__ import annotations

import pickle

from cleaner import Part
from cleaner.document.claim import Claim
from cleaner.document.parts import PageKind
from cleaner.document.result import LineScore, likelihood
from cleaner.model.scores import LineScores, PageScores, Scored, page_scores

TABLE = ("few words", "many links around", "running text")
SCORES = LineScores(
    lines=(1, 4, 5, 9),
    body=(0.004, 0.95, 0.004, 0.2),
    confidence=(0.9961, 0.0, 0.9963, 0.8),
    parts=(Part.navigation, Part.footer, Part.navigation, Part.teaser),
    reasons=((0, 1), (2,), (0, 1), (1,)),
    phrases=TABLE,
    kind=PageKind.forum,
    kind_probability=0.7,
)


def test_claims_tell_reasons_and_probability_in_words() -> None:
    """A line of no confidence is not claimed; the others are, by the model, with three digits of confidence."""
    chrome = Claim(Part.navigation, "model", 0.996, "few words; many links around; under 1% likely to be body")

    assert SCORES.claims() == {1: chrome, 5: chrome, 9: Claim(Part.teaser, "model", 0.8, "many links around; 20% likely to be body")}


def test_equal_claims_are_one_object() -> None:
    """Lines of which the same is said share a claim."""
    claims = SCORES.claims()

    assert claims[1] is claims[5]


def test_claims_that_are_not_sure_enough_are_not_made() -> None:
    """What counts is the confidence that the claim tells."""
    assert [sorted(SCORES.claims(least)) for least in (0.0, 0.8, 0.81, 0.996, 0.9961)] == [[1, 5, 9], [1, 5, 9], [1, 5], [1, 5], []]


def test_a_line_tells_its_own_score() -> None:
    """Lines that were not scored have none."""
    assert SCORES.of(4) == LineScore(0.95, 0.0, Part.footer, ("running text",))
    assert [SCORES.of(line) for line in (0, 2, 10)] == [None] * 3


def test_likelihood_is_told_in_round_numbers() -> None:
    """Nothing is told to be certain."""
    assert [likelihood(body) for body in (0.0, 0.005, 0.5, 0.994, 1.0)] == [
        "under 1% likely to be body",
        *("0% likely to be body", "50% likely to be body", "99% likely to be body", "over 99% likely to be body"),
    ]


def other(kind: PageKind, probability: float, body: float = 0.5) -> LineScores:
    """Scores of the first line of something."""
    return LineScores((0,), (body,), (0.0,), (Part.footer,), ((0,),), TABLE, kind, probability)


def test_what_was_last_said_of_a_line_counts() -> None:
    """Later scores of a line go before earlier ones; where it was not scored again, the earlier ones hold."""
    page = PageScores((Scored(SCORES, 0, 10), Scored(LineScores((9,), (0.1,), (0.9,), (Part.teaser,), ((0,),), TABLE, *SORT), 0, 10)))

    assert [score.body for line in (1, 9) if (score := page.of(line))] == [0.004, 0.1]


SORT = (PageKind.article, 1.0)


def test_scores_can_be_cut_and_moved() -> None:
    """The lines of a part are numbered from its first; lines outside have no score."""
    cut = Scored(SCORES, 0, 10).cut(4, 9)
    page = PageScores((cut,))

    assert (cut.first, cut.end) == (0, 5)
    assert [line for line in range(10) if page.of(line)] == [0, 1]
    assert [line for line in range(20) if PageScores((cut.moved(10),)).of(line)] == [10, 11]
    assert page.of(0) == SCORES.of(4)


def test_the_kind_of_a_page_is_that_of_most_of_its_lines() -> None:
    """Stretches count by their lines and by how sure their kind is; of each the first scores count."""
    forum, listing = other(PageKind.forum, 0.5), other(PageKind.listing, 0.9)
    page = PageScores((Scored(forum, 0, 60), Scored(listing, 0, 60), Scored(listing, 60, 80)))

    assert (page.kind, page.kind_probability) == (PageKind.forum, 60 * 0.5 / 80)


def test_a_page_of_which_nothing_was_asked_has_no_scores() -> None:
    """No scores, or scores of no line, are none."""
    assert (page_scores([]), page_scores([Scored(SCORES, 3, 3)])) == (None, None)


def test_scores_can_be_sent_between_processes() -> None:
    """They come out as they went in."""
    page = pickle.loads(pickle.dumps(PageScores((Scored(SCORES, 0, 10),))))

    assert [page.of(line) for line in range(10)] == [SCORES.of(line) for line in range(10)]


def test_rounding_may_make_a_claim_sure_enough() -> None:
    """Half a digit counts up, and a confidence that rounds to nothing claims nothing."""
    scores = LineScores((0, 1, 2), (0.0,) * 3, (0.9696, 0.9694, 0.0004), (Part.footer,) * 3, ((0,),) * 3, TABLE, *SORT)

    assert [list(scores.claims(least)) for least in (0.97, 0.969, 0.0)] == [[0], [0, 1], [0, 1]]
