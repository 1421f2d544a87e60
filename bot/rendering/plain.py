"""An outcome as plain text, for the command line."""

from knowledge.knowledge_base import KnowledgeBase
from knowledge.retrieval.outcomes import Answered, Clarification, Outcome


def plain_outcome(outcome: Outcome, base: KnowledgeBase) -> str:
    """The answer with its numbered sources, the options of a choice, or the refusal with its nearest topics."""
    if isinstance(outcome, Answered):
        return "\n".join([outcome.text, "", *_sources(outcome, base)])
    if isinstance(outcome, Clarification):
        return "\n".join([outcome.prompt, *(f"  {n}. {o.text}" for n, o in enumerate(outcome.options, 1))])
    nearest = [f"  · {entry.question}" for entry in outcome.nearest]
    return "\n".join([outcome.text, *(["相近的问题：", *nearest] if nearest else [])])


def _sources(outcome: Answered, base: KnowledgeBase) -> list[str]:
    lines = []
    for number, citation in enumerate(outcome.citations, 1):
        card = base.document(citation.document)
        number_text = f"（{card.number}）" if card.number else ""
        where = f"《{card.title}》{number_text}{base.locate(citation)}"
        lines.append(f"[{number}] {where} · {card.level}（{card.region}） · {card.date} · {card.standing}")
    caveats = dict.fromkeys(base.document(document).caveat for document in outcome.entry.documents)
    return [*lines, *(f"提示：{caveat}" for caveat in caveats)]
