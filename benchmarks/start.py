"""How long a start takes until the bot is ready, against importing the two libraries it is built on in the same run.

A process is started as an operator would start it, with the local messenger and a data folder of its own, and watched
until it prints its address; each measurement is the median of several starts after a first one that fills the data
folder. Light commands are measured as whole processes. Memory is that of the ready process.

    python benchmarks/start.py [--json] [--runs 5]
"""

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BARE = "python -c 'import telegram, sqlmodel'"
LIGHT: Mapping[str, Sequence[str]] = {
    "eligibility list": ("eligibility", "list"),
    "checklist list": ("checklist", "list"),
    "deadline list": ("deadline", "list"),
    "ask": ("ask", "试用期一般多长"),
}
PATIENCE = 120.0
PAGE_KB = os.sysconf("SC_PAGE_SIZE") / 1024


def main() -> None:
    """Print all rows, as a table or as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    rows = list(measure(args.runs))
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for item in rows:
        ratio = "" if item["ratio"] is None else f"{item['ratio']:8.2f} × {item['reference']}"
        print(f"{item['name']:<32}{item['value']:>9.3f} {item['unit']:<4}{ratio}")


def measure(runs: int) -> Iterator[dict[str, Any]]:
    """Starts, commands and the bare imports, in turn, so that a change of the machine's pace meets all of them."""
    with tempfile.TemporaryDirectory() as folder:
        ready: list[tuple[float, float]] = [start(folder)]
        spent: dict[str, list[float]] = {}
        kept = []
        for _ in range(runs):
            spent.setdefault(BARE, []).append(seconds(["-c", "import telegram, sqlmodel"], folder))
            kept.append(start(folder))
            for name, arguments in LIGHT.items():
                spent.setdefault(name, []).append(seconds(["run_bot.py", *arguments], folder))
    bare = statistics.median(spent.pop(BARE))
    yield row("start/bare imports", bare, "s")
    yield row("start/first to ready", ready[0][0], "s", reference=BARE, ratio=ready[0][0] / bare)
    value = statistics.median(time_to_ready for time_to_ready, _ in kept)
    yield row("start/to ready", value, "s", reference=BARE, ratio=value / bare)
    yield row("start/resident memory", statistics.median(memory for _, memory in kept), "MB")
    for name, times in spent.items():
        value = statistics.median(times)
        yield row(f"command/{name}", value, "s", reference=BARE, ratio=value / bare)


def start(folder: str) -> tuple[float, float]:
    """Seconds from the start of the process to its first line, and its resident memory in MB then."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "run_bot.py"],
        cwd=ROOT,
        env=surroundings(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        ready = time.perf_counter() - began
        memory = resident_memory(process.pid) if line else 0.0
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)
    if not line:
        raise SystemExit("the bot did not start; python run_bot.py says why")
    return ready, memory


def resident_memory(number: int) -> float:
    """Megabytes of a process, where the system tells."""
    status = Path(f"/proc/{number}/statm")
    return int(status.read_text().split()[1]) * PAGE_KB / 1024 if status.exists() else 0.0


def seconds(arguments: Sequence[str], folder: str) -> float:
    """How long Python takes with these arguments."""
    return timed(
        lambda: subprocess.run(  # noqa: S603 - our own commands
            [sys.executable, *arguments],
            cwd=ROOT,
            env=surroundings(folder),
            stdout=subprocess.DEVNULL,
            check=True,
        )
    )


def timed(call: Callable[[], object]) -> float:
    """Seconds of a call."""
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def surroundings(folder: str) -> dict[str, str]:
    """The environment without settings of whoever runs this, with bytecode that the first start leaves behind."""
    foreign = ("CADREBOT_", "PYTHONDONTWRITEBYTECODE")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    own = {"CADREBOT_DATA_DIR": folder, "CADREBOT_LOCAL_PORT": "0", "CADREBOT_TOKEN": ""}
    return inherited | own | {"PYTHONPYCACHEPREFIX": f"{folder}/bytecode"}


def row(
    name: str, value: float, unit: str, *, reference: str = "", ratio: float | None = None
) -> dict[str, Any]:
    """One line of the benchmark contract."""
    rounded = None if ratio is None else round(ratio, 3)
    return {"name": name, "value": round(value, 3), "unit": unit, "reference": reference, "ratio": rounded}


if __name__ == "__main__":
    main()
