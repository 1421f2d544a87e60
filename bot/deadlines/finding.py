"""Finding deadline rules: by the key on a button, by words, by subject, and those that belong to an answer."""

import hashlib

from rapidfuzz.fuzz import partial_token_set_ratio

from bot.rendering.deadline_texts import SEARCH_WORDS, SUBJECTS
from knowledge.deadlines.book import DeadlineBook
from knowledge.deadlines.rules import DeadlineRule
from knowledge.entries import Entry
from knowledge.text.normalization import simplify

MAX_FOUND = 8
MAX_OFFERED = 1
LEAST_SHARE = 0.6
# All answers on these topics are about the deadline; on others many are about something else in the same provision.
NEAR_TOPICS = frozenset({"shiyongqi", "peixun"})
IDLE = frozenset("的了吗呢和与、，。？?！! 　我要设个提醒")


def rule_key(rule: DeadlineRule) -> str:
    """What a rule's button carries: a digest, because ids may be longer than a button has room for."""
    return hashlib.blake2b(rule.id.encode(), digest_size=6).hexdigest()


def rule_of_key(book: DeadlineBook, key: str) -> DeadlineRule | None:
    """The rule of a button; None when the content no longer has it."""
    return next((rule for rule in book.rules.values() if rule_key(rule) == key), None)


def can_remind(rule: DeadlineRule) -> bool:
    """Whether reminders may be planned by the rule."""
    return rule.historic is None and rule.closed is None


def subject_of(rule: DeadlineRule) -> str:
    """The subject that a rule's topic belongs to."""
    topic = rule.id.partition(".")[0]
    return next((key for key, (_, topics) in SUBJECTS.items() if topic in topics), "other")


def rules_of(book: DeadlineBook, subject: str) -> list[DeadlineRule]:
    """The rules of a subject that can remind."""
    return [rule for rule in book.rules.values() if can_remind(rule) and subject_of(rule) == subject]


def search_rules(book: DeadlineBook, text: str) -> tuple[DeadlineRule, ...]:
    """The rules that some words look for, the best first; none when hardly any of the words occur."""
    words = simplify(text).strip()
    forms = [words, *(term for term, others in SEARCH_WORDS.items() if any(word in words for word in others))]
    scored = [
        (max(_score(form, rule) for form in forms), can_remind(rule), rule) for rule in book.rules.values()
    ]
    close = sorted((row for row in scored if row[0] > 0), key=lambda row: (-row[1], -row[0]))
    return tuple(row[2] for row in close[:MAX_FOUND])


def _score(words: str, rule: DeadlineRule) -> float:
    """How well words fit a rule: those in its title count most; 0 when too few of them occur at all."""
    wanted = set(words) - IDLE
    if not wanted:
        return 0
    told = _words(rule)
    share = len(wanted & set(told)) / len(wanted)
    if share < LEAST_SHARE or (words not in told and share < 1):
        return 0
    in_title, in_words = (3 if words in rule.title else 0), (1 if words in told else 0)
    return in_title + in_words + partial_token_set_ratio(words, told) / 100


def _words(rule: DeadlineRule) -> str:
    triggers = [rule.trigger.words if rule.trigger else "", rule.also.trigger.words if rule.also else ""]
    return "，".join((rule.title, rule.who, rule.duty, *triggers))


def rules_for(book: DeadlineBook, entry: Entry) -> tuple[DeadlineRule, ...]:
    """The rules to offer below an answer: named by its entry, naming it, or about the same subject and provision."""
    named = [book.rules[name] for name in entry.related if name in book.rules]
    naming = [rule for rule in book.rules.values() if entry.id in rule.related]
    near = [rule for rule in book.rules.values() if _is_near(rule, entry)]
    found = {rule.id: rule for rule in (*named, *naming, *near) if can_remind(rule)}
    return tuple(found.values())[:MAX_OFFERED]


def _is_near(rule: DeadlineRule, entry: Entry) -> bool:
    """Whether a rule rests on a provision that the entry cites, and both have a topic that is one deadline's own."""
    topic = rule.id.partition(".")[0]
    is_same = topic in NEAR_TOPICS and entry.id.startswith(topic)
    return is_same and not set(rule.cite).isdisjoint(entry.citations)
