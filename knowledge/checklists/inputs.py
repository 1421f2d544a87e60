"""Inputs: what a checklist asks about a matter, with the values each accepts."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from knowledge.eligibility.facts import Fact, FactError, FactType, Value, parse_value
from knowledge.sources import Content

MOST_CHARACTERS = 500


class InputType(StrEnum):
    """The kinds of values; `text` is free, a `choice` is one of a list."""

    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    TEXT = "text"
    CHOICE = "choice"


AS_FACT = {
    InputType.INTEGER: FactType.INTEGER,
    InputType.NUMBER: FactType.NUMBER,
    InputType.DATE: FactType.DATE,
    InputType.BOOLEAN: FactType.BOOLEAN,
    InputType.CHOICE: FactType.ENUM,
}
FROM_FACT = {fact: own for own, fact in AS_FACT.items()}


class Input(Content):
    """One thing to fill in; in YAML either spelled out, or the bare id of a fact that the eligibility rules ask too.

    `short` is the word that sentences about figures use (应到 for 规定范围应参加人数), `at_most` names the inputs whose
    values this one's can't exceed.
    """

    id: Annotated[str, Field(pattern=r"^[a-z]+(_[a-z0-9]+)*$")]
    label: str = ""
    short: str = ""
    type: InputType = InputType.TEXT
    unit: str | None = None
    choices: tuple[str, ...] = ()
    help: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    # Left out of what is stored where there are none: a version of a template is told by all that it holds.
    at_most: Annotated[tuple[str, ...], Field(exclude_if=lambda names: not names)] = ()

    @model_validator(mode="before")
    @classmethod
    def read_bare_id(cls, value: Any) -> Any:
        """Take a bare id as a fact to look up."""
        return {"id": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def parts_fit_the_type(self) -> Self:
        """Choices belong to choices, limits to numbers."""
        if (self.type is InputType.CHOICE) != bool(self.choices):
            raise ValueError("choices belong to inputs of type choice, and to them only")
        limited = self.unit is not None or self.minimum is not None or self.maximum is not None
        if limited and self.type not in {InputType.INTEGER, InputType.NUMBER}:
            raise ValueError("units and limits belong to numbers")
        return self

    @property
    def is_bare(self) -> bool:
        """Whether it only names a fact that is defined elsewhere."""
        return not self.label

    @property
    def word(self) -> str:
        """The word for sentences about its value."""
        return self.short or self.label

    def show(self, value: Value) -> str:
        """The value as an official writes it: 58人, 是, 2024年3月5日."""
        return value if isinstance(value, str) else self._as_fact().show(value)

    def read(self, raw: Any, today: date) -> Value:
        """The typed value of what was given.

        Raises FactError, with what it takes in plain Chinese, for anything else.
        """
        if self.type is not InputType.TEXT:
            return parse_value(self._as_fact(), raw, today)
        words = " ".join(raw.split()) if isinstance(raw, str) else ""
        if not 0 < len(words) <= MOST_CHARACTERS:
            raise FactError(self.id, f"“{self.label}”要填文字，不超过{MOST_CHARACTERS}字")
        return words

    def _as_fact(self) -> Fact:
        kind = AS_FACT.get(self.type, FactType.REGION)
        limits = {"minimum": self.minimum, "maximum": self.maximum, "unit": self.unit}
        return Fact.model_validate(
            {
                "id": self.id,
                "label": self.label,
                "question": self.label,
                "type": kind,
                "choices": self.choices,
            }
            | limits
        )


def from_fact(fact: Fact) -> Input:
    """The input that asks for a fact of the eligibility rules."""
    kind = FROM_FACT.get(fact.type, InputType.TEXT)
    return Input(
        id=fact.id,
        label=fact.label,
        type=kind,
        unit=fact.unit,
        choices=fact.choices,
        help=fact.help or fact.question,
        minimum=fact.minimum,
        maximum=fact.maximum,
        at_most=fact.at_most,
    )
