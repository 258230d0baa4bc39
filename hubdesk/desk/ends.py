"""A run that ended without closing the workspace (no power, a crash): what is still here, in true numbers."""

from dataclasses import dataclass
from datetime import UTC, datetime

from hubdesk.desk import drafts
from hubdesk.desk.care import last_backup
from hubdesk.desk.desk import Desk
from hubdesk.i18n import Sentence, count, say
from hubdesk.model.records import Event
from hubdesk.store import opening


@dataclass(frozen=True, slots=True)
class End:
    """When the last run was seen last, the last backup (None: none), what was saved since, lines half typed."""

    at: datetime
    backup: datetime | None
    steps: int
    half_typed: int


def unclosed(desk: Desk) -> End | None:
    """Return what the last run left when it did not close the workspace, None when it did or somebody was told.

    The file was read whole before this says that everything is here; Refused when it is damaged.
    """
    at = desk.store.ended
    if at is None:
        return None
    if not desk.read.is_whole():
        raise opening.damaged()
    backup = last_backup(desk)
    steps = desk.read.steps_since(backup or datetime.fromtimestamp(0, UTC), desk.author.key)
    waiting = drafts.Drafts(drafts.folder_of(desk.folders), key=desk.key)
    names = [f"{event.id}{end}" for event in desk.read.all(Event) for end in drafts.ENDINGS]
    return End(at, backup, steps, sum(bool(waiting.found(name).text) for name in names))


def sentences(end: End, *, at: str, backup: str) -> list[Sentence]:
    """Say what an end left; `at` and `backup` are its times as the language writes them."""
    told = [say("HubDesk did not close properly on {date}.", date=at)]
    if end.backup is None:
        told.append(
            count(
                end.steps,
                "Everything that was saved is here: {n} step, without a backup so far.",
                "Everything that was saved is here: {n} steps, without a backup so far.",
            )
        )
    elif end.steps:
        told.append(
            count(
                end.steps,
                "Everything that was saved is here: {n} step since the last backup of {date}.",
                "Everything that was saved is here: {n} steps since the last backup of {date}.",
                date=backup,
            )
        )
    else:
        told.append(say("Everything that was saved is here, and in the last backup of {date}.", date=backup))
    if end.half_typed:
        told.append(
            count(end.half_typed, "The line that you were typing is back.", "{n} lines that you were typing are back.")
        )
    return told


def told(desk: Desk) -> None:
    """Remember that a person was told: the next start is quiet."""
    desk.run(desk.store.told)
