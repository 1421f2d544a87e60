"""Reports on the structure of teams: every requirement with its figure, target and gap, what needs attention first."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from bot.payloads.structure import TeamStep, UseTeam
from bot.rendering import structure_texts as texts
from bot.rendering.citations import title, traits
from bot.rendering.eligibility import places
from bot.rendering.eligibility_texts import BASIS, CAVEAT, STRENGTH
from bot.rendering.reply import Block, Button, Keyboard, Reply, block, bold, italic
from bot.structure.report import Report, report_of_survey
from bot.structure.survey import Survey
from knowledge.eligibility.conditions import Hardness
from knowledge.eligibility.durations import show_date
from knowledge.eligibility.facts import Value
from knowledge.eligibility.wording import HARDNESS
from knowledge.rosters.findings import Requirement, Standing, standing_of
from knowledge.sources import Citation


def render_report(survey: Survey) -> Reply:
    """The report, with everything that can be done with it."""
    report = report_of_survey(survey)
    return Reply(report_blocks(report, source=source_of(survey)), _keyboard(survey))


def source_of(survey: Survey) -> str:
    """Where the counts come from."""
    template = texts.FROM_ROSTER if survey.rows else texts.FROM_ANSWERS
    if survey.rows and survey.answered:
        template = texts.FROM_ROSTER_AND_ANSWERS
    return template.format(rows=survey.rows)


def report_blocks(report: Report, *, source: str) -> tuple[Block, ...]:
    """The report itself."""
    head = texts.REPORT_FROM.format(day=show_date(report.today), source=source)
    return (
        block(bold(texts.REPORT.format(team=report.title))),
        block(summary(report), "\n", italic(head)),
        *(part for standing in Standing for part in _section(report, standing)),
        *_listed(
            texts.NOTES,
            (f"{note.text}{_places(report, note.cite or item.rule.cite)}" for item, note in report.notes),
        ),
        *_listed(BASIS, (f"{title(item)} · {traits(item)}" for item in report.documents)),
        *(block(italic(CAVEAT.format(caveat=item.caveat))) for item in report.documents),
        block(italic(texts.GUIDANCE)),
    )


def summary(report: Report) -> str:
    """How many requirements stand how."""
    counts = {standing: len(report.standing(standing)) for standing in texts.SUMMARY_PARTS}
    parts = [texts.SUMMARY_PARTS[key].format(count=count) for key, count in counts.items() if count]
    return texts.SUMMARY.format(applying=sum(counts.values()), parts="，".join(parts))


def _section(report: Report, standing: Standing) -> tuple[Block, ...]:
    lines = [line_of(report, item) for item in report.standing(standing)]
    if not lines:
        return ()
    return (block(bold(texts.HEADS[standing]), "".join(f"\n{line}" for line in dict.fromkeys(lines))),)


def _listed(head: str, lines: Iterable[str]) -> tuple[Block, ...]:
    """A list under its heading; nothing for an empty one."""
    items = "".join(f"\n· {line}" for line in lines)
    return (block(bold(head), items),) if items else ()


def line_of(report: Report, item: Requirement) -> str:
    """A requirement in a line."""
    standing = standing_of(item)
    if standing is Standing.ELSEWHERE:
        return f"{texts.MARKS[standing]} {texts.ELSEWHERE.format(title=item.rule.title)}"
    strength = ""
    if item.hardness not in {Hardness.HARD, Hardness.BLANK}:
        strength = STRENGTH.format(words=HARDNESS[item.hardness])
    return texts.LINE.format(
        mark=texts.MARKS[standing],
        text=item.rule.title if standing is Standing.BLANK else item.text,
        strength=strength,
        figures=figures_of(item),
        places=_places(report, item.citations),
    )


def _places(report: Report, citations: Sequence[Citation]) -> str:
    """Where it is written; the one document that all of it is from is named below."""
    if len(report.documents) > 1:
        return places(report.book, citations)
    return f"〔{'、'.join(report.book.documents[c.document].locate(c.locator) for c in citations)}〕"


def figures_of(item: Requirement) -> str:
    """What there is, what is asked for, and the gap."""
    if item.blank is not None:
        value = amount(item, item.value)
        return texts.HAS.format(blank=item.blank, value=value) if value else item.blank
    if item.missing:
        return texts.LACKS.format(facts="、".join(fact.label for fact in item.missing))
    return "；".join(part for part in (_now(item), _target(item), _gap(item), _undecided(item)) if part)


def _now(item: Requirement) -> str:
    value = amount(item, item.value)
    if item.share is not None:
        return texts.NOW_SHARE.format(value=value, share=percent(item.share))
    is_counted = item.target is not None
    now = texts.NOW_AVERAGE if item.test == "less_than" else texts.NOW
    return (now if is_counted else texts.NOW_PLAIN).format(value=value)


def _target(item: Requirement) -> str:
    if item.target is None:
        return ""
    target = amount(item, item.target)
    if item.times is not None:
        template = texts.TARGET_AROUND if item.is_vague else texts.TARGET_SHARE
        return template.format(share=goal(item.times), target=target)
    return texts.TARGETS[item.test].format(target=target)


def _gap(item: Requirement) -> str:
    return texts.GAPS.get(item.test, texts.GAP).format(gap=amount(item, item.gap)) if item.gap else ""


def _undecided(item: Requirement) -> str:
    """Why nothing is decided."""
    if standing_of(item) is not Standing.OPEN:
        return ""
    return texts.VAGUE if item.is_vague else texts.PROPOSED


def amount(item: Requirement, value: Value | None) -> str:
    """A figure with its unit; nothing for none."""
    return "" if value is None or item.fact is None else item.fact.show(value)


def percent(share: Fraction) -> str:
    """A share in percent, with one decimal where there is one."""
    return f"{float(round(share * 100, 1)):g}%"


def goal(share: Fraction) -> str:
    """A share as it is asked for: 90%, 2/3."""
    return str(share) if (share * 100).denominator > 1 else percent(share)


def _keyboard(survey: Survey) -> Keyboard:
    """Picture and table, then what changes the counts."""

    def step(act: str) -> TeamStep:
        return TeamStep(survey.version, act)

    more = [(Button(texts.MORE_BUTTON.format(count=len(survey.open)), step("more")),)] if survey.open else []
    edit = [Button(texts.EDIT_BUTTON, step("edits"))] if survey.known else []
    return (
        (Button(texts.CHART_BUTTON, step("chart")), Button(texts.TABLE_BUTTON, step("table"))),
        *more,
        (*edit, Button(texts.AGAIN_BUTTON, UseTeam(survey.team.id, "show"))),
        (Button(texts.CLEAR_BUTTON, step("clear")),),
    )
