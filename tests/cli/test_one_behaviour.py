"""The same file gives the same result wherever one comes in: from Python and from each command, whatever policy and engine are named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import cleaner
from cleaner import CleanedPage, Page
from cleaner.document.policy import CHECK_POLICY, DEFAULT_ENGINE, DEFAULT_POLICY
from cleaner.formats.config_file import Settings

from .conftest import Command

_PROSE = [
    "The port of Varn reopened on Tuesday after nine days of strike, and ships that had waited off the mole were berthed by noon.",
    "Dockers accepted a revised shift plan late on Monday night, with two thirds of the crews voting for it in a show of hands.",
    "The harbour master said that the backlog would be cleared within a week if the weather held and no crane failed again.",
]
_TEXT = "".join(f"{line}\n" for line in [_PROSE[0], "Advertisement", "The sign &ldquo;berth&rdquo; points to the mole", *_PROSE[1:]])
_ROWS = "".join(f"<p>{line}</p>\n" for line in _PROSE)
_LINKS = "<div><a href='/a'>Weather</a> <a href='/b'>Sport</a></div>"
_HTML = f"<!DOCTYPE html>\n<body><article>\n{_ROWS}</article><p>Advertisement</p>\n{_LINKS}\n<center>Tide table</center></body>"
_SITE = '<link rel="canonical" href="https://www.varn.example/a">'
_FILES = {"a.txt": _TEXT, "b.html": _HTML, "c": _HTML, "d.txt": _HTML, "e.html": _HTML.replace("<body>", f"{_SITE}<body>")}
_WEB = "".join(f"{line}\n" for line in _PROSE)
_POLICIES, _ENGINES = [None, "safe", "thorough"], [None, "blocks", "trafilatura"]
_RULES = """
[ruleset]
name = "varn"
title = "Varn"
sites = ["varn.example"]
[rule.tides]
part = "footer"
why = "The site ends each page with it."
select = "center"
examples = ["<p>Text</p><center>⟦Tide table⟧</center>"]
counterexamples = ["<p>Tide table</p>"]
"""


def right(name: str, policy: str | None, engine: str | None) -> str:
    """What must be left of a file: entities go under `thorough` alone, and so does what only trafilatura leaves out."""
    policy = policy or DEFAULT_POLICY
    if name == "a.txt":
        text = _TEXT.replace("Advertisement\n", "")
        return text.replace("&ldquo;", "“").replace("&rdquo;", "”") if policy == "thorough" else text
    follows = policy == "thorough" and engine == "trafilatura"
    tides = "" if name == "e.html" or follows else "Tide table\n"
    return f"{_WEB}{'' if follows else 'Weather Sport' + chr(10)}{tides}"


def python(folder: Path, name: str, policy: str | None, engine: str | None) -> list[CleanedPage]:
    """A file cleaned by every function that can."""
    how = {} if policy is None else {"policy": policy}
    web = how if engine is None else {**how, "engine": engine}
    text = (folder / name).read_text()
    [read] = cleaner.clean_files([folder / name], **web)  # type: ignore[arg-type]
    if name != "a.txt":
        pages: list[CleanedPage | cleaner.Uncleaned] = [cleaner.clean_html(text, **web), cleaner.clean_html(text.encode(), **web), read]  # type: ignore[arg-type]
    else:
        [one], [page] = cleaner.clean_many([text], **how), cleaner.clean_many([Page(text)], **how)  # type: ignore[arg-type]
        pages = [cleaner.clean(text, **how), *cleaner.clean_stream([text], **how), one, page, read]  # type: ignore[arg-type]
    assert not any(isinstance(one, cleaner.Uncleaned) for one in pages)
    return [one for one in pages if isinstance(one, CleanedPage)]


@pytest.fixture
def files(folder: Path, small_rules: cleaner.RuleSet, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files above, with a rule of one site among the shipped ones."""
    from cleaner.rules.reading import parse
    from cleaner.rules.ruleset import RuleSet

    rules = small_rules.extend(RuleSet(tuple(parse(_RULES, "varn.toml"))))
    monkeypatch.setattr(RuleSet, "default", classmethod(lambda cls: rules))
    for name, text in _FILES.items():
        (folder / name).write_text(text)
    return folder


