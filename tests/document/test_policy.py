"""Which parts stay, and how sure a claim must be."""

from __future__ import annotations

import pytest

from cleaner import Part, Policy, Zone
from cleaner.document.claim import Claim
from cleaner.errors import PolicyError


def removed(policy: Policy, **claim: float | str | bool) -> set[Part]:
    """The parts that go when a finder claims them."""
    return {part for part in Part if policy.removes(Claim(part, "finder", **claim))}  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["safe", "thorough"])
def test_presets_keep_head_and_body(name: str) -> None:
    """What a preset removes for certain is the tail, the chrome and the residue."""
    assert removed(Policy.named(name)) == {part for part in Part if part.zone in (Zone.tail, Zone.chrome, Zone.residue)}


@pytest.mark.parametrize(
    ("name", "confidence", "goes"), [("safe", 0.99, False), ("thorough", 0.99, True), ("thorough", 0.5, True), ("thorough", 0.49, False)]
)
def test_a_claim_that_is_not_sure_enough_removes_nothing(name: str, confidence: float, goes: bool) -> None:
    """`safe` asks for certainty, `thorough` for as much as not."""
    assert removed(Policy.named(name), confidence=confidence) == (removed(Policy.named(name)) if goes else set())


def test_a_bare_label_goes_whatever_its_part() -> None:
    """A label without its value tells nobody anything."""
    assert removed(Policy.named("safe"), bare=True) == set(Part)


def test_a_claim_that_rewrites_removes_nothing() -> None:
    """What should stand instead stands; it is rewritten if the claim is sure enough."""
    policy = Policy.named("safe")

    assert removed(policy, rewrite_to=" ") == set()
    assert [policy.rewrites(Claim(Part.artifact, "finder", sure, rewrite_to=" ")) for sure in (1.0, 0.9)] == [True, False]
    assert policy.rewrites(Claim(Part.artifact, "finder")) is False


def test_keeping_takes_parts_and_zones() -> None:
    """Each word names a part, or every part of a zone; the given policy stays as it was."""
    safe = Policy.named("safe")
    kept = safe.keeping(["ad_slot", "tail"])

    assert safe.removed - kept.removed == {Part.ad_slot, *(part for part in Part if part.zone is Zone.tail)}
    assert kept.removed < safe.removed
    assert safe == Policy.named("safe")


def test_what_is_kept_stays_even_as_a_bare_label() -> None:
    """Who asks for a part gets its labels too; all that was asked for before is kept."""
    kept = Policy.named("safe").keeping(["ad_slot"]).keeping(["head"])

    assert set(Part) - removed(kept, bare=True) == {Part.ad_slot, *(part for part in Part if part.zone is Zone.head)}


def test_what_was_disabled_before_stays_disabled() -> None:
    """Each word names a finder or a group of them; those not named are followed."""
    policy = Policy.named("thorough").disabling(["model"]).disabling(["duplicates", "characters.entity"])
    claims = [Claim(Part.artifact, finder, rewrite_to=to) for finder in ("model", "duplicates", "fences") for to in (None, " ")]

    assert policy.disabled == {"model", "duplicates", "characters.entity"}
    assert [policy.removes(claim) or policy.rewrites(claim) for claim in claims] == [False] * 4 + [True] * 2


@pytest.mark.parametrize("name", ["safe", "thorough"])
def test_a_least_confidence_counts_on_every_page(name: str) -> None:
    """Of one story and of several, whatever the preset asks for; nothing else is changed."""
    policy = Policy.named(name)
    trusting = policy.trusting(0.6)

    assert (trusting.min_confidence, trusting.min_confidence_of_several) == (0.6, 0.6)
    assert (trusting.confidence, trusting.removed, trusting.asks_again) == (policy.confidence, policy.removed, policy.asks_again)


def test_keeping_an_unknown_part_is_an_error_with_the_known_ones() -> None:
    """The error names the word and every part and zone there is."""
    with pytest.raises(PolicyError) as caught:
        Policy.named("safe").keeping(["adverts"])

    assert str(caught.value) == f"no part or zone is called 'adverts'; the parts are {', '.join(Part)}, the zones {', '.join(Zone)}"


def test_a_policy_is_its_own_name() -> None:
    """A policy that is passed on is used as it is."""
    policy = Policy("mine", 0.7, frozenset({Part.ad_slot}))

    assert Policy.named(policy) is policy
    assert removed(policy) == {Part.ad_slot}


@pytest.mark.parametrize(("name", "confidence", "goes"), [("safe", 0.97, True), ("safe", 0.96, False), ("thorough", 0.4, True)])
def test_the_model_has_a_confidence_of_its_own(name: str, confidence: float, goes: bool) -> None:
    """Its claims need not be as sure as those of others; what others claim is not moved by it."""
    policy, claim = Policy.named(name), Claim(Part.footer, "model", confidence)

    assert policy.removes(claim) is goes
    assert [policy.trusting(least).removes(claim) for least in (0, confidence, 1)] == [True, True, False]
    assert policy.disabling(["model"]).removes(claim) is False
    assert [removed(policy.trusting(least), confidence=0.49) for least in (0, 1)] == [set()] * 2
    assert policy.trusting(None) is policy


@pytest.mark.parametrize("least", [-0.1, 1.1, float("nan"), "0.5", True])
def test_a_confidence_is_a_number_from_0_to_1(least: float) -> None:
    """The error names what was given."""
    with pytest.raises(PolicyError) as caught:
        Policy.named("safe").trusting(least)

    assert str(caught.value) == f"min_confidence must be a number from 0 to 1, not {least!r}"
