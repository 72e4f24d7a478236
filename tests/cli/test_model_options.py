"""Options and keys about the line model: which one, how sure it must be, what it is told; and what is told of it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cleaner.pipeline import scoring
from cleaner.pipeline.scoring import Scorer
from tests.scorers import Capitals

from .conftest import Command

TEXT = "The port of Varn reopened on Tuesday after nine idle days.\nTODAY ON VARN\nShips berthed at noon, and the cranes moved again.\n"
KEPT = TEXT.replace("TODAY ON VARN\n", "")
MODEL = ("--model", "capitals.weights")


@pytest.fixture
def model(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """A file of weights beside a page; the files that were loaded."""
    loaded: list[Path] = []

    def load(path: Path) -> Scorer:
        loaded.append(path)
        return Capitals(0.8)

    monkeypatch.setattr(scoring, "load_model", load)
    (folder / "a.txt").write_text(TEXT)
    return loaded


@pytest.mark.parametrize(
    ("options", "goes"),
    [
        (["--policy", "safe"], False),
        (["--min-confidence", "0.8"], True),
        (["--min-confidence", "0.81"], False),
        (["--policy", "thorough"], True),
    ],
)
def test_the_least_confidence_moves_the_line(command: Command, model: list[Path], options: list[str], goes: bool) -> None:
    """Each command that cleans takes it, and a configuration says the same."""
    assert command("clean", "a.txt", "-q", *MODEL, *options).stdout == (KEPT if goes else TEXT)
    assert command("check", "a.txt", "-q", *MODEL, *options).stdout == ("a.txt:2:1 navigation model\n" if goes else "")
    assert command("explain", "a.txt:2", *MODEL, *options).stdout.startswith("model: removed" if goes else "kept as subheading")
    keys = {option[2:]: value for option, value in zip(options[::2], options[1::2], strict=True)}
    written = "".join(f"{key} = {value if key == 'min-confidence' else repr(value)}\n" for key, value in keys.items())
    Path("cleaner.toml").write_text(f"model = 'capitals.weights'\n{written}")
    assert command("clean", "a.txt", "-q").stdout == (KEPT if goes else TEXT)
    assert command("fix", "a.txt", "-q").exit_code == int(goes)
    assert Path("a.txt").read_text() == (KEPT if goes else TEXT)
    assert model[-1] == Path.cwd() / "capitals.weights"


@pytest.mark.parametrize("given", ["-0.1", "1.5", "nan"])
@pytest.mark.parametrize("name", ["clean", "check", "fix", "explain"])
def test_a_confidence_is_a_number_from_0_to_1(command: Command, model: list[Path], name: str, given: str) -> None:
    """One line on standard error says so, for an option and for a key."""
    result = command(name, "a.txt", f"--min-confidence={given}")
    fault = f"min_confidence must be a number from 0 to 1, not {float(given)}\n"

    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"cleaner: {fault}")
    Path("cleaner.toml").write_text(f"min-confidence = {given}\n")
    configured = command(name, "a.txt")
    assert (configured.exit_code, configured.stderr) == (2, f"cleaner: {Path.cwd() / 'cleaner.toml'}: {fault}")


def test_a_key_that_is_no_number_is_refused(command: Command, model: list[Path]) -> None:
    """The error names file and key."""
    for value in ("'0.5'", "true"):
        Path("cleaner.toml").write_text(f"min-confidence = {value}\n")
        fault = f"cleaner: {Path.cwd() / 'cleaner.toml'}: min-confidence: must be a number, not {value}\n"
        assert command("check", "a.txt").stderr == fault


def test_weights_of_a_found_configuration_lie_in_its_folder(command: Command, model: list[Path]) -> None:
    """As its rule files do."""
    Path("cleaner.toml").write_text("model = '../other.weights'\n")
    result = command("clean", "a.txt")

    assert (result.exit_code, result.stdout, model) == (2, "", [])
    assert "model: '../other.weights' lies outside the folder of the configuration" in result.stderr


def test_a_model_that_is_disabled_is_not_loaded(command: Command, model: list[Path]) -> None:
    """Whatever names its weights."""
    result = command("clean", "a.txt", "-q", "--policy", "thorough", *MODEL, "--disable", "model")

    assert (result.stdout, model) == (TEXT, [])


def test_a_kind_of_page_is_told_and_written(command: Command, model: list[Path]) -> None:
    """The option and the key mean the same; records tell it; a word that is none gets a suggestion."""
    of_page = json.loads(command("clean", "a.txt", "-q", *MODEL, "--page-kind", "forum", "--format", "json").stdout)
    [article] = command("clean", "a.txt", "-q", *MODEL, "--page-kind", "forum", "--format", "jsonl").stdout.splitlines()
    Path("cleaner.toml").write_text("page-kind = 'forum'\n")
    configured = json.loads(command("clean", "a.txt", "-q", *MODEL, "--format", "json").stdout)
    without = json.loads(command("clean", "a.txt", "-q", "--disable", "model", "--format", "json").stdout)

    assert [(one["kind"], one["kind_probability"]) for one in (of_page, json.loads(article), configured)] == [("forum", 0.75)] * 3
    assert (without["kind"], without["kind_probability"]) == (None, None)
    for name in ("clean", "check", "explain"):
        assert "did you mean forum?" in command(name, "a.txt", "--page-kind", "forums").stderr


REMOVED = """\
model: removed as navigation (policy: thorough)
  --> a.txt:2:1-2:13
 2 | TODAY ON VARN
   | ^^^^^^^^^^^^^
