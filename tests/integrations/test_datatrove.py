"""Steps of datatrove by themselves: what leaves the pipeline, and why. The executors are run in `test_engines.py`."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from cleaner import Cleaner, CleanerError, clean, clean_html

pytest.importorskip("datatrove", reason="needs datatrove: the extra `datatrove`")

from datatrove.data import Document

from cleaner.integrations.datatrove import CleanHtml, CleanText
from cleaner.integrations.kept import told_of

TEXT = "The harbour of Varn reopened on Tuesday after nine idle days.\n\nAdvertisement\n"
HTML = "<html><body><nav>Home</nav><p>The harbour of Varn reopened on Tuesday after nine idle days.</p></body></html>"
SLOW, DEADLY, FAULTY = ("<p>" + word for word in ("slow", "deadly", "faulty"))


class Excluded:
    """What a writer of datatrove is to a step."""

    def __init__(self) -> None:
        self.written: list[tuple[str, str, str, int]] = []

    def __enter__(self) -> Excluded:
        return self

    def __exit__(self, *fault: object) -> None:
        return None

    def write(self, document: Any, rank: int) -> None:
        """Keep what is written."""
        self.written.append((document.id, document.text, document.metadata["cleaner_error"], rank))


def documents(*texts: str) -> list[Any]:
    """Documents numbered from 0."""
    return [Document(text, str(number), metadata={"url": "https://varn.example/"}) for number, text in enumerate(texts)]


def totals(step: Any) -> dict[str, int]:
    """The sums of the statistics of a step, without those that datatrove keeps of lengths."""
    return {label: told.total for label, told in step.stats.stats.items() if label != "doc_len"}


def misbehave(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let some pages take too long, kill their process, or fail."""
    whole = Cleaner.clean_html

    def odd(self: Cleaner, html: str | bytes, **how: Any) -> Any:
        if html == SLOW:
            time.sleep(60)
        elif html == DEADLY:
            os.kill(os.getpid(), signal.SIGKILL)
        elif html == FAULTY:
            raise ZeroDivisionError("no rule")
        return whole(self, html, **how)

    monkeypatch.setattr(Cleaner, "clean_html", odd)


def test_the_reason_takes_the_place_of_nothing() -> None:
    """A document that has the key already keeps what it holds there."""
    excluded = Excluded()
    document = Document(5, "0", metadata={"cleaner_error": "own"})

    assert list(CleanText(exclusion_writer=excluded).run([document])) == []
    assert document.metadata == {"cleaner_error": "own", "cleaner_cleaner_error": "is no text but int"}


def test_pages_that_fail_leave_the_pipeline_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that takes too long, that kills its process, that fails, or that is chrome alone: each is excluded whole, with its reason."""
    misbehave(monkeypatch)
    excluded = Excluded()
    step = CleanHtml(timeout=4, exclusion_writer=excluded)
    pages = (HTML, SLOW, HTML, DEADLY, FAULTY, "<nav><a href=/>Home</a></nav>", HTML)
    made = [(one.id, one.text) for one in step.run(documents(*pages), rank=3)]

    assert made == [(name, clean_html(HTML).text) for name in "026"]
    assert excluded.written == [
        ("1", SLOW, "took over 4 seconds", 3),
        ("3", DEADLY, "its process died, perhaps for want of memory", 3),
        ("4", FAULTY, "stopped by ZeroDivisionError: no rule; please report this", 3),
        ("5", pages[5], "all of it is chrome", 3),
    ]
    assert {label: total for label, total in totals(step).items() if not label.startswith(("removed-", "characters", "articles"))} == {
        **dict.fromkeys(("timeout", "broken_process", "clean_error"), 1),
        "total": 7,
        "forwarded": 3,
        "dropped": 4,
    }


def test_statistics_tell_what_was_removed() -> None:
    """In characters, by part and by rule; of every document that was cleaned."""
    step = CleanText()
    [one, two] = step.run(documents(TEXT, TEXT))
    page = clean(TEXT)
    gone = [entry for entry in page.ledger if entry.fate == "removed"]
    parts = {f"removed-part-{entry.part}": 2 * sum(len(e.span) for e in gone if e.part == entry.part) for entry in gone}
    rules = {f"removed-rule-{entry.finder}": 2 * sum(len(e.span) for e in gone if e.finder == entry.finder) for entry in gone}

    assert (one.text, two.text, one.metadata) == (page.text, page.text, {"url": "https://varn.example/"})
    assert totals(step) == {"total": 2, "forwarded": 2, "characters": 2 * len(TEXT), "articles": 2 * len(page.articles), **parts, **rules}


def test_articles_are_documents() -> None:
    """Each with its place and head beside the metadata of its page; a page without any is excluded."""
    excluded = Excluded()
    made = list(CleanText(records="articles", exclusion_writer=excluded).run(documents(TEXT, "Advertisement\n")))
    [article] = clean(TEXT).articles

    assert [(one.id, one.text, one.metadata) for one in made] == [
        ("0/1", article.text, {"url": "https://varn.example/", **told_of(article, 1)})
    ]
    assert excluded.written == [("1", "Advertisement\n", "holds no article", 0)]


@pytest.mark.parametrize("taken", ["language", "number", "headline", "start"])
def test_metadata_of_a_document_are_not_overwritten(taken: str) -> None:
    """They keep their values, empty ones too, and what is told of an article stands beside them."""
    [article] = clean(TEXT).articles
    told = told_of(article, 1)
    for value in ("nob", None):
        page = Document(TEXT, "0", metadata={taken: value, f"article_{taken}": 7})
        [one] = CleanText(records="articles").run([page])

        rest = {name: field for name, field in told.items() if name != taken}
        assert (one.id, one.metadata) == ("0/1", {taken: value, f"article_{taken}": 7, **rest, f"article_article_{taken}": told[taken]})


def test_a_text_of_chrome_alone_goes_on_empty() -> None:
    """Formatters of datatrove drop nothing; only what cannot be cleaned leaves the pipeline."""
    step = CleanText()

    assert [(one.id, one.text) for one in step.run(documents("Advertisement\n", HTML))] == [("0", "")]
    assert (totals(step)["dropped"], totals(step)["clean_error"]) == (1, 1)


def test_a_single_text_is_cleaned_or_raises() -> None:
    """As the methods say that other steps of datatrove call."""
    assert (CleanText().format(TEXT), CleanHtml().extract(HTML)) == (clean(TEXT).text, clean_html(HTML).text)
    with pytest.raises(CleanerError, match="is HTML, by how it begins, and no text"):
        CleanText().format(HTML)


def test_what_there_is_not_is_refused_when_the_step_is_made() -> None:
    """Not in a job far away."""
    for make in (CleanHtml, CleanText):
        with pytest.raises(CleanerError, match="no policy is called 'bold'"):
            make(policy="bold")
        with pytest.raises(CleanerError, match="options: records: 'lines' is not known"):
            make(records="lines")


def test_metadata_can_be_written_as_json(tmp_path: Path) -> None:
    """As the writers of datatrove do."""
    [one] = CleanHtml(records="articles").run(documents(HTML))

    assert json.loads(json.dumps(one.metadata)) == one.metadata
