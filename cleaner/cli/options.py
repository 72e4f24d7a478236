"""The options of all commands, each once: its name, what it takes, and its help."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from enum import StrEnum
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_type_hints

import msgspec
import typer

from cleaner.corpus.choices import TIMEOUT, Records, Removals
from cleaner.document.claim import FINDERS
from cleaner.document.parts import PageKind, Part, Zone
from cleaner.document.policy import CHECK_POLICY, DEFAULT_ENGINE, DEFAULT_FIELDS, DEFAULT_POLICY, ENGINES, PRESETS
from cleaner.errors import suggestion
from cleaner.formats.render import ALIASES, Format
from cleaner.formats.reports import Report

_Form = TypeVar("_Form", bound=StrEnum)


class Judgement(StrEnum):
    """What the answers of a person come to."""

    allow = "allow"
    rules = "rules"


def _named(kind: type[_Form], aliases: Mapping[str, str]) -> Callable[[str], _Form]:
    """What reads the name of a form; one that nobody knows is an error with a suggestion."""

    def read(given: str) -> _Form:
        try:
            return kind(aliases.get(given, given))
        except ValueError:
            raise typer.BadParameter(f"{given!r} is none; {suggestion(given, [*kind, *aliases])}") from None

    return read


def _path(given: str) -> Path:
    """A path as it was given; an empty one, such as of a variable that is not set, would stand for the current folder."""
    if not given:
        raise typer.BadParameter("a path is empty; write . for the current folder")
    return Path(given)


def _fields(given: str) -> str:
    if not all(given.split(",")):
        raise typer.BadParameter("a name of a field is empty; write --fields text,body")
    return given


def _text(*names: str, metavar: str | None = None, help: str, kind: Any = str | None, default: Any = False, **more: Any) -> Any:  # noqa: A002
    """An option that takes a word; without it, what `default` says is shown, or nothing."""
    return Annotated[kind, typer.Option(*names, metavar=metavar, help=help, show_default=default, **more)]


def _words(*names: str, **more: Any) -> Any:
    return _text(*names, kind=list[str] | None, **more)


def _flag(*names: str, help: str) -> Any:  # noqa: A002
    return Annotated[bool, typer.Option(*names, help=help)]


def _argument(kind: Any, metavar: str, help: str, **more: Any) -> Any:  # noqa: A002
    return Annotated[kind, typer.Argument(metavar=metavar, help=help, **{"show_default": False, **more})]


def _choice(kind: type[StrEnum], name: str, help: str) -> Any:  # noqa: A002
    """An option that takes one of a few words."""
    return _text(name, metavar="|".join(kind), help=help, kind=kind, parser=_named(kind, {}), default=True)


def _column(name: str, help: str) -> Any:  # noqa: A002
    """An option that takes the name of a column."""
    return _text(name, metavar="NAME", help=help, default="guessed, and told")


_INPUTS = "Files, folders, archives and URLs: texts, web pages, JSONL, JSON, CSV, TSV, Parquet, WARC, WET, tar and zip, packed or not."
_FILES = ("jsonl", "jsonl.gz", "jsonl.zst", "csv", "parquet")
_OUT = "A file, by whose ending records are written: .jsonl, .csv, .parquet, .jsonl.gz, .jsonl.zst; or a folder, with a / after its name."
_LEDGER = "What was removed, in a column of records of documents: [start, end, rule, part, confidence], or attributes as dolma has them."
_POLICY = "safe removes what is certain, or nearly; thorough takes what is best for the page as a whole."
_SURE = ", ".join(f"{policy.min_confidence} under {name}" for name, policy in PRESETS.items())
_MOMENTS = ["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z"]
_JUDGED = "What becomes of the answers: texts that a configuration allows, or examples for rule files."
_FORM = {"parser": _named(Format, ALIASES), "kind": Format | None}
_REPORT = {"parser": _named(Report, {}), "kind": Report}
# The options by the names of the parameters that take them.
OPTIONS: dict[str, Any] = {
    "paths": _argument(
        list[Path] | None,
        "PATHS",
        "Files, folders of text files, or - for standard input.",
        parser=_path,
        show_default="the current folder",
    ),
    "place": _argument(str, "FILE[:LINE[:COLUMN]]", "A file, or - for standard input; with a line, the card of that line."),
    "rule_id": _argument(str, "ID", "The id of a rule, as `cleaner rules list` shows it."),
    "rule_files": _argument(list[Path] | None, "FILES", "Rule files to test among the shipped rules; else those are tested."),
    # How pages are read and cleaned.
    "policy": _text("--policy", metavar="|".join(PRESETS), help=_POLICY, default=DEFAULT_POLICY),
    "min_confidence": _text(
        "--min-confidence",
        metavar="0..1",
        help="How sure the line model must be to remove a line; at 1 it removes next to nothing.",
        kind=float | None,
        default=_SURE,
    ),
    "model": _text(
        "--model", metavar="FILE", help="Weights of the line model, instead of those that ship.", kind=Path | None, parser=_path
    ),
    "page_kind": _text(
        "--page-kind",
        metavar="KIND",
        help=f"What kind of page each page is, if you know: {', '.join(PageKind)}.",
        default="the line model finds out",
    ),
    "rules": _text("--rules", metavar="FILE", help="A rule file, or a folder of them, to add to the shipped.", kind=list[Path] | None),
    "disable": _words(
        "--disable",
        metavar="RULE",
        help=f"A rule, a rule set, or what else explain names ({', '.join(FINDERS)}), to leave out. Repeatable.",
    ),
    "keep": _words("--keep", metavar="PART", help=f"A part to keep ({', '.join(Part)}), or a zone ({', '.join(Zone)}). Repeatable."),
    "fields": _words(
        "--fields",
        metavar="NAMES",
        parser=_fields,
        help="The fields of records that hold texts, with commas between them, such as text,pages.body.",
        default=",".join(DEFAULT_FIELDS),
    ),
    "url": _text("--url", help="Where the page came from, if it does not say so itself; adds the rules of that site."),
    "reference": _text(
        "--reference",
        formats=_MOMENTS,
        help='When the pages were fetched: what "3 hours ago" is counted from.',
        kind=datetime | None,
    ),
    "engine": _text(
        "--engine",
        metavar="|".join(ENGINES),
        help="For web pages: blocks is the library's own; trafilatura is asked too where the policy follows what it says (thorough).",
        default=DEFAULT_ENGINE,
    ),
    "encoding": _text("--encoding", metavar="NAME", help="Read the inputs in it, whatever they declare, such as cp1252."),
    "config": _text(
        "--config", metavar="FILE", help="The configuration to use, instead of the nearest one above each file.", kind=Path | None
    ),
    # What is written of them.
    "out": _text("-o", "--out", metavar="OUT", help="A folder for one output per input, or a file for one input.", kind=Path | None),
    "form": _text(
        "--format",
        metavar="text|md|html|json|jsonl",
        help="All kept text, Markdown (also: markdown), HTML, or JSON: a record a page (json) or an article (jsonl).",
        default="text",
        **_FORM,
    ),
    "force": _flag("--force", help="Write even over inputs, or inside an input folder."),
    "split": _flag("--split", help="A file per article, called NNN-headline, in the folder that -o names."),
    "front_matter": _flag("--front-matter", help="Markdown begins with headline, names and dates as YAML."),
    "images": _flag("--images", help="Markdown and HTML of web pages hold the images of their stories."),
    "unique": _flag("--unique", help="Each story once, from its fullest copy, in one process; needs the extra `stories`."),
    "one": _flag("--one", help="One article a page, where each page holds one story: all that is kept is its text."),
    "quiet": _flag("--quiet", "-q", help="No summary on standard error."),
    "html": _text("--html", metavar="OUT", help="Write the account as one HTML file that a browser shows.", kind=Path | None),
    # What `check` does with what it finds.
    "report": _text(
        "--output-format", metavar="|".join(Report), help="Lines, JSON, SARIF, or annotations of GitHub.", default=True, **_REPORT
    ),
    "fix": _flag("--fix", help="Rewrite the files first, as cleaner fix does, and tell of what is left."),
    "diff": _flag("--diff", help="Print the changes that --fix would make, as a patch, and make none."),
    "write_baseline": _flag("--write-baseline", help="Know all that is found from now on."),
    "no_baseline": _flag("--no-baseline", help="Tell of known findings too."),
    # Runs over corpora.
    "inputs": _argument(list[str], "INPUTS", _INPUTS),
    "output_name": _text("-o", "--out", metavar="OUT", kind=str, help=_OUT),
    "records": _choice(Records, "--records", "A record an article, or one a document with its text cleaned."),
    "column": _text("--column", metavar="NAME", help="Where records of documents have the cleaned text.", default="where the text was"),
    "ledger": _choice(Removals, "--ledger", _LEDGER),
    "files": _text("--format", metavar="|".join(_FILES), help="What the files of a folder are.", default=_FILES[0]),
    "processes": _text(
        "-j", "--processes", metavar="N", kind=int | None, min=1, help="How many processes clean.", default="one for each core"
    ),
    "timeout": _text(
        "--timeout",
        metavar="SECONDS",
        kind=float,
        min=0,
        help="How long a document may take; then it goes to quarantine. 0 for any time.",
        default=True,
    ),
    "restart": _flag("--restart", help="Begin anew, whatever was done before, and replace OUT."),
    "report_page": _text("--html", metavar="FILE", help="Write the report as one HTML file, too.", kind=Path | None, parser=_path),
    "text_field": _column("--text-field", "The column of records that holds texts; a.b is the field b of the objects in column a."),
    "html_field": _column("--html-field", "The column that holds web pages."),
    "id_field": _column("--id-field", "The column that names records."),
    "url_field": _column("--url-field", "The column that says where they were fetched; adds the rules of that site."),
    # Site memory.
    "rule_file": _text("-o", "--out", metavar="FILE", help="The rule file to write; else it goes to standard output.", kind=Path | None),
    "host": _text("--host", help="The site, such as example.com: pages of others are passed over, and the rules hold on its pages alone."),
    "min_pages": Annotated[int, typer.Option("--min-pages", min=2, help="On how many pages, no copies of each other, a line must stand.")],
    # Lists of rules.
    "part": _text("--part", help="Only rules for this part, or for this zone."),
    "language": _text("--language", help="Only rules of this language, such as de, or und."),
    # Judging what a run removed.
    "run": _argument(Path, "RUN", "What cleaner run wrote, or the folder beside it that ends in .run.", parser=_path),
    "rule": _text("--rule", metavar="RULE", help="Only what this rule or rule set removed, or model, or a pass.", kind=str),
    "below": _text(
        "--below",
        metavar="0..1",
        help="Only what the finder was less sure of than this; rules are certain.",
        kind=float | None,
        min=0,
        max=1,
    ),
    "number": Annotated[int, typer.Option("-n", "--number", help="How many removals to draw.", min=1)],
    "answers": _text("--answers", metavar="SHEET", help="A sheet on which somebody has answered.", kind=Path | None, parser=_path),
    "as_form": _text("--as", metavar="allow|rules", help=_JUDGED, default="allow", parser=_named(Judgement, {}), kind=Judgement | None),
    "removed_part": _text("--part", help="Only what was taken for this part, or for a part of this zone.", kind=str),
    "draw_seed": Annotated[int, typer.Option("--seed", help="What removals are drawn by; the same gives the same.", min=0)],
    "judged_out": _text(
        "-o", "--out", metavar="OUT", help="A sheet to write (.tsv, .jsonl), or what answers come to (.toml).", kind=Path | None
    ),
    # Training.
    "pages": Annotated[list[Path], typer.Option("--pages", metavar="FOLDER", help="A folder of pages; may be given several times.")],
    "output": Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Where the weights go; their card goes beside, as .md.")],
    "seed": Annotated[int, typer.Option(help="What everything is drawn by; the same gives the same bytes, but for the day.", min=0)],
    "data": Annotated[str, typer.Option("--data", help="What the pages are, for the card.")],
    "licence": Annotated[str, typer.Option(help="The licence of the pages, for the card.")],
    "figures": Annotated[
        bool, typer.Option("--figures/--no-figures", help="Cross-validate by host and print the figures, which takes longer.")
    ],
}
# Those that several commands have, and of which `clean` says something else.
CLEAN_OPTIONS: dict[str, Any] = {
    "processes": _text("-j", "--processes", metavar="N", kind=int, min=1, help="How many processes clean.", default=True),
    "timeout": _text(
        "--timeout",
        metavar="SECONDS",
        kind=float | None,
        min=0,
        help="How long a text may take, in a process of its own; then its file is told and left out. 0 for any time.",
        default=f"{TIMEOUT:g}, and with -j 1 any time",
    ),
}
CHECK_POLICY_OPTION = _text("--policy", metavar="|".join(PRESETS), help=_POLICY, default=CHECK_POLICY)


def with_options(command: Callable[..., None], without: Collection[str] = (), **instead: Any) -> Callable[..., None]:
    """A command as the parser takes it: each parameter by its option, and each field of a parameter that is a record by one of its own.

    Args:
        without: fields of records that the command has no options for.
        instead: options that take the place of those of the same name.
    """
    options = {**OPTIONS, **instead}
    kinds = get_type_hints(command)
    groups = {name: kind for name, kind in kinds.items() if isinstance(kind, type) and issubclass(kind, msgspec.Struct)}
    flat: list[Parameter] = []
    for name, parameter in signature(command).parameters.items():
        if name not in groups:
            flat.append(parameter.replace(annotation=options[name]))
            continue
        for field in msgspec.structs.fields(groups[name]):
            if field.name in options and field.name not in without:
                default = None if field.default == () else field.default
                flat.append(Parameter(field.name, parameter.kind, default=default, annotation=options[field.name]))

    @wraps(command)
    def taking_all(**given: Any) -> None:
        made = {}
        for name, kind in groups.items():
            values = {field: given.pop(field) for field in kind.__struct_fields__ if field in given}
            made[name] = kind(**{key: tuple(one) if isinstance(one, list) else one for key, one in values.items() if one is not None})
        command(**given, **made)

    taking_all.__signature__ = Signature(flat)  # type: ignore[attr-defined]
    taking_all.__annotations__ = {parameter.name: parameter.annotation for parameter in flat}
    return taking_all
