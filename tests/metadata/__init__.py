"""Tests of what pages state of their stories."""

from __future__ import annotations

from cleaner.html.parse import parse
from cleaner.metadata.page import PageMetadata
from cleaner.metadata.statements import read_statements


def stated(html: str, url: str | None = None) -> PageMetadata:
    """What a page states of its story."""
    return PageMetadata(read_statements(parse(html)), url)
