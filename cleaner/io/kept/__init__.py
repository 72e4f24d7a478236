"""What a page keeps, in the elements it stood in: the ground of the forms `html` and, for web pages, `markdown`."""

from cleaner.io.kept.written import kept_document, kept_html

__all__ = ["kept_document", "kept_html"]
