"""What stands before names in a byline line: "By", "Edited by", "Author |", "文・". A label says what its people did."""

from __future__ import annotations

import re

from cleaner.document.records import dataclass
from cleaner.fields.words import BYS, HELPERS, HELPING, WRITERS, WRITING

_SIGN = r"[:：|｜＝=／/・·]"
_BY = re.compile(
    rf"(?i)(?P<words>(?:(?:(?P<writing>{WRITING})|(?P<helping>{HELPING})) )?(?:{BYS}|(?<=a cura )di|(?<=scritto )da))(?:\s*:\s*|\s+)(?=\S)"
)
_DA = re.compile(
    r"(?i)(?P<words>(?:scritto|pubblicato) da|geschrieben von|texte et photos de|texte de|photos de|texto de|fotos de)(?:\s*:\s*|\s+)(?=\S)"
)
_TRADE = re.compile(rf"(?i)(?P<words>(?P<writer>{WRITERS})|(?:{HELPERS}))\s*{_SIGN}\s*(?=\S)")
_TRADE_SPACED = re.compile(r"(?i)(?P<words>本报记者|本報記者|記者|记者|撰文|作者|Автор(?:ы)?|Подготовила?|Беседовала?)\s+(?=\S)")
_OTHER = re.compile(r"(?P<words>[^\W\d_][\w’'-]{2,24})\s?[:：]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Label:
    """What is said of the people behind it.

    Args:
        role: its words, where they name a trade or a part of the work; else empty.
        writes: whether these people wrote the story.
    """

    role: str
    writes: bool


def label_of(text: str, *, known: bool = False) -> tuple[Label | None, str]:
    """The label that a text begins with, if there is one, and what follows it.

    Args:
        text: a byline line, or a stretch of one between bars.
        known: whether the label must be one of those listed.
    """
    if hit := _DA.match(text):
        helps = hit["words"].casefold().startswith(("photos", "fotos"))
        return Label(hit["words"] if helps else "", not helps), text[hit.end() :]
    if hit := _BY.match(text):
        inner, rest = label_of(text[hit.end() :], known=True) if hit["writing"] else (None, text[hit.end() :])
        return inner or Label(hit["words"] if hit["helping"] else "", not hit["helping"]), rest
    if hit := _TRADE.match(text) or _TRADE_SPACED.match(text):
        writes = hit.re is _TRADE_SPACED or hit["writer"] is not None
        return Label("" if re.fullmatch(BYS, hit["words"].casefold()) else hit["words"].strip(), writes), text[hit.end() :]
    if not known and (hit := _OTHER.match(text)):
        return Label(hit["words"], False), text[hit.end() :]
    return None, text


def bare_label(line: str) -> Label | None:
    """The label that is a whole line, so that its names stand on the next.

    Args:
        line: the line without the white space around it.
    """
    label, rest = label_of(f"{line.rstrip(' :：|')}: .", known=True)
    return label if rest == "." else None
