"""Deadline rules as the listing contract has them."""

from typing import Any

from knowledge.deadlines.arithmetic import iso
from knowledge.deadlines.book import DeadlineBook
from knowledge.deadlines.rules import DeadlineRule


def list_deadline(book: DeadlineBook, rule: DeadlineRule) -> dict[str, Any]:
    """A rule with its scope; `period` is null where no date can be computed, and then `blank` or `historic` says why."""
    document = book.documents[rule.document]
    return {
        "id": rule.id,
        "title": rule.title,
        "trigger": rule.trigger.words if rule.trigger else None,
        "period": iso(rule.period) if rule.period else None,
        "hardness": rule.hardness.value if rule.hardness else None,
        "scope": {
            "document": document.id,
            "level": document.level,
            "region": book.region(rule),
            "period": document.period,
            "standing": document.standing,
            "persons": rule.who,
        },
        "citations": [citation.as_mapping() for citation in rule.cite],
        "duty": rule.duty,
        "consequence": rule.consequence,
        "covers": list(rule.covers),
        "related": list(rule.related),
        "schedulable": rule.historic is None and rule.closed is None,
        **_particulars(rule),
    }


def _particulars(rule: DeadlineRule) -> dict[str, Any]:
    """What only some rules have."""
    row: dict[str, Any] = {}
    if rule.trigger:
        row["trigger_id"] = rule.trigger.id
    if rule.shortest:
        row["period_min"] = iso(rule.shortest)
    if rule.also:
        row["also"] = {"trigger": rule.also.trigger.words, "period": iso(rule.also.period)}
    if rule.blank:
        row["blank"] = rule.blank.model_dump()
    if rule.historic:
        row["historic"] = rule.historic.model_dump(mode="json")
    return row
