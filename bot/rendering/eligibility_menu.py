"""The menu of checks: subjects, their rules by pages, what was found, and offers below answers."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.payloads.checks import CheckRules, CheckSubjects, SharedCheck, StartCheck, UseCheck
from bot.payloads.structure import TeamDocuments
from bot.rendering import eligibility_texts as texts
from bot.rendering.reply import Button, Keyboard, Reply, block, bold
from bot.rendering.structure_texts import BEGIN_BUTTON
from knowledge.eligibility.rulebook import Rulebook
from knowledge.eligibility.rules import EligibilityRule
from storage.tables import Assessment

PAGE = 8
OTHER = "other"
Keyed = Sequence[tuple[str, EligibilityRule]]


def subject_of(rule: EligibilityRule) -> str:
    """The subject that a rule's topic belongs to."""
    return next((key for key, (_, topics) in texts.SUBJECTS.items() if rule.topic in topics), OTHER)


def render_menu(
    book: Rulebook, *, unfinished: Sequence[Assessment], saved: Sequence[Assessment], has_shared: bool
) -> Reply:
    """Unfinished and saved checks first, then the subjects."""
    rows = [
        *_titled(book, unfinished, texts.RESUME_BUTTON),
        *_titled(book, saved, texts.SAVED_BUTTON),
        *([(Button(texts.SHARED_BUTTON, SharedCheck(0)),)] if has_shared else []),
    ]
    counts = dict.fromkeys(texts.SUBJECTS, 0)
    for rule in book.rules.values():
        counts[subject_of(rule)] += 1
    for key, count in counts.items():
        label = texts.SUBJECT_BUTTON.format(subject=texts.SUBJECTS[key][0], count=count)
        rows += [(Button(label, CheckRules(key, 0)),)] if count else []
    said = [texts.UNFINISHED] if unfinished else [texts.SAVED] if saved else []
    return Reply(
        (block(bold(texts.MENU)), *(block(line) for line in said), block(texts.MENU_TEXT)), tuple(rows)
    )


def _titled(book: Rulebook, rows: Iterable[Assessment], label: str) -> Iterable[tuple[Button, ...]]:
    """A button for each assessment whose rule is still there."""
    for row in rows:
        if row.rule in book.rules:
            day = row.updated_at.date()
            text = label.format(title=book.rules[row.rule].title, day=texts.DAY.format(day))
            yield (Button(text, UseCheck(row.id, "show")),)


def render_rules(subject: str, rules: Keyed, *, page: int, has_teams: bool = False) -> Reply | None:
    """A page of the rules of a subject, whole teams on top; None for a page that isn't there."""
    pages = -(-len(rules) // PAGE)
    if not 0 <= page < pages:
        return None
    shown = rules[page * PAGE : (page + 1) * PAGE]
    head = block(bold(texts.SUBJECTS[subject][0]))
    lines = "\n".join(f"· {rule.title}：{rule.question}" for _, rule in shown)
    turn = [
        *([Button(texts.PREVIOUS, CheckRules(subject, page - 1))] if page else []),
        *([Button(texts.NEXT, CheckRules(subject, page + 1))] if page + 1 < pages else []),
    ]
    teams = ((Button(BEGIN_BUTTON, TeamDocuments()),),) if has_teams else ()
    keyboard = (
        *teams,
        *_starts(shown),
        *((tuple(turn),) if turn else ()),
        (Button(texts.ALL_SUBJECTS, CheckSubjects()),),
    )
    return Reply((head, block(texts.RULES_TEXT.format(page=page + 1, pages=pages)), block(lines)), keyboard)


def render_found(rules: Keyed) -> Reply:
    """The rules that some words found."""
    lines = "\n".join(f"· {rule.title}：{rule.question}" for _, rule in rules)
    return Reply(
        (block(texts.FOUND), block(lines)), (*_starts(rules), (Button(texts.ALL_SUBJECTS, CheckSubjects()),))
    )


def _starts(rules: Keyed) -> Keyboard:
    return tuple((Button(rule.title, StartCheck(key, 0)),) for key, rule in rules)


def with_offers(reply: Reply, rules: Keyed, *, question: int) -> Reply:
    """A reply to a question with buttons that begin the checks which belong to it."""
    rows = tuple(
        (Button(texts.OFFER_BUTTON.format(title=rule.title), StartCheck(key, question)),)
        for key, rule in rules
    )
    return replace(reply, keyboard=(*reply.keyboard, *rows))


def render_shared_list(book: Rulebook, rows: Iterable[tuple[Assessment, str, str]]) -> Reply:
    """What people in the scope shared."""
    buttons = tuple(
        (
            Button(
                texts.SHARED_ROW_BUTTON.format(owner=owner, unit=unit, title=book.rules[row.rule].title),
                SharedCheck(row.id),
            ),
        )
        for row, owner, unit in rows
        if row.rule in book.rules
    )
    text = block(bold(texts.SHARED_TITLE)) if buttons else block(texts.SHARED_EMPTY)
    return Reply((text,), (*buttons, (Button(texts.ALL_SUBJECTS, CheckSubjects()),)))
