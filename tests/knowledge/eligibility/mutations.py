"""Rules with one thing changed: every threshold a step up and down, every truth turned, every choice left out."""

from fractions import Fraction

from knowledge.eligibility.conditions import Amount, FactTest, Hardness, If, Moment, Not, parts_of


def mutants(rule):
    """Pairs of a description and the changed rule."""
    for path in _paths(rule.condition):
        for name, leaf in _changed(_at(rule.condition, path)):
            yield name, rule.model_copy(update={"condition": _replace(rule.condition, path, leaf)})


def _paths(condition, path=()):
    if isinstance(condition, FactTest) and condition.hardness is not Hardness.PROPOSAL:
        yield path
    for number, part in enumerate(parts_of(condition)):
        yield from _paths(part, (*path, number))


def _at(condition, path):
    for number in path:
        condition = parts_of(condition)[number]
    return condition


def _replace(condition, path, leaf):
    if not path:
        return leaf
    parts = list(parts_of(condition))
    parts[path[0]] = _replace(parts[path[0]], path[1:], leaf)
    if isinstance(condition, If):
        return condition.model_copy(update={"if_": parts[0], "then": parts[1]})
    if isinstance(condition, Not):
        return condition.model_copy(update={"not_": parts[0]})
    name = next(name for name in ("all", "any", "of") if hasattr(condition, name))
    return condition.model_copy(update={name: tuple(parts)})


def _changed(leaf):
    operand = leaf.operand
    for value in _changed_operands(operand):
        yield f"{leaf.fact} {leaf.test} {operand} -> {value}", leaf.model_copy(update={leaf.test: value})


def _changed_operands(operand):
    if isinstance(operand, bool):
        return [not operand]
    if isinstance(operand, Fraction):
        return [operand - 1, operand + 1]
    if isinstance(operand, Amount):
        return [operand.model_copy(update={"plus": operand.plus + step}) for step in (-1, 1)]
    if isinstance(operand, tuple):
        return [tuple(choice for choice in operand if choice != left) for left in operand]
    if isinstance(operand, str):
        return [f"{operand}（别的）"]
    assert not isinstance(operand, Moment), "no rule holds a date against another yet"
    return []
