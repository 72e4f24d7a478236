"""Datelines: where a report was written."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.metadata.head import read_dateline


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("VARN, Norland (AP) — The port reopened.", "VARN, Norland (AP)"),
        ("Berlin (dpa) - Die Schleuse bleibt zu.", "Berlin (dpa)"),
        ("WASHINGTON — The vote was close.", "WASHINGTON"),
        ("Kyiv, March 3 (Reuters) - The port reopened.", "Kyiv, March 3 (Reuters)"),
        ("BEIJING, Jan. 5 (Xinhua) -- The port reopened.", "BEIJING, Jan. 5 (Xinhua)"),
        ("SAN FRANCISCO/NEW YORK (Reuters) - Two ports reopened.", "SAN FRANCISCO/NEW YORK (Reuters)"),
        ("МОСКВА, 3 мар — Порт открыт.", "МОСКВА, 3 мар"),
        ("新华社北京3月3日电 港口重新开放。", "新华社北京3月3日电"),
        ("The port — which was idle — reopened.", None),
        ("IBM — the maker of machines — moved.", None),
        ("It is open (he said) - well, nearly.", None),
        ("The port reopened on Tuesday.", None),
        ("", None),
    ],
)
def test_a_dateline_opens_the_first_paragraph(opening: str, dateline: str | None) -> None:
    """A place in capitals, or one with an agency, before a dash and a new sentence."""
    assert read_dateline(opening) == dateline


def test_the_text_keeps_its_dateline() -> None:
    """It is a field of the story, and its agency is among the agencies."""
    body = "VARN, Norland (AP) — The port reopened on Tuesday after nine idle days, and the first ship was unloaded."
    [story] = clean(f"Port of Varn reopens after nine-day strike\nBy Mara Lindqvist\n{body}\n").articles

    assert (story.dateline, story.agencies, story.text) == ("VARN, Norland (AP)", ("AP",), body)
