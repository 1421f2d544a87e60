"""Checklists as plain text, for the command line and wherever there is no markup."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.rendering.checklist_words import LIST, SENTENCES, actors, marks, places, records
from knowledge.checklists.book import ChecklistBook
from knowledge.checklists.branches import reason
from knowledge.checklists.inputs import Input, InputType
from knowledge.checklists.templates import (
    ChecklistTemplate,
    Opening,
    Order,
    TemplateItem,
    Then,
)
from knowledge.deadlines.wording import HARDNESS

LISTED = "{id}  {title}  [{region} · {standing} · {steps}步]"
ORDERS = {
    Order.DOCUMENT: "步骤顺序：按文件",
    Order.EDITORIAL: "步骤顺序：文件没有写先后，由系统编排",
}
SCOPE = "范围：{scope}"
ABOUT = "{about}（共{steps}步）"
ASKED = "先问清："
NOTES = "说明："
LEGEND = "标记：※ 文件没有写由谁做，是推定的；★ 文件点名要的材料，没有标的是建议留存的。"
STEP = "{number}. {title}{marks}"
DO = "做什么：{do}"
WHO = "谁来做：{who}"
WHEN = "什么情况下做：{when}"
RECORDS = "留存：{records}"
INPUTS = "要填：{inputs}"
GATE = "须满足：{needs}"
FAILING = "不满足时：{failing}（{then}）"
THEN = {
    Then.RETRY: "补齐以后再往下走",
    Then.STOP: "这件事到此为止",
    Then.BRANCH: "转到相应的步骤或清单",
    Then.NOTE: "可以往下走，理由记在备注里",
}
OPENS = "另开清单：{names}"
DEADLINES = "时限提醒：{names}"
BLANKS = "留意：{blanks}"
FORCE = "约束力：{force}"
BASIS = "依据：{places}"
CAVEAT = "提示：{caveat}"
OR = " / "
WHEN_SO = "{name}（{when}时）"
TYPES = {
    InputType.INTEGER: "整数",
    InputType.NUMBER: "数字",
    InputType.DATE: "日期",
    InputType.BOOLEAN: "是或否",
    InputType.TEXT: "文字",
}


def plain_checklists(book: ChecklistBook) -> str:
    """All checklists, one a line: id, title, where it holds, what it rests on, how many steps."""
    return "".join(f"{_listed(book, template)}\n" for template in book.templates.values())


def _listed(book: ChecklistBook, template: ChecklistTemplate) -> str:
    main = [book.documents[name] for name in template.documents]
    return LISTED.format(
        id=template.id,
        title=template.title,
        region=LIST.join(dict.fromkeys(document.region for document in main)),
        standing=LIST.join(dict.fromkeys(document.standing for document in main)),
        steps=len(template.items),
    )


def plain_checklist(book: ChecklistBook, template: ChecklistTemplate) -> str:
    """The checklist with every step: what, who, when, figures, gate, records, and the places it rests on."""
    lines = [template.title, *_head(book, template)]
    for number, item in enumerate(template.items, start=1):
        lines += ["", STEP.format(number=number, title=item.title, marks=marks(book, template, item))]
        lines += [f"   {line}" for line in _item_lines(book, template, item)]
    caveats = [CAVEAT.format(caveat=document.caveat) for document in book.sources(template)]
    return "\n".join([*lines, "", LEGEND, *caveats]) + "\n"


def _head(book: ChecklistBook, template: ChecklistTemplate) -> Iterator[str]:
    yield ABOUT.format(about=template.about, steps=len(template.items))
    documents = [book.documents[name] for name in template.documents]
    cards = [f"{document.short}（{document.region}，{document.standing}）" for document in documents]
    yield SCOPE.format(scope=SENTENCES.join(cards))
    yield ORDERS[template.order]
    if template.facts:
        yield ASKED + SENTENCES.join(_asked(template.facts))
    for note in template.notes:
        yield NOTES + note


def _item_lines(book: ChecklistBook, template: ChecklistTemplate, item: TemplateItem) -> Iterator[str]:
    """The lines of a step; those with nothing to say are left out."""
    yield DO.format(do=item.do)
    yield WHO.format(who=actors(template.actors(item)))
    if item.when:
        yield WHEN.format(when=reason(item.when))
    if item.inputs:
        yield INPUTS.format(inputs=SENTENCES.join(_asked(item.inputs)))
    if item.gate:
        yield GATE.format(needs=reason(item.gate.needs))
        yield FAILING.format(failing=item.gate.failing.rstrip("。"), then=THEN[item.gate.then])
    if item.records:
        yield RECORDS.format(records=records(item.records))
    yield from _opening_lines(book, item)
    if item.blanks:
        yield BLANKS.format(blanks="".join(item.blanks))
    if item.hardness:
        yield FORCE.format(force=HARDNESS[item.hardness])
    yield BASIS.format(places=places(book, item.cite))


def _opening_lines(book: ChecklistBook, item: TemplateItem) -> Iterator[str]:
    if item.opens:
        titles = {one.id: book.template(one.id).title for one in item.opens}
        yield OPENS.format(names=SENTENCES.join(_opened(item.opens, titles)))
    if item.deadlines:
        yield DEADLINES.format(names=SENTENCES.join(_opened(item.deadlines, book.deadline_titles)))


def _asked(inputs: Iterable[Input]) -> Iterator[str]:
    for asked in inputs:
        kind = OR.join(asked.choices) if asked.type is InputType.CHOICE else TYPES[asked.type]
        yield f"{asked.label}（{kind}{f'，{asked.unit}' if asked.unit else ''}）"


def _opened(openings: Sequence[Opening], titles: Mapping[str, str]) -> Iterator[str]:
    for one in openings:
        name = titles[one.id]
        yield WHEN_SO.format(name=name, when=reason(one.when)) if one.when else name
