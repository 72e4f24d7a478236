"""`python -m benchmarks`: print the speed table."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.speed import HEADER, corpora, measure


def main() -> None:
    """Measure what the arguments name, and print a Markdown table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Speed of clean() beside a floor, in one run.")
    parser.add_argument("--megabytes", type=float, default=16, help="size of each corpus, in millions of bytes (default 16)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each corpus is gone over (default 5)")
    parser.add_argument("--folder", type=Path, help="a folder of text files to measure as well, such as whole-page dumps")
    given = parser.parse_args()
    print(HEADER)
    for name, texts in corpora(given.megabytes, given.folder):
        print(measure(name, texts, given.rounds).row(), flush=True)


if __name__ == "__main__":
    main()
