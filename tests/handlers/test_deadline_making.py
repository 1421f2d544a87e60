"""Making a deadline in conversation: rule, dates, preview, confirmation."""

from datetime import date

import pytest

from bot.payloads.deadlines import DeadlineRules, DeadlineSearch, DeadlineSubjects, DraftDeadline, NewDeadline
from bot.rendering import deadline_texts as texts
from tests.handlers.reminded import (
    deadlines,
    draft_button,
    labels,
    make,
    new,
    payloads,
    planned,
)
from tests.population import (
    NORTH_OFFICIAL,
)

pytestmark = pytest.mark.usefixtures("deadline_rules")


async def test_from_the_menu_by_subject(town):
    """Subjects with their counts, pages of rules, and the question for the date."""
    menu = await town.press(NORTH_OFFICIAL, DeadlineSubjects(0))
    assert texts.MENU in menu[-1]
    assert "培训和学习（10）" in labels(town)
    page = (await town.press(NORTH_OFFICIAL, DeadlineRules("training", 0, 0)))[-1]
    assert "自提任日期起1年" in page
    assert "第1页，共2页" in page
    assert DeadlineRules("training", 1, 0) in payloads(town)
    second = (await town.press(NORTH_OFFICIAL, DeadlineRules("training", 1, 0)))[-1]
    assert "培训要求8" in second
    asked = (await town.press(NORTH_OFFICIAL, new(town, "peixun.after")))[-1]
    assert "请输入提任日期" in asked
    assert "完成规定的培训" in asked


async def test_words_search_after_the_button_only(town):
    """Words after 🔍 or the command search; a question is answered all the same, and so is what is typed elsewhere."""
    await town.press(NORTH_OFFICIAL, DeadlineSubjects(0))
    assert DeadlineSearch(0) in payloads(town)
    assert texts.FOUND not in (await town.say(NORTH_OFFICIAL, "试用期满转正"))[-1]
    await town.press(NORTH_OFFICIAL, DeadlineSearch(0))
    assert "试用期满" in (await town.say(NORTH_OFFICIAL, "转正"))[-1]
    assert texts.FOUND not in (await town.say(NORTH_OFFICIAL, "试用期满转正"))[-1]
    await town.press(NORTH_OFFICIAL, DeadlineSearch(0))
    assert "五年" in (await town.say(NORTH_OFFICIAL, "干部轮岗要满几年？"))[-1]
    await town.press(NORTH_OFFICIAL, DeadlineSearch(0))
    assert texts.NOT_FOUND in (await town.say(NORTH_OFFICIAL, "红烧肉"))[-1]
    assert DeadlineSearch(0) in payloads(town)
    assert "到基层锻炼期满" in (await town.say(NORTH_OFFICIAL, "/deadlines 下乡"))[-1]
    assert texts.NOT_FOUND in (await town.say(NORTH_OFFICIAL, "/deadlines 红烧肉"))[-1]


async def test_preview_then_confirm(town):
    """The preview has day, formula, every instant and that no consequence is given; nothing counts before the yes."""
    await town.press(NORTH_OFFICIAL, new(town, "peixun.after"))
    preview = (await town.say(NORTH_OFFICIAL, "2026年3月1日"))[-1]
    for words in (
        "到期日：2027年3月1日（星期一）",
        "2026-03-01 + 1年 = 2027-03-01",
        "还有99天",
        "· 提前30天：2027年1月30日 9:00",
        "· 逾期14天：2027年3月15日 9:00",
        "文件没有写明后果",
        "轮岗办法第一部分第1条",
    ):
        assert words in preview
    assert deadlines(town) == []
    card = (await town.press(NORTH_OFFICIAL, draft_button(town, "confirm")))[-1]
    assert texts.MADE in card
    (row,) = deadlines(town)
    assert (row.rule, row.trigger_on, row.due_on, row.is_private) == (
        "peixun.after",
        date(2026, 3, 1),
        date(2027, 3, 1),
        False,
    )
    assert planned(town) == ["P30D", "P7D", "P1D", "P0D", "+P7D", "+P14D", "staff"]


