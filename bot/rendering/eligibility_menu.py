"""The menu of checks: subjects, their rules by pages, what was found, and offers below answers."""

from collections.abc import Iterable, Sequence

from bot.payloads.checks import CheckRules, CheckSearch, CheckSubjects, SharedCheck, StartCheck, UseCheck
from bot.payloads.structure import TeamDocuments
from bot.rendering import eligibility_texts as texts
from bot.rendering import searching
from bot.rendering.offers import Offer
from bot.rendering.paging import Page
from bot.rendering.reply import Button, Keyboard, Reply, block, bold
from bot.rendering.structure_texts import BEGIN_BUTTON
from knowledge.eligibility.durations import show_date
from knowledge.eligibility.rulebook import Rulebook
from knowledge.eligibility.rules import EligibilityRule
from storage.tables import Assessment

OTHER = "other"
Keyed = Sequence[tuple[str, EligibilityRule]]
_ALL = Button(texts.ALL_SUBJECTS, CheckSubjects())


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
        searching.search_row(CheckSearch()),
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
            text = label.format(title=book.rules[row.rule].title, day=show_date(day))
            yield (Button(text, UseCheck(row.id, "show")),)


def render_rules(subject: str, rules: Keyed, *, page: int, has_teams: bool = False) -> Reply | None:
    """A page of the rules of a subject, whole teams on top; None for a page that isn't there."""
    part = Page(page, len(rules))
    if not rules or not part.exists:
        return None
    shown = part.of(rules)
    head = block(bold(texts.SUBJECTS[subject][0]))
    lines = "\n".join(_line(rule) for _, rule in shown)
    teams = ((Button(BEGIN_BUTTON, TeamDocuments()),),) if has_teams else ()
    keyboard = (
        *teams,
        *_starts(shown),
        *part.turns(lambda number: CheckRules(subject, number)),
        (_ALL,),
    )
    return Reply(
        (head, block(texts.RULES_TEXT.format(page=page + 1, pages=part.pages)), block(lines)), keyboard
    )


def _line(rule: EligibilityRule) -> str:
    """A rule with its question, where that says more than the title."""
    is_same = rule.question.startswith(rule.title)
    return (
        texts.RULE_TITLE.format(title=rule.title)
        if is_same
        else texts.RULE_LINE.format(title=rule.title, question=rule.question)
    )


def render_search() -> Reply:
    """Ask for the words to search by."""
    return searching.render_ask(texts.SEARCH_EXAMPLES, _ALL)


def render_found(fitting: Keyed, near: Keyed) -> Reply:
    """The rules that some words found, else those that come near."""
    rules = fitting[: searching.MOST] or near[: searching.MOST_NEAR]
    last = (*searching.search_row(CheckSearch(), again=True), _ALL)
    if not rules:
        return Reply((block(searching.NONE.format(what=texts.WHAT)),), (last,))
    head = block(texts.FOUND if fitting else searching.NEAR.format(what=texts.WHAT))
    lines = block("\n".join(_line(rule) for _, rule in rules))
    more = searching.more_words(len(fitting))
    return Reply((head, lines, *([block(more)] if more else [])), (*_starts(rules), last))


def _starts(rules: Keyed) -> Keyboard:
    return tuple((Button(rule.title, StartCheck(key, 0)),) for key, rule in rules)


def check_offer(key: str, rule: EligibilityRule, *, question: int) -> Offer:
    """The offer, below the reply to a question, to begin a check that belongs to it."""
    label = texts.OFFER_BUTTON.format(title=rule.title)
    return Offer(label, texts.OFFER_KIND, StartCheck(key, question))


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
    return Reply((text,), (*buttons, (_ALL,)))
