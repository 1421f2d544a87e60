"""Questions that ask what a thing is: 什么是X, X是什么意思, X怎么规定的. What they ask about is their subject."""

import re

FRAMES = re.compile(
    r"^(?:什么(?:是|叫做?)|啥(?:是|叫)|何为|何谓|解释(?:一下)?|介绍(?:一下)?)(?P<after>.{2,16})$"
    r"|^(?P<before>.{2,16}?)(?:是(?:什么|啥)(?:意思|东西|制度|概念)?|(?:是)?(?:什么|啥)意思|指(?:的是)?(?:什么|啥|哪些)|怎么(?:规定|定义|理解)的?"
    r"|的?(?:定义|含义|概念|意思)(?:是(?:什么|啥))?)$"
)


def find_subject(text: str) -> str | None:
    """The subject of a normalized question that asks what it is, or None for any other question."""
    match = FRAMES.match(text)
    return (match["after"] or match["before"]).strip() if match else None
