"""Records of a page and its account: plain values that can be compared, kept in sets, changed in copies, and sent to other processes."""

from __future__ import annotations

import pickle

import msgspec
import pytest

from cleaner import CleanedPage, Page, Part, Policy, Span, clean, clean_html
from cleaner.document.article import Dates, People, SourcedValue
from cleaner.document.claim import Claim, Finding, Piece
from cleaner.document.page import Encoding
from cleaner.document.result import Copy, LineScore

CLAIM = Claim(Part.navigation, "menus.row")
RECORDS: list[msgspec.Struct] = [
    *(Span(1, 2), Encoding("utf-8", "valid UTF-8"), CLAIM, Piece(0, 1, CLAIM), Finding(Span(0, 1), CLAIM), Policy.named("safe")),
    *(SourcedValue("a", "h1"), Dates("2026-01-20"), LineScore(0.5, 0.5, Part.navigation, ("few words",)), Copy("a", 0, 1, 2, 0.5, (), ())),
    clean("Advertisement\n").ledger[0],
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_equal_records_are_one(record: msgspec.Struct) -> None:
    """A copy equals what it was made from, has its hash, and differs once a field does; pickled they stay what they are."""
    copy = msgspec.structs.replace(record)
    first, *_ = record.__struct_fields__

    assert (copy, hash(copy), pickle.loads(pickle.dumps(record))) == (record, hash(record), record)
    assert copy is not record
    assert msgspec.structs.asdict(copy) == msgspec.structs.asdict(record)
    with pytest.raises(AttributeError):
        setattr(record, first, None)


def test_people_are_compared_by_what_is_known() -> None:
    """Roles stand in a mapping, so people have no hash."""
    assert People(("Mara Lindqvist",)) == People(("Mara Lindqvist",), {}, ())
    assert People().roles is not People().roles


def test_records_are_written_as_json_by_msgspec() -> None:
    """Enums by their words, and back."""
    assert msgspec.json.decode(msgspec.json.encode(CLAIM), type=Claim) == CLAIM


@pytest.mark.parametrize("made", [clean("News\nPort of Varn reopens\n", name="a"), clean_html("<title>Varn</title><p>It reopened.")])
def test_a_result_is_sent_to_other_processes(made: CleanedPage) -> None:
    """With all that can be asked of it, and without what was worked out of it."""
    assert made.page.line_starts
    sent = pickle.loads(pickle.dumps(made))

    assert vars(sent.page) == {}
    assert sent.to_dict() == made.to_dict()


def test_pages_are_told_apart_by_what_they_are() -> None:
    """Two pages of one text are two pages."""
    assert Page("a") != Page("a")
