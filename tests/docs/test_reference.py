"""The pages of the reference that follow from the code, before they are pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cleaner import clean
from cleaner.formats.config_file import Allowance, ConfigFile, Override
from cleaner.rules.tables import RuleTable

pytest.importorskip("griffe", reason="docstrings cannot be read without griffelib: the extra `docs`")

from docs.generate.commands import command_reference
from docs.generate.configuration import configuration_reference, meanings
from docs.generate.exit_codes import exit_codes
from docs.generate.markup import code, prose, table
from docs.generate.parts import parts_tables, policies_table
from docs.generate.records import article_fields
from docs.generate.root_files import relinked
from docs.generate.rule_files import rule_file_guide, rule_file_keys

RECORDS = Path(__file__).parents[2] / "docs" / "reference" / "records.md"


def test_cells_hold_what_they_are_given() -> None:
    """Signs of HTML are escaped, names between backticks are code, and a cell stands on one line."""
    assert table(["a"], [[prose("`x` < y\n\nz")], [code("<b>")], [code("")]]) == (
        '<table>\n<thead><tr>\n<th scope="col">a</th>\n</tr></thead>\n<tbody>\n<tr><td><code>x</code> &lt; y z</td></tr>\n'
        "<tr><td><code>&lt;b&gt;</code></td></tr>\n<tr><td></td></tr>\n</tbody>\n</table>"
    )


def test_a_command_is_told_with_arguments_options_and_defaults() -> None:
    """Its usage, what each takes, what counts where it is left out, and its examples as code."""
    told = command_reference()
    section = told[told.index("## `cleaner explain`") : told.index("## `cleaner check`")]

    assert "```text\ncleaner explain [OPTIONS] FILE[:LINE[:COLUMN]]\n```" in section
    assert "<tr><td><code>FILE[:LINE[:COLUMN]]</code></td>" in section and "<td>required</td></tr>" in section
    assert "<code>--policy safe|thorough</code></td>" in section and "<td>thorough</td></tr>" in section
    assert "<code>-j</code><br><code>--processes N</code>" in told
    assert [line for line in told.splitlines() if "\b" in line] == []


def test_every_key_of_a_configuration_has_a_meaning() -> None:
    """And a type and a default."""
    told = configuration_reference()

    assert [name for kind in (ConfigFile, Override, Allowance) for name in kind.__struct_fields__ if name not in meanings(kind)] == []
    found = re.findall(r"<tr><td><code>([\w-]+)</code></td><td>.+?</td><td>(.+?)</td><td>(.+?)</td></tr>", told)
    rows = {name: (kind, default) for name, kind, default in found}
    assert {name: rows[name] for name in ("fields", "min-confidence", "overrides", "why")} == {
        "fields": ("list of texts", '<code>["text"]</code>'),
        "min-confidence": ("number", "none"),
        "overrides": ("list of tables", "none"),
        "why": ("text", "required"),
    }
    assert "<tr><td><code>why</code></td><td>why it stays.</td>" in told


def test_exit_codes_are_those_that_help_texts_state() -> None:
    """Each with its meaning, also where a sentence holds several commas."""
    stated = exit_codes()

    assert list(stated) == [f"cleaner {name}" for name in ("clean", "run", "explain", "check", "fix", "sample", "learn", "rules test")]
    assert stated["cleaner rules test"] == {0: "all hold", 1: "some do not", 2: "a rule file is faulty"}
    assert stated["cleaner run"] == {
        0: "all is clean",
        1: "documents lie in quarantine",
        2: "wrong use, an input that was changed or vanished while it was read, or a run that could not go on, such as on a full disk",
        130: "interrupted",
    }


def test_parts_tell_what_becomes_of_them() -> None:
    """In their zones, under each policy."""
    told = parts_tables()

    assert re.findall(r"^### (\w+)", told, re.MULTILINE) == ["head", "body", "tail", "chrome", "residue"]
    assert "The section label above a headline.</td><td>kept</td><td>kept</td>" in told
    assert "The label an advertisement leaves behind.</td><td>removed</td><td>removed</td>" in told
    assert "<tr><td><code>safe</code></td><td>1</td><td>0.965</td><td>0.965</td><td>yes</td></tr>" in policies_table()


def test_fields_of_articles_have_types_in_words() -> None:
    """Of every kind that the schema has."""
    told = article_fields()

    assert [kind for kind in (" object", " array", "string", "None", "$ref") if kind in told] == []
    for name, kind in (("spans", "table of lists of pairs of integers"), ("bylines", "list of texts"), ("published", "text or null")):
        assert f"<tr><td><code>{name}</code></td><td>{kind}</td>" in told


def test_the_fields_of_pages_are_those_that_are_written() -> None:
    """Records of pages and entries hold what the page about them lists, and nothing else."""
    written = json.loads(clean("The port reopened on Tuesday.\n\nAdvertisement\n\n" + "Ferries sail again from Friday. " * 60).to_json())
    page, entry, _ = (section for section in RECORDS.read_text(encoding="utf-8").partition("## Pages")[2].split("\n|---|---|\n")[1:])
    told = [re.findall(r"`([a-z_]+)`", row.split("|")[1]) for table in (page, entry) for row in table.splitlines() if row.startswith("| ")]

    assert {name for names in told for name in names} == {*written, *(name for one in written["ledger"] for name in one), "path", "fate"}


def test_rule_files_are_told_from_their_records_and_their_guide() -> None:
    """The guide without its title, and a table for each table of a file."""
    told = rule_file_keys()

    assert rule_file_guide().startswith("One TOML file a theme")
    assert "<tr><td><code>max_words</code></td><td>a whole number, 0 or more</td><td><code>40</code></td></tr>" in told
    assert "<td>a table: <code>line, in a guard</code></td>" in told
    assert [name for name in RuleTable.__struct_fields__ if f"<td><code>{name}</code></td>" not in told] == []


def test_links_of_root_files_lead_to_pages() -> None:
    """Those to files that are pages, and to other sites; others are names."""
    text = "[a](docs/b.md#c) [d](README.md#e) [f](./SECURITY.md) [LICENSE](LICENSE) [g](seeds/README.md) [h](https://example.com/i) [j](#k)"

    assert relinked(text) == "[a](b.md#c) [d](index.md) [f](security.md) LICENSE g (`seeds/README.md`) [h](https://example.com/i) [j](#k)"
