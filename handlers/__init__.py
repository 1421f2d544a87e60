"""The table of handlers: what is tried, in which order, for an update, and which role it needs."""

from telegram import Update
from telegram.ext import CallbackQueryHandler, ChatMemberHandler, CommandHandler, MessageHandler, TypeHandler
from telegram.ext.filters import COMMAND, PHOTO, TEXT, Document, Regex, UpdateType

from bot.access import ADMIN, ANYBODY, COMMANDS, CURATORS, MEMBERS, STAFF, Callback, Expecting, Needs
from bot.application import Conversations, Handlers
from bot.asides import unless_question
from bot.callback_data import pattern
from bot.context import BotContext
from bot.payloads import answers as a
from bot.payloads import cases as k
from bot.payloads import checks as c
from bot.payloads import deadlines as d
from bot.payloads import originals as o
from bot.payloads import people as p
from bot.payloads import personal as m
from bot.payloads import questions as q
from bot.payloads import structure as t
from bot.payloads.base import Payload
from handlers import (
    afterwards,
    ask,
    audit,
    case_files,
    case_forms,
    case_pages,
    case_start,
    case_steps,
    cases,
    choices,
    clock,
    deadline_acts,
    deadline_making,
    deadline_staff,
    deadlines,
    eligibility,
    eligibility_interview,
    eligibility_results,
    errors,
    fallback,
    gate,
    invite,
    membership,
    mydata,
    originals,
    people,
    person_edit,
    profile,
    questions,
    settings,
    sources,
    start,
    structure,
    structure_survey,
    units,
)

NEW = UpdateType.MESSAGE
EDITED = UpdateType.EDITED_MESSAGE
Command = CommandHandler[BotContext, None]
Button = CallbackQueryHandler[BotContext, None]


def public(callback: Callback) -> Needs:
    """A callback for anybody who is let in, in groups, too, and during maintenance."""
    return Needs(ANYBODY, callback, is_kept=True, in_groups=True)


def kept(callback: Callback) -> Needs:
    """A callback for anybody about themselves: in private, and during maintenance."""
    return Needs(ANYBODY, callback, is_kept=True)


def on_command(name: str, callback: Callback) -> Command:
    """A command for the roles that have it."""
    return CommandHandler(name, Needs(COMMANDS[name], callback), NEW)


def on_button(kind: type[Payload], needs: Needs) -> Button:
    """A button of a kind."""
    return CallbackQueryHandler(needs, pattern(kind))


# What the next text fills in, by the form that the chat waits in.
FORMS = {
    "check.search": Needs(ANYBODY, eligibility.searching(ask.answer_text)),
    "team.count": Needs(STAFF, structure_survey.counting(ask.answer_text)),
    "check.answer": Needs(ANYBODY, eligibility_interview.answering(ask.answer_text)),
    "deadline.search": Needs(MEMBERS, deadline_making.searching(ask.answer_text)),
    "deadline.title": Needs(MEMBERS, deadline_making.take_title),
    "deadline.date": Needs(MEMBERS, deadline_making.dating(ask.answer_text)),
    "deadline.preview": Needs(MEMBERS, deadline_making.redating(ask.answer_text)),
    "deadline.later": Needs(MEMBERS, deadline_acts.take_later),
    "deadline.extend": Needs(MEMBERS, deadline_acts.take_extension),
    "case.search": Needs(MEMBERS, cases.searching(ask.answer_text)),
    "case.name": Needs(MEMBERS, unless_question(case_start.take_name, ask.answer_text)),
    "case.card": Needs(MEMBERS, case_forms.card_typing(ask.answer_text)),
    "case.fill": Needs(MEMBERS, case_forms.filling(ask.answer_text)),
    "case.words": Needs(MEMBERS, case_forms.take_typed),
    "case.person": Needs(MEMBERS, case_forms.take_person),
    "profile.region": Needs(MEMBERS, unless_question(profile.take_typed, ask.answer_text)),
    "profile.workplace": Needs(MEMBERS, unless_question(profile.take_typed, ask.answer_text)),
    "person.add": Needs(STAFF, unless_question(person_edit.take_person, ask.answer_text)),
    "person.edit": Needs(STAFF, person_edit.take_field),
    "person.date": Needs(STAFF, person_edit.take_date),
    questions.FORM: Needs(CURATORS, questions.take_reply),
    "unit.add": Needs(STAFF, unless_question(units.take_unit, ask.answer_text)),
    "unit.rename": Needs(STAFF, units.take_unit),
}

