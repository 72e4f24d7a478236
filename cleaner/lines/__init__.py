"""Second floor: what a line tells of itself. Knows rules and the records of a page, and looks at no neighbour."""

from cleaner.lines.blocks import Blocks
from cleaner.lines.reader import Reader, Reading

__all__ = ["Blocks", "Reader", "Reading"]
