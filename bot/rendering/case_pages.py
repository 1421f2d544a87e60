"""Pages about a case: all steps, what else can be done, files, people, what a newer version changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cases.matter import Matter
from bot.payloads.cases import AskCase, CaseFile, CaseList, CasePage, CasePerson, ShowCase
from bot.rendering import case_page_texts as words
from bot.rendering import case_texts as texts
from bot.rendering.case_buttons import move
from bot.rendering.case_cards import head_block
from bot.rendering.paging import Page
from bot.rendering.personal import in_rows
from bot.rendering.reply import Button, Keyboard, Reply, block, bold
from knowledge.checklists.progress import Position
from knowledge.eligibility.truth import Truth
from storage.tables import Attachment, May

STEPS_A_PAGE = 10


@dataclass(frozen=True)
class Colleagues:
    """A page of colleagues to choose from for a purpose."""

    act: str
    step: int
    rows: Sequence[tuple[int, str, str]]
    words: str = ""


@dataclass(frozen=True)
class Ways:
    """How else than by name others get to a case: as staff of its unit, and by links that nobody used yet."""

    is_unit_shared: bool = False
    links: int = 0


def render_steps(matter: Matter, page: int) -> Reply | None:
    """Every step with its mark, by pages; pressing one shows it."""
    part = Page(page, len(matter.positions), STEPS_A_PAGE)
    if not part.exists:
        return None
    rows = tuple(
        (Button(_step_label(matter, at, position), ShowCase(matter.number, at)),)
        for at, position in enumerate(part.of(matter.positions), start=part.offset)
    )
    turns = part.turns(lambda number: CasePage(matter.number, "steps", number))
    back = (Button(texts.BACK_TO_NOW, ShowCase(matter.number)),)
    return Reply(
        (head_block(matter), block(bold(texts.ALL_STEPS), f"\n{texts.STEPS_LEGEND}")),
        (*rows, *turns, back),
    )


def _step_label(matter: Matter, at: int, position: Position) -> str:
    return texts.STEP_BUTTON.format(
        mark=_mark(matter, at, position), number=at + 1, title=position.item.title
    )


def _mark(matter: Matter, at: int, position: Position) -> str:
    if position.applies is not Truth.TRUE:
        return texts.STEP_MARKS["off" if position.applies is Truth.FALSE else "unknown"]
    if position.is_unsettled and at == matter.current:
        return texts.STEP_MARKS["now"]
    return texts.STEP_MARKS[position.state]


def render_more(matter: Matter, at: int) -> Reply:
    """Everything else that can be done with the case and the step."""
    number, buttons = matter.number, []
    if matter.can_work and not matter.is_archived:
        buttons += [
            Button(words.ASSIGN_BUTTON, CasePerson(number, matter.version, "assign", 0, at)),
            Button(words.EXPECT_BUTTON, AskCase(number, "expect", at)),
            Button(words.DONE_ON_BUTTON, AskCase(number, "done-on", at)),
        ]
        buttons += [Button(words.FACTS_BUTTON, CasePage(number, "facts"))] if matter.template.facts else []
        if matter.regions_beside():
            buttons.append(Button(words.REGION_MORE_BUTTON, AskCase(number, "region")))
    buttons.append(Button(words.HISTORY_BUTTON, CasePage(number, "history")))
    buttons.append(Button(words.EXPORT_BUTTON, CasePage(number, "export")))
    buttons += _owners(matter) if matter.is_owner else []
    if not matter.is_owner and matter.is_member:
        buttons.append(Button(words.LEAVE_BUTTON, move(matter, "leave", -1)))
    text = words.MORE_TEXT.format(title=matter.title)
    back = (Button(texts.BACK_TO_CASE, ShowCase(number, at)), Button(texts.BACK_TO_LIST, _LIST))
    return Reply((block(bold(text)),), (*in_rows(buttons, 2), back))


_LIST = CaseList(texts.OWN, 0)


def _owners(matter: Matter) -> list[Button]:
    """What only the owner may do."""
    number = matter.number
    if matter.is_archived:
        return [
            Button(words.UNARCHIVE_BUTTON, move(matter, "unarchive", -1)),
            Button(words.DELETE_BUTTON, AskCase(number, "delete")),
        ]
    return [
        Button(words.SHARE_BUTTON, CasePage(number, "people")),
        Button(words.RENAME_BUTTON, AskCase(number, "rename")),
        Button(words.ARCHIVE_BUTTON, move(matter, "archive", -1)),
        Button(words.DELETE_BUTTON, AskCase(number, "delete")),
    ]


def render_deletion(matter: Matter) -> Reply:
    """A question before it is gone."""
    sure = Button(words.DELETE_FOR_SURE, move(matter, "delete", -1))
    keep = Button(words.KEEP, ShowCase(matter.number))
    return Reply((block(words.CONFIRM_DELETE.format(title=matter.title)),), ((sure, keep),))


def render_files(matter: Matter, at: int, files: Sequence[Attachment], *before: str) -> Reply:
    """The files of a step; each can be sent back, or taken off; the next that are sent belong here."""
    item = matter.positions[at].item
    may = matter.may_work_on(item)
    lines = [words.FILE_LINE.format(name=file.name, size=size_words(file.size)) for file in files]
    rows: Keyboard = tuple(_file_row(matter, file, may=may) for file in files)
    head = words.FILES_HEAD.format(number=at + 1, title=item.title)
    told = [block(sentence) for sentence in before]
    blocks = (
        *told,
        block(bold(head), *(["\n" + "\n".join(lines)] if lines else [f"\n{words.NO_FILES}"])),
        *([block(words.SEND_FILES)] if may else []),
    )
    return Reply(blocks, (*rows, (Button(texts.BACK_TO_CASE, ShowCase(matter.number, at)),)))


def render_file_taken(matter: Matter, at: int, told: str) -> Reply:
    """What became of one file of an album."""
    files = matter.detail(matter.positions[at].item).files
    label = texts.FILES_COUNT_BUTTON.format(count=files)
    row = (
        Button(label, CasePage(matter.number, "files", at)),
        Button(texts.BACK_TO_CASE, ShowCase(matter.number, at)),
    )
    return Reply((block(told),), (row,))


def _file_row(matter: Matter, file: Attachment, *, may: bool) -> tuple[Button, ...]:
    send = Button(words.SEND_FILE_BUTTON.format(name=file.name), CaseFile(matter.number, file.id, "send"))
    off = Button(words.TAKE_OFF_BUTTON, CaseFile(matter.number, file.id, "off"))
    return (send, off) if may else (send,)


def size_words(size: int) -> str:
    """A size as people read it."""
    kilo = size / 1024
    return f"{kilo / 1024:.1f} MB" if kilo >= 1024 else f"{max(round(kilo), 1)} KB"  # noqa: PLR2004


def render_people(matter: Matter, members: Sequence[tuple[int, str, May]], ways: Ways, *before: str) -> Reply:
    """Whom the case is shared with, and how it is shared further."""
    number, version = matter.number, matter.version
    lines = [words.MEMBER_LINE.format(name=name, may=words.MAY_WORDS[may]) for _, name, may in members]
    rows = tuple(
        (
            Button(
                words.REMOVE_MEMBER_BUTTON.format(name=name), CasePerson(number, version, "remove", user_id)
            ),
        )
        for user_id, name, _ in members
    )
    told = [block(sentence) for sentence in before]
    text = "\n".join(lines) or words.NO_MEMBERS
    blocks = (
        *told,
        block(bold(words.PEOPLE.format(title=matter.title)), f"\n{text}"),
        block(words.PEOPLE_TEXT),
    )
    back = (Button(texts.BACK_TO_NOW, ShowCase(number)),)
    return Reply(blocks, (*rows, *_further(matter, ways), back))


def _further(matter: Matter, ways: Ways) -> Keyboard:
    """The ways to let others in, and to shut them again."""
    number, version = matter.number, matter.version
    unit = words.UNSHARE_UNIT_BUTTON if ways.is_unit_shared else words.SHARE_UNIT_BUTTON
    unused = Button(words.LINKS_BACK_BUTTON.format(count=ways.links), move(matter, "unlink", -1))
    return (
        (
            Button(words.SHARE_READ_BUTTON, CasePerson(number, version, "read", 0)),
            Button(words.SHARE_WORK_BUTTON, CasePerson(number, version, "work", 0)),
        ),
        (
            Button(words.LINK_READ_BUTTON, move(matter, "link-read", -1)),
            Button(words.LINK_WORK_BUTTON, move(matter, "link-work", -1)),
        ),
        *([(unused,)] if ways.links else []),
        (Button(words.HAND_OVER_BUTTON, CasePerson(number, version, "hand", 0)),),
        (Button(unit, move(matter, "unshare" if ways.is_unit_shared else "share", -1)),),
    )


def render_colleagues(matter: Matter, found: Colleagues, *before: str) -> Reply:
    """Colleagues to choose from; typing part of a name looks for more."""
    rows = tuple(
        (
            Button(
                words.COLLEAGUE_BUTTON.format(name=name, unit=unit) if unit else name,
                CasePerson(matter.number, matter.version, found.act, user_id, found.step),
            ),
        )
        for user_id, name, unit in found.rows
    )
    told = [block(sentence) for sentence in before]
    text = words.CHOOSE_COLLEAGUE[found.act]
    none = words.NO_COLLEAGUE_NAMED if found.words else words.NO_COLLEAGUES
    hint = words.COLLEAGUE_HINT if rows else none
    back = Button(texts.BACK_TO_CASE, ShowCase(matter.number, found.step))
    nobody = ((Button(words.UNASSIGN_BUTTON, _nobody(matter, found)),),) if found.act == "assign" else ()
    return Reply((*told, block(text), block(hint)), (*rows, *nobody, (back,)))


def _nobody(matter: Matter, found: Colleagues) -> CasePerson:
    return CasePerson(matter.number, matter.version, "assign", -1, found.step)


def render_hand_over(matter: Matter, user_id: int, name: str) -> Reply:
    """What handing over means, before it is done."""
    sure = CasePerson(matter.number, matter.version, "hand-sure", user_id)
    rows = (
        (Button(words.HAND_OVER_SURE, sure),),
        (Button(words.KEEP_MINE, ShowCase(matter.number)),),
    )
    return Reply((block(words.CONFIRM_HAND_OVER.format(title=matter.title, name=name)),), rows)


def render_link(matter: Matter, argument: str, *, until: str, may: May, username: str) -> Reply:
    """A one-time link, to be handed on."""
    link = words.LINK.format(
        title=matter.title, may=words.MAY[may], link=f"https://t.me/{username}?start={argument}"
    )
    blocks = (
        block(words.LINK_TEXT.format(until=until)),
        block(link),
        block(words.LINK_CODE.format(code=argument)),
    )
    return Reply(blocks, ((Button(texts.BACK_TO_NOW, ShowCase(matter.number)),),))
