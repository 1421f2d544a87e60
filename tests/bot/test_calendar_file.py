"""The calendar file, read back."""

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar

from bot.calendar_file import CalendarEntry, build_calendar_file

NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)


def make_entry(**changes):
    """A deadline for the file."""
    fields = {
        "number": 3,
        "created_at": NOW,
        "version": 2,
        "title": "试用期满；考核, 转正",
        "due_on": date(2027, 2, 28),
        "description": "谁：某人\n依据：甲；乙, 丙\\丁",
        "alarms": (30, 0),
        "hour": 9,
    }
    return CalendarEntry(**fields | changes)


def read(*entries):
    """The entries as a calendar program reads them."""
    content = build_calendar_file(entries, name="期限", now=NOW)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    return Calendar.from_ical(content).walk("VEVENT")


def test_a_whole_day_with_alarms():
    """Day, words with all their marks, and alarms at the hour survive the way there and back."""
    (event,) = read(make_entry())
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2027, 2, 28), date(2027, 3, 1))
    assert event["summary"] == "试用期满；考核, 转正"
    assert event["description"] == "谁：某人\n依据：甲；乙, 丙\\丁"
    assert (event["status"], event["sequence"], event["transp"]) == ("CONFIRMED", 2, "TRANSPARENT")
    triggers = [alarm.decoded("trigger") for alarm in event.walk("VALARM")]
    assert triggers == [timedelta(hours=9) - timedelta(days=30), timedelta(hours=9)]


def test_the_same_number_names_the_same_entry():
    """The identifier stays when everything else changes, and differs for another row or another database."""
    first, changed, other, elsewhere = (
        make_entry(),
        make_entry(version=9, due_on=date(2028, 1, 1), title="别的"),
        make_entry(number=4),
        make_entry(created_at=NOW + timedelta(seconds=1)),
    )
    assert first.uid == changed.uid
    assert len({first.uid, other.uid, elsewhere.uid}) == 3


def test_what_is_withdrawn():
    """It is canceled and rings no more."""
    (event,) = read(make_entry(is_canceled=True))
    assert event["status"] == "CANCELLED"
    assert event.walk("VALARM") == []


def test_an_empty_file_is_a_calendar():
    """Nothing to tell is no fault."""
    assert read() == []
