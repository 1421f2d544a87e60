"""Replies about oneself: the notice, profile, preferences, one's data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.payloads.personal import Agree, Cancel, EditProfile, EditSetting, MyData, SetProfile, SetSetting
from bot.rendering import access, people_texts
from bot.rendering import personal_texts as texts
from bot.rendering.reply import Block, Button, Keyboard, Reply, block, bold, italic
from storage.tables import DateKind, Person, Preferences, Script, User

NONE_CHOSEN = -1
ALL = "all"
HOURS = tuple(range(7, 21))
QUIET = ((21, 8), (22, 7), (20, 9), (0, 0))
SCRIPTS = (Script.SIMPLIFIED, Script.TRADITIONAL)
A_ROW = 4


@dataclass(frozen=True)
class Profile:
    """What is shown of oneself: what one said, and the record that staff keep.

    `has_documents` says whether the content has any of the region.
    """

    user: User
    role: str
    has_agreed: bool
    record: tuple[Person, str, Mapping[DateKind, date]] | None = None
    has_documents: bool = True


def render_notice() -> Reply:
    """What is kept, who sees it, what not to send: three sentences."""
    return Reply((block(italic(texts.NOTICE)),))


def render_profile(profile: Profile) -> Reply:
    """What one said of oneself, whether it may be used, and what the unit keeps."""
    lines = [texts.ME_ROLE.format(role=access.ROLES[profile.role])]
    for field, label in texts.FIELDS.items():
        value = getattr(profile.user, field)
        lines.append(f"{label}：{texts.CHOICES.get(field, {}).get(value, value) or texts.ME_EMPTY}")
    agreed = texts.ME_AGREED if profile.has_agreed else texts.ME_NOT_AGREED
    if not profile.has_documents:
        agreed += "\n" + texts.ME_OTHER_REGION.format(region=profile.user.region)
    blocks = (block(bold(texts.ME), "\n", "\n".join(lines)), block(italic(agreed)), *_record(profile))
    edits = [
        Button(people_texts.EDIT.format(field=label), EditProfile(field))
        for field, label in texts.FIELDS.items()
    ]
    agree = Button(texts.DISAGREE if profile.has_agreed else texts.AGREE, Agree(int(not profile.has_agreed)))
    return Reply(blocks, (*in_rows(edits, 2), (agree,)))


def _record(profile: Profile) -> tuple[Block, ...]:
    """The record that staff keep, to its own person."""
    if profile.record is None:
        return ()
    person, unit, dates = profile.record
    lines = record_lines(person, unit, dates)
    return (block(bold(texts.ME_RECORD), "\n", "\n".join(lines)), block(italic(texts.ME_RECORD_NOTE)))


def record_lines(person: Person, unit: str, dates: Mapping[DateKind, date]) -> list[str]:
    """A person's record, one line a field."""
    lines = [f"{people_texts.UNIT}：{unit}"]
    for field, label in people_texts.FIELDS.items():
        value = getattr(person, field)
        lines.append(f"{label}：{texts.CHOICES.get(field, {}).get(value, value) or people_texts.EMPTY}")
    return [*lines, *(f"{people_texts.DATE_KINDS[kind]}：{on}" for kind, on in dates.items())]


def render_field(field: str, options: Iterable[str]) -> Reply:
    """The choices for a field of the profile; some may be typed instead."""
    prompts = {"region": texts.TYPE_REGION, "workplace": texts.TYPE_WORKPLACE}
    prompt = prompts.get(field) or texts.CHOOSE_FIELD.format(field=texts.FIELDS[field])
    buttons = [Button(label, SetProfile(field, number)) for number, label in enumerate(options)]
    last = (Button(texts.CLEAR, SetProfile(field, NONE_CHOSEN)), Button(texts.CANCEL, Cancel()))
    return Reply((block(prompt),), (*in_rows(buttons, 2), last))


def render_settings(preferences: Preferences) -> Reply:
    """The preferences, and a button for each."""
    start, end = preferences.quiet_from, preferences.quiet_until
    quiet = texts.QUIET.format(start=start, end=end) if start != end else texts.NOT_QUIET
    lines = (
        texts.SEND_HOUR.format(hour=preferences.send_hour),
        quiet,
        texts.SCRIPT.format(script=texts.SCRIPTS[preferences.script]),
        texts.DIGEST.format(state=texts.DIGEST_STATES[preferences.has_digest]),
    )
    buttons = [Button(label, EditSetting(name)) for name, label in texts.SETTING_BUTTONS.items()]
    return Reply((block(bold(texts.SETTINGS), "\n", "\n".join(lines)),), in_rows(buttons, 2))


def setting_choices(name: str) -> list[str]:
    """The labels of a preference's choices, in the order of their positions."""
    if name == "send_hour":
        return [texts.HOUR.format(hour=hour) for hour in HOURS]
    if name == "quiet":
        return [texts.QUIET_CHOICE.format(start=a, end=b) if a != b else texts.NO_QUIET for a, b in QUIET]
    if name == "script":
        return [texts.SCRIPTS[script] for script in SCRIPTS]
    return [texts.DIGEST_STATES[False], texts.DIGEST_STATES[True]]


def render_setting(name: str, chosen: int | None = None) -> Reply:
    """The choices of a preference, with the present one marked."""
    buttons = [
        Button(texts.CHOSEN.format(label=label) if number == chosen else label, SetSetting(name, number))
        for number, label in enumerate(setting_choices(name))
    ]
    back = (Button(texts.BACK_TO_SETTINGS, EditSetting(ALL)),)
    rows = in_rows(buttons, A_ROW if name == "send_hour" else 2)
    return Reply((block(texts.CHOOSE_SETTING[name]),), (*rows, back))


def render_mydata(*, is_linked: bool) -> Reply:
    """What can be done with everything that is kept."""
    buttons = [(Button(texts.EXPORT, MyData("export")),)]
    buttons += [(Button(texts.UNLINK, MyData("unlink")),)] if is_linked else []
    unlink = texts.UNLINK_HOW if is_linked else ""
    return Reply(
        (block(texts.MYDATA.format(unlink=unlink)),), (*buttons, (Button(texts.DELETE, MyData("delete")),))
    )


def render_deletion() -> Reply:
    """What deletion means, before it is done."""
    buttons = (Button(texts.CONFIRM, MyData("confirm")), Button(texts.KEEP, MyData("keep")))
    return Reply((block(bold(texts.CONFIRM_DELETE)),), (buttons,))


def in_rows(buttons: list[Button], width: int) -> Keyboard:
    """Buttons in rows of a width."""
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))
