"""Traps and conversations that an officer can read, held against the shipped content."""

from pathlib import Path

import pytest
import yaml

from knowledge.loader import load_knowledge
from knowledge.retrieval.answering import AnswerEngine
from knowledge.retrieval.conversation import Context
from knowledge.retrieval.outcomes import Answered, Clarification

CASES = Path(__file__).parents[2] / "cases"
TRAPS = yaml.safe_load((CASES / "traps.yaml").read_text(encoding="utf-8"))
TALKS = yaml.safe_load((CASES / "conversations.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def engine():
    """The shipped content and model."""
    return AnswerEngine(load_knowledge())


def kind_of(outcome):
    """The outcome's name in the batch contract."""
    if isinstance(outcome, Answered):
        return "answer"
    return "clarify" if isinstance(outcome, Clarification) else "refuse"


def plain(text):
    """Text without spaces."""
    return "".join(text.split())


def faults(case, outcome):
    """What of a case does not hold."""
    answered = isinstance(outcome, Answered)
    shown = {entry.id for entry in outcome.entries} if answered else set()
    related = {entry.id for entry in getattr(outcome, "related", ())}
    text = plain(outcome.prompt if isinstance(outcome, Clarification) else outcome.text)
    note = plain((outcome.note or "") if answered else "")
    checks = {
        "entry": not shown.isdisjoint(case.get("entry", shown | {""})) or "entry" not in case,
        "never": not answered or outcome.entry.id not in case.get("never", ()),
        "outcome": case.get("outcome", kind_of(outcome)) == kind_of(outcome),
        "says": plain(case.get("says", "")) in text,
        "note": plain(case.get("note", "")) in note,
        "silent": "silent" not in case or plain(case["silent"]) not in text,
        "related": "related" not in case or not related.isdisjoint(case["related"]),
    }
    return [name for name, holds in checks.items() if not holds]


@pytest.mark.parametrize("case", TRAPS, ids=lambda case: case["ask"])
def test_trap(engine, case):
    """A question that is easily answered wrongly."""
    assert faults(case, engine.answer(case["ask"])) == []


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk["talk"])
def test_conversation(engine, talk):
    """What is said one after the other is understood together."""
    context = Context(region=talk.get("region"), as_of=talk.get("as_of"))
    for turn in talk["turns"]:
        outcome = engine.answer(turn["say"], context)
        context = engine.follow(context, turn["say"], outcome)
        assert faults(turn, outcome) == [], turn["say"]


def test_the_cases_name_entries_that_exist(engine):
    """A case about an entry that is gone would hold for nothing."""
    turns = [turn for talk in TALKS for turn in talk["turns"]]
    named = {
        name
        for case in (*TRAPS, *turns)
        for key in ("entry", "never", "related")
        for name in case.get(key, ())
    }
    assert named <= set(engine.base.entries)
