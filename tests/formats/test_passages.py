"""Texts in records are found where they stand, and an edit changes nothing beside them."""

from __future__ import annotations

import csv
import io
import json
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import ReadingError
from cleaner.formats.passages import BareCell, Edit, JsonString, Passage, json_fault, json_passages, table_passages

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["text", "body", "id"]), inner, max_size=3),
)
CELLS = st.text(alphabet=st.sampled_from('ab",;\n\r é'), max_size=6)


def texts_below(value: object, path: tuple[str, ...]) -> list[str]:
    """The strings at the end of a path of keys, lists on the way looked through: the slow way."""
    if isinstance(value, list):
        return [text for item in value for text in texts_below(item, path)]
    if isinstance(value, dict):
        return texts_below(value[path[0]], path[1:]) if path and path[0] in value else []
    return [value] if isinstance(value, str) and not path else []


@given(VALUES, st.booleans(), st.sampled_from([None, 2]))
def test_the_passages_of_json_are_the_strings_of_the_fields(value: object, plain: bool, indent: int | None) -> None:
    """However a document is written, its passages are what a JSON reader finds at the end of the path."""
    text = json.dumps(value, ensure_ascii=not plain, indent=indent)

    assert [one.text for one in json_passages(text, ["body.text"], set())] == texts_below(value, ("body", "text"))


@given(st.text(), st.booleans(), st.data())
def test_an_edited_json_string_reads_as_the_edited_text(text: str, plain: bool, data: st.DataObject) -> None:
    """Taking a stretch out of the spelling takes the same stretch out of the text, and the rest keeps its spelling."""
    raw = json.dumps(text, ensure_ascii=not plain)[1:-1]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    [passage] = json_passages(f'{{"text": "{raw}"}}', ["text"], set())
    edited = passage.edited([Edit(start, end, '"é')])

    # A half character may only meet its other half where the edit stands, and what stands there keeps them apart.
    assert json.loads(f'"{edited}"') == text[:start] + '"é' + text[end:]
    assert edited.startswith(raw[: passage.place(start) - passage.start])
    assert edited.endswith(raw[passage.place(end) - passage.start :])


def test_escapes_keep_their_spelling() -> None:
    """A slash, a letter or a sign beyond 16 bits that was escaped stays so, whatever is taken out beside it."""
    passage = JsonString("a/\u00e9\U0001f600b", r"a\/\u00e9\ud83d\ude00b", 1)

    assert passage.edited([Edit(0, 1, "")]) == r"\/\u00e9\ud83d\ude00b"
    assert passage.edited([Edit(4, 5, "ü")]) == r"a\/\u00e9\ud83d\ude00\u00fc"
    assert [passage.place(offset) for offset in range(6)] == [1, 2, 4, 10, 22, 23]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('{"a": }', "is not JSON: expecting value at column 7"),
        ('{"a": 1}\n{"a": 2}', "is not JSON: extra data at line 2 column 1"),
        ("[" * 100_000, "is JSON nested too deeply to be read"),
        ('{"a": "\x00"}', "is not JSON: invalid control character at column 8"),
        ('{"a": ' + "9" * 5000 + "}", None),
    ],
    ids=["no value", "two documents", "deep", "control", "long number"],
)
def test_broken_json_is_named(text: str, fault: str | None) -> None:
    """The fault says what a reader of JSON says, and where; a number of any length is none."""
    assert json_fault(text) == fault


@given(st.lists(st.tuples(CELLS, CELLS), max_size=4), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), st.sampled_from(["\r\n", "\n"]))
def test_the_cells_of_a_table_are_those_the_csv_module_reads(rows: list[tuple[str, str]], quoting: Literal[0, 1], broken: str) -> None:
    """Whatever cells hold and however they are quoted, the passages are the cells of the column that are not empty."""
    file = io.StringIO()
    writer = csv.writer(file, quoting=quoting, lineterminator=broken)
    writer.writerows([("id", "text"), *rows])

    found = list(table_passages(file.getvalue(), ["text"], "t.csv", set()))
    read = [row for row in csv.reader(io.StringIO(file.getvalue(), newline="")) if row]
    assert [one.text for one in found] == [row[1] for row in read[1:] if len(row) > 1 and row[1]]
    assert [file.getvalue()[one.start : one.end] for one in found] == [one.raw for one in found]


@given(CELLS.filter(bool), st.booleans(), st.data())
def test_an_edited_cell_reads_as_the_edited_text(text: str, quoted: bool, data: st.DataObject) -> None:
    """A row with an edited cell is read as the same row with the edited text, and never as no row."""
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL).writerows([("text",), (text,)])
    table = file.getvalue()
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    [cell] = table_passages(table, ["text"], "t.csv", set())
    edited = table[: cell.start] + cell.edited([Edit(start, end, data.draw(CELLS))]) + table[cell.end :]
    output = list(csv.reader(io.StringIO(edited, newline="")))

    assert [row[0][:start] for row in output[1:]] == [text[:start]]
    assert [row[0][len(row[0]) - len(text) + end :] for row in output[1:]] == [text[end:]]


def test_a_table_names_its_delimiter_by_its_first_row() -> None:
    """The delimiter is the one by which the first row has a column of that name; without one there is nothing to read."""
    assert [one.text for one in table_passages('"id";"text"\n1;"a, b"\n', ["text"], "t.csv", set())] == ["a, b"]
    assert [one.text for one in table_passages("id\ttext\n1\ta\n", ["text"], "t.tsv", set())] == ["a"]
    assert list(table_passages("id,body\n1,a\n", ["text"], "t.csv", set())) == []


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ('id,text\n1,"open\n', "t.csv: line 2: a quote opens a cell and is not closed"),
        ('id,text\n1,"a"b\n', "t.csv: line 2: a cell goes on after its closing quote; double the quotes inside it"),
    ],
)
def test_a_broken_table_is_named(table: str, fault: str) -> None:
    """The error of a row that has no one reading names its line."""
    with pytest.raises(ReadingError) as error:
        list(table_passages(table, ["text"], "t.csv", set()))

    assert str(error.value) == fault


def test_a_cell_without_quotes_gets_them_where_it_needs_them() -> None:
    """An edit that leaves a comma or nothing at all is quoted; a plain text is spelled as it reads."""
    assert BareCell("a b", "a b").edited([Edit(1, 2, ",")]) == '"a,b"'
    assert BareCell("a b", "a b").edited([Edit(0, 3, "")]) == '""'
    assert Passage("a b", "a b").edited([Edit(1, 2, ",")]) == "a,b"
