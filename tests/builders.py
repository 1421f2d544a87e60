"""Made-up content, updates and presses, with sensible defaults."""

from datetime import UTC, date, datetime

from telegram import Chat, Message, Update, User

from bot.context import Knowledge
from knowledge.boundaries import SmallTalk, UncoveredTopic
from knowledge.entries import Entry
from knowledge.knowledge_base import KnowledgeBase
from knowledge.retrieval.answering import AnswerEngine
from knowledge.retrieval.model import Model
from knowledge.sources import Document

MOMENT = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)


def make_document(**changes):
    """A made-up policy document."""
    fields = {
        "id": "DEMO1",
        "title": "关于干部轮岗的办法",
        "short": "轮岗办法",
        "issuer": "某县委组织部",
        "number": "某组发〔2020〕3号",
        "date": "2020-05-06",
        "effective_on": date(2020, 6, 1),
        "level": "县",
        "region": "某县",
        "standing": "政策文件",
        "period": "长期有效",
        "caveat": "这是示例文件，不能当作现行规定。",
        "revisions": ("2023年修订过第二条。",),
        "locator_words": ("第{0}部分", "第{1}条"),
        "locators": ("前言", "一", "一.1", "一.2", "二", "二.1", "二.2"),
    }
    return Document(**fields | changes)


def make_entry(**changes):
    """A made-up entry."""
    fields = {
        "id": "lungang.years",
        "topic": "轮岗",
        "kind": "figure",
        "question": "干部轮岗要满几年？",
        "variants": ("轮岗年限是多少", "几年轮一次岗", "多久轮岗一次", "轮岗的时间要求"),
        "answer": "在同一岗位满五年应当轮岗。\n\n工作需要的，可以延长：\n· 由主管部门研究\n· 报组织部备案",
        "citations": ("DEMO1 一.1", "DEMO1 二.2"),
        "related": ("lungang.scope", "lungang.avoid"),
        "reviewed_on": date(2026, 11, 1),
    }
    return Entry(**fields | changes)


def make_base():
    """A small base: two documents, entries that differ and two that are easily confused."""
    documents = (
        make_document(),
        make_document(
            id="DEMO2", title="学习培训通知", short="培训通知", number=None, level="中央", region="全国"
        ),
    )
    entries = (
        make_entry(),
        make_entry(
            id="lungang.scope",
            kind="mechanism",
            question="哪些岗位的干部要轮岗？",
            variants=("轮岗的范围", "哪些人需要轮岗", "轮岗对象包括谁"),
            answer="管人管钱管物的岗位都要轮岗。",
            citations=("DEMO1 一.2",),
            related=("lungang.years",),
        ),
        make_entry(
            id="lungang.avoid",
            kind="mechanism",
            question="什么情况可以暂缓轮岗？",
            variants=("暂缓轮岗的条件", "可以不轮岗吗", "哪些情形不用轮岗"),
            answer="正在接受调查的暂缓轮岗。",
            citations=("DEMO1 二.1",),
        ),
        make_entry(
            id="peixun.hours",
            topic="培训",
            question="领导干部每年培训多少学时？",
            variants=("领导干部一年要学多少学时", "领导干部培训学时要求"),
            answer="领导干部每年培训不少于一百一十学时。",
            citations=("DEMO2 一.1",),
            related=(),
        ),
        make_entry(
            id="peixun.online",
            topic="培训",
            question="一般干部每年培训多少学时？",
            variants=("一般干部一年要学多少学时", "一般干部培训学时要求"),
            answer="一般干部每年培训不少于九十学时。",
            citations=("DEMO2 一.2",),
            related=(),
        ),
    )
    return KnowledgeBase(
        documents={item.id: item for item in documents},
        entries={item.id: item for item in entries},
        small_talk=(SmallTalk(id="hello", patterns=("你好", "您好"), reply="您好，请说您的问题。"),),
        uncovered=(
            UncoveredTopic(
                id="salary",
                topic="工资",
                words=("工资", "涨工资"),
                examples=("工资什么时候涨", "今年涨不涨工资"),
                reply="库里的文件没有规定工资。",
            ),
        ),
        version="test-1",
    )


def make_knowledge(base=None):
    """A base with its engine."""
    base = base or make_base()
    # Numbers of their own, by likeness alone: fitting the shipped model anew must not move these tests.
    confidence = {"bias": -6.0, "lead": 3.0, "covered": 3.0}
    model = Model(
        fitted_on="made up", weights={"ratio": 1.0}, confidence=confidence, answer=0.7, clarify=0.02
    )
    return Knowledge(base, AnswerEngine(base, model))


def make_update(text="你好", *, chat_id=1, update_id=1, **fields):
    """An update with a text message from a private chat."""
    user = User(chat_id, "王芳", is_bot=False)
    message = Message(1, MOMENT, Chat(chat_id, "private"), from_user=user, text=text, **fields)
    return Update(update_id, message=message)