async def test_a_second_press_makes_no_second_one(town):
    """Confirming twice makes one deadline; the second press is answered kindly."""
    await make(town, NORTH_OFFICIAL, "peixun.after", "2026年3月1日")
    said = await town.press(NORTH_OFFICIAL, DraftDeadline(99, "confirm"))
    assert said[-1] == texts.NO_DRAFT
    assert len(deadlines(town)) == 1


async def test_a_rule_without_length_asks_for_the_date_and_says_why(town):
    """Nothing is computed; the entered day is kept as entered, and the document's consequence is told."""
    asked = (await town.press(NORTH_OFFICIAL, new(town, "shiyongqi.blank")))[-1]
    assert "不能推算。文件没有写试用期多长。" in asked
    assert "请填写期满日期。" in asked
    preview = (await town.say(NORTH_OFFICIAL, "明年3月"))[-1]
    assert "您只写到明年3月，这里按2027年3月1日计算" in preview
    assert "不合格的另行安排工作" in preview
    card = (await town.press(NORTH_OFFICIAL, draft_button(town, "confirm")))[-1]
    assert texts.ENTERED_BY_RULE in card
    (row,) = deadlines(town)
    assert (row.entered_on, row.due_on, row.trigger_on) == (date(2027, 3, 1), date(2027, 3, 1), None)


async def test_two_counts_with_the_second_skipped_or_given(town):
    """The later day is due; what is not known is said."""
    await town.press(NORTH_OFFICIAL, new(town, "tuixiu.both"))
    asked = (await town.say(NORTH_OFFICIAL, "1980年5月6日"))[-1]
    assert "参加工作日期" in asked
    skipped = (await town.press(NORTH_OFFICIAL, draft_button(town, "date")))[-1]
    assert "请一并核对" in skipped
    assert "这是可以办理或者到上限的日子" in skipped
    await town.press(NORTH_OFFICIAL, draft_button(town, "redo"))
    await town.say(NORTH_OFFICIAL, "1980年5月6日")
    given = (await town.say(NORTH_OFFICIAL, "2020年7月1日"))[-1]
    assert "两项都要满，取较晚的2040-07-01" in given


async def test_a_range_has_two_days(town):
    """The earliest and the latest day, with reminders of both."""
    await town.press(NORTH_OFFICIAL, new(town, "duanlian.range"))
    preview = (await town.say(NORTH_OFFICIAL, "2026年9月1日"))[-1]
    assert "最早：2027年9月1日" in preview
    assert "到期日：2028年9月1日" in preview
    assert "最早期满日：当天" in preview
    await town.press(NORTH_OFFICIAL, draft_button(town, "confirm"))
    assert deadlines(town)[0].earliest_on == date(2027, 9, 1)


@pytest.mark.parametrize("rule", ["lishi.old", "cangong.closed"])
async def test_what_may_not_be_scheduled_is_only_told(town, rule):
    """History is answered at once, a condition after its date; neither can be confirmed, not even by a made-up button."""
    said = await town.press(NORTH_OFFICIAL, new(town, rule))
    if rule == "cangong.closed":
        said = await town.say(NORTH_OFFICIAL, "2015年1月1日")
    assert texts.ANSWER_ONLY in said[-1]
    assert "不安排提醒" in said[-1]
    cancel = draft_button(town, "cancel")
    said = await town.press(NORTH_OFFICIAL, DraftDeadline(cancel.turn, "confirm"))
    assert said[-1] == texts.NO_DRAFT
    assert deadlines(town) == []


async def test_by_hand(town):
    """A title and a day of one's own: private, without a source, weekly while overdue."""
    await town.press(NORTH_OFFICIAL, NewDeadline(""))
    assert texts.BAD_TITLE in (await town.say(NORTH_OFFICIAL, "长" * 61))[-1]
    assert texts.ASK_DAY in (await town.say(NORTH_OFFICIAL, "交述职报告"))[-1]
    assert texts.BAD_DATE in (await town.say(NORTH_OFFICIAL, "过几天"))[-1]
    preview = (await town.say(NORTH_OFFICIAL, "12月30日"))[-1]
    assert "没有文件依据" in preview
    await town.press(NORTH_OFFICIAL, draft_button(town, "confirm"))
    (row,) = deadlines(town)
    assert (row.title, row.due_on, row.rule, row.is_private) == (
        "交述职报告",
        date(2026, 12, 30),
        None,
        True,
    )


