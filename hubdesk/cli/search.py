"""`hubdesk search`: words found wherever they stand."""

from dataclasses import asdict

from hubdesk.cli.context import Answer, Context
from hubdesk.cli.event import event_argument, event_of
from hubdesk.cli.nouns import Nouns, program_language, verb
from hubdesk.errors import Usage
from hubdesk.i18n import say

#: More than anybody reads.
MOST = 1_000


def add(nouns: Nouns) -> None:
    """Add the command."""
    made = verb(nouns, "search", _search, "Find words wherever they stand.", example="search 'stable fund'")
    made.add_argument("text")
    event_argument(made, required=False)
    made.add_argument("--limit", type=int, default=10, help="so many of each kind")
    program_language(made)


def _search(context: Context) -> Answer:
    from hubdesk.desk.search import search

    o = context.options
    if not 0 < o.limit <= MOST:
        raise Usage(say("So many cannot be shown."), next=say("Give a number from 1 to {n}.", n=MOST))
    found = search(context.desk, o.text, event=event_of(context) if o.event else "", limit=o.limit)
    lines = [f"{group.kind:10} {hit.id}  {hit.place} {hit.words}" for group in found for hit in group.hits]
    return Answer(data={"groups": [asdict(group) for group in found]}, lines=lines)
