"""Results of checks as cards: the verdict first, each condition with its place, what is lacking, what can be done."""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.checks.case import Case
from bot.payloads.checks import SharedCheck, UseCheck
from bot.rendering import eligibility_texts as texts
from bot.rendering import structure_texts
from bot.rendering.citations import title, traits
from bot.rendering.eligibility_interview import shown, step
from bot.rendering.plain_eligibility import MARKS
from bot.rendering.reply import Block, Button, Keyboard, Reply, block, bold, italic
from knowledge.eligibility.conditions import Hardness
from knowledge.eligibility.durations import show_date
from knowledge.eligibility.evaluation import Result
from knowledge.eligibility.explanation import Explanation, Reason, Status, explain
from knowledge.eligibility.rulebook import Rulebook
from knowledge.eligibility.rules import RuleKind, Verdict
from knowledge.eligibility.wording import HARDNESS, verdict_words
from knowledge.sources import Citation, Document


def render_result(case: Case) -> Reply:
    """The result card with everything that can be done with it."""
    changed = []
    if case.row.verdict and case.row.verdict != case.result.verdict:
        before = verdict_words(case.rule.kind, Verdict(case.row.verdict))
        changed = [block(italic(texts.CHANGED_SINCE.format(before=before)))]
    return Reply((*changed, *result_blocks(case)), _result_keyboard(case))


def result_blocks(case: Case) -> tuple[Block, ...]:
    """The card itself."""
    told = explain(case.book, case.result)
    return (
        block(bold(case.rule.title)),
        block(bold(verdict_line(told)), told.summary.partition("。")[2]),
        _conditions(case.book, told.reasons),
        *_lacking(case, told),
        *_listed(texts.NOTES, (_note(case.book, told, at) for at in range(len(told.notes)))),
        *_listed(texts.NEXT_STEPS, told.next_steps),
        *_listed(texts.SUMMARY_TITLE, (_answer(case, at) for at in range(len(case.answers)))),
        *basis(case.book, case.result),
        block(italic(f"{texts.AS_OF.format(day=show_date(case.today))}。{texts.GUIDANCE}")),
        block(italic(texts.CAVEAT.format(caveat=told.warning))),
    )


def verdict_line(told: Explanation) -> str:
    """The verdict in words, with its sign."""
    return f"{texts.ICONS[told.result.verdict]} {told.summary.partition('。')[0]}。"


def _conditions(book: Rulebook, reasons: Iterable[Reason]) -> Block:
    lines = [
        f"{MARKS[reason.status]} {reason_text(reason)}{places(book, reason.citations)}" for reason in reasons
    ]
    return block(bold(texts.CONDITIONS), "\n" + "\n".join(lines))


def reason_text(reason: Reason) -> str:
    """A condition, with how it binds where that is not plainly."""
    return reason.text + (
        "" if reason.hardness is Hardness.HARD else texts.STRENGTH.format(words=HARDNESS[reason.hardness])
    )


def places(book: Rulebook, citations: Sequence[Citation]) -> str:
    """Where it is written, each document once."""
    found: dict[str, list[str]] = {}
    for citation in citations:
        document = book.documents[citation.document]
        found.setdefault(document.short, []).append(document.locate(citation.locator))
    return "〔" + "；".join(f"{name}{'、'.join(where)}" for name, where in found.items()) + "〕"


def _lacking(case: Case, told: Explanation) -> tuple[Block, ...]:
    """What keeps it from a plain yes: conditions that fail, and facts that are not known."""
    if told.result.verdict is Verdict.ELIGIBLE:
        return ()
    unmet = [reason for reason in told.reasons if reason.status is Status.UNMET]
    lines = [texts.LACKING_UNMET.format(text=reason.text.partition("；")[0]) for reason in unmet]
    lines += [texts.LACKING_ROUTE.format(route=reason.route) for reason in unmet if reason.route]
    missing = "、".join(case.book.fact(name).label for name in told.result.missing)
    return _listed(
        texts.LACKING, [*lines, *([texts.LACKING_UNKNOWN.format(facts=missing)] if missing else [])]
    )


def _listed(head: str, lines: Iterable[str]) -> tuple[Block, ...]:
    """A list under its heading; nothing for an empty one."""
    items = "".join(f"\n· {line}" for line in lines)
    return (block(bold(head), items),) if items else ()


def _note(book: Rulebook, told: Explanation, at: int) -> str:
    note = told.notes[at]
    return f"{note.text}{places(book, note.cite or told.result.rule.cite)}"


def _answer(case: Case, at: int) -> str:
    fact, value = case.answers[at]
    return texts.FACT.format(label=fact.label, value=shown(fact, value))


def documents_of(book: Rulebook, result: Result) -> list[Document]:
    """The documents that a rule rests on, its own first."""
    names = dict.fromkeys([result.rule.document, *(c.document for c in result.rule.citations)])
    return [book.documents[name] for name in names]


def basis(book: Rulebook, result: Result) -> tuple[Block, ...]:
    """The documents with what they are."""
    return _listed(texts.BASIS, (f"{title(item)} · {traits(item)}" for item in documents_of(book, result)))


