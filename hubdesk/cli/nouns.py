"""How a noun gets its verbs: one function call for each sub-command."""

import argparse
from collections.abc import Callable
from typing import Any

from hubdesk.cli.context import Answer, Context

Run = Callable[[Context], Answer]
Nouns = Any


def noun(nouns: Nouns, name: str, text: str) -> Nouns:
    """Add a noun and return what its verbs are added to."""
    made = nouns.add_parser(name, help=text, description=text)
    verbs = made.add_subparsers(metavar="VERB", title="verbs")
    verbs.required = True
    return verbs


def verb(verbs: Nouns, name: str, run: Run, text: str, *, example: str) -> argparse.ArgumentParser:
    """Add a verb with its help (the example first) and the shared options; return it for its arguments."""
    from hubdesk.cli.main import shared

    made: argparse.ArgumentParser = verbs.add_parser(
        name,
        help=text,
        description=f"example:\n  hubdesk {example}\n\n{text}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    shared(made)
    made.set_defaults(run=run)
    return made


def program_language(made: argparse.ArgumentParser) -> None:
    """Let `--language` after the verb mean the program's language, for verbs that have no language of their own."""
    made.add_argument("--language", dest="program_language", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
