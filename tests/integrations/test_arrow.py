"""Batches of Arrow: what is added, and that nothing else changes."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Article, Policy, RuleSet, clean, clean_html
from cleaner.errors import ConfigError, PolicyError
from tests.laws.pages import built_pages

pa = pytest.importorskip("pyarrow", reason="needs pyarrow: the extra `arrow`")

from cleaner.formats.article_columns import article_value  # noqa: E402
from cleaner.integrations.arrow import batch_cleaner, clean_batch  # noqa: E402

TEXT = "The harbour of Varn reopened on Tuesday after nine idle days.\n\nAdvertisement\n"
SCROLL = "\n".join(
    f"{title}\nBy Mara Lindqvist\nJuly {day}, 2023\n"
    + f"The {place} of Varn reopened on Tuesday after nine idle days, the mayor said.\n" * 3
    for day, (title, place) in enumerate([("Harbour reopens after a strike", "harbour"), ("Old tunnel to close for a year", "tunnel")], 12)
)
HTML = "<html><body><nav>Home</nav><p>The harbour of Varn reopened on Tuesday after nine idle days.</p></body></html>"
OTHERS = pa.RecordBatch.from_arrays(
    [
        pa.array([1, None, 3], pa.int16()),
        pa.array(["a", "b", "a"]).dictionary_encode(),
        pa.array([0, 1, None], pa.timestamp("ms", "Europe/Oslo")),
        pa.array([{"x": [1.5]}, None, {"x": None}], pa.struct([("x", pa.list_(pa.float32()))])),
        pa.array([b"\xff", b"", None], pa.large_binary()),
    ],
    schema=pa.schema(
        [
            pa.field("id", pa.int16(), metadata={"of": "the crawl"}),
            pa.field("site", pa.dictionary(pa.int32(), pa.string())),
            pa.field("fetched", pa.timestamp("ms", "Europe/Oslo")),
            pa.field("more", pa.struct([("x", pa.list_(pa.float32()))])),
            pa.field("raw", pa.large_binary()),
        ],
        metadata={"made": "by hand"},
    ),
)


def batch_of(name: str, values: list[Any], kind: Any = None) -> Any:
    """A batch of some values beside columns of many types."""
    column = pa.array(values, kind or pa.string())
    return pa.RecordBatch.from_arrays([*OTHERS.columns, column], schema=OTHERS.schema.append(pa.field(name, column.type)))


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view()], ids=str)
def test_a_batch_gets_two_columns_and_keeps_the_others(kind: Any) -> None:
    """Types, values and metadata of all others are the same; a document that cannot be cleaned is null and has its reason."""
    given_batch = batch_of("text", [TEXT, None, HTML], kind)
    cleaned = clean_batch(given_batch)

    assert isinstance(cleaned, pa.RecordBatch)
    assert cleaned.select(given_batch.schema.names).equals(given_batch, check_metadata=True)
    assert cleaned.schema.names[-2:] == ["cleaned", "error"]
    assert cleaned.schema.field("cleaned").type == (pa.large_string() if kind == pa.large_string() else pa.string())
    assert cleaned["cleaned"].to_pylist() == [clean(TEXT).text, None, None]
    reasons = [None, "holds nothing to clean", "the text: is HTML, by how it begins, and no text; use cleaner.clean_html"]
    assert cleaned["error"].to_pylist() == reasons


@pytest.mark.parametrize("kind", [pa.string(), pa.binary(), pa.large_binary(), pa.dictionary(pa.int8(), pa.string())], ids=str)
def test_web_pages_are_text_or_bytes(kind: Any) -> None:
    """Given as `html`, they are cleaned as `clean_html` does it."""
    pages = [HTML, None, HTML] if pa.types.is_string(kind) or pa.types.is_dictionary(kind) else [HTML.encode(), None, HTML.encode()]
    column = pa.array(pages).dictionary_encode().cast(kind) if pa.types.is_dictionary(kind) else pa.array(pages, kind)
    batch = pa.RecordBatch.from_arrays([column], names=["page"])

    assert clean_batch(batch, html="page")["cleaned"].to_pylist() == [clean_html(HTML).text, None, clean_html(HTML).text]


def test_what_is_cleaned_may_take_the_place_of_what_was_read() -> None:
    """Its column stays where it is."""
    batch = clean_batch(batch_of("text", [TEXT] * 3).select(["text", "id"]), output="text", error="why")

    assert batch.schema.names == ["text", "id", "why"]
    assert batch["text"].to_pylist() == [clean(TEXT).text] * 3


def test_articles_are_rows() -> None:
    """Each with the columns of its document; a document without any, and one that cannot be cleaned, keeps its row."""
    scroll = (
        "Harbour reopens after a strike\nBy Mara Lindqvist\nJuly 12, 2023\nThe harbour of Varn reopened on Tuesday after nine idle days.\n"
    )
    batch = clean_batch(batch_of("text", [scroll, "Advertisement\n", None]), records="articles")
    articles = [article_value(article, number) for number, article in enumerate(clean(scroll).articles, 1)]

    assert len(articles) == 1
    assert batch["article"].to_pylist() == [*articles, None, None]
    assert batch["error"].to_pylist() == [None, None, "holds nothing to clean"]
    assert batch.select(OTHERS.schema.names).equals(OTHERS, check_metadata=True)


@given(st.lists(st.one_of(st.none(), built_pages().map(lambda built: built.text)), max_size=6), st.integers(1, 4))
@settings(max_examples=30)
def test_how_rows_are_dealt_out_changes_nothing(texts: list[str | None], size: int) -> None:
    """A table of any chunks, and an iterator of batches, give what each text gives by itself, and the schema that was told beforehand."""
    table = pa.table({"text": pa.array(texts, pa.string())})
    clean_all = batch_cleaner()
    chunked = pa.Table.from_batches(table.to_batches(max_chunksize=size), table.schema)
    expected = [None if text is None else clean(text).text for text in texts]

    assert clean_all(chunked)["cleaned"].to_pylist() == expected
    dealt = list(clean_all.batches(table.to_batches(max_chunksize=size)))
    assert [text for batch in dealt for text in batch["cleaned"].to_pylist()] == expected
    assert {batch.schema for batch in dealt} | {clean_all(chunked).schema} == {clean_all.schema(table.schema)}


@pytest.mark.parametrize("records", ["documents", "articles"])
def test_a_batch_without_rows_has_the_same_columns(records: Any) -> None:
    """Engines send some to learn the schema, and columns without any value."""
    clean_all = batch_cleaner(records=records)
    for table in (pa.table({"text": pa.array([], pa.string())}), pa.table({"text": pa.nulls(2)}), pa.table({"text": pa.nulls(0)})):
        made = clean_all(table)
        assert (made.schema, made.num_rows) == (clean_all.schema(table.schema), table.num_rows)


def test_bytes_that_are_no_text_cost_their_row_alone() -> None:
    """Arrow does not look into strings, so that a column of them may hold what is none."""
    raw = pa.array([TEXT.encode(), b"ab\xff", TEXT.encode()], pa.binary())
    wrong = pa.Array.from_buffers(pa.string(), 3, raw.buffers())
    cleaned = clean_batch(pa.RecordBatch.from_arrays([wrong], names=["text"]))

    assert cleaned["cleaned"].to_pylist() == [clean(TEXT).text, None, clean(TEXT).text]
    assert cleaned["error"].to_pylist() == [None, "is no UTF-8: invalid start byte at byte 2", None]


def test_a_fault_while_articles_are_read_costs_its_row_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page reads names and dates when it is asked for them, after it was cleaned."""
    whole = Article.to_dict

    def faulty(article: Article) -> dict[str, Any]:
        return whole(article) if "Varn" in article.text else {"start": 1 // 0}

    monkeypatch.setattr(Article, "to_dict", faulty)
    other = "The harbour of Orm reopened on Tuesday after nine idle days.\n"
    batch = clean_batch(batch_of("text", [TEXT, other, TEXT]), records="articles")

    reason = "stopped by ZeroDivisionError: integer division or modulo by zero; please report this"
    assert batch["error"].to_pylist() == [None, reason, None]
    assert [value is None for value in batch["article"].to_pylist()] == [False, True, False]


def test_what_arrow_cannot_hold_is_told() -> None:
    """A headline from JSON may hold half of a surrogate pair; the other rows are written."""
    state = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Harbour \\ud800 reopens"}</script>'
    story = "<p>The harbour of Varn reopened on Tuesday after nine idle days, and the fog had not lifted.</p>" * 3
    odd = f"<html><head>{state}</head><body><article>{story}</article></body></html>"
    assert "\ud800" in "".join(str(article.headline) for article in clean_html(odd).articles)
    batch = clean_batch(pa.RecordBatch.from_arrays([pa.array([odd, HTML])], names=["html"]), html="html", records="articles")

    assert [value is None for value in batch["article"].to_pylist()] == [True, False]
    assert batch["error"].to_pylist() == [
        "holds half of a surrogate pair, which is no character, so that Arrow cannot hold what was cleaned",
        None,
    ]


def test_the_column_of_addresses_adds_the_rules_of_sites() -> None:
    """Row by row."""
    rule = RuleSet.default()
    site = next(one for one in rule if one.sites and one.scope == "line" and one.examples and one.examples[0].marked)
    text = site.examples[0].plain
    urls = [f"https://{next(iter(site.sites))}/a", "https://elsewhere.example/a", None]
    batch = pa.RecordBatch.from_arrays([pa.array([text] * 3), pa.array(urls)], names=["text", "url"])

    assert clean_batch(batch, url="url")["cleaned"].to_pylist() == [clean(text, url=url).text for url in urls]


def test_options_are_those_of_a_cleaner() -> None:
    """They arrive at other processes as they are, and what is sent is small."""
    clean_all = batch_cleaner(policy=Policy.named("safe").keeping(["ad_slot"]), kind="forum", one=True)
    arrived = pickle.loads(pickle.dumps(clean_all))
    batch = batch_of("text", [TEXT] * 3)

    assert len(pickle.dumps(batch_cleaner())) < 1000
    assert arrived(batch).equals(clean_all(batch))
    assert "Advertisement" in arrived(batch)["cleaned"][0].as_py()


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ({"text": "texts"}, "the batch: texts: no column is called so; did you mean text?"),
        ({"url": "link"}, "the batch: link: no column is called so; choose one of fetched, id, more, raw, site, text"),
        ({"text": "id"}, "the batch: id: is a column of int16, and should be one of text; name a column of web pages as html="),
        ({"text": "raw"}, "the batch: raw: is a column of large_binary, and should be one of text; name a column of web pages as html="),
        ({"html": "id"}, "the batch: id: is a column of int16, and should be one of web pages as text or bytes"),
        ({"output": "id"}, "the batch: id: is a column already, and would be lost; choose another name for the output"),
        ({"error": "text"}, "the batch: text: is a column already, and would be lost; choose another name for the output"),
        ({"output": "error"}, "options: error: is 'error', as output is; choose another name"),
        ({"text": "text", "html": "raw"}, "options: html: names 'raw', and text= names 'text'; one column is cleaned, so name one"),
        ({"records": "article"}, "options: records: 'article' is not known; did you mean articles?"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_columns_that_do_not_fit_are_refused(options: dict[str, Any], fault: str) -> None:
    """That holds for the whole batch, so it is an error and no reason of a row."""
    with pytest.raises(ConfigError) as told:
        clean_batch(batch_of("text", [TEXT] * 3), **options)

    assert str(told.value) == fault


@pytest.mark.parametrize("records", ["documents", "articles"])
@pytest.mark.parametrize(
    "column",
    [
        pa.array(["a", None, "c"], pa.string_view()),
        pa.array([b"a", None, b"c"], pa.binary_view()),
        pa.array([["a"], None, []], pa.list_(pa.string_view())),
        pa.array([{"v": "a"}, None, {"v": "c"}], pa.struct([("v", pa.string_view())])),
        pa.RunEndEncodedArray.from_arrays(pa.array([2, 3], pa.int32()), pa.array(["a", None])),
        pa.array([[1], None, []], pa.list_view(pa.int8())),
        pa.UnionArray.from_sparse(pa.array([0, 1, 0], pa.int8()), [pa.array(["a", "", "c"]), pa.array([1, 2, 3])]),
        pa.nulls(3),
    ],
    ids=lambda column: str(column.type),
)
def test_columns_of_every_type_pass_through(column: Any, records: Any) -> None:
    """Also those of which Arrow takes no single rows: each row has the value of its document, in the type that it had; no rows, too."""
    given_batch = pa.RecordBatch.from_arrays([pa.array([TEXT, SCROLL, None]), column], names=["text", "other"])
    cleaned, values = clean_batch(given_batch, records=records), column.to_pylist()
    articles = [max(len(clean(text).articles), 1) for text in (TEXT, SCROLL)] if records == "articles" else [1, 1]
    rows = [row for row, count in enumerate([*articles, 1]) for _ in range(count)]

    assert records == "documents" or articles[1] > 1
    assert cleaned.schema.field("other").type == column.type
    assert cleaned["other"].to_pylist() == [values[row] for row in rows]
    cleaned.validate(full=True)
    assert clean_batch(given_batch.slice(0, 0), records=records).num_rows == 0


@pytest.mark.parametrize("records", ["documents", "articles"])
@pytest.mark.parametrize("names", [["text", "a", "a"], ["text", "text", "a"]], ids=str)
def test_two_columns_of_one_name_are_refused(names: list[str], records: Any) -> None:
    """It could not be told which one is meant."""
    batch = pa.RecordBatch.from_arrays([pa.array([TEXT])] * 3, names=names)
    twice = max(names, key=names.count)
    for held in (batch, pa.Table.from_batches([batch])):
        with pytest.raises(ConfigError, match=f"the batch: {twice}: is the name of several columns; rename all but one"):
            clean_batch(held, records=records)


def test_an_unknown_policy_is_refused_at_once() -> None:
    """Not in a process far away."""
    with pytest.raises(PolicyError):
        batch_cleaner(policy="bold")
