"""Which removals are drawn for a person, and the sheets on which answers come back."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.corpus.sampling import Choice, Judged, RemovalSample, SheetForm, Verdict, drawn, read_answers, sampled_removals, sheet
from cleaner.errors import PolicyError, ReadingError

from .reports import found, report_of, sample, small_report

MANY = [
    RemovalSample(finder, "ad_slot", sample(f"text {number}", number=number))
    for finder in ("ads.a", "ads.b", "rows.c")
    for number in range(30)
]


def test_removals_are_those_that_say_something() -> None:
    """Each with its finder and part; empty lines are left out, and a text that was cut is known for it."""
    cut = msgspec.structs.replace(sample("Long text"), end=500)
    report = report_of({"breaks": found(sample("\n"), part="blank"), "ads.a": found(cut, sample("Ad\n", number=3, part="social"))})

    assert [(one.finder, one.part, one.text, one.whole) for one in sampled_removals(report)] == [
        ("ads.a", "social", "Ad", True),
        ("ads.a", "ad_slot", "Long text", False),
    ]


@pytest.mark.parametrize(
    ("choice", "texts"),
    [
        (Choice(rule="model"), ["Read on"]),
        (Choice(rule="ads"), ["Advertisement", "Anzeige"]),
        (Choice(part="teaser"), ["Read on", "Weiterlesen"]),
        (Choice(part="chrome", below=0.6), ["Read on"]),
        (Choice(below=0.5), []),
    ],
)
def test_a_choice_narrows_what_is_drawn(choice: Choice, texts: list[str]) -> None:
    """By rule or group, by part or zone, and by how sure the finder was."""
    assert sorted(one.text for one in drawn(sampled_removals(small_report()), choice)) == texts


def test_each_finder_has_its_turn() -> None:
    """However much one of them removed, the others are drawn as often."""
    drawing = drawn(
        [*MANY, *(RemovalSample("model", "teaser", sample(f"line {number}", number=number)) for number in range(900))], Choice(number=12)
    )

    assert Counter(one.finder for one in drawing) == {"ads.a": 3, "ads.b": 3, "rows.c": 3, "model": 3}


@given(st.permutations(MANY), st.integers(min_value=0, max_value=5), st.integers(min_value=1, max_value=40))
def test_a_draw_is_the_same_in_whatever_order_removals_come(shuffled: list[RemovalSample], seed: int, number: int) -> None:
    """It depends on the run and the seed alone, has what was asked for, and nothing twice."""
    drawing = drawn(shuffled, Choice(number=number, seed=seed))

    assert drawing == drawn(MANY, Choice(number=number, seed=seed))
    assert len(drawing) == len(set(drawing)) == number
    assert drawing != drawn(MANY, Choice(number=number, seed=seed + 1))


@pytest.mark.parametrize(
    ("choice", "fault"),
    [
        (Choice(rule="modl"), "no rule called 'modl' removed anything in this run; did you mean model?"),
        (Choice(part="newsleter"), "no part or zone is called 'newsleter'; did you mean newsletter?"),
    ],
)
def test_a_misspelled_choice_is_an_error(choice: Choice, fault: str) -> None:
    """It would draw nothing, and nobody would know."""
    with pytest.raises(PolicyError) as raised:
        drawn(sampled_removals(small_report()), choice)

    assert str(raised.value) == fault


def filled(raw: bytes, form: SheetForm, answers: dict[str, str]) -> bytes:
    """A sheet with answers beside some removals, by their texts, saved as a spreadsheet does."""
    if form is SheetForm.jsonl:
        rows = [json.loads(line) for line in raw.decode().splitlines()]
        return "\n".join(json.dumps({**row, "answer": answers.get(row["text"], "")}) for row in rows).encode()
    rows = list(csv.DictReader(io.StringIO(raw.decode()), dialect="excel-tab"))
    held = io.StringIO()
    writer = csv.DictWriter(held, rows[0], dialect="excel-tab")
    writer.writeheader()
    writer.writerows({**row, "answer": answers.get(row["text"], "")} for row in rows)
    return b"\xef\xbb\xbf" + held.getvalue().encode()


@pytest.mark.parametrize("form", SheetForm)
def test_answers_come_back_from_a_sheet(form: SheetForm) -> None:
    """Those that were given, whole words and capitals included; rows without one are passed over."""
    known = list(sampled_removals(small_report()))
    raw = filled(sheet(known, form), form, {"Advertisement": "n", "Read on": "Yes", "Anzeige": " S "})
    by_text = {one.text: one for one in known}

    assert sorted(read_answers(raw, "sheet", form, known)) == sorted(
        [
            Judged(by_text["Advertisement"], Verdict.body),
            Judged(by_text["Read on"], Verdict.chrome),
            Judged(by_text["Anzeige"], Verdict.skipped),
        ]
    )


@given(st.lists(st.tuples(st.text(min_size=1), st.text(), st.text()), min_size=1, max_size=5))
def test_a_sheet_has_a_row_for_each_removal(texts: list[tuple[str, str, str]]) -> None:
    """Whatever stands in the texts: no cell breaks its row, and none is a formula."""
    samples = [sample(text, before, after, number=number) for number, (text, before, after) in enumerate(texts)]
    known = [RemovalSample("ads.a", "ad_slot", one) for one in samples]
    rows = list(csv.reader(io.StringIO(sheet(known, SheetForm.tsv).decode(), newline=""), dialect="excel-tab"))

    assert [row[1] for row in rows[1:]] == [one.id for one in known]
    assert {len(row) for row in rows} == {10}
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))] == []
    assert len(sheet(known, SheetForm.jsonl).splitlines()) == len(known)


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"answer\tid\nmaybe\tabc\n", "s: line 2: the answer 'maybe' is none; write y (chrome), n (body) or s (skip)"),
        (b"answer\tid\ny\tabc\n", "s: line 2: no removal of this run has the id 'abc'; give the run that the sheet is of"),
        (b"text\n", "s: has no columns `answer` and `id`; give the sheet that cleaner sample wrote, with tabs between cells"),
        (b"answer,id\ny,abc\n", "s: has no columns `answer` and `id`; give the sheet that cleaner sample wrote, with tabs between cells"),
        (b"answer\tid\n\xff\n", "s: is no sheet of answers: 'utf-8' codec can't decode byte 0xff in position 10: invalid start byte"),
    ],
)
def test_what_is_no_answer_is_an_error(raw: bytes, fault: str) -> None:
    """It names the line, and nothing of the sheet counts."""
    with pytest.raises(ReadingError) as raised:
        read_answers(raw, "s", SheetForm.tsv, sampled_removals(small_report()))

    assert str(raised.value) == fault
