"""The account of a page as one HTML file that needs no server, no network and nothing beside it.

The text of a page is nobody's friend. The template engine escapes whatever it sets, and the document names the digests of its own script
and style as the only ones a browser may run, so that a page that found a way around the first would still stand before the second.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from cleaner.document.parts import Part
from cleaner.document.result import CleanedPage
from cleaner.errors import ExtraError
from cleaner.io.explained.lines import page_lines
from cleaner.io.explained.sums import by_part, by_reason
from cleaner.io.tallies import Tally
from cleaner.io.terminal import printable
from cleaner.rules.ruleset import RuleSet

if TYPE_CHECKING:
    from jinja2 import Environment

# Turned by this much, neighbours among the parts look least alike, however many there are.
_GOLDEN_DEGREES = 137.508
# Lines that a browser may leave unpainted together while they are out of sight.
_GROUP = 80


def document(page: CleanedPage, rules: RuleSet) -> str:
    """The whole file.

    Args:
        page: the cleaned page.
        rules: the rules it was cleaned with.

    Raises:
        ExtraError: if the extra `explain` is not installed.
    """
    engine = _engine()
    script, style = _shipped("page.js"), _shipped("page.css") + _colours()
    lines = list(page_lines(page))
    tally = Tally()
    tally.add(page)
    return engine.from_string(_shipped("page.html")).render(
        page=page,
        name=page.page.name or "page",
        lines=lines,
        parts=by_part(lines),
        reasons=by_reason(lines, rules),
        tally=tally,
        group=_GROUP,
        script=script,
        style=style,
        script_digest=_digest(script),
        style_digest=_digest(style),
    )


def _engine() -> Environment:
    try:
        from jinja2 import Environment, StrictUndefined
    except ImportError as error:
        raise ExtraError("explain --html", "jinja2", "explain") from error
    engine = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    engine.filters["printable"] = printable
    return engine


def _shipped(name: str) -> str:
    return files("cleaner.io.explained").joinpath(name).read_text(encoding="utf-8")


def _colours() -> str:
    """A hue for each part, and what hides a part that is switched off."""
    hues = (f'[data-part="{part}"]{{--hue:{place * _GOLDEN_DEGREES % 360:.0f}}}' for place, part in enumerate(Part))
    hidden = (f'.off-{part} .line.gone[data-part="{part}"],.off-{part} del[data-part="{part}"]{{display:none}}' for part in Part)
    return "\n".join((*hues, *hidden)) + "\n"


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
