"""What is made of one document: pages of texts and web pages, and the records that an output holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cleaner.corpus.choices import Records, Removals
from cleaner.corpus.cleaning import Cleaning, passed_names
from cleaner.corpus.document import Document, Place
from cleaner.errors import ReadingError, WritingError
from cleaner.formats.baseline import Allowed
from cleaner.formats.config import read_config
from tests.corpus.plans import TEXT, cleaning

PLACE = Place("a.jsonl", 3, "line 3")
HTML = "<!doctype html><title>Varn</title><p>The harbour of Varn reopened on Tuesday.</p><p>Advertisement</p>"


def document(content: str | bytes, **how: object) -> Document:
    """A document of a record with these columns."""
    return Document(PLACE, content, **how)  # type: ignore[arg-type]


def test_content_is_cleaned_as_what_it_is() -> None:
    """A text; a web page, in the charset of its sender where nothing else tells, and in no other than is asked for."""
    way = cleaning()
    text = "Der Hafen von Varn öffnet am Dienstag.\n"

    assert way.clean(document(text)).text == text
    source = f"<!doctype html><p>{text}</p>"
    assert way.clean(document(source.encode("cp1252"), web_page=True, charset="cp1252")).text == text
    assert cleaning(encoding="cp850").clean(document(source.encode("cp850"), web_page=True, charset="utf-8")).text == text
    page = way.clean(document(HTML, web_page=True, url="https://varn.example"))
    assert (page.text, page.page.url) == ("The harbour of Varn reopened on Tuesday.\n", "https://varn.example")
    assert way.clean(document(HTML.replace("ü", "ü").encode("utf-16"), web_page=True)).text == page.text
    with pytest.raises(ReadingError, match=r"is HTML, by how it begins"):
        way.clean(document(HTML))


@pytest.mark.parametrize(
    ("column", "field", "columns", "row"),
    [
        ("", "text", {"id": 1, "text": TEXT, "n": None}, {"id": 1, "text": "CLEAN", "n": None}),
        ("clean", "text", {"id": 1, "text": TEXT}, {"id": 1, "text": TEXT, "clean": "CLEAN"}),
        ("", "a.b", {"a": {"b": TEXT, "c": 1}}, {"a": {"b": "CLEAN", "c": 1}}),
        ("a.c", "a.b", {"a": {"b": TEXT}}, {"a": {"b": TEXT, "c": "CLEAN"}}),
        ("m.c", "a", {"a": TEXT, "m": None}, {"a": TEXT, "m": {"c": "CLEAN"}}),
        ("", "", {}, {"id": "a.jsonl: line 3", "url": None, "text": "CLEAN"}),
    ],
)
def test_a_record_of_a_document_has_its_text_where_it_is_wanted(
    column: str, field: str, columns: dict[str, object], row: dict[str, object]
) -> None:
    """In place, in another column, or in `text` for what came without columns; all else is as it was, in its order."""
    way = cleaning(records=Records.documents, column=column)
    one = document(TEXT, field=field, columns=columns)
    page = way.clean(one)

    def wanted(value: object) -> object:
        return {key: wanted(inner) for key, inner in value.items()} if isinstance(value, dict) else page.text if value == "CLEAN" else value

    [made] = way.rows(one, page)
    assert made == wanted(row)
    assert list(made) == list(row)


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ({"column": "title"}, "has a column 'title' already; name another one with --column"),
        ({"column": "title.clean"}, "has a column 'title.clean' already; name another one with --column"),
        ({"column": "meta.none"}, "has a column 'meta.none' already; name another one with --column"),
        ({"column": "meta.list.x"}, "has a column 'meta.list.x' already; name another one with --column"),
        ({"removals": Removals.spans}, "has a column 'removed' already, in which --ledger tells what was removed; rename it"),
    ],
)
def test_no_column_takes_the_place_of_another(how: dict[str, Any], told: str) -> None:
    """A record that has the column already is refused, and one that has something else where a field below it should be."""
    way = cleaning(records=Records.documents, **how)
    one = document(TEXT, field="text", columns={"text": TEXT, "title": "Varn", "removed": [], "meta": {"none": None, "list": [1]}})

    with pytest.raises(WritingError, match=told):
        way.rows(one, way.clean(one))


@pytest.mark.parametrize(("url", "passed"), [(None, {}), ("https://b.example/", {"input_url": "https://a.example/1"})])
def test_an_address_that_a_record_came_with_is_kept_beside_the_one_that_was_named(url: str | None, passed: dict[str, str]) -> None:
    """An article says once where it came from; what its record said is another matter."""
    way = cleaning(url=url)
    one = Document(PLACE, TEXT, url="https://a.example/1", columns={"text": TEXT, "url": "https://a.example/1"}, field="text")

    [made, *_] = way.rows(one, way.clean(one))
    assert made["url"] == (url or one.url)
    assert {name: made[name] for name in made if name.startswith("input_")} == passed


def test_columns_beside_fields_of_articles_keep_off_each_other() -> None:
    """A name that is taken gets another one, which nothing has yet."""
    assert passed_names(["text", "n", "url", "input_url", "start"], "text") == {
        "n": "n",
        "url": "input_input_url",
        "input_url": "input_url",
        "start": "input_start",
    }


def test_what_a_configuration_allows_stays(tmp_path: Path) -> None:
    """For the inputs that it speaks of."""
    (tmp_path / "cleaner.toml").write_text('[[allow]]\ntext = "Advertisement"\nwhy = "a street in Varn"\npaths = ["a.*"]\n')
    config = read_config(tmp_path / "cleaner.toml")
    assert config
    way: Cleaning = cleaning(allowed=Allowed(config))
    text = "The harbour of Varn reopened on Tuesday.\nAdvertisement\n"

    assert way.clean(Document(Place(str(tmp_path / "a.jsonl"), 1), text)).text == text
    assert way.clean(Document(Place(str(tmp_path / "b.jsonl"), 1), text)).text == text.partition("Adv")[0]
