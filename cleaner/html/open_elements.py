"""The elements that are open while a page is written in plain nesting, and what each tag opens and closes, as the HTML standard says."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from cleaner.html.tags import HEADINGS, RAW, VOID


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ROOTS = _words("html head body")
EMPTY = VOID | {"image", "command"}
TEXTUAL = RAW | {"textarea", "title"}
FORMATS = _words("b big code em font i s small strike strong tt u")
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
# The depth at which browsers stop, and how many formatting elements may be open at once.
_DEEPEST, _FORMATTED = 512, 3


class _Open(NamedTuple):
    """An open element."""

    name: str
    kept: bool


class OpenElements:
    """The open elements, the outermost first."""

    def __init__(self, made: list[str]) -> None:
        self._made = made
        self.elements: list[_Open] = []
        # Elements whose end tags came while others were open in them, which are not taken apart.
        self._ended: set[int] = set()
        # Where elements of each name, and of each group of names, are open.
        self._at: dict[str, list[int]] = defaultdict(list)
        self._depth = self._formats = 0
        self._roots: set[str] = set()

    def opens(self, name: str, tag: str) -> bool:
        """Close what a start tag closes, and note what it opens; whether it is written."""
        if name in ROOTS:
            first = name not in self._roots and not (name == "head" and self.elements)
            self._roots.add(name)
            return first
        if (name in PARTS and not self._in_table(name)) or (name == "form" and self.last("form") >= 0):
            return False
        if name in ENDS_PARAGRAPH:
            self.ends_paragraph()
        if name in EMPTY:
            # In a formula they would be no empty elements, unless they end it.
            return self.last("math") < 0 or name in NO_PICTURE
        return self._pushes(name, self._closes_like(name, tag))

    def _in_table(self, name: str) -> bool:
        """Close what does not belong beside a part of a table; whether there is a table."""
        table = self.last("table")
        if table < 0:
            return False
        around = table
        for names in PARTS[name]:
            found = max(self.last(each) for each in names)
            if found > table:
                around = found
                break
        self._close(around + 1)
        return True

    def _closes_like(self, name: str, tag: str) -> bool:
        """Close an element that another of its kind closes; whether the new one may be written."""
        top = self.elements[-1].name if self.elements else ""
        if (name in HEADINGS and top in HEADINGS) or (name in NOTES and top in NOTES) or (name == "option" and top == "option"):
            self.pop()
        elif name in ITEMS:
            last = self.last("item")
            if last >= 0 and self.elements[last].name in ITEMS[name]:
                self._close(last)
        elif name == "optgroup":
            while self.elements and self.elements[-1].name in ("option", "optgroup"):
                self.pop()
        elif name in ("button", "select"):
            self._close(self._nearest(name, "scope"))
        elif name == "table" and 0 <= self.last("table") == self.last("scope"):
            self._close(self.last("table"))
        elif name in ("a", "nobr"):
            last = self.last(name)
            if last > self.last("special"):
                self._close(last)
            elif last >= 0 and self.elements[last].kept:
                return False
            return name == "nobr" or "href" in tag.lower() or self._depth < _DEEPEST // 2
        elif name in FORMATS:
            return self._formats < _FORMATTED
        return True

    def _pushes(self, name: str, may: bool) -> bool:
        """Note that an element opens; whether its tag is written."""
        kept = may and self._depth < _DEEPEST
        place = len(self.elements)
        self.elements.append(_Open(name, kept))
        for group in (name, *GROUPS.get(name, ())):
            self._at[group].append(place)
        self._depth += kept
        self._formats += kept and name in FORMATS
        return kept

    def ends(self, name: str) -> None:
        """Close what an end tag closes."""
        if name in HEADINGS:
            found = max(map(self.last, HEADINGS))
            self._close(found if found >= self.last("scope") else -1)
        elif name == "br":
            self._made.append("<br>")
        elif name == "p" and self._nearest("p", "button") < 0:
            # This shows as an empty paragraph.
            self._made.append("<p></p>")
        elif name in PARTS or name == "table":
            self._close(self._nearest(name, "table"))
        elif name == "form" and self.last("form") >= 0 and self.elements[-1].name in IMPLIED:
            while self.elements[-1].name in IMPLIED:
                self.pop()
            self.ends(name)
        elif name != "form" and name in SPECIAL:
            self._close(self._nearest(name, "button" if name == "p" else "list" if name == "li" else "scope"))
        elif (found := self.last(name)) > self.last("special"):
            self._close(found)
        elif found >= 0 and (name in FORMATS or name in ("a", "nobr", "form")):
            self._ended.add(found)

    def last(self, name: str) -> int:
        """Where the innermost open element of a name or a group of names is; -1 where none is."""
        places = self._at.get(name)
        return places[-1] if places else -1

    def _nearest(self, name: str, barrier: str) -> int:
        """The same, or -1 where it lies behind a barrier."""
        found = self.last(name)
        return found if found >= self.last(barrier) else -1

    def _close(self, place: int) -> None:
        """Close an element with all in it, and those around it whose ends came before; -1 is none."""
        if place >= 0:
            self._pop(place)
            while self.elements and len(self.elements) - 1 in self._ended:
                self.pop()

    def _pop(self, place: int) -> None:
        while len(self.elements) > place:
            name, kept = self.elements.pop()
            self._ended.discard(len(self.elements))
            for group in (name, *GROUPS.get(name, ())):
                self._at[group].pop()
            if kept:
                self._made.append(f"</{name}>")
                self._depth -= 1
                self._formats -= name in FORMATS

    def pop(self) -> None:
        """Close the innermost element."""
        self._pop(len(self.elements) - 1)

    def ends_paragraph(self) -> None:
        self._close(self._nearest("p", "button"))