@pytest.mark.parametrize("engine", _ENGINES)
@pytest.mark.parametrize("policy", _POLICIES)
@pytest.mark.parametrize("name", _FILES)
def test_each_way_gives_the_same(command: Command, files: Path, name: str, policy: str | None, engine: str | None) -> None:
    """Every function, `clean`, `check`, `explain`, and the same asked of a configuration; the text is the right one."""
    pages = python(files, name, policy, engine)
    options = [*(["--policy", policy] if policy else []), *(["--engine", engine] if engine else [])]
    wanted = right(name, policy, engine)

    assert [page.text for page in pages] == [wanted] * len(pages)
    assert command("clean", name, "-q", *options).stdout == wanted
    told = [line.split(" ", 1) for line in command("check", name, "-q", *options).stdout.splitlines()]
    # What is changed in place has a default of its own.
    in_place = pages if policy else python(files, name, CHECK_POLICY, engine)
    changed = [entry for entry in in_place[0].ledger if entry.fate is not cleaner.Fate.kept and entry.part is not cleaner.Part.blank]
    assert [what for _, what in told] == [f"{entry.part} {entry.finder}" for entry in changed]
    for place, what in told:
        card = command("explain", place, "--policy", policy or CHECK_POLICY, *options).stdout.splitlines()
        part, finder = what.split()
        assert (card[0].startswith(f"{finder}: "), f" as {part} " in card[0], card[1].split("-")[2]) == (True, True, f"> {place}")
    keys = "".join(f"{key} = '{value}'\n" for key, value in (("policy", policy), ("engine", engine)) if value)
    (files / "cleaner.toml").write_text(keys)
    assert command("clean", name, "-q").stdout == wanted
    assert command("check", name, "-q").stdout.splitlines() == [" ".join(one) for one in told]


def test_what_is_used_by_default_stands_once() -> None:
    """Functions, settings and the help of commands name the same policy and engine."""
    import inspect

    functions: list[Callable[..., object]] = [
        *(cleaner.clean, cleaner.clean_html, cleaner.clean_many, cleaner.clean_files, cleaner.clean_stream)
    ]
    found = [{name: one.default for name, one in inspect.signature(function).parameters.items()} for function in functions]

    assert ({one["policy"] for one in found}, Settings().policy) == ({DEFAULT_POLICY}, None)
    assert {one["engine"] for one in found if "engine" in one} == {Settings().engine} == {DEFAULT_ENGINE}


@pytest.mark.parametrize("name", ["clean", "check", "fix", "explain"])
def test_the_help_lists_what_can_be_chosen(command: Command, name: str) -> None:
    """Policies, engines, parts and zones stand in the help of every command that takes them."""
    from cleaner.document.parts import Part, Zone
    from cleaner.document.policy import PRESETS

    shown = "".join(command(name, "--help").stdout.split())

    assert [word for word in (*PRESETS, "blocks", "trafilatura", *Part, *Zone) if word not in shown] == []


def test_a_text_that_is_html_is_no_text() -> None:
    """Whichever function takes texts says so, and which one takes web pages; a page of text is a text whatever it looks like."""
    html = "\ufeff <!-- a --> <!DOCTYPE html><p>Text"
    [many] = cleaner.clean_many([html])

    assert isinstance(many, cleaner.Uncleaned) and "clean_html" in str(many.error)
    for given in ([html], [*html]):
        with pytest.raises(cleaner.CleanerError, match=r"is HTML, by how it begins, and no text; use cleaner.clean_html"):
            list(cleaner.clean_stream(given))
    with pytest.raises(cleaner.CleanerError, match=r"^a\.txt: is HTML"):
        cleaner.clean(html, name="a.txt")
    assert cleaner.clean("The <html> tag opens a page.").text == "The <html> tag opens a page."


ALL = {
    "policies": ("--policy", "thorogh", "thorough"),
    "engines": ("--engine", "block", "blocks"),
    "parts": ("--keep", "ad-slot", "ad_slot"),
    "zones": ("--keep", "chrom", "chrome"),
    "rules": ("--disable", "ads.lable", "ads.label"),
    "finders": ("--disable", "head", "heads"),
}


