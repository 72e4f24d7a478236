"""Every example of README.md and of the documentation does what its page says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sybil import Document

from tests.docs import blocks, pages, running

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")

# What needs more than a machine with this library: each block that is not run, with the reason that its page gives.
LEFT_OUT = [
    ("docs/examples/README.md", "needs Ray Data, Spark and datasets"),
    ("docs/explanations/benchmarks.md", "takes from minutes to hours"),
    ("docs/how-to/engines.md", "needs Ray Data, Spark and datasets"),
    ("docs/how-to/train-on-your-pages.md", "learns from hundreds of pages"),
    ("docs/how-to/train-on-your-pages.md", "needs the weights that were trained"),
]


@pytest.mark.parametrize("page", pages.pages(), ids=pages.name)
def test_the_examples_of_a_page_hold(page: Path, tmp_path: Path) -> None:
    """Its blocks run one after the other, in an empty folder."""
    if "git " in page.read_text(encoding="utf-8") and shutil.which("git") is None:
        pytest.skip("git is not installed")
    folder, private = tmp_path / "folder", tmp_path / "private"
    folder.mkdir()
    private.mkdir()

    failures = running.failures(page, folder, private)

    assert failures == [], "\n\n".join(failures)


def test_few_blocks_are_left_out() -> None:
    """Only those that are listed here."""
    found = [(pages.name(page), reason) for page in pages.pages() for reason in blocks.left_out(Document.parse(str(page)))]

    assert found == LEFT_OUT
