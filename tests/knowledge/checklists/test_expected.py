"""What steps open, and when steps are expected: by hand, by a document's period, or not at all."""

from datetime import date

from knowledge.checklists.expected import DueDates, Expected, expected_dates
from knowledge.checklists.openings import opened_deadlines
from knowledge.checklists.progress import Situation, State
from knowledge.deadlines.calendar import WorkingDayCalendar
from knowledge.deadlines.rules import DeadlineRule
from knowledge.loader import load_checklists, load_deadlines
from tests.knowledge.checklists.samples import MEMBER, NOT_MEMBER, make_item, make_template

TODAY = date(2026, 11, 22)
MET_ON = {"id": "met_on", "label": "开会日期", "type": "date"}


def make_rule(rule_id, **fields):
    """A rule that counts half a year from the meeting."""
    defaults = {
        "title": "补训",
        "who": "某人",
        "duty": "参加补训",
        "hardness": "H",
        "trigger": {"id": "met_on", "words": "开会的日期"},
        "period": "P6M",
        "counting": "within",
        "cite": ["CN1 一.1"],
        "reviewed_on": "2026-11-22",
    }
    return DeadlineRule.model_validate({"id": rule_id} | defaults | fields)


def book(*rules):
    """Rules by id."""
    return {rule.id: rule for rule in rules}


HALF = make_rule("peixun.half")
YEAR = make_rule("peixun.year", period="P1Y")
BLANK = make_rule("peixun.blank", period=None, counting=None, blank={"reason": "没写", "enter": "日期"})
LIMIT = make_rule("peixun.limit", counting="limit")
BIRTH = make_rule("peixun.birth", trigger={"id": "born_on", "words": "出生日期", "kind": "birth"})
CLOSED = make_rule("peixun.closed", closed="只供查询")
OLD = make_rule(
    "peixun.old", trigger=None, period=None, counting=None, hardness=None, historic={"words": "2008年底"}
)
RULES = book(HALF, YEAR, BLANK, LIMIT, BIRTH, CLOSED, OLD)
KNOWN = {"met_on": date(2026, 1, 31)}


def dates_of(template, situation, **by_hand):
    """When the steps of a template are expected."""
    dates = DueDates(RULES, WorkingDayCalendar(), TODAY)
    return expected_dates(template, situation, by_hand=by_hand, dates=dates)


def make_steps(*deadlines):
    """Two steps, of which the first has these deadlines."""
    return make_template(
        make_item("first", inputs=[MET_ON], deadlines=list(deadlines)), make_item("second"), facts=[MEMBER]
    )


def test_a_step_opens_deadlines_from_the_dates_that_the_case_holds():
    """Where it holds none, the day on which the step was done is proposed, but never for a birth."""
    item = make_item("first", deadlines=["peixun.half", "peixun.birth", "peixun.old"])
    template = make_template(item)
    given = opened_deadlines(template.items[0], Situation(KNOWN), rules=RULES, done_on=TODAY)
    assert [(one.rule.id, one.trigger_on, one.is_given) for one in given] == [
        ("peixun.half", date(2026, 1, 31), True),
        ("peixun.birth", None, False),
    ]
    (near, _) = opened_deadlines(template.items[0], Situation(), rules=RULES, done_on=TODAY)
    assert (near.trigger_on, near.is_given) == (TODAY, False)


def test_a_step_is_expected_by_its_own_deadline():
    """The earliest of several; limits, closed, blank and historic ones are no days to do anything on."""
    template = make_steps("peixun.year", "peixun.half", "peixun.limit", "peixun.closed", "peixun.blank")
    assert dates_of(template, Situation(KNOWN)) == {"first": Expected(date(2026, 7, 31), "peixun.half")}
    assert dates_of(template, Situation()) == {}


def test_a_day_set_by_hand_comes_first():
    """Whatever the rule says."""
    own = date(2026, 12, 1)
    assert dates_of(make_steps("peixun.half"), Situation(KNOWN), first=own) == {"first": Expected(own)}


def test_the_step_before_leads_to_the_next():
    """When it is done and its deadlines agree on one day; a step that was left out is looked past."""
    done = Situation(KNOWN, {"first": State.DONE})
    led = {"second": Expected(date(2026, 7, 31), "peixun.half")}
    assert dates_of(make_steps("peixun.half"), done) == led
    assert dates_of(make_steps("peixun.half", "peixun.year"), done) == {}
    assert dates_of(make_steps(), done) == {}
    three = make_template(
        make_item("first", inputs=[MET_ON], deadlines=["peixun.half"]),
        make_item("between"),
        make_item("other", when=NOT_MEMBER),
        make_item("second"),
        facts=[MEMBER],
    )
    skipped = Situation(KNOWN, {"first": State.DONE, "between": State.NOT_APPLICABLE})
    assert dates_of(three, skipped) == led


def test_dates_that_cannot_be_are_no_expectation():
    """A rule refuses a day before anything began."""
    assert dates_of(make_steps("peixun.half"), Situation({"met_on": date(1800, 1, 1)})) == {}


def test_every_shipped_step_with_deadlines_opens_what_its_rules_say():
    """All rules that items name are known, and no historic one is ever opened."""
    rules = load_deadlines().rules
    for template in load_checklists().templates.values():
        for item in template.items:
            for one in opened_deadlines(item, Situation(), rules=rules, done_on=TODAY):
                assert one.rule.trigger is not None
                assert not one.is_given
