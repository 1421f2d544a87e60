"""Finding rules: by the key on a button, by words, and those that belong to an answer."""

import hashlib
import re
from collections.abc import Iterable

from rapidfuzz.fuzz import ratio

from bot.rendering.eligibility_menu import subject_of
from bot.rendering.eligibility_texts import SUBJECTS
from bot.searching import Findable, Found, search
from knowledge.eligibility.reading import find_rules
from knowledge.eligibility.rulebook import Rulebook
from knowledge.eligibility.rules import EligibilityRule
from knowledge.entries import Entry
from knowledge.retrieval.answering import AnswerEngine
from knowledge.retrieval.outcomes import Answered, Clarification, Outcome

MAX_OFFERED = 2
LEAST_LIKENESS = 45
LINK = "check_"
ABOUT_ONESELF = re.compile(r"我|本人|能不能|能.{0,20}吗|可以|够不够|够吗|符合|条件|资格|是不是|要不要|必须")


def rule_key(rule: EligibilityRule) -> str:
    """What a rule's button carries: a digest, because ids may be longer than a button has room for."""
    return hashlib.blake2b(rule.id.encode(), digest_size=6).hexdigest()


def rule_of_key(book: Rulebook, key: str) -> EligibilityRule | None:
    """The rule of a button; None when the content no longer has it."""
    return next((rule for rule in book.rules.values() if rule_key(rule) == key), None)


def link_argument(rule: EligibilityRule) -> str:
    """What a deep link to a check carries; a link may hold no dot."""
    return LINK + rule.id.replace(".", "_")


def rule_of_link(book: Rulebook, argument: str) -> EligibilityRule | None:
    """The rule of a deep link."""
    return next((rule for rule in book.rules.values() if link_argument(rule) == argument), None)


def search_rules(engine: AnswerEngine, text: str) -> Found[EligibilityRule]:
    """The rules that some words look for, the best first; else those that come near, or rest on what answers them."""
    book = engine.base.rulebook
    things = [
        Findable(rule, rule.title, rule.asks, f"{rule.question}，{SUBJECTS[subject_of(rule)][0]}")
        for rule in book.rules.values()
    ]
    found = search(engine.ranking.analyzer, things, text)
    return found if found.fitting or found.near else Found(near=_resting_on(book, engine.answer(text)))


def _resting_on(book: Rulebook, outcome: Outcome) -> tuple[EligibilityRule, ...]:
    """The rules on the provisions of what answers some words, or comes nearest to an answer."""
    if isinstance(outcome, Answered):
        entries = outcome.entries
    elif isinstance(outcome, Clarification):
        entries = tuple(option.entry for option in outcome.options)
    else:
        entries = outcome.nearest
    cited = {citation for entry in entries for citation in entry.citations}
    return tuple(rule for rule in book.rules.values() if cited.intersection(rule.cite))


def rules_for(book: Rulebook, *, text: str, entry: Entry | None = None) -> tuple[EligibilityRule, ...]:
    """Up to two rules to offer below a reply: those that the question asks for, then those of the same provisions.

    An entry that answers keeps to its own documents, so that no rule of another region is offered below it.
    """
    asked = find_rules(book, text, limit=MAX_OFFERED) if ABOUT_ONESELF.search(text) else ()
    if entry is None:
        return asked
    fitting = [rule for rule in asked if rule.document in entry.documents]
    return tuple({rule.id: rule for rule in (*fitting, *_sharing(book, entry))}.values())[:MAX_OFFERED]


def _sharing(book: Rulebook, entry: Entry) -> Iterable[EligibilityRule]:
    """The rules that an entry names, or that rest on a provision which it cites and ask much the same."""
    cited = set(entry.citations)
    named = [book.rules[name] for name in entry.related if name in book.rules]
    sharing = [rule for rule in book.rules.values() if cited.intersection(rule.cite)]
    near = [(max(ratio(entry.question, w) for w in (rule.title, rule.question)), rule) for rule in sharing]
    close = sorted((pair for pair in near if pair[0] >= LEAST_LIKENESS), key=lambda pair: -pair[0])
    return (*named, *(rule for _, rule in close))
