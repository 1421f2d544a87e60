"""Telling a question in between from an answer to what was asked."""

import re

QUESTION = re.compile(r"[？?]|吗$|呢$|什么|怎么|怎样|多少|为何|为什么|哪些|哪个|是不是")
SHORTEST_QUESTION = 5


def is_question(text: str) -> bool:
    """Whether a text asks something, and says more than a mark."""
    return len(text) >= SHORTEST_QUESTION and QUESTION.search(text) is not None
