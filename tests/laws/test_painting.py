"""Law of precedence: who owns each character is what a slow model says that paints them one by one."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cleaner import Part, RuleSet, Zone
from cleaner.document.claim import Claim, Piece
from cleaner.lines.kinds import LETTER
from cleaner.lines.reader import Reader, _painted, rank
from cleaner.rules.reading import parse

_WIDTH = 24


def claims() -> st.SearchStrategy[Claim]:
    """Claims of few finders, so that ties are common."""
    return st.builds(
        Claim, st.sampled_from(list(Part)), st.sampled_from("abc"), st.sampled_from((1.0, 0.9)), bare=st.booleans(), site=st.booleans()
    )


def pieces() -> st.SearchStrategy[Piece]:
    """Claims about some characters of one line."""
    ends = st.lists(st.integers(0, _WIDTH), min_size=2, max_size=2, unique=True).map(sorted)
    return st.builds(lambda ends, claim: Piece(ends[0], ends[1], claim), ends, claims())


def precedes(one: Claim, one_length: int, other: Claim, other_length: int) -> bool:
    """Whether one claim wins over another, criterion by criterion."""
    if (one.confidence < 1) != (other.confidence < 1):
        return other.confidence < 1
    if one.site != other.site:
        return one.site
    if one_length != other_length:
        return one_length > other_length
    kept = [claim.part.zone in (Zone.head, Zone.body) and not claim.bare for claim in (one, other)]
    if kept[0] != kept[1]:
        return kept[0]
    return one.finder < other.finder


def painted_slowly(found: list[Piece]) -> list[Piece | None]:
    """The owner of each character: the winner takes all of its characters or none."""
    canvas: list[Piece | None] = [None] * _WIDTH
    left = list(found)
    while left:
        best = left[0]
        for piece in left[1:]:
            sizes = piece.end - piece.start, best.end - best.start
            wins, loses = precedes(piece.claim, sizes[0], best.claim, sizes[1]), precedes(best.claim, sizes[1], piece.claim, sizes[0])
            if wins or (not loses and piece.start < best.start):
                best = piece
        left.remove(best)
        if all(canvas[at] is None for at in range(best.start, best.end)):
            for at in range(best.start, best.end):
                canvas[at] = best
    return canvas


@given(st.lists(pieces(), max_size=8))
def test_pieces_own_the_characters_that_slow_painting_gives_them(found: list[Piece]) -> None:
    """Overlapping claims in a line come out disjoint, in order, each character with the owner that the criteria give it."""
    painted = _painted(found)
    canvas: list[Piece | None] = [None] * _WIDTH
    for piece in painted:
        for at in range(piece.start, piece.end):
            assert canvas[at] is None
            canvas[at] = piece

    assert list(painted) == sorted(painted, key=lambda piece: piece.start)
    assert canvas == painted_slowly(found)


@given(claims(), st.integers(1, 5), claims(), st.integers(1, 5))
def test_a_rank_orders_claims_by_the_criteria(one: Claim, one_length: int, other: Claim, other_length: int) -> None:
    """Certain before uncertain, site before common, longer before shorter, kept before removed, then the finder's name."""
    assert (rank(one, one_length) < rank(other, other_length)) == precedes(one, one_length, other, other_length)


_RULE = """
[rule.{name}]
part = "{part}"
why = "A label."
equals = ["label"]
bare = {bare}
examples = ["⟦Label⟧"]
counterexamples = ["A label was found."]
"""


@given(
    st.lists(
        st.tuples(st.sampled_from(("byline", "ad_slot", "footer", "paragraph", "contact")), st.booleans(), st.booleans()),
        min_size=1,
        max_size=5,
    )
)
def test_a_whole_line_belongs_to_the_claim_that_wins(kinds: list[tuple[str, bool, bool]]) -> None:
    """Of several rules that name a line, the first by the criteria owns it, and the others stand behind it as losers."""
    rules = []
    for number, (part, bare, site) in enumerate(kinds):
        header = '[ruleset]\nname = "r"\ntitle = "Labels"\n' + ('sites = ["example.com"]\n' if site else "")
        rules += parse(header + _RULE.format(name=f"n{number}", part=part, bare=str(bare).lower()), "r.toml")
    [reading] = Reader(RuleSet(tuple(rules))).read(["Label\n"])
    ordered = list(reading.claims)

    assert {claim.finder for claim in ordered} == {rule.id for rule in rules}
    assert [pair for pair in pairwise(ordered) if not precedes(pair[0], 5, pair[1], 5)] == []
    assert reading.kind == LETTER[ordered[0].part]