@pytest.mark.parametrize(("option", "word", "meant"), ALL.values(), ids=ALL)
@pytest.mark.parametrize("name", ["clean", "check", "fix", "explain"])
def test_a_word_nobody_knows_gets_a_suggestion(command: Command, files: Path, name: str, option: str, word: str, meant: str) -> None:
    """One line on standard error, exit code 2, whichever command and option; a configuration is refused in the same words."""
    result = command(name, "a.txt", option, word)

    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
    assert f"did you mean {meant}" in result.stderr
    value = word if option in ("--policy", "--engine") else [word]
    (files / "cleaner.toml").write_text(f"{option[2:]} = {value!r}\n")
    configured = command(name, "a.txt")
    assert (configured.exit_code, configured.stdout, len(configured.stderr.splitlines())) == (2, "", 1)
    assert configured.stderr.startswith(f"cleaner: {files / 'cleaner.toml'}: ")
    assert f"did you mean {meant}" in configured.stderr


FLIPPED = """
import inspect, json, sys
from pathlib import Path
from cleaner.document import policy
policy.DEFAULT_POLICY = sys.argv[1]
import cleaner
from typer.testing import CliRunner
from cleaner.cli.app import application, run_on_paths

functions = (cleaner.clean, cleaner.clean_html, cleaner.clean_many, cleaner.clean_files, cleaner.clean_stream)
found = {one.__name__: inspect.signature(one).parameters["policy"].default for one in functions}
run = lambda *words: CliRunner(env={"COLUMNS": "200"}).invoke(application(), list(words)).stdout
for name in ("clean", "explain", "check", "fix"):
    help_text = " ".join(run(name, "--help").split())
    told = "for the page as a whole. [default: "
    found[f"{name} --help"] = next(policy for policy in ("safe", "thorough") if f"{told}({policy})]" in help_text)
text = Path("a.txt").read_text(encoding="utf-8")
[page], [many], [file] = cleaner.clean_stream([text]), cleaner.clean_many([text]), cleaner.clean_files(["a.txt"])
pages = (cleaner.clean(text), cleaner.clean_html(f"<p>{text}"), page, many, file)
found["pages"] = sorted({one.policy.name for one in pages})
found["clean"] = json.loads(run("clean", "a.txt", "--format", "json", "-q"))["policy"]
found["explain"] = run("explain", "a.txt:1").partition("policy: ")[2].partition(")")[0]
found["check"] = run("check", "a.txt")
found["fix"] = run("fix", "a.txt", "-q")
found["Policy"] = [cleaner.Policy().name, cleaner.Policy().confidence]
print(json.dumps(found))
"""


@pytest.mark.parametrize("policy", ["safe", "thorough"])
def test_one_constant_says_how_everything_but_check_and_fix_cleans(folder: Path, policy: str) -> None:
    """Who changes it changes the functions, the commands `clean` and `explain` and their help; `check` and `fix` stay as they are."""
    import json
    import subprocess
    import sys

    # What is quoted on purpose goes under `thorough` alone.
    (folder / "a.txt").write_text("The word &quot;port&quot; stands in the report of Tuesday, as the council of Varn wanted it.\n")
    done = subprocess.run([sys.executable, "-c", FLIPPED, policy], capture_output=True, text=True, check=False, cwd=folder)

    assert (done.stderr, done.returncode) == ("", 0)
    functions = ("clean", "clean_html", "clean_many", "clean_files", "clean_stream", "explain", "clean --help", "explain --help")
    assert json.loads(done.stdout) == {
        **dict.fromkeys(functions, policy),
        "pages": [policy],
        **dict.fromkeys(("check --help", "fix --help"), "safe"),
        "check": "",
        "fix": "",
        "Policy": ["safe", 1.0],
    }


def test_the_documentation_names_the_defaults() -> None:
    """What it says is what the constants say."""
    docs = Path(__file__).parents[2] / "docs"
    text = (docs / "explanations" / "policies-and-confidence.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")] for line in text.splitlines()]
    policies, defaults = (next(row[2:4] for row in rows if row[1:2] == [first]) for first in ("", "default of"))

    assert dict(zip(policies, defaults, strict=True)) == {
        f"`{CHECK_POLICY}`": "`check`, `fix`",
        f"`{DEFAULT_POLICY}`": "`clean`, `explain`, `run`, and the functions of Python",
    }
    web_pages = (docs / "how-to" / "web-pages.md").read_text(encoding="utf-8")
    assert f"The engine `{DEFAULT_ENGINE}` is the one that is used unless you name another." in web_pages
