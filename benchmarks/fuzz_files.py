"""What the fuzzing of `benchmarks.fuzz` makes of files, and what holds of every file that the commands are given."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from gzip import compress
from io import BytesIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import strategies as st

from benchmarks.fuzz_pages import LINES, ODD, TEXTS, WEB_PAGES, Way
from cleaner import CleanedPage, Uncleaned, clean_files
from cleaner.cli.check import check_command, fix_command
from cleaner.document.policy import PRESETS
from cleaner.formats.config import CliOverrides

# The ending of a file's name, and its bytes.
File = tuple[str, bytes]
SUFFIXES = (".txt", ".md", ".jsonl", ".json", ".csv", ".tsv", ".html", ".gz", ".jsonl.gz", "")
# What no message may say: something happened that nobody had thought of.
_UNTHOUGHT_OF = ("please report this", "Traceback")
_TEXT = st.one_of(st.lists(st.sampled_from(LINES), max_size=6).map("\n".join), st.text(max_size=30), st.sampled_from(ODD))
_VALUE = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), _TEXT),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(("text", "url", "a", "")), inner, max_size=3)),
    max_leaves=6,
)
_RECORD = st.dictionaries(st.sampled_from(("text", "text", "url", "id", "text ")), _VALUE, max_size=4)
_JSON = st.tuples(_RECORD, st.booleans()).map(lambda drawn: json.dumps(drawn[0], ensure_ascii=drawn[1]))
_ROWS = st.lists(st.lists(_TEXT.map(lambda text: '"' + text.replace('"', '""') + '"'), min_size=1, max_size=3).map(",".join), max_size=5)
_CONTENTS = st.one_of(
    TEXTS,
    st.lists(_JSON, max_size=5).map("\n".join),
    st.lists(_JSON, max_size=3).map(lambda records: f"[{', '.join(records)}]"),
    _ROWS.map(lambda rows: "\r\n".join(["text,url", *rows])),
)
_BYTES = st.one_of(
    st.builds(
        lambda text, encoding: text.encode(encoding, "replace"),
        _CONTENTS,
        st.sampled_from(("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "shift_jis", "gb18030")),
    ),
    WEB_PAGES.map(lambda page: page if isinstance(page, bytes) else page.encode("utf-8", "replace")),
    st.binary(max_size=200),
)


def _broken(whole: bytes, at: int, cut: int, put: bytes) -> bytes:
    at %= len(whole) + 1
    return whole[:at] + put + whole[at + cut :]


_DAMAGED = st.one_of(
    _BYTES,
    st.builds(_broken, _BYTES, st.integers(0, 400), st.integers(0, 9), st.binary(max_size=3)),
    _BYTES.map(compress),
    st.builds(_broken, _BYTES.map(compress), st.integers(0, 400), st.integers(0, 9), st.binary(max_size=3)),
)
FILES = st.tuples(st.sampled_from(SUFFIXES), _DAMAGED)


def file_of(raw: bytes) -> File:
    """A file of bytes, of which the first one says how its name ends.

    Args:
        raw: the bytes.
    """
    return SUFFIXES[raw[0] % len(SUFFIXES)] if raw else "", raw[1:]


def check_file(file: File, way: Way) -> None:
    """The laws of files: each command ends with a code and messages that were thought of; a fix is whole, and done once.

    Args:
        file: the file.
        way: how it is cleaned.

    Raises:
        AssertionError: if the file breaks one.
    """
    with TemporaryDirectory() as name:
        path, beside = Path(name, f"page{file[0]}"), Path(name, "beside.txt")
        path.write_bytes(file[1])
        beside.write_text("Advertisement\n")
        for page in clean_files([path], policy=way[0], engine=way[1]):
            assert not isinstance(page, Uncleaned) or not any(word in str(page.error) for word in _UNTHOUGHT_OF), str(page.error)
            assert not isinstance(page, CleanedPage) or page.restore() == page.page.source, "the source is not restored"
        overrides = CliOverrides(policy=way[0], engine=way[1])
        found, told = _ended(lambda: check_command([path], overrides, diff=True))
        assert path.read_bytes() == file[1], "a check changed the file"
        code, _ = _ended(lambda: fix_command([path], overrides))
        after = path.read_bytes()
        assert (after != file[1]) <= (code == 1), "a file was changed, and the exit code does not say so"
        assert found == code or code == 2, f"check ended with {found}, and fix with {code}: {told}"
        _ended(lambda: fix_command([path], overrides))
        # Under `thorough` the first choice of the line model stands.
        assert path.read_bytes() == after or not PRESETS[way[0]].asks_again, "a second fix changes the file"
        assert (beside.read_text(), len(list(Path(name).iterdir()))) == ("Advertisement\n", 2), "something else was changed"
        if code == 1 and path.suffix == ".jsonl":
            _check_records(file[1], after)


def _check_records(before: bytes, after: bytes) -> None:
    """Records keep their number, and every value but the texts."""
    for one, other in zip(before.split(b"\n"), after.split(b"\n"), strict=True):
        if one != other:
            old, new = json.loads(one.removeprefix(b"\xef\xbb\xbf")), json.loads(other.removeprefix(b"\xef\xbb\xbf"))
            assert repr(_without_texts(old)) == repr(_without_texts(new)), "more than the texts was changed"


def _without_texts(value: Any) -> Any:
    """A record, or a list of them, with nothing where a text stands."""
    if isinstance(value, list):
        return [_without_texts(one) for one in value]
    return {**value, "text": ""} if isinstance(value, dict) else value


def _ended(command: Callable[[], None]) -> tuple[int, str]:
    """The exit code of a command, and what it told."""
    shown, told = TextIOWrapper(BytesIO(), "utf-8"), TextIOWrapper(BytesIO(), "utf-8", write_through=True)
    code = 0
    with redirect_stdout(shown), redirect_stderr(told):
        try:
            command()
        except SystemExit as end:
            code = int(end.code or 0)
    message = told.buffer.getvalue().decode()
    assert code in (0, 1, 2), f"exit code {code}"
    assert not any(word in message for word in _UNTHOUGHT_OF), message
    return code, message
