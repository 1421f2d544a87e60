"""Files of a step: kept by the messenger's number for them, within limits, and never opened."""

from sqlmodel import Session

from storage.cases.events import Action
from storage.cases.moves import claim_step
from storage.cases.moving import Claimed, happen, settle
from storage.cases.reading import list_attachments
from storage.cases.values import Actor, Hindrance, Moved, Outcome, Tap, Unmoved, Upload
from storage.tables import Attachment, AttachmentKind

# What the messenger lets a bot hand out again.
MOST_BYTES = 20 * 1024 * 1024
MOST_FILES = 60
FILE_NAME_LENGTH = 120
# Files of an office, by their endings; programs and archives are none.
MIMES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "wps": "application/vnd.ms-works",
    "et": "application/vnd.ms-excel",
    "ofd": "application/ofd",
    "txt": "text/plain",
}
TOO_BIG, EMPTY, WRONG_KIND = "too_big", "empty", "wrong_kind"


def fault_of(upload: Upload) -> str | None:
    """Why a file can't be kept, as one of the program's words; None for one that can."""
    if upload.size > MOST_BYTES:
        return TOO_BIG
    if upload.size <= 0:
        return EMPTY
    is_known = ending(upload.name) in MIMES
    return None if upload.kind is AttachmentKind.PHOTO or is_known else WRONG_KIND


def ending(name: str) -> str:
    """The ending of a file's name, which says what it is."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def add_attachment(session: Session, actor: Actor, *, tap: Tap, upload: Upload) -> Outcome:
    """Put a file to a step; `words` of a refusal is one of TOO_BIG, EMPTY and WRONG_KIND."""
    claimed = claim_step(session, actor, tap=tap)
    if isinstance(claimed, Unmoved):
        return claimed
    fault = fault_of(upload)
    if fault is not None:
        return claimed.unmoved(Hindrance.VALUE, words=fault)
    known = list_attachments(session, case_id=tap.case_id)
    if any((row.item, row.unique_id) == (tap.item, upload.unique_id) for row in known):
        return claimed.unmoved(Hindrance.UNCHANGED)
    if len(known) >= MOST_FILES:
        return claimed.unmoved(Hindrance.FULL)
    return _attach(session, actor, claimed, tap=tap, upload=upload)


def _attach(session: Session, actor: Actor, claimed: Claimed, *, tap: Tap, upload: Upload) -> Moved:
    """Write the event, and the messenger's number into the row that it makes: no event tells it."""
    details = {
        "unique_id": upload.unique_id,
        "kind": upload.kind.value,
        "name": file_name(upload.name),
        "mime": MIMES.get(ending(upload.name), "image/jpeg"),
        "size": upload.size,
    }
    happened = happen(actor, Action.ATTACHED, item=tap.item, details=details)
    moved = settle(session, actor, claimed, happened=happened)
    row = claimed.rows.files[tap.item, upload.unique_id]
    row.file_id = upload.file_id
    session.add(row)
    session.flush()
    return moved


def file_name(name: str) -> str:
    """The name of a file in one line, without folders; its ending stays."""
    plain = " ".join(name.replace("\\", "/").rpartition("/")[2].split())
    stem, dot, end = plain.rpartition(".")
    return plain if len(plain) <= FILE_NAME_LENGTH else f"{stem[: FILE_NAME_LENGTH - len(end) - 1]}{dot}{end}"


def delete_attachment(session: Session, actor: Actor, *, tap: Tap, attachment_id: int) -> Outcome:
    """Take a file off a step."""
    claimed = claim_step(session, actor, tap=tap)
    if isinstance(claimed, Unmoved):
        return claimed
    row = session.get(Attachment, attachment_id)
    if row is None or (row.case_id, row.item) != (tap.case_id, tap.item):
        return claimed.unmoved(Hindrance.NOBODY)
    claimed.rows.files[row.item, row.unique_id] = row
    details = {"unique_id": row.unique_id, "name": row.name}
    happened = happen(actor, Action.DETACHED, item=tap.item, details=details)
    return settle(session, actor, claimed, happened=happened)
