"""How the reference shows records: the fields of a `msgspec.Struct` are the arguments of its constructor, which no source spells out."""

from __future__ import annotations

from typing import Any

import griffe

_RECORDS = ("Struct", "msgspec.Struct", "TypedDict", "NamedTuple")


class StructSignatures(griffe.Extension):
    """Gives each record the signature that is made for it."""

    def on_package(self, *, pkg: griffe.Module, **_: Any) -> None:
        """Complete the classes of a package, once all of it is read.

        Args:
            pkg: the package.
        """
        _complete(pkg)


def _complete(found: griffe.Module | griffe.Class) -> None:
    for member in list(found.members.values()):
        if member.is_alias:
            continue
        if isinstance(member, griffe.Class) and "__init__" not in member.members and is_record(member):
            member.set_member("__init__", _constructor(member))
        if isinstance(member, griffe.Class | griffe.Module):
            _complete(member)


def is_record(found: griffe.Class) -> bool:
    """Whether the constructor of a class takes its fields, by the classes that it is made of."""
    own = any(str(base).split("[")[0] in _RECORDS for base in found.bases)
    return own or any(isinstance(base, griffe.Class) and is_record(base) for base in found.resolved_bases)


def _constructor(found: griffe.Class) -> griffe.Function:
    kind = griffe.ParameterKind.positional_or_keyword
    fields = {
        name: griffe.Parameter(name, annotation=member.annotation, default=_default(member.value), kind=kind)
        for owner in (*reversed(found.mro()), found)
        for name, member in owner.members.items()
        if isinstance(member, griffe.Attribute) and _is_field(member)
    }
    parameters = griffe.Parameters(griffe.Parameter("self", kind=kind), *fields.values())
    return griffe.Function("__init__", parameters=parameters, parent=found, returns="None")


def _is_field(member: griffe.Attribute) -> bool:
    return member.annotation is not None and "property" not in member.labels and not member.name.startswith("_")


def _default(value: griffe.Expr | str | None) -> griffe.Expr | str | None:
    """What a field holds where nothing is said; one that is made anew for each record, by what makes it, if users know that."""
    if not isinstance(value, griffe.ExprCall) or value.function.canonical_name != "field":
        return value
    given = {one.name: str(one.value) for one in value.arguments if isinstance(one, griffe.ExprKeyword)}
    factory = given.get("default_factory", "_")
    return given.get("default") or ("..." if factory.startswith("_") else f"{factory}()")
