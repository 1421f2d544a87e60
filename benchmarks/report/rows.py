"""The rows that every benchmark prints: as a table while they come, or as the JSON that the contract names."""

import json
from collections.abc import Iterable
from typing import Any

Row = dict[str, Any]


def row(name: str, value: float, unit: str, *, reference: str = "", ratio: float | None = None) -> Row:
    """One figure, with what it is held against and how many times as much it is."""
    return {
        "name": name,
        "value": round(value, 4),
        "unit": unit,
        "reference": reference,
        "ratio": None if ratio is None else round(ratio, 4),
    }


def show(rows: Iterable[Row], *, as_json: bool) -> None:
    """Print the rows."""
    if as_json:
        print(json.dumps(list(rows), ensure_ascii=False, indent=1))
        return
    for item in rows:
        ratio = "" if item["ratio"] is None else f"{item['ratio']:8.3f} × "
        print(
            f"{item['name']:<50}{item['value']:>10.3f} {item['unit']:<10}{ratio}{item['reference']}",
            flush=True,
        )
