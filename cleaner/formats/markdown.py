"""A cleaned page as Markdown: headings, decks, lists and quotes by the parts that the ledger names, or by the elements of a web page.

The text of a line of a text is written as the ledger has it, and Markdown that it holds stays: only what would be live HTML, or lead to
a script, is escaped. Of a web page, text that looks like Markdown is no Markdown.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Hashable, Iterator, Sequence

from cleaner.document.article import Article
from cleaner.document.parts import Part
from cleaner.document.result import CleanedPage
from cleaner.formats.elements import Step, common
from cleaner.formats.escapes import escaped, escaped_heading, fenced, fences, harmless
from cleaner.formats.inline import Run, inline
from cleaner.formats.kept import KeptPiece, is_headline, is_subheading, placed
from cleaner.formats.tables import Table

# What is written before each line of a block that stands in it; other elements leave no sign.
AROUND = frozenset({"blockquote", "ul", "ol", "li"})
_LISTS = frozenset({"ul", "ol"})
# What ends a line of Markdown, and no more.
_LINE_END = re.compile(r"\r\n?|\n")
# Two lists one after the other are one, unless they have different signs.
_BULLETS, _POINTS = "-*", ".)"


class _Around:
    """A quote, a list or an item that is under way."""

    def __init__(self, step: Step) -> None:
        self.step, self.sign, self.prefix = step, "", ""
        # What stands before its first line instead, until that is written.
        self.begun: str | None = None
        self.following: int | None = None


class Blocks:
    """Writes blocks of Markdown, with the blank lines and the signs of quotes and lists that they need."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._open: list[_Around] = []
        self._before: str | None = None

    def add(self, around: Sequence[Step], lines: Sequence[str], kind: str = "p") -> None:
        same = common([one.step for one in self._open], around)
        renumbered = self._renumbered(same, around)
        if self._before is not None:
            joint = "" if not renumbered and self._is_tight(same, around) else self._prefix(same).rstrip() + "\n"
            self._out.append("\n" + joint)
        left = self._open[same] if same < len(self._open) else None
        del self._open[same:]
        for step in around[same:]:
            self._enter(step, left)
            left = None
        self._out.append(self._prefixed(lines))
        self._before = kind

    def finished(self) -> str:
        """All that was written, with a break at its end; empty where that is nothing."""
        return "".join([*self._out, "\n"]) if self._out else ""

    def _renumbered(self, same: int, around: Sequence[Step]) -> bool:
        """Whether an item has another number than the list would give it, so that a list of its own begins with it."""
        if not same or same == len(around) or around[same].number is None:
            return False
        items = self._open[same - 1]
        if items.step.tag != "ol" or items.following is None or items.following == around[same].number:
            return False
        items.sign = _POINTS.replace(items.sign, "")
        items.following = around[same].number
        return True

    def _is_tight(self, same: int, around: Sequence[Step]) -> bool:
        """Whether no blank line stands between the last block and the next one."""
        if not same or same == len(around):
            return False
        last, step = self._open[same - 1], around[same]
        if last.step.tag in _LISTS:
            return step.tag == "li" and not step.loose and same < len(self._open) and not self._open[same].step.loose
        if last.step.tag != "li" or last.step.loose or step.tag not in _LISTS or same < len(self._open) or self._before != "p":
            return False
        # Right below a text only a list that begins with 1 is read as one.
        return step.tag == "ul" or (same + 1 < len(around) and around[same + 1].number in (None, 1))

    def _enter(self, step: Step, left: _Around | None) -> None:
        """Begin a quote, a list or an item."""
        around = _Around(step)
        if step.tag == "blockquote":
            around.prefix = "> "
        elif step.tag in _LISTS:
            signs = _BULLETS if step.tag == "ul" else _POINTS
            around.sign = signs.replace(left.sign, "") if left and left.step.tag == step.tag else signs[0]
        elif self._open and (items := self._open[-1]).step.tag in _LISTS:
            number = step.number if step.number is not None else items.following if items.following is not None else 1
            items.following = number + 1
            around.begun = f"{items.sign} " if items.step.tag == "ul" else f"{number}{items.sign} "
            around.prefix = " " * len(around.begun)
        self._open.append(around)

    def _prefix(self, depth: int) -> str:
        return "".join([around.prefix for around in self._open[:depth]])

    def _prefixed(self, lines: Sequence[str]) -> str:
        first = "".join([around.prefix if around.begun is None else around.begun for around in self._open])
        for around in self._open:
            around.begun = None
        # No line begins without the signs of what it stands in, wherever a text has a break.
        lines = [part for line in lines for part in _LINE_END.split(line)]
        if len(lines) == 1:
            return first + lines[0]
        prefix = self._prefix(len(self._open))
        bare = prefix.rstrip()
        return "\n".join([first + lines[0], *(prefix + line if line else bare for line in lines[1:])])


