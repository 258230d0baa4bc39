"""`hubdesk bundle merges`, `take-back` and `bring-back`: whole merges, out and in again."""

from hubdesk.cli.context import Answer, Context
from hubdesk.cli.nouns import Nouns, program_language, verb
from hubdesk.errors import Usage
from hubdesk.i18n import say


def add(verbs: Nouns) -> None:
    """Add the three verbs to the noun `bundle`."""
    program_language(verb(verbs, "merges", _list, "List what was merged, newest first.", example="bundle merges"))
    for name, run, text in (
        ("take-back", _take_back, "Take a whole merge back."),
        ("bring-back", _bring_back, "Bring a merge that was taken back in again."),
    ):
        made = verb(verbs, name, run, text, example=f"bundle {name} 01a1")
        made.add_argument("merge", metavar="MERGE", help="an id of `bundle merges`, or the beginning of one")
        program_language(made)


def _list(context: Context) -> Answer:
    from hubdesk.desk import merges

    found = merges.merges(context.desk)
    rows = [
        {
            "id": each.action,
            "at": each.at,
            "event": each.event,
            "laptops": list(each.laptops),
            "lines": each.lines,
            "taken_back": each.taken_back,
        }
        for each in found
    ]
    lines = [f"{each.action}  {each.at[:16]}  {each.lines}  {', '.join(each.laptops)}" for each in found]
    return Answer(data={"merges": rows}, lines=lines)


def _take_back(context: Context) -> Answer:
    from hubdesk.desk import merges

    found = _merge(context)
    merges.take_back(context.desk, found)
    return Answer(data={"id": found, "taken_back": True}, lines=[found])


def _bring_back(context: Context) -> Answer:
    from hubdesk.desk import merges

    found = _merge(context)
    merges.bring_back(context.desk, found)
    return Answer(data={"id": found, "taken_back": False}, lines=[found])


def _merge(context: Context) -> str:
    from hubdesk.desk import merges

    begun = context.options.merge
    found = [each.action for each in merges.merges(context.desk) if each.action.startswith(begun)]
    if len(found) != 1:
        raise Usage(
            say("No single merge has this id: {id}", id=begun), next=say("Take an id from: hubdesk bundle merges")
        )
    return found[0]
