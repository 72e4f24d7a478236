"""What is measured on."""

from __future__ import annotations

from itertools import islice, permutations

from benchmarks.corpora import Corpus, corpora, digest, first, repeated, seeds, varied
from benchmarks.folder import rendered

LONG = "The harbour reopened on Tuesday after nearly nine standing days"
SHORT = "Everything about the harbour"


def test_a_corpus_reaches_its_size_and_goes_no_further() -> None:
    """Texts are taken until they have as many bytes as asked for; those that end are taken whole."""
    assert first(["abc", "é", "f", "g"], 5e-6) == ("abc", "é")
    assert first(repeated(["ab"]), 5e-6) == ("ab", "ab", "ab")
    assert first(["ab"], 1) == ("ab",)


def test_a_digest_tells_texts_apart() -> None:
    """The same texts have the same digest; other texts, in another order, or cut elsewhere, have another."""
    assert digest(["ab", "c"]) == digest(iter(["ab", "c"]))
    assert len({digest(texts) for texts in (["ab", "c"], ["a", "bc"], ["c", "ab"], ["ab", "d"], ["ab"], ["ab", "c", ""])}) == 6


def test_copies_differ_in_running_text_alone() -> None:
    """In a copy the long words of long lines have changed places, and short lines are as they were."""
    copies = [text.split("\n") for text in islice(varied([f"{LONG}\n{SHORT}"]), 500)]

    assert {short for _, short in copies} == {SHORT}
    assert {long for long, _ in copies} == {
        f"The {one} {two} on Tuesday after {three} nine {four} days"
        for one, two, three, four in permutations(("harbour", "reopened", "nearly", "standing"))
    }


def test_what_a_text_repeats_its_copies_repeat() -> None:
    """Every word of a copy is exchanged for the same one wherever it stands, so a deck is still said again by the body."""
    for text in islice(varied([f"{LONG}\n{LONG}, and more was said of it than that"]), 20):
        deck, body = text.split("\n")

        assert body.startswith(deck)


def test_the_shipped_corpora_are_the_same_each_time() -> None:
    """Nothing in them depends on chance, on the clock or on what was made before."""
    made, again = (list(corpora(0.1)) for _ in range(2))

    assert [corpus.name for corpus in made] == ["seeds, repeated", "seeds, lines new", "pages"]
    assert [corpus.digest for corpus in made] == [corpus.digest for corpus in again]
    assert made[0].texts[:4] == tuple(seeds())


def test_a_corpus_tells_what_it_is_made_of() -> None:
    """Its line names its size, its documents, its lines and the beginning of its digest."""
    corpus = Corpus("two", (f"{LONG}\n{LONG}\n", f"{LONG}\n{SHORT}"))

    told = "two: 0.0 MB in 2 documents, 55 bytes a line, 50% of lines distinct; " + corpus.digest[:12]
    assert corpus.told == told


def test_a_page_is_laid_out_as_text() -> None:
    """Elements that stand below each other become lines, and scripts become nothing."""
    page = "<html><head><script>x()</script></head><body><h1>Port of Varn</h1><p>It reopened &amp; all was well.</p></body></html>"

    assert [line.strip() for line in rendered(page).splitlines() if line.strip()] == ["Port of Varn", "It reopened & all was well."]
