"""The account of a page: it adds up, or it cannot be built."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from cleaner import Entry, Fate, Ledger, Page, Part, Span, Zone
from cleaner.document import ledger as module
from cleaner.document.claim import Claim, Finding, Piece
from cleaner.errors import LedgerError

GROUND = {"p": Part.paragraph, "h": Part.headline, "a": Part.ad_slot, " ": Part.blank}
AD = Claim(Part.ad_slot, "ads.label", because="alone")
SPACE = Claim(Part.artifact, "entities", rewrite_to=" ")
TIPS = Claim(Part.contact, "tips")


def ledger(source: str, kinds: str, kept: bytes, pieces: Mapping[int, tuple[Piece, ...]] | None = None) -> Ledger:
    """An account with the claim of an ad on each line of kind `a`."""
    claims = {line: AD for line, kind in enumerate(kinds) if kind == "a"}
    return Ledger(Page(source), kinds, GROUND, claims, kept, pieces or {}, {})


def test_an_account_tells_each_stretch() -> None:
    """Lines and pieces of lines become entries in order, each with its owner, fate and output."""
    source = "Head\nA&nbsp;b tips\nAd\n\nEnd"
    account = ledger(source, "hpa p", b"\1\1\0\0\1", {1: (Piece(1, 7, SPACE), Piece(8, 13, TIPS))})

    assert list(account) == [
        Entry(Span(0, 5), Part.headline, Fate.kept, "", "Head\n"),
        Entry(Span(5, 6), Part.paragraph, Fate.kept, "", "A"),
        Entry(Span(6, 12), Part.artifact, Fate.rewritten, "entities", " "),
        Entry(Span(12, 13), Part.paragraph, Fate.kept, "", "b"),
        Entry(Span(13, 18), Part.contact, Fate.removed, "tips", ""),
        Entry(Span(18, 19), Part.paragraph, Fate.kept, "", "\n"),
        Entry(Span(19, 22), Part.ad_slot, Fate.removed, "ads.label", "", (), "alone"),
        Entry(Span(22, 23), Part.blank, Fate.removed, "breaks", ""),
        Entry(Span(23, 26), Part.paragraph, Fate.kept, "", "End"),
    ]
    assert account.text == "Head\nA b\nEnd"
    assert account[-1] == list(account)[-1]
    assert account[2:4] == list(account)[2:4]
    assert len(account) == 9


@pytest.mark.parametrize("spans", [[(0, 2)], [(2, 4)], [(0, 4)], [(0, 2), (2, 4)], [(0, 1), (3, 4)]], ids=str)
def test_a_piece_has_its_own_owner_and_reason(spans: list[tuple[int, int]]) -> None:
    """Wherever pieces stand, at the edges of their line or side by side too: the rest is the line's, and who gave way is told of each."""
    line, own = Claim(Part.byline, "line", because="of the line"), Claim(Part.artifact, "own", because="of the piece")
    account = Ledger(Page("abcd"), "p", GROUND, {0: line}, b"\1", {0: tuple(Piece(*span, own) for span in spans)}, {0: (TIPS,)})
    inside = [any(start <= at < end for start, end in spans) for at in range(4)]

    told = [(entry.finder, entry.because) for entry in account for _ in range(entry.span.start, entry.span.end)]
    assert told == [("own", "of the piece") if piece else ("line", "of the line") for piece in inside]
    assert account.text == "".join(letter for letter, piece in zip("abcd", inside, strict=True) if not piece)
    assert {entry.losers for entry in account} == {(Finding(Span(0, 4), TIPS),)}
    assert account[len(account) - 1] == list(account)[-1]


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_a_long_text_is_joined_piece_by_piece(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many lines are taken at once, the text is that of all outputs."""
    account = ledger("Head\nA&nbsp;b\nAd\n\nEnd", "hpa p", b"\1\1\0\0\1", {1: (Piece(1, 7, SPACE),)})
    monkeypatch.setattr(module, "_AT_ONCE", at_once)

    assert account.text == "".join(account.outputs(account.kept)) == "Head\nA b\nEnd"
    assert account.joined(account.kept_in(Zone.body)) == "A b\nEnd"


def test_a_loser_is_remembered() -> None:
    """The entry of a line tells which findings gave way there."""
    account = Ledger(Page("Ad"), "a", GROUND, {0: AD}, b"\0", {}, {0: (TIPS,)})

    assert account[0].losers == (Finding(Span(0, 2), TIPS),)
    assert account[0].to_dict() == {
        "start": 0,
        "end": 2,
        "part": "ad_slot",
        "fate": "removed",
        "finder": "ads.label",
        "output": "",
        "because": "alone",
        "losers": [{"start": 0, "end": 2, "part": "contact", "finder": "tips"}],
    }


def test_kept_lines_are_counted_by_zone() -> None:
    """A removed line counts in no zone, a kept one in the zone of its part."""
    account = ledger("a\nb\nc\nd\n", "hpa ", b"\1\1\0\1")

    assert account.kept_in(Zone.head) == b"\1\0\0\0"
    assert account.kept_in(Zone.body, Zone.chrome) == b"\0\1\0\0"
    assert account.kept_in(*Zone) == b"\1\1\0\1"


def test_an_empty_page_has_an_empty_account() -> None:
    """Nothing has no entries."""
    assert (list(ledger("", "", b"")), ledger("", "", b"").text) == ([], "")


@pytest.mark.parametrize(("kinds", "kept"), [("p", b"\1\1"), ("pp", b"\1"), ("ppp", b"\1\1\1"), ("", b"")])
def test_columns_that_differ_in_length_make_no_account(kinds: str, kept: bytes) -> None:
    """Each line has one kind and one fate."""
    with pytest.raises(LedgerError, match=f"^2 lines, but {len(kinds)} kinds and {len(kept)} fates$"):
        ledger("a\nb\n", kinds, kept)


@pytest.mark.parametrize(
    "pieces",
    [
        {0: (Piece(0, 2, SPACE), Piece(1, 3, SPACE))},
        {0: (Piece(2, 3, SPACE), Piece(0, 1, SPACE))},
        {0: (Piece(1, 1, SPACE),)},
        {0: (Piece(3, 6, SPACE),)},
        {1: (Piece(0, 1, SPACE),)},
    ],
    ids=["overlap", "out of order", "empty", "beyond the line", "on a removed line"],
)
def test_pieces_that_do_not_fit_make_no_account(pieces: dict[int, tuple[Piece, ...]]) -> None:
    """Pieces of a line are disjoint, in order, inside it, and on a line that stays."""
    with pytest.raises(LedgerError, match=r"^line \d: pieces overlap, leave the line, or stand on a removed line$"):
        ledger("abcd\nAd\n", "pa", b"\1\0", pieces)
