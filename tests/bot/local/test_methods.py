"""The table of methods against the published specification."""

import json
from pathlib import Path

import pytest

from bot.local.api import METHODS
from bot.local.methods import PARAMETERS, UNSUPPORTED

SPECIFICATION = Path(__file__).parents[4] / "shared" / "telegram-bot-api.json"
KINDS = {
    "int": {"Integer"},
    "str": {"String"},
    "bool": {"Boolean"},
    "chat": {"Integer", "String"},
    "file": {"InputFile", "String"},
}


def test_every_method_has_a_function():
    """Each method of the table is served, and nothing else."""
    assert set(METHODS) == set(PARAMETERS)


@pytest.mark.skipif(not SPECIFICATION.exists(), reason="the specification is not at hand")
@pytest.mark.parametrize("method", sorted(PARAMETERS))
def test_parameters_agree(method):
    """Names, types and required parameters are those of the specification."""
    published = json.loads(SPECIFICATION.read_text(encoding="utf-8"))["methods"][method]
    fields = {field["name"]: field for field in published.get("fields", [])}
    table = PARAMETERS[method]
    assert set(table) == set(fields)
    for name, kind in table.items():
        assert kind.endswith("!") == fields[name]["required"] or kind == UNSUPPORTED, name
        if allowed := KINDS.get(kind.removesuffix("!")):
            assert set(fields[name]["types"]) <= allowed, name
