"""Everything that `make bench` measures, each figure beside a reference measured in the same run.

`python tests/load/bench.py --only register --json bench.json`
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from measured import Measure  # noqa: E402

PARTS = (
    "visit",
    "sessions",
    "register",
    "failover",
    "greedy",
    "kill",
)  # each is <part>_bench.py with measures(largest: bool) -> Iterator[Measure]


def main() -> None:
    """Prints each figure as it is measured; writes all of them, with the machine, to a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", default=PARTS, choices=PARTS, help="parts to measure")
    parser.add_argument("--largest", action="store_true", help="also what takes long, as a register of 30 million rows")
    parser.add_argument("--json", type=Path, default=Path("bench.json"), help="the file to write")
    options = parser.parse_args()
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"measured on {machine}", flush=True)
    measured: list[Measure] = []
    for part in options.only:
        print(f"\n# {part}", flush=True)
        for measure in importlib.import_module(f"{part}_bench").measures(options.largest):
            measured.append(measure)
            print(measure.line(), flush=True)
    missed = [measure for measure in measured if measure.met is False]
    print(f"\n{len(measured)} figures, {len(missed)} short of their goal")
    written = {
        "machine": machine,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "measures": [measure.as_json() for measure in measured],
    }
    options.json.write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"written to {options.json}")


if __name__ == "__main__":
    main()
