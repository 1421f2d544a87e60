"""Making a deadline: the menu of rules, the question for a date, the preview before it counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.deadlines.dates import KnownDate, trigger_of
from bot.deadlines.drafts import TITLE, Draft
from bot.deadlines.finding import rule_key, rules_of
from bot.payloads.deadlines import (
    DeadlineRules,
    DeadlineSearch,
    DeadlineSubjects,
    DraftDeadline,
    NewDeadline,
)
from bot.rendering import deadline_texts as texts
from bot.rendering import searching
from bot.rendering.days import long_day
from bot.rendering.deadline_parts import (
    basis_blocks,
    duty_lines,
    left_words,
    listed,
    moment_words,
    stage_buttons,
    way_words,
)
from bot.rendering.paging import Page
from bot.rendering.people_texts import DATE_KINDS
from bot.rendering.reply import Block, Button, Keyboard, Reply, block, bold, italic
from knowledge.deadlines.book import DeadlineBook
from knowledge.deadlines.due import Due
from knowledge.deadlines.preview import Preview
from knowledge.deadlines.rules import DeadlineRule
from knowledge.deadlines.stages import PlannedStage
from knowledge.eligibility.durations import show_date

SKIP = -1


@dataclass(frozen=True)
class Whom:
    """Whom a deadline is for: oneself without a name, else a person of one's units."""

    person: int = 0
    name: str = ""


def render_menu(book: DeadlineBook, whom: Whom) -> Reply:
    """The subjects, and a date of one's own."""
    rows = []
    for key, (subject, _) in texts.SUBJECTS.items():
        count = len(rules_of(book, key))
        label = texts.SUBJECT_BUTTON.format(subject=subject, count=count)
        rows += [(Button(label, DeadlineRules(key, 0, whom.person)),)] if count else []
    own = Button(texts.BY_HAND_BUTTON, _begin("", whom))
    head = texts.MENU_FOR.format(name=whom.name) if whom.name else texts.MENU
    return Reply(
        (block(bold(head)), block(texts.MENU_TEXT)),
        (searching.search_row(DeadlineSearch(whom.person)), *rows, (own,)),
    )


def _begin(key: str, whom: Whom) -> NewDeadline:
    return NewDeadline(key, "person", whom.person) if whom.person else NewDeadline(key)


def render_rules(rules: Sequence[DeadlineRule], *, subject: str, page: int, whom: Whom) -> Reply | None:
    """A page of the rules of a subject; None for a page that isn't there."""
    part = Page(page, len(rules))
    if not rules or not part.exists:
        return None
    shown = part.of(rules)
    turns = part.turns(lambda number: DeadlineRules(subject, number, whom.person))
    blocks = (
        block(bold(texts.SUBJECTS[subject][0])),
        block(texts.RULES_TEXT.format(page=page + 1, pages=part.pages)),
        _lines(shown),
    )
    return Reply(blocks, (*_starts(shown, whom), *turns, _back(whom)))


def render_search(whom: Whom) -> Reply:
    """Ask for the words to search by."""
    return searching.render_ask(texts.SEARCH_EXAMPLES, *_back(whom))


def render_found(rules: Sequence[DeadlineRule], whom: Whom) -> Reply:
    """The rules that some words found, or that there are none."""
    own = (Button(texts.BY_HAND_BUTTON, _begin("", whom)),)
    again = searching.search_row(DeadlineSearch(whom.person), again=True)
    if not rules:
        return Reply((block(texts.NOT_FOUND),), (own, again, _back(whom)))
    return Reply((block(texts.FOUND), _lines(rules)), (*_starts(rules, whom), own, again, _back(whom)))


def _lines(rules: Sequence[DeadlineRule]) -> Block:
    return block("\n".join(texts.RULE_LINE.format(title=rule.title, way=way_words(rule)) for rule in rules))


def _starts(rules: Sequence[DeadlineRule], whom: Whom) -> Keyboard:
    return tuple((Button(rule.title, _begin(rule_key(rule), whom)),) for rule in rules)


def _back(whom: Whom) -> tuple[Button, ...]:
    return (Button(texts.ALL_SUBJECTS, DeadlineSubjects(whom.person)),)


def render_ask(
    rule: DeadlineRule | None, draft: Draft, *, turn: int, whom: Whom, known: Sequence[KnownDate]
) -> Reply:
    """What has to be known next, with the dates that are known already."""
    head = [block(bold(rule.title if rule else draft.title or texts.MENU))]
    head += [block(italic(texts.FOR_WHOM.format(name=whom.name)))] if whom.name else []
    missing = draft.missing(rule)
    if rule and missing != "also":
        head.append(block(texts.ABOUT.format(who=rule.who, duty=rule.duty)))
    keys = [(Button(_known_words(item), DraftDeadline(turn, "date", item.on.toordinal())),) for item in known]
    keys += [(Button(texts.SKIP_BUTTON, DraftDeadline(turn, "date", SKIP)),)] if missing == "also" else []
    keys.append((Button(texts.CANCEL, DraftDeadline(turn, "cancel")),))
    told = [block(italic(texts.OFFERED))] if known else []
    return Reply((*head, *_question(rule, missing), *told), tuple(keys))