_LEVELS = {f"h{level}": "#" * level for level in range(1, 7)}
# Two spaces at the end of a line keep the break.
_BREAK, _SPACE = "  \n", " "
_TABLE = frozenset({"table", "tr", "td", "th"})


def _of_elements(page: CleanedPage, lines: range | None, images: bool) -> str:
    """What a web page keeps, by its elements."""
    writer = _Writer()
    before = 0
    for piece in placed(page, lines, images=images):
        if before and piece.story > before and page.articles[piece.story - 1].headline is None:
            writer.rule()
        before = piece.story
        writer.add(piece)
    return writer.finished()


class _Writer:
    """Gathers pieces of text to blocks, and writes each block when the next one begins."""

    def __init__(self) -> None:
        self._blocks = Blocks()
        self._keys: list[Hashable] = []
        self._outer: Sequence[Step] = ()
        self._lines: list[list[Run]] = []
        self._line = -1
        self._table: Table | None = None
        self._around_table: Sequence[Step] = ()

    def add(self, piece: KeptPiece) -> None:
        keys = [step.key for step in piece.outer]
        blank = piece.outer[-1].tag != "pre" and not piece.text.strip() and not piece.image
        if keys != self._keys:
            if blank:
                return
            self._end_block()
            self._keys, self._outer, self._line = keys, piece.outer, -1
        if piece.line != self._line and not (blank and self._lines):
            self._line = piece.line
            self._lines.append([])
        inner = [*piece.inner, piece.image] if piece.image else piece.inner
        self._lines[-1].append((inner, piece.text))

    def rule(self) -> None:
        """End the block under way, and write a rule."""
        self._end_block()
        self._end_table()
        self._blocks.add((), [_RULE], "hr")

    def finished(self) -> str:
        """All that was written."""
        self._end_block()
        self._end_table()
        return self._blocks.finished()

    def _end_block(self) -> None:
        lines, outer = self._lines, self._outer
        self._lines, self._keys = [], []
        if not any(text.strip() or (inner and inner[-1].tag == "img") for line in lines for inner, text in line):
            return
        around = [step for step in outer if step.tag in AROUND]
        parts = [step for step in outer if step.tag in _TABLE]
        if len(parts) > 1:
            self._cell(parts, lines, around)
            return
        self._end_table()
        tag = outer[-1].tag
        if tag == "pre":
            self._blocks.add(around, fenced(["".join([text for _, text in line]) for line in lines], outer[-1].says), "pre")
        elif tag in _LEVELS:
            text = escaped_heading(inline(lines, _SPACE))
            self._blocks.add(around, [f"{_LEVELS[tag]} {text}"], tag)
        else:
            self._blocks.add(around, escaped(inline(lines, _BREAK), beginning=True).split("\n"))

    def _cell(self, parts: Sequence[Step], lines: Sequence[Sequence[Run]], around: Sequence[Step]) -> None:
        """Take in a cell; the steps to it begin with the table and its row."""
        table, row, *cell = parts
        if self._table is None or self._table.key != table.key:
            self._end_table()
            self._table, self._around_table = Table(table.key), around
        text = escaped(inline(lines, _SPACE, barred=True), beginning=False).replace("|", "\\|")
        self._table.add(row.key, row.cells, cell[0].cell if cell else None, text)

    def _end_table(self) -> None:
        if self._table is not None:
            self._blocks.add(self._around_table, self._table.lines(), "table")
            self._table = None


