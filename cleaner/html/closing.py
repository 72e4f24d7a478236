"""Which elements end which, as the HTML standard says: names alone, for `nesting.py`."""

from __future__ import annotations

from cleaner.html.tags import RAW, VOID


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ROOTS = _words("html head body")
EMPTY = VOID | {"image", "command"}
TEXTUAL = RAW | {"textarea", "title"}
FORMATS = _words("b big code em font i s small strike strong tt u")
HEADINGS = _words("h1 h2 h3 h4 h5 h6")
SPECIAL = HEADINGS | _words(
    """
    address applet article aside blockquote button caption center colgroup dd details dir div dl dt fieldset figcaption figure footer
    form frameset header hgroup li listing main marquee menu nav object ol p pre search section select summary table tbody td
    template tfoot th thead tr ul
    """
)
# Elements that an end tag of another name does not reach over, by whose it is.
_SCOPE = _words("applet caption html table td th marquee object template select")
_BARRIERS = {
    "special": SPECIAL,
    "scope": _SCOPE,
    "button": _SCOPE | {"button"},
    "list": _SCOPE | {"ul", "ol"},
    "table": _words("table template"),
    "item": SPECIAL - {"address", "div", "p"},
}
GROUPS = {name: tuple(group for group, held in _BARRIERS.items() if name in held) for name in SPECIAL | _SCOPE}
# What ends an open paragraph.
ENDS_PARAGRAPH = HEADINGS | _words(
    """
    address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form header hgroup hr li
    listing main menu nav ol p plaintext pre search section summary table ul xmp
    """
)
ITEMS = {"li": {"li"}, "dd": {"dd", "dt"}, "dt": {"dd", "dt"}}
NOTES = _words("rb rp rt rtc")
# What the end of a form ends with it.
IMPLIED = NOTES | _words("dd dt li optgroup option p")
# Parts of tables, and what each stands in beside the table.
ROWS = _words("tbody thead tfoot")
PARTS: dict[str, tuple[frozenset[str], ...]] = {
    **dict.fromkeys((*ROWS, "caption", "colgroup", "col"), ()),
    "tr": (ROWS,),
    **dict.fromkeys(("td", "th"), (frozenset({"tr"}), ROWS)),
}
# Elements that the same again closes, and that show nothing by themselves: of a run of them with nothing between one is enough.
CLOSED_BY_LIKE = _words("p li dd dt option a nobr")
# Start tags that end a picture, unless they stand in a text of it that is HTML.
NO_PICTURE = HEADINGS | _words(
    """
    b big blockquote body br center code dd div dl dt em embed head hr i img li listing menu meta nobr ol p pre ruby s small span strong
    strike sub sup table tt u ul var
    """
)
HTML_IN_PICTURE = _words("foreignobject desc title")
