"""A report on structure as a picture and as a table."""

import asyncio

from telegram import Update

from bot.context import BotContext
from bot.incoming import acknowledge
from bot.pictures.structure import render_chart
from bot.rendering import structure_texts as texts
from bot.rendering.structure_workbook import render_workbook
from bot.sending import File, send_files, send_picture
from bot.structure.report import Report
from knowledge.eligibility.durations import show_date

TITLE_LENGTH = 40


async def send_chart(update: Update, context: BotContext, report: Report) -> None:
    """Send the picture, or say that there is nothing to draw."""
    content = await asyncio.to_thread(render_chart, report, context.viewer.script)
    if content is None:
        await acknowledge(update, context, texts.CHART_EMPTY, show_alert=True)
        return
    await acknowledge(update, context)
    caption = texts.CHART_CAPTION.format(title=report.title, day=show_date(report.today))
    await send_picture(update, context, content, caption=caption)


async def send_table(update: Update, context: BotContext, report: Report, *, source: str) -> None:
    """Send the workbook."""
    await acknowledge(update, context)
    script, version = context.viewer.script, context.knowledge.base.version
    content = await asyncio.to_thread(render_workbook, report, source=source, version=version, script=script)
    kept = "".join(letter for letter in report.title if letter.isalnum())[:TITLE_LENGTH]
    name = texts.TABLE_NAME.format(title=kept, day=report.today.isoformat())
    caption = texts.TABLE_CAPTION.format(title=report.title)
    await send_files(update, context, [File(name, content)], caption=caption)
