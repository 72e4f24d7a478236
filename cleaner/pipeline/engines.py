"""Engines: who says, besides the rules, which lines of a web page belong to something else than its content.

An engine is a function from what a page shows to claims of lines. Both engines hand on to the same rules, passes and ledger; they
differ in what is claimed before those begin, and the policy says which of these claims are sure enough to be followed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from cleaner.document.article import Metadata
from cleaner.document.claim import Claim
from cleaner.document.policy import ENGINES, Policy, check_engine
from cleaner.document.records import dataclass
from cleaner.html.markup import Markup
from cleaner.lines.reading import Reading
from cleaner.pipeline.extraction import UNCERTAIN, extracted, left_out


@dataclass(frozen=True)
class Shown:
    """A page as the engines get it.

    Args:
        html: the decoded page.
        markup: its visible lines and the evidence of its elements.
        read: what rules for text say of lines.
        metadata: what the page states of its story.
        url: where it came from, if known.
    """

    html: str
    markup: Markup
    read: Callable[[Sequence[str]], list[Reading]]
    metadata: Metadata
    url: str | None


# Line numbers to the claim about each.
Engine = Callable[[Shown], Mapping[int, Claim]]


def blocks(shown: Shown) -> Mapping[int, Claim]:
    """No line: the rules alone are asked, with no guessing of what the main content is.

    Args:
        shown: the page.
    """
    return {}


def trafilatura(shown: Shown) -> Mapping[int, Claim]:
    """Lines that trafilatura leaves out of what it extracts, as claims of the finder `trafilatura`.

    Args:
        shown: the page.
    """
    return left_out(shown.markup, extracted(shown.html, shown.url), shown.metadata, shown.read)


_ENGINES: dict[str, Engine] = dict(zip(ENGINES, (blocks, trafilatura), strict=True))


def engine_named(name: str, policy: Policy) -> Engine:
    """An engine by its name. A policy that would follow nothing of what one says needs it not: then the rules alone are asked.

    Args:
        name: `trafilatura` or `blocks`.
        policy: what says which claims are followed.

    Raises:
        EngineError: if there is no such engine.
    """
    check_engine(name)
    return _ENGINES[name] if policy.follows(UNCERTAIN) else blocks
