"""The truth of a branch or gate for the values known so far, and which values it still lacks."""

from collections.abc import Mapping

from knowledge.eligibility.conditions import AllOf, AnyOf, FactTest, Stated, parts_of, walk
from knowledge.eligibility.fact_tests import run_test
from knowledge.eligibility.facts import Value
from knowledge.eligibility.truth import Truth, all_of, any_of


def truth_of(condition: Stated | None, values: Mapping[str, Value]) -> Truth:
    """True, false, or unknown as long as values are missing that decide; no condition always holds."""
    if condition is None:
        return Truth.TRUE
    if isinstance(condition, FactTest):
        return run_test(condition, values).truth
    truths = [truth_of(part, values) for part in parts_of(condition)]
    if isinstance(condition, AllOf):
        return all_of(truths)
    return any_of(truths) if isinstance(condition, AnyOf) else ~truths[0]


def names_in(condition: Stated | None) -> tuple[str, ...]:
    """The inputs that a condition looks at, each once."""
    parts = walk(condition) if condition else ()
    names = (name for part in parts if isinstance(part, FactTest) for name in part.fact_ids)
    return tuple(dict.fromkeys(names))


def lacking(condition: Stated | None, values: Mapping[str, Value]) -> tuple[str, ...]:
    """The inputs that keep a condition open; none once it is decided."""
    if condition is None or truth_of(condition, values) is not Truth.UNKNOWN:
        return ()
    if isinstance(condition, FactTest):
        return tuple(name for name in condition.fact_ids if name not in values)
    below = (name for part in parts_of(condition) for name in lacking(part, values))
    return tuple(dict.fromkeys(below))


def reason(condition: Stated) -> str:
    """A condition in words: 是后备干部，并且有缺口."""
    if condition.text is not None:
        return condition.text
    parts = [reason(part) for part in parts_of(condition)]
    if isinstance(condition, AllOf):
        return "，并且".join(parts)
    return "，或者".join(parts) if isinstance(condition, AnyOf) else f"不属于：{parts[0]}"
