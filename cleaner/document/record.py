"""One line of `cleaner clean --format jsonl`: an article with its page. Its JSON Schema is made of these types."""

from __future__ import annotations

import json
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from cleaner.document.parts import PageKind

SCHEMA = "cleaner/article/3"
_DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}([+-][0-9]{2}:[0-9]{2})?)?$"
Offset = Annotated[int, Meta(ge=0)]
Date = Annotated[str, Meta(pattern=_DATE)]


class PageFields(Struct, frozen=True, forbid_unknown_fields=True):
    """What a record says of the page."""

    schema: Annotated[str, Meta(description="The version of this schema that the record holds to.", extra_json_schema={"const": SCHEMA})]
    page: Annotated[str, Meta(description="The name of the page: a path, or what the caller called it; may be empty.")]
    url: Annotated[str | None, Meta(description="Where the page came from.")]
    policy: Annotated[str, Meta(description="The policy that decided what stays, such as safe.")]
    kind: Annotated[
        PageKind | None, Meta(description="What kind of page it is, as the line model says or was told; null where no model was asked.")
    ]
    kind_probability: Annotated[Annotated[float, Meta(ge=0, le=1)] | None, Meta(description="How sure that is.")]
    number: Annotated[int, Meta(ge=1, description="The place of the article on its page.")]


class ArticleRecord(PageFields, frozen=True, forbid_unknown_fields=True):
    """One line of `cleaner clean --format jsonl`: one story of a cleaned page. A record with other fields has another version."""

    start: Annotated[Offset, Meta(description="Offset of its first line in the source of the page, in code points, from 0.")]
    end: Annotated[Offset, Meta(description="Offset after its last line.")]
    headline: Annotated[str | None, Meta(description="The title of the story.")]
    kicker: Annotated[str | None, Meta(description="The section label above the headline.")]
    deck: Annotated[str | None, Meta(description="The sentence under the headline that says what the story is about.")]
    bylines: Annotated[list[str], Meta(description="The names of the people who wrote it.")]
    byline_lines: Annotated[list[str], Meta(description="The lines that say who made it, in full.")]
    roles: Annotated[dict[str, str], Meta(description="A name, and what the byline lines say that person is or did.")]
    agencies: Annotated[list[str], Meta(description="The news agencies that its byline lines and dateline name.")]
    published: Annotated[
        Date | None,
        Meta(
            description="When it appeared: an ISO 8601 date, or date and time, with the offset where the page says it; "
            "null where no certain date can be read."
        ),
    ]
    published_text: Annotated[str | None, Meta(description="The words of the page that say when it appeared.")]
    updated: Annotated[Date | None, Meta(description="When it was last changed, as published.")]
    updated_text: Annotated[str | None, Meta(description="The words of the page that say when it was last changed.")]
    dateline: Annotated[str | None, Meta(description="The place, and often the agency, that opens its first paragraph; the text keeps it.")]
    text: Annotated[str, Meta(description="Its body, one paragraph a line: no headline, deck or other head part.")]
    captions: Annotated[list[str], Meta(description="What stood under its pictures.")]
    credits: Annotated[list[str], Meta(description="Who made its pictures.")]
    embeds: Annotated[list[str], Meta(description="Posts of other platforms shown in it.")]
    author_bio: Annotated[list[str], Meta(description="What is said of its author.")]
    contact: Annotated[list[str], Meta(description="Invitations to write to the newsroom.")]
    corrections: Annotated[list[str], Meta(description="What earlier versions had wrong.")]
    opened_by: Annotated[list[str], Meta(description="The evidence that a story starts here.")]
    canonical_url: Annotated[
        str | None, Meta(description="The address that the page calls its own, where it came as HTML and is about this story.")
    ]
    site_name: Annotated[str | None, Meta(description="What the page calls its site, where it came as HTML and is about this story.")]
    language: Annotated[
        str | None, Meta(description="The language that the page says it is written in, such as en or pt-BR, where it came as HTML.")
    ]
    sources: Annotated[
        dict[Literal["headline", "bylines", "published", "updated"], str],
        Meta(
            description="For headline, bylines, published and updated, as far as they are known, what says so: "
            "a kind of line of the page, or of its markup."
        ),
    ]
    spans: Annotated[
        dict[str, list[tuple[Offset, Offset]]],
        Meta(description="For each part that is text of the page, the places it came from: pairs of offsets, start and end."),
    ]


# What a record says of the article, in order.
ARTICLE_FIELDS = ArticleRecord.__struct_fields__[len(PageFields.__struct_fields__) :]


def article_schema() -> str:
    """The JSON Schema of a record."""
    inner = msgspec.json.schema(ArticleRecord)["$defs"]
    names = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "urn:" + SCHEMA.replace("/", ":")}
    return json.dumps({**names, **inner.pop("ArticleRecord"), "title": "An article", "$defs": inner}, indent=2) + "\n"
