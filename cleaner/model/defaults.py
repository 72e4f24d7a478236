"""What is used wherever nobody says otherwise: by each function of the library, each command and each configuration."""

from __future__ import annotations

# A policy that asks for certainty, and the engine that needs no further library.
POLICY = "safe"
ENGINE = "blocks"
# All engines by their names; the functions behind them are loaded by those who clean web pages.
ENGINES = ("blocks", "trafilatura")
FIELDS = ("text",)