def _result_keyboard(case: Case) -> Keyboard:
    number = case.row.id
    more = [(Button(texts.MORE_BUTTON, step(case, "more")),)] if case.result.missing else []
    save = (texts.UNSAVE_BUTTON, "unsave") if case.row.saved_at else (texts.SAVE_BUTTON, "save")
    share = (texts.UNSHARE_BUTTON, "unshare") if case.row.shared_at else (texts.SHARE_BUTTON, "share")
    return (
        *more,
        *_figures(case),
        (
            Button(texts.EDIT_ANSWERS_BUTTON, UseCheck(number, "summary")),
            Button(texts.WHAT_IF_BUTTON, UseCheck(number, "whatif")),
        ),
        (Button(save[0], UseCheck(number, save[1])), Button(texts.EXPORT_BUTTON, UseCheck(number, "export"))),
        (Button(share[0], UseCheck(number, share[1])),),
        (
            Button(texts.RESTART_BUTTON, step(case, "anew")),
            Button(texts.DELETE_BUTTON, UseCheck(number, "delete")),
        ),
    )


def _figures(case: Case) -> Keyboard:
    """The picture and the table of a check that counts."""
    if case.rule.kind is not RuleKind.STRUCTURE:
        return ()
    chart = Button(structure_texts.CHART_BUTTON, UseCheck(case.row.id, "chart"))
    return ((chart, Button(structure_texts.TABLE_BUTTON, UseCheck(case.row.id, "table"))),)


def render_what_if(case: Case) -> Reply:
    """The facts that can be tried with another value."""
    known = case.result.facts
    rows = []
    for at, fact in enumerate(case.book.accepted(case.rule).values()):
        value = texts.NOT_GIVEN if fact.id not in known else fact.show(known[fact.id])
        rows.append(
            (Button(texts.WHAT_IF_FACT.format(label=fact.label, value=value), step(case, "try", at)),)
        )
    back = (Button(texts.BACK_TO_RESULT_BUTTON, UseCheck(case.row.id, "show")),)
    return Reply((block(texts.WHAT_IF),), (*rows, back))


def render_comparison(case: Case) -> Reply:
    """What changes with the value that is tried out."""
    after = case.result_with(case.proposed)
    told = [explain(case.book, result) for result in (case.result, after)]
    words = [verdict_words(case.rule.kind, item.result.verdict) for item in told]
    template = texts.VERDICT_STAYS if case.result.verdict is after.verdict else texts.VERDICT_CHANGES
    facts = "，".join(
        f"{case.book.fact(name).label}是{case.book.fact(name).show(v)}" for name, v in case.proposed.items()
    )
    changed = _changes(told[0].reasons, told[1].reasons)
    blocks = (
        block(italic(texts.IF.format(facts=facts))),
        block(bold(template.format(before=words[0], after=words[1]))),
        block(told[1].summary),
        *(_listed(texts.REASONS_CHANGE, changed) or (block(texts.NO_REASON_CHANGES),)),
    )
    return Reply(blocks, _comparison_keyboard(case))


def _changes(before: Sequence[Reason], after: Sequence[Reason]) -> list[str]:
    """The conditions that stand differently."""
    lines = []
    for reason in after:
        known = _same(reason, before)
        if known is None or known.status is not reason.status:
            lines.append(f"{MARKS[known.status] if known else '＋'} → {MARKS[reason.status]} {reason.text}")
    return lines


def _same(reason: Reason, others: Sequence[Reason]) -> Reason | None:
    """The same condition in another explanation: by place and facts, and by its first words where that leaves several."""
    near = [other for other in others if (other.citations, other.facts) == (reason.citations, reason.facts)]
    worded = [other for other in near if _words(other) == _words(reason)]
    return next(iter(worded or (near if len(near) == 1 else ())), None)


def _words(reason: Reason) -> str:
    return reason.text.partition("（")[0].partition("；")[0]


def _comparison_keyboard(case: Case) -> Keyboard:
    number = case.row.id
    return (
        (
            Button(texts.APPLY_BUTTON, step(case, "yes")),
            Button(texts.ANOTHER_BUTTON, UseCheck(number, "whatif")),
        ),
        (Button(texts.BACK_TO_RESULT_BUTTON, step(case, "no")),),
    )


def render_done(case: Case, text: str) -> Reply:
    """What was done to a result, or why not, with the way back to it."""
    return Reply((block(text),), ((Button(texts.BACK_TO_RESULT_BUTTON, UseCheck(case.row.id, "show")),),))


def render_left(case: Case) -> Reply:
    """That everything is kept, with the way on."""
    return Reply((block(texts.LEFT),), ((Button(texts.GO_ON_BUTTON, UseCheck(case.row.id, "show")),),))


def render_consent(case: Case) -> Reply:
    """What sharing means, before it is done."""
    yes = Button(texts.CONSENT_BUTTON, UseCheck(case.row.id, "consent"))
    return Reply(
        (block(texts.CONSENT),),
        ((yes,), (Button(texts.BACK_TO_RESULT_BUTTON, UseCheck(case.row.id, "show")),)),
    )


def render_deletion(case: Case) -> Reply:
    """A question before it is gone."""
    sure = Button(texts.DELETE_FOR_SURE_BUTTON, UseCheck(case.row.id, "gone"))
    return Reply(
        (block(texts.CONFIRM_DELETE),), ((sure, Button(texts.KEEP_BUTTON, UseCheck(case.row.id, "show"))),)
    )


def render_shared(case: Case, *, owner: str, unit: str, shared_on: date) -> Reply:
    """Somebody's result, as staff see it."""
    line = texts.SHARED_OWNER.format(owner=owner, unit=unit, day=show_date(shared_on))
    return Reply(
        (block(italic(line)), *result_blocks(case)), ((Button(texts.BACK_TO_SHARED, SharedCheck(0)),),)
    )
