"""Top floor: the outside world. Bytes to text, cleaned pages to text, Markdown and JSON, and the pictures that explain them."""

from cleaner.io.formats import Format, render
from cleaner.io.reading import decode, read_text

__all__ = ["Format", "decode", "read_text", "render"]