def _known_words(known: KnownDate) -> str:
    label = DATE_KINDS.get(known.kind)
    return texts.OFFER_DATE.format(label=label, day=show_date(known.on)) if label else show_date(known.on)


def _question(rule: DeadlineRule | None, missing: str) -> tuple[Block, ...]:
    """The question; where the document gives no length, first that and why."""
    if rule is None:
        return (block(texts.ASK_TITLE if missing == TITLE else texts.ASK_DAY),)
    if rule.blank:
        why = texts.BLANK_WHY.format(reason=rule.blank.reason)
        return (block(why), block(bold(rule.blank.enter), texts.ASK_DAY.partition("？")[2]))
    trigger = trigger_of(rule, missing)
    words = trigger.words if trigger else ""
    return (block((texts.ASK_ALSO if missing == "also" else texts.ASK_TRIGGER).format(words=words)),)


def with_remark(reply: Reply, remark: str) -> Reply:
    """The same after a remark."""
    return Reply((block(italic(remark)), *reply.blocks), reply.keyboard)


@dataclass(frozen=True)
class Shown:
    """What a preview shows: the due date with its remarks, and every planned reminder."""

    draft: Draft
    due: Due
    stages: Sequence[PlannedStage]
    today: date
    preview: Preview | None = None


def render_preview(book: DeadlineBook, shown: Shown, *, turn: int, whom: Whom) -> Reply:
    """Everything that is about to count, before it does."""
    rule = shown.preview.rule if shown.preview else None
    refusal = shown.preview.refusal if shown.preview else None
    head = texts.ANSWER_ONLY if refusal else texts.PREVIEW_CHANGE if shown.draft.deadline else texts.PREVIEW
    blocks = (
        block(bold(head)),
        block(bold(rule.title if rule else shown.draft.title or "")),
        *([block(italic(texts.FOR_WHOM.format(name=whom.name)))] if whom.name else []),
        _due_block(book, shown),
        block("\n".join(duty_lines(rule)) if rule else texts.OWN_CONSEQUENCE),
        *listed(texts.NOTES, shown.preview.notes if shown.preview else ()),
        *([block(refusal)] if refusal else [stage_block(shown.stages, shown.today)]),
        *(basis_blocks(book, rule) if rule else ()),
    )
    return Reply(blocks, _preview_keyboard(turn, can_confirm=refusal is None))


def _due_block(book: DeadlineBook, shown: Shown) -> Block:
    due = shown.due
    lines = [texts.DUE.format(day=long_day(due.on)) if due.on else texts.NO_DUE]
    is_live = due.on is not None and not (shown.preview and shown.preview.rule.historic)
    if due.on and is_live:
        lines.append(left_words(due.on, today=shown.today, calendar=book.calendar))
    lines += [texts.MARK.format(label=mark.label, day=long_day(mark.on)) for mark in due.marks]
    lines += [texts.FORMULA.format(formula=due.formula)] if due.formula else []
    lines += [texts.CONVENTION.format(convention=shown.preview.convention)] if shown.preview else []
    return block(bold(lines[0]), "\n" + "\n".join(lines[1:]) if lines[1:] else "")


def stage_block(stages: Sequence[PlannedStage], today: date) -> Block:
    """Every planned reminder."""
    lines = [
        texts.STAGE.format(
            label=one.label, at=moment_words(one.at, today), state=texts.PAST if one.is_past else ""
        )
        for one in stages
    ]
    return block(bold(texts.STAGES), "\n" + ("\n".join(lines) or texts.NO_STAGES))


def _preview_keyboard(turn: int, *, can_confirm: bool) -> Keyboard:
    cancel = Button(texts.CANCEL, DraftDeadline(turn, "cancel"))
    if not can_confirm:
        return ((cancel,),)
    return (
        (Button(texts.CONFIRM_BUTTON, DraftDeadline(turn, "confirm")),),
        (
            Button(texts.CHANGE_DATE_BUTTON, DraftDeadline(turn, "redo")),
            Button(texts.STAGES_BUTTON, DraftDeadline(turn, "stages")),
        ),
        (cancel,),
    )


def render_stage_choice(chosen: Mapping[int, bool], *, turn: int) -> Reply:
    """Which days before the due date."""
    buttons = [
        Button(
            (texts.CHOSEN if is_chosen else texts.NOT_CHOSEN).format(label=texts.STAGE_NAMES[days]),
            DraftDeadline(turn, "stage", days),
        )
        for days, is_chosen in chosen.items()
    ]
    last = (
        (Button(texts.DEFAULT_STAGES_BUTTON, DraftDeadline(turn, "default")),),
        (Button(texts.BACK_BUTTON, DraftDeadline(turn, "back")),),
    )
    return Reply((block(texts.STAGES_TITLE),), (*stage_buttons(buttons), *last))
