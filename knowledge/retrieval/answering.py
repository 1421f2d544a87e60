"""The answer engine: a question, read in its conversation, becomes an answer, a choice or an honest refusal."""

from dataclasses import dataclass, replace

from knowledge.boundaries import UncoveredTopic
from knowledge.entries import Entry, Kind
from knowledge.knowledge_base import KnowledgeBase
from knowledge.retrieval import guards, wording
from knowledge.retrieval.analysis import Query
from knowledge.retrieval.conversation import (
    SHORT,
    Context,
    Request,
    find_day,
    find_replacement,
    find_request,
    is_elliptical,
    merge,
    split_questions,
    without_correction,
)
from knowledge.retrieval.limits import limit_note
from knowledge.retrieval.model import Model, shipped_model
from knowledge.retrieval.options import (
    MAX_OPTIONS,
    OPTION_SHARE,
    find_nearest,
    find_options,
    find_related,
    title_of,
)
from knowledge.retrieval.outcomes import (
    Answered,
    Candidate,
    Clarification,
    Outcome,
    Refusal,
    RefusalReason,
    Trace,
)
from knowledge.retrieval.prepared import Prepared
from knowledge.retrieval.ranking import Ranked, Ranking, lead_of
from knowledge.retrieval.regions import find_regions
from knowledge.retrieval.small_talk import SmallTalkMatcher
from knowledge.retrieval.supplement import Supplements, in_order
from knowledge.text.normalization import normalize

TRACED = 5
# A short message that is answered less surely than this may rather be about the last answer.
WEAK = 0.75


@dataclass(frozen=True)
class Found:
    """How an entry was found, and in which conversation."""

    confidence: float
    trace: Trace
    context: Context


