"""HTML documents that are one file: their template, script and style lie beside a module, and a browser may load nothing else.

The text of a page is nobody's friend. The template engine escapes whatever it sets, and a document names the digests of its own script and
style as the only ones a browser may run, so that a page that found a way around the first would still stand before the second.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from importlib.resources import files
from typing import Any

from cleaner.document.parts import Part
from cleaner.errors import require
from cleaner.formats.terminal import printable

# Turned by this much, neighbours among the parts look least alike, however many there are.
_GOLDEN_DEGREES = 137.508


def rendered(package: str, template: str, title: str, use: str, style: str, values: Mapping[str, Any]) -> str:
    """A document made of `<template>.html`, `.css` and `.js` in the folder `templates` of a package.

    Args:
        package: the package.
        template: the name of the three files; where `head` stands comes what the heads of all such documents hold.
        title: the title of the document.
        use: what the user asked for, as an error calls it.
        style: what follows the style sheet.
        values: what the template names.

    Raises:
        ExtraError: if the extra `explain` is not installed.
    """
    require_templates(use)
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    engine = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    engine.filters["printable"] = printable
    html, sheet, script = (files(package).joinpath("templates", f"{template}.{kind}").read_text("utf-8") for kind in ("html", "css", "js"))
    sheet += style
    digests = {"script_digest": _digest(script), "style_digest": _digest(sheet)}
    head = engine.from_string(files(__package__).joinpath("templates", "head.html").read_text("utf-8"))
    return engine.from_string(html).render(script=script, head=Markup(head.render(title=title, style=sheet, **digests)), **values)


def require_templates(use: str) -> None:
    """Raise ExtraError if the extra `explain` is not installed.

    Args:
        use: what the user asked for, as the error calls it.
    """
    require(use, "jinja2", "explain")


def part_hues() -> list[str]:
    """A rule of style for each part, which gives it a hue of its own."""
    return [f'[data-part="{part}"]{{--hue:{place * _GOLDEN_DEGREES % 360:.0f}}}' for place, part in enumerate(Part)]


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
