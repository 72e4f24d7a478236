"""Which site an address belongs to."""

from __future__ import annotations


def host_of(url: str) -> str:
    """The host of an address, given with or without its scheme; empty where there is none to be read.

    Args:
        url: the address.
    """
    from urllib.parse import urlsplit  # most pages come without an address

    try:
        host = urlsplit(url if "//" in url else "//" + url).hostname
    except ValueError:
        return ""
    return (host or "").rstrip(".")
