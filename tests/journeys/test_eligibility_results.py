"""Journeys with the result of a check: what if, saved, exported, shared with staff, judged anew."""

from io import BytesIO

import docx
import pytest

from bot.local.client import text_of
from bot.rendering import eligibility_texts as texts
from storage.tables import Assessment
from tests.journeys.checks import begin, finish, rows
from tests.journeys.conftest import LI, WANG
from tests.journeys.talking import data_of, labels, press, say

pytestmark = pytest.mark.usefixtures("rules")


async def test_what_if(bot, people):
    """Another value shows what changes and leaves the result alone, until it is taken over."""
    card = await finish(people)
    choice = await press(people, card, texts.WHAT_IF_BUTTON)
    question = await press(people, choice, "年龄：45岁")
    assert "如果“年龄”不一样会怎样？" in text_of(question)
    compared = await say(people, "46")
    for words in (
        "如果年龄是46岁",
        "结论会变：符合 → 有条件符合",
        "✓ → ✗ 年龄一般不超过45周岁",
        "报县委组织部批准",
    ):
        assert words in text_of(compared)
    assert rows(bot.database)[0].facts == {"age": 45, "post_years": 5}
    card = await press(people, compared, texts.BACK_TO_RESULT_BUTTON)
    assert "✅ 符合。" in text_of(card)
    choice = await press(people, card, texts.WHAT_IF_BUTTON)
    question = await press(people, choice, "年龄：45岁")
    compared = await press(people, question, "40岁")
    assert "结论不变：符合" in text_of(compared)
    choice = await press(people, compared, texts.ANOTHER_BUTTON)
    question = await press(people, choice, "拟任职务：没有填")
    compared = await press(people, question, "其他")
    card = await press(people, compared, texts.APPLY_BUTTON)
    assert "您的情况不在这条规则的范围内" in text_of(card)
    assert rows(bot.database)[0].facts["target"] == "其他"


async def test_saving_exporting_and_deleting(bot, people):
    """A saved result is in the menu, goes out as a document, and is gone when deleted."""
    card = await finish(people)
    await press(people, card, texts.SAVE_BUTTON)
    menu = await say(people, "/check")
    saved = next(label for label in labels(menu) if label.startswith("💾 轮岗到县直机关"))
    card = await press(people, menu, saved)
    assert texts.UNSAVE_BUTTON in labels(card)
    assert text_of(await press(people, card, texts.UNSAVE_BUTTON)) == texts.UNSAVED_NOW
    assert rows(bot.database)[0].saved_at is None
    await people.press(WANG, card["message_id"], texts.EXPORT_BUTTON)
    sent = await people.wait_for_reply(WANG, where=lambda message: "document" in message)
    assert sent["document"]["file_name"].startswith("条件检查-轮岗到县直机关-")
    paper = docx.Document(BytesIO(await people.download(sent["document"]["file_id"])))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert "✓ 符合" in cells
    assert "任现职满5年（您的情况：5年）" in cells
    question = await press(people, card, texts.DELETE_BUTTON)
    assert text_of(await press(people, question, texts.DELETE_FOR_SURE_BUTTON)) == texts.DELETED
    assert rows(bot.database) == []


@pytest.mark.usefixtures("colleagues")
async def test_sharing_with_staff_by_consent(bot, people):
    """Staff of the person's unit see a result from the consent on, and until it is taken back."""
    card = await finish(people)
    assert texts.SHARED_BUTTON not in labels(await say(people, "/check", person=LI))
    consent = await press(people, card, texts.SHARE_BUTTON)
    assert texts.CONSENT in text_of(consent)
    assert rows(bot.database)[0].shared_at is None
    await press(people, consent, texts.CONSENT_BUTTON)
    listing = await press(people, await say(people, "/check", person=LI), texts.SHARED_BUTTON, person=LI)
    result = await press(people, listing, "王芳（北县）：轮岗到县直机关", person=LI)
    assert "王芳（北县）于" in text_of(result)
    assert "✅ 符合。" in text_of(result)
    menu = await say(people, "/check")
    card = await press(people, menu, next(label for label in labels(menu) if label.startswith("💾")))
    assert text_of(await press(people, card, texts.UNSHARE_BUTTON)) == texts.UNSHARED_NOW
    query = await people.press(LI, listing["message_id"], data_of(listing, "王芳（北县）：轮岗到县直机关"))
    assert (await people.wait_for_answer(query))["show_alert"]


async def test_a_rule_that_is_gone_and_a_verdict_that_turned(bot, people):
    """Content may change under a saved result: it is judged anew and says so; without its rule it is stale."""
    card = await finish(people)
    with bot.database.write() as session:
        row = session.get(Assessment, 1)
        row.facts, row.verdict = {"age": 45, "post_years": 3, "unheard_of": 1}, "eligible"
        session.add(row)
    choice = await press(people, card, texts.EDIT_ANSWERS_BUTTON)
    turned = await press(people, choice, texts.SHOW_RESULT_BUTTON)
    assert "您上次检查时的结论是“符合”" in text_of(turned)
    assert "❌ 不符合。" in text_of(turned)
    with bot.database.write() as session:
        row = session.get(Assessment, 1)
        row.rule = "lungang.gone"
        session.add(row)
    query = await people.press(WANG, card["message_id"], data_of(card, texts.EDIT_ANSWERS_BUTTON))
    assert (await people.wait_for_answer(query))["show_alert"]
    await begin(people)
    with bot.database.write() as session:
        session.delete(session.get(Assessment, 2))
    assert text_of(await say(people, "45")) == texts.RULE_GONE
