"""A case's record as a document for a word processor: to print, sign, and put on file."""

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from bot.rendering import case_document_texts as texts
from bot.rendering.case_document_rows import (
    Told,
    appended,
    event_rows,
    file_rows,
    old_step_rows,
    open_points,
    record_rows,
    step_rows,
)
from bot.rendering.checklist_words import LIST
from bot.rendering.citations import traits
from bot.rendering.paper import (
    add_edges,
    add_heading,
    add_pairs,
    add_small,
    add_table,
    add_text,
    add_title,
    new_paper,
    saved,
)
from knowledge.knowledge_base import KnowledgeBase
from storage.cases.matters import followed_by
from storage.cases.record import CaseRecord
from storage.tables import Script

NAME_LENGTH = 40
GROUP, SHORT = 32, 16
PAIR_WIDTHS = (2.6, 13.8)
STEP_WIDTHS = (1.2, 4.9, 2.7, 3.3, 4.3)
OLD_WIDTHS = (5.5, 4.5, 6.4)
RECORD_WIDTHS = (5.0, 5.2, 2.0, 4.2)
FILE_WIDTHS = (1.2, 5.4, 4.6, 2.2, 3.0)
EVENT_WIDTHS = (1.2, 2.7, 2.3, 8.0, 2.2)
SIGNATURE_WIDTHS = (5.4, 5.5, 5.5)


def case_file_name(record: CaseRecord, zone: ZoneInfo) -> str:
    """The name of the file."""
    kept = "".join(letter for letter in record.view.case.name if letter.isalnum())[:NAME_LENGTH]
    day = record.exported_at.astimezone(zone).date().isoformat()
    return texts.FILE_NAME.format(name=kept, day=day)


def render_case(
    record: CaseRecord, base: KnowledgeBase, *, zone: ZoneInfo, script: Script = Script.SIMPLIFIED
) -> bytes:
    """The record with steps, materials, files, open points, the log of events, and how to verify it."""
    told, paper = Told(record, base, zone), new_paper()
    paper.core_properties.author = texts.AUTHOR
    paper.core_properties.title = texts.HEADER.format(name=record.view.case.name)
    add_edges(
        paper,
        head=texts.HEADER.format(name=record.view.case.name),
        foot=texts.FOOTER.format(code=record.code[:SHORT]),
    )
    add_title(paper, texts.TITLE)
    _matter(paper, told)
    _steps(paper, told)
    _papers(paper, told)
    _open(paper, told)
    _log(paper, told)
    return saved(paper, script)


def _matter(paper: Any, told: Told) -> None:
    """What the matter is, whose, how far, and on which documents."""
    add_heading(paper, texts.HEAD)
    add_pairs(paper, [pair for pair in _pairs(told) if pair[1]], widths=PAIR_WIDTHS)


def _pairs(told: Told) -> Iterator[tuple[str, str]]:
    record, view = told.record, told.record.view
    case, template = view.case, view.template
    members = (
        texts.MEMBER.format(name=told.person(number), may=texts.MAY[may])
        for number, may in record.members.items()
    )
    yield texts.NAME, case.name
    yield texts.PROCEDURE, template.title
    yield texts.UNIT, record.unit or texts.NO_UNIT
    yield texts.OWNER, told.person(case.owner_id)
    yield texts.MEMBERS, LIST.join(members)
    yield texts.PARENT, record.parent or ""
    yield texts.FACTS, _facts(told)
    yield texts.SPAN, _span(told)
    yield texts.PROGRESS, _progress(told)
    yield texts.BASIS, _documents(told, template.documents)
    others = [name for name in view_documents(told) if name not in template.documents]
    yield texts.OTHERS, _documents(told, others)
    version = texts.VERSION_TEXT.format(
        version=template.version, reviewed=template.reviewed_on, order=texts.ORDERS[template.order]
    )
    yield texts.VERSION, version + (texts.OUTDATED if view.is_outdated else "")


def _facts(told: Told) -> str:
    """What is known of the matter as a whole, one to a line."""
    known = told.record.view.situation.values
    asked = (one for one in told.record.view.template.facts if one.id in known)
    return "\n".join(texts.FIGURE.format(label=one.label, value=one.show(known[one.id])) for one in asked)


