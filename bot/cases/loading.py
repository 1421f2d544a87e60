"""A stored case with everything that is shown of it."""

from collections import Counter
from datetime import date
from functools import partial

from sqlmodel import Session

from bot.cases.matter import Child, Matter, StepDetails
from bot.context import BotContext
from bot.deadlines.finding import can_remind
from bot.rendering.case_menu import Listed
from knowledge.checklists.expected import DueDates, Expected, expected_dates
from knowledge.checklists.openings import opened_deadlines
from knowledge.checklists.progress import State
from knowledge.checklists.templates import TemplateItem
from knowledge.deadlines.rules import DeadlineRule
from storage.cases.events import names_of
from storage.cases.overview import Summary, list_children
from storage.cases.reading import get_case, list_attachments
from storage.cases.values import Actor, CaseView, Standing
from storage.tables import CaseStep


def actor_of(context: BotContext) -> Actor:
    """The viewer, acting now with the present checklists."""
    now = context.now()
    today = now.astimezone(context.settings.zone).date()
    return Actor(context.viewer.scope, context.knowledge.base.checklist_book, now, today)


def find_matter(session: Session, context: BotContext, case_id: int) -> Matter | None:
    """The case of this number, if the viewer may see it."""
    actor = actor_of(context)
    view = get_case(session, actor, case_id=case_id)
    return matter_of(session, context, view) if view else None


def matter_of(session: Session, context: BotContext, view: CaseView) -> Matter:
    """A case with names, files and the cases that its steps opened."""
    actor = actor_of(context)
    case, access = view.case, view.access
    return Matter(
        number=case.id,
        version=case.version,
        title=case.name,
        template=view.template,
        book=actor.book,
        situation=view.situation,
        today=actor.today,
        can_work=access.may_work,
        is_owner=access.is_owner,
        is_member=access.standing in {Standing.WORKER, Standing.READER},
        assigned=access.assigned,
        owner="" if access.is_owner else names_of(session, [case.owner_id]).get(case.owner_id, ""),
        is_archived=case.archived_at is not None,
        has_newer=view.is_outdated,
        parent=_parent(session, actor, view),
        load=partial(_details, session, context, view),
    )


def _parent(session: Session, actor: Actor, view: CaseView) -> tuple[int, str, int] | None:
    """The case and step that opened this one, if the actor may see it."""
    case = view.case
    above = get_case(session, actor, case_id=case.parent_id) if case.parent_id else None
    item = above.template.item(case.parent_item or "") if above else None
    return (above.case.id, above.case.name, above.template.items.index(item)) if above and item else None


def _details(session: Session, context: BotContext, view: CaseView) -> dict[str, StepDetails]:
    """What is kept about the steps, with what follows from it today."""
    actor = actor_of(context)
    files = Counter(file.item for file in list_attachments(session, case_id=view.case.id))
    names = names_of(session, (step.assignee_id for step in view.steps.values()))
    children = _children(session, actor, view)
    expected = _expected(context, view)
    found = {}
    for item in view.template.items:
        step = view.step(item.id) or CaseStep(case_id=view.case.id, item=item.id, changed_at=actor.now)
        due = expected.get(item.id)
        found[item.id] = StepDetails(
            note=step.note,
            reason=step.reason,
            done_on=step.done_on,
            waiting_until=step.waiting_until,
            expected_on=due.on if due else None,
            expected_by=due.rule if due else None,
            assignee=names.get(step.assignee_id or 0),
            files=files[item.id],
            children=tuple(children.get(item.id, ())),
            reminders=_reminders(context, view, item, done_on=step.done_on),
        )
    return found


def _children(session: Session, actor: Actor, view: CaseView) -> dict[str, list[Child]]:
    """The cases that the steps opened, by step."""
    children: dict[str, list[Child]] = {}
    if not any(item.opens for item in view.template.items):
        return children
    for summary in list_children(session, actor, case_id=view.case.id):
        child = summary.view
        one = Child(child.case.id, child.template.title, child.case.template, *_counts(child))
        children.setdefault(child.case.parent_item or "", []).append(one)
    return children


def _expected(context: BotContext, view: CaseView) -> dict[str, Expected]:
    """When steps are expected: by hand, or by a rule whose start the case knows."""
    base, today = context.knowledge.base, actor_of(context).today
    by_hand = {name: step.expected_on for name, step in view.steps.items() if step.expected_on}
    dates = DueDates(base.deadlines, base.calendar, today)
    return expected_dates(view.template, view.situation, by_hand=by_hand, dates=dates)


def _reminders(
    context: BotContext, view: CaseView, item: TemplateItem, *, done_on: date | None
) -> tuple[DeadlineRule, ...]:
    """The deadlines that can be watched from now on: of a step that is done, or whose start is known."""
    rules = context.knowledge.base.deadlines
    opened = opened_deadlines(item, view.situation, rules=rules, done_on=done_on)
    return tuple(one.rule for one in opened if (done_on or one.is_given) and can_remind(one.rule))


def _counts(view: CaseView) -> tuple[int, int]:
    return view.progress.done, view.progress.total


def listed(summary: Summary, actor: Actor) -> Listed:
    """A case as it stands in a list."""
    view = summary.view
    following = view.next_item
    return Listed(
        number=view.case.id,
        title=view.case.name,
        progress=view.progress,
        following=following,
        state=view.situation.state(following) if following else State.OPEN,
        days=summary.days(actor.today),
        owner="" if view.access.is_owner else summary.owner,
    )
