"""Checklist templates: a procedure's items in order, with actors, records, inputs, branches, gates and sources.

In YAML an actor ending in ※ is presumed because the document names none, and a record beginning with ★ is one that
the document itself names. `when` and `gate` use the conditions of the eligibility rules, over the template's facts
and the inputs of its items.
"""

import hashlib
import json
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, model_validator

from knowledge.checklists.inputs import Input
from knowledge.eligibility.conditions import AllOf, AnyOf, Condition, FactTest, Hardness, Not, Stated, walk
from knowledge.sources import Citation, Content

KEBAB = r"[a-z0-9]+(-[a-z0-9]+)*"
PRESUMED, NAMED = "※", "★"
Words = Annotated[str, Field(min_length=2)]


def _plain(condition: Stated) -> Stated:
    """Allow what checklists can explain: tests, groups and negations."""
    if not all(isinstance(part, FactTest | AllOf | AnyOf | Not) for part in walk(condition)):
        raise ValueError("only tests, all, any and not")
    return condition


def _explainable(condition: Stated) -> Stated:
    """Allow what a shortfall can be told of: tests, and groups of tests."""
    if any(isinstance(part, Not) for part in walk(_plain(condition))):
        raise ValueError("a gate says what must hold, not what must not")
    return condition


Branch = Annotated[Condition, AfterValidator(_plain)]
Needs = Annotated[Condition, AfterValidator(_explainable)]


class Actor(Content):
    """Who does an item; `presumed` where the document names nobody."""

    name: Words
    presumed: bool = False

    @model_validator(mode="before")
    @classmethod
    def read_mark(cls, value: Any) -> Any:
        """Read 组织（人事）部门※."""
        if isinstance(value, str):
            return {"name": value.removesuffix(PRESUMED), "presumed": value.endswith(PRESUMED)}
        return value


class Record(Content):
    """What an item leaves in the file; `named` where the document itself asks for it."""

    name: Words
    named: bool = False

    @model_validator(mode="before")
    @classmethod
    def read_mark(cls, value: Any) -> Any:
        """Read ★民主推荐汇总表."""
        if isinstance(value, str):
            return {"name": value.removeprefix(NAMED), "named": value.startswith(NAMED)}
        return value


class Opening(Content):
    """A checklist or a deadline that an item opens, always or when a condition holds."""

    id: str
    when: Branch | None = None

    @model_validator(mode="before")
    @classmethod
    def read_bare_id(cls, value: Any) -> Any:
        """Read a bare id."""
        return {"id": value} if isinstance(value, str) else value


class Then(StrEnum):
    """What becomes of an item whose gate fails: put right and try again, the end, another way, or a note."""

    RETRY = "retry"
    STOP = "stop"
    BRANCH = "branch"
    NOTE = "note"


class Gate(Content):
    """What must hold to go on, and what the document prescribes (or leaves open) where it does not."""

    needs: Needs
    failing: Words
    then: Then = Then.RETRY


class TemplateItem(Content):
    """One item of a checklist. `blanks` tell what the document leaves open, `covers` names a row of the inventory."""

    id: Annotated[str, Field(pattern=f"^{KEBAB}$")]
    covers: Annotated[str, Field(pattern=r"^P\d\d\.\d+[ab]?$")]
    title: Words
    do: Words
    who: tuple[Actor, ...] = ()
    records: tuple[Record, ...] = ()
    inputs: tuple[Input, ...] = ()
    when: Branch | None = None
    gate: Gate | None = None
    opens: tuple[Opening, ...] = ()
    deadlines: tuple[Opening, ...] = ()
    hardness: Hardness | None = None
    historic: bool = False
    editorial: bool = False
    blanks: tuple[Words, ...] = ()
    cite: Annotated[tuple[Citation, ...], Field(min_length=1)]

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that the item comes from, each once."""
        return tuple(dict.fromkeys(citation.document for citation in self.cite))


class Order(StrEnum):
    """Whose order the items are in: the document's own, or ours."""

    DOCUMENT = "document"
    EDITORIAL = "editorial"


class ChecklistTemplate(Content):
    """A procedure as a checklist.

    `documents` are those it follows; items of others belong to other regions and can be skipped as such. `who` does
    the items that name nobody themselves. `facts` are asked once for the whole matter and decide its branches.
    """

    id: Annotated[str, Field(pattern=rf"^{KEBAB}\.{KEBAB}$")]
    procedure: Annotated[str, Field(pattern=r"^P\d\d$")]
    title: Words
    about: Words
    documents: Annotated[tuple[str, ...], Field(min_length=1)]
    order: Order = Order.DOCUMENT
    who: tuple[Actor, ...] = ()
    facts: tuple[Input, ...] = ()
    notes: tuple[Words, ...] = ()
    related: tuple[str, ...] = ()
    items: Annotated[tuple[TemplateItem, ...], Field(min_length=1)]
    reviewed_on: date

    @model_validator(mode="after")
    def names_are_unique(self) -> Self:
        """Items and inputs are told apart by their ids, and every item has an actor."""
        for kind, names in (("item", [item.id for item in self.items]), ("input", self._input_ids())):
            twice = sorted({name for name in names if names.count(name) > 1})
            if twice:
                raise ValueError(f"{kind} {twice[0]!r} occurs twice")
        nobody = [item.id for item in self.items if not (item.who or self.who)]
        if nobody:
            raise ValueError(f"nobody does {nobody[0]!r}")
        return self

    def _input_ids(self) -> list[str]:
        return [asked.id for asked in self.facts] + [own.id for item in self.items for own in item.inputs]

    @cached_property
    def inputs(self) -> dict[str, Input]:
        """Everything the template asks, facts first, by id."""
        own = (asked for item in self.items for asked in item.inputs)
        return {asked.id: asked for asked in (*self.facts, *own)}

    @cached_property
    def version(self) -> str:
        """A short hash that changes whenever anything in the template does."""
        text = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def item(self, item_id: str) -> TemplateItem | None:
        """The item of this id, or None."""
        return next((item for item in self.items if item.id == item_id), None)

    def actors(self, item: TemplateItem) -> tuple[Actor, ...]:
        """Who does an item."""
        return item.who or self.who

    def is_foreign(self, item: TemplateItem) -> bool:
        """Whether the item comes from none of the documents that the checklist follows."""
        return not set(item.documents) & set(self.documents)
