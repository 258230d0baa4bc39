"""The command line as a whole: nouns, verbs, exit codes; it opens the window when no noun is given."""

import argparse
import errno
import importlib
import io
import itertools
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from hubdesk import __version__
from hubdesk.cli.context import Answer, Context
from hubdesk.errors import Cancelled, HubDeskError
from hubdesk.i18n import say

#: One module for each noun, in the order of `hubdesk --help`.
NOUNS = (
    "event",
    "kit",
    "people",
    "attendance",
    "charter",
    "note",
    "agenda",
    "walk",
    "filter",
    "codebook",
    "coding",
    "search",
    "statement",
    "poll",
    "projector",
    "demographic",
    "speaker",
    "question",
    "incident",
    "photo",
    "print",
    "expense",
    "grant",
    "report",
    "export",
    "bundle",
    "outbox",
    "key",
    "history",
    "lock",
    "care",
    "proof",
)
#: Files that a double click hands over.
SUFFIXES = (".hubbundle", ".hubkey")
_OPTIONS = ("workspace", "data_dir", "author", "unlock_file", "json", "quiet")


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 done, 1 could not, 2 wrong usage, 3 input refused."""
    logging.basicConfig(level=logging.ERROR, format="%(levelname)s %(name)s: %(message)s")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a file may have a name in bytes that are no letters
    given = _files_first(arguments)
    whole = parser()
    if empty := _valued_by_dashes(given):  # argparse takes these dashes away, and the option would have no words at all
        whole.error(f"argument {empty}: two dashes are no value")
    options = whole.parse_args(given)
    for name in _OPTIONS:
        options.__dict__.setdefault(name, None)
    options.__dict__.setdefault("files", [])
    options.program_language = getattr(options, "program_language", "") or ""
    if "run" not in options:  # no noun, or `open`
        from hubdesk.ui.app import main

        options.secret = Context(options).unlocking if options.unlock_file else None
        return main(options)
    return _command(Context(options))


def _files_first(arguments: Sequence[str]) -> list[str]:
    """Let `hubdesk FILE` (a double click) mean: open the window with these files."""
    given = list(arguments)
    if given and Path(given[0]).suffix in SUFFIXES and all(Path(name).suffix in SUFFIXES for name in given):
        return ["open", *given]
    return given


def _valued_by_dashes(arguments: Sequence[str]) -> str:
    """Return the option that was given two dashes as its words (`--event=--`), "" for none."""
    before = itertools.takewhile(lambda word: word != "--", arguments)
    return next((word[:-3] for word in before if word.startswith("--") and word.endswith("=--")), "")


def _command(context: Context) -> int:
    try:
        answer: Answer = context.options.run(context)
        return context.give(answer)
    except HubDeskError as error:
        return _told(context, error)
    except (KeyboardInterrupt, Cancelled):
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        too_long = error.errno == errno.ENAMETOOLONG
        return _told(context, _no_name(str(error.filename))) if too_long else _faulty(context, error)
    except Exception as error:  # noqa: BLE001 - the last place where a fault can be told without people's words
        return _faulty(context, error)
    finally:
        context.close()


def _told(context: Context, error: HubDeskError) -> int:
    for sentence in (error.what, error.safe, error.next):
        context.say(sentence)
    return error.exit_code


def _no_name(name: str) -> HubDeskError:
    return HubDeskError(
        say("The file cannot be read: {name}", name=f"{name[:60]}…"),
        safe=say("Nothing was changed."),
        next=say("Give the name of a file."),
        code="long-name",
    )


def _faulty(context: Context, error: Exception) -> int:
    altered = context.damage()
    return _told(context, altered) if altered else _fault(context, error)


def _fault(context: Context, error: Exception) -> int:
    context.say(say("Something went wrong that should not have: this is a fault in HubDesk."))
    context.say(say("Everything that was saved before is still there."))
    context.say(say("Tell the maintainers this code: {code}", code=place(error)))
    return 1


def place(error: BaseException) -> str:
    """Return type and place of a fault, without any words of people."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    where = f"{Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}" if last else ""
    return f"{type(error).__name__} {where}"


def parser() -> argparse.ArgumentParser:
    """Return the whole parser; nouns are small modules that import their verbs only when they run."""
    whole = argparse.ArgumentParser(
        prog="hubdesk",
        description="Hold a gathering about a document, without a network. Without a command the window opens.",
        epilog="examples:\n  hubdesk\n  hubdesk event add 'Evening at the library' --start 2026-10-01T18:00\n"
        "  hubdesk people import list.csv --event Evening --dry-run\n"
        "  hubdesk demo --out demo-out\n\nexit codes: 0 done, 1 could not be done, 2 wrong usage, 3 input refused",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=f"HubDesk {__version__}")
    whole.add_argument("--language", dest="program_language", default="", metavar="TAG", help="language of messages")
    shared(whole)
    nouns = whole.add_subparsers(metavar="COMMAND", title="commands")
    opened = nouns.add_parser("open", help="open the window with files")
    opened.add_argument("files", nargs="+", metavar="FILE")
    shared(opened)
    for name in NOUNS:
        importlib.import_module(f"hubdesk.cli.{name}").add(nouns)
    return whole


def shared(to: argparse.ArgumentParser) -> None:
    """Add the options that stand before the noun or after the verb."""
    quiet = argparse.SUPPRESS
    to.add_argument("--workspace", metavar="FILE", default=quiet, help="the workspace (made when missing)")
    to.add_argument("--data-dir", metavar="DIR", default=quiet, help="keep everything below this folder")
    to.add_argument("--author", metavar="NAME", default=quiet, help="how you are called in the team")
    to.add_argument("--unlock-file", metavar="F", default=quiet, help="the passphrase of a locked workspace")
    to.add_argument("--json", action="store_true", default=quiet, help="print one JSON object")
    to.add_argument("--quiet", action="store_true", default=quiet, help="no messages")
