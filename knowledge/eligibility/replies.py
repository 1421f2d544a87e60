"""Reading the reply to a question of an interview, in the light of the fact that it asks for."""

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from knowledge.eligibility.derivation import derive
from knowledge.eligibility.facts import TODAY, Fact, FactError, FactType, Value, parse_value
from knowledge.eligibility.quantities import Quantity, find_quantities, is_vague
from knowledge.eligibility.reading import BARE_AGE, BORN, CLAUSE, CORRECTION, Statement, read_statements
from knowledge.eligibility.rulebook import Rulebook
from knowledge.eligibility.written_dates import WrittenDate, find_dates, fold_dates

NO = re.compile(
    r"^(?:不|没|无|否|未|非|尚未|还没|还不|还未|暂无|暂时没|从没|从未|从来没|并没|并不|目前没|都没|×|x|n)",
    re.IGNORECASE,
)
YES = re.compile(
    r"^(?:是|有|对|已|嗯|好|能|可以|符合|当然|属于|算|肯定|确实|的确|都有|都是|√|✓|y)", re.IGNORECASE
)
SPEAKER = re.compile(r"^(?:我|本人|他|她)")
GUESS = re.compile(r"^(?:应该|大概|可能|好像|估计|算)(是|有|会|能|算|不|没)")
WITHOUT_FAIL = re.compile(r"^(?:没错|没问题|不错|不假|无误)")
PENDING = re.compile(r"还没|尚未|还未|正在|在走|在办|等着|等批|审批中|流程中")
DONE = re.compile(r"[^不没未]{1,3}了")
DONT_KNOW = re.compile(
    r"^(?:这个|我|我也|具体|确切)*(?:不(?:太|大)?(?:知道|清楚|确定|了解|记得|晓得)|记不(?:清|得|住)|忘(?:了|记)|说不(?:准|清|好)"
    r"|不好说|(?:还)?没想好|看情况|待定|没数|没查过|待查|\?+|？+)"
)
NONE = re.compile(r"^(?:还)?(?:没有?|无|从来没有?|从没|没在)(?:过|呢|啊)?$")
DENIAL = re.compile(r"^不是[^是]*(?:是|应该)")
DIGITS = "123456789"
ORDINALS = f"{DIGITS}一二三四五六七八九"
BREAK = re.compile(r"[，,、。；;]")
ORDINAL = re.compile(rf"(?:我?选|第)*([{ORDINALS}])(?:个|项|条|种)?")
BARE_NUMBER = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.])")
LONE_NUMBER = re.compile(r"(?<![\d.第/-])\d+(?:\.\d+)?(?![\d.成倍折点分号级/])")
SHORT_YEAR = re.compile(r"\d{2}年")
YEAR = re.compile(r"(?:19|20)\d{2}")
FILLERS = re.compile(r"^(?:嗯+|呃+|哦+|啊+|额+|这个|那个)[，,、\s]*|[吧啊呢呀哦嘛了的]+$")
EDGES = "。.！!，,、 \n"
LONGEST_WORD = 10
AGE = "岁"
COUNTS = {FactType.INTEGER, FactType.NUMBER}


class VagueError(FactError):
    """A reply that only bounds the amount asked for: 不到三年, 三四年."""


@dataclass(frozen=True)
class Reply:
    """What a reply was understood as: facts by id, none for “I don't know”.

    `exact` is false where a day is missing (1981年), where the speaker hesitates (差不多三年), and where a choice was
    named by other words.
    """

    facts: dict[str, Value]
    exact: bool = True


