"""`python -m data.build`: every published table from the raw files, or none."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from data.build.pipeline import build
from data.build.raw import BuildError

ROOT = Path(__file__).parents[2]


def main() -> int:
    """Exit code 0 when everything was published, 1 when nothing was changed; the reason goes to stderr."""
    parser = argparse.ArgumentParser(prog="python -m data.build", description=__doc__)
    parser.add_argument("--raw", type=Path, default=ROOT.parent / "shared" / "data", help="folder of the raw files")
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "published", help="folder to publish to")
    parser.add_argument("--only", metavar="TABLE", help="build one table, keep the others as published")
    options = parser.parse_args()
    try:
        build(options.raw, options.out, options.only)
    except BuildError as error:
        print(f"build stopped, nothing was published: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
