"""The reference of the command: every subcommand with its arguments, options, defaults and examples, from what parses them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

from cleaner.cli.app import application
from docs.generate.markup import code, prose, table

# Before a paragraph of a help text, it says that its lines stay as they are.
_VERBATIM = "\b"


def commands() -> Iterator[tuple[str, Any]]:
    """Each command under the words that call it, groups before those in them."""
    yield from _below("cleaner", typer.main.get_command(application()))


def _below(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    yield name, command
    for word, one in getattr(command, "commands", {}).items():
        yield from _below(f"{name} {word}", one)


def command_reference() -> str:
    """The commands as Markdown, a section each."""
    return "\n\n".join(_section(name, command) for name, command in commands())


def _section(name: str, command: Any) -> str:
    level = "##" if name.count(" ") < 2 else "###"
    blocks = [f"{level} `{name}` {{#{anchor(name)}}}", *_paragraphs(command.help or "")]
    blocks.append("```text\n" + usage(name, command) + "\n```")
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option"]
    if arguments:
        blocks.append(table(["argument", "meaning", "default"], ([code(one.metavar), prose(one.help), _default(one)] for one in arguments)))
    if options:
        blocks.append(table(["option", "meaning", "default"], ([_names(one), prose(one.help), _default(one)] for one in options)))
    return "\n\n".join([*blocks, *_paragraphs(command.epilog or "")])


def anchor(name: str) -> str:
    """What the section of a command is called in addresses."""
    return name.replace(" ", "-")


def usage(name: str, command: Any) -> str:
    """The line that says how a command is called."""
    words = [name]
    if command.params:
        words.append("[OPTIONS]")
    words += [one.metavar if one.required else f"[{one.metavar}]" for one in command.params if one.param_type_name == "argument"]
    if getattr(command, "commands", None):
        words.append("COMMAND")
    return " ".join(words)


def _names(option: Any) -> str:
    """All names of an option, the last with what it takes."""
    names = [*option.opts, *option.secondary_opts]
    taken = "" if option.is_flag else option.metavar or _metavar(option)
    return "<br>".join(code(f"{name} {taken}".strip() if name == names[-1] else name) for name in names)


def _metavar(option: Any) -> str:
    """What an option takes whose own words do not say it: a number, a time or a text."""
    kind = getattr(option.type_descriptor.annotation, "__name__", "")
    return {"int": "N", "float": "NUMBER", "datetime": "TIME"}.get(kind, "TEXT")


def _default(parameter: Any) -> str:
    """What counts where it is left out: in words, or as it would be written."""
    if isinstance(parameter.show_default, str):
        return prose(parameter.show_default)
    if parameter.required:
        return "required"
    if parameter.default in (None, False, (), "") or callable(parameter.default):
        return ""
    if getattr(parameter, "is_flag", False):
        return code(parameter.opts[0])
    return code(str(parameter.default))


def _paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a help text as Markdown; those that are marked as verbatim, as code."""
    for block in text.split("\n\n"):
        if block.lstrip("\n").startswith(_VERBATIM):
            yield "```console\n" + "\n".join(line.removeprefix("  ") for line in block.lstrip(f"\n{_VERBATIM}").splitlines()) + "\n```"
        elif block.strip():
            yield _code_example(block)


def _code_example(paragraph: str) -> str:
    """A paragraph; one that is nothing but an example of a call has it as code."""
    head, mark, rest = paragraph.partition("Example: ")
    if mark and not head:
        return f"Example: `{rest.strip()}`"
    return paragraph.strip()
