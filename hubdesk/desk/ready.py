"""Whether a laptop is ready for a gathering without internet: each finding is a check that was really made."""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hubdesk.desk import cards, care, fonts
from hubdesk.desk.desk import Desk
from hubdesk.errors import HubDeskError
from hubdesk.i18n import LANGUAGES, Sentence, count, say
from hubdesk.model.records import Edition, Event
from hubdesk.model.templates import rules

if TYPE_CHECKING:
    from hubdesk.report.dates import Dates

Report = Callable[[int, int], None]
#: Less than this much free space is worth a warning before a gathering, in bytes.
ROOM = 500_000_000
#: The program did not exist before; a clock that says so is wrong.
BORN = datetime(2025, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check: `tone` is success, warning or error; `step` a part of Prepare, or `page`, mends it."""

    tone: str
    text: Sentence
    step: str = ""
    page: str = "prepare"


def checks(desk: Desk, event: str, *, language: str, report: Report | None = None) -> Iterator[Finding]:
    """Make all checks of a gathering and yield what they found; scripts and languages are named in `language`.

    A backup is made, and a report in each language of the room is printed into a file that is deleted again.
    """
    from hubdesk.report.dates import Dates

    here, tell = desk.read.get(Event, event), Dates(language)
    steps: tuple[Callable[[], Iterable[Finding]], ...] = (
        lambda: [_texts(desk, here, tell)],
        lambda: [_room(desk.path)],
        lambda: [_clock(desk)],
        lambda: [_key(desk)],
        lambda: _passphrase(desk, here),
        lambda: [_card(desk, tell)],
        lambda: [_backup(desk)],
        lambda: _printable(desk, event, language, tell),
    )
    tags = [tag for tag in sorted(here.languages) if tag in LANGUAGES] or ["en"]
    told = report or (lambda _done, _total: None)
    total = len(steps) + len(tags)
    for done, step in enumerate(steps):
        told(done, total)
        yield from step()
    for done, tag in enumerate(tags, start=len(steps)):
        told(done, total)
        yield _paper(desk, event, tag, told)


def _texts(desk: Desk, event: Event, tell: "Dates") -> Finding:
    if not event.charters:
        return Finding("warning", say("No text is chosen for this event."), "document")
    there: set[str] = set()
    for each in desk.read.all(Edition):
        if each.charter in event.charters:
            there |= each.languages | {each.language}
    missing = sorted(event.languages - there)
    if missing:
        names = tell.listed([LANGUAGES.get(tag) or tell.language_name(tag) or tag for tag in missing])
        text = say("The text is missing in these languages of the room: {names}", names=names)
        return Finding("warning", text, "document")
    return Finding("success", say("The text is here in every language of the room."))


def _room(path: Path) -> Finding:
    free = shutil.disk_usage(path.parent).free
    if free >= 10_000_000_000:
        return Finding(
            "success", count(free // 1_000_000_000, "{n} GB of the disk is free.", "{n} GB of the disk are free.")
        )
    text = count(free // 1_000_000, "{n} MB of the disk is free.", "{n} MB of the disk are free.")
    return Finding("success" if free >= ROOM else "warning", text)


def _clock(desk: Desk) -> Finding:
    now, last = desk.now(), care.last_saved(desk)
    if now < BORN:
        return Finding("error", say("The clock of this laptop is wrong: set date and time before the event."))
    if last is not None and last > now + timedelta(hours=1):
        text = say("Something was saved at a later time than it is now: look at date and time of all laptops.")
        return Finding("error", text)
    return Finding("success", say("The clock of this laptop agrees with what was saved."))


def _key(desk: Desk) -> Finding:
    try:
        good = len(desk.author.sign(b"hubdesk ready check")) == 64
    except (OSError, ValueError, HubDeskError):
        good = False
    if good:
        return Finding("success", say("The key of this laptop signs."))
    return Finding("error", say("The key of this laptop cannot sign: files made here could not be merged."))


def _passphrase(desk: Desk, event: Event) -> Iterable[Finding]:
    if rules(event.sensitive).passphrase:
        if desk.locked:
            yield Finding("success", say("The workspace is locked by a passphrase."))
        else:
            yield Finding("error", say("A sensitive gathering needs a passphrase: set one now."), page="lock")


def _card(desk: Desk, tell: "Dates") -> Finding:
    kept = cards.kept(desk)
    if not kept:
        return Finding("warning", say("No recipient card is kept here: upload files will not be sealed."), page="keys")
    names = tell.listed([each.card.name for each in kept])
    return Finding("success", say("Upload files will be sealed for: {names}", names=names))


def _backup(desk: Desk) -> Finding:
    try:
        made = care.backup(desk)
    except HubDeskError as error:
        return Finding("error", error.what)
    if told := made.told():
        return Finding("warning", told)
    return Finding("success", say("A backup was made just now: {name}", name=made.path.name))


def _paper(desk: Desk, event: str, tag: str, report: Report) -> Finding:
    from hubdesk.desk import reports  # slow to import

    name = LANGUAGES[tag]
    with tempfile.TemporaryDirectory(prefix="hubdesk-") as folder:
        try:
            path = Path(folder) / "check.pdf"
            made = reports.pdf(desk, [event], path, language=tag, report=report, leaves=False)
        except (HubDeskError, OSError):
            return Finding("error", say("No report can be printed in this language: {name}", name=name))
        size = made.path.stat().st_size
    if size < 1000:
        return Finding("error", say("No report can be printed in this language: {name}", name=name))
    return Finding("success", say("A report was printed into a file and looked at: {name}", name=name))


def _printable(desk: Desk, event: str, language: str, tell: "Dates") -> Iterable[Finding]:
    """Look whether reports can print every letter, script by script: those fonts are others than the window's."""
    found = fonts.lost(desk, event, language=language)
    for each in found:
        letters = tell.listed([f"{letter} (U+{ord(letter):04X})" for letter in each.letters[:8]])
        text = say(
            "Reports cannot print all of this script: {script} ({letters}). Put a font for it into {folder}.",
            script=each.name,
            letters=letters,
            folder=str(desk.folders.fonts),
        )
        yield Finding("warning", text)
    if not found:
        yield Finding("success", say("Reports can print every letter in people list, text and notes."))
