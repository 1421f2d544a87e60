"""Telegram's HTML: which entities come out and how broken markup is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.local.entities import clean, utf16_length
from bot.local.errors import ApiError
from bot.local.html_markup import normal_url, parse_html
from tests.bot.local.covered import utf16_slice


def parsed(source):
    """Return the text and short forms of the entities."""
    text, raw = parse_html(source)
    formatted = clean(text, raw)
    return formatted.text, [
        (e["type"], utf16_slice(formatted.text, e["offset"], e["length"])) for e in formatted.entities
    ]


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"),
        ("strong", "bold"),
        ("i", "italic"),
        ("em", "italic"),
        ("u", "underline"),
        ("ins", "underline"),
        ("s", "strikethrough"),
        ("strike", "strikethrough"),
        ("del", "strikethrough"),
        ("tg-spoiler", "spoiler"),
        ("code", "code"),
        ("pre", "pre"),
        ("blockquote", "blockquote"),
        ("B", "bold"),
    ],
)
def test_plain_tags(tag, kind):
    """Every tag that Telegram knows becomes its entity."""
    assert parsed(f"前<{tag}>字</{tag}>后") == ("前字后", [(kind, "字")])


def test_offsets_count_utf16():
    """An emoji outside the basic plane counts as two units."""
    _, entities = parse_html("👍<b>好</b>")
    assert entities == [{"type": "bold", "offset": 2, "length": 1}]


def test_span_and_expandable_quote():
    """A spoiler may be a span, a quote may be expandable."""
    source = '<span class="tg-spoiler">藏</span><blockquote expandable>长</blockquote>'
    assert parsed(source)[1] == [("spoiler", "藏"), ("expandable_blockquote", "长")]


def test_code_language():
    """A pre with a code of a language is one entity that knows the language."""
    _, entities = parse_html('<pre><code class="language-python">x = 1</code></pre>')
    assert entities == [{"type": "pre", "offset": 0, "length": 5, "language": "python"}]


def test_code_without_language_in_pre():
    """A plain code that fills a pre vanishes in it; outside a pre a language means nothing."""
    assert parse_html("<pre><code>x</code></pre>")[1] == [{"type": "pre", "offset": 0, "length": 1}]
    source = '<code class="language-python">x</code>'
    assert parse_html(source)[1] == [{"type": "code", "offset": 0, "length": 1}]


def test_pre_after_another_entity():
    """An entity before a pre stays untouched."""
    assert [e["type"] for e in parse_html("<b>x</b><pre>y</pre>")[1]] == ["bold", "pre"]


def test_references():
    """The four named references and numeric ones are resolved, anything else stays as typed."""
    text, _ = parse_html("&lt;&gt;&amp;&quot; &#20013;&#x6587; &nbsp; & &#0; &#xD800;")
    assert text == '<>&" 中文 &nbsp; & &#0; &#xD800;'


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ('<a href="https://example.com">字</a>', "https://example.com/"),
        ("<a href='http://example.com/a?b=1&amp;c=2'>字</a>", "http://example.com/a?b=1&c=2"),
        ("<a href=example.com>字</a>", "http://example.com/"),
        ("<a>example.com/x</a>", "http://example.com/x"),
        ('<a href="tg://user?id=7">字</a>', "tg://user?id=7"),
    ],
)
def test_links(source, url):
    """Links keep their address in Telegram's form."""
    assert parse_html(source)[1][0]["url"] == url


@pytest.mark.parametrize("address", ["", "没有网址", "javascript:alert(1)", "http://localhost", "a b.com"])
def test_no_links(address):
    """An address that Telegram doesn't take leaves plain text."""
    assert normal_url(address) is None
    assert parse_html(f'<a href="{address}">字</a>') == ("字", [])


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("中<p>x</p>", 'Unsupported start tag "p" at byte offset 3'),
        ("a < b", "Unclosed start tag at byte offset 2"),
        ("a <", "Unclosed start tag at byte offset 2"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ('<span class="x">y</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        (
            "<a href>x</a>",
            'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0',
        ),
        ('<a href="x">', 'Can\'t find end tag corresponding to start tag "a"'),
        ('<a href="x" ', "Unclosed start tag at byte offset 0"),
    ],
)
def test_refusals(source, reason):
    """Markup that doesn't parse is refused with Telegram's reason and byte offset."""
    with pytest.raises(ApiError) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {reason}"


def test_empty_end_tag_and_spaces():
    """An end tag may be empty, and may hold spaces before its bracket."""
    assert parsed("<b>x</><i>y</i >")[1] == [("bold", "x"), ("italic", "y")]


def test_empty_entities_vanish():
    """A tag around nothing leaves no entity."""
    assert parse_html("<b></b>x") == ("x", [])


@given(st.text(alphabet="字a<>/b&; =\"'👍", max_size=30))
def test_any_text_parses_or_is_refused(source):
    """Whatever comes, entities lie inside the text or the call is refused."""
    try:
        text, raw = parse_html(source)
    except ApiError:
        return
    formatted = clean(text, raw)
    for entity in formatted.entities:
        assert entity["offset"] >= 0
        assert 0 < entity["length"] <= utf16_length(formatted.text) - entity["offset"]
