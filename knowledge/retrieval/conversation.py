"""Reading a message in the light of the conversation: ellipsis, corrections, requests about the last answer."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self

from knowledge.retrieval.analysis import Query

ELLIPTICAL = re.compile(
    r"^(?:那么?|那要是|要是|如果|假如|还有|另外|然后|这个|这种|它|其中|上面|刚才|前面|我是说|我说的是|不是问|我问的是|换成|同样)"
    r"|呢[？?。!！\s]*$|^(?:在)?[\u4e00-\u9fff]{2,4}的?[？?]?$"
)
MORE = re.compile(
    r"^(?:请)?(?:再)?(?:说|讲|解释|展开)?(?:得)?(?:再)?(?:详细|具体|细)(?:一?点|些|说说|讲讲)?(?:吧|呗|行吗|可以吗)?$|^展开(?:说说|讲讲)?$|^还有呢$|^继续$|^没看懂$|^看不懂$"
)
SOURCE = re.compile(
    r"原文|出处|依据(?:是|在|呢)|哪份文件|哪个文件|哪条规定|第几条|有文件吗|文件依据|谁规定的|哪里规定|来源"
)
DIFFERENCE = re.compile(
    r"^(?:这|它们?|两者|二者|他们)?(?:有)?(?:什么|啥)?(?:区别|不同|差别)(?:在哪|是什么|吗)?$"
)
ABOUT_LAST = 16
SPLIT = re.compile(r"[？?；;\n]+|(?:另外|还有就是|顺便问|再问)[，,：:]?")
PIECE = 7
CARRIED = 0.55


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
    return bool(ELLIPTICAL.search(question.strip()))


def merge(query: Query, earlier: Query) -> Query:
    """The query completed by an earlier one, whose terms count less; a newly named document replaces the old."""
    dropped = earlier.named if query.named else frozenset()
    terms = {term: CARRIED * weight for term, weight in earlier.terms.items()} | dict(query.terms)
    return replace(
        query,
        text=f"{earlier.text} {query.text}",
        terms=terms,
        concepts=tuple(dict.fromkeys((*query.concepts, *earlier.concepts))),
        intents=query.intents or earlier.intents,
        named=query.named or (earlier.named - dropped),
        hinted=query.hinted or earlier.hinted,
    )


def split_questions(question: str) -> tuple[str, ...]:
    """The questions of one message, when there are several long enough to stand alone."""
    pieces = tuple(piece.strip() for piece in SPLIT.split(question) if len(piece.strip()) >= PIECE)
    return pieces if len(pieces) > 1 else ()
