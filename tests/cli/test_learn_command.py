"""`cleaner learn`: pages in, a rule file out that every other command takes."""

from __future__ import annotations

import gzip
import json
import tomllib
from pathlib import Path

import pytest

from cleaner.cli import learn
from cleaner.corpus.site_memory import SiteMemory
from tests.corpus.test_site_memory import MENU, MODEL, SITE

from .conftest import Command


@pytest.fixture(autouse=True)
def brief_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the shipped model thinks of made-up menus is no concern of these tests."""

    def memory(**how: object) -> SiteMemory:
        return SiteMemory(**{**how, "model": MODEL})  # type: ignore[arg-type]

    monkeypatch.setattr(learn, "SiteMemory", memory)


@pytest.fixture
def site(folder: Path) -> Path:
    """A folder with the pages of a site."""
    (folder / "site").mkdir()
    for number, text in enumerate(SITE):
        (folder / "site" / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


def test_pages_give_a_rule_file_that_other_commands_take(site: Path, full_command: Command) -> None:
    """Its examples hold, by --rules the lines go on pages of the site, and a configuration that names it does the same."""
    result = full_command("learn", "site", "--host", "varn-courier.com", "-o", "site.toml")

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("5 pages: ")
    assert tomllib.loads(Path("site.toml").read_text(encoding="utf-8"))["ruleset"]["sites"] == ["varn-courier.com"]
    assert full_command("rules", "test", "site.toml").exit_code == 0
    here = ("--policy", "safe", "--url", "https://varn-courier.com/a")
    by_option = full_command("clean", "site/0.txt", "--rules", "site.toml", *here).stdout
    assert MENU[1] not in by_option
    assert MENU[1] in full_command("clean", "site/0.txt", *here).stdout
    Path("cleaner.toml").write_text('rules = ["site.toml"]\n', encoding="utf-8")
    assert full_command("clean", "site/0.txt", *here).stdout == by_option


def test_all_forms_of_input_teach_the_same(site: Path, full_command: Command) -> None:
    """Files, records and compressed files of the same texts give the same bytes, on standard output too."""
    records = "".join(json.dumps({"text": text, "url": f"https://varn-courier.com/{n}"}) + "\n" for n, text in enumerate(SITE))
    Path("site.jsonl").write_text(records, encoding="utf-8")
    Path("packed").mkdir()
    for number, text in enumerate(SITE):
        Path(f"packed/{number}.txt.gz").write_bytes(gzip.compress(text.encode()))
    written = full_command("learn", "site", "--host", "varn-courier.com").stdout

    assert written.startswith("# Proposed by `cleaner learn` from 5 pages")
    assert full_command("learn", "packed", "--host", "varn-courier.com").stdout == written
    assert full_command("learn", "site.jsonl").stdout == written


def test_nothing_learned_is_told_by_the_exit_code(site: Path, full_command: Command) -> None:
    """No file is written where nothing repeats on enough pages."""
    result = full_command("learn", "site", "--min-pages", "6", "-o", "site.toml")

    assert (result.exit_code, result.stderr) == (1, "5 pages: nothing repeats that is chrome for certain\n")
    assert not Path("site.toml").exists()


def test_an_input_is_not_overwritten(site: Path, full_command: Command) -> None:
    """A rule file in place of a page is a mistake, unless it is asked for."""
    result = full_command("learn", "site", "-o", "site/0.txt")

    assert result.exit_code == 2
    assert Path("site/0.txt").read_text(encoding="utf-8") == SITE[0]


def test_pages_of_several_sites_need_a_host(site: Path, full_command: Command) -> None:
    """Each page of another site is told once, and those of the named one are learned from."""
    hosts = ("a.org", "b.org", "a.org", "a.org", "a.org")
    records = "".join(json.dumps({"text": text, "url": f"https://{host}/"}) + "\n" for text, host in zip(SITE, hosts, strict=True))
    Path("mixed.jsonl").write_text(records, encoding="utf-8")

    assert full_command("learn", "mixed.jsonl").exit_code == 2
    named = full_command("learn", "mixed.jsonl", "--host", "a.org")
    assert (named.exit_code, named.stderr.split(":")[0]) == (0, "4 pages")


def test_an_input_that_cannot_be_read_does_not_stop_the_others(site: Path, full_command: Command) -> None:
    """The exit code tells of it; the rest is learned from."""
    Path("site/broken.txt").write_bytes(b"\x81\x8d\x8f\x90\x9d" * 40)
    result = full_command("learn", "site", "site/missing.txt", "-o", "site.toml")

    assert result.exit_code == 2
    assert "site/missing.txt" in result.stderr
    assert Path("site.toml").exists()
