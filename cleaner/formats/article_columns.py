"""Articles as columns of Arrow: a struct with the fields of `cleaner clean --format jsonl`, each with a type of its own.

What is a table of names there is a list of `key` and `value` here, and a span is `start` and `end`: every engine that takes Arrow knows
lists and structs, and `datasets` knows no maps.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec.inspect as kinds

from cleaner.document.article import Article
from cleaner.document.record import ARTICLE_FIELDS, ArticleRecord

if TYPE_CHECKING:
    import pyarrow as pa


def article_fields(names: Iterable[str]) -> list[pa.Field]:
    """The columns of Arrow for some fields of the record of an article."""
    import pyarrow as pa  # an extra brings it

    types = _types()
    return [pa.field(name, _arrow(types[name])) for name in names]


def typed(record: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of the record of an article as values of those columns."""
    types = _types()
    return {name: _value(types[name], value) for name, value in record.items()}


def article_type() -> pa.StructType:
    """The Arrow type of an article: its number on the page, and what its record says of it."""
    import pyarrow as pa

    return pa.struct(article_fields(("number", *ARTICLE_FIELDS)))


def article_value(article: Article, number: int) -> dict[str, Any]:
    """An article as a value of that type.

    Args:
        number: its place on the page, from 1.
    """
    return typed({"number": number, **article.to_dict()})


@cache
def _types() -> Mapping[str, kinds.Type]:
    return {field.name: field.type for field in kinds.type_info(ArticleRecord).fields}  # type: ignore[attr-defined]  # of a struct


def _bare(kind: kinds.Type) -> kinds.Type:
    """A type without its description, and without None, which every column may hold."""
    while isinstance(kind, kinds.Metadata | kinds.UnionType):
        kind = kind.type if isinstance(kind, kinds.Metadata) else next(one for one in kind.types if not isinstance(one, kinds.NoneType))
    return kind


def _arrow(kind: kinds.Type) -> pa.DataType:
    import pyarrow as pa

    match _bare(kind):
        case kinds.StrType() | kinds.LiteralType() | kinds.EnumType():
            return pa.string()
        case kinds.IntType():
            return pa.int64()
        case kinds.FloatType():
            return pa.float64()
        case kinds.ListType(item_type=item):
            return pa.list_(_arrow(item))
        case kinds.DictType(key_type=key, value_type=value):
            return pa.list_(pa.struct([("key", _arrow(key)), ("value", _arrow(value))]))
        case kinds.TupleType(item_types=(start, end)):
            return pa.struct([("start", _arrow(start)), ("end", _arrow(end))])
    raise TypeError(f"no Arrow type is known for {kind}")


def _value(kind: kinds.Type, value: Any) -> Any:
    if value is None:
        return None
    match _bare(kind):
        case kinds.ListType(item_type=item):
            return [_value(item, one) for one in value]
        case kinds.DictType(value_type=item):
            return [{"key": key, "value": _value(item, one)} for key, one in value.items()]
        case kinds.TupleType():
            return dict(zip(("start", "end"), value, strict=True))
    return value
