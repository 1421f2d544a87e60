"""Guards around the search: requests that no policy question makes, scope, and notes about places, dates and figures."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from knowledge.boundaries import UncoveredTopic
from knowledge.entries import Entry, Kind
from knowledge.retrieval import wording
from knowledge.retrieval.analysis import Query
from knowledge.retrieval.figures import find_claim, is_contradicted
from knowledge.retrieval.naming import find_elsewhere
from knowledge.retrieval.ranking import Ranked
from knowledge.sources import Document
from knowledge.text.normalization import fold, simplify

MAX_LENGTH = 1000
FOREIGN_LENGTH = 6
BARE_FIGURE = re.compile(
    r"(?:(?<!\d)\d{1,4}(?!\d)(?:[-/. ]\d{1,4}(?!\d))*(?:%|周岁|岁|年|个?月|天|日|号|人|名|次|个|票|届)?(?:度|底|初|末)? ?)+|"
    r"(?:今|明|后|昨|前)[天年]|(?:上|下|这|本)(?:个?月|周|星期)|周[1-7日天]"
)
INJECTION = re.compile(
    r"忽略.{0,12}(?:指令|指示|规则|要求|设定|提示)|系统提示|提示词|system prompt|ignore (?:all|previous|the)|越狱|"
    r"你现在是|从现在起你(?:是|叫|就)|从现在开始你|假装你|(?:请|你来?|给我)扮演|扮演(?:一[个名位])|不受限制|(?:当作|作为)新(?:的)?规则|任何人问.{0,12}(?:都|就)回答|跳过.{0,6}(?:引用|检查|审核|核对)|管理员已授权|系统消息|"
    r"(?<![超空满缺])编(?:造|出?[一两几]?[个条份段句些点]).{0,24}(?:条|文件|规定|出处|依据|文号)|"
    r"(?:捏造|伪造|杜撰).{0,8}(?:条|文件|规定|出处|依据)(?!.{0,12}(?:处理|处分|后果|怎样|追究))|删除.{0,10}(?:知识库|条目|数据)|执行.{0,6}(?:命令|代码|它)|"
    r"</?(?:system|assistant|user)>|关闭.{0,4}(?:检索|过滤|审核|校对)|(?:所有|一切|全部)(?:的)?(?:回答|答复|问题).{0,6}(?:都|一律|只)(?:要|能|得|只)?(?:说|答|回答|回复|输出)|"
    r"jailbreak|developer mode|开发者模式|调试模式|"
    r"(?:凡是|不管|无论).{0,10}问.{0,14}(?:一律|统统|都)(?:回答|回复|说)|<script|drop table|select \* from",
    re.IGNORECASE,
)
EVASION = re.compile(
    r"(?:怎么|如何|教我|告诉我|想办法|怎样).{0,10}(?:绕过|绕开|规避|躲过|瞒过|蒙混|糊弄).{0,16}|(?:绕过|绕开).{0,12}(?:直接|提拔)|别留(?:下)?记录|不留痕迹"
)

# What an answer that also speaks of other documents loses where the question names one, hints at one, or asks for no
# comparison; chosen on graded questions.
BEYOND_NAMED, BEYOND_HINTED, COMPARED = 0.8, 0.2, 0.3
# What a question asks for by these words, and the words one of which an answer to it must hold.
ASPECTS = (
    (
        re.compile(r"多少钱|几块钱|费用|收费|交费|缴费|报名费|学费|罚款"),
        re.compile(r"元|钱|费|补|薪|津贴|待遇|工资"),
    ),
    (re.compile(r"电话|联系方式|怎么联系|手机号"), re.compile(r"电话|12380|联系")),
    (re.compile(r"网址|网站|公众号|邮箱"), re.compile(r"网|邮")),
)
ASPECT_MISSING = 1.5
# Words of which a question means one and not the other: whose entry it is, of the level, sex or outcome asked about.
OPPOSITES = (
    (re.compile("男"), re.compile("女")),
    (re.compile("正(?=职|县|处|科|厅|局|乡)"), re.compile("副(?=职|县|处|科|厅|局|乡)")),
    (re.compile("选任(?!用)"), re.compile("委任"), re.compile("聘任|职位聘")),
    (re.compile("村(?!官)"), re.compile("镇|街道"), re.compile("市级|市直"), re.compile("省级|省直|区直")),
    (re.compile("(?<!不)(?:合格|胜任)"), re.compile("不合格|不胜任|没过|没通过|不称职|不行")),
)
OPPOSITE = 0.6
# So many clauses before the question are a story.
STORY = 3
# How near an entry must be to a topic outside of the documents to tell what they say of it.
TOLD = 0.7
# How much an entry, or whatever else a candidate is, loses for a question.
Loss = Callable[[Query, object], float]
# What an entry loses in the turn after it was the answer: who goes on asking wants to know something else.
SAID = 1.5


def is_unsafe(question: str) -> bool:
    """Whether the message tries to steer the assistant or asks for help in breaking the rules."""
    return bool(INJECTION.search(question) or EVASION.search(question))


def has_words(message: str) -> bool:
    """Whether there is anything to read, beside punctuation, pictures and signs."""
    return any(character.isalnum() for character in message)


def is_bare_figure(message: str) -> bool:
    """Whether the message is nothing but a number, a date or a day: an answer to something, but no question."""
    return bool(BARE_FIGURE.fullmatch(fold(message)))


def is_chinese(message: str) -> bool:
    """Whether the message holds a character of our script."""
    return any("\u4e00" <= character <= "\u9fff" for character in message)


def is_foreign(message: str) -> bool:
    """Whether the message is written, at some length, in another script than ours."""
    letters = [character for character in simplify(message) if character.isalpha()]
    return len(letters) >= FOREIGN_LENGTH and not is_chinese(message)


def prefer_scope(query: Query, ranked: Sequence[Ranked]) -> tuple[list[Ranked], tuple[str, ...]]:
    """The candidates anew: what says more or less than was asked gives way to what says just that.

    A topic outside of the documents gives way to an entry that tells what they say of it. Also what to note in the
    trace, when that changed the first.
    """
    losses = _losses_for(query)
    lowered = (_lowered(query, item, losses) for item in ranked)
    ordered = _without_told(query, sorted(lowered, key=lambda item: (-item.score, item.target.id)))
    is_changed = bool(ordered) and ordered[0].target.id != ranked[0].target.id
    return ordered, (f"scope: {ranked[0].target.id} gives way",) if is_changed else ()


def _lowered(query: Query, item: Ranked, losses: Sequence[Loss]) -> Ranked:
    """A candidate without what it loses; most lose nothing."""
    loss = sum(lost(query, item.target.item) for lost in losses)
    return replace(item, score=item.score - loss) if loss else item


def _losses_for(query: Query) -> tuple[Loss, ...]:
    """What can be lost at all by candidates for this question."""
    return (
        _beyond,
        *((_missing,) if _asked_aspects(query.text) else ()),
        *((_opposite,) if _asked_sides(query.text) else ()),
    )


def _without_told(query: Query, ordered: list[Ranked]) -> list[Ranked]:
    """The candidates without a first one outside of the documents, when the best entry tells of just that blank.

    It does when it is about a blank, comes close, and is asked for by the same word of the question. Who asks whether
    they may do something (还能报吗) does not ask about cooking or school either, unless a word of it is there.
    """
    best = next((item for item in ordered if item.target.is_entry), None)
    if not ordered or best is None or not isinstance(ordered[0].target.item, UncoveredTopic):
        return ordered
    asked = [word for word in ordered[0].target.wordings if word in query.text]
    if ordered[0].target.item.is_far and not asked and "may" in query.intents:
        return ordered[1:]
    if asked and _is_of_the_story(query, asked):
        return ordered[1:]
    entry, bar = best.target.item, TOLD * ordered[0].score
    is_blank = isinstance(entry, Entry) and entry.kind is Kind.BLANK and best.score >= bar
    is_told = is_blank and any(word in wording for word in asked for wording in best.target.wordings)
    return ordered[1:] if is_told else ordered


def _is_of_the_story(query: Query, words: Sequence[str]) -> bool:
    """Whether words stand only in what is told before the question, and the question names a matter of its own."""
    *told, question = query.text.split(" ")
    if len(told) < STORY or any(word in question for word in words):
        return False
    return any(concept in question for concept in query.concepts)


def prefer_fresh(ranked: Sequence[Ranked], said: str) -> list[Ranked]:
    """The candidates anew, the one that was the last answer behind others that fit about as well."""
    lowered = (replace(item, score=item.score - SAID) if item.target.id == said else item for item in ranked)
    return sorted(lowered, key=lambda item: (-item.score, item.target.id))


def _missing(query: Query, item: object) -> float:
    """How much an entry loses when it says nothing of what is asked for: a sum of money, a telephone number."""
    if not isinstance(item, Entry):
        return 0.0
    return 0.0 if all(told.search(item.answer) for told in _asked_aspects(query.text)) else ASPECT_MISSING


@lru_cache(maxsize=64)
def _asked_aspects(text: str) -> tuple[re.Pattern[str], ...]:
    """What an answer to this question must hold."""
    return tuple(told for ask, told in ASPECTS if ask.search(text))


def _opposite(query: Query, item: object) -> float:
    """How much an entry loses when its own question is about the other sex, level or outcome."""
    if not isinstance(item, Entry):
        return 0.0
    for words, asked in _asked_sides(query.text):
        held = _sides(item.question, words)
        if held and asked.isdisjoint(held):
            return OPPOSITE
    return 0.0


@lru_cache(maxsize=64)
def _asked_sides(text: str) -> tuple[tuple[Sequence[re.Pattern[str]], frozenset[int]], ...]:
    """The opposites of which a question means some, with those it means."""
    return tuple((words, asked) for words in OPPOSITES if (asked := _sides(text, words)))


def _sides(text: str, words: Sequence[re.Pattern[str]]) -> frozenset[int]:
    return frozenset(number for number, pattern in enumerate(words) if pattern.search(text))


def _beyond(query: Query, item: object) -> float:
    """How much an entry loses for what it says beyond the one document asked about."""
    if not isinstance(item, Entry) or len(item.documents) == 1 or "differ" in query.intents:
        return 0.0
    if query.named:
        return BEYOND_NAMED if len(query.named) == 1 and query.named & set(item.documents) else 0.0
    if query.hinted:
        return BEYOND_HINTED if len(query.hinted) == 1 and query.hinted & set(item.documents) else 0.0
    return COMPARED if item.kind is Kind.COMPARISON else 0.0


def figure_note(question: str, entry: Entry) -> str | None:
    """What to say first when the question takes a figure for granted that the answer does not hold."""
    claim = find_claim(question)
    if claim is None or not is_contradicted(claim, entry.answer):
        return None
    return wording.OTHER_FIGURE.format(figure=claim)


def place_note(query: Query, region: str | None, documents: tuple[Document, ...]) -> str | None:
    """What to say first when the user's place is not where the answer's documents hold."""
    if any(document.region == "全国" for document in documents[:1]):
        elsewhere = find_elsewhere(query.text)
        if elsewhere:
            return f"库中没有{elsewhere}的规定，以下是全国性文件的说法，{elsewhere}的具体做法请向当地组织人事部门核实。"
        return None
    where = "、".join(dict.fromkeys(document.short for document in documents))
    if query.named and query.named.isdisjoint(document.id for document in documents):
        return f"您问到的地方或文件，库里没有对应的规定；以下出自{where}，只能作参考。"
    held = {document.region for document in documents}
    elsewhere = find_elsewhere(query.text) or (
        region if region and region not in {*held, "全国", "其他"} else None
    )
    if elsewhere and not query.named:
        return f"库中没有{elsewhere}在这个问题上的规定，以下出自{where}，只能作参考。"
    return None


def date_note(as_of: date | None, documents: tuple[Document, ...]) -> str | None:
    """What to say first when the day asked about lies before the cited documents."""
    later = [
        document
        for document in documents
        if as_of and document.effective_on and as_of < document.effective_on
    ]
    if not later:
        return None
    issued = "、".join(f"{document.short}（{document.effective_on}印发）" for document in later)
    return f"您问的是{as_of}，当时{issued}还没有出台，以下内容仅供对照。"
