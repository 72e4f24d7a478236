"""What runs the examples of pages notices each way in which one can be wrong."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest
from sybil import Document

from tests.docs import blocks, running
from tests.docs.pages import ROOT

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")


def told(tmp_path: Path, *fenced: str) -> list[str]:
    """The failures of a page made of blocks, each `comment|language|text`."""
    parts = []
    for one in fenced:
        comment, language, text = one.split("|", 2)
        parts.append(f"{comment}\n```{language}\n{text}\n```\n")
    for name in ("folder", "private"):
        (tmp_path / name).mkdir()
    page = tmp_path / "page.md"
    page.write_text("# A page\n\n" + "\n".join(parts), encoding="utf-8")
    return running.failures(page, tmp_path / "folder", tmp_path / "private")


RIGHT = [
    "|bash|printf 'a\\nb\\nc\\n' >three.txt",
    "|console|$ cat three.txt\na\nb\nc\n$ true\n$ cat three.txt\na\n...\nc",
    "|console|$ cat three.txt | tr '\\n' ' '\na [...] c",
    "|console|$ ls none.txt  # exit code 2\n...",
    "|console|$ echo a \\\n>   b\na b",
    "|console|$ mkdir below && cd below\n$ pwd\n[...]/folder/below",
    '|toml title="three.toml"|a = 3',
    "|console|$ cat three.toml\na = 3",
    "|console|$ cd ..\n$ cleaner --version\ncleaner [...]",
    "|bash|echo told",
    "<!-- prints -->|text|told",
    "<!-- file: below/one.txt -->|text|One.",
    "|python|from pathlib import Path\n\none = Path('below/one.txt').read_text()\nprint(one.upper())",
    "<!-- prints -->|text|ONE.\n",
    "|python|>>> one\n'One.\\n'",
    '|toml title="below/two.toml"|a = 1',
    "|console|$ cat below/two.toml\na = 1",
    "|toml|a = 1",
    "|yaml|a: [1]",
    '|json|{"a": 1}',
    "<!-- not run: needs a ship -->|console|$ sail",
    "|console|$ pip install 'NAME[explain,html]'",
    "|bash|python -m venv .venv\n. .venv/bin/activate\npip install NAME pre-commit 'datatrove[io]>=0.10'",
    "|text|Nobody reads this.",
]


def test_a_right_page_has_no_failures(tmp_path: Path) -> None:
    """Blocks of every kind share one folder, one namespace and the folder that `cd` leads to."""
    assert told(tmp_path, *(block.replace("NAME", distribution()) for block in RIGHT)) == []


WRONG = {
    "|console|$ echo a\nb": "but printed:\na",
    "|console|$ echo a": "is shown with:\n\nbut printed:\na",
    "|console|$ true\nb": "is shown with:\nb\nbut printed:\n",
    "|console|$ printf 'a\\nb\\n'\na": "but printed:\na\nb",
    "|console|$ printf 'a\\nb\\n'\na [...]": "but printed:\na\nb",
    "|console|$ printf 'a\\nb\\n'\n...\na": "but printed:\na\nb",
    "|console|$ echo a >&2": "but printed:\na",
    "|console|$ false": "ended with exit code 1, not 0",
    "|console|$ true  # exit code 1": "ended with exit code 0, not 1",
    "|console|$ cleaner clean none.txt\n...": "ended with exit code 2, not 0",
    "|bash|false\ntrue": "ended with exit code 1",
    "|bash|false | cat": "ended with exit code 1",
    "|bash|echo a\n```\n\n<!-- prints -->\n```text\nb": "shown is:\nb\nbut printed was:\na",
    "|python|print('a')\n```\n\n<!-- prints -->\n```text\nb": "shown is:\nb\nbut printed was:\na",
    "|bash|echo a\n```\n\n```console\n$ true\n```\n\n<!-- prints -->\n```text\na": "but printed was:",
    "|python|1 / 0": "ZeroDivisionError",
    "|python|assert 1 == 2": "AssertionError",
    "|python|import warnings\nwarnings.warn('old', DeprecationWarning)": "DeprecationWarning: old",
    "|python|>>> 1 + 1\n3": "Expected:\n    3\nGot:\n    2",
    "|toml|a = ": "no toml: ",
    "|yaml|a: [1": "no yaml: ",
    "|json|{a: 1}": "no json: ",
    "<!-- file: a.toml -->|toml|a = ": "no toml: ",
    '|toml title="a.toml"|a = ': "no toml: ",
    '|text title="../a.txt"|a': "../a.txt lies outside the folder of the page",
    "<!-- file: ../a.txt -->|text|a": "../a.txt lies outside the folder of the page",
    "|console|$ pip install 'NAME[nothing]'": "is no name or extra of",
    "|bash|pip install other": "is no name or extra of",
    "|bash|pip install NAME\ncleaner --version": "give it a block of its own",
}


@pytest.mark.parametrize(("block", "said"), WRONG.items(), ids=range(len(WRONG)))
def test_each_wrong_block_is_told(block: str, said: str, tmp_path: Path) -> None:
    """With its page, its line and what is wrong, once."""
    found = told(tmp_path, block.replace("NAME", distribution()))

    assert [(one.startswith("page.md:"), said in one) for one in found] == [(True, True)]


@pytest.mark.parametrize("block", ["|pyton|1", "||1", "|console|a", "<!-- not run -->|bash|true"])
def test_a_block_that_nobody_could_test_is_an_error(block: str, tmp_path: Path) -> None:
    """A language that is not known, none at all, a console without a command, an exclusion without a reason."""
    try:
        found = told(tmp_path, block)
    except ValueError:
        found = ["ValueError"]

    assert [one == "ValueError" or "ValueError: a console block" in one for one in found] == [True]


def test_blocks_left_out_are_listed() -> None:
    """With their reasons, in the order of the page."""
    text = "<!-- not run: a ship -->\n```bash\nsail\n```\n\n```bash\ntrue\n```\n\n<!-- not run: a\nplane -->\n\n```bash\nfly\n```\n"

    assert blocks.left_out(Document(text, "page.md")) == ["a ship", "a\nplane"]


def distribution() -> str:
    """The name that the library is installed by."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["name"])
