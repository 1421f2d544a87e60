"""One form for what people type: width, script, case, numerals, punctuation, polite padding."""

import re
import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC

from knowledge.text.numerals import fold_numerals

PUNCTUATION = re.compile(r"[^\w%/.\-\u4e00-\u9fff]+|_+|(?<!\d)[%/.\-]+|[/.\-]+(?!\d)")
PADDING = (
    "您好|你好|请问一下|请问|请教一下|请教|打扰一下|打扰了|打扰|麻烦问一下|麻烦您|麻烦你|麻烦|劳驾|咨询一下|咨询|想问一下|想问问|我想问|想问|问一下|问一句"
    "|我想了解一下|想了解一下|想了解|了解一下|我想知道|想知道|帮我查一下|帮我查查|帮忙查|帮我看看|谢谢您|谢谢你|谢谢|多谢|感谢|老师们|老师|各位|亲|哈喽|在吗|在不在"
)
# Polite words pad a message at the edges of its clauses; inside they may be part of a word (探亲, 怕麻烦).
POLITE = re.compile(rf"(?:^|(?<= ))(?:{PADDING})+|(?:{PADDING})+(?=$| )")
PARTICLES = re.compile(r"[吗呢吧啊呀嘛哦哈啦喔噢呗咧哇]+(?=\s|$)")
SPACES = re.compile(r"\s+")


@cache
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")


@cache
def _to_traditional() -> OpenCC:
    return OpenCC("s2tw")


def simplify(text: str) -> str:
    """Width and script folded (NFKC, Traditional to Simplified), everything else as typed."""
    folded = unicodedata.normalize("NFKC", text)
    if folded.isascii():
        return folded
    simplified: str = _to_simplified().convert(folded)
    return simplified


def traditionalize(text: str) -> str:
    """Simplified text in Traditional characters, for readers who prefer them."""
    converted: str = _to_traditional().convert(text)
    return converted


def fold(text: str) -> str:
    """Lower case, folded numerals, words separated by single spaces; nothing left out but punctuation."""
    folded = fold_numerals(simplify(text).lower())
    return SPACES.sub(" ", PUNCTUATION.sub(" ", folded)).strip()


@lru_cache(maxsize=4096)
def normalize(text: str) -> str:
    """The comparable form of a question: folded, without polite padding and final particles."""
    plain = fold(text)
    bare = SPACES.sub(" ", PARTICLES.sub(" ", POLITE.sub(" ", plain))).strip()
    return bare or plain
