"""Which unknown facts can still change a verdict, when some others are known to stay unknown.

For each condition the truths it can still take are worked out from those of its parts, as if the parts were
independent: that may keep a fact too many, and never leaves one out.
"""

from collections.abc import Collection, Iterator

from knowledge.eligibility.conditions import AllOf, AnyOf, FactTest, Hardness, If, Not
from knowledge.eligibility.evaluation import Result, Trace, decides, open_facts_of
from knowledge.eligibility.truth import Truth

Truths = frozenset[Truth]
EVERY: Truths = frozenset(Truth)


def facts_that_matter(result: Result, declined: Collection[str]) -> tuple[str, ...]:
    """The missing facts that can change the verdict while the declined ones stay unknown.

    What follows up an unmet condition comes first, then the order of the rule.
    """
    if not result.missing:
        return ()
    view = _View(frozenset(declined))
    found = set(view.open_facts(result.trace, "lenient"))
    if Truth.TRUE in view.truths(result.trace, "lenient"):
        if Truth.TRUE in view.truths(result.trace, "strict"):
            found |= set(view.open_facts(result.trace, "strict"))
        if Truth.FALSE in view.truths(result.trace, "settled"):
            found |= set(view.open_facts(result.trace, "settled"))
    first = [name for name in _following_up(result.trace) if name in result.missing]
    return tuple(
        name for name in dict.fromkeys([*first, *result.missing]) if name in found and name not in declined
    )


def _following_up(trace: Trace) -> Iterator[str]:
    """The facts on which it hangs whether an unmet condition may be unmet."""
    if trace.exception and trace.actual is Truth.FALSE:
        yield from open_facts_of(trace.exception)
    for part in trace.parts:
        yield from _following_up(part)


class _View:
    """A trace as it looks when some facts stay unknown."""

    def __init__(self, declined: frozenset[str]) -> None:
        self.declined = declined
        self._found: dict[tuple[int, str], Truths] = {}

    def truths(self, trace: Trace, side: str) -> Truths:
        """The truths that a condition has or can come to have."""
        key = (id(trace), side)
        if key not in self._found:
            self._found[key] = self._work_out(trace, side)
        return self._found[key]

    def _work_out(self, trace: Trace, side: str) -> Truths:
        now: Truth = getattr(trace, side)
        if trace.outcome is not None:
            return self._truths_of_test(trace, side) | {now}
        if not trace.parts:
            return frozenset({now})
        sides = self._sides(trace, side)
        parts = [self.truths(part, name) for part, name in zip(trace.parts, sides, strict=True)]
        return _combine(trace, parts) | {now}

    def open_facts(self, trace: Trace, side: str) -> Iterator[str]:
        """The facts by which a condition can come to another truth."""
        truths = self.truths(trace, side)
        if len(truths) == 1:
            return
        if trace.outcome is not None:
            yield from trace.outcome.unknown
            yield from _granting(trace)
            if trace.exception:
                yield from self.open_facts(trace.exception, "actual")
            return
        needed = _needed(trace, truths)
        for part, name in zip(trace.parts, self._sides(trace, side), strict=True):
            if needed is None or needed in self.truths(part, name):
                yield from self.open_facts(part, name)

    def _truths_of_test(self, trace: Trace, side: str) -> Truths:
        condition = trace.condition
        unknown = trace.outcome.unknown if trace.outcome else ()
        if not isinstance(condition, FactTest) or self.declined.intersection(unknown):
            return frozenset()
        if condition.hardness is Hardness.PROPOSAL and side != "actual":
            return frozenset()
        if unknown:
            return self._truths_to_come(trace, condition, side)
        if trace.actual is not Truth.FALSE:
            return frozenset()
        if side == "lenient":
            harmless = condition.step or not decides(condition, trace.rule)
            ways = trace.exception
            return frozenset() if ways is None or harmless else self.truths(ways, "actual")
        is_open = side != "actual" and set(_granting(trace)) - self.declined
        return frozenset({Truth.TRUE, Truth.FALSE}) if is_open else frozenset()

    def _truths_to_come(self, trace: Trace, condition: FactTest, side: str) -> Truths:
        """The truths of a test whose fact will be known; one that doesn't decide can't count against anybody."""
        harmless = condition.step or not decides(condition, trace.rule)
        return frozenset({Truth.TRUE}) if side == "lenient" and harmless else EVERY

    def _sides(self, trace: Trace, side: str) -> list[str]:
        """The side from which each part of a group counts."""
        if isinstance(trace.condition, Not):
            return ["actual"]
        first = ["actual"] if isinstance(trace.condition, If) else []
        return first + [side] * (len(trace.parts) - len(first))


def _granting(trace: Trace) -> tuple[str, ...]:
    """The fact, not known yet, that would tell whether a failed condition's route was taken."""
    condition = trace.condition
    granted = condition.granted if isinstance(condition, FactTest) else None
    return (granted,) if granted and trace.strict is Truth.UNKNOWN and trace.actual is Truth.FALSE else ()


def _combine(trace: Trace, parts: list[Truths]) -> Truths:
    """The truths of a group from those of its parts."""
    condition = trace.condition
    if isinstance(condition, AllOf):
        return _conjunction(parts)
    if isinstance(condition, AnyOf):
        return _negated(_conjunction([_negated(part) for part in parts]))
    if isinstance(condition, If):
        first, then = parts
        return _negated(_conjunction([first, _negated(then)]))
    if isinstance(condition, Not):
        return _negated(parts[0])
    return parts[0] if len(parts) == 1 else EVERY


def _conjunction(parts: list[Truths]) -> Truths:
    found: set[Truth] = {Truth.FALSE} if any(Truth.FALSE in part for part in parts) else set()
    if all(Truth.TRUE in part for part in parts):
        found.add(Truth.TRUE)
    if any(Truth.UNKNOWN in part for part in parts) and all(part != {Truth.FALSE} for part in parts):
        found.add(Truth.UNKNOWN)
    return frozenset(found)


def _negated(truths: Truths) -> Truths:
    return frozenset(~truth for truth in truths)


def _needed(trace: Trace, truths: Truths) -> Truth | None:
    """The one truth of a part that can still matter to a group that one way is closed to."""
    if isinstance(trace.condition, AllOf) and Truth.TRUE not in truths:
        return Truth.FALSE
    if isinstance(trace.condition, AnyOf) and Truth.FALSE not in truths:
        return Truth.TRUE
    return None