class AnswerEngine:
    """Answers questions from one knowledge base. Immutable after construction and safe to use from threads."""

    def __init__(
        self, base: KnowledgeBase, model: Model | None = None, *, prepared: Prepared | None = None
    ) -> None:
        self.base = base
        self.model = model or shipped_model()
        self.ranking = Ranking(base, self.model, prepared)
        self._talk = SmallTalkMatcher(base.small_talk)
        self._supplements = Supplements(self.ranking)

    def answer(self, question: str, context: Context | None = None) -> Outcome:
        """The outcome of one message.

        Elliptical messages are read with the last question; requests for more, for the source or for the
        difference refer to the last answer.
        """
        context = context or Context()
        refused = _barred(question) or _unasked(question, context) or self._small_talk(question)
        if refused:
            return refused
        context = replace(context, as_of=find_day(question) or context.as_of)
        about_last = self._about_last(question, context)
        if about_last:
            return about_last
        outcome = self._with_further_questions(question, self._in_context(question, context), context)
        if isinstance(outcome, Refusal) and guards.is_foreign(question):
            return Refusal(RefusalReason.SMALL_TALK, wording.FOREIGN, trace=outcome.trace)
        return _with_figure(question, outcome, self.base)

    def follow(self, context: Context, question: str, outcome: Outcome) -> Context:
        """The context after a message: what the next one may lean on."""
        if isinstance(outcome, Answered):
            # What a message that leans was about is told by the entry that answered it.
            asked = outcome.entry.question if context.last_question and is_elliptical(question) else question
            return context.after(question=asked, entry=outcome.entry.id)
        if isinstance(outcome, Clarification):
            return context.after(question=question, entry=None, offered=[o.entry.id for o in outcome.options])
        return context

    def _small_talk(self, question: str) -> Refusal | None:
        tokenizer = self.ranking.analyzer.tokenizer
        talk = self._talk.match(question, has_subject=lambda: bool(tokenizer.concepts(normalize(question))))
        return Refusal(RefusalReason.SMALL_TALK, talk.reply, confidence=1.0) if talk else None

    def _in_context(self, question: str, context: Context) -> Outcome:
        """The outcome of a message, alone or read with the last question."""
        query = self.ranking.analyzer.analyze(question)
        alone = self._decide(query, context)
        # Letters that mean nothing (asdfgh) are no follow-up either; pinyin has become words by now.
        if not context.last_question or not guards.is_chinese(query.text):
            return alone
        mended = find_replacement(question, context.last_question)
        if mended:
            return self._alone(mended, context)
        leans = is_elliptical(question)
        if isinstance(alone, Answered) and not leans and len(query.text) > SHORT:
            return alone
        merged = self._decide(self._completed(question, context), context, said=context.last_entry)
        if leans:
            return alone if isinstance(merged, Refusal) else merged
        return merged if self._is_nearer(merged, alone, context) else alone

    def _completed(self, question: str, context: Context) -> Query:
        """The query of a message, completed by the last question."""
        analyze = self.ranking.analyzer.analyze
        return merge(analyze(without_correction(question)), analyze(context.last_question or ""))

    def _is_nearer(self, merged: Outcome, alone: Outcome, context: Context) -> bool:
        """Whether a message that does not say so is rather about the last answer than a question of its own."""
        last = self.base.get_entry(context.last_entry or "")
        if last is None or not isinstance(merged, Answered):
            return False
        is_about_last = bool(set(merged.entry.citations) & set(last.citations))
        is_weak = not isinstance(alone, Answered) or alone.confidence <= min(merged.confidence, WEAK)
        return is_about_last and is_weak

    def _decide(self, query: Query, context: Context, *, said: str | None = None) -> Outcome:
        """The outcome of a query; `said` is the entry that was answered before and is not what is asked now."""
        ranked, guarded = guards.prefer_scope(query, self.ranking.rank(self._with_region(query, context)))
        if said:
            ranked = guards.prefer_fresh(ranked, said)
        if not ranked:
            return Refusal(RefusalReason.UNKNOWN, wording.UNKNOWN, trace=_trace(query, ranked))
        first = ranked[0]
        confidence = self.model.confidence_of(lead_of(ranked))
        trace = _trace(query, ranked, guarded)
        if not isinstance(first.target.item, Entry):
            return _outside(first.target.item, ranked, confidence, trace)
        if confidence >= self.model.answers_from(query.text):
            return self._answered(first.target.item, query, ranked, Found(confidence, trace, context))
        options = find_options(ranked)
        if confidence >= self.model.clarify and len(options) > 1:
            return Clarification(options, confidence, trace=trace)
        return Refusal(RefusalReason.UNKNOWN, wording.UNKNOWN, find_nearest(ranked), confidence, trace)

    def _with_region(self, query: Query, context: Context) -> Query:
        """The user's own region hints at its documents, unless the question names a document itself."""
        if query.named or not context.region:
            return query
        own = {d.id for d in self.base.documents.values() if context.region in {d.region, *d.regions}}
        return replace(query, hinted=query.hinted | own)

    def _answered(self, entry: Entry, query: Query, ranked: list[Ranked], found: Found) -> Answered:
        supplement = self._supplements.find(query, ranked, found.confidence)
        entry, supplement = in_order(query, entry, supplement)
        documents = tuple(self.base.documents[document] for document in entry.documents)
        notes = (
            guards.place_note(query, found.context.region, documents),
            guards.date_note(found.context.as_of, documents),
        )
        note = "\n".join(filter(None, notes)) or None
        related = tuple(item for item in find_related(self.base, entry, ranked) if item is not supplement)
        regions = () if found.context.region else find_regions(query, ranked, entry, self.base.documents)
        return Answered(entry, found.confidence, note, supplement, related, found.trace, regions)

    def _about_last(self, question: str, context: Context) -> Outcome | None:
        """The answer to “说详细点”, “原文在哪” or “有什么区别”, which refer to the last entry."""
        entry = self.base.get_entry(context.last_entry) if context.last_entry else None
        request = find_request(normalize(question)) if entry else None
        if entry is None or request is None:
            return None
        if request is Request.DIFFERENCE:
            return self._difference(entry, context)
        source = wording.SOURCE.format(places=self._places(entry))
        note = source if request is Request.SOURCE else wording.MORE
        return Answered(entry, 1.0, note, related=find_related(self.base, entry, []), is_repeat=True)

    def _difference(self, entry: Entry, context: Context) -> Outcome:
        """The best comparison that touches a document of the last answer, else what the search finds."""
        asked = f"{entry.question} 各文件有什么区别 对比"
        query = replace(self.ranking.analyzer.analyze(asked), named=frozenset())
        ranked = self.ranking.rank(query)
        for item in ranked:
            found = item.target.item
            if (
                isinstance(found, Entry)
                and found.kind is Kind.COMPARISON
                and set(found.documents) & set(entry.documents)
            ):
                return Answered(
                    found, 1.0, related=find_related(self.base, found, ranked), trace=_trace(query, ranked)
                )
        return self._decide(query, context)

    def _places(self, entry: Entry) -> str:
        return "、".join(
            f"《{self.base.documents[c.document].title}》{self.base.locate(c)}" for c in entry.citations
        )

    def _with_further_questions(self, question: str, outcome: Outcome, context: Context) -> Outcome:
        """Several questions in one message: what the whole did not answer is answered or offered piece by piece."""
        pieces = split_questions(question)
        if not pieces or (isinstance(outcome, Refusal) and outcome.reason is not RefusalReason.UNKNOWN):
            return outcome
        answers = [found for piece in pieces if isinstance(found := self._alone(piece, context), Answered)]
        if not answers:
            return outcome
        if isinstance(outcome, Answered):
            others = [found.entry for found in answers if found.entry.id != outcome.entry.id]
            return replace(outcome, related=tuple(dict.fromkeys([*others, *outcome.related]))[:MAX_OPTIONS])
        best = max(answers, key=lambda found: found.confidence)
        others = [found.entry for found in answers if found.entry.id != best.entry.id]
        return replace(best, related=tuple(dict.fromkeys([*others, *best.related]))[:MAX_OPTIONS])

    def _alone(self, question: str, context: Context) -> Outcome:
        return self._decide(self.ranking.analyzer.analyze(question), context)


