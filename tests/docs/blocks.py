"""The blocks of a page as examples of Sybil: each is run, read, written to a file, compared, or left out with a reason.

The title of a block is the file that it is written to, in the folder that `cd` has led to:

    ```toml title="NAME"

A comment before a block says more of it:

    <!-- file: NAME -->        the same as a title, for pages that no MkDocs shows
    <!-- prints -->            the block is what the Python or Bash before it printed
    <!-- not run: REASON -->   the block is left out
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import tomllib
from collections.abc import Callable, Iterable
from doctest import ELLIPSIS

import yaml
from sybil import Document, Example, Lexeme, Region
from sybil.evaluators.doctest import DocTestEvaluator
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.abstract import DocTestStringParser
from sybil.parsers.markdown.lexers import RawFencedCodeBlockLexer

from tests.docs import console, installs
from tests.docs.shell import Shell

_FENCES = RawFencedCodeBlockLexer(re.compile(r"[ \t]*(?P<language>[\w-]*)[^\n]*\n"))
_TITLE = re.compile(r'[^\n]*\btitle="([^"\n]+)"')
_DIRECTIVE = re.compile(r"<!--\s*(file|prints|not run)(?::\s*(.*?))?\s*-->\s*", re.DOTALL)
# They are read, at least. Of the others nothing can be said, and nothing need be.
_READ: dict[str, Callable[[str], object]] = {"toml": tomllib.loads, "yaml": yaml.safe_load, "json": json.loads}
_SHOWN = {"text", "html", "markdown", "csv", "diff", "mermaid"}


def directive(document: Document, region: Region) -> tuple[str, str]:
    """What the comment right before a block says, and of what; else `file` and its title; "" and "" where it has neither."""
    comment = document.text.rfind("<!--", 0, region.start)
    found = _DIRECTIVE.fullmatch(document.text, max(comment, 0), region.start)
    if found:
        return found[1], found[2] or ""
    title = _TITLE.match(document.text, region.start)
    return ("file", title[1]) if title else ("", "")


def left_out(document: Document) -> list[str]:
    """The reasons of the blocks that are not run."""
    return [reason for what, reason in (directive(document, block) for block in _FENCES(document)) if what == "not run"]


class BlockParser:
    """A parser of Sybil: every fenced block of a page with what becomes of it."""

    def __init__(self, shell: Shell) -> None:
        """Where commands of the page run."""
        self._shell = shell
        self._printed = ""
        self._doctests = DocTestStringParser(DocTestEvaluator(ELLIPSIS))
        self._run_python = PythonEvaluator()

    def __call__(self, document: Document) -> Iterable[Region]:
        """The examples of a page. Raises ValueError for a block of which nobody can tell whether it holds."""
        for region in _FENCES(document):
            source, language = region.lexemes["source"], region.lexemes["language"]
            what, about = directive(document, region)
            region.parsed = source
            if what == "not run":
                if not about:
                    raise ValueError(f"{document.region_details(region)} is left out without a reason")
            elif language in ("python", "pycon") and source.startswith(">>>"):
                yield from self._sessions(region, source, document)
            else:
                region.evaluator = self._evaluator(language, what, about)
                if region.evaluator is None:
                    raise ValueError(f"{document.region_details(region)}: nothing is known of blocks in {language!r}")
                yield region

    def _sessions(self, block: Region, source: Lexeme, document: Document) -> Iterable[Region]:
        for region in self._doctests(source, document.path):
            region.adjust(block, source)
            yield region

    def _evaluator(self, language: str, what: str, about: str) -> Callable[[Example], str | None] | None:
        if what == "file":
            return lambda example: self._write(about, language, example.parsed)
        if what == "prints":
            return lambda example: self._compare(example.parsed)
        if language == "python":
            return self._python
        if language in ("bash", "sh"):
            return lambda example: self._bash(example.parsed)
        if language == "console":
            return lambda example: self._console(example.parsed)
        if language in _READ:
            return lambda example: self._read(language, example.parsed)
        return (lambda example: None) if language in _SHOWN else None

    def _write(self, name: str, language: str, text: str) -> str | None:
        file = self._shell.here / name
        if not file.resolve().is_relative_to(self._shell.folder.resolve()):
            return f"{name} lies outside the folder of the page"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
        return self._read(language, text) if language in _READ else None

    def _read(self, language: str, text: str) -> str | None:
        try:
            _READ[language](text)
        except (ValueError, yaml.YAMLError) as error:  # tomllib and json raise kinds of ValueError
            return f"no {language}: {error}"
        return None

    def _python(self, example: Example) -> None:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), contextlib.chdir(self._shell.folder):
            self._run_python(example)
        self._printed = printed.getvalue()

    def _bash(self, source: str) -> str | None:
        if installs.installs(source):
            return installs.faults(source)
        code, self._printed = self._shell.run(source, strict=True)
        return f"{source}ended with exit code {code}, and printed:\n{self._printed}" if code else None

    def _console(self, source: str) -> str | None:
        self._printed = ""  # a console shows its output itself
        return installs.faults(source) if installs.installs(source) else console.differences(self._shell, source)

    def _compare(self, text: str) -> str | None:
        if console.matches(tuple(text.splitlines()), self._printed):
            return None
        return f"shown is:\n{text}but printed was:\n{self._printed}"
