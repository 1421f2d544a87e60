"""What commands print."""

import json
from typing import Any


def json_text(data: Any) -> str:
    """JSON that people can read, too, ending its line."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
