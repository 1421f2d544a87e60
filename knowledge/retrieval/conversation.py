"""Reading a message in the light of the conversation: ellipsis, corrections, requests about the last answer."""

import json
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self

from knowledge.retrieval.analysis import Query
from knowledge.text.normalization import fold

ELLIPTICAL = re.compile(
    r"^(?:那么?|那要是|要是|如果|假如|还有|另外|然后|这个|这种|这事|它|其中|上面|刚才|前面|同样|要不然)"
    r"|呢[？?。!！\s]*$|^(?:在)?[\u4e00-\u9fff]{2,4}的?[？?]?$"
)
# Words that put something right; what follows them replaces what was said before.
CORRECTION = re.compile(
    r"^(?:(?:不对|不是的?|错了|我?(?:说|打|问|搞)错了|不不|不好意思|抱歉|更正(?:一下)?|等等)[，,、。！!\s]*)*"
    r"(?:我(?:想)?(?:说|问|指)的?(?:的)?是|我是(?:说|问|指)|我的意思是|不是问|应该是|改成|换成|是(?=[\u4e00-\u9fff]))[，,：:\s]*"
)
# A correction that names both: 不是责令辞职，是引咎辞职.
INSTEAD = re.compile(
    r"不是(?:说|问)?(?P<wrong>[\w]{2,12}?)(?:[，,、\s]+(?:而|我说的|我问的)?是?|而是|，?是)(?P<right>[\w]{2,12}?)(?:的)?[。！!？?\s]*$"
)
MORE = re.compile(
    r"^(?:请|能不能|能否|能|可以|可不可以|麻烦)*(?:再|帮我)?(?:说|讲|解释|展开|介绍|说明)?(?:得|的)?(?:再|更)?(?:详细|具体|细|清楚|明白)(?:一?点|些|一些|说说|讲讲|一下|介绍)?(?:儿|吧|呗|行吗|可以|可以吗|吗)?$"
    r"|^展开(?:说说|讲讲|说|讲)?(?:一下)?$|^细说(?:一下)?$|^(?:再)?(?:解释|说明)一下$|^还有呢$|^还有吗$|^继续$|^没看懂$|^看不懂$|^说下去$|^然后呢$|^详情$"
)
SOURCE = re.compile(
    r"原文|出处|依据(?:是|在|呢|什么)|^(?:文件)?依据$|根据(?:是什么|呢)|哪份文件|哪个文件|什么文件|哪条规定|哪一?条|第几条|有文件吗|文件依据|谁规定的|谁说的|哪里规定|哪规定的|来源|从哪来的"
)
DIFFERENCE = re.compile(
    r"^(?:这|那|它们?|两者|二者|他们|各|各个|各份|不同|几个|几份|这几[个份种])*(?:文件|地方|地区|省市|规定)?(?:之间|里|中)?(?:都)?(?:有)?(?:什么|啥|哪些|没有)?(?:区别|不同|差别|差异|不一样)(?:在哪里?|是什么|吗)?$"
)
ABOUT_LAST = 16
SPLIT = re.compile(r"[？?；;\n]+|(?:另外|还有就是|顺便问|再问)[，,：:]?")
PIECE = 7
CARRIED = 0.6
# A short message after an answer is more likely about that answer than about another rule.
SHORT = 14
# The day that a question speaks of: 2015年的时候, 2010年3月那会儿.
THEN = re.compile(
    r"(?P<year>(?:19|20)\d\d)年(?:(?P<month>1[0-2]|0?[1-9])月(?:份)?)?(?:(?P<day>3[01]|[12]\d|0?[1-9])[日号])?(?:的时候|那时候?|那会儿?|当时|那年|那阵子?|时(?!间|限|点|候))"
)
LAST_MONTH, LAST_DAYS = 12, 28


class Request(StrEnum):
    """What a message asks about the answer just given."""

    MORE = "more"
    SOURCE = "source"
    DIFFERENCE = "difference"


@dataclass(frozen=True)
class Context:
    """What a conversation brings to the next message; the caller keeps it with the chat.

    `region` is the user's own; `as_of` the day asked about; the rest remembers the last answer and the last choice.
    """

    region: str | None = None
    as_of: date | None = None
    last_entry: str | None = None
    last_question: str | None = None
    offered: tuple[str, ...] = ()

    def to_json(self) -> str:
        """The context as text, for the chat's row."""
        fields = asdict(self) | {"as_of": self.as_of.isoformat() if self.as_of else None}
        return json.dumps(fields, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The context that `to_json` wrote."""
        fields = json.loads(text)
        as_of = date.fromisoformat(fields["as_of"]) if fields.get("as_of") else None
        return cls(**fields | {"as_of": as_of, "offered": tuple(fields.get("offered", ()))})

    def after(self, *, question: str, entry: str | None, offered: Iterable[str] = ()) -> Self:
        """The context once a question was answered by an entry, or led to a choice."""
        return replace(
            self, last_question=question, last_entry=entry or self.last_entry, offered=tuple(offered)
        )


def find_request(text: str) -> Request | None:
    """Whether a short normalized message asks for more, for the source, or for the difference."""
    if len(text) > ABOUT_LAST:
        return None
    for request, pattern in (
        (Request.MORE, MORE),
        (Request.DIFFERENCE, DIFFERENCE),
        (Request.SOURCE, SOURCE),
    ):
        if pattern.search(text):
            return request
    return None


def is_elliptical(question: str) -> bool:
    """Whether the message leans on what was said before."""
    text = question.strip()
    return bool(ELLIPTICAL.search(text) or is_correction(text))


def is_correction(question: str) -> bool:
    """Whether the message puts right what was said before."""
    return bool(CORRECTION.match(question.strip()))


def without_correction(question: str) -> str:
    """The message without the words that only say that something is put right; as it is when nothing would remain."""
    return CORRECTION.sub("", question.strip()) or question


def find_replacement(question: str, earlier: str) -> str | None:
    """The earlier question with a word of it replaced (不是责令辞职，是引咎辞职); None where the message does no such thing."""
    match = INSTEAD.search(question.strip())
    if match is None or match["wrong"] not in earlier:
        return None
    return earlier.replace(match["wrong"], match["right"])


def find_day(question: str) -> date | None:
    """The day that a question speaks of (2015年的时候: its last one, 2010年3月那会儿); None when it names none."""
    match = THEN.search(fold(question))
    if match is None:
        return None
    month = int(match["month"] or LAST_MONTH)
    with suppress(ValueError):
        return date(int(match["year"]), month, int(match["day"] or LAST_DAYS))
    return None


def merge(query: Query, earlier: Query) -> Query:
    """The query completed by an earlier one, whose terms count less; a newly named document replaces the old."""
    terms = {term: CARRIED * weight for term, weight in earlier.terms.items()} | dict(query.terms)
    return replace(
        query,
        terms=terms,
        concepts=tuple(dict.fromkeys((*query.concepts, *earlier.concepts))),
        intents=query.intents or earlier.intents,
        named=query.named or (frozenset() if query.hinted else earlier.named),
        hinted=query.hinted or (frozenset() if query.named else earlier.hinted),
    )


def split_questions(question: str) -> tuple[str, ...]:
    """The questions of one message, when there are several long enough to stand alone."""
    pieces = tuple(piece.strip() for piece in SPLIT.split(question) if len(piece.strip()) >= PIECE)
    return pieces if len(pieces) > 1 else ()
