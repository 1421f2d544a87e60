"""The export contract."""

from knowledge.export import export
from tests.knowledge.samples import make_base


def test_export_has_the_contracts_form():
    """Every part of the export is there, citations in two fields."""
    data = export(make_base())
    assert {"documents", "entries", "rules", "checklists", "deadlines"} <= set(data)
    entry = data["entries"][0]
    assert {"id", "kind", "question", "variants", "answer", "citations"} <= set(entry)
    assert entry["citations"][0] == {"document": "CN1", "locator": "一.1"}
    assert data["documents"][0]["id"] == "CN1"