async def test_a_question_in_between_is_answered(town):
    """It is answered like any other, and the date is asked for again."""
    await town.press(NORTH_OFFICIAL, new(town, "peixun.after"))
    said = await town.say(NORTH_OFFICIAL, "干部轮岗要满几年？")
    assert "五年" in said[0]
    assert texts.OUT_OF_TURN in said[1]
    assert "2027年3月1日" in (await town.say(NORTH_OFFICIAL, "2026年3月1日"))[-1]


async def test_dates_that_cannot_be(town):
    """A birth in the future or a year far away is refused with the reason, and asked again."""
    await town.press(NORTH_OFFICIAL, new(town, "tuixiu.both"))
    await town.say(NORTH_OFFICIAL, "2030年1月1日")
    refused = (await town.press(NORTH_OFFICIAL, draft_button(town, "date")))[-1]
    assert "在今天以后" in refused
    await town.press(NORTH_OFFICIAL, new(town, "peixun.after"))
    assert "超出1900年" in (await town.say(NORTH_OFFICIAL, "1000年1月1日"))[-1]


async def test_stages_are_chosen_in_the_preview(town):
    """A day is left out, the default comes back, and the last one cannot be left out."""
    await town.press(NORTH_OFFICIAL, new(town, "peixun.after"))
    await town.say(NORTH_OFFICIAL, "2026年3月1日")
    await town.press(NORTH_OFFICIAL, draft_button(town, "stages"))
    await town.press(NORTH_OFFICIAL, draft_button(town, "stage", 30))
    assert "☐ 提前30天" in labels(town)
    preview = (await town.press(NORTH_OFFICIAL, draft_button(town, "back")))[-1]
    assert "提前30天" not in preview
    await town.press(NORTH_OFFICIAL, draft_button(town, "stages"))
    back = (await town.press(NORTH_OFFICIAL, draft_button(town, "default")))[-1]
    assert "提前30天" in back
    for days in (30, 7, 1):
        await town.press(NORTH_OFFICIAL, draft_button(town, "stages"))
        await town.press(NORTH_OFFICIAL, draft_button(town, "stage", days))
        await town.press(NORTH_OFFICIAL, draft_button(town, "back"))
    await town.press(NORTH_OFFICIAL, draft_button(town, "stages"))
    last = next(item for item in payloads(town) if item.act == "stage" and item.value == 0)
    assert texts.LAST_STAGE in (await town.press(NORTH_OFFICIAL, last))[-1]
    await town.press(NORTH_OFFICIAL, draft_button(town, "back"))
    await town.press(NORTH_OFFICIAL, draft_button(town, "confirm"))
    (row,) = deadlines(town)
    assert (row.stages, row.has_own_stages) == (["P0D"], True)


async def test_canceling_leaves_nothing(town):
    """The button and the command both end it."""
    await town.press(NORTH_OFFICIAL, new(town, "peixun.after"))
    assert (await town.press(NORTH_OFFICIAL, draft_button(town, "cancel")))[-1] == texts.CANCELED
    await town.press(NORTH_OFFICIAL, new(town, "peixun.after"))
    await town.say(NORTH_OFFICIAL, "/cancel")
    assert "五年" in (await town.say(NORTH_OFFICIAL, "干部轮岗要满几年？"))[-1]


async def test_another_date_below_the_preview(town):
    """It takes the place of the one shown; anything else is a question, and nothing counts before the yes."""
    await town.press(NORTH_OFFICIAL, new(town, "peixun.after"))
    await town.say(NORTH_OFFICIAL, "2026年3月1日")
    assert "到期日：2027年5月1日" in (await town.say(NORTH_OFFICIAL, "2026年5月1日"))[-1]
    assert "五年" in (await town.say(NORTH_OFFICIAL, "干部轮岗要满几年？"))[-1]
    assert deadlines(town) == []
