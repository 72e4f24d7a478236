"""Which parts of a page stay, and how sure a finding must be before it removes; and what is used wherever nobody says otherwise."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from cleaner.document.claim import FINDERS, MODEL, Claim, finders_named
from cleaner.document.parts import Part, Zone
from cleaner.errors import EngineError, PolicyError, suggestion

# How what comes out elsewhere is cleaned, by functions and by `cleaner clean`, of which `cleaner explain` tells.
DEFAULT_POLICY = "thorough"
# How files are cleaned in place, where nothing is left to compare with: by `cleaner check` and `cleaner fix`.
CHECK_POLICY = "safe"
# All engines by their names. The first needs no further library.
DEFAULT_ENGINE, TRAFILATURA = "blocks", "trafilatura"
ENGINES = (DEFAULT_ENGINE, TRAFILATURA)
# The fields of records that hold texts.
DEFAULT_FIELDS = ("text",)
REMOVED_ZONES = frozenset({Zone.tail, Zone.chrome, Zone.residue})
# The least confidence with which the line model may remove, under either policy.
SAFE_MODEL, THOROUGH_MODEL = 0.965, 0.4


def _removed_parts() -> frozenset[Part]:
    return frozenset(part for part in Part if part.zone in REMOVED_ZONES)


class Policy(msgspec.Struct, frozen=True):
    """Part to fate, for claims that are sure enough.

    Args:
        name: what the command calls it.
        confidence: the least confidence, 0 to 1, with which a claim may remove; those of the line model have their own.
        removed: the parts that go.
        asked_for: the parts that stay even where they are labels without their value.
        disabled: the finders whose claims count for nothing; rules are left out of a rule set instead.
        min_confidence: the least confidence, 0 to 1, with which the line model may remove.
        min_confidence_of_several: the same on a text of several stories; the model learned from pages of one, and knows little of what
            stands between several.
        asks_again: whether the line model scores what it left again, until it removes nothing more; then cleaning a result again
            changes nothing. Otherwise its first choice for the page stands.

    Raises:
        PolicyError: if a confidence is no number from 0 to 1.
    """

    name: str = "safe"
    confidence: float = 1.0
    removed: frozenset[Part] = msgspec.field(default_factory=_removed_parts)
    asked_for: frozenset[Part] = frozenset()
    disabled: frozenset[str] = frozenset()
    min_confidence: float = SAFE_MODEL
    min_confidence_of_several: float = SAFE_MODEL
    asks_again: bool = True

    def __post_init__(self) -> None:
        for name in ("confidence", "min_confidence", "min_confidence_of_several"):
            value = getattr(self, name)
            # What is no number is neither.
            if not (isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1):
                raise PolicyError(f"{name} must be a number from 0 to 1, not {value!r}")

    def follows(self, claim: Claim) -> bool:
        """Whether a claim is sure enough to say what a stretch is."""
        least = self.min_confidence if claim.finder == MODEL else self.confidence
        return claim.confidence >= least and claim.finder not in self.disabled

    def removes(self, claim: Claim) -> bool:
        """Whether a stretch that is what the claim says goes.

        A label without its value (`Published`, with no date after it) tells nobody anything: it goes whatever its part.
        """
        if claim.rewrite_to is not None or not self.follows(claim):
            return False
        return claim.part in self.removed or (claim.bare and claim.part not in self.asked_for)

    def rewrites(self, claim: Claim) -> bool:
        """Whether a stretch that is what the claim says gives way to what the claim wants to stand instead."""
        return claim.rewrite_to is not None and self.follows(claim)

    def keeping(self, parts: Iterable[str]) -> Policy:
        """The same policy with some parts, or whole zones, kept.

        Raises:
            PolicyError: if a word names neither a part nor a zone.
        """
        kept: set[Part] = set()
        for word in parts:
            named = [part for part in Part if word in (part.value, part.zone.value)]
            if not named:
                otherwise = f"the parts are {', '.join(Part)}, the zones {', '.join(Zone)}"
                raise PolicyError(f"no part or zone is called {word!r}; {suggestion(word, [*Part, *Zone], otherwise)}")
            kept.update(named)
        if not kept:
            return self
        return msgspec.structs.replace(self, removed=self.removed - kept, asked_for=self.asked_for | kept)

    def disabling(self, names: Iterable[str]) -> Policy:
        """The same policy without what some finders say, or groups of finders; for rules see `RuleSet.disable`.

        Raises:
            PolicyError: if a word names no finder.
        """
        words = tuple(names)
        for word in words:
            if not finders_named((word,)):
                raise PolicyError(f"no finder is called {word!r}; {suggestion(word, FINDERS)}")
        return msgspec.structs.replace(self, disabled=self.disabled | finders_named(words)) if words else self

    def trusting(self, min_confidence: float | None) -> Policy:
        """The same policy with another least confidence for what the line model claims.

        Raises:
            PolicyError: if it is no number from 0 to 1.
        """
        return (
            self
            if min_confidence is None
            else msgspec.structs.replace(self, min_confidence=min_confidence, min_confidence_of_several=min_confidence)
        )

    @classmethod
    def named(cls, policy: str | Policy) -> Policy:
        """A preset by its name; a policy is given back as it is.

        Raises:
            PolicyError: if there is no such preset.
            TypeError: if it is neither a name nor a policy.
        """
        if isinstance(policy, Policy):
            return policy
        if not isinstance(policy, str):
            raise TypeError(f"policy is one of {', '.join(PRESETS)}, or a Policy, not {type(policy).__name__}")
        if policy not in PRESETS:
            otherwise = f"choose one of {', '.join(PRESETS)}, or pass a Policy"
            raise PolicyError(f"no policy is called {policy!r}; {suggestion(policy, PRESETS, otherwise)}")
        return PRESETS[policy]


# Less than certain are what the engine `trafilatura` leaves out of a web page, entities that might be quoted on purpose, and the model.
PRESETS = {
    "safe": Policy("safe", 1.0, min_confidence=SAFE_MODEL),
    "thorough": Policy("thorough", 0.5, min_confidence=THOROUGH_MODEL, min_confidence_of_several=SAFE_MODEL, asks_again=False),
}


def check_engine(name: str) -> None:
    """Raise unless a word names an engine; nothing is loaded for it.

    Raises:
        EngineError: if it names none.
    """
    if name not in ENGINES:
        raise EngineError(f"no engine is called {name!r}; {suggestion(name, ENGINES)}")
