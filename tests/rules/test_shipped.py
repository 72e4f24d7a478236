"""Packed rules are the rules of the files, or they are not used; nobody else is asked for rules, and nothing is written to find them."""

from __future__ import annotations

import os
import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import clean
from cleaner.errors import RuleError
from cleaner.rules import packing
from cleaner.rules.ruleset import RuleSet
from cleaner.rules.shipped import FILE, PACKAGE, _digest, load, read, shipped_rules

TEXT = "The port of Varn reopened on Tuesday.\n\nAdvertisement\n\nFollow us on Twitter\n\nA vote follows in May, Reuters reported.\n"
RULES = """
[ruleset]
name = "own"
title = "Rules of a small library"

[rule.box]
part = "teaser"
why = "A box."
pattern = "Box [0-9]{1,3}"
keywords = ["box"]

unless = [{ why = "A box of the port.", line = { pattern = "port" } }]
examples = ["⟦Box 1⟧"]
counterexamples = ["Box of the port"]
"""


def small(folder: Path) -> Path:
    """The folder of a library with one rule and little else, packed."""
    for path, content in (("rulesets/own.toml", RULES), ("rules/rule.py", "one = 1\n"), ("document/parts.py", "part = 1\n")):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    packing.write(folder)
    return folder


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As `small`; what a test changes in it, it changes back."""
    return small(tmp_path_factory.mktemp("library"))


def test_the_rules_of_the_library_are_packed_whole() -> None:
    """What was packed is what the files say, rule by rule and field by field, and finds the same in a page."""
    packed, from_files = RuleSet.default(), RuleSet(read(PACKAGE))

    assert load(PACKAGE) is not None
    assert packed.rules == from_files.rules
    assert list(clean(TEXT, rules=packed).ledger) == list(clean(TEXT, rules=from_files).ledger) == list(clean(TEXT).ledger)


def test_the_same_files_are_packed_alike(package: Path) -> None:
    """Nothing of the time, the process or the order of sets shows in what is packed."""
    code = "import sys; from pathlib import Path; from cleaner.rules import packing; packing.write(Path(sys.argv[1]))"
    made = set()
    for seed in ("1", "2"):
        subprocess.run([sys.executable, "-c", code, str(package)], env={**os.environ, "PYTHONHASHSEED": seed}, check=True)
        made.add((package / FILE).read_bytes())

    assert len(made) == 1
    assert sorted(path.name for path in (package / "rulesets").iterdir()) == ["own.toml", "packed.msgpack"]


@pytest.mark.parametrize(
    "edited", ["rulesets/own.toml", "rulesets/sites/more.toml", "rules/rule.py", "rules/more.py", "document/parts.py", FILE]
)
def test_what_was_edited_since_is_read_from_the_files(package: Path, edited: str) -> None:
    """Any file that a packed rule depends on, changed or new, puts what is packed out of use; changed back, it is used again."""
    path = package / edited
    before = path.read_bytes() if path.exists() else None
    path.parent.mkdir(exist_ok=True)
    path.write_bytes((before or RULES.replace("own", "more").encode()) + b"\n")
    found = load(package)
    path.unlink() if before is None else path.write_bytes(before)

    assert found is None
    assert load(package) is not None


@st.composite
def _damages(draw: st.DrawFn) -> Callable[[bytes], bytes]:
    """Bytes changed, cut off, doubled or put in somewhere."""
    share, stretch = draw(st.floats(0, 1)), draw(st.integers(0, 40))
    put = draw(st.binary(max_size=8))

    def damaged(raw: bytes) -> bytes:
        at = int(share * len(raw))
        return raw[:at] + put + raw[at + stretch :]

    return damaged


@given(_damages())
def test_a_damaged_file_is_passed_over(package: Path, damage: Callable[[bytes], bytes]) -> None:
    """Whatever stands in place of what was packed, the rules are those of the files and nothing fails."""
    path = package / FILE
    raw = path.read_bytes()
    path.write_bytes(damage(raw))
    try:
        found, rules = load(package), shipped_rules(package)
    finally:
        path.write_bytes(raw)

    assert (found is None) == (damage(raw) != raw)
    assert rules == read(package)


@given(st.one_of(st.binary(max_size=60), _damages()))
def test_a_hash_that_fits_makes_no_rules_of_what_is_none(package: Path, body: bytes | Callable[[bytes], bytes]) -> None:
    """Another version may pack something else behind a hash that fits: what cannot be read as rules is passed over."""
    path = package / FILE
    raw = path.read_bytes()
    changed = body if isinstance(body, bytes) else body(raw[32:])
    path.write_bytes(_digest(package, changed) + changed)
    try:
        found = load(package)
    finally:
        path.write_bytes(raw)

    assert found is None or all(isinstance(rule.id, str) for rule in found)


@pytest.mark.parametrize(
    "body",
    [b"\x93\x90\x80" + b"\x91" * 5000 + b"\x90", b"\x92\x90\x80\xc0", b"\x92\x90\x81\xa1\xff\xc4\x00", b"\xdd\xff\xff\xff\xff"],
)
def test_bodies_that_break_readers_are_passed_over(package: Path, body: bytes) -> None:
    """Deep nesting, more than one object, text that is no UTF-8, and lengths beyond the file."""
    path = package / FILE
    raw = path.read_bytes()
    path.write_bytes(_digest(package, body) + body)
    found = load(package)
    path.write_bytes(raw)

    assert found is None


def test_a_faulty_rule_is_not_packed(tmp_path: Path) -> None:
    """Packing checks the rules; what was packed before stays, and does not fit any more."""
    package = small(tmp_path)
    before = (package / FILE).read_bytes()
    (package / "rulesets" / "own.toml").write_text(RULES.replace('why = "A box."\n', ""), encoding="utf-8")

    with pytest.raises(RuleError, match=re.escape("own.toml: rule own.box: why: is missing")):
        packing.write(package)
    assert (package / FILE).read_bytes() == before
    assert load(package) is None


def test_rules_are_sent_to_another_process() -> None:
    """A set of rules that was sent is the same set, and finds the same."""
    rules = RuleSet.default()
    clean(TEXT, rules=rules)
    sent = pickle.loads(pickle.dumps(rules))

    assert sent.rules == rules.rules
    assert list(clean(TEXT, rules=sent).ledger) == list(clean(TEXT, rules=rules).ledger)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds a copy of the library."""
    folder = tmp_path_factory.mktemp("installed")
    shutil.copytree(PACKAGE, folder / "cleaner", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.mark.parametrize("fits", [True, False])
def test_a_run_writes_nothing(installed: Path, tmp_path: Path, fits: bool) -> None:
    """With rules packed or read from their files: no file at home, in the library, or anywhere near is made or changed."""
    home, work = tmp_path / "home", tmp_path / "work"
    for folder in (home, work):
        folder.mkdir()
    (work / "a.txt").write_text("The port reopened on Tuesday.\n\nAdvertisement\n")
    home.chmod(0o500)
    raw = (installed / "cleaner" / FILE).read_bytes()
    if not fits:
        (installed / "cleaner" / FILE).write_bytes(raw[:-1])
    environment = {"HOME": str(home), "TMPDIR": str(home), "PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1", "PATH": os.defpath}
    before = _state(tmp_path), _state(installed)
    command = [sys.executable, "-m", "cleaner", "check", "a.txt"]
    done = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, check=False)
    after = _state(tmp_path), _state(installed)
    (installed / "cleaner" / FILE).write_bytes(raw)

    assert (done.returncode, done.stdout) == (1, "a.txt:3:1 ad_slot ads.slot-label\n")
    assert done.stderr.splitlines()[1:] == ["  1  ads.slot-label  ad_slot"]
    assert after == before


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals here")
def test_who_waits_at_a_terminal_is_told_why(installed: Path) -> None:
    """Where the rules must be read from their files, the first line says so and what to do; where they are packed there is none."""
    code = "import pty, sys; pty.spawn([sys.executable, '-c', 'from cleaner import RuleSet; print(len(RuleSet.default()))'])"
    raw = (installed / "cleaner" / FILE).read_bytes()
    told = []
    for held in (raw, b""):
        (installed / "cleaner" / FILE).write_bytes(held)
        command = [sys.executable, "-c", code]  # it takes the library of the folder that it is run in
        done = subprocess.run(command, cwd=installed, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
        told.append(done.stdout.split("\n"))
    (installed / "cleaner" / FILE).write_bytes(raw)

    counted = [str(len(RuleSet.default())), ""]
    assert [line.strip() for line in told[0]] == counted
    assert re.fullmatch(r"The rules are read from their files, .* -m cleaner\.rules\.packing packs them", told[1][0].strip())
    assert [line.strip() for line in told[1][1:]] == counted


def _state(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file and folder within a folder, with its size and the time it was changed."""
    return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in sorted(folder.rglob("*"))}
