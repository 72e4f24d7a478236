"""The hooks as users run them: by pre-commit, in a git repository of their own, from a copy of this library that pre-commit installs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import cleaner
from cleaner import RuleSet
from cleaner.rules.shipped import load

ROOT = Path(cleaner.__file__).parent.parent
SHIPPED = ("cleaner", "hatch_build.py", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
# What pip says where the libraries that the hook needs cannot be had; any other failure is one of the hook.
_OFFLINE = ("No matching distribution found", "Failed to establish a new connection", "Temporary failure in name resolution")
STORY = "The port of Varn reopened on Tuesday after nine idle days, the harbour master said.\n"
CHROME = "\nAdvertisement\n"
END = "\nThe ferries wait for theirs until the autumn, when the new piers will be ready.\n"

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(not (ROOT / ".pre-commit-hooks.yaml").exists(), reason="the library is installed without its hooks"),
]

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Variables that keep git and pre-commit to folders of this test."""
    home = tmp_path_factory.mktemp("pre-commit")
    names = {f"GIT_{who}_{what}": "a@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    own = {"PRE_COMMIT_HOME": str(home), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    own["CLEANER_PURE"] = "1"  # compiling takes longer than all else here, and what is compiled is tested elsewhere
    return {**{name: value for name, value in os.environ.items() if not name.startswith("GIT_")}, **names, **own}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Path:
    """This library as a git repository that hooks can be taken from."""
    place = tmp_path_factory.mktemp("library")
    for name in SHIPPED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, place / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, place / name)
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
        subprocess.run(["git", *words], cwd=place, env=environment, check=True)
    return place


@pytest.fixture
def run(tmp_path: Path, environment: dict[str, str]) -> Run:
    """Runs git, pre-commit or anything in a repository that begins empty."""

    def started(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pre_commit", *words[1:]] if words[0] == "pre-commit" else list(words)
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=600)
        for sign in _OFFLINE:
            if sign in done.stdout + done.stderr:
                pytest.skip(f"pre-commit cannot install the hook here: {sign}")
        return done

    started("git", "init", "-q")
    return started


@pytest.fixture
def hooked(run: Run, library: Path, tmp_path: Path) -> Run:
    """The same with the hook `cleaner-fix` installed."""
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=library, capture_output=True, text=True, check=True).stdout.strip()
    hooks = "[{id: cleaner-check, stages: [manual]}, {id: cleaner-fix}]"
    (tmp_path / ".pre-commit-config.yaml").write_text(f"repos: [{{repo: {json.dumps(str(library))}, rev: {head}, hooks: {hooks}}}]\n")
    run("git", "add", ".")
    assert run("pre-commit", "install", "--install-hooks").returncode == 0
    return run


