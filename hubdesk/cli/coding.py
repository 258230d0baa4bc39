"""`hubdesk coding`: a second coder sorts notes blind, then both are compared."""

import argparse
from typing import TYPE_CHECKING, Any

from hubdesk.cli.context import Answer, Context, visible
from hubdesk.cli.event import event_argument, event_of
from hubdesk.cli.nouns import Nouns, Run, noun, program_language, verb
from hubdesk.i18n import count, say

if TYPE_CHECKING:
    from hubdesk.desk.agreement import Comparison, Measure
    from hubdesk.model.records import Coding, CodingRound


def add(nouns: Nouns) -> None:
    """Add the noun."""
    verbs = noun(nouns, "coding", "second coders: start, list, lines, code, compare, adopt, keep, remove")

    def made(name: str, run: Run, text: str, example: str, *, coder: bool | None = None) -> argparse.ArgumentParser:
        found = verb(verbs, name, run, text, example=f"coding {example} --event Evening")
        event_argument(found)
        if name not in ("start", "list"):
            found.add_argument("--round", default="", metavar="ROUND", help="without it the newest one")
        if coder is not None:
            found.add_argument("--coder", default="", required=coder, metavar="NAME", help="who sorts")
        program_language(found)
        return found

    each = made("start", _start, "Begin a round with all notes or some drawn at random.", "start --sample 50")
    each.add_argument("--sample", type=int, default=0, metavar="N", help="so many notes by lot (default: all)")
    each.add_argument("--seed", default="", metavar="TEXT", help="draws the same notes again")
    made("list", _list, "List rounds and who coded how many lines.", "list")
    each = made("lines", _lines, "List the lines of a round, without how others sorted them.", "lines --coder Ben",
                coder=True)  # fmt: skip
    each.add_argument("--open", action="store_true", help="those alone that this coder has not done")
    each = made("code", _code, "Sort one note as a second coder.", "code 01f3 '!: /3.2 #money' --coder Ben", coder=True)
    each.add_argument("note", metavar="NOTE")
    each.add_argument("line", metavar="SIGNS", help="kind, sections, keywords; c: where none fits")
    made("compare", _compare, "Compare a second coder with the first.", "compare", coder=False)
    for name, text in (("adopt", "Sort notes as the second coder does."), ("keep", "Keep notes as they are.")):
        each = made(name, _decide, text, f"{name} 01f3", coder=False)
        each.add_argument("notes", nargs="+", metavar="NOTE")
        each.set_defaults(decide=name)
    made("remove", _remove, "Put a round and its codings away.", "remove")


def _round(context: Context) -> "CodingRound":
    from hubdesk.desk import coding

    return coding.meant(context.desk, event_of(context), context.options.round)


def _start(context: Context) -> Answer:
    from hubdesk.desk import coding

    o, event = context.options, event_of(context)
    coding.begin(context.desk, event, sample=o.sample, seed=o.seed)
    found = coding.rounds(context.desk, event)[0]
    data = {"id": found.round.id, "notes": found.notes, "seed": found.round.seed}
    return Answer(data=data, lines=[found.round.id])


def _list(context: Context) -> Answer:
    from hubdesk.desk import coding

    found = coding.rounds(context.desk, event_of(context))
    data = [
        {
            "id": each.round.id,
            "at": each.round.at,
            "seed": each.round.seed,
            "pool": each.round.pool,
            "notes": each.notes,
            "coders": dict(each.coders),
        }
        for each in found
    ]
    lines = [
        "  ".join([each.round.id, *(f"{visible(name)} {n}/{each.notes}" for name, n in each.coders.items())])
        for each in found
    ]
    return Answer(data={"rounds": data}, lines=lines)


def _lines(context: Context) -> Answer:
    from hubdesk.desk import coding

    found = coding.lines(context.desk, _round(context), context.options.coder)
    if context.options.open:
        found = [each for each in found if each.coding is None]
    data = [
        {
            "note": each.note.id,
            "text": each.note.text,
            "language": each.note.language,
            "answers": each.parent.text if each.parent else "",
            **({"coding": _as_data(each.coding)} if each.coding else {}),
        }
        for each in found
    ]
    lines = [f"{each.note.id}  {'-' if each.coding is None else '+'}  {visible(each.note.text)}" for each in found]
    return Answer(data={"lines": data}, lines=lines)


def _code(context: Context) -> Answer:
    from hubdesk.desk import coding
    from hubdesk.model.records import Note

    o, round = context.options, _round(context)
    note = context.desk.read.resolve(Note, o.note, event=round.event).id
    made = coding.code(context.desk, round, note, o.line, coder=o.coder, letters=context.language)
    return Answer(data={"id": made}, lines=[made])


def _compare(context: Context) -> Answer:
    from hubdesk.desk import agreement

    found = agreement.compare(context.desk, _round(context), context.options.coder)
    data = {
        "round": found.round.id,
        "coder": found.coder,
        "coders": list(found.coders),
        "notes": found.notes,
        "coded": found.coded,
        "measures": [
            {
                "question": each.question,
                "keyword": each.keyword,
                "units": each.units,
                "same": each.same,
                "kappa": each.kappa,
                "alpha": each.alpha,
            }
            for each in found.measures
        ],
        "differences": [
            {
                "note": each.note.id,
                "text": each.note.text,
                "fields": list(each.fields),
                "first": _as_data(each.first),
                "second": _as_data(each.second),
                "verdict": each.second.verdict,
            }
            for each in found.differences
        ],
    }
    told = count(found.coded, "{n} line was coded by both", "{n} lines were coded by both")
    return Answer(data=data, lines=_told(found), notes=[told])


def _told(found: "Comparison") -> list[str]:
    """Return what is printed for people: a line for each question, then one for each difference."""
    lines = [f"{each.keyword and '#'}{each.keyword or each.question}  {_figures(each)}" for each in found.measures]
    return [*lines, *(f"{each.note.id}  {' '.join(each.fields)}  {each.second.verdict}" for each in found.differences)]


def _figures(each: "Measure") -> str:
    same = "–" if each.same is None else f"{each.same:.0%}"
    kappa, alpha = ("–" if value is None else f"{value:.3f}" for value in (each.kappa, each.alpha))
    return f"{same}  κ {kappa}  α {alpha}"


def _as_data(found: "Coding") -> dict[str, Any]:
    return {"kind": found.kind, "tags": sorted(found.tags), "keywords": sorted(found.keywords)}


def _decide(context: Context) -> Answer:
    from hubdesk.desk import agreement, coding
    from hubdesk.errors import Usage
    from hubdesk.model.records import Note

    o, desk, round = context.options, context.desk, _round(context)
    differing = {each.note.id: each.second.id for each in agreement.compare(desk, round, o.coder).differences}
    wanted = [desk.read.resolve(Note, note, event=round.event).id for note in o.notes]
    if any(note not in differing for note in wanted):
        raise Usage(say("Both coders say the same of this note."), next=say("Name notes that compare lists."))
    verb = coding.adopt if o.decide == "adopt" else coding.keep
    verb(desk, [differing[note] for note in wanted])
    return Answer(data={"notes": wanted})


def _remove(context: Context) -> Answer:
    from hubdesk.desk import coding

    round = _round(context)
    coding.remove(context.desk, round)
    return Answer(data={"id": round.id})
