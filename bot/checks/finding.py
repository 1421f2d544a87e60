"""Finding rules: by the key on a button, by words, and those that belong to an answer."""

import hashlib
import re
from collections.abc import Iterable

from rapidfuzz.fuzz import partial_token_set_ratio, ratio

from knowledge.eligibility.reading import find_rules
from knowledge.eligibility.rulebook import Rulebook
from knowledge.eligibility.rules import EligibilityRule
from knowledge.entries import Entry
from knowledge.text.normalization import simplify

MAX_OFFERED = 2
MAX_FOUND = 8
LEAST_SHARE = 0.6
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


def search_rules(book: Rulebook, text: str) -> tuple[EligibilityRule, ...]:
    """The rules that some words look for, the best first; none when hardly any of the words occur."""
    words = simplify(text).strip()
    wanted = set(words) - set("的了吗呢和与、，。？?！! 　")
    if not wanted:
        return ()
    named = find_rules(book, words)
    scored = [(_share(wanted, rule), _likeness(words, rule), rule) for rule in book.rules.values()]
    close = sorted((row for row in scored if row[0] >= LEAST_SHARE), key=lambda row: (-row[0], -row[1]))
    return tuple({rule.id: rule for rule in (*named, *(row[2] for row in close))}.values())[:MAX_FOUND]


def _share(wanted: set[str], rule: EligibilityRule) -> float:
    """The share of the characters looked for that the rule's words have."""
    return len(wanted & set(_words(rule))) / len(wanted)


def _likeness(words: str, rule: EligibilityRule) -> float:
    return max(ratio(words, rule.title), partial_token_set_ratio(words, _words(rule)))


def _words(rule: EligibilityRule) -> str:
    return "".join((rule.title, rule.question, *rule.asks))


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
