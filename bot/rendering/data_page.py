"""Everything that is kept about a person, as a page that a browser shows: no scripts, nothing from elsewhere."""

import html
from collections.abc import Mapping
from typing import Any

from bot.rendering import personal_texts as texts

STYLE = (
    "body{font-family:sans-serif;max-width:50em;margin:2em auto;padding:0 1em;line-height:1.6}"
    "table{border-collapse:collapse;width:100%;margin-bottom:1em}"
    "th,td{border:1px solid #ccc;padding:.3em .6em;text-align:left;vertical-align:top}"
    "th{width:12em;background:#f5f5f5;font-weight:normal}"
)


def render_data_page(data: Mapping[str, Any]) -> str:
    """The export as HTML."""
    title = html.escape(texts.PAGE_TITLE)
    intro = html.escape(texts.PAGE_INTRO.format(at=data["exported_at"]))
    parts = "".join(_part(label, data.get(name)) for name, label in texts.PARTS.items())
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head>'
        f"<body><h1>{title}</h1><p>{intro}</p>{parts}</body></html>\n"
    )


def _part(label: str, content: Any) -> str:
    """A heading and a table for each row."""
    rows = content if isinstance(content, list) else [content] if content else []
    tables = "".join(_table(row) for row in rows) or f"<p>{html.escape(texts.PAGE_NOTHING)}</p>"
    return f"<h2>{html.escape(label)}</h2>{tables}"


def _table(row: Mapping[str, Any]) -> str:
    """The fields of a row."""
    cells = (
        f"<tr><th>{html.escape(str(key))}</th><td>{_shown(value)}</td></tr>" for key, value in row.items()
    )
    return f"<table>{''.join(cells)}</table>"


def _shown(value: Any) -> str:
    """A value as it is read: nothing for none."""
    if value in (None, [], {}):
        return ""
    if isinstance(value, dict):
        return "<br>".join(f"{html.escape(str(key))}：{_shown(item)}" for key, item in value.items())
    if isinstance(value, list):
        return "<br>".join(map(_shown, value))
    return html.escape(str(value))
