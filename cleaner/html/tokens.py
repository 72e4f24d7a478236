"""How a page is cut into tags, comments and texts: the tokenizer of the HTML standard as regular expressions, without backtracking."""

from __future__ import annotations

import re
from string import ascii_lowercase, ascii_uppercase

SPACE = r"\t\n\f\r "
# One attribute, or white space and slashes before one; a value that the page breaks off ends with the page.
ATTRIBUTE = (
    rf"=?+[^{SPACE}/>=]++(?:[{SPACE}]*+=[{SPACE}]*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^{SPACE}>\"'][^{SPACE}>]*+)?+)?+"
)
ATTRIBUTES = rf"(?:[{SPACE}/]++|{ATTRIBUTE}|=)*+"
# A tag (its slash, its name, what stands before its end, and its end, which the page may break off), a comment or a declaration.
TOKEN = re.compile(
    rf"<(?:(?P<ends>/?)(?P<name>[a-zA-Z][^{SPACE}/>]*+)(?P<rest>{ATTRIBUTES})(?P<end>>?)"
    r"|!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>)?+)|(?P<declared>[!?])[^>]*+>?+|/(?:>|[^a-zA-Z>][^>]*+>?+))"
)
_CASELESS = str.maketrans(ascii_uppercase, ascii_lowercase)


def lowered(name: str) -> str:
    """A name without case as far as ASCII goes.

    Args:
        name: the name of an element.
    """
    return name.lower() if name.isascii() else name.translate(_CASELESS)
