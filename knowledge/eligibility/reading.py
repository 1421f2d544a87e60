"""Reading a free question: the facts it states, for confirmation, and the rules it may be about."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from knowledge.eligibility.facts import Fact, FactError, FactType, Value, parse_value
from knowledge.eligibility.rulebook import Rulebook
from knowledge.eligibility.rules import EligibilityRule
from knowledge.eligibility.written_dates import read_date
from knowledge.text.normalization import simplify
from knowledge.text.numerals import fold_numerals

CLAUSE = re.compile(r"[，。；;,!！?？\n]+")
QUANTITY = re.compile(
    r"(?<![\d.第])(\d+(?:\.\d+)?)(年半|个半月|周岁|个多月|年多|岁|年|个月|届|人|名)(?!\d)(?!月)"
)
SEX = re.compile(r"(?:^|[，。；,\s是])(男|女)(?=[，。；,\s性同干的]|$)|(男|女)(?=性|同志|干部)")
UNITS = {"周岁": "岁", "年半": "年", "年多": "年", "个多月": "个月", "个半月": "个月", "名": "人"}
MIN_CHOICE = 3
STRONG_WORD = 4
MIN_HITS = 2


@dataclass(frozen=True)
class Statement:
    """A fact that a text seems to state: the value and the words it was read from, to be confirmed."""

    fact: Fact
    value: Value
    words: str


@dataclass(frozen=True)
class Reply:
    """What a reply to a question of an interview was understood as: facts by id; `exact` is false for 1981年."""

    facts: dict[str, Value]
    exact: bool = True


def read_statements(text: str, facts: Iterable[Fact], today: date) -> tuple[Statement, ...]:
    """What the text says about these facts, each fact once, the first mention first."""
    folded = fold_numerals(simplify(text))
    known = list(facts)
    found: dict[str, Statement] = {}
    for clause in CLAUSE.split(folded):
        for statement in _read_clause(clause, known, today):
            found.setdefault(statement.fact.id, statement)
    return tuple(found.values())


def _read_clause(clause: str, facts: list[Fact], today: date) -> Iterator[Statement]:
    when = read_date(clause, today)
    dated = _cued(clause, [fact for fact in facts if fact.type is FactType.DATE]) if when else None
    if when and dated:
        yield Statement(dated, when.day, when.text)
    rest = clause.replace(when.text, "") if when else clause
    for quantity in QUANTITY.finditer(rest):
        yield from _read_quantity(rest, quantity, facts, today)
    for fact in facts:
        yield from _read_choice(clause, fact)


def _read_quantity(
    clause: str, quantity: re.Match[str], facts: list[Fact], today: date
) -> Iterator[Statement]:
    number, unit = quantity.groups()
    value = f"{number}半" if unit in {"年半", "个半月"} else number
    fitting = [fact for fact in facts if fact.unit == UNITS.get(unit, unit)]
    fact = next((f for f in fitting if f.unit == "岁"), None) or _cued(clause, fitting)
    if fact is None:
        return
    try:
        yield Statement(fact, parse_value(fact, value, today), quantity[0])
    except FactError:
        return  # 300岁 states nothing


def _cued(clause: str, facts: Iterable[Fact]) -> Fact | None:
    """The fact whose longest cue stands in the clause."""
    hits = [(len(cue), fact) for fact in facts for cue in fact.cues if cue in clause]
    return max(hits, key=lambda hit: hit[0])[1] if hits else None


def _read_choice(clause: str, fact: Fact) -> Iterator[Statement]:
    """A choice that stands in the clause word for word; of 男 and 女 as words of their own."""
    if fact.id == "sex":
        found = SEX.search(clause)
        if found:
            yield Statement(fact, found[1] or found[2], found[0].strip())
        return
    for choice in fact.choices:
        if len(choice) >= MIN_CHOICE and choice in clause:
            yield Statement(fact, choice, choice)
            return


def read_reply(book: Rulebook, fact: Fact, text: str, today: date) -> Reply:
    """The reply to a question: its value, or the date that it can be derived from.

    Raises FactError, with what the fact takes, when it is neither.
    """
    source = book.fact(fact.since) if fact.since and not fact.until else None
    when = read_date(text, today) if source or fact.type is FactType.DATE else None
    if when:
        return Reply({(source or fact).id: when.day}, when.has_day)
    return Reply({fact.id: parse_value(fact, fold_numerals(simplify(text)).strip(), today)})


def find_rules(book: Rulebook, question: str, *, limit: int = 3) -> tuple[EligibilityRule, ...]:
    """The rules that a question seems to ask for, best first: those whose words it contains."""
    text = simplify(question)
    scored = [(_score(text, rule), rule) for rule in book.rules.values()]
    hits = sorted((pair for pair in scored if pair[0]), key=lambda pair: -pair[0])
    return tuple(rule for _, rule in hits[:limit])


def _score(text: str, rule: EligibilityRule) -> int:
    words = [word for word in rule.asks if word in text]
    strong = any(len(word) >= STRONG_WORD for word in words)
    return sum(map(len, words)) if strong or len(words) >= MIN_HITS else 0
