"""The questions of a check: one at a time, what was understood, and the summary of the answers."""

from collections.abc import Mapping
from datetime import date

from bot.checks.case import Case
from bot.checks.replies import options
from bot.checks.steps import DONT_KNOW
from bot.payloads.checks import StepCheck, UseCheck
from bot.rendering import eligibility_texts as texts
from bot.rendering.eligibility_groups import group_hint, group_options, group_question
from bot.rendering.reply import Block, Button, Keyboard, Reply, block, bold, italic
from knowledge.eligibility.derivation import derive
from knowledge.eligibility.facts import TODAY, Fact, FactType, Value

SHORT = 8
IN_A_ROW = 4


def step(case: Case, act: str, position: int = 0) -> StepCheck:
    """The payload of a step from where the interview stands."""
    return StepCheck(case.row.id, case.row.version, act, position)


def shown(fact: Fact, value: Value | None) -> str:
    """A value in words."""
    return texts.UNKNOWN if value is None else fact.show(value)


def render_question(case: Case, fact: Fact) -> Reply:
    """A question with its help, how it can be answered, and how many may still come."""
    is_first = not case.row.facts and not case.row.asking
    head = [block(bold(case.rule.title)), block(_about(case))] if is_first else []
    group = case.group
    if group is not None:
        asked, hints = group_question(group), [group_hint(group)]
    else:
        asked, hints = fact.question, [text for text in (fact.help, how_to_answer(fact)) if text]
    blocks = (*head, _progress(case, fact), block(bold(asked)), block(italic("\n".join(hints))))
    options = _options(case, fact) if group is None else group_options(case, group)
    return Reply(blocks, (*options, *_ways_out(case)))


def _about(case: Case) -> str:
    document = case.book.documents[case.rule.document]
    return f"{case.rule.question}\n{texts.ABOUT.format(region=document.region, persons=case.rule.persons)}"


def _progress(case: Case, fact: Fact) -> Block:
    """What the question is for: the next one, a correction, or a trial."""
    if case.row.asking:
        known = case.result.facts.get(fact.id)
        value = texts.NOT_GIVEN if known is None else fact.show(known)
        template = texts.TRYING if case.is_finished else texts.CHANGING
        return block(italic(template.format(label=fact.label, value=value)))
    left = case.step.left
    return block(italic(texts.ASKING.format(left=left) if left > 1 else texts.LAST_ONE))


def how_to_answer(fact: Fact) -> str:
    """What can be typed."""
    has_buttons = bool(options(fact))
    template = texts.HOW[fact.type] if has_buttons else {**texts.HOW, **texts.HOW_TYPED}[fact.type]
    example = fact.show(fact.common[0] if fact.common and not isinstance(fact.common[0], str) else 3)
    text = template.format(range=_range(fact), example=example)
    counts = fact.type in {FactType.INTEGER, FactType.NUMBER} and fact.since and not fact.until
    born = texts.SINCE_BORN if fact.since == "birth_date" else texts.SINCE
    return text + texts.HOW["since"].format(example=born) if counts else text


def _range(fact: Fact) -> str:
    if fact.maximum is not None:
        return texts.RANGE.format(low=fact.minimum or 0, high=fact.maximum)
    return texts.RANGE_FROM.format(low=fact.minimum) if fact.minimum else ""


def _options(case: Case, fact: Fact) -> Keyboard:
    """A button for each value, short ones side by side, and one for not knowing."""
    keys = [Button(shown(fact, value), step(case, "say", at)) for at, value in enumerate(options(fact))]
    width = IN_A_ROW if all(len(key.text) <= SHORT for key in keys) else 1
    rows = [tuple(keys[at : at + width]) for at in range(0, len(keys), width)]
    unknown = [] if case.is_finished else [(Button(texts.DONT_KNOW_BUTTON, step(case, "say", DONT_KNOW)),)]
    return (*rows, *unknown)


