"""What was done to a case, in words: for its history, for whoever is told of a change, for whoever came second."""

from collections.abc import Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from bot.cases.matter import Matter
from bot.payloads.cases import CasePage, ShowCase
from bot.rendering import case_page_texts as words
from bot.rendering import case_texts as texts
from bot.rendering.paging import OLDER
from bot.rendering.reply import Button, Reply, block, bold
from knowledge.checklists.stored_values import read_stored
from knowledge.checklists.templates import ChecklistTemplate
from knowledge.eligibility.durations import show_date
from storage.tables import CaseEvent

PAGE = 10
Names = Mapping[int, str]


def event_words(event: CaseEvent, template: ChecklistTemplate, names: Names) -> str:
    """An event in one line, without who and when."""
    told = event.details
    more = {**_people(told, names), **_plain(told), "values": _values(event, template)}
    line = words.EVENTS[event.action].format(step=step_words(event.item, template), **more)
    reason = told.get("reason")
    reopened = "、".join(_title(name, template) for name in told.get("reopened", ()))
    line += words.EVENT_REASON.format(reason=reason) if reason else ""
    return line + (words.EVENT_REOPENED.format(titles=reopened) if reopened else "")


def step_words(item: str | None, template: ChecklistTemplate) -> str:
    """A step with its number and title."""
    if not item:
        return ""
    found = template.item(item)
    if found is None:
        return words.EVENT_OLD_STEP
    return words.EVENT_STEP.format(number=template.items.index(found) + 1, title=found.title)


def _title(item: str, template: ChecklistTemplate) -> str:
    found = template.item(item)
    return found.title if found else item


def _people(told: Mapping[str, object], names: Names) -> dict[str, str]:
    numbers = {key: told.get(key) for key in ("to", "whom")}
    return {
        key: names.get(number, words.GONE_PERSON) if isinstance(number, int) else words.NOBODY
        for key, number in numbers.items()
    }


def _plain(told: Mapping[str, object]) -> dict[str, str]:
    """The remaining details as they are shown."""
    on = told.get("on")
    day = show_date(date.fromisoformat(on)) if isinstance(on, str) else words.NO_DAY
    return {
        "day": day,
        "name": str(told.get("name", "")),
        "note": str(told.get("note") or words.NO_NOTE),
        "may": words.MAY.get(str(told.get("may")), ""),
        "shared": words.UNIT_SHARED[bool(told.get("is_shared"))],
    }


def _values(event: CaseEvent, template: ChecklistTemplate) -> str:
    """The values that were filled in; those taken out by their labels."""
    raw = event.details.get("values")
    if not isinstance(raw, Mapping):
        return ""
    known = read_stored(template, raw, event.at.date())
    return "，".join(
        f"{asked.word}{asked.show(known[asked.id]) if asked.id in known else words.TAKEN_OUT}"
        for asked in template.inputs.values()
        if asked.id in raw
    )


def numbers_in(*events: CaseEvent) -> set[int]:
    """The accounts that events speak of."""
    told = (number for event in events for number in (event.actor, *map(event.details.get, ("to", "whom"))))
    return {number for number in told if isinstance(number, int)}


def who(event: CaseEvent, names: Names) -> str:
    """Who did it."""
    return names.get(event.actor, words.GONE_PERSON) if event.actor is not None else words.SYSTEM


def render_history(matter: Matter, events: Sequence[CaseEvent], *, names: Names, zone: ZoneInfo) -> Reply:
    """A page of the events, the latest first; one more than a page says that there are older ones."""
    shown = events[:PAGE]
    lines = [
        words.EVENT_LINE.format(
            at=event.at.astimezone(zone),
            who=who(event, names),
            what=event_words(event, matter.template, names),
        )
        for event in shown
    ]
    is_more = len(events) > PAGE
    older = [Button(OLDER, CasePage(matter.number, "history", shown[-1].number))] if is_more else []
    back = (Button(texts.BACK_TO_NOW, ShowCase(matter.number)),)
    head = words.HISTORY.format(title=matter.title)
    return Reply((block(bold(head)), block("\n".join(lines))), (*((tuple(older),) if older else ()), back))
