"""What a configuration says holds for `check` and `fix`, whichever way a file is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaner.document.policy import DEFAULT_POLICY

from .conftest import Command

TEXT = "The port reopened.\nAdvertisement\nMara Lindqvist covers shipping for us. Tips: mara@example.com\n"


def write(folder: Path, **files: str) -> None:
    """Files by their names, with `__` for a slash and the last `_` for the dot."""
    for name, text in files.items():
        path = folder / ".".join(name.replace("__", "/").rsplit("_", 1))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def found(command: Command, *arguments: str) -> list[str]:
    """The lines that `check` prints."""
    return command("check", "-q", *arguments).stdout.splitlines()


def test_the_nearest_configuration_holds(command: Command, folder: Path) -> None:
    """It is found upward from each file; one in a folder of its own hides those above it, and so does `cleaner.toml` its neighbour."""
    write(folder, a_txt=TEXT, b__a_txt=TEXT, c__d__a_txt=TEXT, pyproject_toml="[tool.cleaner]\ndisable = ['ads.label']\n")
    write(
        folder, b__cleaner_toml="keep = ['tail']\n", b__pyproject_toml="[tool.cleaner]\n", c__pyproject_toml="[project]\nname='cleaner'\n"
    )

    assert found(command, "a.txt", "b/a.txt", "c/d/a.txt") == [
        "a.txt:2:1 footer ads.wide-label",
        "a.txt:3:39 contact ads.tips",
        "b/a.txt:2:1 ad_slot ads.label",
        "c/d/a.txt:2:1 footer ads.wide-label",
        "c/d/a.txt:3:39 contact ads.tips",
    ]


def test_excluded_files_are_passed_over_even_by_name(command: Command, folder: Path) -> None:
    """Patterns are read as in `.gitignore`; include says what is looked at, exclude what is not, in folders and by name."""
    write(folder, a_txt=TEXT, raw__a_txt=TEXT, raw__kept_txt=TEXT, a_md=TEXT)
    write(folder, cleaner_toml="include = ['*.txt']\nexclude = ['raw/*', '!raw/kept.txt']\ndisable = ['ads']\nrules = ['own.toml']\n")
    rule = "[rule.a]\npart='footer'\nwhy='w'\nequals=['advertisement']\n"
    rule += "examples=['⟦Advertisement⟧']\ncounterexamples=['No.']\n"
    write(folder, own_toml="[ruleset]\nname='own'\ntitle='t'\n" + rule)
    expected = ["a.txt:2:1 footer own.a", "raw/kept.txt:2:1 footer own.a"]

    assert found(command, "a.txt", "raw/a.txt", "raw/kept.txt", "a.md") == expected
    assert found(command, ".") == expected
    assert command("fix", "raw/a.txt", "a.md").exit_code == 0


def test_overrides_change_settings_for_some_paths(command: Command, folder: Path) -> None:
    """An override replaces the settings it names; of two the later one wins."""
    write(folder, a_jsonl='{"text": "Advertisement", "body": "fine"}', b__a_jsonl='{"text": "Advertisement", "body": "Advertisement"}')
    write(folder, b__c_jsonl='{"text": "Advertisement", "body": "Advertisement"}')
    write(
        folder,
        cleaner_toml="fields = ['text', 'body']\n[[overrides]]\npaths = ['b/']\nfields = ['body']\n"
        "[[overrides]]\npaths = ['c.jsonl']\nfields = ['text']\nselect = ['ads.wide-label']\n",
    )

    assert found(command, "a.jsonl", "b/a.jsonl", "b/c.jsonl") == [
        "a.jsonl:1:11 ad_slot ads.label",
        "b/a.jsonl:1:36 ad_slot ads.label",
        "b/c.jsonl:1:11 footer ads.wide-label",
    ]


def test_options_are_added_to_the_configuration(command: Command, folder: Path) -> None:
    """What an option leaves out or keeps comes on top; --config names the configuration of every file."""
    write(folder, a_txt=TEXT, cleaner_toml="disable = ['ads.label']\n", other_toml="keep = ['tail', 'ad_slot', 'footer']\n")

    assert found(command, "a.txt", "--disable", "ads.wide-label") == ["a.txt:3:39 contact ads.tips"]
    assert found(command, "a.txt", "--config", "other.toml") == []


@pytest.mark.parametrize(
    ("config", "error"),
    [
        ("excludes = ['a']", "excludes: no such key; did you mean exclude, include?"),
        (
            "zzz = 1",
            "zzz: no such key; known keys: policy, rules, select, disable, keep, fields, engine, model, min-confidence, page-kind, "
            "text-field, html-field, id-field, url-field, include, exclude, baseline, allow, overrides",
        ),
        ("exclude = 'a'", "exclude: must be a list of non-empty strings without NUL, not 'a'"),
        ("fields = ['text', 1]", "fields: must be a list of non-empty strings without NUL, not ['text', 1]"),
        ("policy = 'bold'", "no policy is called 'bold'; choose one of safe, thorough, or pass a Policy"),
        ("[[overrides]]\nfields = ['a']", "overrides[1].paths: is missing"),
        ("[[overrides]]\npaths = []", "overrides[1].paths: must be a list of one or more non-empty strings without NUL, not []"),
        ("min-confidence = true", "min-confidence: must be a number, not true"),
        (
            "[[overrides]]\npaths = ['a']\npage-kind = 'zine'",
            "overrides[1]: no kind of page is called 'zine'; choose one of article, collection, documentation, forum, listing, no_content, "
            "product, service",
        ),
        ("[[allow]]\ntext = 'a'", "allow[1].why: is missing"),
        ("[[allow]]\ntext = 'a'\nwhy = 'b'\nfile = 'c'", "allow[1].file: no such key; did you mean finder?"),
        ("disable = ['adds']", "adds: no such rule, rule set or finder; did you mean ads, heads?"),
        ("a = ", "is not TOML: Invalid value (at end of document)"),
    ],
)
def test_a_configuration_that_means_nothing_is_refused(command: Command, folder: Path, config: str, error: str) -> None:
    """The error names file and key and says what to write instead; nothing is checked."""
    write(folder, a_txt=TEXT, cleaner_toml=config)
    result = command("check", "a.txt")

    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"cleaner: {folder / 'cleaner.toml'}: {error}\n")


def test_what_is_allowed_stays_and_needless_allowances_are_told(command: Command, folder: Path) -> None:
    """An allowance holds for its text, finder and paths; one that no file needs is told once every such file was looked at."""
    write(folder, a_txt=TEXT, b_txt=TEXT)
    write(
        folder,
        cleaner_toml="[[allow]]\ntext = 'Advertisement'\nwhy = 'A poem.'\npaths = ['a.txt']\nfinder = 'ads'\n"
        "[[allow]]\ntext = 'Tips: a@b.c'\nwhy = 'Quoted.'\npaths = ['*.txt']\n",
    )
    stale = "cleaner.toml: nothing needs the allowance for 'Tips: a@b.c' any more; remove it\n"

    assert found(command, "a.txt", "b.txt") == ["a.txt:3:39 contact ads.tips", "b.txt:2:1 ad_slot ads.label", "b.txt:3:39 contact ads.tips"]
    assert (stale in command("check", "a.txt").stderr, stale in command("check", ".").stderr) == (False, True)
    assert command("fix", "a.txt", "-q").exit_code == 1
    assert (folder / "a.txt").read_text() == TEXT.replace(" Tips: mara@example.com", "")


def test_known_findings_do_not_count_wherever_they_move(command: Command, folder: Path) -> None:
    """A baseline knows a finding by file, finder and text; one more of the same is new, and one that is gone is told."""
    write(folder, a_txt=TEXT, b_jsonl='{"text": "Advertisement"}\n')
    assert command("check", ".", "--write-baseline").stderr == ".cleaner-baseline.json: 3 known findings\n"

    assert command("check", ".").stderr == ""
    write(folder, a_txt="Moved.\n\n" + TEXT + "\nAdvertisement\n")
    assert found(command, "a.txt") == ["a.txt:7:1 ad_slot ads.label"]
    assert len(found(command, "a.txt", "--no-baseline")) == 3
    assert command("fix", "a.txt", "-q").exit_code == 1
    assert (folder / "a.txt").read_text() == "Moved.\n\n" + TEXT
    write(folder, a_txt="The port reopened.\n")
    (folder / "b.jsonl").unlink()
    path = folder / ".cleaner-baseline.json"
    gone = "is not there any more"
    assert command("check", "a.txt").stderr == (
        f"{path.name}: a.txt ads.label {gone}: 'Advertisement'; cleaner check --write-baseline forgets it\n"
        f"{path.name}: a.txt ads.tips {gone}: 'Tips: mara@example.com'; cleaner check --write-baseline forgets it\n"
        f"{path.name}: b.jsonl ads.label {gone}: 'Advertisement'; cleaner check --write-baseline forgets it\n"
    )
    command("check", "a.txt", "--write-baseline")
    assert json.loads(path.read_text()) == {"version": 1, "findings": []}


def test_a_baseline_is_told_of_from_the_current_folder(command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its path below that folder, also where a file was named in full; whole where it lies above."""
    write(folder, a_txt=TEXT, cleaner_toml="")
    (folder / "below").mkdir()
    baseline = folder / ".cleaner-baseline.json"
    told = [command("check", str(folder / "a.txt"), "--write-baseline").stderr]
    monkeypatch.chdir(folder / "below")
    told.append(command("check", "../a.txt", "--write-baseline").stderr)
    (folder / "a.txt").write_text("The port.\n")
    told.append(command("check", "../a.txt").stderr.split(": ")[0])

    assert told == [".cleaner-baseline.json: 2 known findings\n", f"{baseline}: 2 known findings\n", str(baseline)]


