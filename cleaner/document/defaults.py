"""What is used wherever nobody says otherwise: by each function of the library, each command and each configuration.

Nothing else says it: whoever changes a value here changes it everywhere.
"""

from __future__ import annotations

from cleaner.document.suggestions import suggestion
from cleaner.errors import EngineError

# How what comes out elsewhere is cleaned, by functions and by `cleaner clean`, of which `cleaner explain` tells.
POLICY = "thorough"
# How files are cleaned in place, where nothing is left to compare with: by `cleaner check` and `cleaner fix`.
CHECK_POLICY = "safe"
# The engine that needs no further library.
ENGINE = "blocks"
# All engines by their names; the functions behind them are loaded by those who clean web pages.
ENGINES = ("blocks", "trafilatura")
# The fields of records that hold texts.
FIELDS = ("text",)


def check_engine(name: str) -> None:
    """Raise unless a word names an engine; nothing is loaded for it.

    Args:
        name: the word.

    Raises:
        EngineError: if it names none.
    """
    if name not in ENGINES:
        raise EngineError(f"no engine is called {name!r}; {suggestion(name, ENGINES)}")
