"""`hubdesk codebook`: the keywords of an event as a tree."""

import argparse
from typing import Any

from hubdesk.cli.context import Answer, Context, read_input
from hubdesk.cli.event import event_argument, event_of
from hubdesk.cli.nouns import Nouns, Run, noun, program_language, verb
from hubdesk.errors import Usage
from hubdesk.i18n import count, say


def add(nouns: Nouns) -> None:
    """Add the noun."""
    verbs = noun(nouns, "codebook", "codebook: list, import, export, add, edit, rename, move, merge, split, remove")

    def made(name: str, run: Run, text: str, example: str) -> argparse.ArgumentParser:
        found = verb(verbs, name, run, text, example=f"codebook {example} --event Evening")
        event_argument(found)
        program_language(found)
        return found

    made("list", _list, "List the codebook as a tree.", "list")
    each = made("import", _import, "Read a codebook.", "import codes.qdc")
    each.add_argument("file", metavar="FILE", help="REFI-QDA (.qdc) or a table; - reads standard input")
    each.add_argument("--dry-run", action="store_true", help="say only what would change")
    each = made("export", _export, "Write the codebook.", "export --out codes.qdc")
    each.add_argument("--out", required=True, metavar="FILE", help="ending .qdc, .csv or .xlsx")
    for name, run, text in (("add", _add, "Add a keyword."), ("edit", _edit, "Change a code.")):
        each = made(name, run, text, f"{name} money --label de=Geld")
        each.add_argument("word")
        each.add_argument("--colour", metavar="#RRGGBB", help="the colour of its chip")
        each.add_argument("--description", help="what belongs under it")
        each.add_argument(
            "--label", action="append", default=[], metavar="TAG=NAME", help="what it is called in a language"
        )
        if name == "add":
            each.add_argument("--under", default="", metavar="WORD", help="the keyword that it stands below")
    each = made("rename", _rename, "Give a code and its notes another word.", "rename money funds")
    each.add_argument("word")
    each.add_argument("to")
    each = made("move", _move, "Put a code below another.", "move money --under resources")
    each.add_argument("word")
    each.add_argument("--under", default="", metavar="WORD", help="nothing: to the top")
    each = made("merge", _merge, "Make one code of several.", "merge cash money --into funds")
    each.add_argument("words", nargs="+", metavar="WORD")
    each.add_argument("--into", required=True, metavar="WORD", help="the keyword that is left")
    each = made("split", _split, "Make a second code for some of its notes.", "split money grants 01f3")
    each.add_argument("word")
    each.add_argument("to")
    each.add_argument("notes", nargs="+", metavar="NOTE")
    made("remove", _remove, "Take a code out of the tree.", "remove money").add_argument("word")


def _list(context: Context) -> Answer:
    from hubdesk.desk import codebook

    found = codebook.tree(context.desk, event_of(context))
    data = [
        {
            "id": each.code.id,
            "word": each.code.word,
            "depth": each.depth,
            "notes": each.notes,
            "colour": each.code.colour,
            "description": each.code.description,
            "labels": dict(each.code.labels),
        }
        for each in found
    ]
    lines = [f"{'  ' * each.depth}{each.code.word}  {each.notes}" for each in found]
    return Answer(data={"codes": data}, lines=lines)


def _import(context: Context) -> Answer:
    from hubdesk.desk import codebook_files
    from hubdesk.model.limits import CODEBOOK_BYTES

    event = event_of(context)
    found = codebook_files.preview(context.desk, event, read_input(context.options.file, CODEBOOK_BYTES))
    new = len(found.new) - found.same - len(found.unfit)
    if not context.options.dry_run:
        codebook_files.take(context.desk, event, found.new, language=context.language)
    notes = [count(new, "{n} code is new", "{n} codes are new")]
    notes += [say("This cannot be a keyword: {name}", name=name) for name in found.unfit]
    return Answer(data={"new": new, "same": found.same, "unfit": list(found.unfit)}, notes=notes)


def _export(context: Context) -> Answer:
    from pathlib import Path

    from hubdesk.desk import codebook_files

    path = Path(context.options.out)
    codebook_files.write(context.desk, event_of(context), path)
    return Answer(data={"path": str(path)}, lines=[str(path)])


def _fields(context: Context) -> dict[str, Any]:
    o = context.options
    fields: dict[str, object] = {
        name: getattr(o, name) for name in ("colour", "description") if getattr(o, name) is not None
    }
    labels = dict(each.partition("=")[::2] for each in o.label)
    if "" in labels:
        raise Usage(
            say("A label begins with a language tag."), next=say("Give it like this: {example}", example="de=Geld")
        )
    return fields | ({"labels": labels} if labels else {})


def _id(context: Context, word: str) -> str:
    from hubdesk.desk import codebook

    return codebook.find(context.desk, event_of(context), word).id if word else ""


def _add(context: Context) -> Answer:
    from hubdesk.desk import codebook

    o = context.options
    parent, fields = _id(context, o.under), _fields(context)
    made = codebook.add(context.desk, event_of(context), o.word, parent=parent, **fields)
    return Answer(data={"id": made}, lines=[made])


def _edit(context: Context) -> Answer:
    from hubdesk.desk import codebook

    code = _id(context, context.options.word)
    codebook.edit(context.desk, code, **_fields(context))
    return Answer(data={"id": code})


def _rename(context: Context) -> Answer:
    from hubdesk.desk import codebook

    code = _id(context, context.options.word)
    codebook.rename(context.desk, code, context.options.to)
    return Answer(data={"id": code})


def _move(context: Context) -> Answer:
    from hubdesk.desk import codebook

    code = _id(context, context.options.word)
    codebook.move(context.desk, code, _id(context, context.options.under))
    return Answer(data={"id": code})


def _merge(context: Context) -> Answer:
    from hubdesk.desk import codebook

    into = _id(context, context.options.into)
    codebook.merge(context.desk, [_id(context, word) for word in context.options.words], into)
    return Answer(data={"id": into})


def _split(context: Context) -> Answer:
    from hubdesk.desk import codebook
    from hubdesk.model.records import Note

    o = context.options
    notes = [context.desk.read.resolve(Note, note).id for note in o.notes]
    made = codebook.split(context.desk, _id(context, o.word), notes, o.to)
    return Answer(data={"id": made}, lines=[made])


def _remove(context: Context) -> Answer:
    from hubdesk.desk import codebook

    code = _id(context, context.options.word)
    codebook.remove(context.desk, code)
    return Answer(data={"id": code})
