"""From a confirmed draft to a row: added with all its reminders, or changed if nobody changed it before."""

from bot.deadlines.drafts import Draft
from bot.deadlines.noting import note_deadline
from bot.deadlines.origins import columns_of
from bot.deadlines.turning import Making, previewed, stages_of
from knowledge.deadlines.preview import Preview
from knowledge.deadlines.rules import STAGES
from storage.audit import AuditAction
from storage.deadlines import About, Dates, add_deadline, claim_deadline, mark_due, mark_stages
from storage.deadlines import Draft as Added
from storage.schedules import WEEKLY, DeadlineFields, Schedule, fields_of
from storage.tables import Deadline, Role


def keep(making: Making, draft: Draft) -> Deadline | None:
    """The row of a complete draft; None when it may not be made, or changed meanwhile.

    Raises DeadlineError when a date can't be.
    """
    rule = making.rule_of(draft)
    shown = previewed(making, draft, rule) if rule else None
    if shown is not None and not shown.can_schedule:
        return None
    if draft.person is not None and making.person_of(draft) is None:
        return None
    return _changed(making, draft, shown) if draft.deadline else _added(making, draft, shown)


def _added(making: Making, draft: Draft, shown: Preview | None) -> Deadline:
    about = About(user_id=making.user.id) if draft.person is None else About(person_id=draft.person)
    added = Added(about, _fields(making, draft, shown), making.user.id)
    row = add_deadline(making.session, draft=added, now=making.context.now())
    note_deadline(making.session, making.context, row, AuditAction.DEADLINE_ADDED)
    return row


def _fields(making: Making, draft: Draft, shown: Preview | None) -> DeadlineFields:
    """What the row says."""
    zone = making.context.settings.timezone
    origin = columns_of(making.session, making.context, draft)
    own = {"has_own_stages": draft.stages is not None}
    if shown is not None:
        version = making.context.knowledge.base.version
        return fields_of(shown, content_version=version, zone=zone, **origin, **own)
    about_oneself = draft.person is None and making.context.viewer.role is not Role.STAFF
    return DeadlineFields(
        title=draft.title or "",
        due_on=draft.entered or making.today,
        entered_on=draft.entered,
        zone=zone,
        is_private=about_oneself,
        schedule=Schedule(stages=stages_of(draft) or STAGES, overdue=WEEKLY),
        **origin,
        **own,
    )


def _changed(making: Making, draft: Draft, shown: Preview | None) -> Deadline | None:
    """The row with the draft's dates, if it still stands where the draft began."""
    session, now = making.session, making.context.now()
    row = claim_deadline(session, deadline_id=draft.deadline, scope=making.context.viewer.scope)
    if row is None or row.version != draft.version:
        return None
    fields = _fields(making, draft, shown)
    dates = Dates(
        due_on=fields.due_on,
        trigger_on=fields.trigger_on,
        also_on=fields.also_on,
        entered_on=fields.entered_on,
        formula=fields.formula,
        earliest_on=fields.schedule.earliest_on,
    )
    mark_due(session, row, dates=dates, now=now)
    note_deadline(session, making.context, row, AuditAction.DEADLINE_CHANGED)
    if draft.stages is not None:
        mark_stages(session, row, stages=fields.schedule.stages, now=now)
    return row
