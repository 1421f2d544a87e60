"""Deadline rules and previews as plain text, for the command line and wherever there is no markup."""

from collections.abc import Iterator

from bot.rendering.citations import short_places
from bot.rendering.days import long_day
from knowledge.deadlines.arithmetic import period_words
from knowledge.deadlines.book import DeadlineBook
from knowledge.deadlines.preview import Preview
from knowledge.deadlines.rules import DeadlineRule
from knowledge.deadlines.wording import hardness_words

PERIOD = "{trigger} + {period}"
AT_ONCE = "{trigger}当天"
BLANK = "{trigger} · 原文没有写期限"
HISTORIC = "历史日期 · {words}"
DUE = "到期日：{day}"
NO_DUE = "到期日：不能推算"
DAY = "日期：{day}"
NO_DAY = "日期：没有写到哪一天"
AND = "，并且{trigger} + {period}"
FORMULA = "算法：{formula}"
STATED = "写法：{formula}"
CONVENTION = "口径：{convention}"
REASON = "原因：{reason}"
ENTER = "要填的：{enter}"
WHO = "谁：{who}"
DUTY = "要做什么：{duty}"
CONSEQUENCE = "后果：{consequence}"
NO_CONSEQUENCE = "后果：文件没有写"
HARDNESS = "约束力：{hardness}"
BASIS = "依据：{places}（{region}，{standing}）"
STAGES = "提醒（{zone}，共{count}次）："
PAST = "（已过）"
REFUSED = "提醒：{refusal}"
NOTES = "说明："
CAVEAT = "提示：{caveat}"


def plain_deadlines(book: DeadlineBook) -> str:
    """All rules, one a line: id, title, how the date comes about, how strongly it binds."""
    return "".join(f"{rule.id}  {rule.title}  [{_way(rule)}]\n" for rule in book.rules.values())


def _way(rule: DeadlineRule) -> str:
    words = rule.trigger.words if rule.trigger else ""
    if rule.historic:
        return HISTORIC.format(words=rule.historic.words)
    if rule.period is None:
        return f"{BLANK.format(trigger=words)} · {hardness_words(rule.hardness)}"
    form = PERIOD if rule.period.months or rule.period.days else AT_ONCE
    period = period_words(rule.period)
    if rule.shortest:
        period = f"{period_words(rule.shortest)}至{period}"
    also = rule.also
    second = AND.format(trigger=also.trigger.words, period=period_words(also.period)) if also else ""
    return f"{form.format(trigger=words, period=period)}{second} · {hardness_words(rule.hardness)}"


def plain_preview(book: DeadlineBook, shown: Preview, *, zone: str) -> str:
    """The due date first, then how it came about, what is due, what to bear in mind, and every reminder."""
    lines = [shown.rule.title, *_date_lines(shown), *_rule_lines(book, shown), *_stage_lines(shown, zone)]
    caveat = CAVEAT.format(caveat=book.documents[shown.rule.document].caveat)
    return "\n".join([*lines, caveat]) + "\n"


def _date_lines(shown: Preview) -> Iterator[str]:
    due = shown.due
    found, missing = (DAY, NO_DAY) if shown.rule.historic else (DUE, NO_DUE)
    yield found.format(day=long_day(due.on)) if due.on else missing
    if due.formula:
        yield (STATED if shown.rule.historic else FORMULA).format(formula=due.formula)
    for mark in due.marks:
        yield f"  · {mark.label}：{long_day(mark.on)}" + (f"（{mark.formula}）" if mark.formula else "")
    yield CONVENTION.format(convention=shown.convention)
    if shown.reason:
        yield REASON.format(reason=shown.reason)
    if shown.rule.blank and due.on is None:
        yield ENTER.format(enter=shown.rule.blank.enter)


def _rule_lines(book: DeadlineBook, shown: Preview) -> Iterator[str]:
    rule = shown.rule
    document = book.documents[rule.document]
    yield WHO.format(who=rule.who)
    yield DUTY.format(duty=rule.duty)
    if rule.consequence:
        yield CONSEQUENCE.format(consequence=rule.consequence)
    elif rule.can_be_missed:
        yield NO_CONSEQUENCE
    yield HARDNESS.format(hardness=hardness_words(rule.hardness))
    places = "；".join(short_places(book.documents, rule.cite))
    yield BASIS.format(places=places, region=book.region(rule), standing=document.standing)
    if shown.notes:
        yield NOTES
    for note in shown.notes:
        yield f"  · {note}"


def _stage_lines(shown: Preview, zone: str) -> Iterator[str]:
    if shown.refusal:
        yield REFUSED.format(refusal=shown.refusal)
        return
    yield STAGES.format(zone=zone, count=len(shown.stages))
    for one in shown.stages:
        yield f"  {one.label}  {one.at:%Y-%m-%d %H:%M}{PAST if one.is_past else ''}"
