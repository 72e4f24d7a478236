"""The site as it is built: all links lead somewhere, nothing is fetched from elsewhere, and what the code has is there."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from selectolax.lexbor import LexborHTMLParser

import cleaner
from cleaner import RuleSet
from cleaner.cli.app import application
from cleaner.formats.config_file import Allowance, ConfigFile
from cleaner.rules.tables import RuleTable

from .links import Site

_MOST_BYTES = 1_000_000


@pytest.fixture(scope="session")
def built(site: Path) -> Site:
    """The site, and what may be wrong with it."""
    return Site(site)


def page(site: Path, path: str) -> LexborHTMLParser:
    """A page of the site."""
    return LexborHTMLParser((site / path / "index.html").read_bytes())


def ids(site: Path, path: str) -> set[str]:
    """All places on a page that links may lead to."""
    return {str(one.attributes["id"]) for one in page(site, path).css("[id]")}


def codes(site: Path, path: str) -> set[str]:
    """All that stands as code in the first cells of the tables of a page, without what options take."""
    return {one.text().split()[0] for one in page(site, path).css("td:first-child code")}


def test_every_link_leads_somewhere(built: Site) -> None:
    """To a page, a place on it or a file that is there."""
    assert built.broken_links() == []


def test_nothing_is_fetched_from_another_host(built: Site) -> None:
    """Neither by pages nor by style sheets."""
    assert built.foreign_resources() == []


def test_every_picture_has_words(built: Site) -> None:
    """For those who do not see it."""
    assert built.silent_pictures() == []


def test_no_id_stands_twice_on_a_page(built: Site) -> None:
    """So that every link leads to one place."""
    assert built.repeated_ids() == []


def test_no_page_is_too_long_to_load(built: Site) -> None:
    """Whatever is generated."""
    assert [built.name(file) for file in built.pages if file.stat().st_size > _MOST_BYTES] == []


def test_every_public_name_has_a_place(site: Path) -> None:
    """In the reference of Python; and so has every error."""
    wanted = {f"cleaner.{name}" for name in cleaner.__all__ if name != "__version__"}
    wanted |= {f"cleaner.errors.{one.__name__}" for one in cleaner.CleanerError.__subclasses__() if one.__module__ == "cleaner.errors"}

    assert wanted - ids(site, "reference/python") == set()


def test_every_command_and_option_has_a_place(site: Path) -> None:
    """In the reference of the command, each command with a section, and each option in a table."""
    group = typer.main.get_command(application())
    commands = {**group.commands, **group.commands["rules"].commands}  # type: ignore[attr-defined]
    options = {name for one in commands.values() for parameter in one.params for name in parameter.opts if name.startswith("-")}

    assert options - codes(site, "reference/command") == set()
    assert {f"cleaner-{name}" for name in group.commands} - ids(site, "reference/command") == set()  # type: ignore[attr-defined]


def test_every_key_of_a_file_has_a_place(site: Path) -> None:
    """Of configurations, and of rules."""
    keys = {*ConfigFile.__struct_encode_fields__, *Allowance.__struct_encode_fields__} - {"allow", "overrides"}

    assert keys - codes(site, "reference/configuration") == set()
    assert {*RuleTable.__struct_fields__} - codes(site, "reference/rule-files") == set()


def test_every_rule_has_a_place(site: Path) -> None:
    """On the page of its rule set, and in the list of all, which leads there."""
    rules = [rule.id for rule in RuleSet.default()]
    names = {rule.partition(".")[0] for rule in rules}
    links = [one.attributes["href"] for one in page(site, "rules").css("table.rules a")]

    assert {rule for name in names for rule in rules if rule.startswith(f"{name}.") and rule not in ids(site, f"rules/{name}")} == set()
    assert sorted(map(str, links)) == sorted(f"{rule.partition('.')[0]}/#{rule}" for rule in rules)
