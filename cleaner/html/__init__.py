"""Web pages: bytes to text, text to lines as a browser shows them, and what elements tell of each line. Knows rules and records."""

from cleaner.html.markup import Markup
from cleaner.html.walk import walk

__all__ = ["Markup", "walk"]
