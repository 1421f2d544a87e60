"""The text of a web page: its paragraphs, without what surrounds them on the site."""

import re
from importlib import import_module

from knowledge.originals.encodings import decode

SURROUNDINGS = (
    "script",
    "style",
    "noscript",
    "template",
    "head",
    "nav",
    "header",
    "footer",
    "aside",
    "form",
    "button",
    "select",
    "iframe",
    "svg",
)
BLOCKS = (
    "address",
    "article",
    "blockquote",
    "body",
    "br",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "td",
    "th",
    "tr",
    "ul",
)
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# A line break of the page's source means nothing between Chinese characters.
SOURCE_BREAK = re.compile(r"[ \t]*[\r\n]\s*")


def read_webpage(data: bytes) -> str:
    """The text of the page's body, one line a paragraph."""
    from bs4 import BeautifulSoup
    from bs4.element import PreformattedString

    import_module("lxml")  # the parser; named here so that its absence is noticed as such
    page = BeautifulSoup(DECLARATION.sub("", decode(data) or ""), "lxml")
    for element in page.find_all(SURROUNDINGS):
        element.decompose()
    for string in page.find_all(string=True):
        if isinstance(string, PreformattedString):  # comments and their like
            string.extract()
        elif string.find_parent("pre") is None:
            string.replace_with(SOURCE_BREAK.sub("", str(string)))
    for element in page.find_all(BLOCKS):
        element.insert_before("\n")
        element.insert_after("\n")
    return page.get_text()
