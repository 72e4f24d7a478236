"""Documents of LangChain: one in, its articles out."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from cleaner import CleanerError, clean, clean_html
from cleaner.integrations.kept import told_of
from tests.integrations.pages import texts, web_pages

pytest.importorskip("langchain_core", reason="needs langchain-core: the extra `langchain`")

from langchain_core.documents import Document

from cleaner.integrations.langchain import ArticleTransformer

if TYPE_CHECKING:
    from cleaner import Article


def documents() -> list[Document]:
    """The seeds and fixtures, texts and web pages."""
    pages = (*texts()[:12], *web_pages())
    return [Document(page, id=f"d{number}", metadata={"source": f"https://varn.example/{number}"}) for number, page in enumerate(pages)]


def articles_of(document: Document) -> tuple[Article, ...]:
    """The articles as the library finds them."""
    content, url = document.page_content, document.metadata["source"]
    return (clean_html(content, url=url) if content.startswith("<") else clean(content, url=url)).articles


def test_each_document_becomes_its_articles() -> None:
    """In order, with the text as content, and the place, head and dates beside what was known of the document; the same asynchronously."""
    given = documents()
    expected = [
        Document(article.text, id=f"{document.id}/{number}", metadata={**document.metadata, **told_of(article, number)})
        for document in given
        for number, article in enumerate(articles_of(document), 1)
    ]
    transformer = ArticleTransformer()

    assert len(expected) > len(given)
    assert transformer.transform_documents(given) == expected
    assert asyncio.run(transformer.atransform_documents(given)) == expected
    assert given == documents()


def test_metadata_of_a_document_are_not_overwritten() -> None:
    """A field of the article whose name is taken has a name of its own, and nothing takes the place of a value."""
    known = {"language": "nob", "headline": "As the feed has it", "source": "https://varn.example/"}
    given = Document(texts()[0], metadata=known)
    told = [told_of(article, number) for number, article in enumerate(articles_of(given), 1)]
    renamed = [{f"article_{name}" if name in known else name: value for name, value in one.items()} for one in told]

    assert told
    assert [article.metadata for article in ArticleTransformer().transform_documents([given])] == [{**known, **one} for one in renamed]


def test_offsets_lead_back_into_the_document() -> None:
    """The headline of an article of a text stands between its offsets."""
    text = texts()[0]
    for article in ArticleTransformer().transform_documents([Document(text)]):
        assert article.metadata["headline"] in text[article.metadata["start"] : article.metadata["end"]]
        assert article.id is None


def test_what_cannot_be_cleaned_is_raised_or_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is asked for; kept, it comes out whole, in its place and with the reason."""
    good, bad = Document("The harbour reopened on Tuesday after nine idle days."), Document("bad", metadata={"source": "a.txt"})
    careful, strict = ArticleTransformer(keep_failed=True), ArticleTransformer()

    def fail(text: str, **how: object) -> object:
        return clean(text, name=str(how["name"])) if text != "bad" else 1 // 0

    for transformer in (careful, strict):
        monkeypatch.setattr(transformer.kept.cleaner, "clean", fail)
    reason = "a.txt: stopped by ZeroDivisionError: integer division or modulo by zero; please report this"

    assert careful.transform_documents([good, bad, good])[1] == Document("bad", metadata={"source": "a.txt", "error": reason})
    assert len(careful.transform_documents([good, bad, good])) == 3
    for taken in ({"error": "own"}, {"error": "own", "cleaner_error": None}):
        [kept] = careful.transform_documents([Document("bad", metadata={"source": "a.txt", **taken})])
        assert kept.metadata == {"source": "a.txt", **taken, "cleaner_" * len(taken) + "error": reason}
    with pytest.raises(CleanerError) as told:
        strict.transform_documents([good, bad])
    assert str(told.value) == reason


def test_options_are_those_of_a_cleaner() -> None:
    """One story for a page that is known to hold one; and what there is not is refused when it is made."""
    text = texts()[0]

    [article] = ArticleTransformer(policy="safe", one=True, kind="article").transform_documents([Document(text)])
    assert article.page_content == clean(text, policy="safe", one=True, kind="article").articles[0].text
    with pytest.raises(CleanerError):
        ArticleTransformer(policy="bold")
