"""What somebody who has part in a case is told when others changed it."""

from collections.abc import Sequence

from bot.payloads.cases import ShowCase
from bot.rendering import case_page_texts as words
from bot.rendering.case_history import Names, event_words, step_words, who
from bot.rendering.reply import Block, Button, Reply, block, bold
from knowledge.checklists.templates import ChecklistTemplate
from storage.tables import Case, CaseEvent

# What concerns the reader alone, by the detail that names them.
FOR_YOU = {"assigned": "to", "shared": "to", "handed_over": "to", "left": "whom"}
MOST_LINES = 8


def render_changed(
    case: Case, template: ChecklistTemplate, events: Sequence[CaseEvent], *, names: Names, reader: int
) -> Reply:
    """The changes in one message, what concerns the reader first; no way in for whoever is out."""
    mine = [event for event in events if _is_for(event, reader)]
    others = [event for event in events if not _is_for(event, reader)]
    lines = [
        words.CHANGED_FOR_YOU[event.action].format(
            who=who(event, names),
            title=case.name,
            step=step_words(event.item, template),
            may=words.MAY.get(str(event.details.get("may")), ""),
        )
        for event in mine
    ]
    blocks = [block(bold(line)) for line in lines]
    is_out = bool(events) and _is_for(events[-1], reader) and events[-1].action == "left"
    if others and not is_out:
        blocks.append(_others(case, template, others, names=names))
    button = Button(words.OPEN_CASE, ShowCase(case.id))
    return Reply(tuple(blocks), () if is_out else ((button,),))


def _is_for(event: CaseEvent, reader: int) -> bool:
    """Whether an event says something of the reader."""
    key = FOR_YOU.get(event.action)
    return key is not None and event.details.get(key) == reader


def _others(case: Case, template: ChecklistTemplate, events: Sequence[CaseEvent], *, names: Names) -> Block:
    """What else was changed, in the order it happened."""
    told = [(who(event, names), event_words(event, template, names)) for event in events]
    if len(told) == 1:
        return block(words.CHANGED.format(title=case.name, who=told[0][0], what=told[0][1]))
    shown = told[-MOST_LINES:]
    lines = [words.CHANGED_LINE.format(who=name, what=what) for name, what in shown]
    head = words.CHANGED_MORE.format(title=case.name, count=len(told))
    return block(head, "\n", "\n".join(lines))


def render_deleted(title: str) -> Reply:
    """That a case is gone."""
    return Reply((block(words.CASE_DELETED.format(title=title)),))
