"""How every command reads and cleans, as its options say: which rules, which policy, which model, which site."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, TypeVar, get_type_hints

import typer

from cleaner.cli.option_types import (
    CheckPolicyName,
    ConfigFile,
    Disabled,
    EncodingName,
    EngineName,
    Fields,
    Kept,
    MinConfidence,
    ModelFile,
    PageKindName,
    PolicyName,
    Reference,
    RuleFiles,
    Url,
)
from cleaner.cli.wishes import Wishes
from cleaner.document.policy import CHECK_POLICY, DEFAULT_POLICY
from cleaner.errors import suggestion

Form = TypeVar("Form", bound=StrEnum)
_NO_ALIASES: Mapping[str, str] = MappingProxyType({})


def named_form(kind: type[Form], aliases: Mapping[str, str] = _NO_ALIASES) -> Callable[[str], Form]:
    """What reads the name of a form; one that nobody knows is an error with a suggestion."""

    def read(given: str) -> Form:
        try:
            return kind(aliases.get(given, given))
        except ValueError:
            raise typer.BadParameter(f"{given!r} is none; {suggestion(given, [*kind, *aliases])}") from None

    return read


def chosen(paths: list[Path] | None) -> list[Path]:
    """The paths that were given, or the current folder."""
    return paths or [Path()]


@dataclass(frozen=True)
class Options:
    """How every command reads and cleans: what is asked for beside a configuration."""

    default_policy: ClassVar[str] = DEFAULT_POLICY

    policy: PolicyName = None
    rules: RuleFiles = None
    disable: Disabled = None
    keep: Kept = None
    fields: Fields = None
    engine: EngineName = None
    encoding: EncodingName = None
    url: Url = None
    reference: Reference = None
    config: ConfigFile = None
    model: ModelFile = None
    min_confidence: MinConfidence = None
    page_kind: PageKindName = None

    def wishes(self, *, baseline: bool = True, one: bool = False) -> Wishes:
        """What they ask for."""
        return Wishes(
            policy=self.policy,
            rules=tuple(map(str, self.rules or ())),
            disable=tuple(self.disable or ()),
            keep=tuple(self.keep or ()),
            fields=tuple(name.strip() for names in self.fields or () for name in names.split(",")),
            engine=self.engine,
            encoding=self.encoding,
            url=self.url,
            reference=self.reference,
            config=self.config,
            baseline=baseline,
            model=str(self.model or ""),
            min_confidence=self.min_confidence,
            page_kind=self.page_kind,
            one=one,
            default_policy=self.default_policy,
        )


@dataclass(frozen=True)
class CheckOptions(Options):
    """The same for commands that change files in place, or tell what they would change."""

    default_policy: ClassVar[str] = CHECK_POLICY

    policy: CheckPolicyName = None


def grouped(command: Callable[..., None]) -> Callable[..., None]:
    """A command as the parser of options takes it: each field of a group of options as an option of its own."""
    told = get_type_hints(command, include_extras=True)
    groups: dict[str, Any] = {name: kind for name, kind in told.items() if is_dataclass(kind)}
    flat: list[Parameter] = []
    for name, parameter in signature(command).parameters.items():
        if name in groups:
            kinds = get_type_hints(groups[name], include_extras=True)
            flat += (Parameter(f.name, parameter.kind, default=f.default, annotation=kinds[f.name]) for f in fields(groups[name]))
        else:
            flat.append(parameter.replace(annotation=told[name]))

    @wraps(command)
    def taking_all(**given: Any) -> None:
        made = {name: kind(**{f.name: given.pop(f.name) for f in fields(kind)}) for name, kind in groups.items()}
        command(**given, **made)

    taking_all.__signature__ = Signature(flat)  # type: ignore[attr-defined]
    taking_all.__annotations__ = {parameter.name: parameter.annotation for parameter in flat}
    return taking_all


# What a command without any of these options is given.
NOTHING_ASKED, NOTHING_CHECKED = Options(), CheckOptions()
