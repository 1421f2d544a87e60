"""The shipped checklists: each branch and gate that an officer wrote down, and the whole inventory."""

import pytest

from knowledge.checklists.branches import names_in, truth_of
from knowledge.checklists.gates import check_gate
from knowledge.checklists.moves import finish
from knowledge.checklists.progress import Situation, applying, next_open, progress
from knowledge.eligibility.truth import Truth
from knowledge.loader import load_checklists, load_deadlines
from tests.knowledge.checklists.samples import read_cases

BOOK = load_checklists()
TEMPLATES = list(BOOK.templates.values())
GATES = [(row["checklist"], gate) for row in read_cases("checklists-gates.yaml") for gate in row["gates"]]
BRANCHES = [
    (row["checklist"], branch) for row in read_cases("checklists-branches.yaml") for branch in row["branches"]
]


def named(value):
    """A case's name for the report."""
    return f"{value[0]}/{value[1]['step']}"


@pytest.mark.parametrize("case", GATES, ids=named)
def test_gate(case):
    """Passes, and fails with the sentence written down."""
    name, row = case
    template = BOOK.template(name)
    item = template.item(row["step"])
    assert check_gate(template, item, row["pass"]).truth is Truth.TRUE
    told = check_gate(template, item, row["fail"])
    assert (told.truth, told.shortfall, told.then.value) == (Truth.FALSE, row["sentence"], row["then"])
    assert told.failing == item.gate.failing


@pytest.mark.parametrize("case", BRANCHES, ids=named)
def test_branch(case):
    """Applies, does not apply, and waits as long as nothing is known."""
    name, row = case
    template = BOOK.template(name)
    item = template.item(row["step"])
    assert item in applying(template, Situation(row["applies"]))
    assert item not in applying(template, Situation(row["skipped"]))
    assert (truth_of(item.when, row["skipped"]), truth_of(item.when, {})) == (Truth.FALSE, Truth.UNKNOWN)


def test_every_gate_and_branch_has_its_case():
    """None is left out."""
    items = [(template.id, item) for template in TEMPLATES for item in template.items]
    assert [(name, item.id) for name, item in items if item.gate] == [(n, row["step"]) for n, row in GATES]
    assert [(name, item.id) for name, item in items if item.when] == [(n, row["step"]) for n, row in BRANCHES]


@pytest.mark.parametrize("row", read_cases("checklists-walks.yaml"), ids=lambda row: row["name"])
def test_walk(row):
    """From the first step to the last with these values, exactly through these steps."""
    template = BOOK.template(row["checklist"])
    situation, walked = Situation(row["values"]), []
    while upcoming := next_open(template, situation):
        walked.append(upcoming.id)
        if check_gate(template, upcoming, situation.values).blocks:
            break
        moved = finish(template, situation, upcoming.id)
        assert isinstance(moved, Situation)
        situation = moved
    assert walked == row["steps"]
    ended = progress(template, situation)
    assert (ended.ended_by.id if ended.ended_by else None) == row.get("ended_by")
    assert ended.is_finished is row.get("finished", True)


def test_the_whole_inventory_is_there():
    """59 procedures, 314 steps, each once and in its own template."""
    covered = [item.covers for template in TEMPLATES for item in template.items]
    assert [template.procedure for template in TEMPLATES] == [f"P{n:02d}" for n in range(1, 60)]
    assert (len(covered), len(set(covered))) == (314, 314)
    for template in TEMPLATES:
        assert {item.covers.partition(".")[0] for item in template.items} == {template.procedure}


def test_a_started_deadline_finds_its_trigger():
    """Each deadline that a step opens counts from a date that the same checklist asks."""
    rules = load_deadlines().rules
    lost = [
        (template.id, item.id, rules[one.id].trigger.id)
        for template in TEMPLATES
        for item in template.items
        for one in item.deadlines
        if rules[one.id].trigger.id not in template.inputs
    ]
    assert lost == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_figures_of_a_gate_are_asked_in_time(template):
    """Whatever a gate or branch looks at is a fact of the checklist or asked by some step up to it."""
    known = {asked.id for asked in template.facts}
    for item in template.items:
        known |= {asked.id for asked in item.inputs}
        looked_at = {*names_in(item.when), *(names_in(item.gate.needs) if item.gate else ())}
        assert looked_at <= known, item.id


def test_every_checklist_is_walked():
    """None has only its gates and branches checked one by one."""
    walked = {row["checklist"] for row in read_cases("checklists-walks.yaml")}
    assert walked == {template.id for template in TEMPLATES}
