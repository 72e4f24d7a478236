"""Blocks of Markdown one after the other, each in the quotes and lists around it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from cleaner.io.kept.writer import Step

# What is written before each line of a block that stands in it; other elements leave no sign.
AROUND = frozenset({"blockquote", "ul", "ol", "li"})
_LISTS = frozenset({"ul", "ol"})
# Two lists one after the other are one, unless they have different signs.
_BULLETS, _POINTS = "-*", ".)"


class _Around:
    """A quote, a list or an item that is under way.

    Args:
        step: its element.
        sign: of a list, the sign of its items.
        prefix: what stands before each line in it.
    """

    __slots__ = ("begun", "following", "loose", "prefix", "sign", "tag")

    def __init__(self, step: Step, sign: str = "", prefix: str = "") -> None:
        self.tag, self.loose = step.tag, step.loose
        self.sign, self.prefix = sign, prefix
        # What stands before its first line instead, until that is written.
        self.begun: str | None = None
        self.following: int | None = None


class Blocks:
    """Writes blocks of Markdown, with the blank lines and the signs of quotes and lists that they need."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._keys: list[Hashable] = []
        self._open: list[_Around] = []
        self._before: str | None = None

    def add(self, around: Sequence[Step], lines: Sequence[str], kind: str = "p") -> None:
        """Write a block.

        Args:
            around: the quotes, lists and items it stands in, the outermost first.
            lines: its lines without breaks.
            kind: what it is, the name of its element.
        """
        same = 0
        for key, step in zip(self._keys, around, strict=False):
            if key != step.key:
                break
            same += 1
        renumbered = self._renumbered(same, around)
        if self._before is not None:
            joint = "" if not renumbered and self._is_tight(same, around) else self._prefix(same).rstrip() + "\n"
            self._out.append("\n" + joint)
        left = self._open[same] if same < len(self._open) else None
        del self._open[same:], self._keys[same:]
        for step in around[same:]:
            self._enter(step, left)
            left = None
        self._out.append(self._prefixed(lines))
        self._before = kind

    def rule(self) -> None:
        """Write a rule."""
        self.add((), ["---"], "hr")

    def finished(self) -> str:
        """All that was written, with a break at its end; empty where that is nothing."""
        return "".join([*self._out, "\n"]) if self._out else ""

    def _renumbered(self, same: int, around: Sequence[Step]) -> bool:
        """Whether an item has another number than the list would give it, so that a list of its own begins with it."""
        if not same or same == len(around) or around[same].number is None:
            return False
        items = self._open[same - 1]
        if items.tag != "ol" or items.following is None or items.following == around[same].number:
            return False
        items.sign = _other(items.sign, _POINTS)
        items.following = around[same].number
        return True

    def _is_tight(self, same: int, around: Sequence[Step]) -> bool:
        """Whether no blank line stands between the last block and the next one."""
        if not same or same == len(around):
            return False
        last, step = self._open[same - 1], around[same]
        if last.tag in _LISTS:
            return step.tag == "li" and not step.loose and same < len(self._open) and not self._open[same].loose
        if last.tag != "li" or last.loose or step.tag not in _LISTS or same < len(self._open) or self._before != "p":
            return False
        # Right below a text only a list that begins with 1 is read as one.
        return step.tag == "ul" or (same + 1 < len(around) and around[same + 1].number in (None, 1))

    def _enter(self, step: Step, left: _Around | None) -> None:
        """Begin a quote, a list or an item.

        Args:
            step: its element.
            left: what was left in its place just before.
        """
        around = _Around(step)
        if step.tag == "blockquote":
            around.prefix = "> "
        elif step.tag in _LISTS:
            signs = _BULLETS if step.tag == "ul" else _POINTS
            around.sign = _other(left.sign, signs) if left and left.tag == step.tag else signs[0]
        elif self._open and (items := self._open[-1]).tag in _LISTS:
            number = step.number if step.number is not None else items.following if items.following is not None else 1
            items.following = number + 1
            around.begun = f"{items.sign} " if items.tag == "ul" else f"{number}{items.sign} "
            around.prefix = " " * len(around.begun)
        self._open.append(around)
        self._keys.append(step.key)

    def _prefix(self, depth: int) -> str:
        return "".join([around.prefix for around in self._open[:depth]])

    def _prefixed(self, lines: Sequence[str]) -> str:
        first = "".join([around.prefix if around.begun is None else around.begun for around in self._open])
        for around in self._open:
            around.begun = None
        if len(lines) == 1:
            return first + lines[0]
        prefix = self._prefix(len(self._open))
        bare = prefix.rstrip()
        return "\n".join([first + lines[0], *(prefix + line if line else bare for line in lines[1:])])


def _other(sign: str, signs: str) -> str:
    return signs[1] if sign == signs[0] else signs[0]