def test_a_baseline_keeps_what_it_knows_of_files_not_looked_at(command: Command, folder: Path) -> None:
    """Writing it anew for one file leaves the findings of the others."""
    write(folder, a_txt="Advertisement\n", b_txt="Advertisement\nAdvertisement\n", cleaner_toml="baseline = 'known.json'\n")
    command("check", ".", "--write-baseline")
    (folder / "a.txt").write_text("The port.\n")
    command("check", "a.txt", "--write-baseline")

    digest = "e175f9d813a1ef47"
    assert (folder / "known.json").read_text() == (
        '{\n  "version": 1,\n  "findings": [\n'
        f'    {{"path": "b.txt", "finder": "ads.label", "digest": "{digest}", "count": 2, "text": "Advertisement"}}\n  ]\n}}\n'
    )


@pytest.mark.parametrize("held", ["", "[]", '{"version": 1}', '{"version": 1, "findings": [{}]}', "\xff"])
def test_a_broken_baseline_is_refused(command: Command, folder: Path, held: str) -> None:
    """A file that is no baseline is an error and not an empty one."""
    write(folder, a_txt=TEXT)
    (folder / ".cleaner-baseline.json").write_bytes(held.encode("latin-1"))
    result = command("check", "a.txt")

    advice = "is no baseline; write one with cleaner check --write-baseline"
    assert (result.exit_code, result.stderr) == (2, f"cleaner: {folder / '.cleaner-baseline.json'}: {advice}\n")


