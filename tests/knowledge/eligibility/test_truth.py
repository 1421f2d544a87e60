"""Kleene's truth tables, exhaustively."""

from itertools import product

import pytest

from knowledge.eligibility.truth import Truth, all_of, any_of, at_least_of

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def completions(truths):
    """All ways in which the unknown ones can turn out."""
    return product(*([T, F] if truth is U else [truth] for truth in truths))


def summary(outcomes):
    """The truth that all outcomes share, else unknown."""
    return outcomes.pop() if len(outcomes) == 1 else U


@pytest.mark.parametrize(("truth", "negated"), [(T, F), (F, T), (U, U)])
def test_not(truth, negated):
    """Negation turns what is known."""
    assert ~truth is negated


@pytest.mark.parametrize(
    "truths", [combination for n in range(4) for combination in product([T, F, U], repeat=n)]
)
def test_groups_say_what_every_completion_says(truths):
    """A group is true or false exactly when it is so however the unknown turn out."""
    whole = [[truth is T for truth in completion] for completion in completions(truths)]
    assert all_of(truths) is summary({Truth.of(all(bits)) for bits in whole})
    assert any_of(truths) is summary({Truth.of(any(bits)) for bits in whole})
    for count in range(len(truths) + 2):
        assert at_least_of(count, truths) is summary({Truth.of(sum(bits) >= count) for bits in whole})
