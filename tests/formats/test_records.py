"""A record an article, and the schema it holds to."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from cleaner import clean
from cleaner.document.record import SCHEMA, article_schema
from cleaner.formats.render import Format, record, records, render
from tests.laws.pages import sources

SEEDS = Path(__file__).parents[2] / "seeds"


@cache
def validator() -> Draft202012Validator:
    """Checks values against the schema of records."""
    return Draft202012Validator(json.loads(article_schema()))


def test_the_schema_is_a_schema() -> None:
    """It holds to the JSON Schema it names, describes every field, and gives the version that records give."""
    schema = json.loads(article_schema())
    Draft202012Validator.check_schema(schema)

    assert [name for name, field in schema["properties"].items() if not field.get("description")] == []
    assert schema["properties"]["schema"]["const"] == SCHEMA
    assert schema["$id"] == "urn:" + SCHEMA.replace("/", ":")


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem[:3])
def test_the_articles_of_a_seed_hold_to_the_schema(seed: Path) -> None:
    """Each line is one record, in the order of the page, with the fields that the schema names and no other."""
    page = clean(seed.read_text(encoding="utf-8"), name=seed.name)
    lines = [json.loads(line) for line in records(page).splitlines()]

    assert [error.message for line in lines for error in validator().iter_errors(line)] == []
    assert [line["number"] for line in lines] == list(range(1, len(page.articles) + 1))
    assert [list(line) for line in lines] == [json.loads(article_schema())["required"]] * len(lines)


@settings(max_examples=100)
@given(sources())
def test_every_record_holds_to_the_schema(source: str) -> None:
    """Whatever a page holds, its records are valid, and their spans lead back to the source."""
    page = clean(source, name="page", url="https://example.com/a")
    lines = [json.loads(line) for line in render(page, Format.jsonl).splitlines()]

    assert lines == [record(page, number) for number in range(1, len(page.articles) + 1)]
    assert [error.message for line in lines for error in validator().iter_errors(line)] == []
    assert [[source[start:end] for start, end in line["spans"].get("byline", ())] for line in lines] == [
        line["byline_lines"] for line in lines
    ]


def test_half_a_character_is_spelled() -> None:
    """UTF-8 has no bytes for it, so it is written as JSON can write it."""
    [line] = records(clean("The port of Varn reopened on Tuesday \ud83d after nine idle days, and the ships came in.")).splitlines()

    assert b"\\ud83d" in line
    assert "\ud83d" in json.loads(line)["text"]


def test_a_wrong_record_is_refused() -> None:
    """The schema is no open door: a date in another form, a missing or strange field or a wrong version does not hold."""
    good = record(clean("The port of Varn reopened on Tuesday after nine idle days, and the first ship was unloaded."), 1)

    assert validator().is_valid(good)
    assert not validator().is_valid({**good, "published": "March 3, 2024"})
    assert not validator().is_valid({**good, "schema": "cleaner/article/0"})
    assert not validator().is_valid({**good, "section": "sports"})
    assert not validator().is_valid({**good, "sources": {"deck": "h2"}})
    assert not validator().is_valid({name: value for name, value in good.items() if name != "text"})
