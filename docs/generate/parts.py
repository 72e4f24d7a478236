"""Parts, zones, policies, kinds of pages and finders that are no rules, as tables from the code that defines them."""

from __future__ import annotations

from cleaner.document.claim import FINDERS, Claim
from cleaner.document.parts import PageKind, Part, Zone
from cleaner.document.policy import PRESETS
from cleaner.rules.ruleset import RuleSet
from docs.generate.markup import code, prose, table

_ZONES = {
    Zone.head: "What stands above a story and belongs to it.",
    Zone.body: "The story.",
    Zone.tail: "What closes a story; most of it is fields of the article.",
    Zone.chrome: "What the site puts around stories.",
    Zone.residue: "What is left of pictures, tools and markup.",
}


def parts_tables() -> str:
    """For each zone a table of its parts: meaning, what becomes of them under each policy, and how many rules name them."""
    rules = RuleSet.default()
    blocks = []
    for zone in Zone:
        rows = []
        for part in (part for part in Part if part.zone is zone):
            count = sum(rule.part is part for rule in rules)
            fates = ["removed" if policy.removes(Claim(part, "rule")) else "kept" for policy in PRESETS.values()]
            rows.append([f'<span id="{part}">{code(part)}</span>', prose(part.meaning), *fates, str(count or "")])
        blocks.append(f"### {zone} {{#zone-{zone}}}\n\n{_ZONES[zone]}\n\n{table(['part', 'meaning', *PRESETS, 'rules'], rows)}")
    return "\n\n".join(blocks)


def policies_table() -> str:
    """The presets of policies with how sure each finder must be."""
    header = ["policy", "a claim must be as sure as", "the line model", "the line model, where a text holds several stories", "asks again"]
    rows = [
        [
            code(name),
            *(f"{one:g}" for one in (policy.confidence, policy.min_confidence, policy.min_confidence_of_several)),
            "yes" if policy.asks_again else "no",
        ]
        for name, policy in PRESETS.items()
    ]
    return table(header, rows)


def kinds_table() -> str:
    """The kinds of pages."""
    return table(["kind", "meaning"], ([code(kind), prose(kind.meaning)] for kind in PageKind))


def finders_table() -> str:
    """The finders that are no rules."""
    return table(["finder", "what it names"], ([code(name), prose(meaning)] for name, meaning in FINDERS.items()))
