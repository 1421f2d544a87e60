"""The table of handlers: what is tried, in which order, for an update, and which role it needs."""

from telegram import Update
from telegram.ext import CallbackQueryHandler, ChatMemberHandler, CommandHandler, MessageHandler, TypeHandler
from telegram.ext.filters import COMMAND, TEXT, Regex, UpdateType

from bot.access import ADMIN, ANYBODY, COMMANDS, MEMBERS, STAFF, Callback, Expecting, Needs
from bot.application import Conversations, Handlers
from bot.callback_data import pattern
from bot.context import BotContext
from bot.payloads import answers as a
from bot.payloads import checks as c
from bot.payloads import originals as o
from bot.payloads import people as p
from bot.payloads import personal as m
from bot.payloads.base import Payload
from handlers import (
    afterwards,
    ask,
    audit,
    choices,
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
    settings,
    sources,
    start,
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
    "check.answer": Needs(ANYBODY, eligibility_interview.answering(ask.answer_text)),
    "profile.region": Needs(MEMBERS, profile.take_typed),
    "profile.workplace": Needs(MEMBERS, profile.take_typed),
    "person.add": Needs(STAFF, person_edit.take_person),
    "person.edit": Needs(STAFF, person_edit.take_field),
    "person.date": Needs(STAFF, person_edit.take_date),
    "unit.add": Needs(STAFF, units.take_unit),
    "unit.rename": Needs(STAFF, units.take_unit),
}

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
        on_button(c.StartCheck, Needs(ANYBODY, eligibility.start_check)),
        on_button(c.StepCheck, Needs(ANYBODY, eligibility_interview.take_step)),
        on_button(c.UseCheck, Needs(ANYBODY, eligibility_results.use_check)),
        on_button(c.SharedCheck, Needs(STAFF, eligibility_results.show_shared)),
        CallbackQueryHandler(public(fallback.refuse_stale)),
        CommandHandler("start", Needs(ANYBODY, eligibility.follow_link), NEW & Regex(r"^/start\S* check_")),
        CommandHandler("start", public(start.welcome), NEW),
        CommandHandler("help", public(start.explain), NEW),
        CommandHandler("cancel", kept(start.cancel), NEW),
        CommandHandler("mydata", kept(mydata.show_mydata), NEW),
        on_command("check", eligibility.show_menu),
        on_command("me", profile.show_profile),
        on_command("settings", settings.show_settings),
        on_command("people", people.show_people),
        on_command("units", units.show_units),
        on_command("invite", invite.show_invite),
        on_command("audit", audit.show_audit),
        on_command("maintenance", audit.set_maintenance),
        MessageHandler(NEW & TEXT & ~COMMAND, Expecting(FORMS, public(ask.answer_text))),
        MessageHandler(EDITED & TEXT & ~COMMAND, public(ask.answer_edited)),
        MessageHandler(NEW & COMMAND, public(fallback.refuse_command)),
        MessageHandler(EDITED, public(fallback.explain_edited)),
        MessageHandler(NEW, public(fallback.explain_other)),
    ),
    1: (TypeHandler(Update, afterwards.follow_up),),
}
CONVERSATIONS = Conversations(HANDLERS, errors.report)