def test_explain_goes_by_the_same_configuration(command: Command, folder: Path) -> None:
    """What check tells of a line, explain accounts for."""
    write(folder, a_txt=TEXT, cleaner_toml="disable = ['ads.label']\n")

    assert command("explain", "a.txt:2").stdout.splitlines()[0] == f"ads.wide-label: removed as footer (policy: {DEFAULT_POLICY})"
    wide = f"ads.wide-label: kept as footer (policy: {DEFAULT_POLICY})"
    assert command("explain", "a.txt:2", "--keep", "footer").stdout.splitlines()[0] == wide


_OUTSIDE = "lies outside the folder of the configuration; put it there, or name it with --config"


@pytest.mark.parametrize(
    ("config", "error"),
    [
        ("rules = ['/']", f"rules: '/' {_OUTSIDE}"),
        ("rules = ['../own.toml']", f"rules: '../own.toml' {_OUTSIDE}"),
        ("rules = ['link.toml']", f"rules: 'link.toml' {_OUTSIDE}"),
        ("baseline = '../b.json'", f"baseline: '../b.json' {_OUTSIDE}"),
        ('rules = ["a\\u0000"]', "rules: must be a list of non-empty strings without NUL, not ['a\\x00']"),
        ("exclude = ['!']", "exclude: '!' is no pattern of files: Invalid git pattern: '!'"),
        ("overrides = 5", "overrides: must be a list of tables, not 5"),
        ("allow = [5]", "allow: must be a list of tables, not [5]"),
        ("policy = 1e400", "policy: must be a non-empty string without NUL, not inf"),
        ("engine = 'guess'", "no engine is called 'guess'; choose one of blocks, trafilatura"),
        (f"keep = {'[' * 5000}{']' * 5000}", "is TOML nested too deeply to be read"),
    ],
    ids=lambda value: value[:30],
)
def test_a_hostile_configuration_is_one_line(command: Command, folder: Path, config: str, error: str) -> None:
    """What was found beside files names no file elsewhere, and nothing in it makes a traceback; other folders are checked."""
    (folder / "own.toml").write_text("")
    write(folder, in__a_txt=TEXT, in__cleaner_toml=config, other__a_txt="Advertisement\n", other__cleaner_toml="")
    (folder / "in" / "link.toml").symlink_to(folder / "own.toml")
    for name, code in (("check", 2), ("clean", 2), ("explain", 2)):
        result = command(name, "in/a.txt")
        assert (result.exit_code, result.stdout, result.stderr) == (code, "", f"cleaner: {folder / 'in' / 'cleaner.toml'}: {error}\n")
    both = command("check", "in/a.txt", "other/a.txt", "-q")
    assert (both.exit_code, both.stdout) == (2, "other/a.txt:1:1 ad_slot ads.label\n")


def test_a_configuration_that_the_user_names_may_name_rules_anywhere(command: Command, folder: Path) -> None:
    """What an option names is the user's own choice."""
    rule = "[rule.a]\npart='footer'\nwhy='w'\nequals=['the port reopened.']\n"
    rule += "examples=['⟦The port reopened.⟧']\ncounterexamples=['No.']\n"
    write(folder, own_toml="[ruleset]\nname='own'\ntitle='t'\n" + rule, in__own_toml="rules = ['../own.toml']\n", a_txt=TEXT)

    assert "a.txt:1:1 footer own.a" in found(command, "a.txt", "--config", "in/own.toml")


def test_shared_files_that_say_nothing_of_it_are_passed_over(command: Command, folder: Path) -> None:
    """Whatever stands in the place of a table of tools belongs to somebody else."""
    write(folder, a_txt=TEXT, pyproject_toml="tool = 'cleaner'\n")

    assert len(found(command, "a.txt")) == 2
