"""From a web page to a cleaned page: the same rules, passes and ledger as for text, on the lines that a browser shows."""

from __future__ import annotations

from datetime import datetime

from cleaner.document.page import Page
from cleaner.document.parts import PageKind
from cleaner.document.policy import DEFAULT_ENGINE, DEFAULT_POLICY, Policy
from cleaner.document.result import CleanedPage
from cleaner.html.decode import Errors, decode
from cleaner.html.meetings import Meetings
from cleaner.html.parse import parse
from cleaner.html.walk import detached
from cleaner.lines.blocks import Blocks
from cleaner.lines.elements import owned
from cleaner.metadata.page import PageMetadata
from cleaner.metadata.statements import stated_address, statements_of
from cleaner.pipeline.clean import check_reference, clean_lines, reader_for
from cleaner.pipeline.engines import EngineInput, engine_named
from cleaner.pipeline.scoring import Scorer, scoring
from cleaner.rules.ruleset import RuleSet


def clean_html(
    html: str | bytes,
    *,
    url: str | None = None,
    policy: str | Policy = DEFAULT_POLICY,
    engine: str = DEFAULT_ENGINE,
    rules: RuleSet | None = None,
    model: Scorer | None = None,
    name: str = "",
    charset: str | None = None,
    encoding: str | None = None,
    errors: Errors = "strict",
    reference: datetime | None = None,
    kind: str | PageKind | None = None,
    one: bool = False,
) -> CleanedPage:
    """A web page, or a fragment of one, taken apart into its stories and its chrome, with every visible character accounted for.

    Args:
        html: the page; bytes are UTF-8 if they are valid UTF-8, else what they are declared to be, or what is beyond doubt.
        url: where it came from; adds the rules of that site. Left out, the address counts that the page states for itself.
        policy: `safe` (only what is certain goes), `thorough`, or a Policy.
        engine: `blocks`, the rules and the model on the whole page, or `trafilatura`, which also says what that library leaves out of the
            page. All it says is less than certain, so that under `safe` it is not asked.
        rules: the rules to use instead of those that ship with the library.
        model: as for `clean`.
        name: what messages call the page.
        charset: the charset that the sender of bytes declares, such as the one of the HTTP header; a declaration, which may be wrong.
        encoding: the encoding to read bytes in, whatever is declared; only a byte order mark is believed before.
        errors: `replace` to read bytes that mean nothing as U+FFFD instead of refusing them.
        reference: when the page was fetched, from which "3 hours ago" is counted; without it such a time is not read.
        kind: as for `clean`.
        one: as for `clean`.

    Raises:
        EngineError: if no engine has that name.
        ExtraError: if the engine needs a library that is not installed.
        PolicyError: if no policy, or no kind of page, has that name.
        ReadingError: if bytes cannot be read without doubt.
        TypeError: if the page is neither, or the reference no time.
    """
    if not isinstance(html, str | bytes):
        raise TypeError(f"clean_html() takes str or bytes, not {type(html).__name__}")
    check_reference(reference)
    chosen = Policy.named(policy)
    asked, scored_by = engine_named(engine, chosen), scoring(model, chosen, kind)
    text, read = (html, None) if isinstance(html, str) else decode(html, charset, encoding=encoding, errors=errors, name=name)
    tree = parse(text)
    address = url or stated_address(tree)
    narrowed = (RuleSet.default() if rules is None else rules).for_site(address)
    meetings = Meetings(narrowed.selectors)
    shown = detached(tree, meetings)
    metadata = PageMetadata(text, url, statements_of(tree))
    # The tree takes more memory than all that is made of it, and is let go before.
    del tree
    markup = shown()
    del shown
    page = Page(markup.source, name, "html", url, text, encoding=read)
    reader = reader_for(narrowed)
    left_out, named = asked(EngineInput(text, markup, reader.read, metadata, url)), owned(markup, meetings)
    # What the policy does not follow owns no line: the rules read it as if it had not been said.
    followed = {line: claim for line, claim in left_out.items() if chosen.follows(claim)}
    blocks = Blocks.of(page, reader, {**followed, **named}, chosen.disabled, markup, address)
    return clean_lines(blocks, chosen, reference, paths=markup.paths, metadata=metadata, beside=left_out, asked=scored_by, one=one)
