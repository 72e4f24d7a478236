"""Articles as columns of Arrow: every field of the record, and every value back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cleaner import clean, clean_html
from cleaner.document.record import ARTICLE_FIELDS
from cleaner.formats.article_columns import article_type, article_value

pa = pytest.importorskip("pyarrow", reason="needs pyarrow: the extra `arrow`")
PAGES = Path(__file__).parents[2] / "fixtures" / "pages"


def plain(value: Any) -> Any:
    """A value of Arrow as JSON has it: lists of key and value are tables again, and places are pairs."""
    if isinstance(value, dict):
        return [value["start"], value["end"]] if value.keys() == {"start", "end"} else {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        pairs = bool(value) and all(isinstance(one, dict) and one.keys() == {"key", "value"} for one in value)
        return {one["key"]: plain(one["value"]) for one in value} if pairs else [plain(one) for one in value]
    return value


@pytest.mark.parametrize("folder", sorted(PAGES.iterdir()), ids=lambda folder: folder.name)
def test_an_article_comes_back_from_arrow_as_its_record(folder: Path) -> None:
    """All fields of the record are there, and their values; an empty table is an empty list."""
    html = folder / "source.html"
    page = clean_html(html.read_bytes()) if html.exists() else clean((folder / "source.txt").read_text(encoding="utf-8"))
    values = [article_value(article, number) for number, article in enumerate(page.articles, 1)]
    back = pa.array(values, article_type()).to_pylist()
    records = [{"number": number, **article.to_dict()} for number, article in enumerate(page.articles, 1)]

    assert [field.name for field in article_type()] == ["number", *ARTICLE_FIELDS]
    assert [plain(row) for row in back] == [{name: value or [] if value == {} else value for name, value in one.items()} for one in records]
