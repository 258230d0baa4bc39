"""What every command has: the workspace when it asks for it, and one way to answer."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import category

from hubdesk import paths
from hubdesk.errors import HubDeskError, Usage
from hubdesk.i18n import Sentence, Words, known, say, words

if TYPE_CHECKING:
    from hubdesk.desk.desk import Desk


#: Unicode categories of what ends a line or steers a terminal.
_STEERING = ("Cc", "Zl", "Zp")


@dataclass(slots=True, kw_only=True)
class Answer:
    """What a command found: `data` for `--json`, `lines` for people (data, on stdout), `notes` about it (stderr).

    Where `data` is None, all of it has been printed already; `content` stands on stdout in place of the lines, byte
    for byte.
    """

    data: Mapping[str, Any] | None
    lines: Iterable[str] = ()
    notes: Iterable[Sentence] = ()
    code: int = 0
    content: bytes | None = None


@dataclass
class Context:
    """One call of the program."""

    options: Namespace
    _desk: "Desk | None" = field(default=None, init=False)

    @cached_property
    def language(self) -> str:
        """The program's language: `--language` before the noun, else the settings', else the system's."""
        import locale

        from hubdesk import settings

        chosen = self.options.program_language or settings.load(self.folders.config / "settings.json").language
        return known(chosen or locale.getlocale()[0] or "en")

    @property
    def tell(self) -> Words:
        """Words of the program's language."""
        return words(self.language)

    @cached_property
    def folders(self) -> paths.Folders:
        """The person's folders, or those below `--data-dir`."""
        given = self.options.data_dir
        return paths.folders(Path(given) if given else None)

    @property
    def workspace(self) -> Path:
        """The workspace that is meant, not opened (it may be damaged)."""
        from hubdesk import settings

        given = Path(self.options.workspace) if self.options.workspace else None
        return settings.chosen_workspace(self.folders, given)

    @property
    def desk(self) -> "Desk":
        """The workspace; opened on first use and made when it is missing."""
        if self._desk is None:
            from hubdesk.desk.starting import start

            self._desk = start(self.folders, self.workspace, name=self.options.author or "", secret=self.unlocking)
        return self._desk

    def unlocking(self) -> str:
        """Return the passphrase of a locked workspace: from `--unlock-file`, else asked where there is a terminal."""
        if self.options.unlock_file:
            return secret(self.options.unlock_file) or ""
        if not sys.stdin.isatty():
            raise HubDeskError(
                say("This workspace is locked by a passphrase."),
                safe=say("Nothing in it was read or changed."),
                next=say("Write the passphrase into a file and name it with --unlock-file."),
                code="passphrase",
            )
        import getpass

        return getpass.getpass(self.tell(say("Passphrase:"), isolated=False) + " ")

    def key_of(self, *files: Path) -> bytes | None:
        """Return the key of the first file of these that is locked, None where none is."""
        from hubdesk.desk import locking

        found = next((each for each in files if locking.needs_passphrase(each)), None)
        return locking.key_of(found, self.unlocking()) if found else None

    def damage(self) -> HubDeskError | None:
        """Return what to tell when the open workspace was altered, which explains any fault; else None."""
        if self._desk is None:
            return None
        from hubdesk.desk.care import damage

        return damage(self._desk)

    def close(self) -> None:
        """Close the workspace when it was opened."""
        if self._desk is not None:
            self._desk.close()
            self._desk = None

    def give(self, answer: Answer) -> int:
        """Print an answer: data on stdout, messages on stderr. Returns the exit code."""
        if self.options.json:
            if answer.data is not None:
                print(json.dumps(answer.data, ensure_ascii=False, default=plain))
        elif answer.content is not None:
            sys.stdout.buffer.write(answer.content)
            sys.stdout.flush()
        else:
            for line in answer.lines:
                print(line)
        if not self.options.quiet:
            for note in (*answer.notes, *self._room()):
                self.say(note)
        return answer.code

    def _room(self) -> Iterable[Sentence]:
        """Return what to say where the disk is full and the command was done in the room kept for that."""
        if self._desk is None:
            return ()
        from hubdesk.desk.care import room

        trouble = room(self._desk)
        return (trouble.what, trouble.safe, trouble.next) if trouble else ()

    def say(self, note: Sentence) -> None:
        """Print one message for a person on stderr: one line, whatever stands in the names of files."""
        told = self.tell(note, isolated=sys.stderr.isatty())
        print("".join(" " if category(c) in _STEERING else c for c in told), file=sys.stderr)


def plain(value: Any) -> Any:
    """Return a JSON form of what records hold."""
    if isinstance(value, frozenset | set):
        return sorted(value)
    if isinstance(value, Path | datetime):
        return str(value)
    raise TypeError(type(value).__name__)


def told(data: Mapping[str, Any]) -> list[str]:
    """Return one line for each field that says something, as `name: value` and without the signs of Python."""
    return [f"{name}: {_told(value)}" for name, value in data.items() if value not in ("", [], {}, ())]


def _told(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_told(each)}".strip() for name, each in value.items())
    if isinstance(value, list | tuple | frozenset | set):
        return ", ".join(" ".join(map(str, each)) if isinstance(each, list | tuple) else str(each) for each in value)
    return visible(str(value))


def visible(text: str) -> str:
    """Return words of strangers as a terminal may show them: one line, nothing that steers it or turns directions."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def read_input(name: str, limit: int) -> bytes:
    """Return the bytes of a file, or of standard input for "-"; at most `limit` + 1, so that a reader can refuse."""
    if name == "-":
        return sys.stdin.buffer.read(limit + 1)
    from hubdesk.desk.files import read

    return read(Path(name), limit)


def instant(text: str | None, zone: tzinfo | None = None) -> datetime | None:
    """Return an ISO 8601 time; one without offset is meant in `zone`, else in the computer's own. Usage for another."""
    from hubdesk.model.presence import moment

    if not text:
        return None
    if moment(text) is None:
        raise Usage(say("{text} is not a time.", text=text), next=say("Write it like 2026-10-01T18:00+02:00."))
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=zone).astimezone(UTC)


def secret(path: str | None) -> str | None:
    """Return the first line of a passphrase file; secrets never stand in arguments. Usage for a file without words."""
    if not path:
        return None
    lines = read_input(path, 4096).decode("utf-8-sig", "replace").strip().splitlines()
    if not lines:
        raise Usage(
            say("An event package opens with its words."),
            next=say("Write them into a file and name it with --passphrase-file."),
        )
    return lines[0]
