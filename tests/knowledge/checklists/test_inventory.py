"""Every step of the inventory of procedures is a checklist's item with the places that it names."""

import re
from pathlib import Path

import pytest

from knowledge.loader import load_checklists

INVENTORY = Path(__file__).parents[4] / "shared" / "COVERAGE.md"
PROCEDURE = re.compile(r"### (P\d\d) ")
STEP = re.compile(r"\| (\d+[ab]?) \|.*\| ([^|]*) \|$")
PLACE = re.compile(r"`([A-Z]+\d{4}) ([^`]+)`")
PROCEDURES, STEPS = 59, 314


def inventory():
    """The places of each step, by its number in the inventory."""
    chapter = INVENTORY.read_text(encoding="utf-8").partition("\n## 3.")[2].partition("\n## 4.")[0]
    found, procedure = {}, ""
    for line in chapter.splitlines():
        heading, row = PROCEDURE.match(line), STEP.match(line)
        if heading:
            procedure = heading[1]
        elif row:
            found[f"{procedure}.{row[1]}"] = {" ".join(place) for place in PLACE.findall(row[2])}
    return found


@pytest.mark.skipif(not INVENTORY.exists(), reason="the inventory is not beside the project")
def test_every_step_is_found_with_its_places():
    """By number and place: 59 procedures, 314 steps, none missing, none cited elsewhere only."""
    wanted = inventory()
    items = {item.covers: item for one in load_checklists().templates.values() for item in one.items}
    assert len({name.partition(".")[0] for name in wanted}) == PROCEDURES
    assert len(wanted) == STEPS
    assert wanted.keys() == items.keys()
    lacking = {name: places - {str(one) for one in items[name].cite} for name, places in wanted.items()}
    assert {name: places for name, places in lacking.items() if places} == {}
    assert [name for name, places in wanted.items() if not places] == []
