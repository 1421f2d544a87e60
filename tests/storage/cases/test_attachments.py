"""Files of a step, on SQLite and PostgreSQL: what is kept of them, and what is not taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.cases import attachments
from storage.cases.attachments import (
    FILE_NAME_LENGTH,
    MOST_BYTES,
    add_attachment,
    delete_attachment,
    ending,
    fault_of,
    file_name,
)
from storage.cases.reading import get_attachment, list_attachments
from storage.cases.values import Hindrance
from storage.tables import AttachmentKind
from tests.storage.cases.samples import begin, made, tap_on, upload


def test_a_file_is_kept_by_the_messengers_number(database, cast, begun):
    """With its name and size; the event does not hold the number that opens it."""
    with database.write() as session:
        outcome = add_attachment(
            session, cast.owner, tap=tap_on(begun, "end"), upload=upload("C:\\x\\名 册.PDF")
        )
        view = made(outcome)
        assert outcome.event.details == {
            "unique_id": "U1",
            "kind": "document",
            "name": "名 册.PDF",
            "mime": "application/pdf",
            "size": 1000,
        }
        (row,) = list_attachments(session, case_id=view.case.id)
        assert (row.file_id, row.item, row.added_by) == ("FILE", "end", cast.owner.user_id)
        assert list_attachments(session, case_id=view.case.id, item="count") == []
        assert get_attachment(session, case_id=view.case.id, attachment_id=row.id) == row
        assert get_attachment(session, case_id=999, attachment_id=row.id) is None
        again = add_attachment(session, cast.owner, tap=tap_on(view, "end"), upload=upload())
        assert again.why is Hindrance.UNCHANGED
        assert made(add_attachment(session, cast.owner, tap=tap_on(view, "count"), upload=upload()))


def test_a_file_is_taken_off(database, cast, begun):
    """Off the step that it belongs to, in the case that it belongs to."""
    with database.write() as session:
        view = made(add_attachment(session, cast.owner, tap=tap_on(begun, "end"), upload=upload()))
        (row,) = list_attachments(session, case_id=view.case.id)
        for item, number in (("count", row.id), ("end", 999)):
            other = delete_attachment(session, cast.owner, tap=tap_on(view, item), attachment_id=number)
            assert other.why is Hindrance.NOBODY
        foreign = begin(session, cast.owner)
        other = delete_attachment(session, cast.owner, tap=tap_on(foreign, "end"), attachment_id=row.id)
        assert other.why is Hindrance.NOBODY
        hidden = delete_attachment(session, cast.stranger, tap=tap_on(view, "end"), attachment_id=row.id)
        assert hidden.why is Hindrance.GONE
        made(delete_attachment(session, cast.owner, tap=tap_on(view, "end"), attachment_id=row.id))
        assert list_attachments(session, case_id=view.case.id) == []


def test_no_more_files_than_fit(database, cast, begun, monkeypatch):
    """A case is no archive; what is no file of an office is refused with its reason."""
    monkeypatch.setattr(attachments, "MOST_FILES", 1)
    with database.write() as session:
        wrong = add_attachment(session, cast.owner, tap=tap_on(begun, "end"), upload=upload("x.exe"))
        assert (wrong.why, wrong.words) == (Hindrance.VALUE, "wrong_kind")
        hidden = add_attachment(session, cast.stranger, tap=tap_on(begun, "end"), upload=upload())
        assert hidden.why is Hindrance.GONE
        view = made(add_attachment(session, cast.owner, tap=tap_on(begun, "end"), upload=upload()))
        other = upload(unique_id="U2")
        full = add_attachment(session, cast.owner, tap=tap_on(view, "end"), upload=other)
        assert full.why is Hindrance.FULL


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        (upload(size=MOST_BYTES), None),
        (upload(size=MOST_BYTES + 1), "too_big"),
        (upload(size=0), "empty"),
        (upload("册.DOCX"), None),
        (upload("册.docx.exe"), "wrong_kind"),
        (upload("册"), "wrong_kind"),
        (upload("册.zip"), "wrong_kind"),
        (upload("", kind=AttachmentKind.PHOTO), None),
    ],
)
def test_what_is_wrong_with_a_file(file, fault):
    """Too big, empty, or no file of an office; a photo has no name."""
    assert fault_of(file) == fault


@given(st.text(max_size=300))
def test_names_of_files_are_one_short_line(name):
    """Whatever somebody calls a file, its ending stays and no folder does."""
    shown = file_name(f"{name}.pdf")
    assert len(shown) <= FILE_NAME_LENGTH
    assert ending(shown) == "pdf"
    assert "/" not in shown
    assert "\n" not in shown
