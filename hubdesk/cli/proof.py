"""`hubdesk demo` and `hubdesk self-test`."""

from hubdesk.cli.context import Answer, Context
from hubdesk.cli.nouns import Nouns, program_language, verb
from hubdesk.cli.streams import on_disk
from hubdesk.i18n import say


def add(nouns: Nouns) -> None:
    """Add the commands."""
    made = verb(nouns, "demo", _demo, "Make a complete sample gathering.", example="demo --out demo-out")
    made.add_argument("--out", required=True, metavar="DIR", help="the folder to write it to")
    made.add_argument("--no-pictures", action="store_true", help="without pictures of the window")
    program_language(made)
    program_language(verb(nouns, "self-test", _self_test, "Prove this installation.", example="self-test"))


def _demo(context: Context) -> Answer:
    from hubdesk.desk import demo

    out = on_disk(context)
    made = demo.make(out, told=context.say)
    if not context.options.no_pictures:
        from hubdesk.ui.pictures import take

        made += take(out, told=context.say)
    return Answer(data={"files": [str(path) for path in made]}, lines=[str(path) for path in made])


def _self_test(context: Context) -> Answer:
    from hubdesk.desk import selftest
    from hubdesk.ui.selftest import window

    rows = [*selftest.run(), window()]
    good = all(row.good for row in rows)
    lines = [f"{'ok  ' if row.good else 'FAIL'} {row.name}: {row.told}" for row in rows]
    data = {"good": good, "tests": [{"name": row.name, "good": row.good, "told": row.told} for row in rows]}
    notes = [] if good else [say("This installation is not whole: install HubDesk again.")]
    return Answer(data=data, lines=lines, notes=notes, code=0 if good else 1)