def view_documents(told: Told) -> tuple[str, ...]:
    """The documents that the case follows, in the order in which the steps name them."""
    followed = followed_by(told.record.view)
    cited = (name for item in told.record.view.template.items for name in item.documents)
    return tuple(name for name in dict.fromkeys(cited) if name in followed)


def _documents(told: Told, names: Any) -> str:
    """Documents with number, level, region, date and standing."""
    cards = (told.base.documents[name] for name in names if name in told.base.documents)
    return "\n".join(
        texts.DOCUMENT.format(
            title=card.title, number=f"（{card.number}）" if card.number else "", traits=traits(card)
        )
        for card in cards
    )


def _span(told: Told) -> str:
    """From when to when, and how it ended."""
    view = told.record.view
    begun, end = told.day(view.case.created_at), view.case.finished_at
    archived = view.case.archived_at
    tail = texts.ARCHIVED.format(day=told.day(archived)) if archived else ""
    if end is None:
        return texts.RUNNING.format(begun=begun) + tail
    stopped = view.progress.ended_by
    if stopped:
        return texts.STOPPED.format(begun=begun, ended=told.day(end), title=stopped.title) + tail
    return texts.FINISHED.format(begun=begun, ended=told.day(end)) + tail


def _progress(told: Told) -> str:
    done = told.record.view.progress
    undecided = texts.UNDECIDED.format(count=done.undecided) if done.undecided else ""
    return texts.DONE_OF.format(total=done.total, done=done.done) + undecided


def _steps(paper: Any, told: Told) -> None:
    add_heading(paper, texts.STEPS)
    add_table(paper, texts.STEP_HEAD, step_rows(told), widths=STEP_WIDTHS)
    old = list(old_step_rows(told))
    if old:
        add_heading(paper, texts.OLD_STEPS)
        head = (texts.STEP_HEAD[1], texts.STEP_HEAD[3], texts.STEP_HEAD[4])
        add_table(paper, head, old, widths=OLD_WIDTHS)
    add_small(paper, texts.LEGEND)
    for text in appended(told):
        add_text(paper, text)


def _papers(paper: Any, told: Told) -> None:
    """What the steps leave in the file, and the files that are there."""
    records, files = list(record_rows(told)), list(file_rows(told))
    if records:
        add_heading(paper, texts.RECORDS)
        add_table(paper, texts.RECORD_HEAD, records, widths=RECORD_WIDTHS)
    add_heading(paper, texts.FILES)
    if files:
        add_table(paper, texts.FILE_HEAD, files, widths=FILE_WIDTHS)
        add_small(paper, texts.FILES_NOTE)
    else:
        paper.add_paragraph(texts.NO_FILES)


def _open(paper: Any, told: Told) -> None:
    add_heading(paper, texts.OPEN)
    points = list(open_points(told))
    for point in points:
        paper.add_paragraph(point, style="List Bullet")
    if not points:
        paper.add_paragraph(texts.NOTHING_OPEN)


def _log(paper: Any, told: Told) -> None:
    """The events, how to verify them, who signs, and what to bear in mind."""
    add_heading(paper, texts.EVENTS)
    add_table(paper, texts.EVENT_HEAD, event_rows(told), widths=EVENT_WIDTHS)
    add_heading(paper, texts.VERIFY)
    code = told.record.code
    lines = "\n".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))
    add_pairs(paper, [(texts.CODE, lines)], widths=PAIR_WIDTHS)
    for line in texts.HOW.format(count=len(told.record.events)).splitlines():
        add_text(paper, line)
    add_table(paper, texts.SIGNATURES, [("\n\n",) * len(texts.SIGNATURES)], widths=SIGNATURE_WIDTHS)
    for name in view_documents(told):
        if name in told.base.documents:
            add_small(paper, texts.CAVEAT.format(caveat=told.base.documents[name].caveat))
    at = f"{told.record.exported_at.astimezone(told.zone):%Y-%m-%d %H:%M}"
    add_small(paper, texts.EXPORTED.format(at=at, zone=texts.ZONES.get(told.zone.key, told.zone.key)))