_BULLET = re.compile(r"[•‣▪●○◦–—*·-]\s*")
_NUMBERED = re.compile(r"\d{1,3}[.)] ")
_HEADING_MARKS = re.compile(r"#{1,6}\s+")
# Lines of these parts belong together: a blank line between two of them would take them apart.
_RUNNING = (Part.list_item, Part.block_quote, Part.table)
_RULE = "---"


def markdown(page: CleanedPage, lines: range | None = None, *, images: bool = False) -> str:
    """Everything a page keeps, or some of its lines, as Markdown that ends in a line break."""
    if page.page.html is not None:
        return _of_elements(page, lines, images)
    written: list[str] = []
    before: Part | None = None
    for part, text in _blocks(page, range(len(page.ledger.kept)) if lines is None else lines):
        if written:
            written.append("\n" if part is before and part in _RUNNING else "\n\n")
        written.append(text)
        before = part
    return "".join([*written, "\n"]) if written else ""


def _blocks(page: CleanedPage, lines: range) -> Iterator[tuple[Part | None, str]]:
    """Each kept line that is not blank with its part; a story without a headline is set off from the one before by a rule."""
    ledger, starts = page.ledger, page.page.line_starts
    stories = [article.start for article in page.articles]
    unheaded = {article.start for article in page.articles[1:] if article.headline is None}
    code = fences(page.page.lines[lines.start : lines.stop])
    line = lines.start
    while line < lines.stop:
        if line > lines.start and starts[line] in unheaded:
            yield None, _RULE
        block = code.get(line - lines.start)
        if block and ledger.kept[line] and ledger.kept[lines.start + block[0]]:
            closing = lines.start + block[0]
            yield None, "\n".join(fenced([*_inside(page, range(line + 1, closing))], block[1]))
            line = closing
        elif ledger.kept[line] and (text := ledger.output(line).strip()):
            story = bisect_right(stories, starts[line])
            part = _surely(page, page.articles[story - 1] if story else None, line)
            yield part, _marked(part, harmless(text))
        line += 1


def _inside(page: CleanedPage, lines: range) -> Iterator[str]:
    """The lines between two fences, as far as they are kept."""
    for line in lines:
        if page.ledger.kept[line]:
            yield page.ledger.output(line).rstrip("\r\n")
        elif not page.page.lines[line].strip():
            yield ""


def _surely(page: CleanedPage, article: Article | None, line: int) -> Part:
    """The part of a line; a paragraph where it may be a heading and is none surely."""
    part = page.ledger.part(line)
    if part is Part.headline:
        return part if article and is_headline(page, article, line) else Part.paragraph
    return Part.paragraph if part is Part.subheading and not is_subheading(page, article, line) else part


def _marked(part: Part, text: str) -> str:
    """A line with the marks that Markdown has for its part."""
    match part:
        case Part.kicker if not text.endswith("\\"):
            return f"**{text.strip('*')}**"
        case Part.headline:
            return f"# {_HEADING_MARKS.sub('', text, count=1)}"
        case Part.subheading:
            return f"## {text}"
        case Part.deck if not text.endswith("\\"):
            return f"_{text}_" if "*" in text else f"*{text}*"
        case Part.list_item:
            return text if _NUMBERED.match(text) else f"- {_BULLET.sub('', text, count=1)}"
        case Part.block_quote | Part.pull_quote:
            return text if text.startswith(">") else f"> {text}"
        case _:
            return text
