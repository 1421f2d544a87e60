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
# 多少人才有效 asks how many people, then (才) what holds; 什么人才能参加 asks who: neither speaks of talent (人才).
ONLY_THEN = re.compile(
    r"((?:多少|[几\d]+[个名位]?|什么样?的?|哪[些种类]?|啥样?的?|怎样的|怎么样的|何种|谁|的)人)"
    r"(?=才(?:能|可以?|会|算|行|够|有(?:效|资格|用|机会)|符合|成立|通过|作数|允许|要|得|叫|是|轮))"
)
SPACES = re.compile(r"\s+")
# Characters typed one by one (民 主 推 荐) are still words.
SPELLED_OUT = re.compile(r"(?:[\u4e00-\u9fff]\s+){3,}[\u4e00-\u9fff](?![\u4e00-\u9fff])")


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


@lru_cache(maxsize=256)
def fold(text: str) -> str:
    """Lower case, folded numerals, words separated by single spaces; nothing left out but punctuation."""
    simple = SPELLED_OUT.sub(lambda match: SPACES.sub("", match[0]), simplify(text).lower())
    folded = ONLY_THEN.sub(r"\1 ", fold_numerals(simple))
    return SPACES.sub(" ", PUNCTUATION.sub(" ", folded)).strip()


@lru_cache(maxsize=4096)
def normalize(text: str) -> str:
    """The comparable form of a question: folded, without polite padding and final particles."""
    plain = fold(text)
    bare = SPACES.sub(" ", PARTICLES.sub(" ", POLITE.sub(" ", plain))).strip()
    return bare or plain