def _ways_out(case: Case) -> Keyboard:
    """Back, the answers so far, the result so far, and leaving."""
    if case.is_finished:
        return ((Button(texts.BACK_TO_RESULT_BUTTON, step(case, "no")),),)
    if case.row.asking:
        return ((Button(texts.KEEP_BUTTON, step(case, "back")),),)
    last = (
        Button(texts.END_BUTTON, step(case, "end")),
        Button(texts.LEAVE_BUTTON, UseCheck(case.row.id, "leave")),
    )
    if not case.row.facts:
        return (last,)
    first = (
        Button(texts.BACK_BUTTON, step(case, "back")),
        Button(texts.SUMMARY_BUTTON, UseCheck(case.row.id, "summary")),
    )
    return (first, last)


def render_confirmation(case: Case) -> Reply:
    """What was understood: of a reply, or of the question and the profile that led here."""
    proposed = case.proposed
    if case.row.asking is None:
        return _render_offer(case, proposed)
    said = "，".join(_words(case, name, value) for name, value in proposed.items())
    keyboard = ((Button(texts.YES_BUTTON, step(case, "yes")), Button(texts.NO_BUTTON, step(case, "no"))),)
    return Reply((block(texts.UNDERSTOOD.format(facts=said)),), keyboard)


def _render_offer(case: Case, proposed: Mapping[str, Value]) -> Reply:
    facts = [_fact(case, name, value) for name, value in proposed.items()]
    drops = [
        (Button(texts.DROP_BUTTON.format(fact=text), step(case, "drop", at)),)
        for at, text in enumerate(facts)
    ]
    blocks = (
        block(bold(case.rule.title)),
        block(_about(case)),
        block(texts.OFFERED),
        block("\n".join(f"· {text}" for text in facts)),
    )
    yes = (Button(texts.YES_ALL_BUTTON, step(case, "yes")),)
    return Reply(
        blocks, (yes, *(drops if len(drops) > 1 else ()), (Button(texts.NO_ALL_BUTTON, step(case, "no")),))
    )


def _fact(case: Case, name: str, value: Value) -> str:
    fact = case.book.fact(name)
    return texts.FACT.format(label=fact.label, value=fact.show(value))


def _words(case: Case, name: str, value: Value) -> str:
    """A value with what follows from it today."""
    following = [
        texts.DERIVED.format(label=fact.label, value=fact.show(derived))
        for fact in case.book.accepted(case.rule).values()
        if fact.since == name and not fact.until
        for derived in [derive(fact, {name: value, TODAY: case.today})]
        if derived is not None
    ]
    first = [texts.ONLY_MONTH] if isinstance(value, date) and value.day == 1 else []
    return "".join((_fact(case, name, value), *first, *following))


def render_summary(case: Case) -> Reply:
    """All answers, each with a button to change it."""
    answers = [texts.FACT.format(label=fact.label, value=shown(fact, value)) for fact, value in case.answers]
    lines = "\n".join(f"· {text}" for text in answers)
    edits = [
        (Button(texts.EDIT_BUTTON.format(fact=text), step(case, "edit", at)),)
        for at, text in enumerate(answers)
    ]
    go_on = texts.SHOW_RESULT_BUTTON if case.is_finished else texts.GO_ON_BUTTON
    last = (
        Button(go_on, UseCheck(case.row.id, "show")),
        Button(texts.RESTART_BUTTON, step(case, "anew")),
    )
    text = block(texts.SUMMARY_TEXT) if answers else block(texts.SUMMARY_EMPTY)
    return Reply((block(bold(texts.SUMMARY_TITLE), f"\n{lines}"), text), (*edits, last))


def render_misunderstood(case: Case, fact: Fact, reason: str) -> Reply:
    """That a reply was not understood or contradicts another, and the question again."""
    again = render_question(case, fact)
    return Reply((block(reason), *again.blocks), again.keyboard)


def render_waiting(case: Case) -> Reply:
    """That the check waits, after a question in between was answered."""
    button = Button(texts.RESUME_BUTTON.format(title=case.rule.title), UseCheck(case.row.id, "show"))
    return Reply((block(texts.OUT_OF_TURN),), ((button,),))
