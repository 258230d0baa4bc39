"""`hubdesk walk`: a gallery walk from table to table."""

import argparse
from typing import TYPE_CHECKING

from hubdesk.cli.context import Answer, Context, instant
from hubdesk.cli.event import event_argument, event_of
from hubdesk.cli.nouns import Nouns, Run, noun, program_language, verb
from hubdesk.errors import Usage
from hubdesk.i18n import say

if TYPE_CHECKING:
    from hubdesk.model.records import Walk


def add(nouns: Nouns) -> None:
    """Add the noun."""
    verbs = noun(nouns, "walk", "gallery walks: plan, show, begin, end")

    def made(name: str, run: Run, text: str, example: str) -> argparse.ArgumentParser:
        found = verb(verbs, name, run, text, example=f"walk {example} --event Evening")
        event_argument(found)
        program_language(found)
        return found

    each = made("plan", _plan, "Say what each table is about.", "plan --table 3.2 --table '#money' --minutes 15")
    each.add_argument(
        "--table",
        action="append",
        required=True,
        dest="tables",
        metavar="TOPIC",
        help="the section or topic of a table; give it once for each table",
    )
    each.add_argument("--minutes", type=int, default=15, metavar="N", help="how long a round lasts")
    made("show", _show, "Show round, groups and tables.", "show").add_argument(
        "--at", metavar="ISO", help="when it happened (default: now)"
    )
    made("begin", _begin, "Let the first round begin.", "begin").add_argument(
        "--at", metavar="ISO", help="when it happened (default: now)"
    )
    made("end", _end, "End the walk.", "end").add_argument(
        "--at", metavar="ISO", help="when it happened (default: now)"
    )


def _walk(context: Context) -> "Walk":
    from hubdesk.desk import walks

    found = walks.current(context.desk, event_of(context))
    if found is None:
        raise Usage(say("No gallery walk is planned."), next=say("Plan one first."))
    return found


def _plan(context: Context) -> Answer:
    from hubdesk.desk import walks

    made = walks.plan(context.desk, event_of(context), context.options.tables, minutes=context.options.minutes)
    return Answer(data={"id": made}, lines=[made])


def _show(context: Context) -> Answer:
    from hubdesk.desk import walks
    from hubdesk.desk.section_index import index

    walk, desk = _walk(context), context.desk
    turn = walks.standing(desk, walk, instant(context.options.at) or desk.now())
    known, found = index(desk, walk.event), walks.tables(desk, walk, turn)
    data = {
        "id": walk.id,
        "minutes": walk.minutes,
        "started": walk.started,
        "stopped": walk.stopped,
        "round": turn.round if turn else 0,
        "rounds": len(walk.topics),
        "left": turn.left if turn else 0,
        "tables": [
            {"number": each.number, "wid": each.wid, "keyword": each.keyword, "notes": each.notes, "group": each.group}
            for each in found
        ],
    }
    lines = [
        f"{each.number}  {known.label(each.wid) if each.wid else f'#{each.keyword}'}  {each.notes}" for each in found
    ]
    return Answer(data=data, lines=lines)


def _begin(context: Context) -> Answer:
    from hubdesk.desk import walks

    walk = _walk(context)
    walks.begin(context.desk, walk.id, at=instant(context.options.at) or context.desk.now())
    return Answer(data={"id": walk.id})


def _end(context: Context) -> Answer:
    from hubdesk.desk import walks

    walk = _walk(context)
    walks.end(context.desk, walk.id, at=instant(context.options.at) or context.desk.now())
    return Answer(data={"id": walk.id})