def read_reply(book: Rulebook, fact: Fact, text: str, today: date) -> Reply:
    """The reply to a question: its value, the date that it can be derived from, or what it says of other facts.

    Raises FactError, with what the fact takes, when it is none of these.
    """
    words = fold_dates(text).strip(EDGES)
    if DONT_KNOW.match(words):
        return Reply({})
    if fact.type is not FactType.BOOLEAN:
        words = CORRECTION.sub("", DENIAL.sub("", words)).strip(EDGES)
    own = _READERS[fact.type](fact, words, today)
    others = {s.fact.id: s for s in read_statements(text, book.facts.values(), today)}
    if own is None:
        if not others:
            return Reply({fact.id: parse_value(fact, words, today)})
        return Reply({name: said.value for name, said in others.items()}, exact=False)
    is_one = CLAUSE.search(words) is None
    further = {name: s.value for name, s in others.items() if not _repeats(fact, s, own.facts, is_one=is_one)}
    return Reply({**own.facts, **further}, own.exact and not further)


def _repeats(fact: Fact, other: Statement, own: dict[str, Value], *, is_one: bool) -> bool:
    """Whether a statement about another fact only says again what the reply said of the one asked for."""
    if other.fact.id in own or other.fact.id in {fact.id, fact.since}:
        return True
    is_word = isinstance(other.value, bool | str)
    return is_one if is_word else other.value in own.values()


def _read_count(fact: Fact, words: str, today: date) -> Reply | None:
    aged = BARE_AGE.search(words) if fact.unit == AGE else None
    if aged:
        return Reply({fact.id: parse_value(fact, aged[1], today)}, exact=False)
    when = _date_for(fact, words, today)
    if when:
        return Reply({str(fact.since): when.day}, when.has_day)
    plain = _plain_value(fact, words, today)
    if plain is not None:
        return Reply({fact.id: plain})
    return _read_amount(fact, words, today)


def _read_amount(fact: Fact, words: str, today: date) -> Reply | None:
    """The one amount of a sentence."""
    if NONE.match(words) and not fact.minimum:
        return Reply({fact.id: 0}, exact=False)
    if is_vague(words):
        raise VagueError(fact.id, f"“{fact.label}”要一个数，收到的是{words!r}")
    quantities = list(find_quantities(words))
    fitting = [quantity for quantity in quantities if quantity.value_for(fact) is not None]
    if len(fitting) == 1:
        return _reply_of(fact, fitting[0], words, today)
    bare = LONE_NUMBER.findall(words)
    if quantities or len(bare) != 1:
        return None
    return Reply({fact.id: parse_value(fact, bare[0], today)}, exact=False)


def _reply_of(fact: Fact, quantity: Quantity, words: str, today: date) -> Reply:
    value = parse_value(fact, quantity.value_for(fact), today)
    return Reply({fact.id: value}, quantity.is_exact and words == quantity.words)


def _plain_value(fact: Fact, words: str, today: date) -> Value | None:
    """The value of a reply that is nothing but a number, a unit maybe."""
    try:
        return parse_value(fact, words, today)
    except FactError:
        if BARE_NUMBER.fullmatch(words.removesuffix(fact.unit or "")):
            raise  # a number, and out of range
        return None


def _date_for(fact: Fact, words: str, today: date) -> WrittenDate | None:
    """The date that the count follows from; 今年42 is an age, and no date of this year."""
    if not fact.since or (fact.until and not fact.or_today):
        return None
    born = BORN.search(words)
    if fact.since == "birth_date" and born:
        words = f"{born[0].removesuffix('的')}生"
    whens = find_dates(f"{words}年" if YEAR.fullmatch(words) else words, today)
    rest = words.replace(whens[0].text, "") if whens else ""
    if len(whens) != 1 or (BARE_NUMBER.search(rest) and not YEAR.fullmatch(words)):
        return None
    try:
        count = derive(fact, {fact.since: whens[0].day, TODAY: today})
        parse_value(fact, count, today)
    except FactError:
        return whens[0] if whens[0].has_day else None  # nobody of this age was born 今年
    return whens[0]


def _read_date(fact: Fact, words: str, today: date) -> Reply | None:
    spelled = (
        f"{words}1月" if SHORT_YEAR.fullmatch(words) else f"{words}年" if YEAR.fullmatch(words) else words
    )
    whens = find_dates(spelled, today)
    if not whens:
        return None
    plain = words == whens[0].text and whens[0].has_day
    return Reply({fact.id: whens[-1].day}, plain and len(whens) == 1)