# What the next file is, by the form that the chat waits in.
PHOTOS = {"case.files": Needs(MEMBERS, case_files.take_file)}
FILES = {"team.roster": Needs(STAFF, structure.take_roster), **PHOTOS}

HANDLERS: Handlers = {
    -1: (TypeHandler(Update, gate.admit),),
    0: (
        ChatMemberHandler(membership.note_reachability, ChatMemberHandler.MY_CHAT_MEMBER),
        # Buttons first: other handlers look at the message, which an old button no longer has.
        on_button(a.Example, public(ask.answer_example)),
        on_button(a.Retry, public(ask.answer_again)),
        on_button(a.Pick, public(choices.answer_choice)),
        on_button(a.Sources, public(sources.show_sources)),
        on_button(a.Feedback, public(sources.take_feedback)),
        on_button(o.ShowOriginal, public(originals.show_original)),
        on_button(o.ShowLead, public(originals.show_lead)),
        on_button(q.PassOn, kept(questions.pass_on)),
        on_button(q.ChoosePlace, kept(ask.choose_place)),
        on_button(q.QuestionPage, Needs(CURATORS, questions.show_questions)),
        on_button(q.ShowQuestion, Needs(CURATORS, questions.show_question)),
        on_button(q.SettleQuestion, Needs(CURATORS, questions.settle_question)),
        on_button(m.Cancel, kept(start.cancel)),
        on_button(m.EditProfile, Needs(MEMBERS, profile.edit_field)),
        on_button(m.SetProfile, Needs(MEMBERS, profile.choose_value)),
        on_button(m.Agree, Needs(MEMBERS, profile.agree)),
        on_button(m.EditSetting, Needs(ANYBODY, settings.edit_setting)),
        on_button(m.SetSetting, Needs(ANYBODY, settings.choose_setting)),
        on_button(m.MyData, kept(mydata.act_on_data)),
        on_button(p.PeoplePage, Needs(STAFF, people.show_people)),
        on_button(p.ShowPerson, Needs(STAFF, people.show_person)),
        on_button(p.ActOnPerson, Needs(STAFF, people.act_on_person)),
        on_button(p.AddPerson, Needs(STAFF, person_edit.ask_for_person)),
        on_button(p.EditPerson, Needs(STAFF, person_edit.edit_person)),
        on_button(p.SetPerson, Needs(STAFF, person_edit.choose_value)),
        on_button(p.UnitPage, Needs(STAFF, units.show_units)),
        on_button(p.ActOnUnit, Needs(STAFF, units.act_on_unit)),
        on_button(p.Invite, Needs(STAFF, invite.make_invitation)),
        on_button(p.Revoke, Needs(STAFF, invite.revoke_invitation)),
        on_button(p.AuditPage, Needs(ADMIN, audit.show_audit)),
        on_button(p.ExportAudit, Needs(ADMIN, audit.send_audit)),
        on_button(c.CheckSubjects, Needs(ANYBODY, eligibility.show_menu)),
        on_button(c.CheckRules, Needs(ANYBODY, eligibility.show_rules)),
        on_button(c.CheckSearch, Needs(ANYBODY, eligibility.ask_words)),
        on_button(c.StartCheck, Needs(ANYBODY, eligibility.start_check)),
        on_button(c.StepCheck, Needs(ANYBODY, eligibility_interview.take_step)),
        on_button(c.UseCheck, Needs(ANYBODY, eligibility_results.use_check)),
        on_button(c.SharedCheck, Needs(STAFF, eligibility_results.show_shared)),
        on_button(t.TeamDocuments, Needs(STAFF, structure.show_documents)),
        on_button(t.TeamKinds, Needs(STAFF, structure.show_teams)),
        on_button(t.UseTeam, Needs(STAFF, structure.use_team)),
        on_button(t.TeamStep, Needs(STAFF, structure_survey.take_step)),
        on_button(d.DeadlinePage, Needs(MEMBERS, deadlines.show_deadlines)),
        on_button(d.DeadlineFile, Needs(MEMBERS, deadlines.send_deadlines)),
        on_button(d.ShowDeadline, Needs(MEMBERS, deadline_acts.show_deadline)),
        on_button(d.UseDeadline, Needs(MEMBERS, deadline_acts.use_deadline)),
        on_button(d.DeadlineSubjects, Needs(MEMBERS, deadline_making.show_subjects)),
        on_button(d.DeadlineRules, Needs(MEMBERS, deadline_making.show_rules)),
        on_button(d.DeadlineSearch, Needs(MEMBERS, deadline_making.ask_words)),
        on_button(d.NewDeadline, Needs(MEMBERS, deadline_making.begin)),
        on_button(d.DraftDeadline, Needs(MEMBERS, deadline_making.take_step)),
        on_button(d.UnitDeadlines, Needs(STAFF, deadline_staff.show_units)),
        on_button(d.DeliveryPage, Needs(STAFF, deadline_staff.show_ledger)),
        on_button(d.ResendMessage, Needs(STAFF, deadline_staff.resend)),
        on_button(d.MoveClock, Needs(ANYBODY, clock.move_clock)),
        on_button(k.CaseList, Needs(MEMBERS, cases.show_cases)),
        on_button(k.ChecklistSubjects, Needs(MEMBERS, cases.show_subjects)),
        on_button(k.ChecklistTitles, Needs(MEMBERS, cases.show_titles)),
        on_button(k.CaseSearch, Needs(MEMBERS, cases.ask_words)),
        on_button(k.StartChecklist, Needs(MEMBERS, case_start.show_preview)),
        on_button(k.BeginCase, Needs(MEMBERS, case_start.begin_case)),
        on_button(k.ShowCase, Needs(MEMBERS, case_steps.show_case)),
        on_button(k.CasePage, Needs(MEMBERS, case_pages.show_page)),
        on_button(k.MoveCase, Needs(MEMBERS, case_steps.move_case)),
        on_button(k.AskCase, Needs(MEMBERS, case_forms.ask)),
        on_button(k.FillCase, Needs(MEMBERS, case_steps.take_choice)),
        on_button(k.CasePerson, Needs(MEMBERS, case_pages.choose)),
        on_button(k.CaseFile, Needs(MEMBERS, case_files.act_on_file)),
        CallbackQueryHandler(public(fallback.refuse_stale)),
        CommandHandler("start", Needs(ANYBODY, eligibility.follow_link), NEW & Regex(r"^/start\S* check_")),
        CommandHandler("start", Needs(MEMBERS, case_start.follow_link), NEW & Regex(r"^/start\S* case_")),
        CommandHandler("start", public(start.welcome), NEW),
        CommandHandler("help", public(start.explain), NEW),
        CommandHandler("cancel", kept(start.cancel), NEW),
        CommandHandler("mydata", kept(mydata.show_mydata), NEW),
        on_command("check", eligibility.show_menu),
        on_command("checklist", cases.show_cases),
        on_command("deadlines", deadlines.show_deadlines),
        on_command("me", profile.show_profile),
        on_command("settings", settings.show_settings),
        on_command("people", people.show_people),
        on_command("units", units.show_units),
        on_command("invite", invite.show_invite),
        on_command("questions", questions.show_questions),
        on_command("audit", audit.show_audit),
        on_command("maintenance", audit.set_maintenance),
        MessageHandler(NEW & TEXT & ~COMMAND, Expecting(FORMS, public(ask.answer_text))),
        MessageHandler(NEW & PHOTO, Expecting(PHOTOS, public(fallback.explain_other))),
        MessageHandler(NEW & Document.ALL, Expecting(FILES, public(structure.explain_document))),
        MessageHandler(EDITED & TEXT & ~COMMAND, public(ask.answer_edited)),
        MessageHandler(NEW & COMMAND, public(fallback.refuse_command)),
        MessageHandler(EDITED, public(fallback.explain_edited)),
        MessageHandler(NEW, public(fallback.explain_other)),
    ),
    1: (TypeHandler(Update, afterwards.follow_up),),
}
# What only a trial run on the local messenger has.
TRIAL = (CommandHandler("clock", Needs(ANYBODY, clock.show_clock), NEW),)
CONVERSATIONS = Conversations(HANDLERS, errors.report, TRIAL)
