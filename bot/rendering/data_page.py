"""Everything that is kept about a person, as a page that a browser shows: no scripts, nothing from elsewhere."""

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.rendering import data_texts as texts
from knowledge.knowledge_base import KnowledgeBase

STYLE = (
    "body{font-family:sans-serif;max-width:50em;margin:2em auto;padding:0 1em;line-height:1.6}"
    "table{border-collapse:collapse;width:100%;margin-bottom:1em}"
    "th,td{border:1px solid #ccc;padding:.3em .6em;text-align:left;vertical-align:top;overflow-wrap:anywhere}"
    "th{width:9em;background:#f5f5f5;font-weight:normal}"
)
EMPTY: tuple[Any, ...] = (None, "", [], {})
# What somebody wrote is shown as it was written, whatever it looks like.
WRITTEN = frozenset(
    {"text", "reply", "note", "reason", "name", "display_name", "workplace", "region", "post", "title"}
)


def _tells(key: str, value: Any) -> bool:
    """Whether a field says something to a person."""
    return key not in texts.TECHNICAL and value not in EMPTY


def titles_in(base: KnowledgeBase) -> dict[str, str]:
    """What the things of the content are called, by their ids."""
    return {
        **{one.id: one.label for template in base.checklists.values() for one in template.inputs.values()},
        **{fact.id: fact.label for fact in base.facts.values()},
        **{rule.id: rule.title for rule in base.rules.values()},
        **{rule.id: rule.title for rule in base.deadlines.values()},
        **{template.id: template.title for template in base.checklists.values()},
        **{entry.id: entry.question for entry in base.entries.values()},
        **{document.id: document.short for document in base.documents.values()},
    }


@dataclass(frozen=True)
class DataPage:
    """How values are shown: in which zone, and what rules, facts and checklists are called."""

    zone: ZoneInfo
    names: Mapping[str, str]

    def render(self, data: Mapping[str, Any]) -> str:
        """The export as HTML."""
        title = html.escape(texts.TITLE)
        intro = html.escape(texts.INTRO.format(at=self._word(data["exported_at"])))
        parts = "".join(self._part(label, data.get(name)) for name, label in texts.PARTS.items())
        return (
            f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>'
            f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head>'
            f"<body><h1>{title}</h1><p>{intro}</p>{parts}</body></html>\n"
        )

    def _part(self, label: str, content: Any) -> str:
        """A heading and a table for each row."""
        rows = content if isinstance(content, list) else [content] if content else []
        tables = "".join(map(self._table, rows)) or f"<p>{html.escape(texts.NOTHING)}</p>"
        return f"<h2>{html.escape(label)}</h2>{tables}"

    def _table(self, row: Mapping[str, Any]) -> str:
        """The fields of a row that say something to its person."""
        cells = (
            f"<tr><th>{html.escape(self._label(key))}</th><td>{'<br>'.join(self._lines(key, value))}</td></tr>"
            for key, value in row.items()
            if _tells(key, value)
        )
        return f"<table>{''.join(cells)}</table>"

    def _label(self, key: str) -> str:
        return texts.LABELS.get(key) or self.names.get(key) or texts.WORDS.get(key) or key

    def _lines(self, key: str, value: Any) -> Iterator[str]:
        """A value as it is read, with what it is made of."""
        if isinstance(value, dict):
            for name, item in value.items():
                if not _tells(name, item):
                    continue
                yield f"{html.escape(self._label(str(name)))}：{'，'.join(self._lines(str(name), item))}"
        elif isinstance(value, list):
            for item in value:
                yield from self._lines(key, item)
        else:
            yield html.escape(str(value) if key in WRITTEN else self._word(value))

    def _word(self, value: Any) -> str:
        """A single value in plain words."""
        if isinstance(value, bool):
            return texts.TRUTHS[value]
        said = "" if value is None else str(value)
        known = self.names.get(said) or texts.WORDS.get(said)
        return known or self._moment(said) or said

    def _moment(self, said: str) -> str | None:
        """An instant at the person's place; None for anything else."""
        try:
            at = datetime.fromisoformat(said)
        except ValueError:
            return None
        if at.tzinfo is None:
            return None
        return texts.MOMENT.format(at=at.astimezone(self.zone))
