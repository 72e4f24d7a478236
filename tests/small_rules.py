"""Small rule sets for tests that are about something else than the wording of the rules that ship."""

from __future__ import annotations

from cleaner.rules.reading import parse
from cleaner.rules.ruleset import RuleSet

ADS = """
[ruleset]
name = "ads"
title = "Labels"
language = "en"

[rule.label]
part = "ad_slot"
why = "An ad slot carries a label."
equals = ["advertisement"]
examples = ["⟦Advertisement⟧"]
counterexamples = ["Advertisement revenue fell."]

[rule.tips]
part = "contact"
why = "An invitation to send tips talks to readers."
scope = "inline"
keywords = ["tips:"]
pattern = ' Tips: \\S+@\\S+'
examples = ["Mara Lindqvist covers shipping for us.⟦ Tips: mara@example.com⟧"]
counterexamples = ["He had two tips: wait, and see."]
"""
_BOX = """
[ruleset]
name = "own"
title = "Own"
{header}

[rule.box]
part = "teaser"
why = "A box."
{finder}
examples = ["{example}"]
counterexamples = ["{counterexample}"]
"""


def own_box(finder: str, example: str, counterexample: str, header: str = "") -> RuleSet:
    """A set of the one rule `own.box`, as a user may write it.

    Args:
        finder: what it finds by, in TOML.
        example: a text it finds, with marks.
        counterexample: one it does not.
        header: what else the file says of its rules.
    """
    return RuleSet(tuple(parse(_BOX.format(header=header, finder=finder, example=example, counterexample=counterexample), "own.toml")))
