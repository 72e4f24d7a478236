"""The words for a page: each part of it in one zone, each with one sentence of meaning; and the kinds of pages.

Every other module, rule file and message uses these words and no synonyms.
"""

from __future__ import annotations

from enum import StrEnum

from cleaner.errors import PolicyError, suggestion


class Zone(StrEnum):
    """Where on a page a part belongs; a policy speaks of zones."""

    head = "head"
    body = "body"
    tail = "tail"
    chrome = "chrome"
    residue = "residue"


class Fate(StrEnum):
    """What becomes of a stretch of the page."""

    kept = "kept"
    removed = "removed"
    rewritten = "rewritten"


class Part(StrEnum):
    """What a stretch of a page is."""

    zone: Zone
    meaning: str

    def __new__(cls, value: str, zone: Zone, meaning: str) -> Part:
        part = str.__new__(cls, value)
        part._value_ = value
        part.zone = zone
        part.meaning = meaning
        return part

    kicker = "kicker", Zone.head, "The section label above a headline."
    headline = "headline", Zone.head, "The title of a story, where the story stands."
    deck = "deck", Zone.head, "The sentence under a headline that says what the story is about."
    byline = "byline", Zone.head, "Who wrote, edited or translated the story."
    dateline = "dateline", Zone.head, "Where and when the report was written."
    timestamp = "timestamp", Zone.head, "When the story was published or updated."

    paragraph = "paragraph", Zone.body, "Running text; also whatever nothing else names."
    subheading = "subheading", Zone.body, "A heading inside a story."
    list_item = "list_item", Zone.body, "One item of a list inside a story."
    table = "table", Zone.body, "A row or cell of a table inside a story."
    block_quote = "block_quote", Zone.body, "A passage quoted as a block of its own."
    pull_quote = "pull_quote", Zone.body, "A sentence of the story set again for effect."
    embed = "embed", Zone.body, "A post of another platform shown inside a story."

    author_bio = "author_bio", Zone.tail, "Who the author is and how to follow them."
    correction = "correction", Zone.tail, "What an earlier version of the story had wrong."
    disclaimer = "disclaimer", Zone.tail, "What the publisher will not answer for."
    contact = "contact", Zone.tail, "An invitation to write to the newsroom."

    masthead = "masthead", Zone.chrome, "The name and banner of the publication."
    navigation = "navigation", Zone.chrome, "Ways to other places: menus, skip links, read-on links, account links."
    breadcrumb = "breadcrumb", Zone.chrome, "The path from the front page to this one."
    social = "social", Zone.chrome, "Share and follow rows."
    ad_slot = "ad_slot", Zone.chrome, "The label an advertisement leaves behind."
    caption = "caption", Zone.chrome, "Words that belong to a picture or a player."
    credit = "credit", Zone.chrome, "Who made or owns a picture."
    teaser = "teaser", Zone.chrome, "The headline or lead of another story."
    newsletter = "newsletter", Zone.chrome, "A prompt to subscribe by mail."
    paywall = "paywall", Zone.chrome, "A prompt to pay, join, donate or register."
    consent = "consent", Zone.chrome, "Cookie and tracking notices."
    comments = "comments", Zone.chrome, "Prompts and forms for readers' comments."
    footer = "footer", Zone.chrome, "What closes every page of a site: copyright, policies, imprint."
    form = "form", Zone.chrome, "What visitors fill in, choose or press."
    other = "other", Zone.chrome, "Text of the site around the story, of no kind that can be told."

    alt_text = "alt_text", Zone.residue, "Words or file names that stood in for a picture."
    repeat = "repeat", Zone.residue, "Text that stands already: on the page, or on another one cleaned with it."
    artifact = "artifact", Zone.residue, "What a tool left behind: stray markup, fences, entities."
    markup = "markup", Zone.residue, "Tags between blocks."
    blank = "blank", Zone.residue, "Empty lines."


class PageKind(StrEnum):
    """What kind of page one is, since what readers come for differs between them."""

    meaning: str

    def __new__(cls, value: str, meaning: str) -> PageKind:
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.meaning = meaning
        return kind

    article = "article", "One story or report, or several below each other."
    forum = "forum", "Posts of several people on one question, each with who wrote it."
    documentation = "documentation", "How something works or is used: manuals, references, help pages."
    product = "product", "One thing that is for sale, with what it is and what it costs."
    listing = "listing", "Many entries of one sort, each a few lines: results, tables, directories."
    collection = "collection", "Things for sale, or works, shown side by side under one title."
    service = "service", "What a business or a public body offers, in sections."
    no_content = "no_content", "Nothing that readers come for: an error, a bot check, an empty shell."

    @classmethod
    def named(cls, kind: str | PageKind | None) -> PageKind | None:
        """A kind by its name; None and a kind are given back as they are.

        Raises:
            PolicyError: if no kind has that name.
            TypeError: if it is no name.
        """
        if kind is None or isinstance(kind, PageKind):
            return kind
        if not isinstance(kind, str):
            raise TypeError(f"kind is the name of a kind of page, such as 'forum', not {type(kind).__name__}")
        if kind not in [*cls]:
            raise PolicyError(f"no kind of page is called {kind!r}; {suggestion(kind, [*cls])}")
        return cls(kind)  # type: ignore[call-arg]
