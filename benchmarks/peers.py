"""What a user would otherwise take for plain text. Each peer is an extra; one that is not installed is named, never passed over in silence.

Those that read HTML alone are given each line as a `<p>`, made before the clock starts. None does what `clean()` does: they keep or drop
lines or paragraphs, or mend characters, and give no account.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from importlib.metadata import PackageNotFoundError, version

from benchmarks.contenders import Contender

EXTRA = "pip install 'article-cleaner[peers]'"
C4, JUSTEXT, BOILERPY, TRAFILATURA = "datatrove C4 lines", "jusText on <p>", "boilerpy3 on <p>", "trafilatura on <p>"
CLEAN_TEXT, FTFY = "clean-text", "ftfy"
# What each is called on the package index.
PACKAGES = {C4: "datatrove", JUSTEXT: "jusText", BOILERPY: "boilerpy3", TRAFILATURA: "trafilatura", CLEAN_TEXT: "clean-text", FTFY: "ftfy"}


@dataclass(frozen=True)
class Peers:
    """The peers that are here, and those that are not.

    Args:
        present: those that run.
        missing: why each of the others does not, by its name.
    """

    present: tuple[Contender, ...]
    missing: Mapping[str, str]


def paragraphs(text: str) -> str:
    """A text as HTML: each line that is not blank in a `<p>`.

    Args:
        text: any text.
    """
    rows = "\n".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line.strip())
    return f"<html><body><article>{rows}</article></body></html>"


def datatrove_c4() -> Contender:
    """The line operations of datatrove's C4 filter: what drops whole documents, or needs a sentence tokenizer, is switched off."""
    from datatrove.data import Document
    from datatrove.pipeline.filters import C4QualityFilter

    filters = C4QualityFilter(split_paragraph=True, min_num_sentences=-1, filter_lorem_ipsum=False, filter_curly_bracket=False)
    return Contender(C4, lambda text: filters.filter(Document(text=text, id="0")))


def justext_on_paragraphs() -> Contender:
    """jusText with its English stop words."""
    import justext

    words = justext.get_stoplist("English")
    return Contender(JUSTEXT, lambda page: [found.text for found in justext.justext(page, words) if not found.is_boilerplate], paragraphs)


def boilerpy_on_paragraphs() -> Contender:
    """boilerpy3's article extractor."""
    from boilerpy3 import extractors

    extractor = extractors.ArticleExtractor(raise_on_failure=False)
    return Contender(BOILERPY, extractor.get_content, paragraphs)


def trafilatura_on_paragraphs() -> Contender:
    """trafilatura set to keep more rather than less."""
    import trafilatura

    return Contender(TRAFILATURA, lambda page: trafilatura.extract(page, favor_recall=True, deduplicate=False), paragraphs)


def clean_text() -> Contender:
    """clean-text as it comes, with line breaks kept."""
    import cleantext

    return Contender(CLEAN_TEXT, lambda text: cleantext.clean(text, no_line_breaks=False))


def ftfy_mending() -> Contender:
    """ftfy as it comes."""
    import ftfy

    return Contender(FTFY, ftfy.fix_text)


LOADERS: Mapping[str, Callable[[], Contender]] = {
    C4: datatrove_c4,
    JUSTEXT: justext_on_paragraphs,
    BOILERPY: boilerpy_on_paragraphs,
    TRAFILATURA: trafilatura_on_paragraphs,
    CLEAN_TEXT: clean_text,
    FTFY: ftfy_mending,
}


def load(loaders: Mapping[str, Callable[[], Contender]] = LOADERS) -> Peers:
    """The peers, each tried on a line of text before it counts as present.

    Args:
        loaders: what loads each, by its name.
    """
    present: list[Contender] = []
    missing: dict[str, str] = {}
    for name, loader in loaders.items():
        try:
            peer = loader()
        except ImportError as error:
            missing[name] = f"{error}; {EXTRA}"
            continue
        peer.run(peer.prepare("A line that a peer may keep or drop."))
        present.append(peer)
    return Peers(tuple(present), missing)


def versions() -> dict[str, str]:
    """The version of each peer that is installed, by its package."""
    found: dict[str, str] = {}
    for package in PACKAGES.values():
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found
