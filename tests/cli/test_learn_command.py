"""`cleaner learn`: pages in, a rule file out that every other command takes."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import tomllib
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from cleaner.cli import learn
from cleaner.corpus.site_memory import SiteMemory
from tests.corpus.courier import MENU, MODEL, SITE

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


def test_archives_and_columns_teach_the_same(site: Path, full_command: Command) -> None:
    """WARC, Parquet and tar are read as `cleaner run` reads them, with the columns that options name or the configuration does."""
    address = "https://varn-courier.com/{}"
    rows = [{"said": text, "at": address.format(number)} for number, text in enumerate(SITE)]
    pq.write_table(pa.Table.from_pylist(rows), "site.parquet")
    with tarfile.open("site.tar.gz", "w:gz") as archive:
        for number in range(len(SITE)):
            archive.add(f"site/{number}.txt")
    with Path("site.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number, text in enumerate(SITE):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/plain; charset=utf-8")], protocol="HTTP/1.1")
            record = writer.create_warc_record(address.format(number), "response", io.BytesIO(text.encode()), http_headers=headers)
            writer.write_record(record)
            record.raw_stream.close()
    written = full_command("learn", "site", "--host", "varn-courier.com").stdout
    columns = ("--text-field", "said", "--url-field", "at")

    assert full_command("learn", "site.tar.gz", "--host", "varn-courier.com").stdout == written
    assert full_command("learn", "site.warc.gz").stdout == written
    assert full_command("learn", "site.parquet", *columns).stdout == written
    unnamed = full_command("learn", "site.parquet")
    assert (unnamed.exit_code, unnamed.stdout) == (2, "")
    assert "there are said, at" in unnamed.stderr
    Path("cleaner.toml").write_text('text-field = "said"\nurl-field = "at"\n', encoding="utf-8")
    assert full_command("learn", "site.parquet").stdout == written


def test_the_columns_that_were_guessed_are_told(site: Path, full_command: Command) -> None:
    """What nobody named stands on standard error, unless --quiet."""
    rows = [{"content": text, "link": "https://varn-courier.com/"} for text in SITE]
    Path("site.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    assert "texts from 'content', addresses from 'link'" in full_command("learn", "site.jsonl").stderr.splitlines()[0]
    assert full_command("learn", "site.jsonl", "--quiet").stderr == ""


@pytest.mark.parametrize("host", ["", "http://", "[", "foo bar", "*.example"])
def test_a_host_that_is_none_is_refused(host: str, site: Path, full_command: Command) -> None:
    """No rules are written that would hold everywhere."""
    result = full_command("learn", "site", "--host", host, "-o", "site.toml")

    assert (result.exit_code, Path("site.toml").exists()) == (2, False)
    assert f"host: {host!r} is no name of a host" in result.stderr


def test_standard_input_is_refused(full_command: Command) -> None:
    """As runs refuse it: inputs are files, which the message says."""
    result = full_command("learn", "-")

    assert (result.exit_code, result.stderr) == (2, "cleaner: -: standard input could not be read a second time; save it in a file\n")


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
    assert (named.exit_code, named.stderr.splitlines()[-1].split(":")[0]) == (0, "4 pages")


def test_an_input_that_cannot_be_read_does_not_stop_the_others(site: Path, full_command: Command) -> None:
    """The exit code tells of it; the rest is learned from."""
    Path("site/broken.txt").write_bytes(b"\x81\x8d\x8f\x90\x9d" * 40)
    result = full_command("learn", "site", "site/missing.txt", "-o", "site.toml")

    assert result.exit_code == 2
    assert "site/missing.txt" in result.stderr
    assert Path("site.toml").exists()
