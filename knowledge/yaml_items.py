"""Reading YAML lists into models, with the file and line of every problem."""

from collections.abc import Sequence
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from knowledge.errors import Finding
from knowledge.parsed import ParsedFiles
from knowledge.places import Place
from knowledge.sources import Content

Item = TypeVar("Item", bound=Content)
Items = list[tuple[Item, Place]]
FAST_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _UniqueKeyLoader(FAST_LOADER):  # type: ignore[misc, valid-type]
    """A safe loader that keeps, for each item of the outer list, the line it starts on."""

    def construct_document(self, node: yaml.Node) -> Any:
        self.root = node
        return super().construct_document(node)


def read_items(
    text: str, *, file: str, model: type[Item], parsed: ParsedFiles
) -> tuple[Items[Item], list[Finding]]:
    """The items of one YAML list with their places, and a finding for everything that does not fit `model`.

    A text that was parsed before is not parsed again.
    """
    rows = parsed.get(text)
    if rows is not None:
        try:
            return [(model.model_validate(row), Place(file, line)) for line, row in rows], []
        except ValidationError:
            pass  # only the parser knows on which lines the problems are
    return _parse_items(text, file=file, model=model, parsed=parsed)


def _parse_items(
    text: str, *, file: str, model: type[Item], parsed: ParsedFiles
) -> tuple[Items[Item], list[Finding]]:
    loader = _UniqueKeyLoader(text)
    try:
        rows = loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        return [], [Finding(file, line, "", f"not YAML: {error.problem}")]
    finally:
        loader.dispose()
    if rows is None:
        return [], []
    if not isinstance(rows, list):
        return [], [Finding(file, 1, "", "a list of items is expected")]
    nodes = loader.root.value
    parsed.add(text, [(_line(node, ()), row) for row, node in zip(rows, nodes, strict=True)])
    items: Items[Item] = []
    findings: list[Finding] = []
    for row, node in zip(rows, nodes, strict=True):
        try:
            items.append((model.model_validate(row), Place(file, _line(node, ()))))
        except ValidationError as error:
            findings += _findings(error, row=row, node=node, file=file)
    return items, findings


def _findings(error: ValidationError, *, row: Any, node: yaml.Node, file: str) -> list[Finding]:
    name = str(row.get("id") or row.get("term") or "?") if isinstance(row, dict) else "?"
    return [
        Finding(
            file,
            _line(node, problem["loc"]),
            "/".join([name, *map(str, problem["loc"])]),
            problem["msg"],
        )
        for problem in error.errors()
    ]


def _line(node: yaml.Node, path: Sequence[str | int]) -> int:
    """The line (from 1) of the innermost node that the path reaches."""
    for step in path:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), node)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
    return int(node.start_mark.line) + 1