model    20% likely to be body: all in capitals; few words; nothing like it near (as navigation with confidence 0.8; 0.4 removes)
to keep  --disable model, or --keep navigation, or raise --min-confidence
"""
STAYS = """\
kept as paragraph (policy: thorough)
  --> a.txt:3:1-3:50
 3 | Ships berthed at noon, and the cranes moved again.
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
why      Nothing that the policy follows names this line, so it is kept.
model    90% likely to be body: running text; few words; nothing like it near (the best choice for the page keeps it)
"""


def test_explain_tells_what_the_model_says(command: Command, model: list[Path]) -> None:
    """Of a line that it removed, and of one that is kept: the probability, and the three strongest reasons."""
    options = ("--policy", "thorough", *MODEL)

    assert [" ".join(command("explain", f"a.txt:{line}", *options).stdout.split()) for line in (2, 3)] == [
        " ".join(card.split()) for card in (REMOVED, STAYS)
    ]


def test_json_tells_what_the_model_says(command: Command, model: list[Path]) -> None:
    """Each entry of a line that was scored has it."""
    page = json.loads(command("clean", "a.txt", "-q", *MODEL, "--policy", "thorough", "--format", "json").stdout)
    told = [entry["model"] for entry in page["ledger"]]

    assert [one["confidence"] for one in told] == [0.0, 0.8, 0.0]
    assert told[2] == {
        "body": 0.9,
        "confidence": 0.0,
        "part": "navigation",
        "reasons": ["running text", "few words", "nothing like it near"],
    }


def test_the_account_in_a_browser_tells_what_the_model_says(command: Command, model: list[Path]) -> None:
    """Removed lines have it as their evidence, kept ones as a title."""
    command("explain", "a.txt", *MODEL, "--policy", "thorough", "--html", "account.html")
    html = Path("account.html").read_text()

    assert 'data-because="20% likely to be body: all in capitals; few words; nothing like it near (as navigation' in html
    assert html.count('title="90% likely to be body: running text; few words; nothing like it near (the best choice') == 2


def test_summaries_count_the_model(command: Command, model: list[Path]) -> None:
    """Beside the parts of what went."""
    options = ("--policy", "thorough", *MODEL)

    assert command("clean", "a.txt", *options).stderr.endswith("removed most: navigation 14; by model 14\n")
    assert command("explain", "a.txt", *options).stdout.endswith("  removed: navigation 14 (by model 14)\n")


def test_without_the_model_numpy_is_not_imported(tmp_path: Path) -> None:
    """Whoever disables it does not wait for it: neither the functions nor the command."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    code = f"""
import sys, cleaner
off = cleaner.Policy.named("thorough").disabling(["model"])
pages = [cleaner.clean("A harbour.", policy=off), *cleaner.clean_files([{str(path)!r}], policy=off), cleaner.clean_html("<p>A", policy=off)]
assert not any(isinstance(page, cleaner.Uncleaned) for page in pages)
sys.argv = ["cleaner", "clean", {str(path)!r}, "--disable", "model", "-q"]
from cleaner.cli.app import run
try:
    run()
except SystemExit as end:
    assert not end.code
print("numpy" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (done.stderr, done.stdout) == ("", f"{TEXT}False\n")
