"""What a configuration may say, as records that `msgspec` reads tables into. `config` finds it and checks what types cannot say."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from cleaner.document.claim import is_named
from cleaner.document.policy import DEFAULT_ENGINE, DEFAULT_FIELDS

BASELINE = ".cleaner-baseline.json"
# Nothing is named with a NUL.
Text = Annotated[str, Meta(pattern=r"\A[^\0]+\Z", description="a non-empty string without NUL")]
MaybeText = Annotated[str, Meta(pattern=r"\A[^\0]*\Z", description="a string without NUL")]
Words = Annotated[tuple[Text, ...], Meta(description="a list of non-empty strings without NUL")]


class Settings(Struct, frozen=True, rename="kebab"):
    """How files are cleaned.

    Args:
        policy: `safe` or `thorough`. Left out, each command has its own: `check` and `fix` are `safe`, the others `thorough`.
        rules: rule files, or folders of them, to add to those that ship.
        select: the only rules or rule sets to use.
        disable: rules, rule sets, or what else `cleaner explain` names, to leave out.
        keep: parts or zones that stay.
        fields: the fields of records that hold texts: keys of JSON, with dots between levels, or columns of tables.
        engine: what reads web pages: `blocks` or `trafilatura`.
        model: a file of weights of the line model, instead of those that ship.
        min_confidence: how sure the line model must be to remove a line, 0 to 1. Left out, the policy says it.
        page_kind: what kind of page each page is, if you know. Left out, the line model finds out.
        text_field: for `cleaner run`, the column of records that holds texts; guessed where nothing is said, and told.
        html_field: the column that holds web pages.
        id_field: the column that names records.
        url_field: the column that says where they were fetched; adds the rules of that site.
    """

    policy: Text | None = None
    rules: Words = ()
    select: Words = ()
    disable: Words = ()
    keep: Words = ()
    fields: Words = DEFAULT_FIELDS
    engine: Text = DEFAULT_ENGINE
    model: MaybeText = ""
    min_confidence: Annotated[float, Meta(description="a number")] | None = None
    page_kind: Text | None = None
    text_field: Text | None = None
    html_field: Text | None = None
    id_field: Text | None = None
    url_field: Text | None = None


class Allowance(Struct, frozen=True):
    """A text that stays although a rule names it.

    Args:
        text: the text, as the line or the stretch of it stands, without the white space around it.
        why: why it stays.
        paths: the only files in which it stays; all files where nothing is said.
        finder: the only rule, rule set or other finder that is to leave it alone; all of them where nothing is said.
    """

    text: Text
    why: Text
    paths: Words = ()
    finder: MaybeText = ""

    def names(self, finder: str) -> bool:
        """Whether it speaks of a finder."""
        return not self.finder or is_named(finder, self.finder)


class Override(Settings, frozen=True, rename="kebab", kw_only=True):
    """Settings for some paths; what it does not name stays as it is.

    Args:
        paths: the files it speaks of, as patterns of `.gitignore`.
    """

    paths: Annotated[Words, Meta(min_length=1, description="a list of one or more non-empty strings without NUL")]


class ConfigFile(Settings, frozen=True, rename="kebab"):
    """What a file may say.

    Args:
        include: the only files that `check` and `fix` look at, and that `clean` takes of a folder.
        exclude: files that they pass over, even if they are given by name.
        baseline: the file of known findings.
        allow: texts that stay.
        overrides: settings for some files; the last one that names a setting wins.
    """

    include: Words = ()
    exclude: Words = ()
    baseline: Text = BASELINE
    allow: Annotated[tuple[Allowance, ...], Meta(description="a list of tables")] = ()
    overrides: Annotated[tuple[Override, ...], Meta(description="a list of tables")] = ()