def printed(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What the hook itself printed, without the lines of pre-commit."""
    return [line for line in (done.stdout + done.stderr).splitlines() if ": " not in line[:10] and (" " in line) and ".txt:" in line]


def test_try_repo_runs_both_hooks(run: Run, library: Path, tmp_path: Path) -> None:
    """`try-repo` finds both ids; one tells and the other rewrites all but web pages, and both fail a run with something to find."""
    (tmp_path / "a.txt").write_text(STORY + CHROME + END)
    (tmp_path / "a.html").write_text("<p>Advertisement</p>")
    run("git", "add", ".")
    done = run("pre-commit", "try-repo", str(library), "--all-files")

    assert done.returncode == 1
    assert [line.split(".")[0] for line in done.stdout.splitlines() if line.endswith("Failed")] == ["cleaner check", "cleaner fix"]
    assert printed(done) == ["a.txt:3:1 ad_slot ads.slot-label"] * 2
    assert [line for line in done.stdout.splitlines() if "a.html" in line] == ["a.html:1:4 ad_slot ads.slot-label"]
    assert (tmp_path / "a.html").read_text() == "<p>Advertisement</p>"
    assert (tmp_path / "a.txt").read_text() == STORY + END


def test_what_is_installed_has_its_rules_packed(hooked: Run, environment: dict[str, str]) -> None:
    """What a wheel was built of is packed in it, and fits the files beside it."""
    [installed] = {path.parent for path in Path(environment["PRE_COMMIT_HOME"]).glob("**/site-packages/cleaner/errors.py")}
    packed = load(installed)

    assert packed is not None
    assert [rule.id for rule in packed] == [rule.id for rule in RuleSet.default()]


def test_a_commit_is_stopped_until_what_was_fixed_is_staged(hooked: Run, tmp_path: Path) -> None:
    """The first commit fails with the file rewritten; staged, it passes."""
    (tmp_path / "a.txt").write_text(STORY + CHROME + END)
    hooked("git", "add", ".")
    first = hooked("git", "commit", "-qm", "first")
    hooked("git", "add", ".")
    second = hooked("git", "commit", "-qm", "second")

    assert (first.returncode, printed(first)) == (1, ["a.txt:3:1 ad_slot ads.slot-label"])
    assert (second.returncode, (tmp_path / "a.txt").read_text()) == (0, STORY + END)


def test_only_what_is_staged_counts(hooked: Run, tmp_path: Path) -> None:
    """Of a partly staged file the staged part is checked, and the rest comes back as it was."""
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_text(STORY + CHROME + END)
    hooked("git", "add", ".")
    (tmp_path / "a.txt").write_text(STORY + CHROME + END)
    (tmp_path / "b.txt").write_text(STORY)
    done = hooked("pre-commit", "run", "cleaner-check", "--hook-stage", "manual")

    assert (done.returncode, printed(done)) == (1, ["b.txt:3:1 ad_slot ads.slot-label"])
    assert [(tmp_path / name).read_text() for name in ("a.txt", "b.txt")] == [STORY + CHROME + END, STORY]


def test_a_renamed_file_is_checked_by_its_new_name(hooked: Run, tmp_path: Path) -> None:
    """A file that is moved and not changed is a file of the commit."""
    (tmp_path / "old.txt").write_text(STORY + CHROME + END)
    hooked("git", "add", ".")
    hooked("git", "commit", "-qnm", "unchecked")
    hooked("git", "mv", "old.txt", "new.txt")
    done = hooked("git", "commit", "-qm", "moved")

    assert (done.returncode, printed(done)) == (1, ["new.txt:3:1 ad_slot ads.slot-label"])


def test_the_configuration_excludes_what_pre_commit_names(hooked: Run, tmp_path: Path) -> None:
    """pre-commit passes every staged file by name; an excluded one is passed over."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text(STORY + CHROME + END)
    (tmp_path / "pyproject.toml").write_text("[tool.cleaner]\nexclude = ['raw/']\n")
    hooked("git", "add", ".")

    assert hooked("git", "commit", "-qm", "raw").returncode == 0


def test_files_of_other_encodings_keep_them(hooked: Run, tmp_path: Path) -> None:
    """Where the encoding is certain the rest of the bytes stay; where it is not the file is named and left, and the commit fails."""
    russian = "Вчера премьер-министр объявил, что правительство подготовило новый закон об охране окружающей среды.\n" * 2
    (tmp_path / "certain.txt").write_bytes((russian + CHROME + "\n" + russian).encode("cp1251"))
    doubtful = "Größe über alles\n".encode() + b"\xff\nAdvertisement\n"
    (tmp_path / "doubtful.txt").write_bytes(doubtful)
    hooked("git", "add", ".")
    done = hooked("git", "commit", "-qm", "encodings")

    assert done.returncode == 1
    assert (tmp_path / "certain.txt").read_bytes() == (russian + "\n" + russian).encode("cp1251")
    assert (tmp_path / "doubtful.txt").read_bytes() == doubtful
    assert "doubtful.txt: byte 20 (0xFF) is not UTF-8, and no other encoding is certain" in done.stdout + done.stderr


def test_many_megabytes_of_records_are_fixed(hooked: Run, tmp_path: Path) -> None:
    """One record of many is rewritten, and all others keep their bytes."""
    story = json.dumps((STORY + END) * 15)
    with (tmp_path / "big.jsonl").open("w") as file:
        for number in range(15_000_000 // (len(story) + 20)):
            file.write(f'{{"id": {number:8}, "text":{story}}}\n')
        size = file.tell()
        file.write(f'{{"id": "last", "text":{json.dumps(STORY + CHROME + END)}}}\n')
    assert size > 13_000_000
    hooked("git", "add", ".")
    done = hooked("git", "commit", "-qm", "big")

    assert (done.returncode, "ads.slot-label" in done.stdout + done.stderr) == (1, True)
    with (tmp_path / "big.jsonl").open("rb") as fixed:
        fixed.seek(size)
        assert json.loads(fixed.read()) == {"id": "last", "text": STORY + END}
    changed = hooked("git", "diff", "--stat").stdout
    assert "1 file changed, 1 insertion(+), 1 deletion(-)" in changed
