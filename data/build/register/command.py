"""`python -m data.build register FILE`: its options, and what it answers."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from data.build.register.importing import Paths, run
from data.build.register.messages import LANGUAGES, RegisterError, speaker


def add_options(parser: argparse.ArgumentParser, published: Path) -> None:
    """The options of the subcommand."""
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV or Excel list of projects, from any authority")
    parser.add_argument("--mapping", type=Path, metavar="FILE.toml", help="which column is which, and who issued it")
    parser.add_argument("--yes", action="store_true", help="accept the columns that were recognised")
    parser.add_argument("--report", type=Path, metavar="FILE.csv", help="where to write what was flagged or rejected")
    parser.add_argument("--lang", choices=LANGUAGES, default="es", help="language of the report and the messages")
    parser.add_argument("--into", type=Path, default=published, help="folder to publish to", metavar="DIR")


def import_register(options: argparse.Namespace, published: Path) -> int:
    """Exit code 0 when the register is published, 1 when nothing was changed; the reason goes to stderr."""
    say = speaker(options.lang)
    paths = Paths(options.file, options.into, options.mapping, options.report)
    try:
        run(paths, published, say, None if options.yes else _ask)
    except RegisterError as error:
        print(say("stop.prefix", reason=error.said(say)), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(say("stop.prefix", reason=say("stop.interrupted")), file=sys.stderr)
        return 1
    return 0


def _ask(question: str) -> str:
    """The answer of a person; none where nobody is there to answer."""
    try:
        return input(question)
    except EOFError:
        return ""
