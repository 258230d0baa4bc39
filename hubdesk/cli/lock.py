"""`hubdesk lock`: a passphrase for the workspace."""

from datetime import UTC, datetime
from pathlib import Path

from hubdesk.cli.context import Answer, Context, secret
from hubdesk.cli.nouns import Nouns, noun, program_language, verb
from hubdesk.errors import HubDeskError, Usage
from hubdesk.i18n import Sentence, count, say


def add(nouns: Nouns) -> None:
    """Add the noun."""
    verbs = noun(nouns, "lock", "a passphrase for the workspace: set, change, remove")
    for name, run, text in (
        ("set", _set, "Lock the workspace and its backups by a passphrase; what cannot be read of them is erased."),
        ("change", _change, "Lock them by another passphrase."),
    ):
        made = verb(verbs, name, run, text, example=f"lock {name} --passphrase-file words.txt")
        made.add_argument("--passphrase-file", metavar="F", help="words of one's own; else five are chosen and printed")
        made.add_argument("--out", metavar="FILE", help="the recovery words as a page to print (PDF)")
        if name == "set":
            made.add_argument("--erase-backups", action="store_true", help="go on where some cannot be read")
        program_language(made)
    program_language(verb(verbs, "remove", _remove, "Write them in plain again.", example="lock remove"))


def _set(context: Context) -> Answer:
    from hubdesk.desk import locking

    if locking.needs_passphrase(context.workspace):
        raise Usage(
            say("This workspace has a passphrase already."),
            next=say("Set another one: {command}", command="hubdesk lock change"),
        )
    lost = locking.unreadable(context.folders, context.workspace)
    if lost and not context.options.erase_backups:
        names = ", ".join(path.name for path in lost)
        raise HubDeskError(
            count(
                len(lost),
                "{n} older backup cannot be read, so it cannot be locked and would be erased: {names}",
                "{n} older backups cannot be read, so they cannot be locked and would be erased: {names}",
                names=names,
            ),
            safe=say("Nothing was changed: the workspace and its backups are as they were."),
            next=say("Copy what you need of it elsewhere first, then go on with {option}.", option="--erase-backups"),
            code="unreadable-backups",
        )
    return _locked(context, "")


def _change(context: Context) -> Answer:
    from hubdesk.desk import locking

    return _locked(context, context.unlocking() if locking.needs_passphrase(context.workspace) else "")


def _locked(context: Context, old: str) -> Answer:
    from hubdesk.desk import locking

    own = secret(context.options.passphrase_file)
    if not context.workspace.exists():
        _ = context.desk  # made here, as by every verb
        context.close()
    new = own or locking.choose(context.language)
    done = locking.lock(context.folders, context.workspace, new, old=old, language=context.language)
    data: dict[str, object] = {"words": done.words, "backups": done.backups, "removed": done.removed}
    notes = [say("The recovery words open the workspace too, and are kept nowhere: write them down now.")]
    if done.backups:
        notes.append(count(done.backups, "{n} backup was locked too.", "{n} backups were locked too."))
    if done.removed:
        notes.append(count(done.removed, "{n} unreadable backup was erased.", "{n} unreadable backups were erased."))
    if not own:
        data["passphrase"] = new
    code = _page(context, done.words, data, notes) if context.options.out else 0
    return Answer(data=data, lines=[*([] if own else [new]), done.words], notes=notes, code=code)


def _page(context: Context, recovery: str, data: dict[str, object], notes: list[Sentence]) -> int:
    """Write the page of a workspace that is locked already: where it cannot be, the words are told all the same."""
    from hubdesk.desk import locking

    page = Path(context.options.out)
    try:
        locking.write_page(recovery, page, language=context.language, at=datetime.now(UTC))
    except HubDeskError as error:
        for sentence in (error.what, error.safe, error.next):
            context.say(sentence)
        return error.exit_code
    data["path"] = str(page)
    notes.append(say("Print the page, then delete the file: who reads it can open the workspace."))
    return 0


def _remove(context: Context) -> Answer:
    from hubdesk.desk import locking

    done = locking.unlock(
        context.folders, context.workspace, context.unlocking() if locking.needs_passphrase(context.workspace) else ""
    )
    return Answer(
        data={"backups": done.backups},
        notes=[say("The workspace and its backups are not locked any more: encrypt the disk.")],
    )
