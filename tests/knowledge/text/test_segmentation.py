"""Index terms of a text."""

from knowledge.text.intents import find_intents
from knowledge.text.segmentation import ConceptFinder, Tokenizer

CONCEPTS = {"试岗": frozenset({"试用期"}), "试用期": frozenset({"试用期"})}


def test_concepts():
    """Each glossary word gives its concept once."""
    assert ConceptFinder(CONCEPTS).find("试岗也叫试用期", ["试岗", "也", "叫", "试用期"]) == ("试用期",)


def test_words_that_meet_by_accident():
    """Where two words touch, the characters on both sides are no word of their own; single characters may be one."""
    finder = ConceptFinder({"人才": frozenset({"人才"})})
    assert finder.find("多少人才有效", ["多少人", "才", "有效"]) == ()
    assert finder.find("人才引进", ["人", "才", "引进"]) == ("人才",)


def test_questions_of_the_form_a_not_a_hold_no_not():
    """能不能 asks; it denies nothing."""
    assert "不能" not in Tokenizer().cut("干部能不能兼职")


def test_terms_of_four_kinds():
    """Words, character pairs, concepts and numbers with their unit are terms."""
    terms = Tokenizer(["任前公示"], CONCEPTS).terms("任前公示 试岗2年")
    assert {"任前公示", "~任前", "~公示", "=试用期", "#2年"} <= set(terms)


def test_function_words_are_no_terms():
    """Words that every question has say nothing."""
    assert "的" not in Tokenizer().cut("试用期的要求")


def test_own_words_are_known():
    """Words given at construction are words."""
    assert "三荐一议一审查" in Tokenizer(["三荐一议一审查"]).words("什么是三荐一议一审查")


def test_intents():
    """Cue words tell what is asked; several can show at once."""
    assert {"duration", "differ"} <= find_intents("试用期多久 两地有什么区别")
    assert find_intents("挂职") == frozenset()
