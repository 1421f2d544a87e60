"""Gates: whether an item's figures let it be finished, and if not, what is short of what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from knowledge.checklists.branches import lacking, truth_of
from knowledge.checklists.inputs import Input, InputType
from knowledge.checklists.templates import ChecklistTemplate, TemplateItem, Then
from knowledge.eligibility.conditions import Amount, AnyOf, FactTest, Stated, parts_of
from knowledge.eligibility.fact_tests import run_test
from knowledge.eligibility.facts import Value
from knowledge.eligibility.truth import Truth

LEAST, MOST = "至少需要{limit}，还差{gap}", "最多{limit}，超出{gap}"
NEITHER = "哪一种情形都不符合：{parts}"
NOT_SO = "不符合“{text}”"
COMMA, SEMICOLON, OR, TOO = "，", "；", "；或者", "；而且"
LOWER = {"at_least", "more_than"}
GOES_ON = {Then.BRANCH, Then.NOTE}


@dataclass(frozen=True)
class GateResult:
    """What a gate says: passed, failed with the shortfall and the document's words, or open for lack of values."""

    truth: Truth
    missing: tuple[str, ...] = ()
    shortfall: str | None = None
    failing: str | None = None
    then: Then | None = None

    @property
    def blocks(self) -> bool:
        """Whether the item can't be finished as things stand."""
        return self.truth is Truth.UNKNOWN or (self.truth is Truth.FALSE and self.then not in GOES_ON)

    @property
    def ends(self) -> bool:
        """Whether the matter ends here."""
        return self.truth is Truth.FALSE and self.then is Then.STOP


OPEN_WAY = GateResult(Truth.TRUE)


def check_gate(template: ChecklistTemplate, item: TemplateItem, values: Mapping[str, Value]) -> GateResult:
    """What an item's gate says of the values; an item without a gate lets everything pass."""
    if item.gate is None:
        return OPEN_WAY
    needs = item.gate.needs
    truth = truth_of(needs, values)
    if truth is Truth.TRUE:
        return OPEN_WAY
    if truth is Truth.UNKNOWN:
        return GateResult(truth, lacking(needs, values))
    told = SEMICOLON.join(_shortfalls(needs, template.inputs, values))
    return GateResult(truth, (), told, item.gate.failing, item.gate.then)


def _shortfalls(condition: Stated, inputs: Mapping[str, Input], values: Mapping[str, Value]) -> Iterator[str]:
    """One sentence for each thing that surely does not hold."""
    if truth_of(condition, values) is not Truth.FALSE:
        return
    if isinstance(condition, FactTest):
        yield _shortfall(condition, inputs, values)
        return
    below = [list(_shortfalls(part, inputs, values)) for part in parts_of(condition)]
    sentences = [COMMA.join(part) for part in below if part]
    if not isinstance(condition, AnyOf):
        yield from sentences
    elif all(isinstance(part, FactTest) for part in parts_of(condition)):
        yield TOO.join(sentences)
    else:
        yield NEITHER.format(parts=OR.join(dict.fromkeys(sentences)))


def _shortfall(test: FactTest, inputs: Mapping[str, Input], values: Mapping[str, Value]) -> str:
    asked = inputs[test.fact]
    if asked.type not in {InputType.INTEGER, InputType.NUMBER}:
        return test.unmet or NOT_SO.format(text=test.text)
    outcome = run_test(test, values)
    value, target = Fraction(str(outcome.value)), Fraction(str(outcome.target))
    limit = _limit(test, asked, target)
    pattern = LEAST if test.test in LOWER else MOST
    told = [f"{asked.word}{_amount(value, asked)}"]
    if isinstance(test.operand, Amount):
        other = inputs[test.operand.fact]
        told.insert(0, f"{other.word}{_amount(Fraction(str(values[other.id])), other)}")
    told.append(pattern.format(limit=_amount(limit, asked), gap=_amount(abs(limit - value), asked)))
    return COMMA.join(told)


def _limit(test: FactTest, asked: Input, target: Fraction) -> Fraction:
    """The nearest value that passes, where values are whole."""
    if asked.type is InputType.NUMBER:
        return target
    nearest = {
        "at_least": ceil(target),
        "more_than": floor(target) + 1,
        "at_most": floor(target),
        "less_than": ceil(target) - 1,
    }
    return Fraction(nearest[test.test])


def _amount(number: Fraction, asked: Input) -> str:
    return (
        f"{float(round(number, 2)):g}{asked.unit or ''}"
        if number.denominator != 1
        else f"{number}{asked.unit or ''}"
    )
