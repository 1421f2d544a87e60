"""The menu of checklists: one's cases, subjects, what was found, the preview of one, and offers below replies."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cases.finding import template_key
from bot.payloads.cases import (
    BeginCase,
    CaseList,
    CaseSearch,
    ChecklistSubjects,
    ChecklistTitles,
    ShowCase,
    StartChecklist,
)
from bot.rendering import case_texts as texts
from bot.rendering import searching
from bot.rendering.checklist_words import SENTENCES
from bot.rendering.citations import title as document_title
from bot.rendering.offers import Offer
from bot.rendering.paging import Page
from bot.rendering.reply import Block, Button, Keyboard, Reply, block, bold, italic
from knowledge.checklists.book import ChecklistBook
from knowledge.checklists.progress import Progress, State
from knowledge.checklists.templates import ChecklistTemplate, TemplateItem

OTHER = "other"
Templates = Sequence[ChecklistTemplate]


@dataclass(frozen=True)
class Listed:
    """A case in a list."""

    number: int
    title: str
    progress: Progress
    following: TemplateItem | None
    state: State
    days: int
    owner: str = ""


@dataclass(frozen=True)
class CaseListing:
    """A page of a list of cases, with how many there are in all and in the other lists."""

    which: str
    rows: Sequence[Listed]
    page: Page
    counts: dict[str, int]


def subject_of(template: ChecklistTemplate) -> str:
    """The subject that a checklist belongs to."""
    begin = template.id.partition(".")[0]
    return next((key for key, (_, begins) in texts.SUBJECTS.items() if begin in begins), OTHER)


def render_cases(listing: CaseListing) -> Reply:
    """One's cases with where each stands, the other lists, and a way to begin."""
    page, which = listing.page, listing.which
    intro = (
        block(texts.MENU_TEXT)
        if which == texts.OWN and not page.number
        else block(texts.LIST_PAGE.format(page=page.number + 1, pages=page.pages))
    )
    lines = "\n".join(_case_line(row) for row in listing.rows)
    heading = texts.LISTS[which] if lines else texts.EMPTY_LIST[which]
    rows = tuple((Button(_case_label(row), ShowCase(row.number)),) for row in listing.rows)
    blocks = (block(bold(texts.MENU)), intro, block(bold(heading), f"\n{lines}" if lines else ""))
    turns = page.turns(lambda number: CaseList(which, number))
    return Reply(blocks, (*rows, *turns, *_lists(listing), (_NEW, *searching.search_row(CaseSearch()))))


_NEW = Button(texts.NEW_BUTTON, ChecklistSubjects())


def _mark(row: Listed) -> str:
    if row.progress.ended_by:
        return texts.MARKS["ended"]
    if row.progress.is_finished:
        return texts.MARKS["done"]
    return texts.MARKS["waiting" if row.state is State.WAITING else "open"]


def _case_label(row: Listed) -> str:
    return texts.CASE_BUTTON.format(
        mark=_mark(row), title=row.title, done=row.progress.done, total=row.progress.total
    )


def _case_line(row: Listed) -> str:
    age = texts.AGE.format(days=row.days) if row.days else texts.TODAY_AGE
    owner = texts.OWNED_BY.format(owner=row.owner) if row.owner else ""
    return texts.CASE_LINE.format(
        mark=_mark(row),
        title=row.title,
        done=row.progress.done,
        total=row.progress.total,
        next=_next(row),
        age=age + owner,
    )


def _next(row: Listed) -> str:
    """What comes next, in words."""
    if row.progress.ended_by:
        return texts.ENDED_NEXT.format(title=row.progress.ended_by.title)
    if row.following:
        return texts.NEXT_IS.format(title=row.following.title)
    if row.progress.undecided:
        return texts.UNDECIDED_NEXT.format(count=row.progress.undecided)
    return texts.NOTHING_NEXT


def _lists(listing: CaseListing) -> Keyboard:
    """The other lists, where they hold something."""
    buttons = [
        Button(label.format(count=listing.counts[which]), CaseList(which, 0))
        for which, label in texts.LIST_BUTTONS.items()
        if which != listing.which and (listing.counts.get(which) or which == texts.OWN)
    ]
    return (tuple(buttons),) if buttons else ()


