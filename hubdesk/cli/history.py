"""`hubdesk history`, `undo` and `redo`."""

from hubdesk.cli.context import Answer, Context
from hubdesk.cli.nouns import Nouns, program_language, verb
from hubdesk.i18n import Sentence, say


def add(nouns: Nouns) -> None:
    """Add the three commands."""
    made = verb(nouns, "history", _history, "List what was done, newest first.", example="history --limit 20")
    made.add_argument("--limit", type=int, default=100, help="how many steps at most")
    program_language(made)
    program_language(verb(nouns, "undo", _undo, "Take the last step back.", example="undo"))
    program_language(verb(nouns, "redo", _redo, "Take the last undone step again.", example="redo"))


def _history(context: Context) -> Answer:
    found = context.desk.read.history(context.options.limit)
    rows = [
        {
            "at": entry.at.isoformat(),
            "author": entry.author,
            "text": context.tell(entry.sentence, isolated=False),
            "touched": sorted([kind, id] for kind, id in entry.touched),
        }
        for entry in found
    ]
    return Answer(data={"history": rows}, lines=[f"{row['at'][:16]}  {row['text']}" for row in rows])


def _undo(context: Context) -> Answer:
    return _step(context, context.desk.undo(), back=True)


def _redo(context: Context) -> Answer:
    return _step(context, context.desk.redo(), back=False)


def _step(context: Context, done: Sentence | None, *, back: bool) -> Answer:
    if done is None:
        return Answer(data={"step": None}, notes=[say("There is nothing to take back or do again.")])
    words = context.tell(done, isolated=False)
    told = say("Taken back: {step}", step=words) if back else say("Done again: {step}", step=words)
    return Answer(data={"step": words}, lines=[context.tell(told, isolated=False)])
