"""What a newer version of a checklist changes for a case."""

from collections.abc import Iterable, Iterator

from bot.cases.matter import Matter
from bot.payloads.cases import ShowCase
from bot.rendering import case_page_texts as words
from bot.rendering.case_buttons import move
from bot.rendering.reply import Block, Button, Reply, block, bold
from knowledge.checklists.templates import ChecklistTemplate
from knowledge.checklists.versions import Difference, ItemChange, carry_over, compare


def render_changes(matter: Matter, latest: ChecklistTemplate) -> Reply:
    """The differences, what becomes of what was done, and the choice to move over."""
    keep = Button(words.CHANGES_KEEP, ShowCase(matter.number))
    if matter.template.version == latest.version:
        return Reply((block(words.NO_CHANGES),), ((keep,),))
    differs = compare(matter.template, latest)
    head = block(bold(words.CHANGES.format(title=matter.title)))
    take = Button(words.CHANGES_TAKE, move(matter, "newer", -1))
    told = [*_differences(differs)] or [block(words.CHANGES_NONE)]
    return Reply((head, *told, _carried(matter, latest)), ((take,), (keep,)))


def _differences(differs: Difference) -> Iterator[Block]:
    """What was added, taken away and changed, as lists."""
    inputs = [one.label for one in (*differs.inputs_added, *differs.inputs_removed)]
    inputs += [change.new.label for change in differs.inputs_changed]
    yield from _listed(words.CHANGES_ADDED, (item.title for item in differs.added))
    yield from _listed(words.CHANGES_REMOVED, (item.title for item in differs.removed))
    yield from _listed(words.CHANGES_CHANGED, map(_change, differs.changed))
    yield from _listed(words.CHANGES_INPUTS, dict.fromkeys(inputs))
    head = [words.CHANGES_PARTS[part] for part in differs.head if part in words.CHANGES_PARTS]
    head += [words.CHANGES_ORDER] if differs.reordered else []
    yield from _listed(words.CHANGES_HEAD, head)


def _change(change: ItemChange) -> str:
    """A step with the names of its parts that differ."""
    parts = "、".join(words.CHANGES_PARTS[part] for part in change.parts if part in words.CHANGES_PARTS)
    return words.CHANGES_PARTS_LINE.format(title=change.new.title, parts=parts) if parts else change.new.title


def _listed(head: str, lines: Iterable[str]) -> Iterator[Block]:
    items = "".join(f"\n· {line}" for line in lines)
    if items:
        yield block(bold(head), items)


def _carried(matter: Matter, latest: ChecklistTemplate) -> Block:
    """What becomes of what was done and filled in."""
    carried = carry_over(latest, matter.situation, today=matter.today)
    lines = [words.CHANGES_CARRIED]
    if carried.dropped:
        labels = "、".join(matter.template.inputs[name].label for name in carried.dropped)
        lines.append(words.CHANGES_DROPPED.format(labels=labels))
    titles = [item.title for item in latest.items if item.id in carried.reopened]
    if titles:
        lines.append(words.CHANGES_REOPENED.format(titles="、".join(titles)))
    return block("\n".join(lines))
