"""Files of a step: the list, what the chat waits for, and one that was sent."""

from telegram import Message

from bot.cases.matter import Matter
from bot.cases.turning import FILES, Turn, present
from bot.rendering import case_page_texts as words
from bot.rendering.case_pages import render_file_taken, render_files, size_words
from bot.rendering.reply import Reply
from knowledge.text.masking import mask_personal
from storage.cases.attachments import EMPTY, MOST_BYTES, MOST_FILES, TOO_BIG, WRONG_KIND, add_attachment
from storage.cases.moves import mark_note
from storage.cases.reading import list_attachments
from storage.cases.values import WORDS_LENGTH, Hindrance, Moved, Outcome, Tap, Upload
from storage.tables import AttachmentKind

PHOTO_SUFFIX = ".jpg"


def show_files(turn: Turn, matter: Matter, step: int, told: str = "") -> Reply | None:
    """The files of a step; the chat takes further ones from now on."""
    position = matter.at(step)
    if position is None:
        return None
    if matter.may_work_on(position.item):
        turn.expect(FILES, matter, step=step)
    files = list_attachments(turn.session, case_id=matter.number, item=position.item.id)
    return render_files(matter, step, files, *([told] if told else []))


def read_upload(message: Message, number: int) -> Upload | None:
    """The photo in its largest size, or the document; None for anything else."""
    if message.photo:
        photo = message.photo[-1]
        name = words.PHOTO_NAME.format(number=number) + PHOTO_SUFFIX
        return Upload(
            photo.file_id,
            photo.file_unique_id,
            AttachmentKind.PHOTO,
            name,
            "image/jpeg",
            photo.file_size or 1,
        )
    if message.document:
        file = message.document
        size = file.file_size or 0
        name = file.file_name or words.FILE_NAME
        return Upload(
            file.file_id, file.file_unique_id, AttachmentKind.DOCUMENT, name, file.mime_type or "", size
        )
    return None


def take_upload(turn: Turn, matter: Matter, step: int, message: Message) -> Reply:
    """Keep what was sent, with its caption as a note; of an album each part is acknowledged in a line."""
    position = matter.at(step)
    number = len(list_attachments(turn.session, case_id=matter.number)) + 1
    upload = read_upload(message, number)
    if position is None or upload is None:
        return present(turn, matter, step=step)
    tap = Tap(matter.number, matter.version, position.item.id)
    outcome = add_attachment(turn.session, turn.actor, tap=tap, upload=upload)
    if isinstance(outcome, Moved):
        outcome = _with_caption(turn, matter, outcome, message.caption or "")
    told = told_upload(outcome, mask_personal(upload.name))
    after = turn.read(outcome.view) if outcome.view else matter
    if message.media_group_id:
        turn.expect(FILES, after, step=step)
        return render_file_taken(after, step, told)
    return show_files(turn, after, step, told) or present(turn, after, step=step)


def _with_caption(turn: Turn, matter: Matter, moved: Moved, caption: str) -> Moved:
    """The case with the caption added to the step's note."""
    item = str(moved.event.item)
    kept = moved.view.step(item)
    note = "；".join(part for part in (kept.note if kept else None, mask_personal(caption.strip())) if part)
    tap = Tap(matter.number, moved.view.case.version, item)
    made = (
        mark_note(turn.session, turn.actor, tap=tap, note=note[:WORDS_LENGTH]) if caption.strip() else moved
    )
    return made if isinstance(made, Moved) else moved


def told_upload(outcome: Outcome, name: str) -> str:
    """What became of a file."""
    if isinstance(outcome, Moved):
        return words.FILE_ADDED.format(name=name)
    if outcome.why is Hindrance.UNCHANGED:
        return words.FILE_TWICE.format(name=name)
    reasons = {
        TOO_BIG: words.FILE_TOO_BIG.format(limit=size_words(MOST_BYTES)),
        EMPTY: words.FILE_EMPTY,
        WRONG_KIND: words.FILE_WRONG_KIND,
    }
    full = words.FILE_FULL.format(limit=MOST_FILES)
    reason = reasons.get(outcome.words, full if outcome.why is Hindrance.FULL else words.FILE_FORBIDDEN)
    return words.FILE_REFUSED.format(name=name, reason=reason)
