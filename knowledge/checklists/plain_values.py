"""Values of inputs as plain JSON, and back: dates and fractions are text there."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from knowledge.checklists.templates import ChecklistTemplate
from knowledge.eligibility.facts import FactError, Value


def plain_value(value: Value) -> bool | int | str:
    """A value as it is stored."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else str(value)
    return value


def plain_values(values: Mapping[str, Value]) -> dict[str, bool | int | str]:
    """Values as they are stored."""
    return {name: plain_value(value) for name, value in values.items()}


def read_stored(template: ChecklistTemplate, stored: Mapping[str, Any], today: date) -> dict[str, Value]:
    """The stored values that the template's inputs take; what they don't take is left out."""
    values: dict[str, Value] = {}
    for name, raw in stored.items():
        asked = template.inputs.get(name)
        if asked is None:
            continue
        try:
            values[name] = asked.read(raw, today)
        except FactError:
            continue
    return values
