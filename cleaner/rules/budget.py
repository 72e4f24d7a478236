"""How long the pattern of a user may take in all.

A limit for each line bounds one line, and a pattern that stays just below it would still take hours for a long file. So the time that each
pattern takes is added up, and may grow with the text that it was tried on and no faster. Patterns that ship are tested for that before.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from time import thread_time
from typing import TypeVar

# Patterns take nanoseconds for a code point. One that takes a thousand times as long is at fault, whatever else runs on the machine.
GRACE_SECONDS, SECONDS_PER_CODE_POINT = 2.0, 10e-6
_Found = TypeVar("_Found")


class OverBudgetError(Exception):
    """A pattern took more time than it may; its rule makes an error of it that names itself.

    Args:
        seconds: how long it took in all.
        code_points: the length of all lines that it was tried on.
    """

    def __init__(self, seconds: float, code_points: int) -> None:
        way = "make its repetitions possessive, such as a++, or its keywords rarer"
        super().__init__(f"took {seconds:.1f} s on {code_points:,} characters in all; {way}")


class Budget:
    """What one pattern has taken so far, in this process."""

    def __init__(self) -> None:
        self.seconds, self.code_points = 0.0, 0
        self._lock = Lock()

    def __reduce__(self) -> tuple[type[Budget], tuple[()]]:
        # In another process it begins anew.
        return Budget, ()

    def timed(self, search: Callable[[], _Found], code_points: int) -> _Found:
        """What a search finds; its time is added to what was taken before.

        Raises:
            OverBudgetError: if too much was taken already; the line is not tried then.
        """
        if self.seconds > GRACE_SECONDS + self.code_points * SECONDS_PER_CODE_POINT:
            raise OverBudgetError(self.seconds, self.code_points)
        begun = thread_time()
        try:
            return search()
        finally:
            with self._lock:
                self.seconds += thread_time() - begun
                self.code_points += code_points
