"""Reading what people say: the facts that a free text states, for confirmation, and the rules it may be about."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from knowledge.eligibility.facts import Fact, FactError, FactType, Value, parse_value
from knowledge.eligibility.quantities import Quantity, find_quantities
from knowledge.eligibility.rulebook import Rulebook
from knowledge.eligibility.rules import EligibilityRule
from knowledge.eligibility.written_dates import WrittenDate, find_dates, fold_dates
from knowledge.text.normalization import simplify

CLAUSE = re.compile(r"[，。；;,!！?？\n]+")
SEX = re.compile(
    r"(?:^|[，。；,\s是我人])(男|女)(?=[，。；,\s性同的]|$)|(男|女)(?=性|同志|干部(?!\d|多少|几|比|占|人))"
)
CORRECTION = re.compile(
    r"^(?:不对|不是|错了|写错了|说错了|打错了|更正|纠正|应该是|应为|改成|改为|其实是?|实际上?是?)+"
)
DENIED = re.compile(r"(?:不是|并非|不到)$")
OTHERS = re.compile(r"爱人|妻子|丈夫|老婆|老公|儿子|女儿|孩子|父亲|母亲|爸|妈|领导$")
ASKING = re.compile(
    r"吗|呢|能不能|是不是|要不要|可不可以|有没有|需不需要|怎么|怎样|多少|哪|什么|是否|如果|假如|的话|必须|应当"
)
BARE_AGE = re.compile(
    r"(?:今年|现年|年龄|我|年纪)(?:是|有|已经|都)?(\d{2}|[二三四五六七]十[一二三四五六七八九]?)(?=[了啦咧呀吧]*$)"
)
BARE_COUNT = r"(?:人数)?(?:是|有|了|为|:)?(\d+)(?![\d.年月岁%个人名位届])"
BORN = re.compile(r"(?<!\d)(\d{4}|\d{2})年(?:(\d{1,2})月)?(?:(\d{1,2})[日号])?(?:份)?(?:出生|生)?的$")
LEADING = re.compile(r"^(?:我|本人|他|她|也|是|一名|一个|现在|目前|还|属于|已经|已|就|是一名)+")
TRAILING = re.compile(r"(?:了|的|过|干部)$")
HEADS = {"人", "名", "个"}
MIN_CHOICE = 3
STRONG_WORD = 4
MIN_HITS = 2


@dataclass(frozen=True)
class Statement:
    """A fact that a text seems to state: the value and the words it was read from, to be confirmed."""

    fact: Fact
    value: Value
    words: str
    is_exact: bool = True


@dataclass
class _Reading:
    """What was found so far, and whether the speaker takes something back."""

    facts: list[Fact]
    today: date
    found: dict[str, Statement] = field(default_factory=dict)
    is_correcting: bool = False
    denied: Fact | None = None

    def take(self, statement: Statement) -> None:
        """Keep a statement: the first mention, unless the speaker corrects it."""
        if self.is_correcting or statement.fact.id not in self.found:
            self.found.pop(statement.fact.id, None)
            self.found[statement.fact.id] = statement

    def last(self, fits: Iterable[Fact]) -> Fact | None:
        """The fact that a correction without a name means: the one denied, else the last one that fits."""
        fitting = {fact.id for fact in fits}
        said = [self.denied, *(statement.fact for statement in reversed(self.found.values()))]
        return (
            next((fact for fact in said if fact and fact.id in fitting), None) if self.is_correcting else None
        )


def read_statements(text: str, facts: Iterable[Fact], today: date) -> tuple[Statement, ...]:
    """What the text says about these facts, each fact once; a correction takes the place of what it corrects."""
    reading = _Reading(list(facts), today)
    for raw in CLAUSE.split(fold_dates(text)):
        clause = raw.strip()
        correction = CORRECTION.match(clause)
        reading.is_correcting = reading.is_correcting or correction is not None or reading.denied is not None
        for statement in _read_amounts(clause[correction.end() :] if correction else clause, reading):
            reading.take(statement)
        for statement in _read_words(clause, reading.facts):
            reading.take(statement)
    return tuple(reading.found.values())


def _read_amounts(clause: str, reading: _Reading) -> Iterator[Statement]:
    """The dates and numbers of a clause."""
    dates = tuple(_dates_of(clause, reading.today))
    for at in range(len(dates)):
        yield from _read_date(clause, dates, at, reading)
    rest = clause
    for when in dates:
        rest = rest.replace(when.text, "，", 1)
    for quantity in find_quantities(rest):
        yield from _read_quantity(rest, quantity, reading)
    yield from _read_bare_age(clause, reading)
    yield from _read_bare_counts(rest, reading)


def _read_words(clause: str, facts: Iterable[Fact]) -> Iterator[Statement]:
    """The choices and the booleans of a clause."""
    for fact in facts:
        yield from _read_choice(clause, fact)
        yield from _read_boolean(clause, fact)


def _dates_of(clause: str, today: date) -> Iterator[WrittenDate]:
    """The dates of a clause; 80年的 at its end is a year of birth."""
    born = BORN.search(clause)
    if born:
        words = born[0].removesuffix("的")
        yield from find_dates(words if words.endswith(("月", "日", "号", "生")) else f"{words}出生", today)
    yield from find_dates(clause[: born.start()] if born else clause, today)


def _read_date(
    clause: str, dates: tuple[WrittenDate, ...], at: int, reading: _Reading
) -> Iterator[Statement]:
    """The fact whose word stands next to a date."""
    when = dates[at]
    if OTHERS.search(clause[: clause.find(when.text)]):
        return
    kinds = [fact for fact in reading.facts if fact.type is FactType.DATE]
    start = clause.find(dates[at - 1].text) + len(dates[at - 1].text) if at else 0
    end = clause.find(dates[at + 1].text, start) if at + 1 < len(dates) else len(clause)
    words = clause[start : end if end >= 0 else len(clause)]
    fact = next((fact for fact in kinds if fact.id == "birth_date"), None) if BORN.search(words) else None
    fact = fact or _cued(words, kinds) or reading.last(kinds)
    if fact:
        yield Statement(fact, when.day, when.text, when.has_day)


def _read_quantity(clause: str, quantity: Quantity, reading: _Reading) -> Iterator[Statement]:
    before = clause[: quantity.start]
    if quantity.is_vague or OTHERS.search(before):
        return
    fitting = [fact for fact in reading.facts if quantity.value_for(fact) is not None]
    ages = [fact for fact in fitting if fact.unit == "岁" and fact.type is FactType.INTEGER]
    fact = _cued(clause, fitting) or next(iter(ages), None) or reading.last(fitting)
    if fact is None:
        return
    if DENIED.search(before):
        reading.denied = fact
        reading.found.pop(fact.id, None)
        return
    try:
        value = parse_value(fact, quantity.value_for(fact), reading.today)
    except FactError:
        return  # 300岁 states nothing
    yield Statement(fact, value, quantity.words, quantity.is_exact)


def _read_bare_age(clause: str, reading: _Reading) -> Iterator[Statement]:
    """An age without its unit: 我今年46."""
    found = BARE_AGE.search(clause)
    age = next((fact for fact in reading.facts if fact.id == "age"), None)
    if found and age:
        try:
            yield Statement(age, parse_value(age, found[1], reading.today), found[0])
        except FactError:
            return


def _read_bare_counts(clause: str, reading: _Reading) -> Iterator[Statement]:
    """Counts of people that follow their word without a unit: 应到90实到60."""
    for fact in reading.facts:
        cues = "|".join(sorted(map(re.escape, fact.cues), key=len, reverse=True))
        found = re.search(f"(?:{cues}){BARE_COUNT}", clause) if cues and fact.unit in HEADS else None
        if found:
            try:
                yield Statement(fact, parse_value(fact, found[1], reading.today), found[0])
            except FactError:
                continue


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
    core = _core(clause)
    named = [names[0] for names in fact.aliases if len(core) >= MIN_CHOICE and core in names]
    for choice in fact.choices:
        words = fold_dates(choice)
        if len(words) >= MIN_CHOICE and re.search(f"(?<!不是)(?<!非){re.escape(words)}", clause):
            named.append(choice)
    yield from (Statement(fact, choice, clause) for choice in named[:1])


def _core(clause: str) -> str:
    """A clause without the small words around what it says."""
    return TRAILING.sub("", LEADING.sub("", clause.replace(" ", "")))


def _read_boolean(clause: str, fact: Fact) -> Iterator[Statement]:
    """A clause that says, apart from small words, just the phrase by which the fact is stated or denied."""
    if not (fact.affirms or fact.denies) or ASKING.search(clause):
        return
    core = _core(clause)
    for phrases, value in ((fact.denies, False), (fact.affirms, True)):
        if core in phrases or clause in phrases:
            yield Statement(fact, value, clause)
            return


def find_rules(book: Rulebook, question: str, *, limit: int = 3) -> tuple[EligibilityRule, ...]:
    """The rules that a question seems to ask for, best first: those whose words it contains."""
    text = simplify(question)
    scored = [(_score(text, rule), rule) for rule in book.rules.values()]
    hits = sorted((pair for pair in scored if pair[0]), key=lambda pair: -pair[0])
    return tuple(rule for _, rule in hits[:limit])


def _score(text: str, rule: EligibilityRule) -> int:
    words = [word for word in rule.asks or (rule.title,) if word in text]
    strong = any(len(word) >= STRONG_WORD for word in words)
    return sum(map(len, words)) if strong or len(words) >= MIN_HITS else 0