def _read_boolean(fact: Fact, words: str, today: date) -> Reply | None:
    core = SPEAKER.sub("", FILLERS.sub("", FILLERS.sub("", words)))
    when, guess = _comparison(fact, words, today), GUESS.match(core)
    if when or guess:
        return when or Reply({fact.id: str(guess and guess[1]) not in "不没"}, exact=False)
    plain = _plain_truth(fact, words, core)
    if plain is not None:
        return Reply({fact.id: plain})
    echoed = (len(core) > 1 and core in fact.question) or DONE.fullmatch(words)
    return Reply({fact.id: True}, exact=False) if echoed else None


def _plain_truth(fact: Fact, words: str, core: str) -> bool | None:
    """Yes or no, said in so many words."""
    for phrases, value in ((fact.denies, False), (fact.affirms, True)):
        if words in phrases or core in phrases:
            return value
    if WITHOUT_FAIL.match(words):
        return True
    if (NO.match(core or words) and len(words) <= LONGEST_WORD) or PENDING.search(words):
        return False
    first = BREAK.split(words)[0]
    return True if YES.match(core or words) and len(first) <= LONGEST_WORD else None


def _comparison(fact: Fact, words: str, today: date) -> Reply | None:
    """The two dates by which a boolean is decided, in the order of the question."""
    if not fact.since or not fact.until:
        return None
    whens = find_dates(words, today)
    if len(whens) != len((fact.since, fact.until)):
        return None
    return Reply({fact.since: whens[0].day, fact.until: whens[1].day}, exact=False)


def _read_choice(fact: Fact, words: str, _: date) -> Reply | None:
    folded = {fold_dates(choice): choice for choice in fact.choices}
    if words in folded:
        return Reply({fact.id: folded[words]})
    core = FILLERS.sub("", words) or words
    if core in folded:
        return Reply({fact.id: folded[core]}, exact=False)
    ordinal = ORDINAL.fullmatch(core)
    at = ORDINALS.find(ordinal[1]) % len(DIGITS) if ordinal else len(fact.choices)
    if at < len(fact.choices):
        return Reply({fact.id: fact.choices[at]}, exact=False)
    near = [choice for text, choice in folded.items() if core in text or text in core]
    near = near or [names[0] for names in fact.aliases if any(name in core for name in names[1:])]
    return Reply({fact.id: near[0]}, exact=False) if len(near) == 1 else None


def _read_region(fact: Fact, words: str, today: date) -> Reply | None:
    return Reply({fact.id: parse_value(fact, words, today)})


_READERS = {
    FactType.INTEGER: _read_count,
    FactType.NUMBER: _read_count,
    FactType.BOOLEAN: _read_boolean,
    FactType.DATE: _read_date,
    FactType.ENUM: _read_choice,
    FactType.REGION: _read_region,
}


def read_pair(facts: tuple[Fact, Fact], text: str, today: date) -> Reply:
    """The reply to a question for two counts: each by its word, or two numbers in the order asked, or 60/90.

    One number by itself is the one asked for first.

    Raises FactError when it gives neither of them.
    """
    words = fold_dates(text).strip(EDGES)
    if is_vague(words):
        raise VagueError(facts[0].id, f"要两个数，收到的是{words!r}")
    named = {s.fact.id: s.value for s in read_statements(text, facts, today)}
    if named:
        return Reply(named, exact=False)
    numbers = [Fraction(number) for number in BARE_NUMBER.findall(words)]
    if len(numbers) == 1:
        reply = _read_count(facts[0], words, today)
        if reply:
            return reply
    if len(numbers) != len(facts):
        raise FactError(facts[0].id, f"要两个数，收到的是{words!r}")
    pairs = zip(facts, reversed(numbers) if "/" in words else numbers, strict=True)
    return Reply({fact.id: parse_value(fact, number, today) for fact, number in pairs}, exact=False)