def render_subjects(book: ChecklistBook) -> Reply:
    """The subjects with how many checklists each has."""
    counts = dict.fromkeys(texts.SUBJECTS, 0)
    for template in book.templates.values():
        counts[subject_of(template)] += 1
    rows = tuple(
        (
            Button(
                texts.SUBJECT_BUTTON.format(subject=texts.SUBJECTS[key][0], count=count),
                ChecklistTitles(key, 0),
            ),
        )
        for key, count in counts.items()
        if count
    )
    return Reply((block(texts.SUBJECT_TEXT),), (searching.search_row(CaseSearch()), *rows, (_BACK,)))


_BACK = Button(texts.BACK_TO_LIST, CaseList(texts.OWN, 0))


def render_titles(subject: str, templates: Templates, *, page: int) -> Reply | None:
    """A page of the checklists of a subject; None for a page that isn't there."""
    part = Page(page, len(templates))
    if not templates or not part.exists:
        return None
    shown = part.of(templates)
    head = block(bold(texts.SUBJECTS[subject][0]))
    paging = block(texts.TITLES_TEXT.format(page=page + 1, pages=part.pages))
    keyboard = (*_starts(shown), *part.turns(lambda number: ChecklistTitles(subject, number)), (_ALL,))
    return Reply((head, paging, _title_lines(shown)), keyboard)


_ALL = Button(texts.ALL_SUBJECTS, ChecklistSubjects())


def _title_lines(templates: Templates) -> Block:
    lines = (
        texts.TITLE_LINE.format(title=one.title, steps=len(one.items), about=one.about) for one in templates
    )
    return block("\n".join(lines))


def _starts(templates: Templates) -> Keyboard:
    return tuple((Button(one.title, StartChecklist(template_key(one))),) for one in templates)


def render_search() -> Reply:
    """Ask for the words to search by."""
    return searching.render_ask(texts.SEARCH_EXAMPLES, _BACK)


def render_found(templates: Templates, cases: Sequence[Listed]) -> Reply:
    """The cases and checklists that some words found."""
    own = (block(bold(texts.FOUND_CASES), "\n", "\n".join(_case_line(row) for row in cases)),)
    new = (block(bold(texts.FOUND)), _title_lines(templates))
    shown = (*(own if cases else ()), *(new if templates else ()))
    buttons = tuple((Button(_case_label(row), ShowCase(row.number)),) for row in cases)
    none = block(searching.NONE.format(what=texts.WHAT))
    last = (searching.search_row(CaseSearch(), again=True), (_ALL, _BACK))
    return Reply(shown or (none,), (*buttons, *_starts(templates), *last))


def render_preview(book: ChecklistBook, template: ChecklistTemplate, *, name: str, start: BeginCase) -> Reply:
    """What a checklist is about, its steps, where it holds, and the question for a name."""
    documents = [book.documents[one] for one in template.documents]
    scope = SENTENCES.join(
        texts.SCOPE_ITEM.format(short=one.short, region=one.region, standing=one.standing)
        for one in documents
    )
    lines = [template.about, texts.SCOPE.format(scope=scope)]
    lines.append(texts.PREVIEW.format(steps=len(template.items), order=texts.ORDERS[template.order]))
    lines += [texts.NOTES.format(notes=note) for note in template.notes]
    steps = [texts.PREVIEW_STEP.format(number=n, title=one.title) for n, one in enumerate(template.items, 1)]
    caveats = "\n".join(texts.CAVEAT.format(caveat=one.caveat) for one in documents)
    blocks = (
        block(bold(f"📋 {template.title}"), "\n", "\n".join(lines)),
        block(bold(texts.PREVIEW_STEPS), "\n", "\n".join(steps)),
        block("\n".join(document_title(one) for one in documents)),
        block(italic(caveats)),
        block(texts.PREVIEW_ASK),
    )
    return Reply(blocks, ((Button(texts.BEGIN_BUTTON.format(name=name), start),), (_ALL, _BACK)))


def checklist_offer(template: ChecklistTemplate) -> Offer:
    """The offer, below the reply to a question, to begin a checklist that belongs to it."""
    label = texts.OFFER_BUTTON.format(title=template.title)
    return Offer(label, texts.OFFER_KIND, StartChecklist(template_key(template)))
