"""Reminders and word to staff, as they read."""

from datetime import date

from bot.callback_data import encode
from bot.rendering import reminder_texts as texts
from bot.rendering.reminders import (
    MOST,
    MOST_BUTTONS,
    Reminded,
    render_digest,
    render_overdue,
    render_reminders,
    render_unlinked,
    render_unreachable,
)
from storage.deadline_lists import Digest, Named
from storage.tables import Deadline
from tests.builders import MOMENT
from tests.dated import make_dated_base

TODAY = date(2026, 11, 22)
BOOK = make_dated_base().deadline_book


def make_row(number=7, **changes):
    """A deadline as it is stored."""
    fields = {
        "id": number,
        "user_id": 1,
        "title": "提任后补训期限（轮岗办法）",
        "rule": "peixun.after",
        "due_on": date(2026, 12, 22),
        "zone": "Asia/Shanghai",
        "created_at": MOMENT,
        "changed_at": MOMENT,
        "version": 3,
    }
    return Deadline(**fields | changes)


def tell(*rows, stage="P30D", send_on=TODAY):
    """The reminder of some deadlines."""
    return render_reminders([Reminded(row, stage, send_on) for row in rows], BOOK, today=TODAY)


def acts(reply):
    """What the buttons carry."""
    return [encode(key.payload) for row in reply.keyboard for key in row]


def test_one_deadline_in_full():
    """What, when, how many days of both kinds, what to do, what follows, where it is written, and what can be done."""
    reply = tell(make_row())
    for words in (
        "⏰ 提醒：提任后补训期限",
        "到期日：2026年12月22日（星期二）",
        "还有30天（其中工作日22天）",
        "谁：提任干部",
        "要做什么：完成规定的培训",
        "文件没有写明后果",
        "依据：轮岗办法第一部分第1条",
        "提示：这是示例文件",
    ):
        assert words in reply.plain
    assert acts(reply) == [
        f"1:da:7:3:{act}:0" for act in ("done", "later", "extend", "stop", "basis", "answer")
    ]


def test_on_the_day_and_after_it():
    """The head says so."""
    assert texts.HEAD_TODAY in tell(make_row(due_on=TODAY)).plain
    late = tell(make_row(due_on=date(2026, 11, 15))).plain
    assert texts.HEAD_OVERDUE in late
    assert "已过7天" in late


def test_a_late_one_says_when_it_should_have_come():
    """After downtime."""
    assert "本该在2026年11月20日发出" in tell(make_row(), send_on=date(2026, 11, 20)).plain
    assert "补发" not in tell(make_row()).plain


def test_extension_consequence_and_lower_end():
    """What was put off says why; the lower end of a range has its day; a consequence is told."""
    extended = make_row(
        extended_from=date(2026, 12, 1), extended_reason="推迟", earliest_on=date(2026, 12, 2)
    )
    reply = tell(extended, stage="min-P30D")
    assert "原来是2026年12月1日。原因：推迟" in reply.plain
    assert "最早的期满日：2026年12月2日" in reply.plain
    assert "不合格的另行安排工作" in tell(make_row(rule="shiyongqi.blank")).plain


def test_one_made_by_hand_rests_on_nothing():
    """Which is said, and there is no button to a basis."""
    reply = tell(make_row(rule=None))
    assert "没有文件依据" in reply.plain
    assert not [act for act in acts(reply) if "basis" in act or "answer" in act]


def test_one_of_a_case_leads_back_to_it():
    """To the procedure that it belongs to."""
    assert "1:kc:5:-1" in acts(tell(make_row(origin="case", origin_id=5)))


def test_years_beyond_the_calendar():
    """Working days are not guessed."""
    assert "2027年放假安排还没收录" in tell(make_row(due_on=date(2027, 3, 1))).plain


def test_several_in_brief():
    """One message, each with its day and a button; the late ones are marked; what has no room is counted."""
    late = Reminded(make_row(1), "P7D", date(2026, 11, 1))
    rows = [late, *(Reminded(make_row(number), "P7D", TODAY) for number in range(2, 25))]
    reply = render_reminders(rows, BOOK, today=TODAY)
    assert "有24件事到了提醒时间" in reply.plain
    assert reply.plain.count(texts.MARK_LATE) == 1
    assert texts.SEVERAL_LATE in reply.plain
    assert f"另有{24 - MOST}项" in reply.plain
    assert len(reply.keyboard) == MOST_BUTTONS + 1
    assert "补发" not in tell(make_row(1), make_row(2)).plain


def make_named(number, **changes):
    """Somebody's deadline."""
    return Named(make_row(number, **changes), f"某{number}", "北县", is_linked=True, is_reachable=True)


def test_what_is_overdue_is_told_to_staff():
    """Who, where, what and since when; long lists are cut."""
    reply = render_overdue([make_named(n, due_on=date(2026, 11, 1)) for n in range(1, 24)], today=TODAY)
    assert "有23项期限已过" in reply.plain
    assert "1. 某1（北县）：提任后补训期限\n　　2026年11月1日，已过21天" in reply.plain
    assert "另有3项" in reply.plain
    assert len(reply.keyboard) == MOST_BUTTONS + 1


def test_whom_reminders_do_not_reach():
    """Their names, and what to do."""
    assert "甲、乙、另有3人" in render_unlinked(["甲", "乙"], more=3).plain
    assert "甲" in render_unlinked(["甲"], more=0).plain
    assert "停用了本助手" in render_unreachable(["甲"]).plain


def test_the_digest():
    """Counts, the first of each, and what went wrong; a quiet week is short."""
    digest = Digest(
        overdue=12,
        soon=1,
        first_overdue=[make_named(1, due_on=date(2026, 11, 1))],
        first_soon=[make_named(2)],
        unlinked=2,
        unreachable=0,
        uncertain=1,
        failed=0,
    )
    told = render_digest(digest, today=TODAY)
    for words in (
        "日期已过：12项",
        "另有11项",
        "30天内到期：1项",
        "还有30天",
        "有2人设了期限但没有绑定账号",
        "可能没有送达",
    ):
        assert words in told.plain
    assert len(told.keyboard) == 2
    quiet = render_digest(Digest(0, 0, (), (), 0, 0, 0, 0), today=TODAY)
    assert "日期已过：0项" in quiet.plain
    assert len(quiet.keyboard) == 1
