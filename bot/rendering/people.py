"""Replies to staff: lists and cards of persons and units, and the forms to fill in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.payloads.deadlines import DeadlineSubjects
from bot.payloads.people import (
    ActOnPerson,
    ActOnUnit,
    AddPerson,
    EditPerson,
    Invite,
    PeoplePage,
    SetPerson,
    ShowPerson,
    UnitPage,
)
from bot.payloads.personal import Cancel
from bot.rendering import people_texts as texts
from bot.rendering import personal_texts
from bot.rendering.deadline_texts import FOR_PERSON_BUTTON
from bot.rendering.paging import Page
from bot.rendering.personal import NONE_CHOSEN, in_rows, record_lines
from bot.rendering.reply import Button, Reply, block, bold, italic
from storage.tables import DateKind, Person, Unit

DATES = "dates"


@dataclass(frozen=True)
class PersonCard:
    """A person's record as staff see it."""

    person: Person
    unit: str
    dates: Mapping[DateKind, date]
    has_account: bool


def render_people(
    persons: Sequence[tuple[Person, str]], page: Page, *, only_unit: int | None = None
) -> Reply:
    """A page of the persons in one's units; where there is one unit only, nobody is asked to which to add."""
    heading = texts.PEOPLE.format(count=page.count) if page.count else texts.NO_PEOPLE
    rows = tuple(
        (Button(texts.PERSON_BUTTON.format(name=person.name, unit=unit), ShowPerson(person.id)),)
        for person, unit in persons
    )
    turns = page.turns(PeoplePage)
    add = Button(texts.ADD_PERSON, AddPerson(only_unit) if only_unit else UnitPage("person", 0))
    return Reply((block(bold(heading)),), (*rows, *turns, (add,)))


def render_person(card: PersonCard, *before: str) -> Reply:
    """A person's record, with what can be done to it."""
    person = card.person
    account = texts.HAS_ACCOUNT if card.has_account else texts.HAS_NO_ACCOUNT
    lines = [*record_lines(person, card.unit, card.dates), f"{texts.ACCOUNT}：{account}"]
    edits = [
        Button(texts.EDIT.format(field=label), EditPerson(person.id, field))
        for field, label in texts.FIELDS.items()
    ]
    acts = [Button(texts.INVITE_PERSON, ActOnPerson(person.id, "invite"))]
    acts += [Button(texts.UNLINK, ActOnPerson(person.id, "unlink"))] if card.has_account else []
    acts += [Button(FOR_PERSON_BUTTON, DeadlineSubjects(person.id))]
    acts += [Button(texts.DELETE, ActOnPerson(person.id, "delete"))]
    keyboard = (
        *in_rows([*edits, Button(texts.DATES, EditPerson(person.id, DATES))], 2),
        *in_rows(acts, 2),
        (Button(texts.BACK, PeoplePage(0)),),
    )
    told = [block(italic(sentence)) for sentence in before]
    return Reply((*told, block(bold(person.name), "\n", "\n".join(lines))), keyboard)


def render_person_choice(person: Person, field: str) -> Reply:
    """The choices for a level or an appointment."""
    labels = personal_texts.CHOICES[field].values()
    buttons = [Button(label, SetPerson(person.id, field, number)) for number, label in enumerate(labels)]
    clear = Button(personal_texts.CLEAR, SetPerson(person.id, field, NONE_CHOSEN))
    prompt = personal_texts.CHOOSE_FIELD.format(field=texts.FIELDS[field])
    return Reply((block(prompt),), (*in_rows(buttons, 2), (clear, Button(texts.BACK, ShowPerson(person.id)))))


def render_date_choice(person: Person) -> Reply:
    """Which of a person's dates."""
    buttons = [Button(texts.DATE_KINDS[kind], EditPerson(person.id, kind)) for kind in DateKind]
    back = (Button(texts.BACK, ShowPerson(person.id)),)
    return Reply((block(texts.CHOOSE_DATE.format(name=person.name)),), (*in_rows(buttons, 2), back))


def render_form(text: str) -> Reply:
    """A request to type something, which can be left."""
    return Reply((block(text),), ((Button(personal_texts.CANCEL, Cancel()),),))


def render_person_deletion(person: Person) -> Reply:
    """What deleting a record means, before it is done."""
    buttons = (
        Button(texts.CONFIRM, ActOnPerson(person.id, "confirm")),
        Button(texts.BACK, ShowPerson(person.id)),
    )
    return Reply((block(bold(texts.CONFIRM_DELETE.format(name=person.name))),), (buttons,))


def render_units(units: Sequence[Unit], page: Page, *, purpose: str, can_add_top: bool = False) -> Reply:
    """A page of one's units, to choose one for a purpose."""
    heading = texts.CHOOSE_UNIT[purpose]
    if not page.count:
        heading = texts.UNITS_EMPTY if can_add_top else texts.NO_UNIT
    rows = tuple((Button(_indented(unit), _for_purpose(unit, purpose)),) for unit in units)
    top = ((Button(texts.ADD_TOP_UNIT, ActOnUnit(0, "add")),),) if can_add_top and purpose == "manage" else ()
    turns = page.turns(lambda number: UnitPage(purpose, number))
    back = ((Button(texts.BACK, PeoplePage(0)),),) if purpose == "person" else ()
    return Reply((block(bold(heading)),), (*rows, *turns, *top, *back))


def _indented(unit: Unit) -> str:
    """A unit's name, moved in by its depth."""
    return "　" * (unit.path.count("/") - 2) + unit.name


def _for_purpose(unit: Unit, purpose: str) -> AddPerson | Invite | ActOnUnit:
    """What choosing a unit means."""
    if purpose == "person":
        return AddPerson(unit.id)
    return ActOnUnit(unit.id, "show") if purpose == "manage" else Invite(purpose, unit.id)


def render_unit(unit: Unit, path: str, *, people: int, before: str = "") -> Reply:
    """A unit with what can be done to it."""
    told = (block(italic(before)),) if before else ()
    acts = (
        (
            Button(texts.ADD_UNIT, ActOnUnit(unit.id, "add")),
            Button(texts.RENAME_UNIT, ActOnUnit(unit.id, "rename")),
        ),
        (Button(texts.ADD_PERSON, AddPerson(unit.id)),),
        (Button(texts.ALL_UNITS, UnitPage("manage", 0)),),
    )
    return Reply((*told, block(texts.UNIT_CARD.format(path=path, people=people))), acts)
