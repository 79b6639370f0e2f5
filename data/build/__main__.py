"""`python -m data.build`: every published table from the raw files, or none. `register FILE`: the list of projects."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from data.build.raw import BuildError
from data.build.register import command

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "data" / "published"


def main() -> int:
    """Exit code 0 when everything was published, 1 when nothing was changed; the reason goes to stderr."""
    parser = argparse.ArgumentParser(prog="python -m data.build", description=__doc__)
    parser.add_argument("--raw", type=Path, default=ROOT.parent / "shared" / "data", help="folder of the raw files")
    parser.add_argument("--out", type=Path, default=PUBLISHED, help="folder to publish to")
    parser.add_argument("--only", metavar="TABLE", help="build one table, keep the others as published")
    commands = parser.add_subparsers(dest="command")
    register = commands.add_parser("register", help="take a list of projects from an authority into the register")
    command.add_options(register, PUBLISHED)
    options = parser.parse_args()
    if options.command == "register":
        return command.import_register(options, PUBLISHED)
    return _build(options)


def _build(options: argparse.Namespace) -> int:
    from data.build.pipeline import build  # all the readers, which a register does not need

    try:
        build(options.raw, options.out, options.only)
    except BuildError as error:
        print(f"build stopped, nothing was published: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
