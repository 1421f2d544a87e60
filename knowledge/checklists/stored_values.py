"""The values of a case's inputs, read back from the plain JSON that is stored of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from knowledge.checklists.templates import ChecklistTemplate
from knowledge.eligibility.facts import FactError, Value


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
