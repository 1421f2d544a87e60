"""Beginning a structure check: documents, kinds of teams, what a roster needs, and what was wrong with one."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.payloads.checks import CheckRules
from bot.payloads.personal import Cancel
from bot.payloads.structure import TeamDocuments, TeamKinds, TeamStep, UseTeam
from bot.rendering import structure_texts as texts
from bot.rendering.citations import traits
from bot.rendering.reply import Block, Button, Keyboard, Reply, block, bold, italic
from bot.structure.survey import Survey
from knowledge.eligibility.rulebook import Rulebook
from knowledge.rosters.columns import OPTIONAL
from knowledge.rosters.counting import Group, ages_of_heads
from knowledge.rosters.reading import Problem, Rejected, Roster
from knowledge.rosters.teams import Team, columns_of, facts_of, rules_of
from knowledge.sources import Document

MOST_PROBLEMS = 15
MOST_ROWS = 8
SUBJECT = "team"
VAGUE_HEADS = frozenset({"heads_around_30", "heads_around_35"})


def render_documents(documents: Iterable[Document]) -> Reply:
    """The documents that have structure checks."""
    rows = [
        (Button(texts.DOCUMENT_BUTTON.format(region=item.region, short=item.short), TeamKinds(item.id)),)
        for item in documents
    ]
    back = (Button(texts.BACK_TO_CHECKS, CheckRules(SUBJECT, 0)),)
    return Reply((block(bold(texts.DOCUMENTS)), block(texts.DOCUMENTS_TEXT)), (*rows, back))


def render_teams(document: Document, teams: Iterable[Team]) -> Reply:
    """The kinds of teams of a document, with what the document is."""
    rows = [(Button(team.label, UseTeam(team.id, "show")),) for team in teams]
    blocks = (
        block(bold(texts.TEAMS.format(title=document.title)), "\n", italic(traits(document))),
        block(texts.TEAMS_TEXT),
    )
    return Reply(blocks, (*rows, (Button(texts.BACK_TO_DOCUMENTS, TeamDocuments()),)))


def render_team(book: Rulebook, team: Team, begun: Survey | None) -> Reply:
    """What is checked for a kind of team, and the ways to give its counts; those given before can be taken up."""
    rules = rules_of(book, team)
    lines = "".join(f"\n· {rule.title}" for rule in rules)
    blocks = (
        block(bold(team.label), *([f"\n{team.help}"] if team.help else [])),
        block(bold(texts.TEAM_RULES.format(count=len(rules))), lines),
        *_about_roster(book, team),
    )
    resume = [(Button(texts.RESUME_BUTTON, TeamStep(begun.version, "show")),)] if begun else []
    return Reply(blocks, (*resume, *_ways(team), (Button(texts.BACK_TO_TEAMS, TeamKinds(team.document)),)))


def _about_roster(book: Rulebook, team: Team) -> tuple[Block, ...]:
    columns = columns_of(book, team)
    if not columns:
        return (block(texts.TEAM_ONLY_COUNTS),)
    needed = "、".join(column.heading for column in columns if column.key not in OPTIONAL)
    optional = "、".join(column.heading for column in columns if column.key in OPTIONAL)
    lines = (texts.TEAM_COLUMNS.format(columns=needed), texts.TEAM_OPTIONAL.format(columns=optional))
    return (block("\n".join(lines)), block(italic(texts.TEAM_PRIVACY)))


def _ways(team: Team) -> Keyboard:
    count = Button(texts.COUNT_BUTTON, UseTeam(team.id, "count"))
    if team.group is Group.NOBODY:
        return ((count,),)
    return (
        (Button(texts.ROSTER_BUTTON, UseTeam(team.id, "roster")), count),
        (
            Button(texts.TEMPLATE_BUTTON, UseTeam(team.id, "template")),
            Button(texts.CSV_BUTTON, UseTeam(team.id, "csv")),
        ),
    )


def render_waiting_for_roster(team: Team, *, megabytes: int, rows: int) -> Reply:
    """That a file may come now."""
    said = block(texts.SEND_ROSTER.format(team=team.label, limit=megabytes, rows=rows))
    template = Button(texts.TEMPLATE_BUTTON, UseTeam(team.id, "template"))
    return Reply((said,), ((template, Button(texts.CANCEL_BUTTON, Cancel())),))


def render_unreadable(team: Team, reason: str) -> Reply:
    """A file that is no table."""
    said = (block(texts.NOT_READ.format(reason=reason)), block(texts.TRY_AGAIN))
    return Reply(said, _again(team))


def render_rejected(team: Team, rejected: Rejected) -> Reply:
    """Everything that has to be mended, by row and column."""
    lines = [f"· {_problem(item)}" for item in rejected.problems[:MOST_PROBLEMS]]
    rest = len(rejected.problems) - MOST_PROBLEMS
    more = [block(texts.PROBLEMS_MORE.format(count=rest))] if rest > 0 else []
    return Reply(
        (block(bold(texts.REJECTED)), block("\n".join(lines)), *more, block(texts.TRY_AGAIN)), _again(team)
    )


def _again(team: Team) -> Keyboard:
    template = Button(texts.TEMPLATE_BUTTON, UseTeam(team.id, "template"))
    return (
        (template, Button(texts.COUNT_BUTTON, UseTeam(team.id, "count"))),
        (Button(texts.CANCEL_BUTTON, Cancel()),),
    )


def _problem(item: Problem) -> str:
    if not item.row:
        return texts.PROBLEM_TABLE.format(reason=item.reason)
    if not item.column:
        return texts.PROBLEM_ROW.format(row=item.row, reason=item.reason)
    template = texts.PROBLEM_COLUMN if item.is_heading else texts.PROBLEM_CELL
    return template.format(row=item.row, column=item.column, reason=item.reason)


def roster_blocks(book: Rulebook, team: Team, roster: Roster, today: date) -> tuple[Block, ...]:
    """What was read: how many lines, which columns were not used, what was left empty."""
    said = [texts.READ.format(rows=len(roster.members))]
    if roster.unused:
        said.append(texts.READ_UNUSED.format(columns="、".join(roster.unused)))
    said += [
        texts.READ_EMPTY.format(column=column, count=len(rows), rows=_numbers(rows))
        for column, rows in roster.empty
    ]
    ages = ages_of_heads(roster.members, today)
    if ages and VAGUE_HEADS & {fact.id for fact in facts_of(book, team)}:
        said.append(texts.READ_HEADS.format(ages="、".join(texts.AGE.format(age=age) for age in ages)))
    return (block(italic("\n".join(said))),)


def _numbers(rows: Sequence[int]) -> str:
    shown = "、".join(map(str, rows[:MOST_ROWS]))
    return texts.READ_AND_MORE.format(rows=shown) if len(rows) > MOST_ROWS else shown


def render_not_waiting(*, is_staff: bool, teams: Mapping[str, Team]) -> Reply:
    """A file that nobody asked for: what it could be good for."""
    if is_staff and teams:
        keyboard = ((Button(texts.BEGIN_BUTTON, TeamDocuments()),),)
        return Reply((block(texts.NOT_WAITING), block(texts.NOT_WAITING_STAFF)), keyboard)
    return Reply((block(texts.NOT_WAITING), block(texts.NOT_WAITING_OTHER)))
