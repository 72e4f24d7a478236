"""Those who wrote a page's story, from the statements that name them: structured data before meta elements before marked ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from cleaner.document.article import SourcedValue
from cleaner.fields.labels import label_of
from cleaner.fields.names import read_people
from cleaner.metadata.elements import Marked
from cleaner.metadata.linked import named, named_in, stories_in, text_of
from cleaner.metadata.people import people_in
from cleaner.metadata.sites import Site
from cleaner.metadata.statements import Statements

_METAS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "citation_author")
# The text of a marked element that is longer says more than who wrote it.
_LONGEST = 120
# A body that signs as one, after its name: the Harbour Desk, Varn Courier Staff.
_BODY = re.compile(r"(?:[Tt]he )?(?!(?:Our|Meet|About|Your) )(?:[^\W\d_a-z]\S* ){1,4}(?i:team|staff|editors|editorial|newsroom|desk)")
_NO_HANDLE = re.compile(r"^\W|[:!?…»]$|^\d+$")


def read_authors(page: Statements, site: Site) -> tuple[SourcedValue, ...]:
    """The people of the first statement that names any: those who wrote the story that a page is about.

    Args:
        page: the statements of the page.
        site: the names of its site.
    """
    for source, names in _statements(page):
        if people := _people(names, source, site):
            return people
    return ()


def read_byline(page: Statements, site: Site) -> tuple[SourcedValue, ...]:
    """The people that the first element with the class of a byline names; a guess, since classes are names and no statements.

    One word is a name only where nothing else is said.

    Args:
        page: the statements of the page.
        site: the names of its site.
    """
    for one in page.people:
        if one.kind != "class" or one.aside or one.outside or len(one.text) > _LONGEST:
            continue
        if " " not in one.text:
            names = [one.text] if "name" in one.words and one.text and not _NO_HANDLE.search(one.text) else []
        else:
            names = [name for name in read_people((one.text,)).bylines if " " in name or label_of(one.text, known=True)[1] == name]
        if people := _people(names, "byline", site):
            return people
    return ()


def read_corporate_author(page: Statements, site: Site) -> SourcedValue | None:
    """Who a page names as its author by the name of its site, or what its byline shows as the name of a body.

    An organization that structured data states is the outlet, unless the byline shows it.

    Args:
        page: the statements of the page.
        site: the names of its site.
    """
    linked = [name for name, body in _linked(page) if body]
    people = (SourcedValue(name, "json-ld") for name, body in _linked(page) if not body and site.is_named(name))
    named = ((name, source) for source, names in _statements(page) for name in names)
    said = (SourcedValue(name, source) for name, source in named if site.is_named(name) and name not in linked)
    shown = (SourcedValue(name, "byline") for name in _of_classes(page) if site.is_named(name) or name in linked or _BODY.fullmatch(name))
    return next(chain(people, said, shown), None)


def read_outlet(page: Statements) -> str | None:
    """The organization that structured data states as the author.

    Args:
        page: the statements of the page.
    """
    return next((name for name, body in _linked(page) if body), None)


def _of_classes(page: Statements) -> Iterator[str]:
    """What elements with the class of a byline say and nothing more, without the label before it."""
    for one in page.people:
        if one.kind == "class" and not one.aside and not one.outside and len(one.text) <= _LONGEST:
            yield label_of(one.text, known=True)[1].strip()


def _statements(page: Statements) -> Iterator[tuple[str, list[str]]]:
    """What names authors, the surest first."""
    yield "json-ld", [one for name, body in _linked(page) if not body for one in people_in(name)]
    for meta in _METAS:
        yield f"meta {meta}", [name for _, value in page.said(meta) for name in people_in(text_of(value))]
    for kind in ("microdata", "rel=author"):
        yield kind, _of_first_item([one for one in page.people if one.kind == kind and (kind == "microdata" or not one.outside)])


def _people(names: Sequence[str], source: str, site: Site) -> tuple[SourcedValue, ...]:
    return tuple(SourcedValue(name, source) for name in dict.fromkeys(names) if not site.is_named(name))


def _linked(page: Statements) -> list[tuple[str, bool]]:
    """The names that the first described story with an author gives, each with whether it is a body's."""
    known = named(page.nodes)
    return next((names for node in (*stories_in(page.nodes), *page.nodes) if (names := named_in(node.get("author"), known))), [])


def _of_first_item(marked: list[Marked]) -> list[str]:
    """The names in marks of the first item that has any: those of later items wrote comments and answers.

    What stands beside the story counts only where structured data in it says that it names an author: posts may be a list.
    """
    told = [one for one in marked if not one.aside] or [one for one in marked[:1] if one.kind == "microdata"]
    scope = told[0].scope if told else 0
    return [name for one in told if one.scope == scope for name in people_in((one.value or one.text)[:_LONGEST])]