def _barred(question: str) -> Refusal | None:
    """The refusal of a message that needs no search, or None."""
    if not question.strip():
        return Refusal(RefusalReason.EMPTY, wording.EMPTY, confidence=1.0)
    if not guards.has_words(question):
        return Refusal(RefusalReason.SMALL_TALK, wording.NO_WORDS, confidence=1.0)
    if len(question) > guards.MAX_LENGTH:
        return Refusal(RefusalReason.TOO_LONG, wording.TOO_LONG, confidence=1.0)
    if guards.is_unsafe(question):
        return Refusal(RefusalReason.UNSAFE, wording.UNSAFE, confidence=1.0, trace=Trace(guards=("unsafe",)))
    return None


def _unasked(question: str, context: Context) -> Refusal | None:
    """The refusal of a figure or a day that belongs to no question before it; one without a unit (90) never does."""
    if (context.last_question and guards.is_chinese(question)) or not guards.is_bare_figure(question):
        return None
    return Refusal(RefusalReason.SMALL_TALK, wording.BARE_FIGURE, confidence=1.0)


def _with_figure(question: str, outcome: Outcome, base: KnowledgeBase) -> Outcome:
    """An answer says first how the figure of the question stands to it: one that it does not hold, or a person's."""
    if not isinstance(outcome, Answered):
        return outcome
    other = guards.figure_note(question, outcome.entry)
    said = other or limit_note(question, outcome.entry, base)
    if said is None:
        return outcome
    told = "figure: not in the answer" if other else "figure: held against the limit"
    trace = replace(outcome.trace, guards=(*outcome.trace.guards, told))
    return replace(outcome, note="\n".join(filter(None, (said, outcome.note))), trace=trace)


def _outside(item: UncoveredTopic, ranked: list[Ranked], confidence: float, trace: Trace) -> Refusal:
    if item.is_far:
        return Refusal(RefusalReason.SMALL_TALK, item.reply, (), confidence, trace)
    close = [ranked_item for ranked_item in ranked if ranked_item.score >= OPTION_SHARE * ranked[0].score]
    return Refusal(RefusalReason.OUT_OF_SCOPE, item.reply, find_nearest(close), confidence, trace)


def _trace(query: Query, ranked: list[Ranked], guarded: tuple[str, ...] = ()) -> Trace:
    """How a query was understood, what came nearest, and which guards spoke."""
    return Trace(
        query.text,
        tuple(query.terms),
        query.concepts,
        tuple(Candidate(r.target.id, r.score, r.values, title_of(r)) for r in ranked[:TRACED]),
        (*(f"names {document}" for document in sorted(query.named)), *guarded),
        tuple(sorted(query.intents)),
        query.numbers,
    )
