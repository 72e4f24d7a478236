"""Those who wrote a page's story, from the statements that name them: structured data before marks, marks before guesses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from cleaner.fields.labels import label_of
from cleaner.fields.names import read_people
from cleaner.metadata.linked import named_in, stories_in, text_of
from cleaner.metadata.statements import Marked, Statements
from cleaner.metadata.people import people_in
from cleaner.metadata.sites import Site
from cleaner.model.metadata import Stated

_METAS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "citation_author")
# The text of a marked element that is longer says more than who wrote it.
_LONGEST = 120
_NO_HANDLE = re.compile(r"^\W|[:!?…»]$|^\d+$")


def read_authors(page: Statements, site: Site, guessed: Callable[[], Iterable[str]] = tuple) -> tuple[Stated, ...]:
    """Those who wrote the story that a page is about: the people of the first statement that names any, or else a body.

    Args:
        page: the statements of the page.
        site: the names of its site.
        guessed: asks another library for names; called where no statement names a person.
    """
    bodies: dict[str, Stated] = {}
    for source, names in _statements(page, site, guessed, bodies):
        people = [name for name in names if not site.is_named(name)]
        for name in names:
            if site.is_named(name):
                bodies.setdefault(name, Stated(name, source))
        if people:
            return tuple(Stated(name, source) for name in dict.fromkeys(people))
    return tuple(bodies.values())[:1]


def _statements(
    page: Statements, site: Site, guessed: Callable[[], Iterable[str]], bodies: dict[str, Stated]
) -> Iterator[tuple[str, list[str]]]:
    """What names authors, the surest first; bodies that structured data names are noted."""
    yield "json-ld", _linked(page, site, bodies)
    for meta in _METAS:
        yield f"meta {meta}", [name for _, value in page.said(meta) for name in people_in(text_of(value), inverted=meta == "citation_author")]
    for kind in ("microdata", "rel=author"):
        yield kind, _of_first_item([one for one in page.people if one.kind == kind])
    yield "byline", _byline([one for one in page.people if one.kind == "class" and not one.aside])
    yield "trafilatura", [name for value in guessed() for name in read_people((value,)).bylines if " " in name]


def _linked(page: Statements, site: Site, bodies: dict[str, Stated]) -> list[str]:
    """The people that the first described story with an author names."""
    for node in (*stories_in(page.nodes), *page.nodes):
        if named := named_in(node.get("author"), page.nodes):
            for name, body in named:
                if body:
                    bodies.setdefault(name, Stated(name, "json-ld"))
            return [one for name, body in named if not body for one in people_in(name)]
    return []


def _of_first_item(marked: list[Marked]) -> list[str]:
    """The names in marks of the first item that has any: those of later items wrote comments and answers."""
    told = [one for one in marked if not one.aside] or marked[:1]
    scope = told[0].scope if told else 0
    return [name for one in told if one.scope == scope for name in people_in((one.value or one.text)[:_LONGEST])]


def _byline(marked: list[Marked]) -> list[str]:
    """The names that the first element with a byline's class tells; one word is a name only where nothing else is said."""
    for one in marked:
        words = one.text.split()
        if len(words) == 1 and "name" in one.words and not _NO_HANDLE.search(one.text):
            return [one.text]
        people = read_people((one.text,)).bylines if 1 < len(words) and len(one.text) <= _LONGEST else ()
        if people := tuple(name for name in people if " " in name or label_of(one.text, known=True)[1] == name):
            return list(people)
    return []
