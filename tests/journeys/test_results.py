"""Journeys with what came of checks: what takes them further, who looked at them, and in which characters they go out."""

from dataclasses import replace
from io import BytesIO

import docx
import openpyxl
import pytest
from sqlmodel import select

from bot.local.client import text_of
from bot.rendering import case_texts, deadline_texts, structure_texts
from bot.rendering import eligibility_texts as texts
from storage.audit import AuditAction
from storage.preferences import get_preferences, mark_preferences
from storage.tables import AuditEntry, Script
from storage.users import get_user
from tests.builders import make_entry, make_knowledge
from tests.checking import make_checking_base
from tests.journeys.checks import finish
from tests.journeys.conftest import LI, WANG
from tests.journeys.talking import data_of, labels, press, say
from tests.rosters import make_structure_base, shipped_base


async def test_an_answer_opened_by_a_button_offers_its_checks(bot, people):
    """As an answer to a typed question does."""
    base = make_checking_base()
    entry = make_entry(related=("lungang.scope", "lungang.move"))
    await bot.restart(make_knowledge(replace(base, entries={**base.entries, entry.id: entry})))
    card = await say(people, "哪些岗位的干部要轮岗？")
    chosen = await press(people, card, "相关：干部轮岗要满几年？")
    assert texts.OFFER_BUTTON.format(title="轮岗到县直机关") in labels(chosen)
    question = await press(people, chosen, texts.OFFER_BUTTON.format(title="轮岗到县直机关"))
    assert "办理时多少周岁？" in text_of(question)


async def test_a_result_leads_to_its_checklist_and_reminder(bot, people):
    """A counted check has picture and table, too; guests are not offered what they can't have."""
    real = shipped_base()
    base = replace(
        make_structure_base(), checklists=real.checklists, deadlines=real.deadlines, calendar=real.calendar
    )
    await bot.restart(make_knowledge(base))
    found = await say(people, "/check 轮训面")
    question = await press(people, found, "轮训面")
    while "？" in text_of(question) and "多少人" in text_of(question):
        question = await say(people, "8" if "一共" in text_of(question) else "6")
    card = question
    assert labels(card)[:2] == [
        case_texts.OFFER_BUTTON.format(title="在职干部轮训（某市）"),
        deadline_texts.OFFER_BUTTON.format(title="在职干部3年内轮训一遍"),
    ]
    preview = await press(people, card, labels(card)[0])
    assert "在职干部轮训" in text_of(preview)
    reminder = await press(people, card, labels(card)[1])
    assert "轮训" in text_of(reminder)
    await people.press(WANG, card["message_id"], data_of(card, structure_texts.CHART_BUTTON))
    sent = await people.wait_for_reply(WANG, where=lambda message: "photo" in message, seconds=60)
    assert "轮训面" in sent["caption"]
    await people.press(WANG, card["message_id"], data_of(card, structure_texts.TABLE_BUTTON))
    sent = await people.wait_for_reply(WANG, where=lambda message: "document" in message)
    book = openpyxl.load_workbook(BytesIO(await people.download(sent["document"]["file_id"])))
    (line,) = list(book[structure_texts.SHEETS[0]].iter_rows(min_row=2, values_only=True))
    assert line[2:9] == ("✗ 没有达到", 6, 0.75, 1, 8, 2, "人")


@pytest.mark.usefixtures("rules", "colleagues")
async def test_sharing_and_looking_are_in_the_log(bot, people):
    """Consent, each look, and taking it back; deleting what is shared takes it back, too."""
    card = await finish(people)
    await press(people, await press(people, card, texts.SHARE_BUTTON), texts.CONSENT_BUTTON)
    listing = await press(people, await say(people, "/check", person=LI), texts.SHARED_BUTTON, person=LI)
    await press(people, listing, "王芳（北县）", person=LI)
    card = await press(people, await say(people, "/check"), "💾")
    await press(people, card, texts.UNSHARE_BUTTON)
    card = await press(people, await say(people, "/check"), "💾")
    await press(people, await press(people, card, texts.SHARE_BUTTON), texts.CONSENT_BUTTON)
    await press(people, await press(people, card, texts.DELETE_BUTTON), texts.DELETE_FOR_SURE_BUTTON)
    with bot.database.read() as session:
        owner, staff = (get_user(session, telegram_id=number).id for number in (WANG, LI))
        found = [
            (entry.action, entry.actor, entry.subject_id, entry.details)
            for entry in session.exec(select(AuditEntry).order_by(AuditEntry.number))
            if entry.action.startswith("result.")
        ]
    shared, viewed, unshared = (
        (action, actor, owner, {"assessment": 1})
        for action, actor in (
            (AuditAction.RESULT_SHARED, owner),
            (AuditAction.RESULT_VIEWED, staff),
            (AuditAction.RESULT_UNSHARED, owner),
        )
    )
    assert found == [shared, viewed, unshared, shared, unshared]


@pytest.mark.usefixtures("rules")
async def test_a_document_in_traditional_characters(bot, people):
    """Who reads Traditional characters gets the document in them."""
    card = await finish(people)
    with bot.database.write() as session:
        user = get_user(session, telegram_id=WANG)
        preferences = get_preferences(session, user_id=user.id)
        preferences.script = Script.TRADITIONAL
        mark_preferences(session, preferences=preferences)
    await people.press(WANG, card["message_id"], data_of(card, "📄"))
    sent = await people.wait_for_reply(WANG, where=lambda message: "document" in message)
    paper = docx.Document(BytesIO(await people.download(sent["document"]["file_id"])))
    words = "".join(paragraph.text for paragraph in paper.paragraphs)
    assert "幹部政策條件對照表" in words
    assert "这" not in words
