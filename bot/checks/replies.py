"""What a person answers to a question of an interview: by button or in words."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from bot.checks.case import Case
from bot.rendering.eligibility_texts import DONT_KNOW_WORDS, NO_WORDS, YES_WORDS
from knowledge.eligibility.bundles import Bundle, Group
from knowledge.eligibility.facts import Fact, FactError, FactType, Value
from knowledge.eligibility.reading import CORRECTION, read_statements
from knowledge.eligibility.replies import read_pair, read_reply
from knowledge.text.normalization import simplify

ISO_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
FIGURE = re.compile(r"[\d一二三四五六七八九十]")
PLAIN_NUMBER = re.compile(r"\d")
ALL = re.compile(
    r"(?:是的?|对的?|嗯|好|有|(?:以上|这些|几项|全部|全|都|均|统统)*(?:都|全|均)?(?:符合|满足|具备|达到|达标|没问题|是|有|做到))(?:了|的)?"
)
NONE = re.compile(r"(?:以上|这些|几项|全部|全|都|均)*(?:没有?|无|不是|不属于|不符合|不存在)(?:过|的)?")
CIRCLED = "①②③④⑤⑥⑦⑧⑨"
NUMERALS = f"{CIRCLED}123456789一二三四五六七八九"
ITEM = re.compile(rf"(?:第|^|有|是)([{NUMERALS}])(?=项|个|条|不|没|有|是|$)")
NO_WORD = re.compile(r"不|没|未|缺|差")
ENDS = "。.！!，, "


@dataclass(frozen=True)
class Understood:
    """What a text was understood as: nothing for “I don't know”; `is_plain` when nobody could read it otherwise."""

    facts: dict[str, Value]
    is_plain: bool = True


def options(fact: Fact) -> tuple[Value, ...]:
    """The values that have a button."""
    if fact.type is FactType.BOOLEAN:
        return (True, False)
    return fact.choices if fact.type is FactType.ENUM else fact.common


def word_of(text: str) -> str | None:
    """The step that a word means where something waits to be confirmed; None for another answer."""
    words = simplify(text).strip(ENDS)
    return "yes" if words in YES_WORDS else "no" if words in NO_WORDS else None


def understand(case: Case, text: str) -> Understood:
    """Read a reply in words, in the light of what is asked for; a correction may mean an answer of before.

    Raises FactError when it says nothing that was asked for.
    """
    words = simplify(text).strip(ENDS)
    if case.asked is None or words in DONT_KNOW_WORDS:
        return Understood({})
    if case.group is not None:
        return _of_group(case, case.group, words)
    takes_no_figure = case.asked.type in {FactType.BOOLEAN, FactType.ENUM}
    earlier = _corrected(case, words) if takes_no_figure and FIGURE.search(words) else None
    if earlier is not None:
        return earlier
    try:
        reply = read_reply(case.book, case.asked, words, case.today)
    except FactError:
        earlier = _corrected(case, words)
        if earlier is None:
            raise
        return earlier
    return Understood(reply.facts, reply.exact and _is_plain(words, reply.facts))


def _corrected(case: Case, words: str) -> Understood | None:
    """The answer of before, the last figure that can be meant, as a correction (不对，是2018年) has it."""
    if not CORRECTION.match(words):
        return None
    figures = [fact for fact, _ in case.answers if fact.type not in {FactType.BOOLEAN, FactType.ENUM}]
    for fact in reversed(figures):
        with suppress(FactError):
            reply = read_reply(case.book, fact, words, case.today)
            if reply.facts:
                return Understood(reply.facts, is_plain=False)
    return None


def _of_group(case: Case, group: Group, words: str) -> Understood:
    """The reply to a question about several facts."""
    if not isinstance(group, Bundle):
        pair = read_pair(group.facts, words, case.today)
        return Understood(pair.facts, pair.exact)
    at = _place(group, words)
    if at is None:
        said = read_statements(words, group.facts, case.today)
        if not said:
            raise FactError(group.facts[0].id, words)
        return Understood({item.fact.id: item.value for item in said}, is_plain=False)
    return Understood(dict(group.answers[at]), is_plain=at == 0)


def _place(bundle: Bundle, words: str) -> int | None:
    """Which answer the words are: 0 that all are alike, else the number of the item they name."""
    if (ALL if bundle.all_must else NONE).fullmatch(words):
        return 0
    found = ITEM.search(words)
    at = NUMERALS.find(found[1]) % len(CIRCLED) + 1 if found else 0
    denies = NO_WORD.search(words) is not None
    return at if 0 < at <= len(bundle.items) and denies is bundle.all_must else None


def _is_plain(words: str, facts: dict[str, Value]) -> bool:
    """Whether a number or date was written so that it needs no confirmation."""
    if any(isinstance(value, date) for value in facts.values()):
        return ISO_DATE.fullmatch(words) is not None
    counts = [
        value for value in facts.values() if isinstance(value, int | Fraction) and not isinstance(value, bool)
    ]
    return not counts or PLAIN_NUMBER.match(words) is not None
