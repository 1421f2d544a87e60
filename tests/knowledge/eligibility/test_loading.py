"""Rules and facts read from a content folder, with the file and line of every problem."""

import pytest
import yaml

from knowledge.checker import find_rule_findings
from knowledge.errors import ContentError
from knowledge.loader import load_knowledge, load_rulebook
from tests.knowledge.eligibility.samples import FACTS
from tests.knowledge.samples import NATIONAL, write_content

DOCUMENTS = yaml.safe_dump([NATIONAL.model_dump(mode="json")], allow_unicode=True)
RULE = """\
- id: topic.rule
  title: 规则
  question: 够不够条件？
  topic: topic
  document: CN1
  persons: 所有人
  cite: [CN1 一.1]
  condition: {fact: age, at_most: 45, text: 不超过45岁}
  reviewed_on: 2026-11-22
"""


def content(folder, rules=RULE, facts=FACTS):
    """A content folder with these rules and facts."""
    written = yaml.safe_dump(facts, allow_unicode=True, sort_keys=False)
    return write_content(
        folder, {"documents.yaml": DOCUMENTS, "facts.yaml": written, "eligibility/x.yaml": rules}
    )


def test_rules_and_facts_are_loaded(tmp_path):
    """Alone and as part of the whole knowledge."""
    folder = content(tmp_path)
    base = load_knowledge(folder)
    assert base.rulebook.rule("topic.rule") == load_rulebook(folder).rule("topic.rule")
    assert base.rulebook is base.rulebook
    assert base.places["eligibilityrule:topic.rule"].line == 1


@pytest.mark.parametrize(
    ("rules", "where"),
    [
        (
            RULE.replace("fact: age", "fact: nobody"),
            "eligibility/x.yaml:1: topic.rule/condition: unknown fact nobody",
        ),
        (RULE.replace("at_most", "above"), "eligibility/x.yaml:8: topic.rule/condition"),
        (
            RULE.replace("CN1 一.1", "CN1 九.9"),
            "eligibility/x.yaml:1: topic.rule/cite: unknown provision CN1 九.9",
        ),
    ],
)
def test_problems_have_a_place(tmp_path, rules, where):
    """Both loaders refuse a rule that can't be evaluated and say where it stands."""
    folder = content(tmp_path, rules)
    for load in (load_rulebook, load_knowledge):
        with pytest.raises(ContentError) as caught:
            load(folder)
        assert where in str(caught.value)


def test_problems_of_facts_have_a_place(tmp_path):
    """A fact that derives from something that is no date."""
    facts = [row | ({"since": "sex"} if row["id"] == "age" else {}) for row in FACTS]
    with pytest.raises(ContentError, match=r"facts\.yaml:\d+: age/since: sex is no date fact"):
        load_rulebook(content(tmp_path, facts=facts))


def test_findings(tmp_path):
    """Facts that nobody uses, and with the sources at hand figures that they don't contain."""
    base = load_knowledge(
        content(tmp_path, facts=[row for row in FACTS if row["id"] in {"age", "born", "a"}])
    )
    assert [str(finding) for finding in find_rule_findings(base)] == [
        "facts.yaml:1: a/: no rule uses this fact"
    ]
    found = {finding.path for finding in find_rule_findings(base, {"CN1 一.1": "不超过40岁"})}
    assert found == {"a/", "topic.rule/text"}
