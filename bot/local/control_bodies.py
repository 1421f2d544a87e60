"""Bodies of the web chat's requests."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Wanted(BaseModel):
    """A body of a control request; unknown fields are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Wanted):
    """A text to say or to put in place of another."""

    text: str
    reply_to: int | None = None


class Choice(Wanted):
    """A button to press, by its data or its label; forged data needs no such button."""

    data: str | None = None
    label: str | None = None
    forged: bool = False

    @model_validator(mode="after")
    def _names_a_button(self) -> Self:
        if self.data is None and (self.label is None or self.forged):
            raise ValueError("data or label is required")
        return self


class Blocking(Wanted):
    """Whether the bot is to be blocked."""

    blocked: bool


class Newcomer(Wanted):
    """A person to add."""

    first_name: str = Field(min_length=1, max_length=64)
    label: str = Field(default="", max_length=32)
    language_code: str = Field(default="zh-hans", max_length=16)
    id: int | None = Field(default=None, gt=0)
